"""What there is to read: one entry an article, with its path, its id, and what is known of it before it is read.

The id of a file is its path below the folder given, without the suffix; the id of an article in a file of many is its
own. Where an id is taken already, the later document gets `~2`, `~3`, … behind it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import PurePath

from factx.errors import reason

STDIN = "-"
GZIPPED = ".gz"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to read.

    path       for `open`; names that are not UTF-8 carry surrogate escapes. "-" is standard input
    id         the id of the document
    size       bytes
    changed    time of the file's last change, nanoseconds; 0 where there is none, as of a stream
    line       its number in a file of many articles (a line, a row, a record), None for a whole file
    content    its bytes, where they have been read already: of a file of many, and of a stream
    kind       the suffix that says how the bytes are read, where the name does not tell
    url        where it was fetched from, if the file says so beside the article
    published  the day it was fetched, likewise
    problem    why it cannot be read, if that is known already
    """

    path: str
    id: str
    size: int = 0
    changed: int = 0
    line: int | None = None
    content: bytes | None = None
    kind: str | None = None
    url: str | None = None
    published: str | None = None
    problem: str | None = None


class OwnIds:
    """Gives every entry an id that no earlier one has."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def __call__(self, entry: Entry) -> Entry:
        """The entry itself, or with an id of its own."""
        wanted, id = entry.id, entry.id
        while id in self._taken:
            self._taken[wanted] += 1
            id = f"{wanted}~{self._taken[wanted]}"
        self._taken[id] = 1
        return entry if id == wanted else replace(entry, id=id)


def valid(path: str) -> str:
    """A path as records carry it: valid Unicode, bytes that are no UTF-8 as escapes ("caf\\xe9.txt")."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def shown(path: str) -> str:
    """A path as messages carry it: control characters are escapes too."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in valid(path))


def unreadable(error: OSError) -> str:
    """What the system says is wrong with a file, as the end of a sentence."""
    return f"cannot be read: {reason(error)}"


def suffix_of(path: str) -> str:
    """What the name says of the kind, in small letters: ".txt" for "a.txt" and for "a.TXT.gz"."""
    return PurePath(path.lower().removesuffix(GZIPPED)).suffix


def file_id(below: str) -> str:
    """The id of a file from its path below the folder given: "2024/march/flood.html.gz" is "2024/march/flood"."""
    if below.lower().endswith(GZIPPED) and len(PurePath(below).name) > len(GZIPPED):
        below = below[: -len(GZIPPED)]
    return valid(below.removesuffix(PurePath(below).suffix)).replace(os.sep, "/")


def line_id(row: object) -> str | None:
    """The id of a parsed line: its string, or its whole number as a string."""
    id = row.get("id") if isinstance(row, dict) else None
    if isinstance(id, bool) or not isinstance(id, str | int):
        return None
    return str(id).encode("utf-8", "backslashreplace").decode("utf-8") or None
