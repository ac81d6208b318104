"""`factx rules coverage`: which rules and entries of the lexicons fire over a collection of news, and which never."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.articles import Articles
from factx.cli.options import Model, Rules, path_argument
from factx.cli.output import complain, drawn, emit
from factx.cli.overview import Overview, PlainHelp

if TYPE_CHECKING:
    from rich.console import Console

    from factx.annotate import Extractor
    from factx.coverage import Firings, RuleEntry
    from factx.plain import Plain

app = typer.Typer(cls=Overview, no_args_is_help=True, help="Look after the rules: how often does each fire?")


class Format(StrEnum):
    """What `coverage` prints."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


COVERAGE_COLUMNS = {
    "file": "rule file",
    "entry": "rule, or entry of a lexicon",
    "fires": "how often it fires",
    "articles": "in how many articles",
    "samples": "the first texts",
}
ROOMY = 120  # columns; in fewer the file stands above its entries, and the sample below
HOLDS_RECORDS = re.compile(rb'"schema": ?"factx/1(?:-lean)?"')
Counted = list[tuple["RuleEntry", "Firings"]]


@app.callback()
def root() -> None:
    """Look after the rules: how often does each fire?"""


@app.command(cls=PlainHelp)
def coverage(
    paths: Annotated[
        list[Path], path_argument(metavar="PATH", help="Folders and files of news, or records that factx batch wrote.")
    ],
    model: Model = None,
    rules: Rules = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    never: Annotated[bool, typer.Option("--never", help="Only what never fires.")] = False,
    below: Annotated[
        int | None,
        typer.Option("--below", min=1, metavar="N", help="Only rules that fire less often and are not marked rare."),
    ] = None,
    file: Annotated[
        list[str] | None, typer.Option("--file", metavar="WORDS", help="Only files with these words in their name.")
    ] = None,
) -> None:
    """Count how often each rule and lexicon entry fires over a collection of news, with samples."""
    from factx.annotate import load
    from factx.coverage import count_firings, rare_rules

    of_records = [path for path in paths if _holds_records(path)]
    articles = Articles([path for path in paths if path not in of_records])
    seen = count()  # asked for a number when a record has come
    records = _records(of_records, articles, partial(load, model, rules=rules))
    counted = count_firings((record for record, _ in zip(records, seen, strict=False)), rules)
    rare = rare_rules()
    shown = [
        (entry, firings)
        for entry, firings in counted.items()
        if not (never and firings.count)
        and (below is None or (firings.count < below and entry.is_rule() and entry not in rare))
        and (not file or any(words in entry.file for words in file))
    ]
    if not never:
        shown.sort(key=lambda pair: (pair[0].file, -pair[1].count))
    emit(_pieces(shown, format))
    idle = sum(not firings.count for firings in counted.values())
    complain(f"{next(seen)} articles; {idle} of {len(counted)} rules and entries never fire")
    if articles.failed:
        raise typer.Exit(1)


def _records(of_records: list[Path], articles: Articles, load: Callable[[], Extractor]) -> Iterator[Plain]:
    """The records of some files, and of the articles in others."""
    from factx.records import read_records

    for path in of_records:
        yield from read_records(path)
    if articles.paths:
        yield from (record for _, record in articles.records(load))


def _holds_records(path: Path) -> bool:
    """Whether a file is one of records, by its first characters."""
    with suppress(OSError):  # whoever reads it as an article says what is wrong
        if path.is_file():
            with path.open("rb") as file:
                return HOLDS_RECORDS.search(file.read(200)) is not None
    return False


def _pieces(counted: Counted, format: Format) -> Iterator[str]:
    if format is Format.TABLE:
        yield from drawn(lambda console: _draw(console, counted))
    elif format is Format.CSV:
        from factx.export import csv_lines

        yield from csv_lines(
            COVERAGE_COLUMNS, ({**_row(*pair), "samples": " | ".join(pair[1].samples)} for pair in counted)
        )
    else:
        from factx.plain import to_json

        yield to_json([{**_row(*pair), "samples": pair[1].samples} for pair in counted], indent=2) + "\n"


def _row(entry: RuleEntry, firings: Firings) -> dict[str, str | int | float | bool | None]:
    return {"file": entry.file, "entry": entry.name, "fires": firings.count, "articles": firings.articles}


def _draw(console: Console, counted: Counted) -> None:
    from rich.text import Text

    from factx.render.layout import add_columns, new_table
    from factx.render.text import one_line

    is_roomy = console.width >= ROOMY
    table = new_table()
    add_columns(table, *(["File", "Entry"] if is_roomy else ["Entry"]))
    for header in ("Fires", "Articles"):
        table.add_column(header, justify="right", no_wrap=True)
    add_columns(table, *(["Sample"] if is_roomy else []))
    file = ""
    for entry, firings in counted:
        name, sample = one_line(entry.name), one_line(firings.samples[0]) if firings.samples else ""
        counts = str(firings.count), str(firings.articles)
        if is_roomy:
            table.add_row(*map(Text, (entry.file, name, *counts, sample)))
            continue
        if entry.file != file:
            table.add_row(Text(file := entry.file, style="bold"))
        table.add_row(Text(name).append(f"\n{sample}" if sample else "", style="dim"), *map(Text, counts))
    console.print(table)
