"""Folders, files and patterns in, one entry a file out: in a fixed order, opening nothing but folders.

A folder is walked in the order of its names (code points), names that start with a dot left out, links followed.
What cannot be an article (a broken link, a folder that cannot be opened) is an entry all the same: `read` then says
what is wrong with it, so that nothing is lost in silence.
"""

from __future__ import annotations

import fnmatch
import glob as globbing
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factx.readers.entries import STDIN, Entry, file_id, unreadable

ANY_DEPTH = "**"
OPEN_AS = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")  # names of what a process has open
URL = re.compile(r"(?:https?|ftp):/", re.IGNORECASE)  # a path has no second stroke behind the first
# Ways that lead to one folder. Links may fan out: fifteen levels with two links each are 32,768 ways to the lowest.
MOST_WAYS = 16

# Where in a pattern one may be: numbers of its parts, one of which must match next.
Places = frozenset[int]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on the way: `below` is its path below the root, `above` devices and inodes of the folders over it."""

    path: str
    below: str
    places: Places
    above: tuple[tuple[int, int], ...] = ()


def find_files(
    paths: Iterable[str | os.PathLike[str]], *, glob: str | None = None, without: Collection[Path] = ()
) -> Iterator[Entry]:
    """The files below `paths`, those of many articles whole. In folders the real paths in `without` are passed over.

    Args:
        paths: folders, files, glob patterns, "-" for standard input.
        glob: which files of the folders: a pattern for the path below the folder ("**/*.html").
    """
    for given in (os.fspath(path) for path in paths):
        if given == STDIN:
            yield Entry(STDIN, "stdin")
        elif os.path.isdir(given):  # pathlib's own question may end in an error
            yield from passing_over(without, walk(given, "**/*" if glob is None else glob, told=glob is not None))
        elif globbing.has_magic(given) and not os.path.lexists(given):
            yield from passing_over(without, walk(*split(Path(given)), told=True))
        else:
            yield file_entry(given, file_id(Path(given).name), may_stream=True)


def passing_over(without: Collection[Path], entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries but for some files. To ask where a path really leads is dear: only links and namesakes are asked."""
    names = {path.name for path in without}
    for entry in entries:
        may_be = os.path.basename(entry.path) in names or os.path.islink(entry.path)
        if not (may_be and real_path(entry.path) in without):
            yield entry


def real_path(path: str | os.PathLike[str]) -> Path:
    """Where a path really leads; of links in a circle, somewhere in the circle."""
    return Path(os.path.realpath(path))


def file_entry(path: str, id: str, *, may_stream: bool = False) -> Entry:
    """The entry of a file. A pipe is one only if it was named itself: whoever opens one in a folder waits for ever."""
    try:
        status = os.stat(path)
    except OSError as error:
        return Entry(path, id, problem=absent(path) if isinstance(error, FileNotFoundError) else unreadable(error))
    except ValueError:  # a NUL in the name
        return Entry(path, id, problem="is no name that a file can have")
    if may_stream and is_stream(path, status):
        return Entry(path, id)
    if not stat.S_ISREG(status.st_mode):
        return Entry(path, id, problem="is no regular file")
    return Entry(path, id, status.st_size, status.st_mtime_ns)


def absent(path: str) -> str:
    """What is wrong with a path at which nothing is."""
    if os.path.islink(path):
        return "is a link that leads nowhere"
    if URL.match(path):
        return "is an address, and factx fetches nothing: save the page, or pipe it, trafilatura -u … | factx extract -"
    return "cannot be read: no such file or directory"


def is_stream(path: str, status: os.stat_result) -> bool:
    """Whether a path gives bytes once: a pipe, a socket, or what this process was given open."""
    return path.startswith(OPEN_AS) or stat.S_ISFIFO(status.st_mode) or stat.S_ISSOCK(status.st_mode)


def walk(root: str, pattern: str, *, told: bool) -> Iterator[Entry]:
    """The files below `root` that a pattern names; if it is to be `told`, naming none is an entry with that problem."""
    parts = parts_of(pattern)
    found = False
    for entry in below(root, parts) if parts else ():
        found = True
        yield entry
    if told and not found:
        yield Entry(os.path.join(root, pattern), file_id(pattern), problem="names no file")


def parts_of(pattern: str) -> list[str]:
    """The parts of a pattern, none for one that leads out of the folder."""
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    return [] if pattern.startswith("/") or ".." in parts else parts


def below(root: str, parts: list[str]) -> Iterator[Entry]:
    """Every file of a folder that the parts of a pattern name; without recursion, however deep the folders are."""
    ways: Counter[tuple[int, int]] = Counter()
    stack = [listed(Folder(root, "", opened({0}, parts)), parts, ways)]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
        elif isinstance(step, Entry):
            yield step
        else:
            stack.append(listed(step, parts, ways))


def listed(folder: Folder, parts: list[str], ways: Counter[tuple[int, int]]) -> Iterator[Entry | Folder]:
    """What stands in a folder, as far as the pattern goes on there; or what is wrong with the folder."""
    try:
        status = os.stat(folder.path)
        names = sorted(name for name in os.listdir(folder.path) if not name.startswith("."))
    except OSError as error:
        yield Entry(folder.path, folder_id(folder), problem=unreadable(error))
        return
    key = (status.st_dev, status.st_ino)
    ways[key] += 1
    if problem := round_about(key, folder, ways[key]):
        yield Entry(folder.path, folder_id(folder), problem=problem)
        return
    for name in names:
        path, inside = os.path.join(folder.path, name), f"{folder.below}/{name}" if folder.below else name
        places = after(name, folder.places, parts)
        if os.path.isdir(path):
            if any(place < len(parts) for place in places):
                yield Folder(path, inside, places, (*folder.above, key))
        elif len(parts) in places:
            yield file_entry(path, file_id(inside))


def folder_id(folder: Folder) -> str:
    """The id of the entry that says what is wrong with a folder; one that was given goes by its name."""
    return file_id(folder.below or Path(folder.path).name or folder.path)


def round_about(key: tuple[int, int], folder: Folder, ways: int) -> str | None:
    """Why a folder is not entered, None if it is."""
    if key in folder.above:
        return "is a link that leads back to a folder above it"
    return f"is a folder to which more than {MOST_WAYS} ways lead, over links" if ways > MOST_WAYS else None


def opened(places: set[int], parts: list[str]) -> Places:
    """With the places behind every `**`, which may stand for no folder at all."""
    found = set(places)
    for place in range(len(parts)):
        if place in found and parts[place] == ANY_DEPTH:
            found.add(place + 1)
    return frozenset(found)


def after(name: str, places: Places, parts: list[str]) -> Places:
    """Where in the pattern one is behind a name."""
    going_on = [place for place in places if place < len(parts)]
    stays = {place for place in going_on if parts[place] == ANY_DEPTH}
    return opened(stays | {place + 1 for place in going_on if matcher(parts[place])(name)}, parts)


@cache
def matcher(part: str) -> Callable[[str], object]:
    return re.compile(fnmatch.translate("*" if part == ANY_DEPTH else part)).match


def split(path: Path) -> tuple[str, str]:
    """The folder that stands before the first wildcard of a pattern that the shell has left alone, and the rest."""
    fixed = next(n for n, part in enumerate(path.parts) if globbing.has_magic(part))
    return str(Path(*path.parts[:fixed])), "/".join(path.parts[fixed:])
