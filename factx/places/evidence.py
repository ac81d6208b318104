"""What speaks for an entry as the place that a name means: one function a piece of evidence, for all entries of a name.

`OWN` is what the entry and the words around the name say by themselves, `CONTEXT` what the other names of the article
say. The points of an entry are the sum of all, each times the weight that `rules.toml` has for its id.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factx.gazetteer.atlas import Entry, distance, lies_in

FAR = 5.0  # degrees of latitude: what is so far away counts nothing
FAR_ACROSS = 20.0  # and of longitude, as far as people live in the north
NEIGHBOUR_FALL = 120.0  # kilometres in which the weight of a neighbour falls to a third
WORLD_FAME = 60  # names, in all languages
STATE_FAME = 50  # and of a division of the first order
STATE_PEOPLE = 1_000_000
ANYWHERE_SHARE = 0.5  # of what lies in several countries
LARGE_COUNTRY = 50_000_000  # people: so large a one is meant by its name whatever else the article is about
SMALL_TOWN = 100_000  # people
UNCOUNTED_PEOPLE = 100  # of what has no number
TOWNS = frozenset({"city", "admin2"})

Area = str | int | None  # a country, or the id of a division
Key = tuple[str, str | None]  # a folded name, and the one that it lies in by the text


@dataclass(frozen=True, slots=True)
class Name:
    """What must mean one place: a name, with what the text says that it lies in, and the entries it can mean.

    mentions   how often the article has it; 0 for an area in the name of an organisation
    local      whether the words before it or beside it show it to be a place
    site       whether it says itself that it is one: "Marlow Street", "Bray Park"
    peers      the names told in one breath with it: "Georgia, Florida and Alabama"
    """

    key: str
    outer: str | None
    kinds: frozenset[str]
    entries: tuple[Entry, ...]
    precision: str = "exact"
    mentions: int = 1
    local: bool = False
    site: bool = False
    peers: frozenset[Key] = frozenset()

    @property
    def is_told(self) -> bool:
        """Whether its words or those around it say that it is a place."""
        return bool(self.outer or self.local or self.site or self.kinds)


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
    countries: Mapping[Area, float]
    divisions: Mapping[Area, float]
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
        countries: dict[Area, float] = defaultdict(float)
        divisions: dict[Area, float] = defaultdict(float)
        for entry, weight in votes.values():
            countries[entry.country] += weight
            divisions[entry.admin1] += weight
        divisions.pop(None, None)
        for country in article.peoples:
            countries[country] += article.weights["peoples"]
        return cls(senses, votes, countries, divisions, sum(countries.values()), article.weights["doubt"], towns)


def vote(mentions: int, weights: Mapping[str, float]) -> float:
    """How much a name counts among the others."""
    return 1 + weights["often"] * math.log(mentions) if mentions else weights["hint"]


# For each entry of a name how far the evidence speaks for it; nothing where it can speak for none.
Own = Callable[[Name, Article], Sequence[float]]
Beside = Callable[[Name, Context], Sequence[float]]


def people(name: Name, article: Article) -> Sequence[float]:
    return [math.log10(max(entry.population, UNCOUNTED_PEOPLE)) for entry in name.entries]


def fame(name: Name, article: Article) -> Sequence[float]:
    return [math.log10(1 + entry.fame) for entry in name.entries]


def world(name: Name, article: Article) -> Sequence[float]:
    """The whole world knows it: news from elsewhere names it without saying where it is."""
    return [is_world(entry) for entry in name.entries]


def is_world(entry: Entry) -> bool:
    return entry.main and entry.kind == "city" and entry.fame >= WORLD_FAME


def elsewhere(name: Name, article: Article) -> Sequence[float]:
    """The whole world knows it, and the article is not chiefly about a place of that name, nor says where that lies."""
    if name.outer or name.key in article.told:
        return ()
    return [entry.kind == "country" or is_world(entry) or is_wide(entry) for entry in name.entries]


def twin(name: Name, article: Article) -> Sequence[float]:
    """It is a town that a country elsewhere is called like, or a large division, as Wales and Wales, South Yorkshire.

    A small country may be called like the town that all is about.
    """
    if name.outer:
        return ()
    least = 0 if name.key not in article.told else LARGE_COUNTRY
    countries = {entry.country for entry in name.entries if entry.kind == "country" and entry.population >= least}
    is_division = any(entry.kind == "admin1" and is_wide(entry) for entry in name.entries)
    return [entry.kind in TOWNS and is_twin(entry, countries, is_division) for entry in name.entries]


def is_twin(town: Entry, countries: Collection[Area], is_division: bool) -> bool:
    """Whether a town is called like one of the `countries`, or is a small one and called like a division."""
    is_abroad = bool(countries) and town.country not in countries
    return is_abroad or (is_division and town.population < SMALL_TOWN)


def is_wide(entry: Entry) -> bool:
    """Whether it lies in several countries, or is a large division: the Middle East, Wales."""
    if entry.kind == "admin1":
        return entry.main and entry.fame >= STATE_FAME and entry.population >= STATE_PEOPLE
    return entry.country is None


def main(name: Name, article: Article) -> Sequence[float]:
    return [entry.main for entry in name.entries]


def of_kind(kind: str) -> Own:
    return lambda name, article: [entry.kind == kind for entry in name.entries]


def described(name: Name, article: Article) -> Sequence[float]:
    return [entry.kind in name.kinds for entry in name.entries] if name.kinds else ()


def county(name: Name, article: Article) -> Sequence[float]:
    """It lies in, or holds, what another name can mean: the Paris of Henry County."""
    return [has_county(entry, name, article) for entry in name.entries]


def has_county(entry: Entry, name: Name, article: Article) -> bool:
    if entry.kind == "city" and entry.admin2:
        return bool(article.holders.get(entry.admin2, frozenset()) - {name.key})
    return entry.kind == "admin2" and bool(article.towns.get(entry.id or 0, frozenset()) - {name.key})


def setting(name: Name, article: Article) -> Sequence[float]:
    """The text speaks of what its country alone has."""
    return [article.setting.get(entry.country or "", 0.0) for entry in name.entries] if article.setting else ()


def inside(name: Name, article: Article) -> Sequence[float]:
    """It lies in what the text says that it lies in."""
    areas = article.names[name.outer, None].entries if name.outer else ()
    return [any(lies_in(entry, area) for area in areas) for entry in name.entries] if areas else ()


def holds(name: Name, article: Article) -> Sequence[float]:
    """What the text says to lie in it can do so: of "Rome, Georgia" the state has a Rome, the country has none."""
    if name.key not in article.told:
        return ()
    inner = [place for other in article.names.values() if other.outer == name.key for place in other.entries]
    return [any(lies_in(place, entry) for place in inner) for entry in name.entries]


def same_country(name: Name, context: Context) -> Sequence[float]:
    """What lies in several countries is as near to one article as to the next."""
    found = shares(name, context, context.countries, lambda entry: entry.country)
    return [value if entry.country else ANYWHERE_SHARE for entry, value in zip(name.entries, found, strict=False)]


def same_admin1(name: Name, context: Context) -> Sequence[float]:
    return shares(name, context, context.divisions, lambda entry: entry.admin1)


def shares(
    name: Name, context: Context, votes: Mapping[Area, float], area_of: Callable[[Entry], Area]
) -> Sequence[float]:
    """For each entry the share of its area in the votes of the other names."""
    own, weight = context.votes.get(name.key, (None, 0.0))
    others = context.total - weight + context.doubt
    if not others:
        return ()
    kept = area_of(own) if own else None
    areas = [area_of(entry) for entry in name.entries]
    return [(votes[area] - weight * (area == kept)) / others if area in votes else 0.0 for area in areas]


def near(name: Name, context: Context) -> Sequence[float]:
    """How near the other towns are, at most 1."""
    towns = [town for key, town in context.towns if key != name.key]
    return [nearness(entry, towns) for entry in name.entries] if towns else ()


def nearness(entry: Entry, towns: Iterable[Entry]) -> float:
    if entry.kind not in TOWNS:
        return 0.0
    around = (t for t in towns if abs(t.lat - entry.lat) < FAR and abs(t.lon - entry.lon) < FAR_ACROSS)
    return min(1.0, sum(math.exp(-distance(entry, town) / NEIGHBOUR_FALL) for town in around))


def peers(name: Name, context: Context) -> Sequence[float]:
    """The share of those told in one breath with it that are countries like it, or divisions of the same country."""
    others = [context.senses[key].entry for key in name.peers if key in context.senses]
    told = max(len(others), name.mentions)
    return [sum(is_peer(entry, other) for other in others) / told for entry in name.entries] if others else ()


def is_peer(entry: Entry, other: Entry) -> bool:
    if entry.kind != other.kind:
        return False
    return entry.kind == "country" or (entry.kind == "admin1" and entry.country == other.country)


OWN: dict[str, Own] = {
    "people": people,
    "fame": fame,
    "world": world,
    "elsewhere": elsewhere,
    "twin": twin,
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
    return summed(name, article.weights, ((id, tell(name, article)) for id, tell in OWN.items()))


def weigh_beside(name: Name, context: Context, weights: Mapping[str, float]) -> list[float]:
    """The points that the rest of the article gives to each entry of a name."""
    return summed(name, weights, ((id, tell(name, context)) for id, tell in CONTEXT.items()))


def summed(name: Name, weights: Mapping[str, float], told: Iterable[tuple[str, Sequence[float]]]) -> list[float]:
    """The points of each entry: what all evidence says of it, each times its weight."""
    points = [0.0] * len(name.entries)
    for id, values in told:
        weight = weights[id]
        for place, value in enumerate(values):
            points[place] += weight * value
    return points
