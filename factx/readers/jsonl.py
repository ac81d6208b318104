"""One line of a JSONL file in, one article out: {"id", "text"} and optionally title, published, outlet, author, url."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.entries import line_id

OPTIONAL = ("title", "published", "outlet", "author", "url")


def read_line(raw: bytes) -> Document:
    """The article of one line. Raises DocumentError if it is not JSON, or lacks id or text."""
    return read_row(parse(raw))


def read_row(row: dict[str, Any], *, published: str | None = None) -> Document:
    """The article of a parsed line, or of a row of any other table. Raises DocumentError if it lacks id or text."""
    id = line_id(row)
    if id is None:
        raise DocumentError('has no "id"')
    if not isinstance(row.get("text"), str):
        raise DocumentError('has no "text"')
    known: dict[str, Any] = {name: optional(row, name) for name in OPTIONAL}
    known["published"] = published or iso_date(known["published"])
    return Document(id=id, text=whole(row["text"]), extracted=True, **known)


def parse(raw: bytes) -> dict[str, Any]:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DocumentError(f"is not UTF-8 (see byte {error.start} of the line)") from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"is no JSON: {error.msg.lower()} at character {error.pos}") from None
    except (ValueError, RecursionError):  # a number of 5,000 digits, brackets 100,000 deep
        raise DocumentError("is JSON beyond measure") from None
    if not isinstance(row, dict):
        raise DocumentError("is no JSON object")
    return row


def optional(row: dict[str, Any], name: str) -> str | None:
    """A field that may be missing, null, empty, or the NaN of a table. Raises DocumentError for what is no string."""
    value = row.get(name)
    if value is None or value == "" or value != value:
        return None
    if not isinstance(value, str):
        raise DocumentError(f'has a "{name}" that is no string')
    return whole(value)


def whole(text: str) -> str:
    """The text itself. Raises DocumentError if it holds half a character, which no UTF-8 can write."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(f"holds a lone surrogate at character {error.start}") from None
    return text


def iso_date(value: str | None) -> str | None:
    """The day of an ISO 8601 or RFC 2822 date. Raises DocumentError for anything else: a guess would date claims."""
    if value is None:
        return None
    for parser in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parser(value.strip()).date().isoformat()
        except (ValueError, OverflowError):
            continue
    raise DocumentError(f'has a "published" that is no date like 2024-03-05: {value[:40]!r}')
