"""Which names count as places and peoples wherever they stand, and for which entry; `build.py` asks when it builds.

What all lists know as a place is too much to be one wherever it stands: there are towns called March and Of. Those that
count are countries, first-order regions, larger cities by their first name, and what `additions.toml` has.
"""

from __future__ import annotations

import json
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from factx.files import one_file
from factx.gazetteer.atlas import fold

LEAST_CITY = 35_000  # people
LEAST_CITY_AT_HOME = 15_000  # in the countries that much English news comes from
AT_HOME = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
LEAST_OTHER_NAME = 1_000_000  # people; of smaller cities only the first name counts
NOT_A_COUNTRY = re.compile(r"\d|E[UZ]|QO|UN|X[AB]|ZZ")
KINDS_OF_DIVISION = (
    "autonomous|province|republic|region|state|oblast|krai|governorate|prefecture|department|district|county|rayon|city|"
    "of|the"
)
# What a division's name is without is known wherever it stands: "Madona" of "Madona Municipality" would be too much.
WORDS_OF_A_REGION = re.compile(
    rf"\b(?:{KINDS_OF_DIVISION}|rayonu|sheng|shi|zizhiqu|muhafazat|sahari|land|canton)\b\s*", re.IGNORECASE
)
COMPASS = re.compile(
    r"(?:the )?(?:north|south|east|west|cent(?:er|re)|cent|upper|lower|mid)"
    r"(?:[ -]?(?:east|west))?(?:ern|ral)?|coast|islands?|lake|gulf|capital|river",
    re.IGNORECASE,
)
LEAST_ALIKE = 0.45  # ratio of difflib
LEAST_REGION = 4  # letters
PLURAL_ENDING = re.compile(r"(?:ese|ish|ch|s|z|x)$")


def country_names(sources: Path, added: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """By code of ISO 3166-1 (and Kosovo's) the names that CLDR and news have for a country."""
    with one_file(sources, "en.dat").open("rb") as file:
        territories: dict[str, str] = pickle.load(file)["territories"]
    found = {}
    for code, name in territories.items():
        if not NOT_A_COUNTRY.match(code):
            names = [name, *added.get(code, [])]
            names += [name.split(" (")[0], name.replace("&", "and"), name.replace("St. ", "Saint ")]
            found[code] = [n for n in dict.fromkeys(names) if not re.search(r"\(|SAR China|Congo -", n)]
    return found


def division_names(sources: Path, abbreviations: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """By code of ISO 3166-2 the names of a first-order region, with abbreviations."""
    iso = json.loads(one_file(sources, "iso3166-2.json").read_text(encoding="utf-8"))
    found = {}
    for country, entries in iso.items():
        for code, entry in entries.items():
            if entry["parentCode"] is None or country == "GB":
                short = [code[3:]] if country == "US" else []
                found[code] = names_of(entry) + abbreviations.get(code, []) + short
    return found


def names_of(entry: dict[str, Any]) -> list[str]:
    """The name of a region and its other English ones, "Catalunya (cat), Catalonia (eng)", but no nicknames."""
    others = [m[1].strip() for m in re.finditer(r"([^,()]+)\(eng\)", entry["localOtherName"] or "")]
    names = [entry["name"], *(name for name in others if is_alike(name, entry["name"]))]
    plain = [WORDS_OF_A_REGION.sub("", name).strip() for name in names]
    return [n for n in dict.fromkeys(names + plain) if len(n) >= LEAST_REGION and not COMPASS.fullmatch(n)]


def is_alike(name: str, main: str) -> bool:
    """Whether a name is a form of the main one: Bayern and Bavaria are, Apple for New York is not."""
    return SequenceMatcher(None, bare(name), bare(main)).ratio() >= LEAST_ALIKE


def bare(name: str) -> str:
    """A region's name without words like "province", for comparing lists."""
    return fold(WORDS_OF_A_REGION.sub("", name)) or fold(name)


class CityNames:
    """The names by which a city is known: only large ones by other names than the first, where no city is called so."""

    def __init__(self, first_names: Iterable[str], added: Mapping[str, list[list[str]]]) -> None:
        self.taken = frozenset(map(fold, first_names))
        self.added = {(country, fold(names[0])): names for country, groups in added.items() for names in groups}

    def of(self, name: str, country: str, people: int, others: Iterable[str]) -> list[str]:
        """Those of one city; the added ones go to the first that is asked for, so the largest goes first."""
        if people < (LEAST_CITY_AT_HOME if country in AT_HOME else LEAST_CITY):
            return []
        names = [name, *self.added.pop((country, fold(name)), [])]
        if people >= LEAST_OTHER_NAME:
            names += [n for n in others if is_latin(n) and fold(n) not in self.taken and is_alike(n, name)]
        return list(dict.fromkeys(names))


def is_latin(name: str) -> bool:
    """Whether a name is written as English writes one."""
    return bool(re.fullmatch(r"[A-Z][a-zà-ÿ]{4,}(?:[ -][A-Z][a-zà-ÿ]+)*", name))


def peoples(sources: Path, added: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """The names of each country's people, singular and plural; "" is for peoples of no one country."""
    path = next(p for p in sorted(sources.rglob("en.json")) if "nationalities" in p.read_text(encoding="utf-8"))
    listed: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["nationalities"]
    for country in sorted({*listed, *added}):
        names = added.get(country)
        if names is None:
            name = listed[country]
            is_people = bool(re.fullmatch(r"(?:[A-Z][a-z]+ )?[A-Z][a-z]+(?:n|i|ese|ish|er|sh|ch|k|ss|t|e)", name))
            names = [name] if is_people else []
            names += [f"{name}s"] if is_people and not PLURAL_ENDING.search(name) else []
        if names:
            yield country, names


def by_key(names: Iterable[str]) -> dict[str, list[str]]:
    """The names as they are written, by the key that they are looked up by."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if key := fold(name):
            found[key].append(name)
    return found
