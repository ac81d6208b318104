"""`factx report`: records as one page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factx.cli.options import (
    Events,
    Kinds,
    MinCertainty,
    Sources,
    path_argument,
    path_option,
)
from factx.cli.output import announce, emit


def report(
    records: Annotated[list[Path], path_argument(help="What factx batch wrote.", metavar="OUT.jsonl")],
    output: Annotated[
        Path, path_option("-o", "--output", metavar="PAGE.html", help="The page; - for standard output.")
    ],
    title: Annotated[str, typer.Option(metavar="WORDS", help="Its heading.")] = "Who says what",
    event: Events = None,
    kind: Kinds = None,
    source: Sources = None,
    min_certainty: MinCertainty = None,
) -> None:
    """Write one self-contained HTML page: articles with their claims marked, all claims, all events."""
    from factx.filters import Filters
    from factx.records import read_latest
    from factx.report import render_report, write_report

    filters = Filters.of(event, kind, source, min_certainty)
    if output == Path("-"):
        emit([render_report(map(filters.apply, read_latest(records)), title=title, folder=records[0].parent)])
        return
    count = write_report(records, output, title=title, select=filters.apply)
    announce(f"{count} articles in {output}, {output.stat().st_size / 1e6:.1f} MB")
