"""Files in, one entry an article out: files of many articles are opened and cut, all others are left to `read`.

What is cut carries its bytes: whoever reads it needs the file no more, and nobody who changes the file meanwhile can
slip one article's words under another's id. A file that was changed while it was being cut gives one more entry, which
says so.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from factx.errors import DocumentError
from factx.readers.entries import STDIN, Entry, OwnIds, suffix_of
from factx.readers.fields import Fields
from factx.readers.folders import OPEN_AS, find_files
from factx.readers.jsonl import cut_lines
from factx.readers.kinds import OLD_OFFICE, WHOLE_FILE, kind_of, sniffed
from factx.readers.office import cut_docx, cut_rtf
from factx.readers.streams import check_unchanged, opened, read_whole
from factx.readers.tables import cut_csv, cut_parquet
from factx.readers.warc import cut_warc
from factx.readers.wires import cut_json, cut_xml

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Cuts an open file into entries. Raises DocumentError, at any point, if the file is broken.
Cutter = Callable[[IO[bytes], Entry, Fields], Iterator[Entry]]

MANY: dict[str, Cutter] = {
    ".jsonl": cut_lines,
    ".ndjson": cut_lines,
    ".csv": cut_csv,
    ".tsv": cut_csv,
    ".parquet": cut_parquet,
    ".docx": cut_docx,
    ".rtf": cut_rtf,
    ".xml": cut_xml,
    ".nitf": cut_xml,
    ".json": cut_json,
    ".ninjs": cut_json,
    ".warc": cut_warc,
}
NEVER_EMPTY = frozenset(MANY) - {".jsonl", ".ndjson", ".csv", ".tsv"}
UNPACKED_PIECEMEAL = frozenset({".warc"})  # by their own library: each record is packed by itself
HEAD = 65_536
LONGEST_LINE = 50_000_000


def expand(
    paths: Iterable[str | os.PathLike[str]], *, glob: str | None = None, fields: Fields | None = None
) -> Iterator[Entry]:
    """Every article below `paths`, in order, each with an id of its own.

    Args:
        paths: folders, files, glob patterns, "-" for standard input.
        glob: which files of the folders: a pattern for the path below the folder ("**/*.html").
        fields: in which column of a table a field of the article stands, where its name does not tell.
    """
    return open_articles(find_files(paths, glob=glob), fields or {})


def open_articles(files: Iterable[Entry], fields: Fields) -> Iterator[Entry]:
    """The files, with those of many articles replaced by their articles, and ids made unique."""
    own_id = OwnIds()
    for file in files:
        yield from map(own_id, _articles(file, fields))


def _articles(file: Entry, fields: Fields) -> Iterator[Entry]:
    if file.problem:
        yield file
        return
    kind = suffix_of(file.path)
    try:
        if kind in MANY:
            yield from _named(file, kind, fields)
        elif kind in WHOLE_FILE and not is_stream(file):
            yield file
        else:
            yield from _unnamed(file, fields)
    except DocumentError as error:
        yield replace(file, problem=str(error), content=None)
    except Exception as error:  # hostile files make readers fail in ways that nobody foresees
        yield replace(file, problem=f"cannot be read as what it is ({type(error).__name__})", content=None)


def is_stream(file: Entry) -> bool:
    """Whether a file can be read only once."""
    return (
        not file.problem and not file.changed and (file.path == STDIN or file.path.startswith(OPEN_AS) or is_pipe(file))
    )


def is_pipe(file: Entry) -> bool:
    return not Path(file.path).is_file()


def _named(file: Entry, suffix: str, fields: Fields) -> Iterator[Entry]:
    """The articles of a file whose name says that it has many, unless it begins as another kind does."""
    kind = suffix
    if suffix not in UNPACKED_PIECEMEAL and not is_stream(file):
        head = _head_of(file)
        if not head and suffix in NEVER_EMPTY:
            raise DocumentError("is empty")
        kind = kind_of(suffix, head)
    yield from _cut(file, kind, fields) if kind in MANY else [replace(file, kind=kind)]


def _head_of(file: Entry) -> bytes:
    """What a file begins with. Raises DocumentError for one that is not read, whatever its name."""
    with opened(file) as content:
        head = content.read(HEAD)
    if head.startswith(OLD_OFFICE):
        raise DocumentError("is of the Word or Excel before 2007; save it as .docx or .csv")
    return head


def _cut(file: Entry, kind: str, fields: Fields) -> Iterator[Entry]:
    """The articles of a file of many."""
    with opened(file, unpack=kind not in UNPACKED_PIECEMEAL) as content:
        yield from MANY[kind](content, file, fields)
    check_unchanged(file)


def _unnamed(file: Entry, fields: Fields) -> Iterator[Entry]:
    """The articles of a file whose name does not tell its kind, by what it begins with."""
    if not is_stream(file):
        kind = sniffed(_head_of(file))
        yield from _cut(file, kind, fields) if kind in MANY else [replace(file, kind=kind)]
        return
    with opened(file) as content:
        first = content.readline(LONGEST_LINE)
        kind = ".jsonl" if _is_line_of_json(first) else sniffed(first)
        if kind in MANY:
            yield from MANY[kind](resumed(first, content), file, fields)
        else:
            yield replace(file, kind=kind or ".txt", content=first + read_whole(content))


def _is_line_of_json(line: bytes) -> bool:
    """Whether an object begins here, as no text does; one that is broken is a bad line, and no text either."""
    return line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b'{"', b'{ "'))


def resumed(first: bytes, rest: IO[bytes]) -> IO[bytes]:
    """A stream whose first bytes have been read already, with them in front again."""
    return io.BufferedReader(_Resumed(first, rest))


class _Resumed(io.RawIOBase):
    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        self._first, self._rest = first, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        room = memoryview(buffer).cast("B")
        some = self._first[: len(room)] or rest_of(self._rest, len(room))
        self._first = self._first[len(some) :]
        room[: len(some)] = some
        return len(some)


def rest_of(stream: IO[bytes], size: int) -> bytes:
    """What is there of a stream now: a line that has come must not wait for the next one."""
    return stream.read1(size) if isinstance(stream, io.BufferedReader) else stream.read(size)
