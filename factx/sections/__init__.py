"""Stage: headline, dateline, byline, body, caption, credit and heading, from plain text."""

from factx.sections.engine import find_sections

__all__ = ["find_sections"]
