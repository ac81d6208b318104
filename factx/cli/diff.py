"""`factx diff`: what changed between two versions of an article."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from factx.cli.options import Model, Published, path_argument
from factx.cli.output import drawn, emit

if TYPE_CHECKING:
    from factx.annotate import Extractor
    from factx.plain import Plain


T = TypeVar("T")


class Format(StrEnum):
    """What `diff` prints."""

    TABLE = "table"
    JSON = "json"
    MD = "md"


def diff(
    old: Annotated[Path, path_argument(help="A record (.json .jsonl) or an article.", metavar="OLD")],
    new: Annotated[Path, path_argument(help="Its later version.", metavar="NEW")],
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    published: Published = None,
    model: Model = None,
) -> None:
    """Print which claims came, went, or changed figure or source between two versions of an article."""
    from factx.reconcile.diff import diff_records

    extractor: list[Extractor] = []  # loaded for the first article, if there is one
    versions = [_record(path, published, model, extractor) for path in (old, new)]
    emit(_pieces(diff_records(*versions), format))


def _record(path: Path, published: str | None, model: str | None, extractor: list[Extractor]) -> Plain:
    """The record in a file of records, or of an article."""
    if path.suffix.lower() in (".json", ".jsonl"):
        return _read(path)
    from factx.annotate import load
    from factx.readers import expand, read

    document = read(_only(expand([path]), path, "article"), published=published)
    if not extractor:
        extractor.append(load(model))
    return next(extractor[0].plain_records([document]))


def _read(path: Path) -> Plain:
    from factx.records import read_records

    return _only(read_records(path), path, "record")


def _only(found: Iterator[T], path: Path, what: str) -> T:
    """What a file holds one of. Raises DocumentError if it holds none, or several."""
    from factx.errors import DocumentError

    one = next(found, None)
    if one is None or next(found, None) is not None:
        raise DocumentError(
            f"{path} holds {f'no {what}' if one is None else f'several {what}s'}; diff compares one with one"
        )
    return one


def _pieces(changes: Plain, format: Format) -> Iterator[str]:
    match format:
        case Format.JSON:
            from factx.plain import to_json

            yield to_json(changes, indent=2) + "\n"
        case Format.MD:
            from factx.render.changes import render_changes_markdown

            yield from render_changes_markdown(changes)
        case _:
            from factx.render.changes import render_changes

            yield from drawn(lambda console: render_changes(console, changes))
