"""Files, pipes and standard input as bytes: unpacked where they are gzipped, never more than an article can have."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from factx.errors import DocumentError
from factx.readers.entries import STDIN, Entry, unreadable

GZIP_MAGIC = b"\x1f\x8b"
MOST_BYTES = 500_000_000  # of one file that is read whole, unpacked
BROKEN = "is broken or cut off: it cannot be unpacked"


@contextmanager
def opened(entry: Entry, *, unpack: bool = True) -> Iterator[IO[bytes]]:
    """The bytes of a file or stream, unpacked. Raises DocumentError if it cannot be opened, or is broken inside."""
    try:
        with _raw(entry) as raw:
            packed = unpack and raw.peek(2)[:2] == GZIP_MAGIC
            yield io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise DocumentError(BROKEN) from None
    except OSError as error:
        raise DocumentError(unreadable(error)) from None


@contextmanager
def _raw(entry: Entry) -> Iterator[io.BufferedReader]:
    if entry.path == STDIN:
        yield io.BufferedReader(io.FileIO(standard_input(), closefd=False))
        return
    with Path(entry.path).open("rb") as file:
        yield file


def standard_input() -> int:
    """The descriptor of standard input. Raises DocumentError if it was closed."""
    if sys.__stdin__ is None:
        raise DocumentError("is closed")
    return 0


def read_whole(file: IO[bytes]) -> bytes:
    """All bytes. Raises DocumentError if they are more than a file that is read whole may have."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise DocumentError(f"is larger than {MOST_BYTES // 1_000_000} MB unpacked, which no article is")
    return content


def check_unchanged(entry: Entry) -> None:
    """Raises DocumentError if the file is not what it was when it was found."""
    if not entry.changed:
        return
    try:
        status = Path(entry.path).stat()
    except OSError as error:
        raise DocumentError(unreadable(error)) from None
    if (status.st_size, status.st_mtime_ns) != (entry.size, entry.changed):
        raise DocumentError("was changed while factx ran, so articles of it may be wrong or missing; read it again")
