"""Folders, files and globs in, entries out: what there is to read, in a fixed order, without reading articles.

A folder is walked in the order of its names (code points), names that start with a dot left out, links followed.
What cannot be an article (a broken link, an unknown kind, a folder that cannot be opened) is an entry all the same:
`read` then says what is wrong with it, so that nothing is lost in silence.

The id of a file is its path below the folder given, without the suffix; the id of a JSONL line is its own. Where an
id is taken already, the later document gets `~2`, `~3`, … behind it.
"""

from __future__ import annotations

import glob as globbing
import json
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to read.

    path      for `open`; names that are not UTF-8 carry surrogate escapes. "-" is standard input
    id        the id of the document
    size      bytes
    changed   time of the file's last change, nanoseconds
    offset    where the line of a JSONL file starts, and `line` its number; None for a whole file
    problem   why it cannot be read, if that is known already
    """

    path: str
    id: str
    size: int = 0
    changed: int = 0
    offset: int | None = None
    line: int | None = None
    problem: str | None = None


def valid(path: str) -> str:
    """A path as records carry it: valid Unicode, bytes that are no UTF-8 as escapes ("caf\\xe9.txt")."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def shown(path: str) -> str:
    """A path as messages carry it: control characters are escapes too."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in valid(path))


def expand(paths: Iterable[str | os.PathLike[str]], *, glob: str | None = None) -> Iterator[Entry]:
    """Every article below `paths`, in order, each with an id of its own.

    Args:
        paths: folders, files, glob patterns, "-" for standard input.
        glob: which files of the folders: a pattern for the path below the folder ("**/*.html").
    """
    return open_lines(find_files(paths, glob=glob))


def find_files(
    paths: Iterable[str | os.PathLike[str]], *, glob: str | None = None, without: Collection[Path] = ()
) -> Iterator[Entry]:
    """The files below `paths`, JSONL files whole. In folders the real paths in `without` are passed over."""
    for given in paths:
        path = Path(given)
        if os.fspath(given) == STDIN:
            yield Entry(STDIN, "stdin")
        elif path.is_dir():
            found = _walk(path, "", ()) if glob is None else _matching(path, glob)
            yield from (entry for entry in found if not (without and Path(entry.path).resolve() in without))
        elif globbing.has_magic(os.fspath(given)) and not path.exists():
            root, pattern = _split(path)
            yield from (entry for entry in _matching(root, pattern) if Path(entry.path).resolve() not in without)
        else:
            yield _file(path, _id(path.name))


def open_lines(files: Iterable[Entry]) -> Iterator[Entry]:
    """The files with every JSONL file replaced by its lines, and ids made unique."""
    taken: dict[str, int] = {}
    for file in files:
        for entry in _lines(file) if file.path.lower().endswith(".jsonl") and not file.problem else [file]:
            yield _with_own_id(entry, taken)


def _with_own_id(entry: Entry, taken: dict[str, int]) -> Entry:
    wanted, id = entry.id, entry.id
    while id in taken:
        taken[wanted] += 1
        id = f"{wanted}~{taken[wanted]}"
    taken[id] = 1
    return entry if id == wanted else replace(entry, id=id)


def _id(below: str) -> str:
    """The id of a file from its path below the folder given: "2024/march/flood.html" is "2024/march/flood"."""
    return valid(below.removesuffix(PurePath(below).suffix)).replace(os.sep, "/")


def _file(path: Path, id: str) -> Entry:
    try:
        status = path.stat()
    except OSError as error:
        broken = isinstance(error, FileNotFoundError) and path.is_symlink()
        return Entry(str(path), id, problem="is a link that leads nowhere" if broken else reason(error))
    if not stat.S_ISREG(status.st_mode):
        return Entry(str(path), id, problem="is no regular file")
    return Entry(str(path), id, status.st_size, status.st_mtime_ns)


def reason(error: OSError) -> str:
    """What the system says is wrong, as the end of a sentence."""
    return f"cannot be read: {(error.strerror or str(error)).lower()}"


def _walk(folder: Path, below: str, above: tuple[tuple[int, int], ...]) -> Iterator[Entry]:
    """Every file of a folder. `below`: its path below the one given; `above`: the folders on the way to it."""
    try:
        status = folder.stat()
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield Entry(str(folder), _id(below), problem=reason(error))
        return
    key = (status.st_dev, status.st_ino)
    if key in above:
        yield Entry(str(folder), _id(below), problem="is a link that leads back to a folder above it")
        return
    for name in names:
        path, inside = folder / name, f"{below}/{name}" if below else name
        if path.is_dir():
            yield from _walk(path, inside, (*above, key))
        else:
            yield _file(path, _id(inside))


def _matching(root: Path, pattern: str) -> Iterator[Entry]:
    """The files below `root` that a pattern names; a pattern that names none is an entry with that problem."""
    try:
        paths = sorted(path for path in root.glob(pattern) if not path.is_dir())
    except (ValueError, NotImplementedError):
        paths = []
    below = [path.relative_to(root) for path in paths]
    named = [name for name in below if not any(part.startswith(".") for part in name.parts)]
    if not named:
        yield Entry(str(root / pattern), _id(pattern), problem="names no file")
    for name in named:
        yield _file(root / name, _id(str(name)))


def _split(path: Path) -> tuple[Path, str]:
    """The folder that stands before the first wildcard of a pattern that the shell has left alone, and the rest."""
    fixed = next(n for n, part in enumerate(path.parts) if globbing.has_magic(part))
    return Path(*path.parts[:fixed]), str(Path(*path.parts[fixed:]))


ID = re.compile(rb'\s*\{\s*"id"\s*:\s*"([^"\\\x00-\x1f\x80-\xff]+)"')


def _lines(file: Entry) -> Iterator[Entry]:
    """The lines of a JSONL file that are not blank."""
    offset = 0
    try:
        with Path(file.path).open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                if raw.strip():
                    id = _line_id(raw) or f"{file.id}:{number}"
                    yield replace(file, id=id, size=len(raw), offset=offset, line=number)
                offset += len(raw)
    except OSError as error:
        yield replace(file, problem=reason(error))


def _line_id(raw: bytes) -> str | None:
    """The id of a JSONL article, None where the line has none; what else is wrong with the line, `read` tells."""
    if quick := ID.match(raw):
        return quick.group(1).decode("ascii")
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return line_id(row)


def line_id(row: object) -> str | None:
    """The id of a parsed line: its string, or its whole number as a string."""
    id = row.get("id") if isinstance(row, dict) else None
    if isinstance(id, bool) or not isinstance(id, str | int):
        return None
    return str(id).encode("utf-8", "backslashreplace").decode("utf-8") or None
