"""The options that several commands share."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


def path_argument(**told: Any) -> Any:
    """An argument that is a path; nobody asks before the command does whether it may be read.

    Click would, and end with wrong usage where not: of many articles, one that is locked would cost all the others.
    """
    return typer.Argument(readable=False, **told)


def path_option(*names: str, **told: Any) -> Any:
    """The same for an option."""
    return typer.Option(*names, readable=False, **told)


class Certainty(StrEnum):
    """Least certainty to show, FactBank's terms."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


def iso_date(value: str | None) -> str | None:
    """The date as given. Raises BadParameter if it is not one."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date like 2023-09-20") from None


def known_kinds(values: list[str] | None) -> list[str] | None:
    """The kinds as given. Raises BadParameter for one that no claim can have."""
    from factx.filters import CLAIM_KINDS

    for value in values or ():
        if value not in CLAIM_KINDS:
            raise typer.BadParameter(f"{value!r} is none of {' '.join(CLAIM_KINDS)}")
    return values


def known_events(values: list[str] | None) -> list[str] | None:
    """The event types as given, with a hint on standard error at those that look like a slip of the pen."""
    from factx.cli.output import complain
    from factx.filters import nearest_events

    for value in values or ():
        if near := nearest_events(value):
            complain(f"--event {value}: no event of that name; nearest: {' '.join(near)}")
    return values


class DateOrder(StrEnum):
    """Which of two figures of a date is the month."""

    DMY = "dmy"
    MDY = "mdy"


DateOrders = Annotated[
    DateOrder | None,
    typer.Option(
        "--date-order", help="Whether 3/4/2024 is 3 April (dmy) or March 4 (mdy); else each article is asked."
    ),
]
Files = Annotated[
    list[Path] | None,
    path_argument(metavar="FILE", help="Articles (.txt .md .html .pdf .jsonl, …), or folders; - for standard input."),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field", metavar="FIELD=COLUMN", help="Where a table has id, text, title, published, outlet, author, url."
    ),
]
Published = Annotated[
    str | None, typer.Option(callback=iso_date, metavar="DATE", help="The day the articles appeared, YYYY-MM-DD.")
]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Say nothing of articles that are not English.")]
Model = Annotated[
    str | None, typer.Option(metavar="NAME_OR_PATH", help="spaCy pipeline; without it the best one installed.")
]
Rules = Annotated[
    Path | None, path_option("--rules", metavar="DIR", help="Your own rule files, which add to the package's.")
]
Events = Annotated[
    list[str] | None,
    typer.Option("--event", metavar="TYPE", callback=known_events, help="Only claims of this event type; repeatable."),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        callback=known_kinds,
        help="Only figure, statement, or a kind of quantity; repeatable.",
    ),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="WORDS", help="Only claims of a source with these words; - for the narrator."),
]
MinCertainty = Annotated[Certainty | None, typer.Option(help="Only claims at least this sure.")]
