"""Web archives in, their pages out, by warcio (extra `warc`): each with its address and the day of the visit.

Pages are responses with status 200 and HTML in them; pictures, styles, requests and the like are passed over. The
archive is cut into its records here and each given to warcio alone, so that one that is broken inside, cut off, or of
another length than it says costs itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO, Any

from factx.errors import DocumentError
from factx.readers.entries import GZIPPED, Entry
from factx.readers.fields import Fields
from factx.readers.members import MAGIC, PART_OF_RECORD, Members

HTML = ("text/html", "application/xhtml+xml")
MARK = b"\xef\xbb\xbf"
PACKED_BLOCK = 1 << 16
LARGEST_PAGE = 20_000_000  # bytes
START = re.compile(rb"WARC/\d\.\d\r?\n")
NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d\r?\n)")
CONTENT_LENGTH = re.compile(rb"\nContent-Length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
BROKEN_RECORD = "is broken"
CUT_OFF = "is cut off"
TOO_LARGE = "is too large for an article"


@dataclass(frozen=True, slots=True)
class Cut:
    """A record as it stands in the archive, or as much of it as there is; and what is wrong with it."""

    raw: bytes
    problem: str | None = None


def cut_warc(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The pages of a web archive; an entry with its problem for each record that cannot be read.

    Raises DocumentError if it holds no page, or without warcio.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ModuleNotFoundError:
        raise DocumentError("needs warcio: pip install '.[warc]'") from None
    number = pages = 0
    for number, cut in enumerate(cut_records(content, is_named_packed=file.path.lower().endswith(GZIPPED)), start=1):
        entry = replace(file, id=f"{file.id}:{number}", line=number)
        try:
            record = next(iter(ArchiveIterator(io.BytesIO(cut.raw))))
            found = page_entry(record, entry, cut.problem)
        except Exception as error:  # what a broken record does to the library, the next ones must not pay for
            found = replace(entry, problem=cut.problem or f"{BROKEN_RECORD} ({type(error).__name__})")
        if found is not None:
            pages += 1
            yield found
    if not pages:
        raise DocumentError(f"holds no page ({number} records)")


class Ahead:
    """A stream of which bytes may be read, looked at, and put back."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._buffer = b""

    def read(self, size: int) -> bytes:
        """That many bytes; fewer at the end."""
        parts, self._buffer = [self._buffer], b""
        length = len(parts[0])
        while length < size and (some := self._stream.read(max(PACKED_BLOCK, size - length))):
            parts.append(some)
            length += len(some)
        whole = b"".join(parts)
        self._buffer = whole[size:]
        return whole[:size]

    def back(self, content: bytes) -> None:
        """Puts back what has been read."""
        self._buffer = content + self._buffer


def cut_records(content: IO[bytes], *, is_named_packed: bool) -> Iterator[Cut]:
    """The records of an archive, packed or not, each with what is wrong with it."""
    ahead = Ahead(content)
    head = ahead.read(PACKED_BLOCK)
    ahead.back(head)
    if head.startswith(MAGIC) or (is_named_packed and not START.match(head)):
        ahead = Ahead(io.BufferedReader(Members(ahead)))
    return plain_records(ahead)


def plain_records(ahead: Ahead) -> Iterator[Cut]:
    """The records of what is unpacked; what stands between two is one that is broken.

    Raises DocumentError if there is none.
    """
    is_within = False
    while some := ahead.read(PACKED_BLOCK):
        blank = len(some) - len(some.lstrip(b"\r\n"))
        ahead.back(some[blank:])
        if blank == len(some):
            continue
        if START.match(some, blank):
            yield one_record(ahead)
        elif to_next(ahead) or is_within:
            yield Cut(b"", BROKEN_RECORD)
        else:
            raise DocumentError("is no WARC")
        is_within = True


def one_record(ahead: Ahead) -> Cut:
    """The record that begins here. If another begins before its length is over, the length is wrong."""
    begun = ahead.read(PACKED_BLOCK)
    head, blank, _ = begun.partition(b"\r\n\r\n")
    ahead.back(begun[len(head) + len(blank) :])
    length = CONTENT_LENGTH.search(head + b"\r\n")
    if not blank or length is None:
        to_next(ahead)
        return Cut(head + blank, BROKEN_RECORD)
    if int(length[1]) > LARGEST_PAGE:
        return Cut(head + blank, passed_over(ahead, int(length[1])))
    block = ahead.read(int(length[1]))
    if len(block) == int(length[1]) and is_end(ahead):
        return Cut(head + blank + block)
    if inside := NEXT.search(block):
        ahead.back(block[inside.end() :])
        return Cut(head + blank + block[: inside.start()], BROKEN_RECORD)
    to_next(ahead)
    return Cut(head + blank + block, CUT_OFF if len(block) < int(length[1]) else BROKEN_RECORD)


def is_end(ahead: Ahead) -> bool:
    """Whether a record ends here: with an empty line, and its packing was sound."""
    behind = ahead.read(PACKED_BLOCK)
    ahead.back(behind)
    rest = behind.lstrip(b"\r\n")
    is_closed = len(behind) - len(rest) >= len(b"\n\n") and not rest.startswith(PART_OF_RECORD.strip())
    return not rest or START.match(rest) is not None or is_closed


def to_next(ahead: Ahead) -> bool:
    """Goes to where the next record begins, or to the end; whether there is a next one."""
    return passed_over(ahead, None) == BROKEN_RECORD


def passed_over(ahead: Ahead, length: int | None) -> str:
    """Goes over so many bytes, no further than to where a record begins; what is wrong if there is one."""
    left = length
    while some := ahead.read(2 * PACKED_BLOCK if left is None else min(2 * PACKED_BLOCK, left)):
        if begins := NEXT.search(some):
            ahead.back(some[begins.end() :])
            return BROKEN_RECORD
        if len(some) <= PACKED_BLOCK:
            break
        ahead.back(some[PACKED_BLOCK:])  # a beginning may lie across
        left = None if left is None else left - PACKED_BLOCK
    return TOO_LARGE


def is_page(record: Any) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        kind = record.http_headers.get_header("Content-Type") or ""
        return bool(record.http_headers.get_statuscode() == "200") and kind.lower().startswith(HTML)
    kind = record.rec_headers.get_header("Content-Type") or ""
    return bool(record.rec_type == "resource") and kind.lower().startswith(HTML)


def page_entry(record: Any, entry: Entry, problem: str | None) -> Entry | None:
    """A page as an entry, with what is wrong with it; None for what is none."""
    if not is_page(record):
        return replace(entry, problem=problem) if problem in (BROKEN_RECORD, CUT_OFF) else None
    address = record.rec_headers.get_header("WARC-Target-URI")
    day = (record.rec_headers.get_header("WARC-Date") or "")[:10] or None
    entry = replace(entry, id=address or entry.id, url=address, published=day, kind=".html")
    if problem:
        return replace(entry, problem=problem)
    page = in_utf8(record.content_stream().read(), record)
    return replace(entry, size=len(page), content=page)


def in_utf8(page: bytes, record: Any) -> bytes:
    """The page; where its server names an encoding, as marked UTF-8, since the page itself may not name it."""
    kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers is not None else ""
    charset = kind.lower().partition("charset=")[2].strip("\"' ;")
    try:
        return MARK + page.decode(charset).encode("utf-8") if charset else page
    except (LookupError, UnicodeError):
        return page
