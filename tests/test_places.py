"""The right Paris: which place a name means, and what is given where that is not sure."""

import re
from dataclasses import asdict, replace

import pytest

from factx import places
from factx.gazetteer.atlas import fold
from factx.model import NOWHERE, Document
from factx.places import Mention, load_rules
from factx.rules import read_toml

MARKED = re.compile(r"\[([^]]+)\]|\{([^}]+)\}|<([^>]+)>")
KINDS = ("place", "people", "organisation")
RULES = load_rules()
EXAMPLES = read_toml("places", "corpus.toml")["example"]


def read_marked(marked):
    """The text without marks, and its mentions."""
    text, mentions, after = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[after : found.start()]
        name = next(filter(None, found.groups()))
        kind = KINDS[found.lastindex - 1]
        mentions.append(Mention(len(text), len(text) + len(name), name, kind))
        text, after = text + name, found.end()
    return text + marked[after:], mentions


def places_of(marked, rules=None, outlet=None):
    """The locations of a marked text, in its order, as tables."""
    return located(marked, rules, outlet)[0]


def located(marked, rules=None, outlet=None):
    """The locations of a marked text, and those of the places within the names of organisations."""
    text, mentions = read_marked(marked)
    known = frozenset(fold(mention.text) for mention in mentions if mention.kind == "place")
    longer = [mention for mention in mentions if mention.kind == "organisation"]
    parts = [part for mention in longer for part in places.mentions.parts_of(mention, known, RULES)]
    parts += places.seats_of(text)
    found = places.resolver.resolve(text, [*mentions, *parts], rules or RULES, outlet)
    named = [mention for mention in mentions if mention.kind == "place"]
    return [[asdict(found.get((m.start, m.end), NOWHERE)) for m in group] for group in (named, parts)]


def are_as(expected, found):
    """Whether each place has what is expected of it; {} is one that is nowhere."""
    return len(expected) == len(found) and all(
        not any(place.values())
        if not wanted
        else all(place[field] == (None if value == "null" else value) for field, value in wanted.items())
        for wanted, place in zip(expected, found, strict=True)
    )


def holds(example):
    """Whether an example and its look-alikes come out as they must."""
    alike = [(places_of(text), example["stays"]) for text in example.get("alike", ())]
    named, within = located(example["text"], outlet=example.get("outlet"))
    parts_hold = "within" not in example or are_as(example["within"], within)
    return (
        parts_hold
        and are_as(example["expect"], named)
        and all(are_as(stays, found[: len(stays)]) for found, stays in alike)
    )


def without(rule):
    """The rules with the weight of one piece of evidence made nothing."""
    rules = load_rules()
    return replace(rules, evidence=tuple(replace(e, weight=0) if e.id == rule else e for e in rules.evidence))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['rule']}: {e['text'][:30]}")
def test_the_examples_hold_and_need_their_evidence(example):
    assert holds(example), [places_of(text) for text in (example["text"], *example.get("alike", ()))]
    if example["rule"] in {evidence.id for evidence in RULES.evidence}:
        assert not are_as(example["expect"], places_of(example["text"], without(example["rule"])))


def test_every_piece_of_evidence_has_an_example():
    thresholds = {"abroad", "stranger", "home", "home-country", "strict-home"}  # tested below
    assert {e["rule"] for e in EXAMPLES} >= {e.id for e in load_rules().evidence} - thresholds


@pytest.mark.parametrize(
    "name",
    ["Paris, Texas", "Lebanon, Ohio", "Athens, Ga.", "Cairo, Ill.", "Moscow, Idaho", "Odessa, Texas", "Rome, N.Y."],
)
def test_a_city_lies_in_the_state_behind_it(name):
    assert places_of(f"Nine people died in [{name}].")[0]["country"] == "US"


@pytest.mark.parametrize(
    ("outlet", "country"),
    [("news.example.co.uk", "GB"), ("example.com", None), ("example.tv", None), (None, None)],
)
def test_the_address_of_the_publisher_tells_which_of_two_is_meant(outlet, country):
    assert places_of("Police searched a park in [Lancaster].", outlet=outlet)[0]["country"] == country


def test_an_address_makes_no_small_namesake_of_a_city_that_all_know():
    assert places_of("Talks were held in [Moscow].", outlet="example.co.uk")[0]["country"] == "RU"


