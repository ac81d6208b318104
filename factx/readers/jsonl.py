"""Lines of JSON in, one article a line out: {"id", "text"} and optionally title, published, outlet, author, url.

Other names of these fields are those of `fields`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.entries import Entry, line_id
from factx.readers.fields import Fields, Row, named
from factx.readers.moments import MONTH_OR_YEAR, day_of, read_moment, time_of

OPTIONAL = ("title", "published", "outlet", "author", "url")


RECORD = re.compile(rb'\s*\{\s*"schema"\s*:\s*"factx/')
QUICK_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*"([^"\\\x00-\x1f\x80-\xff]+)"')


def cut_lines(lines: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The lines that are not blank, each with its bytes; of records, which are no articles, the first alone."""
    number, has_record = 0, False
    while raw := lines.readline():
        number += 1
        if raw.strip():
            content = raw.rstrip(b"\r\n")
            if not fields and is_record(content):
                if has_record:
                    continue
                has_record = True
            id = _id_of(content, fields) or f"{file.id}:{number}"
            yield replace(file, id=id, size=len(raw), line=number, content=content, kind=".jsonl")


def is_record(raw: bytes) -> bool:
    """Whether a line is what factx found in an article, and not the article."""
    if not RECORD.match(raw):
        return False
    try:
        return "text" not in parse(raw)
    except DocumentError:
        return False


def _id_of(raw: bytes, fields: Fields) -> str | None:
    """The id of a JSON article, None where the line has none; what else is wrong with the line, `read` tells."""
    if not fields and (quick := QUICK_ID.match(raw)):
        return quick.group(1).decode("ascii")
    try:
        row = json.loads(raw.decode("utf-8-sig"))
        return line_id(named(row, fields)) if isinstance(row, dict) else None
    except (ValueError, RecursionError, DocumentError):
        return None


def read_line(raw: bytes, fields: Fields | None = None) -> Document:
    """The article of one line. Raises DocumentError if it is not JSON, or lacks id or text."""
    return read_row(parse(raw), fields=fields)


def read_row(row: Row, *, published: str | None = None, fields: Fields | None = None) -> Document:
    """The article of a parsed line, or of a row of any other table. Raises DocumentError if it lacks id or text."""
    found = named(row, fields or {})
    id = line_id(found)
    if id is None and "text" in row:  # lines under the names of other tools are known by their number
        raise DocumentError('has no "id"; --field id=NAME says what else it is called')
    if "text" not in found and str(row.get("schema")).startswith("factx/"):
        raise DocumentError(
            "is no article but the record of one, as others here may be; report, export and reconcile read it"
        )
    if not isinstance(found.get("text"), str):
        raise DocumentError('has no "text"')
    known: dict[str, Any] = {name: optional(found, name) for name in OPTIONAL}
    moment = read_published(known["published"])
    known["published"] = published or moment[0]
    known["published_at"] = moment[1] if known["published"] == moment[0] else None
    return Document(id=id or "", text=whole(found["text"]), extracted=True, **known)


def parse(raw: bytes) -> dict[str, Any]:
    """The object of a line. Raises DocumentError if it is none."""
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


def read_published(value: str | None) -> tuple[str | None, str | None]:
    """The day of an ISO 8601 or RFC 2822 date, or the month or year that stands there alone; and the moment, if told.

    Raises DocumentError for anything else: a guess would date claims.
    """
    if value is None:
        return None, None
    if MONTH_OR_YEAR.fullmatch(value.strip()):
        return value.strip(), None
    moment = read_moment(value)
    if moment is None:
        raise DocumentError(f'has a "published" that is no date like 2024-03-05: {value[:40]!r}')
    return day_of(moment), time_of(moment)
