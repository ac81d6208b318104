"""What names mean as places and peoples wherever they stand; knows nothing of spaCy.

Of the places of the atlas only some are known by their name alone: countries, first-order regions, larger cities. A
name that can mean several gives all of them, best known first; `country_of` decides only where that leaves no doubt.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from factx.gazetteer import atlas
from factx.gazetteer.atlas import Entry

REMEMBERED_MEANINGS = 4_096  # names
LONGEST_KNOWN = 80  # characters
SHORT_NAME = 3  # characters; so short a name counts only as it is written: "US" is no "us"
CLEARLY_LARGER = 5  # times as many people as the next place of that name
KINDS_OF_REGION = frozenset({"admin1", "admin2", "region", "water"})
FAME_WEIGHT = 1.5  # of the logarithm of the number of names
LESS_OF_REGIONS = 1.5  # a city is meant rather than a region of its size
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
WORD_BREAK = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """One thing a name can mean.

    kind     country region city people
    country  ISO 3166-1 alpha-2, None for a people of several countries
    renown   how well it is known, by its people and how many names it has
    """

    kind: str
    country: str | None
    population: int
    renown: float


@lru_cache(maxsize=REMEMBERED_MEANINGS)
def lookup(name: str) -> tuple[Place, ...]:
    """What `name` can mean, best known first: "Georgia" the country, then the US state. Nothing for common words."""
    name = ARTICLE.sub("", name.strip())
    if len(name) > LONGEST_KNOWN or name == name.lower():
        return ()
    key = atlas.fold(name)
    known = atlas.known(key) if atlas.may_be_known(key) else ()
    found = [_place(entry) for entry, written in known if is_written(name, key, written)]
    peoples = [Place("people", code, 0, 0) for code, written in atlas.peoples(key) if is_written(name, key, written)]
    if not (found or peoples):  # most names
        return ()
    order = {"country": 0, "people": 1}
    return tuple(
        sorted(dict.fromkeys([*found, *peoples]), key=lambda p: (order.get(p.kind, 2), -p.renown, p.country or ""))
    )


def is_written(name: str, key: str, written: tuple[str, ...]) -> bool:
    """Whether a name stands as it is written where it is known: any case will do for a longer one, and with points.

    El Salvador is no Salvador, though both have one key.
    """
    if len(key) > SHORT_NAME:
        return count_words(name) in map(count_words, written)
    return name in written or ("." in name and name.upper() in {form.upper() for form in written})


def count_words(name: str) -> int:
    return len(WORD_BREAK.split(ARTICLE.sub("", name, count=1)))


def _place(entry: Entry) -> Place:
    is_region = entry.kind in KINDS_OF_REGION
    renown = math.log10(1 + entry.population) + FAME_WEIGHT * math.log10(1 + entry.fame) - is_region * LESS_OF_REGIONS
    return Place("region" if is_region else entry.kind, entry.country, entry.population, renown)


def country_of(name: str) -> str | None:
    """The ISO 3166-1 code of the country that a place is or lies in, None when that is not sure."""
    places = lookup(name)
    countries = list(dict.fromkeys(place.country for place in places if place.country))
    if len(countries) <= 1:
        return countries[0] if countries else None
    return countries[0] if _stands_out(places, countries[0]) else None


def _stands_out(places: tuple[Place, ...], country: str) -> bool:
    """Whether the best known of places of one name leaves no doubt: Paris in France. Of two regions none does."""
    first = places[0]
    others = [place for place in places if place.country != country]
    if first.kind != "city":
        return all(place.kind == "city" for place in others)
    return all(first.population >= CLEARLY_LARGER * place.population for place in others)
