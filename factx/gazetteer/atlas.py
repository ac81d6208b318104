"""Every place of 500 people and more, with its point: looks names up in places.db, which `build.py` made.

The database is opened read-only when first asked, once a process, and only pages that are asked for are read. Data of
GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import atexit
import math
import os
import re
import sys
import unicodedata
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3

ATLAS = Path(__file__).with_name("places.db")
ENTRY_KINDS = ("country", "admin1", "admin2", "city", "region", "water")
DEGREE = 10_000  # points are kept in this part of a degree
EARTH = 6371.0  # kilometres
CITY = 40.0  # kilometres: what is so near lies in the city
REMEMBERED = 4_096  # names
SMALL_MARKS = re.compile(r"['’‘`ʼʿʾ.]")
NOT_LETTERS = re.compile(r"[^\w]+")
ARABIC = re.compile(r"\b(?:al|ar|as|ash|ad|an|at|az|el|ez|es|ed)[- ](?=\w{3})")
SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class Entry(NamedTuple):
    """One place of the atlas.

    id      of GeoNames, None for what it has none of
    name    what it is called; None for a city, which is asked for by its name
    kind    country admin1 admin2 city region water
    admin1, admin2   ids of the divisions that it is or lies in
    fame    how many names the lists have for it, in all languages
    main    whether the name asked for is what the place is called, rather than another name of it
    """

    id: int | None
    name: str | None
    kind: str
    country: str | None
    admin1: int | None
    admin2: int | None
    population: int
    fame: int
    lat: float
    lon: float
    main: bool


@lru_cache(maxsize=REMEMBERED)
def fold(name: str) -> str:
    """How names are compared: without case, accents, points, apostrophes, hyphens and the Arabic article."""
    if name.isascii() and name.isalnum():  # one plain word, as most are
        return name.lower()
    plain = name.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = SMALL_MARKS.sub("", plain.casefold())
    words = ARABIC.sub("", NOT_LETTERS.sub(" ", plain).strip()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(SHORT_FORMS.get(word, word) if len(words) > 1 else word for word in words)


_open: dict[int, sqlite3.Connection] = {}


def _connection() -> sqlite3.Connection:
    """The connection of this process: one that was forked off opens its own. Closed at the end of the process."""
    import sqlite3  # late: most starts of factx look nothing up

    pid = os.getpid()
    if pid not in _open:
        _open.clear()
        _open[pid] = sqlite3.connect(f"{ATLAS.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        atexit.register(_close)
    return _open[pid]


def _close() -> None:
    """Closes what this process opened; what it has of its parent is the parent's."""
    connection = _open.pop(os.getpid(), None)
    if connection is not None:
        connection.close()


SELECTED = "place.id, place.name, kind, country, admin1, admin2, population, fame, lat, lon"


@lru_cache(maxsize=REMEMBERED)
def look_up(key: str) -> tuple[Entry, ...]:
    """All places of a folded name, the most people first."""
    rows = _connection().execute(
        f"SELECT {SELECTED}, main FROM name JOIN place ON place.id = name.place WHERE key = ?", (key,)
    )
    found = [_entry(row) for row in rows]
    return tuple(sorted(found, key=lambda entry: (-entry.population, entry.id or 0)))


@lru_cache(maxsize=REMEMBERED)
def place(id: int) -> Entry | None:
    """The place of that id."""
    row = _connection().execute(f"SELECT {SELECTED}, 1 FROM place WHERE id = ?", (id,)).fetchone()
    return _entry(row) if row else None


def hash_of(key: str) -> int:
    """A number of 32 bits for a key, the same everywhere."""
    return zlib.crc32(key.encode())


@cache
def _known_hashes() -> array[int]:
    """The hashes of all keys that mean a place wherever they stand, sorted."""
    (hashes,) = _connection().execute("SELECT hashes FROM known").fetchone()
    found = array("I")
    found.frombytes(hashes)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def may_be_known(key: str) -> bool:
    """Whether `known` may have something for a key: of the others it would be a waste to ask."""
    hashes, own = _known_hashes(), hash_of(key)
    at = bisect_left(hashes, own)
    return at < len(hashes) and hashes[at] == own


@lru_cache(maxsize=REMEMBERED)
def known(key: str) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """The places that a folded name means wherever it stands, each with how the name is written then."""
    rows = _connection().execute(
        f"SELECT known, {SELECTED}, main FROM name JOIN place ON place.id = name.place WHERE key = ? AND known NOTNULL",
        (key,),
    )
    return tuple((_entry(row), tuple(written.split("|"))) for written, *row in rows)


def peoples(key: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """The countries whose people a folded name means, None for a people of none, each with how it is written then."""
    return _peoples().get(key, [])


@cache
def _peoples() -> dict[str, list[tuple[str | None, tuple[str, ...]]]]:
    """All peoples by key: they are few."""
    found: dict[str, list[tuple[str | None, tuple[str, ...]]]] = {}
    for key, country, written in _connection().execute("SELECT key, country, known FROM people"):
        found.setdefault(key, []).append((country or None, tuple(written.split("|"))))
    return found


def _entry(row: Sequence[Any]) -> Entry:
    id, name, kind, country, admin1, admin2, population, fame, lat, lon, main = row
    point = (lat / DEGREE, lon / DEGREE)
    return Entry(
        id if id > 0 else None, name, ENTRY_KINDS[kind], country, admin1, admin2, population, fame, *point, bool(main)
    )


@lru_cache(maxsize=300)
def country(code: str | None) -> Entry | None:
    """The country of an ISO 3166-1 code."""
    row = _connection().execute(f"SELECT {SELECTED}, 1 FROM place WHERE kind = 0 AND country = ?", (code,)).fetchone()
    return _entry(row) if row else None


def lies_in(inner: Entry, area: Entry) -> bool:
    """Whether one place lies in another."""
    if inner == area or inner.kind == "country":
        return False
    if area.kind == "country":
        return inner.country == area.country
    if area.kind == "admin1":
        return inner.kind != "admin1" and inner.admin1 == area.id
    if area.kind == "admin2":
        return inner.kind == "city" and inner.admin2 == area.id
    return inner.kind == area.kind == "city" and area.population > inner.population and distance(inner, area) < CITY


def distance(a: Entry, b: Entry) -> float:
    """Kilometres between two places."""
    la, lo, lb, lob = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lob - lo) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))
