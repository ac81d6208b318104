"""Names of places as reconcile needs them: the country, and how little a famous name tells."""

from __future__ import annotations

from functools import lru_cache

from factx.gazetteer import country_of, lookup

FAME = {"country": 0.25, "people": 0.25, "region": 0.5}
LARGE = 1_000_000  # people of a city that is in the news for many things at once
LARGE_CITY = 0.75
REMEMBERED = 50_000


@lru_cache(maxsize=REMEMBERED)
def country(name: str) -> str | None:
    """The ISO 3166-1 code of the country of a place, None where that is not sure."""
    return country_of(name)


@lru_cache(maxsize=REMEMBERED)
def known(name: str) -> bool:
    """Whether the gazetteer has a place of that name."""
    return bool(lookup(name))


@lru_cache(maxsize=REMEMBERED)
def telling(name: str) -> float:
    """The part of its weight that a name keeps: a country's little, a large city's most, an unknown place's all."""
    places = lookup(name)
    if not places:
        return 1.0
    best = places[0]
    return FAME.get(best.kind, LARGE_CITY if best.population >= LARGE else 1.0)
