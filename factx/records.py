"""Reads files of factx records: what `factx batch` and `factx extract --format jsonl|json` wrote -> plain records.

A file of records may come from anywhere, so each record is checked against the shape below before anyone reads on:
whoever gets a record from here finds every key that the contract promises, with a value of the right kind. Keys
beyond these are let through.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, NotRequired

from annotated_types import Ge, Len
from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from factx.errors import RecordError
from factx.plain import SCHEMA, Plain

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Span = Annotated[list[Annotated[int, Ge(0)]], Len(2, 2)]
Number = int | float


class _Piece(TypedDict):
    span: Span
    text: str


class _Place(_Piece):
    country: NotRequired[str | None]


class _Time(_Piece):
    value: str | None
    rule: NotRequired[str | None]


class _Extent(TypedDict):
    spans: list[Span]
    text: str


class _Source(_Extent):
    canonical: str
    head: str
    type: str
    resolved_from: str | None
    rules: NotRequired[list[str]]


class _Cue(_Extent):
    lemma: str


class _Quantity(_Piece):
    id: str
    number: Span
    kind: str
    low: Number | None
    high: Number | None
    bound: str
    unit: str | None
    unit_code: str | None
    counted: Span | None
    change: str | None
    derived: NotRequired[bool]
    rule: str


class _Attribution(TypedDict):
    id: str
    source: _Source | None
    cue: _Cue
    content: _Extent
    form: str
    stance: str
    addressee: Span | None
    within: str | None
    rule: str


class _Event(TypedDict):
    type: str
    trigger: Span
    text: str
    lemma: str
    rule: NotRequired[str | None]


class _Claim(_Piece):
    id: str
    kind: Literal["figure", "statement"]
    gist: str
    section: str
    event: _Event | None
    quantity: _Quantity | None
    place: _Place | None
    cause: _Piece | None
    actor: _Piece | None
    when: _Time | None
    reported: _Time | None
    attribution: str | None
    source: _Source | None
    cue: _Cue | None
    chain: list[str]
    certainty: Literal["certain", "probable", "possible", "unknown"]
    polarity: str
    part_of: str | None
    additional: bool
    superseded: bool
    same_as: list[str]
    rules: list[str]


class _Name(_Piece):
    type: str
    count: int


class _Section(TypedDict):
    kind: str
    span: Span


class _Document(TypedDict):
    id: str
    path: str | None
    sha256: str | None
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    characters: int
    text: NotRequired[str]


class _Pipeline(TypedDict):
    factx: str
    model: str
    model_version: str


class _Record(TypedDict):
    document: _Document
    pipeline: _Pipeline
    sections: list[_Section]
    quantities: list[_Quantity]
    attributions: list[_Attribution]
    claims: list[_Claim]
    names: NotRequired[list[_Name]]


def read_records(path: Path) -> Iterator[Plain]:
    """The records of a file, one at a time: one a line, or for `.json` one record or an array of them.

    Raises RecordError, naming the line, for a file that cannot be read or a line that is no factx/1 record.
    """
    try:
        if path.suffix == ".json":
            yield from _array(path)
        else:
            yield from _lines(path)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8, so not a file that factx batch wrote") from error


def _lines(path: Path) -> Iterator[Plain]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                where = f"{path}, line {number}"
                yield checked(_parsed(line, where), where)


def _array(path: Path) -> Iterator[Plain]:
    parsed = _parsed(path.read_text(encoding="utf-8"), str(path))
    records: Iterable[Any] = parsed if isinstance(parsed, list) else [parsed]
    for number, record in enumerate(records, start=1):
        yield checked(record, f"{path}, record {number}")


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{where}: not JSON ({error}); a file of records holds one JSON object a line") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def checked(record: Any, where: str) -> Plain:
    """The record as it is. Raises RecordError, saying `where` and which field, if it is no factx/1 record."""
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise RecordError(f"{where}: not a {SCHEMA} record; this command reads what factx batch wrote")
    from pydantic import ValidationError

    try:
        _shape().validate_python(record, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{where}: {field}: {first['msg']}") from error
    return record


@cache
def _shape() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # late: 0.1 s that `factx --help` need not pay

    return TypeAdapter(_Record)


def text_of(record: Plain, folder: Path | None = None) -> str | None:
    """The text that the spans of a record count in, or None if it cannot be had.

    It is `document.text` if there; else the file at `document.path` (below the working directory, or below `folder`)
    is read again, and taken only if it is the one the record was made from, byte for byte.
    """
    document = record["document"]
    if "text" in document:
        text: str = document["text"]
        return text
    if document["path"] is None or document["sha256"] is None:
        return None
    places = [Path(document["path"])] if folder is None else [Path(document["path"]), folder / document["path"]]
    for place in places:
        content = _same_bytes(place, document)
        if content is not None:
            return _decoded(content, document["characters"])
    return None


def _same_bytes(path: Path, document: Plain) -> bytes | None:
    """The file's bytes if they have the record's sha256."""
    try:
        # No character takes more than four bytes: a longer file is another one, and a device is never read.
        if not path.is_file() or path.stat().st_size > 4 * document["characters"] + 4:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    return content if hashlib.sha256(content).hexdigest() == document["sha256"] else None


def _decoded(content: bytes, characters: int) -> str | None:
    """The text of the bytes in the encoding that gives as many characters as the record says."""
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if len(text) == characters:
            return text
    return None
