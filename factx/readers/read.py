"""An entry in, its document out: opens the file and hands its bytes to the reader of its kind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.articles import HEAD, MANY
from factx.readers.entries import GZIPPED, STDIN, Entry, shown, suffix_of, valid
from factx.readers.fields import Fields
from factx.readers.jsonl import read_line, read_row, whole
from factx.readers.kinds import WHOLE_FILE, kind_of
from factx.readers.languages import other_language
from factx.readers.streams import check_unchanged, opened, read_whole

KINDS = (*WHOLE_FILE, *MANY)
ENTRY_NAMES = {".csv": "row", ".tsv": "row", ".parquet": "row", ".warc": "record"}


def read(entry: Entry, *, published: str | None = None, fields: Fields | None = None) -> Document:
    """The document of an entry. Raises DocumentError with one sentence that names it.

    Args:
        published: ISO date that goes before what the article says of itself.
        fields: in which column of a table a field of the article stands, where its name does not tell.
    """
    try:
        raw, packed = _content(entry)
        document = _parsed(entry, raw, fields or {})
    except DocumentError as error:
        raise DocumentError(f"{name_of(entry)} {error}") from error.__cause__
    except Exception as error:  # hostile files make readers fail in ways that nobody foresees
        raise DocumentError(f"{name_of(entry)} cannot be read as what it is ({type(error).__name__})") from error
    return replace(
        document,
        id=entry.id,
        path=None if entry.path == STDIN else valid(entry.path),
        sha256=hashlib.sha256(raw).hexdigest(),
        published=published or document.published or entry.published,
        published_at=document.published_at if published in (None, document.published) else None,
        url=entry.url or document.url,
        extracted=document.extracted or packed,
        language=other_language(document.text),
    )


def name_of(entry: Entry) -> str:
    """How messages call an entry."""
    name = "standard input" if entry.path == STDIN else shown(entry.path)
    return name + (f", {counted(entry)} {entry.line}," if entry.line else "")


def counted(entry: Entry) -> str:
    """What the number of an article in a file of many counts."""
    return "line" if entry.kind == ".jsonl" else ENTRY_NAMES.get(suffix_of(entry.path), "article")


def _content(entry: Entry) -> tuple[bytes, bool]:
    """The bytes of an article, and whether its file has them otherwise: packed, or to be read only once."""
    if entry.problem:
        raise DocumentError(entry.problem)
    if entry.content is not None:
        return entry.content, entry.path != STDIN
    with opened(entry) as file:
        raw = read_whole(file)
    check_unchanged(entry)
    return raw, entry.path.lower().endswith(GZIPPED)


def _parsed(entry: Entry, raw: bytes, fields: Fields) -> Document:
    kind = entry.kind or _kind_of(suffix_of(entry.path), raw)
    if kind in (".jsonl", ".ndjson"):
        return read_line(raw, fields)
    if kind == ".row":  # its fields have been named already
        return read_row(json.loads(raw))
    reader = WHOLE_FILE.get(kind)
    if reader is None:
        raise DocumentError(f"is of no kind that factx reads ({' '.join(KINDS)})")
    return whole_document(reader(raw, entry.id))


def _kind_of(suffix: str, raw: bytes) -> str:
    """The suffix that says how a file of one article is read. Raises DocumentError if it begins as one of many does."""
    kind = kind_of(suffix, raw[:HEAD])
    if kind in MANY and suffix not in MANY:
        raise DocumentError(f"has a name in {suffix}, but begins as a file in {kind} does: rename it")
    return kind


def whole_document(document: Document) -> Document:
    """The document itself. Raises DocumentError if half a character is in it, which no UTF-8 can write."""
    for value in (document.text, document.title, document.outlet, document.author, document.url):
        whole(value or "")
    return document
