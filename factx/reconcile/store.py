"""What is kept of each article while thousands are compared: a trace of a few kilobytes, on disk, without its text.

SQLite holds the traces (a private file that spills to disk, or one that stays and grows with `--update`) and, once they
are built, the events in the order in which they are printed. Traces are JSON: a file from elsewhere can hold nothing
that runs.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from factx.errors import FactxError, RecordError
from factx.plain import Plain
from factx.reconcile.model import Incident, Quarter, Said, Story

FORMAT = 3
PAGES = 32_768  # kilobytes of the database that are held in memory
READ_TOGETHER = 64  # traces that are read at once
CACHED = 2048  # traces that are held in memory once they have been read
TABLES = """
CREATE TABLE IF NOT EXISTS trace (number INTEGER PRIMARY KEY, id TEXT UNIQUE, day INTEGER, sha256 TEXT,
    body BLOB, words BLOB);
CREATE TABLE IF NOT EXISTS home (id TEXT, event TEXT, main INTEGER, PRIMARY KEY (id, event)) WITHOUT ROWID;
CREATE TEMP TABLE event (number INTEGER PRIMARY KEY, rank REAL, body BLOB);
"""
INTO_TRACE = "INTO trace VALUES (?, ?, ?, ?, ?, ?)"
TRACE_FIELDS = ("id", "title", "outlet", "published", "day", "places", "harmed", "deadly")
SETS = ("names", "told", "hazards", "sketch")  # with the words and persons, what stories are joined by
CLAIMS, DAYS, COUNTRIES, QUARTER = (  # fields of a figure that JSON has as lists
    Said._fields.index(name) - 1 for name in ("claims", "days", "countries", "quarter")
)
NO_WORDS = b"[{},[[],[],[],[]],[]]"


class Trace(NamedTuple):
    """What is kept of an article: its id, the day it appeared, the hash of its text, and its story as `pack` has it.

    body   what events are made of
    words  what stories are joined by
    """

    id: str
    day: int | None
    sha256: str | None
    body: bytes
    words: bytes


class Store:
    """The traces of articles by their number, and the events made of them."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._cache: OrderedDict[int, Story] = OrderedDict()
        self._outlines: OrderedDict[int, Story] = OrderedDict()
        try:
            self._db = sqlite3.connect("" if path is None else path, isolation_level=None)
        except sqlite3.Error as error:
            raise self._refusal(error) from error
        try:
            self._check()
            self._db.executescript(f"PRAGMA cache_size = -{PAGES};{TABLES}")
        except sqlite3.Error as error:
            self._db.close()
            if isinstance(error, sqlite3.OperationalError):
                raise self._refusal(error) from error
            raise RecordError(f"{path}: not a file that factx reconcile --update wrote ({error})") from error
        (last,) = self._db.execute("SELECT max(number) FROM trace").fetchone()
        self._next = 0 if last is None else int(last) + 1
        self._db.execute("BEGIN")

    def _check(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version not in (0, FORMAT) or (version == 0 and tables):
            older = 0 < version < FORMAT
            raise sqlite3.DatabaseError("that of an older factx" if older else "another kind of database")
        self._db.execute(f"PRAGMA user_version = {FORMAT}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._db.execute("COMMIT")
        except sqlite3.OperationalError as refused:
            raise self._refusal(refused) from refused
        finally:
            self._db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise self._refusal(error) from error

    def _refusal(self, error: sqlite3.Error) -> FactxError:
        """What the system refuses, in the words of SQLite, which hides the system's."""
        return FactxError(f"{self._path or 'the file of the traces'} cannot be written: {error}")

    def __len__(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM trace").fetchone()
        return int(count)

    def next_number(self) -> int:
        return self._next

    def missing(self, ids: Iterable[str]) -> int:
        """How many of these articles have no trace here."""
        found = self._db.execute
        return sum(found("SELECT 1 FROM trace WHERE id = ?", (id,)).fetchone() is None for id in set(ids))

    def has(self, id: str, sha256: str | None) -> bool:
        """Whether the trace of this very article is there."""
        found = self._db.execute("SELECT sha256 FROM trace WHERE id = ?", (id,)).fetchone()
        return found is not None and sha256 is not None and found[0] == sha256

    def add(self, story: Story, sha256: str | None = None) -> bool:
        """Keeps the trace of a story; of two with one id the later stands. Gives whether its id is a new one."""
        return self.add_trace(story.number, Trace(story.id, story.day, sha256, *pack(story)))

    def add_trace(self, number: int, trace: Trace) -> bool:
        """The same for a trace that was made elsewhere."""
        self._next = max(self._next, number + 1)
        if self._db.execute(f"INSERT OR IGNORE {INTO_TRACE}", (number, *trace)).rowcount:
            return True
        self._db.execute("DELETE FROM trace WHERE id = ?", (trace.id,))
        self._db.execute(f"INSERT {INTO_TRACE}", (number, *trace))
        return False

    def get(self, number: int) -> Story:
        story = self._cache.get(number)
        if story is None:
            body, words = self._db.execute("SELECT body, words FROM trace WHERE number = ?", (number,)).fetchone()
            story = _remember(self._cache, unpack(number, body, words))
        return story

    def outline(self, number: int) -> Story:
        """The story without its words, names and persons: what an event is made of, at half the cost."""
        story = self._outlines.get(number)
        if story is None:
            (body,) = self._db.execute("SELECT body FROM trace WHERE number = ?", (number,)).fetchone()
            story = _remember(self._outlines, unpack(number, body))
        return story

    def in_time_order(self) -> Iterator[Story]:
        """All stories, by the day they appeared and their place in the input; those without a day come first."""
        with closing(self._db.execute("SELECT number FROM trace ORDER BY day, number")) as rows:
            while found := [number for (number,) in rows.fetchmany(READ_TOGETHER)]:
                having = f"number IN ({','.join(map(str, found))})"
                traces = self._db.execute(f"SELECT number, body, words FROM trace WHERE {having}")
                read = {number: (body, words) for number, body, words in traces}
                for number in found:
                    yield _remember(self._cache, unpack(number, *read[number]))

    def stories(self) -> Iterator[Story]:
        """All stories in the order of the input."""
        with closing(self._db.execute("SELECT number, body, words FROM trace ORDER BY number")) as rows:
            for number, body, words in rows:
                yield unpack(number, body, words)

    def homes(self) -> dict[str, dict[str, bool]]:
        """The events of the last run that each article told, by its id, and whether it was chiefly about them."""
        found: dict[str, dict[str, bool]] = {}
        for id, event, main in self._db.execute("SELECT id, event, main FROM home ORDER BY id, event"):
            found.setdefault(id, {})[event] = bool(main)
        return found

    def keep_homes(self, rows: Iterable[tuple[str, str, bool]]) -> None:
        self._db.execute("DELETE FROM home")
        self._db.executemany("INSERT OR REPLACE INTO home VALUES (?, ?, ?)", rows)

    def add_event(self, rank: float, event: Plain) -> None:
        """Keeps an event until all are known; those of a higher rank come first, then those that came first."""
        from pydantic_core import to_json

        self._db.execute("INSERT INTO event (rank, body) VALUES (?, ?)", (rank, to_json(event)))

    def events(self) -> Iterator[Plain]:
        from pydantic_core import from_json

        with closing(self._db.execute("SELECT body FROM event ORDER BY rank DESC, number")) as rows:
            for (body,) in rows:
                yield from_json(body)


def _remember(cache: OrderedDict[int, Story], story: Story) -> Story:
    cache[story.number] = story
    if len(cache) > CACHED:
        cache.popitem(last=False)
    return story


def pack(story: Story) -> tuple[bytes, bytes]:
    """The story as JSON, its number left out: what events are made of, and what stories are joined by."""
    from pydantic_core import to_json

    incidents = [[i.main, i.days, i.place, i.country, list(map(_plain, i.said))] for i in story.incidents]
    persons = [[*person, flags] for person, flags in story.persons.items()]
    sets = [sorted(getattr(story, name)) for name in SETS]
    return to_json([[getattr(story, name) for name in TRACE_FIELDS], incidents]), to_json([story.terms, sets, persons])


def unpack(number: int, body: bytes, words: bytes = NO_WORDS) -> Story:
    """The story that `pack` made JSON; fields stand in the order in which Story has them."""
    from pydantic_core import from_json

    told, incidents = from_json(body)
    terms, sets, persons = from_json(words)
    persons = {(first, last): flags for first, last, flags in persons}
    told += [persons, *map(frozenset, sets), terms, tuple(_incident(number, *one) for one in incidents)]
    return Story(number, *told)


def _plain(said: Said) -> list[Any]:
    plain: list[Any] = list(said[1:])
    plain[COUNTRIES] = sorted(said.countries)
    return plain


def _incident(number: int, main: bool, days: Any, place: str | None, country: str | None, said: list[Any]) -> Incident:
    return Incident(number, main, days and (days[0], days[1]), place, country, tuple(_said(number, s) for s in said))


def _said(number: int, values: list[Any]) -> Said:
    values[CLAIMS] = tuple(values[CLAIMS])
    values[COUNTRIES] = frozenset(values[COUNTRIES])
    if values[DAYS]:
        values[DAYS] = tuple(values[DAYS])
    if values[QUARTER]:
        values[QUARTER] = Quarter(*values[QUARTER])
    return Said(number, *values)