@pytest.mark.parametrize(
    ("outlet", "url", "host"),
    [
        ("Example Post", "https://www.example.ca/a", "www.example.ca"),
        ("Example.co.uk", None, "example.co.uk"),
        ("Example Post", None, None),
        (None, "http://[broken", None),
    ],
)
def test_the_host_is_that_of_the_address_or_of_the_outlet(outlet, url, host):
    assert places.host_of(Document("a", "text", outlet=outlet, url=url)) == host


def test_two_places_of_one_name_are_told_apart():
    found = places_of("In [Springfield], [Ill.], and in [Springfield], [Mass.], nobody knew.")
    assert [place["admin1"] for place in found] == ["Illinois", "Illinois", "Massachusetts", "Massachusetts"]


def test_where_the_odds_are_even_nothing_is_said():
    assert places_of("A flood hit [Santa Cruz].")[0] == dict.fromkeys(
        ("country", "admin1", "geonameid", "lat", "lon", "kind", "precision")
    )


def test_a_place_without_an_entry_is_put_into_what_it_lies_in():
    village, country = places_of("They went to [Kerbel-Sur] in [Syria].")
    assert (village["precision"], village["geonameid"]) == ("container", country["geonameid"])
    assert country["precision"] == "exact"


def test_a_place_without_an_entry_is_put_where_the_other_names_are():
    assert places_of("They went to [Kerbel-Sur], [Homs], [Aleppo] and [Hama].")[0]["country"] == "SY"
    assert places_of("They went to [Kerbel-Sur], [Lima] and [Paris].")[0]["country"] is None


def test_a_small_namesake_elsewhere_is_not_taken():
    assert places_of("They drove from [Mosul] to [Karma] and [Erbil].")[1]["country"] == "IQ"


def test_a_place_in_a_longer_name_is_carried():
    (found,) = places_of("Aid reached [Aleppo University].")
    assert (found["country"], found["precision"], found["kind"]) == ("SY", "carried", "city")
    assert places_of("He lives on [Paris Street].")[0]["precision"] is None


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Khan Younis", "Khan Yunis"),
        ("Kharkov", "Kharkiv"),
        ("Sana'a", "Sanaa"),
        ("Al-Fashir", "El Fasher"),
        ("St. Petersburg", "Saint Petersburg"),
        ("SÃO PAULO", "Sao Paulo"),
    ],
)
def test_spellings_of_one_place_have_one_id(name, same):
    assert places_of(f"in [{name}]")[0]["geonameid"] == places_of(f"in [{same}]")[0]["geonameid"] is not None


def test_peoples_are_no_places():
    assert places_of("{Turkish} officials said so.") == []


def test_what_no_word_shows_to_be_a_place_is_put_nowhere_by_a_few_others():
    others = "[Homs], [Aleppo], [Paris] and [Lima]"
    assert places_of(f"[Kerbel-Sur] said so. It rained in {others}.")[0]["country"] is None
    assert places_of(f"Rain fell in [Kerbel-Sur]. It rained in {others}.")[0]["country"] == "SY"


def test_regions_that_wars_are_named_after_are_known():
    found = places_of("Shells fell in the [Donbas], in [Cabo Delgado], in [Darfur], off [Hormuz] and in [Al-Mawasi].")
    assert [place["country"] for place in found] == ["UA", "MZ", "SD", None, "PS"]
    assert all(place["lat"] is not None for place in found)


@pytest.mark.parametrize(
    ("longer", "parts"),
    [
        ("Winsted Police", ["Winsted"]),
        ("Ravenswood Volunteer Fire Department", ["Ravenswood"]),
        ("Indiana State Police", ["Indiana"]),
        ("Toyota Motor Corp", []),
        ("Federal Reserve Bank", []),
        ("Coast Guard", []),
        ("Winsted Savings Bank", []),
        ("Chicago Tribune", []),
        ("Grovel City Council", []),
    ],
)
def test_what_serves_a_place_is_called_after_it(longer, parts):
    mention = Mention(0, len(longer), longer, "organisation")
    assert [part.text for part in places.parts_of(mention, frozenset(), RULES)] == parts


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("Rep. Ann Bray, D-N.Y., and Sen. Tom Marlow (R-Utah) met.", ["N.Y.", "Utah"]),
        ("State Sen. Ann Bray, R-Salt Lake City, voted.", ["Salt Lake City"]),
        ("The D-Day landings, an R-Type and plan D-Zzyx.", []),
    ],
)
def test_a_member_sits_for_a_place(text, seats):
    found = list(places.seats_of(text))
    assert [part.text for part in found] == seats
    assert all(text[part.start : part.end] == part.text for part in found)
