"""Records as one page to look at: articles with their claims marked, all claims, and what is told of each event."""

from factx.report.engine import render_report, write_report

__all__ = ["render_report", "write_report"]
