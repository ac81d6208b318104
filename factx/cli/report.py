"""`factx report`: records as one page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factx.cli.output import complain, emit


def report(
    records: Annotated[Path, typer.Argument(help="What factx batch wrote.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The page; - for standard output.")],
    title: Annotated[str, typer.Option(help="Its heading.")] = "Who says what",
) -> None:
    """Write one self-contained HTML page: articles with their claims marked, all claims, all events."""
    from factx.records import read_records
    from factx.report import render_report, write_report

    if output == Path("-"):
        emit([render_report(read_records(records), title=title, folder=records.parent)])
        return
    count = write_report(records, output, title=title)
    complain(f"{count} articles in {output}, {output.stat().st_size / 1e6:.1f} MB")
