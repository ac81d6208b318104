"""The options that several commands share."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Certainty(StrEnum):
    """Least certainty to show, FactBank's terms."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


def iso_date(value: str | None) -> str | None:
    """The date as given; a usage error if it is not one."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date like 2023-09-20") from None


Files = Annotated[list[Path], typer.Argument(help="Articles (.txt .md .html .pdf .jsonl); - for standard input.")]
Published = Annotated[
    str | None, typer.Option(callback=iso_date, metavar="DATE", help="The day the articles appeared, YYYY-MM-DD.")
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME_OR_PATH", help="spaCy pipeline; without it the best one installed.")
]
Rules = Annotated[
    Path | None, typer.Option("--rules", metavar="DIR", help="Your own rule files, which add to the package's.")
]
Events = Annotated[
    list[str] | None, typer.Option("--event", metavar="TYPE", help="Only claims of this event type; repeatable.")
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Only figure, statement, or a kind of quantity; repeatable."),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="WORDS", help="Only claims of a source with these words; - for the narrator."),
]
MinCertainty = Annotated[Certainty | None, typer.Option(help="Only claims at least this sure.")]
