"""Web archives in, their pages out, by warcio (extra `warc`): each with its address and the day of the visit.

Pages are responses with status 200 and HTML in them; pictures, styles, requests and the like are passed over. A record
that is broken inside costs itself; where the file is broken, what stands behind is lost, and that is told.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from factx.errors import DocumentError
from factx.readers.entries import Entry
from factx.readers.fields import Fields
from factx.readers.streams import GZIP_MAGIC

HTML = ("text/html", "application/xhtml+xml")
MARK = b"\xef\xbb\xbf"
BLOCK = 1 << 20
LARGEST_PAGE = 20_000_000  # bytes


def cut_warc(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The pages of a web archive. Raises DocumentError where it is broken."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ModuleNotFoundError:
        raise DocumentError("needs warcio: pip install '.[warc]'") from None
    number = pages = start = 0
    archive = ArchiveIterator(content)
    try:
        for record in archive:
            number += 1
            if is_page(record):
                pages += 1
                yield page_entry(record, number, file)
            start = archive.get_record_offset()  # reads to the end of the record
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        raise DocumentError(f"is no WARC that can be read behind record {number} ({type(error).__name__})") from None
    check_end(content, start)
    if not pages:
        raise DocumentError(f"holds no page ({number} records)")


def check_end(content: IO[bytes], start: int) -> None:
    """Raises DocumentError if what is packed behind `start`, the last record that was read, is cut off."""
    if not content.seekable():
        return
    content.seek(start)
    if content.read(2) == GZIP_MAGIC:
        content.seek(start)
        with gzip.GzipFile(fileobj=content) as packed:
            while packed.read(BLOCK):  # an error that it raises is told where files are opened
                pass


def is_page(record: Any) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        kind = record.http_headers.get_header("Content-Type") or ""
        return bool(record.http_headers.get_statuscode() == "200") and kind.lower().startswith(HTML)
    kind = record.rec_headers.get_header("Content-Type") or ""
    return bool(record.rec_type == "resource") and kind.lower().startswith(HTML)


def page_entry(record: Any, number: int, file: Entry) -> Entry:
    """A page as an entry; with what is wrong with it if it cannot be read."""
    address = record.rec_headers.get_header("WARC-Target-URI")
    day = (record.rec_headers.get_header("WARC-Date") or "")[:10] or None
    entry = replace(file, id=address or f"{file.id}:{number}", line=number, url=address, published=day, kind=".html")
    try:
        page = record.content_stream().read(LARGEST_PAGE)
    except Exception as error:  # what a broken record does to the library, the next ones must not pay for
        return replace(entry, problem=f"is a page that is broken ({type(error).__name__})")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return replace(entry, problem="is a page that is cut off, or too large for an article")
    page = in_utf8(page, record)
    return replace(entry, size=len(page), content=page)


def in_utf8(page: bytes, record: Any) -> bytes:
    """The page; where its server names an encoding, as marked UTF-8, since the page itself may not name it."""
    kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers is not None else ""
    charset = kind.lower().partition("charset=")[2].strip("\"' ;")
    try:
        return MARK + page.decode(charset).encode("utf-8") if charset else page
    except (LookupError, UnicodeError):
        return page
