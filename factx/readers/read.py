"""An entry in, its document out: opens the file and hands its bytes to the reader of its kind."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.entries import STDIN, Entry, reason, shown, valid
from factx.readers.html import read_html
from factx.readers.jsonl import read_line
from factx.readers.pdf import read_pdf
from factx.readers.text import read_text


def _plain_text(raw: bytes, id: str) -> Document:
    return Document(id=id, text=read_text(raw))


KINDS: dict[str, Callable[[bytes, str], Document]] = {
    ".txt": _plain_text,
    ".md": _plain_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
}


def read(entry: Entry, *, published: str | None = None) -> Document:
    """The document of an entry. Raises DocumentError with one sentence that names it.

    Args:
        published: ISO date that goes before what the article says of itself.
    """
    try:
        raw = _content(entry)
        document = _parsed(entry, raw)
    except DocumentError as error:
        raise DocumentError(f"{name_of(entry)} {error}") from error.__cause__
    return replace(
        document,
        id=entry.id,
        path=None if entry.path == STDIN else valid(entry.path),
        sha256=hashlib.sha256(raw).hexdigest(),
        published=published or document.published,
    )


def name_of(entry: Entry) -> str:
    """How messages call an entry."""
    if entry.path == STDIN:
        return "standard input"
    return shown(entry.path) + (f", line {entry.line}," if entry.line else "")


def _content(entry: Entry) -> bytes:
    """The bytes of a file, of a line without its end, or of standard input."""
    if entry.problem:
        raise DocumentError(entry.problem)
    if entry.path == STDIN:
        return sys.stdin.buffer.read()
    try:
        with Path(entry.path).open("rb") as file:
            if entry.offset is None:
                return file.read()
            file.seek(entry.offset)
            return file.read(entry.size).rstrip(b"\r\n")
    except OSError as error:
        raise DocumentError(reason(error)) from None


def _parsed(entry: Entry, raw: bytes) -> Document:
    if entry.line is not None:
        return read_line(raw)
    suffix = ".txt" if entry.path == STDIN else Path(entry.path).suffix.lower()
    reader = KINDS.get(suffix)
    if reader is None:
        known = " ".join([*KINDS, ".jsonl"])
        raise DocumentError(f"is of no kind that factx reads ({known})")
    return reader(raw, entry.id)
