"""Names of places as reconcile needs them: the country, and how little a famous name tells."""

from __future__ import annotations

import re
from functools import lru_cache

from factx.gazetteer import atlas, country_of, lookup
from factx.reconcile.lexicon import hazard_of, lexicon

FAME = {"country": 0.25, "people": 0.25, "region": 0.5}
MANY_NEWS = 1_000_000  # people of a city that is in the news for many things at once
LARGE_CITY = 0.75
FAR_AWAY = 200.0  # kilometres between places of two events
DIVISIONS = frozenset(("admin1", "admin2", "city"))
Located = tuple[str, str]  # a name of a place, and the code of its country
PART_OF = re.compile(
    r"^(?:the )?(?:central|lower|occupied|upper|(?:north|south)?(?:east|west)(?:ern)?|(?:north|south)(?:ern)?) "
    r"|(?<=\w) (?:district|governorate|prefecture|province|region|state)$",
    re.IGNORECASE,
)
PLACES_REMEMBERED = 50_000


@lru_cache(maxsize=PLACES_REMEMBERED)
def country(name: str) -> str | None:
    """The ISO 3166-1 code of the country of a place, None where that is not sure."""
    return country_of(name)


def is_same_place(name: str | None, country: str | None, other: str | None, elsewhere: str | None) -> bool:
    """Whether two names of places, each with its country where that is sure, mean one place.

    Two spellings of one entry of the atlas are one ("Khan Younis", "Khan Yunis"), a name in two countries is two.
    """
    if not name or not other or (country and elsewhere and country != elsewhere):
        return False
    return name.casefold() == other.casefold() or bool(ids_of(name, country) & ids_of(other, elsewhere))


@lru_cache(maxsize=PLACES_REMEMBERED)
def ids_of(name: str, country: str | None) -> frozenset[int]:
    """The entries of a name in a country that is known."""
    return frozenset(e.id for e in atlas.look_up(atlas.fold(name)) if e.id and country and e.country == country)


@lru_cache(maxsize=PLACES_REMEMBERED)
def far_apart(one: Located, other: Located) -> bool:
    """Whether two places are so far from each other that no day's event is at both; a country is near to all."""
    pairs = [(a, b) for a in _entries(one) for b in _entries(other)]
    inside = any(atlas.lies_in(a, b) or atlas.lies_in(b, a) for a, b in pairs)
    return bool(pairs) and not inside and min(atlas.distance(a, b) for a, b in pairs) > FAR_AWAY


@lru_cache(maxsize=PLACES_REMEMBERED)
def _entries(located: Located) -> tuple[atlas.Entry, ...]:
    """The towns and divisions of a name in its country."""
    name, country = located
    return tuple(e for e in atlas.look_up(atlas.fold(name)) if e.country == country and e.kind in DIVISIONS)


@lru_cache(maxsize=PLACES_REMEMBERED)
def known(name: str) -> bool:
    """Whether the gazetteer has a place of that name."""
    return bool(lookup(name))


@lru_cache(maxsize=PLACES_REMEMBERED)
def on_map(name: str) -> bool:
    """Whether the atlas has the place, or what it is a part of by its name ("eastern Lebanon", "Hebei province")."""
    return any(atlas.look_up(atlas.fold(told)) for told in (name, PART_OF.sub("", name)))


def is_act(name: str) -> bool:
    """Whether a name is one of something done ("Sagebrush Rebellion")."""
    last = name.split(" ")[-1].casefold()
    return last in lexicon().acts or hazard_of().get(last) == "gunfire"


@lru_cache(maxsize=PLACES_REMEMBERED)
def telling(name: str) -> float:
    """The part of its weight that a name keeps: a country's little, a large city's most, an unknown place's all."""
    places = lookup(name)
    if not places:
        return 1.0
    best = places[0]
    return FAME.get(best.kind, LARGE_CITY if best.population >= MANY_NEWS else 1.0)
