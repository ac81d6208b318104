"""What speaks for an entry as the place that a name means: one function a piece of evidence, each from 0 to 1.

`OWN` is what the entry and the words around the name say by themselves, `CONTEXT` what the other names of the article
say. The points of an entry are the sum of all, each times the weight that `rules.toml` has for its id.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factx.gazetteer.atlas import Entry, distance, lies_in

FAR = 5.0  # degrees of latitude: what is so far away counts nothing
NEAR = 120.0  # kilometres in which the weight of a neighbour falls to a third
WORLD = 60  # names, in all languages
LEAST_PEOPLE = 100  # of what has no number
TOWNS = frozenset({"city", "admin2"})

Key = tuple[str, str | None]  # a folded name, and the one that it lies in by the text


@dataclass(frozen=True, slots=True)
class Name:
    """What must mean one place: a name, with what the text says that it lies in, and the entries it can mean.

    mentions   how often the article has it; 0 for an area in the name of an organisation
    local      whether the words before it or beside it show it to be a place
    peers      the names told in one breath with it: "Georgia, Florida and Alabama"
    """

    key: str
    outer: str | None
    kinds: frozenset[str]
    entries: tuple[Entry, ...]
    precision: str = "exact"
    mentions: int = 1
    local: bool = False
    peers: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """The entry that a name was taken for.

    points   of the entry
    lead     before the next entry that is another place, `abroad` before the next one in another country
    """

    entry: Entry
    points: float
    lead: float
    abroad: float


Senses = Mapping[Key, Sense]


@dataclass(frozen=True, slots=True)
class Article:
    """What an article has in it, before anything is decided.

    setting   by country, how much the text speaks of what that country alone has: sheriffs, crown courts
    told      the keys of what its names lie in by the text, and of the one that it has more often than any other
    holders   by the id of a second-order division, the names that can mean it; `towns` those of what can lie in it
    """

    names: Mapping[Key, Name]
    peoples: Sequence[str]
    weights: Mapping[str, float]
    setting: Mapping[str, float]
    told: frozenset[str]
    holders: Mapping[int, frozenset[str]]
    towns: Mapping[int, frozenset[str]]

    @classmethod
    def of(
        cls,
        names: Mapping[Key, Name],
        peoples: Sequence[str],
        weights: Mapping[str, float],
        setting: Mapping[str, float],
    ) -> Article:
        holders: dict[int, set[str]] = defaultdict(set)
        towns: dict[int, set[str]] = defaultdict(set)
        for name in names.values():
            for entry in name.entries:
                if entry.kind == "admin2" and entry.id:
                    holders[entry.id].add(name.key)
                if entry.kind == "city" and entry.admin2:
                    towns[entry.admin2].add(name.key)
        return cls(names, peoples, weights, setting, told_of(names.values()), frozen(holders), frozen(towns))


def told_of(names: Iterable[Name]) -> frozenset[str]:
    """The keys of what names lie in by the text, and of the name that stands more often than any other, if one does."""
    counted = sorted(names, key=lambda name: -name.mentions)
    ahead = counted[:1] if len(counted) < 2 or counted[0].mentions > counted[1].mentions else []
    return frozenset([*(name.key for name in ahead), *(name.outer for name in counted if name.outer)])


def frozen(groups: Mapping[int, set[str]]) -> dict[int, frozenset[str]]:
    return {id: frozenset(keys) for id, keys in groups.items()}


@dataclass(frozen=True, slots=True)
class Context:
    """What the names were taken for in the pass before: votes for countries and divisions, and where cities are."""

    senses: Senses
    votes: Mapping[str, tuple[Entry, float]]
    countries: Mapping[str | None, float]
    divisions: Mapping[int | None, float]
    total: float
    doubt: float
    towns: Sequence[tuple[str, Entry]]

    @classmethod
    def of(cls, senses: Senses, article: Article) -> Context:
        mentions: Counter[str] = Counter()
        chosen: dict[str, Entry] = {}
        for key, sense in senses.items():
            chosen[key[0]] = sense.entry
            mentions[key[0]] += article.names[key].mentions
        votes = {key: (entry, vote(mentions[key], article.weights)) for key, entry in chosen.items()}
        towns = [(key, entry) for key, entry in chosen.items() if entry.kind in TOWNS]
        countries: dict[str | None, float] = defaultdict(float)
        divisions: dict[int | None, float] = defaultdict(float)
        for entry, weight in votes.values():
            countries[entry.country] += weight
            divisions[entry.admin1] += weight
        for country in article.peoples:
            countries[country] += article.weights["peoples"]
        return cls(senses, votes, countries, divisions, sum(countries.values()), article.weights["doubt"], towns)


def vote(mentions: int, weights: Mapping[str, float]) -> float:
    """How much a name counts among the others."""
    return 1 + weights["often"] * math.log(mentions) if mentions else weights["hint"]


Own = Callable[[Entry, Name, Article], float]
Beside = Callable[[Entry, Name, Context], float]


def people(entry: Entry, name: Name, article: Article) -> float:
    return math.log10(max(entry.population, LEAST_PEOPLE))


def fame(entry: Entry, name: Name, article: Article) -> float:
    return math.log10(1 + entry.fame)


def world(entry: Entry, name: Name, article: Article) -> float:
    """The whole world knows it: news from elsewhere names it without saying where it is."""
    return float(entry.main and entry.kind == "city" and entry.fame >= WORLD)


def elsewhere(entry: Entry, name: Name, article: Article) -> float:
    """The whole world knows it, and the article is not chiefly about a place of that name, nor says where that lies."""
    is_known = entry.kind == "country" or bool(world(entry, name, article))
    return float(is_known and not name.outer and name.key not in article.told)


def main(entry: Entry, name: Name, article: Article) -> float:
    return float(entry.main)


def of_kind(kind: str) -> Own:
    return lambda entry, name, article: float(entry.kind == kind)


def described(entry: Entry, name: Name, article: Article) -> float:
    return float(entry.kind in name.kinds)


def county(entry: Entry, name: Name, article: Article) -> float:
    """It lies in, or holds, what another name can mean: the Paris of Henry County."""
    if entry.kind == "city" and entry.admin2:
        return float(bool(article.holders.get(entry.admin2, frozenset()) - {name.key}))
    return float(entry.kind == "admin2" and bool(article.towns.get(entry.id or 0, frozenset()) - {name.key}))


def setting(entry: Entry, name: Name, article: Article) -> float:
    """The text speaks of what its country alone has."""
    return article.setting.get(entry.country or "", 0.0)


def inside(entry: Entry, name: Name, article: Article) -> float:
    """It lies in what the text says that it lies in."""
    areas = article.names[name.outer, None].entries if name.outer else ()
    return float(any(lies_in(entry, area) for area in areas))


def holds(entry: Entry, name: Name, article: Article) -> float:
    """What the text says to lie in it can do so: of "Rome, Georgia" the state has a Rome, the country has none."""
    inner = [other for other in article.names.values() if other.outer == name.key]
    return float(any(lies_in(place, entry) for other in inner for place in other.entries))


def same_country(entry: Entry, name: Name, context: Context) -> float:
    return share(context.countries.get(entry.country, 0.0), name, context, lambda own: own.country == entry.country)


def same_admin1(entry: Entry, name: Name, context: Context) -> float:
    if not entry.admin1:
        return 0.0
    return share(context.divisions.get(entry.admin1, 0.0), name, context, lambda own: own.admin1 == entry.admin1)


def share(votes: float, name: Name, context: Context, has_own: Callable[[Entry], bool]) -> float:
    """The share of votes that are not the name's own."""
    own, weight = context.votes.get(name.key, (None, 0.0))
    votes -= weight if own is not None and has_own(own) else 0.0
    others = context.total - weight + context.doubt
    return votes / others if others else 0.0


