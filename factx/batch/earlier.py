"""What an earlier run has read: its records by the id, path and hash of their article, to be taken over as they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import IO

from factx.batch.work import Copied
from factx.errors import DocumentError
from factx.readers import Entry
from factx.readers.entries import STDIN, valid
from factx.readers.streams import opened, read_whole
from factx.records import read_beginning

CLAIM = b'"gist":'  # a key that claims alone have: within a text its quotes would be escaped


@dataclass(frozen=True, slots=True)
class Place:
    """Where the record of an article stands in the output."""

    path: str | None
    sha256: str | None
    start: int
    length: int


@dataclass(slots=True)
class Earlier:
    """The records of an output, by the id of their article."""

    file: IO[bytes]
    places: dict[str, Place]
    _seen: dict[tuple[str, str], bool] = field(default_factory=dict)

    def has(self, entry: Entry) -> bool:
        """Whether the record of this very article is there: the same id, path and bytes."""
        place = self.places.get(entry.id)
        if place is None or entry.problem or place.path != (None if entry.path == STDIN else valid(entry.path)):
            return False
        if entry.content is not None:
            return hashlib.sha256(entry.content).hexdigest() == place.sha256
        key = (entry.path, entry.id)
        if key not in self._seen:
            self._seen[key] = sha256_of(entry) == place.sha256
        return self._seen[key]

    def line(self, entry: Entry) -> Copied:
        """The record of an article that is there."""
        place = self.places[entry.id]
        self.file.seek(place.start)
        raw = self.file.read(place.length)
        return Copied(raw, raw.count(CLAIM))


def sha256_of(entry: Entry) -> str | None:
    """The hash of an article's bytes, None if it cannot be read."""
    if entry.content is not None:
        return hashlib.sha256(entry.content).hexdigest()
    try:
        with opened(entry) as file:
            return hashlib.sha256(read_whole(file)).hexdigest()
    except DocumentError:
        return None


def read_earlier(file: IO[bytes], length: int) -> Earlier:
    """The records in the first `length` bytes of an output."""
    places: dict[str, Place] = {}
    start = 0
    for line in file:
        if start + len(line) > length:
            break
        if about := read_beginning(line):
            places[about["id"]] = Place(about["path"], about["sha256"], start, len(line))
        start += len(line)
    return Earlier(file, places)
