"""Which place is meant: decides between the entries of a name by what the article says around it.

Every candidate gets points for each piece of evidence (`evidence.py`); `rules.toml` has the weights. The points are
added up in passes: first by what a name says itself, then in the light of what the other names were taken for. One
name has one sense in a document, unless the text says what it lies in ("Paris, Texas"). Where the odds are even what
both lie in stands for the place, or nothing; where a name has no entry, what it lies in by the text, or by nearly all
other names of the article, stands for it: precision "container".
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from factx.gazetteer import atlas, lookup
from factx.gazetteer.atlas import Entry, distance, fold, lies_in
from factx.model import NOWHERE, Location, Span
from factx.places.evidence import TOWNS, Article, Context, Key, Name, Sense, Senses, is_world, weigh_beside, weigh_own
from factx.places.mentions import (
    Mention,
    Reading,
    carried_names,
    is_carrier,
    is_famous,
    is_site,
    read_mention,
    spellings,
)
from factx.places.schema import Rules
from factx.places.setting import setting_of

SAME_PLACE = 161.0  # kilometres, a hundred miles: points no farther apart are one place to a reader of maps
LEAST_CARRIER = 20_000  # people of a place that something built is called after
OWN_PLACE = 100_000  # people of a place that is no part of another one
PASSES = 3
AREAS = frozenset({"country", "admin1", "admin2"})
INLAND = frozenset({"country", "admin1", "admin2", "city"})  # an island may lie far from what else is named
# "Georgia, Florida and Alabama"; "twelve in Ontario, eight in Alberta and one in Quebec"
BREATH = re.compile(r"[,;]? (?:(?:and|or|&) )?(?:[\w-]+ (?:[a-z]+ )?in )?(?:the )?")
KNOWN_FAME = 15  # names, in all languages, of a town that is known abroad
LEAST_OTHERS = 2  # names that tell where the article is


def resolve(text: str, mentions: Iterable[Mention], rules: Rules, outlet: str | None = None) -> dict[Span, Location]:
    """Where each mention of kind `place` or `part` is, by its span; `NOWHERE` where that is not sure.

    What has no entry and nothing in the article shows to be a place is left out: the model takes it for one, no more.

    Args:
        outlet: the host name of the publisher.
    """
    mentions = list(mentions)
    read = [read_mention(text, mention, rules) for mention in mentions if mention.kind == "place"]
    readings = [replace(r, outer=None) if is_beside(r, rules) else r for r in read]
    parts = [mention for mention in mentions if mention.kind == "part"]
    names = gather_names(text, readings, parts, rules)
    article = Article.of(names, peoples_of(mentions), rules.weights, setting_of(text, rules, outlet))
    senses = decide(article)
    places = {key: located(name, senses, article) for key, name in article.names.items()}
    places |= told_once(places, senses)
    shown = shown_places(article, rules)
    found = {
        (part.start, part.end): carried_part(places[key, None]) for part in parts if (key := fold(part.text)) in shown
    }
    found |= {(r.mention.start, r.mention.end): places[r.key, r.outer] for r in readings if r.key in shown}
    return found | dict(areas_meant(readings, senses, article))


def shown_places(article: Article, rules: Rules) -> frozenset[str]:
    """The keys of names that mean a place: they have an entry, or the text says it, at one of their mentions.

    It is said by the words of a name or around it: "near Bray", "Bray Park", "the West", "Bray and Aleppo".
    """
    names = article.names
    known = frozenset(both for both, name in names.items() if name.entries)
    return frozenset(
        name.key
        for name in names.values()
        if name.key not in rules.unearthly
        if name.entries or name.is_told or name.peers & known or rules.modifiers & frozenset(name.key.split())
    )


def told_once(places: Mapping[Key, Location], senses: Senses) -> dict[Key, Location]:
    """Where names are that stand alone, but elsewhere with what they lie in: after "Paris, Texas" that is Paris."""
    told: dict[str, list[Key]] = defaultdict(list)
    for key, outer in places:
        area = senses.get((outer, None)) if outer else None
        if area and (key, outer) in senses and lies_in(senses[key, outer].entry, area.entry):
            told[key].append((key, outer))
    return {(key, None): places[whole[0]] for key, whole in told.items() if len(whole) == 1 and (key, None) in places}


def areas_meant(readings: Sequence[Reading], senses: Senses, article: Article) -> Iterator[tuple[Span, Location]]:
    """Where a name means a division, and elsewhere a town: "Buffalo, New York", "New York Gov. Ada Marsh"."""
    ordered = sorted(readings, key=lambda reading: reading.mention.start)
    for before, reading in zip([None, *ordered], ordered, strict=False):
        both = reading.key, reading.outer
        if both not in senses or senses[both].entry.kind in AREAS:
            continue
        inner = senses.get((before.key, before.outer)) if before and before.outer == reading.key else None
        areas = (entry for entry in article.names[both].entries if entry.kind in AREAS)
        if reading.governed:
            area = next((a for a in areas if a.kind == "admin1" and a.country == senses[both].entry.country), None)
        else:
            told = inner is not None and not lies_in(inner.entry, senses[both].entry)
            area = next((a for a in areas if told and inner and lies_in(inner.entry, a)), None)
        if area is not None:
            yield (reading.mention.start, reading.mention.end), location_of(area, "exact")


def is_beside(reading: Reading, rules: Rules) -> bool:
    """Whether what follows a country or division is the next one of a list: "Georgia, Alabama" is no "Paris, Texas"."""
    if not reading.outer:
        return False
    entries, _ = entries_of(reading.name, rules)
    areas = atlas.look_up(reading.outer)
    inside = [entry for entry in entries if any(lies_in(entry, area) for area in areas)]
    if has_kind(entries, "country") and has_kind(areas, "country"):
        return not has_kind(inside, "admin1")
    return not inside and (has_kind(entries, "country") or has_kind(entries, "admin1"))


def has_kind(entries: Iterable[Entry], kind: str) -> bool:
    return any(entry.kind == kind for entry in entries)


def carried_part(location: Location) -> Location:
    """The location of a place that stands in a longer name."""
    return replace(location, precision="carried") if location.precision == "exact" else location


def gather_names(text: str, readings: Sequence[Reading], parts: Iterable[Mention], rules: Rules) -> dict[Key, Name]:
    """What must mean one place each: the names, what they lie in, and the areas in names of organisations."""
    names: dict[Key, Name] = {}
    peers = peers_of(text, readings)
    for reading in readings:
        key = reading.key, reading.outer
        known = names.get(key)
        if known:
            kinds, local = known.kinds | reading.kinds, known.local or reading.local
            names[key] = replace(known, kinds=kinds, local=local, mentions=known.mentions + 1)
        else:
            entries, precision = entries_of(reading.name, rules)
            name = Name(*key, reading.kinds, entries, precision, local=reading.local, peers=frozenset(peers[key]))
            names[key] = replace(name, site=is_site(reading.name, rules))
    known_keys = frozenset(key for key, _ in names)
    names = {both: told_elsewhere(name, known_keys, rules) for both, name in names.items()}
    for outer in [name.outer for name in names.values() if name.outer]:
        names.setdefault((outer, None), Name(outer, None, frozenset(), atlas.look_up(outer)))
    for part in parts:
        hint = fold(part.text)
        names.setdefault((hint, None), Name(hint, None, frozenset(), atlas.look_up(hint), mentions=0))
    return names


def peers_of(text: str, readings: Iterable[Reading]) -> dict[Key, set[Key]]:
    """The names that stand in one breath with each: "Georgia, Florida and Alabama"."""
    found: dict[Key, set[Key]] = defaultdict(set)
    for first, second in pairwise(sorted(readings, key=lambda reading: reading.mention.start)):
        is_breath = BREATH.fullmatch(text[first.mention.end : second.mention.start])
        if is_breath and second.key not in (first.key, first.outer):
            found[first.key, first.outer].add((second.key, second.outer))
            found[second.key, second.outer].add((first.key, first.outer))
    return found


def entries_of(name: str, rules: Rules) -> tuple[tuple[Entry, ...], str]:
    """What a name can mean, and how precise that is: by its whole, without its modifiers, or by a part of it."""
    for key in spellings(name, rules):
        if found := atlas.look_up(key):
            return found, "exact"
    if is_carrier(name, rules):
        for key in carried_names(name):
            found = tuple(entry for entry in atlas.look_up(key) if entry.population >= LEAST_CARRIER)
            if found and key not in rules.facilities and key not in rules.modifiers:
                return found, "carried"
    return (), "exact"


def told_elsewhere(name: Name, known: frozenset[str], rules: Rules) -> Name:
    """The name with what other names of the article say that it can mean: a longer one, or one in it."""
    if not name.entries:
        return carried(name, known)
    whole = part_of_named(name, known, rules)
    if whole:
        return replace(name, entries=atlas.look_up(whole), precision="carried")
    longer = (
        entry for word in rules.county if f"{name.key} {word}" in known for entry in atlas.look_up(f"{name.key} {word}")
    )
    return replace(name, entries=tuple(dict.fromkeys([*name.entries, *longer])))


def part_of_named(name: Name, known: frozenset[str], rules: Rules) -> str | None:
    """The name that the article has too for what this is a part of: Marlow, where "North Marlow" is a small place."""
    side, _, whole = name.key.partition(" ")
    is_small = all(entry.kind == "city" and entry.population < OWN_PLACE for entry in name.entries)
    return whole if is_small and side in rules.modifiers and whole in known and atlas.look_up(whole) else None


def carried(name: Name, known: frozenset[str]) -> Name:
    """A name without an entry that has another name of the article in it: "Marlow Common", where Marlow is named."""
    for part in carried_names(name.key):
        if part in known and (found := atlas.look_up(part)):
            if name.outer is None:  # where that is
                return replace(name, outer=part, precision="carried")
            return replace(name, entries=found, precision="carried")
    return name


def peoples_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The countries of the peoples that the text names."""
    names = {mention.text for mention in mentions if mention.kind == "people"}
    found = [lookup(name)[:1] for name in sorted(names)]
    return tuple(place.country for (place,) in filter(None, found) if place.kind == "people" and place.country)


