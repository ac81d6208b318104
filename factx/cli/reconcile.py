"""`factx reconcile`: the events that many articles tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.output import drawn, emit

if TYPE_CHECKING:
    from factx.plain import Plain


class Format(StrEnum):
    """What `reconcile` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class Best(StrEnum):
    """Which figure counts as the best."""

    CREDIBLE = "credible"
    LATEST = "latest"
    MOST = "most"
    LOWEST = "lowest"
    HIGHEST = "highest"


def reconcile(
    records: Annotated[list[Path], typer.Argument(help="What factx batch wrote.", metavar="OUT.jsonl…")],
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    best: Annotated[
        Best, typer.Option(help="The best figure: latest of the most credible kind of source, or another rule.")
    ] = Best.CREDIBLE,
    min_articles: Annotated[int, typer.Option(min=1, help="Only events told by so many articles.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="Table and md: why articles were joined.")] = False,
) -> None:
    """Group the claims of many articles into events: who says how many, and how it agrees."""
    from factx.reconcile import reconcile as group
    from factx.records import read_records

    found = group((record for path in records for record in read_records(path)), best=best.value)
    events = [event for event in found["events"] if event["articles"] >= min_articles]
    emit(_pieces(found | {"events": events}, events, format, explain=explain))


def _pieces(found: Plain, events: Sequence[Plain], format: Format, *, explain: bool) -> Iterator[str]:
    match format:
        case Format.JSON:
            from factx.plain import to_json

            yield to_json(found, indent=2) + "\n"
        case Format.CSV:
            from factx.export import csv_lines
            from factx.render.events import COLUMNS, event_rows

            yield from csv_lines(COLUMNS, event_rows(events))
        case Format.MD:
            from factx.render.events import render_events_markdown

            yield from render_events_markdown(events, explain=explain)
        case _:
            from factx.render.events import render_events

            yield from drawn(lambda console: render_events(console, events, explain=explain))
