"""What the text says of a name by the words around it and in it: what it lies in, and what kind of place it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factx.gazetteer import atlas, known_firms, lookup
from factx.gazetteer.atlas import Entry, fold
from factx.places.schema import Rules

KNOWN_ALONE = 200_000  # people of a place that is known by its name alone
FAMOUS = 20  # names, in all languages, of such a place
CODE_LETTERS = 3  # letters: "ME" and "Man." are Maine and Manitoba on letters only
PLACE_WORDS = 4  # words of a place's name
AROUND = 80  # characters before and after a name that are looked at
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
PLACE_NAME = re.compile(rf"{CAPITAL}(?:[ ](?:(?:of|and|the|al|el|de)[ ])?{CAPITAL}){{0,3}}")
PLACE_WORD = re.compile(r"(?<![\w’'.-])[\w’'.-]*\w\.?")
INTO = re.compile(
    r"(?:[ ][a-z]+)?"
    r"(?:,[ ](?:the[ ])?|(?P<within>,?[ ]in[ ](?:the[ ])?)|[ ]\(|,[ ][\w-]+[ ](?:province|state|county)[ ]of[ ])"
    r"(?:(?:the|[a-z-]+ern|[a-z]+-?(?:east|west)|central|rural|nearby|neighbou?ring)[ ])*"
)
OWNER = re.compile(rf"(?<![\w’'.-])(?P<name>{CAPITAL}(?:[ ]{CAPITAL}){{0,3}})[’']s?[ ](?:[a-z-]+[ ]){{0,4}}$")
NO_QUALITY = r"(?:the|an?|on|in|at|near|to|from|by|of|for|and|into|around|outside|with|against)[ ]"
# "the Lebanese border town of", "the Turkish city"
TOWN_OF_PEOPLE = re.compile(
    rf"(?<![\w’'.-])(?P<people>{CAPITAL}(?:[ ]{CAPITAL})?)[ ](?:(?!{NO_QUALITY})[a-z-]+[ ]){{0,2}}"
    r"(?P<kind>(?!of[ ])[a-z]+)[ ](?:of[ ])?$"
)
SEAT = re.compile(rf"(?<![\w-])[DRI]-(?P<name>{CAPITAL}(?: {CAPITAL}){{0,2}})")
SEATED = "US"  # where news tells of members so
# "Bray and Marlow counties": what stands behind the first says what it is, and where.
SIDE_BY_SIDE = re.compile(rf"(?:(?:,|,?[ ](?:and|or))[ ]{CAPITAL}(?:[ ]{CAPITAL})?)*[ ](?P<kinds>[a-z]+s)\b")
DATELINE_END = re.compile(r"[ ]?(?:—|–|--?)[ ]")
OF = re.compile(r"\b(?P<kind>[a-z]+)[ ]of[ ]$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    kind   place; part, a place in the name of an organisation; people, who only tell what country the text is about
    """

    start: int
    end: int
    text: str
    kind: str = "place"


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands around a mention.

    name     the mention's own name, without the area in "Paris, Texas"; `key` is that folded
    outer    key of the name that it lies in, by the text: "Paris, Texas", "Idlib in Syria", "Syria's Idlib"
    kinds    kinds of place that a word beside it says: "Idlib province", "the city of Homs"
    local    a word before it leads to a place, as "in" and "near" do, one behind it is of those who live there: not
             all that a model takes for one is one, and "in the West" says not where
    governed what stands behind it is an office that divisions have: "New York Gov. Ada Marsh"
    """

    mention: Mention
    name: str
    key: str
    outer: str | None
    kinds: frozenset[str]
    local: bool
    governed: bool


def read_mention(text: str, mention: Mention, rules: Rules) -> Reading:
    """The mention with what stands around it; of "Paris, Texas" the name is Paris."""
    name, comma, rest = mention.text.partition(", ")
    after = text[mention.end : mention.end + AROUND]
    if together := told_together(after, rules):
        kind, after = together
        name = f"{name} {kind}" if atlas.look_up(fold(f"{name} {kind}")) else name
    before = text[max(0, mention.start - AROUND) : mention.start]
    outer = named_area(rest, rules) if comma else outer_after(after, rules) or outer_before(before, rules)
    key = fold(name)
    is_shown = leads_to_place(before, rules) or is_lived_in(after, rules) or is_dateline(name, after)
    return Reading(
        mention,
        name,
        key,
        outer if outer != key else None,
        described_as(name, before, after, rules),
        is_shown and key not in rules.modifiers,
        is_governed(after, rules),
    )


def told_together(after: str, rules: Rules) -> tuple[str, str] | None:
    """Of "Bray and Marlow counties in Ohio" what kind each is, "county", and what stands behind all."""
    found = SIDE_BY_SIDE.match(after)
    if not found:
        return None
    plural = found["kinds"]
    kind = f"{plural[:-3]}y" if plural.endswith("ies") else plural[:-1]
    return (kind, after[found.end() :]) if kind in rules.county else None


def leads_to_place(before: str, rules: Rules) -> bool:
    """Whether the words before a name lead to a place."""
    words = PLACE_WORD.findall(before.casefold())[-3:]
    while words and (words[-1] in rules.modifiers or words[-1] == "the"):
        words = words[:-1]
    return bool(words) and (words[-1] in rules.locative or words[0] in rules.kinds_by_word)


def is_lived_in(after: str, rules: Rules) -> bool:
    """Whether who lives there, or what stands there, is told right behind a name: "Marlow police"."""
    behind = re.match(r"[ ]([a-z]+)", after)
    return behind is not None and behind[1] in rules.dwellers


def is_dateline(name: str, after: str) -> bool:
    """Whether a name stands as the place that a report comes from: "MARLOW — Nine people …"."""
    return name.isupper() and bool(DATELINE_END.match(after))


def is_governed(after: str, rules: Rules) -> bool:
    """Whether an office that divisions have stands behind a name."""
    words = [word.rstrip(".") for word in PLACE_WORD.findall(after.removeprefix("’s").removeprefix("'s").lower())[:2]]
    return " ".join(words) in rules.governed or (bool(words) and words[0] in rules.governed)


def outer_after(after: str, rules: Rules) -> str | None:
    """The key of the area that follows: ", Texas", " in northern Syria"."""
    into = INTO.match(after)
    return named_area(after[into.end() :], rules, or_city=bool(into["within"])) if into else None


def outer_before(before: str, rules: Rules) -> str | None:
    """The key of the area that owns it: "Syria's northern "."""
    owner = OWNER.search(before) if "'" in before or "’" in before else None  # a search from every capital is slow
    if owner:
        return named_area(owner["name"], rules, whole=True, or_city=True)
    if not (before.endswith(" ") and rules.kinds_by_word.keys() & before.split()[-2:]):
        return None
    dwellers = TOWN_OF_PEOPLE.search(before)
    return country_of_people(dwellers["people"]) if dwellers and dwellers["kind"] in rules.kinds_by_word else None


def country_of_people(name: str) -> str | None:
    """The key of the country of a people, by the last one or two words of a text: "the Lebanese" town of Shaqra."""
    words = name.split()
    for people in (" ".join(words[-2:]), words[-1]):
        meanings = lookup(people)
        if meanings and meanings[0].kind == "people":
            area = atlas.country(meanings[0].country)
            return fold(area.name) if area and area.name else None
    return None


def named_area(text: str, rules: Rules, *, whole: bool = False, or_city: bool = False) -> str | None:
    """The key of the country or division (or large city) that a text begins with (or is): the longest name of one."""
    found = PLACE_NAME.match(text)
    words = re.sub(r"[’']s?$", "", found[0]).split() if found else []
    for length in range(len(words), len(words) - 1 if whole else 0, -1):
        key = fold(" ".join(words[:length]))
        if key not in rules.modifiers and any(is_area(entry, or_city) for entry in atlas.look_up(key)):
            return key
    return None


def is_area(entry: Entry, or_city: bool) -> bool:
    """Whether other places lie in it: a country, a division, a large city."""
    return entry.kind in ("country", "admin1", "admin2") or (or_city and entry.population > KNOWN_ALONE)


def described_as(name: str, before: str, after: str, rules: Rules) -> frozenset[str]:
    """The kinds of place that the word behind, within or before the name says."""
    words = rules.kinds_by_word
    following = re.match(r"[ -]([a-z]+)", after)
    inner = [word.lower() for word in name.split()]
    of = OF.search(before) if before.endswith(" of ") else None
    for word in (following and following[1], inner[-1], inner[0], of and of["kind"]):
        if word and word in words:
            return words[word]
    return frozenset()


def spellings(name: str, rules: Rules) -> list[str]:
    """The name as keys to look up, the whole first; then without the words that say part or kind of the place."""
    kinds = rules.kinds_by_word
    words = fold(name).split()
    found = [words]
    while len(words) > 1 and (words[0] in rules.modifiers or words[0] in kinds):
        words = words[2:] if len(words) > 2 and words[1] == "of" else words[1:]
        found.append(words)
    while len(words) > 1 and words[-1] in kinds:
        words = words[:-1]
        found.append(words)
    return list(dict.fromkeys(" ".join(words) for words in found))


def is_carrier(name: str, rules: Rules) -> bool:
    """Whether it is the name of something built that has a place in its name, and no street."""
    words = frozenset(fold(name).split())
    return bool(words & rules.facilities) and not words & rules.streets


def is_site(name: str, rules: Rules) -> bool:
    """Whether a name says itself that it is a place: "Marlow Street", "Bray Park", "Interstate 75"."""
    words = (word.rstrip(".") for word in PLACE_WORD.findall(name.casefold()))
    return any(word in rules.facilities or word in rules.streets or word in rules.sites for word in words)


def parts_of(name: Mention, known: frozenset[str], rules: Rules) -> Iterator[Mention]:
    """The places named within the name of an organisation: "Indiana" of "Indiana State Police".

    A place must be known by its name alone, be in `known`, the keys of names that the article has for places, or stand
    first, before a word of what serves it.
    """
    words = list(PLACE_WORD.finditer(name.text))
    if not words or words[-1][0].lower() in rules.papers:
        return
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + PLACE_WORDS), start, -1):
            part = name.text[words[start].start() : words[end - 1].end()]
            is_served = start == 0 and end < len(words) and words[end][0].lower() in rules.civic and is_town(part)
            if end - start < len(words) and (is_served or is_known_place(part, known, rules)):
                yield Mention(name.start + words[start].start(), name.start + words[end - 1].end(), part, "part")
                start = end - 1
                break
        start += 1


def is_town(name: str) -> bool:
    """Whether it is the first name of a town or county."""
    return name[0].isupper() and any(e.main and e.kind in ("city", "admin2") for e in atlas.look_up(fold(name)))


def seats_of(text: str) -> Iterator[Mention]:
    """The places that members of a parliament sit for, by their party: "D-N.Y.", "R-Marlow"."""
    for seat in SEAT.finditer(text):
        words = seat["name"].split()
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length]).rstrip(",")
            if any(e.main or e.kind == "admin1" for e in atlas.look_up(fold(name)) if e.country == SEATED):
                yield Mention(seat.start("name"), seat.start("name") + len(name), name, "part")
                break


def is_known_place(name: str, known: frozenset[str], rules: Rules) -> bool:
    """Whether a name means a place wherever it stands."""
    key = fold(name)
    if (
        not name[0].isupper()
        or name in known_firms()
        or key in rules.modifiers
        or key in rules.kinds_by_word
        or key in rules.common
    ):
        return False
    return key in known or any(is_famous(entry, key) for entry in atlas.look_up(key))


def is_famous(entry: Entry, key: str) -> bool:
    """Whether a place is known by its name alone: a country, a state, "Madison County", a large city."""
    if entry.kind == "country":
        return True
    if len(key) <= CODE_LETTERS:
        return False
    if entry.kind == "admin2":
        return entry.main and (" " in key or entry.population > KNOWN_ALONE)
    return (
        entry.fame >= FAMOUS
        and (entry.kind == "admin1" or (entry.kind == "city" and entry.main))
        and (entry.population > KNOWN_ALONE)
    )


def carried_names(name: str) -> list[str]:
    """The names within a longer name, as keys, the longest first: "aleppo" of "Aleppo University"."""
    words = fold(name).split()
    lengths = range(len(words) - 1, 0, -1)
    return [" ".join(words[start : start + n]) for n in lengths for start in range(len(words) - n + 1)]