def decide(article: Article) -> Senses:
    """What each name that has entries is taken for."""
    named = {key: name for key, name in article.names.items() if name.entries}
    own = {key: weigh_own(name, article) for key, name in named.items()}
    senses: dict[Key, Sense] = {}
    for _ in range(PASSES):
        context = Context.of(senses, article)
        before = {key: sense.entry for key, sense in senses.items()}
        for key, name in named.items():
            if len(name.entries) > 1:
                senses[key] = weighed(name, own[key], context, article)
            else:  # it is that, whatever the others are; how sure that is tells the end
                senses[key] = Sense(name.entries[0], 0.0, math.inf, math.inf)
        if before == {key: sense.entry for key, sense in senses.items()}:
            break
    only = {key: name for key, name in named.items() if len(name.entries) == 1}
    return senses | {key: weighed(name, own[key], context, article) for key, name in only.items()}


def weighed(name: Name, own: Sequence[float], context: Context, article: Article) -> Sense:
    """What a name is taken for by its own points and those of the other names."""
    beside = weigh_beside(name, context, article.weights)
    return best_sense(name, [sum(pair) for pair in zip(own, beside, strict=True)])


def best_sense(name: Name, points: Sequence[float]) -> Sense:
    """The entry with the most points, and how far it leads before one that is another place, or in another country."""
    ranked = sorted(range(len(points)), key=lambda n: -points[n])
    first, most = name.entries[ranked[0]], points[ranked[0]]
    others = [(points[n], name.entries[n]) for n in ranked[1:]]
    lead = next((most - held for held, entry in others if not is_same_place(first, entry)), math.inf)
    abroad = next((most - held for held, entry in others if entry.country != first.country), math.inf)
    return Sense(first, most, lead, abroad)


