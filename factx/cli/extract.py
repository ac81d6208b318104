"""`factx extract`: a few articles in, their claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.articles import Articles
from factx.cli.options import (
    AnyLanguage,
    DateOrders,
    Events,
    Fields,
    Files,
    Kinds,
    MinCertainty,
    Model,
    Published,
    Rules,
    Sources,
)
from factx.cli.output import complain, drawn, emit
from factx.errors import UsageError

if TYPE_CHECKING:
    from factx.model import Document
    from factx.plain import Plain


class Format(StrEnum):
    """What `extract` prints."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"
    HTML = "html"


def extract(
    files: Files = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    published: Published = None,
    date_order: DateOrders = None,
    field: Fields = None,
    model: Model = None,
    rules: Rules = None,
    event: Events = None,
    kind: Kinds = None,
    source: Sources = None,
    min_certainty: MinCertainty = None,
    any_language: AnyLanguage = False,
    demo: Annotated[bool, typer.Option("--demo", help="Read an article that comes with factx.")] = False,
    wide: Annotated[bool, typer.Option("--wide", help="Table: shorten and wrap nothing.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Table and md: the rules, evidence and passes behind each claim.")
    ] = False,
) -> None:
    """Print the claims of a few articles: who says what, with the figures."""
    from factx.annotate import load
    from factx.filters import Filters
    from factx.readers.fields import read_fields

    filters = Filters.of(event, kind, source, min_certainty)
    articles = Articles(_given(files, demo=demo), published, read_fields(field or ()))
    pairs = articles.records(partial(load, model, rules=rules, date_order=date_order), explain=explain)
    pairs = _warning(pairs, any_language=any_language)
    with_text = format is Format.HTML
    records = (filters.apply(_with_text(record, document) if with_text else record) for document, record in pairs)
    if format is Format.JSONL:
        for record in records:
            emit(_line(record))
    else:
        _print(list(records), format, wide=wide, explain=explain)
    if articles.failed:
        raise typer.Exit(1)


def _given(files: Sequence[Path] | None, *, demo: bool) -> list[Path]:
    """The articles to read. Raises UsageError if there are none."""
    example = Path(str(resources.files("factx") / "demo.txt"))
    given = [*(files or ()), *([example] if demo else ())]
    if not given:
        raise UsageError("no article given: name a file, - for standard input, or --demo for an example")
    return given


def _with_text(record: Plain, document: Document) -> Plain:
    """The record with the text it counts in, which standard input cannot be asked for again."""
    return record | {"document": record["document"] | {"text": document.text}}


def _warning(pairs: Iterable[tuple[Document, Plain]], *, any_language: bool) -> Iterator[tuple[Document, Plain]]:
    """The same, with a word on each article that holds no text, and on each that is not English."""
    for document, record in pairs:
        name = document.path or document.id
        if not document.text.strip():
            complain(f"{name}: holds no text")
        if document.language and not any_language:
            complain(f"{name}: seems to be in another language ({document.language}), but factx reads English")
        yield document, record


def _print(records: Sequence[Plain], format: Format, *, wide: bool, explain: bool) -> None:
    if format is Format.TABLE:
        emit(_table(records, wide=wide, explain=explain))
    else:
        emit(_pieces(records, format, explain=explain))


def _table(records: Sequence[Plain], *, wide: bool, explain: bool) -> Iterator[str]:
    from factx.render.table import TableOptions, render_table

    return drawn(lambda console: render_table(console, records, TableOptions(wide=wide, explain=explain)), wide=wide)


def _pieces(records: Sequence[Plain], format: Format, *, explain: bool) -> Iterator[str]:
    from factx.plain import to_json

    match format:
        case Format.JSON:
            yield to_json(records[0] if len(records) == 1 else list(records), indent=2) + "\n"
        case Format.MD:
            from factx.render.markdown import render_markdown

            yield from render_markdown(records, explain=explain)
        case Format.CSV:
            from factx.export import COLUMNS, csv_lines, rows

            yield from csv_lines(COLUMNS, (row for record in records for row in rows(record)))
        case _:
            from factx.report import render_report

            yield render_report(records)


def _line(record: Plain) -> Iterator[str]:
    from factx.plain import json_pieces

    yield from json_pieces(record)
    yield "\n"