def peers(entry: Entry, name: Name, context: Context) -> float:
    """The share of those told in one breath with it that are countries like it, or divisions of the same country."""
    others = [context.senses[key].entry for key in name.peers if key in context.senses]
    if entry.kind not in ("country", "admin1") or not others:
        return 0.0
    alike = [o for o in others if o.kind == entry.kind and (o.kind == "country" or o.country == entry.country)]
    return len(alike) / max(len(others), name.mentions)


def near(entry: Entry, name: Name, context: Context) -> float:
    """How near the other towns are, at most 1."""
    if entry.kind not in TOWNS:
        return 0.0
    towns = (town for key, town in context.towns if key != name.key and abs(town.lat - entry.lat) < FAR)
    return min(1.0, sum(math.exp(-distance(entry, town) / NEAR) for town in towns))


OWN: dict[str, Own] = {
    "people": people,
    "fame": fame,
    "world": world,
    "elsewhere": elsewhere,
    "main": main,
    "described": described,
    "inside": inside,
    "holds": holds,
    "county": county,
    "setting": setting,
    **{kind: of_kind(kind) for kind in ("admin1", "admin2", "water")},
}
CONTEXT: dict[str, Beside] = {
    "same-country": same_country,
    "same-admin1": same_admin1,
    "near": near,
    "peers": peers,
}


def weigh_own(name: Name, article: Article) -> list[float]:
    """The points that each entry of a name has by itself."""
    weights = article.weights
    return [sum(weights[id] * tell(entry, name, article) for id, tell in OWN.items()) for entry in name.entries]


def weigh_beside(name: Name, context: Context, weights: Mapping[str, float]) -> list[float]:
    """The points that the rest of the article gives to each entry of a name."""
    return [sum(weights[id] * tell(entry, name, context) for id, tell in CONTEXT.items()) for entry in name.entries]
