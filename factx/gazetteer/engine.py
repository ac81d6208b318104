"""What names mean as places and peoples, and what lies in what; knows nothing of spaCy.

Reads places.tsv (`build.py` says where that comes from) when first asked. A name that can mean several places gives
all of them, best known first; `country_of` decides only where the text leaves no doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

PLACES_FILE = Path(__file__).with_name("places.tsv")
REMEMBERED = 4_096  # names
SHORT_NAME = 3  # characters; so short a name counts only as it is written: "US" is no "us"
CLEARLY_LARGER = 5  # times as many people as the next place of that name
ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
STRAIGHT_QUOTES = str.maketrans("’‘`", "'''")


@dataclass(frozen=True, slots=True)
class Place:
    """One thing a name can mean.

    kind     country region city people
    country  ISO 3166-1 alpha-2, None for a people of several countries
    region   ISO 3166-2 of the region itself, or of the one a city lies in, where known
    """

    name: str
    kind: str
    country: str | None
    region: str | None
    population: int


@lru_cache(maxsize=REMEMBERED)
def lookup(name: str) -> tuple[Place, ...]:
    """What `name` can mean, best known first: "Georgia" the country, then the US state. Nothing for common words."""
    name = name.strip()
    article = ARTICLE.match(name)
    name = name[article.end() :] if article else name
    if name == name.lower():
        return ()
    found = _named(key(name))
    if len(name) <= SHORT_NAME:
        return tuple(place for place in found if place.name == name)
    return found


def lies_in(inner: str, outer: str) -> bool:
    """Whether the place `inner` lies in the place `outer`, by what both can mean: Lahore in Pakistan, in Punjab."""
    return any(_is_within(place, area) for area in lookup(outer) for place in lookup(inner) if place.kind != "people")


def country_of(name: str, context: Iterable[str] = ()) -> str | None:
    """The ISO 3166-1 code of the country that a place is or lies in, None when that is not sure.

    Args:
        context: codes of countries that the article names; they decide between places of the same name.
    """
    places = lookup(name)
    countries = list(dict.fromkeys(place.country for place in places if place.country))
    if len(countries) <= 1:
        return countries[0] if countries else None
    named = [country for country in countries if country in set(context)]
    if named:
        return named[0] if len(named) == 1 or named[0] == countries[0] else None
    return countries[0] if _stands_out(places, countries[0]) else None


def key(name: str) -> str:
    """How names are compared: without case, accents, article and the mark of an ayn."""
    name = name.translate(STRAIGHT_QUOTES)
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(name.casefold().split()).removeprefix("the ").lstrip("'ʿ")


def write_place(place: Place) -> str:
    """A place as places.tsv has it."""
    return f"{place.name}|{place.kind}|{place.country or ''}|{place.region or ''}|{place.population}"


def _read_place(written: str) -> Place:
    name, kind, country, region, population = written.split("|")
    return Place(name, kind, country or None, region or None, int(population))


@cache
def _lines() -> dict[str, str]:
    """Name -> what it can mean, as written."""
    return dict(line.split("\t", 1) for line in PLACES_FILE.read_text(encoding="utf-8").split("\n") if line)


@lru_cache(maxsize=4096)
def _named(name: str) -> tuple[Place, ...]:
    line = _lines().get(name)
    return tuple(_read_place(written) for written in line.split("\t")) if line else ()


def _is_within(place: Place, area: Place) -> bool:
    if area.kind == "country":
        return place.kind != "country" and place.country == area.country
    return area.kind == "region" and place.kind == "city" and place.region is not None and place.region == area.region


def _stands_out(places: tuple[Place, ...], country: str) -> bool:
    """Whether the best known of places of one name leaves no doubt: Paris in France. Of two regions none does."""
    first = places[0]
    others = [place for place in places if place.country != country]
    if first.kind != "city":
        return all(place.kind == "city" for place in others)
    return all(first.population >= CLEARLY_LARGER * place.population for place in others)