def is_same_place(a: Entry, b: Entry) -> bool:
    return a.country == b.country and distance(a, b) <= SAME_PLACE


def located(name: Name, senses: Senses, article: Article) -> Location:
    """Where a name is by what it was taken for, or else by what it lies in."""
    sense = senses.get((name.key, name.outer))
    outer = senses.get((name.outer, None)) if name.outer else None
    if outer and f" {name.outer} " in f" {name.key} ":  # it is called after another name of the article
        return location_of(outer.entry, "carried")
    if sense and sense.points >= article.weights["stranger"]:
        is_told = outer is not None and lies_in(sense.entry, outer.entry)
        if outer and is_elsewhere(sense.entry, outer.entry):
            return container(outer.entry)
        if sense.abroad < article.weights["abroad"] and not is_told:
            return NOWHERE
        if sense.lead < article.weights["margin"]:
            return container(atlas.country(sense.entry.country))
        return where_it_is(name, sense.entry, senses)
    if outer and outer.entry.kind in AREAS:
        return container(outer.entry)
    if name.local or (name.kinds & INLAND and not outer):
        wide = 0.0 if name.kinds else article.weights["home-country"]
        home = common_home(name, senses, article.weights["home"], wide)
        if sense and name.precision == "exact" and is_known_abroad(sense, home):
            return location_of(sense.entry, "exact")
        return container(home)
    if name.site or name.peers:  # of anything else the model may be wrong that it is a place
        return container(common_home(name, senses, article.weights["strict-home"]))
    return NOWHERE


