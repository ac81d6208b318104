"""`factx extract`: a few articles in, their claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.options import Events, Files, Kinds, MinCertainty, Model, Published, Rules, Sources
from factx.cli.output import complain, drawn, emit

if TYPE_CHECKING:
    from factx.annotate import Extractor
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
    files: Files,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    published: Published = None,
    model: Model = None,
    rules: Rules = None,
    event: Events = None,
    kind: Kinds = None,
    source: Sources = None,
    min_certainty: MinCertainty = None,
    wide: Annotated[bool, typer.Option("--wide", help="Table: shorten and wrap nothing.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Table and md: the rules and passes behind each claim.")
    ] = False,
) -> None:
    """Print the claims of a few articles: who says what, with the figures."""
    from factx.annotate import load
    from factx.filters import Filters

    filters = Filters(tuple(event or ()), tuple(kind or ()), tuple(source or ()), min_certainty)
    failed: list[str] = []
    documents = list(_documents(files, published, failed))
    records: list[Plain] = []
    if documents:
        records = [filters.apply(record) for record in _read(load(model, rules=rules), documents, explain=explain)]
    if format is Format.HTML:
        records = [_with_text(record, document) for record, document in zip(records, documents, strict=True)]
    _print(records, format, wide=wide, explain=explain)
    if failed:
        raise typer.Exit(1)


def _read(extractor: Extractor, documents: Iterable[Document], *, explain: bool) -> Iterator[Plain]:
    """The records, where they are to be explained with the passes that each claim needed."""
    from factx.explain import explained_records

    return explained_records(extractor, documents) if explain else extractor.plain_records(documents)


def _with_text(record: Plain, document: Document) -> Plain:
    """The record with the text it counts in, which standard input cannot be asked for again."""
    return record | {"document": record["document"] | {"text": document.text}}


def _documents(files: Iterable[Path], published: str | None, failed: list[str]) -> Iterator[Document]:
    """The articles that can be read; the others are complained of and noted."""
    from factx.errors import DocumentError
    from factx.readers import expand, read

    for entry in expand(files):
        try:
            yield read(entry, published=published)
        except DocumentError as error:
            complain(str(error))
            failed.append(entry.path)


def _print(records: Sequence[Plain], format: Format, *, wide: bool, explain: bool) -> None:
    if format is Format.TABLE:
        emit(_table(records, wide=wide, explain=explain))
    else:
        emit(_pieces(records, format, explain=explain))


def _table(records: Sequence[Plain], *, wide: bool, explain: bool) -> Iterator[str]:
    from factx.render.table import TableOptions, render_table

    return drawn(lambda console: render_table(console, records, TableOptions(wide=wide, explain=explain)), wide=wide)


def _pieces(records: Sequence[Plain], format: Format, *, explain: bool) -> Iterator[str]:
    from factx.plain import json_pieces, to_json

    match format:
        case Format.JSON:
            yield to_json(records[0] if len(records) == 1 else list(records), indent=2) + "\n"
        case Format.JSONL:
            for record in records:
                yield from json_pieces(record)
                yield "\n"
        case Format.MD:
            from factx.render.markdown import render_markdown

            yield from render_markdown(records, explain=explain)
        case Format.CSV:
            from factx.export import COLUMNS, csv_lines, rows

            yield from csv_lines(COLUMNS, (row for record in records for row in rows(record)))
        case _:
            from factx.report import render_report

            yield render_report(records)