def where_it_is(name: Name, entry: Entry, senses: Senses) -> Location:
    """The location of what a name was taken for; nowhere for what is built and called after no town of the article's.

    The Wilson Center of Washington is in no Wilson: none is known by its name alone, or near what else is named.
    """
    is_town = name.precision == "carried" and entry.kind == "city" and not is_famous(entry, name.key)
    others = (sense.entry.admin1 for (key, _), sense in senses.items() if key != name.key)
    return NOWHERE if is_town and entry.admin1 not in others else location_of(entry, name.precision)


def is_known_abroad(sense: Sense, home: Entry | None) -> bool:
    """Whether a name can mean one place alone, and that is known in many languages: Lockerbie is in no other country.

    What nobody knows may well be the namesake of a village without an entry.
    """
    is_known = sense.lead == math.inf and sense.entry.fame >= KNOWN_FAME
    return is_known and home is not None and sense.entry.country != home.country


def is_elsewhere(entry: Entry, area: Entry) -> bool:
    """Whether a town lies outside the country or division that the text puts it in: a namesake, which is not meant.

    Large ones are meant: "London, Paris, Australia and Dubai".
    """
    is_small = entry.kind in TOWNS and entry.population < OWN_PLACE and not is_world(entry)
    if not is_small or lies_in(entry, area):
        return False
    return area.kind == "country" or (area.kind == "admin1" and entry.admin1 is not None)


def common_home(name: Name, senses: Senses, least: float, of_country: float = 0.0) -> Entry | None:
    """The smallest area that so large a share of the other names of the article lies in, of a country a larger one."""
    chosen = {key: sense.entry for (key, _), sense in senses.items() if key != name.key}
    for area_of in (county_of, division_of, country_of):
        share = max(least, of_country) if area_of is country_of else least
        enough = max(LEAST_OTHERS, share * len(chosen))
        counted = Counter(area for entry in chosen.values() if (area := area_of(entry)) is not None)
        (area, votes), (_, next_most) = [*counted.most_common(2), (None, 0), (None, 0)][:2]
        if area is not None and votes >= enough and votes > next_most:
            return area
    return None


def county_of(entry: Entry) -> Entry | None:
    """The second-order division that a place is or lies in."""
    return entry if entry.kind == "admin2" else atlas.place(entry.admin2) if entry.admin2 else None


def division_of(entry: Entry) -> Entry | None:
    return atlas.place(entry.admin1) if entry.admin1 else None


def country_of(entry: Entry) -> Entry | None:
    return atlas.country(entry.country)


def container(area: Entry | None) -> Location:
    return location_of(area, "container") if area else NOWHERE


def location_of(entry: Entry, precision: str) -> Location:
    """The entry as the record has it."""
    division = atlas.place(entry.admin1) if entry.admin1 else None
    name = division.name if division else None
    return Location(entry.country, name, entry.id, entry.lat, entry.lon, entry.kind, precision)
