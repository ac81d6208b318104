"""What nouns, verbs, number words and names of months are, and that every word stands in one place, in order."""

import textwrap
from importlib import resources

import pytest
import tomli

from factx import words

PACKAGE = resources.files("factx.words")
FILE = tomli.loads(PACKAGE.joinpath("words.toml").read_text(encoding="utf-8"))
LISTS = {f"{table}.{name}": text for table in ("noun", "not_noun", "list") for name, text in FILE[table].items()}


@pytest.mark.parametrize("noun", ["minister", "victim", "lawmaker", "spokesperson", "co-founder", "soldier", "source"])
def test_a_person(noun):
    assert words.is_person(noun)
    assert words.can_speak(noun)
    assert words.noun_class(noun) == "person"


@pytest.mark.parametrize("noun", ["ministry", "police", "hospital", "court", "study", "report", "country", "party"])
def test_what_speaks_and_is_no_person(noun):
    assert words.can_speak(noun)
    assert not words.is_person(noun)


@pytest.mark.parametrize("noun", ["earthquake", "rain", "price", "week", "bus", "victory", "injury", "xyzzy", ""])
def test_what_does_not_speak(noun):
    assert not words.can_speak(noun)
    assert not words.is_person(noun)


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("attack", "act"),
        ("earthquake", "event"),
        ("week", "time"),
        ("bus", "artifact"),
        ("crowd", "group"),
        ("xyz", None),
    ],
)
def test_the_class_of_most_uses(noun, name):
    assert words.noun_class(noun) == name


def test_classes_that_lie_across_wordnets_own():
    assert {"building", "body", "organization"} <= words.classes("church")
    assert "vehicle" in words.classes("truck")
    assert "kin" in words.classes("aunt")
    assert words.share("attack", "act") > words.share("attack", "communication") > 0


def test_verbs():
    assert words.verb_class("announce") == "communication"
    assert words.verb_class("point_out") == "communication"
    assert words.verb_class("xyzzy") is None
    assert {"emotion"} <= words.verb_classes("hope")


def test_numbers_months_and_days():
    assert [words.value(word) for word in ("twelve", "forty", "million", "house")] == [12, 40, 1_000_000, None]
    assert [words.ordinal(word) for word in ("third", "twentieth", "three")] == [3, 20, None]
    assert [words.month(word) for word in ("september", "sept.", "dec", "monday")] == [9, 9, 12, None]
    assert [words.weekday(word) for word in ("monday", "fri.", "may")] == [0, 4, None]


def test_a_list_that_does_not_exist_is_an_error():
    assert "nephew" in words.members("kin")
    assert "ministry" in words.members("body")
    with pytest.raises(KeyError):
        words.members("kins")


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_wrapped_and_have_no_word_twice(name):
    ordered = " ".join(sorted(set(LISTS[name].split())))
    wrapped = textwrap.fill(ordered, 118, break_long_words=False, break_on_hyphens=False)
    assert LISTS[name] == f"{wrapped}\n", f"{name} should be\n{wrapped}"


@pytest.mark.parametrize("table", ["nouns.tsv", "verbs.tsv"])
def test_the_tables_are_in_the_order_in_which_they_are_searched(table):
    lemmas = [
        line.partition("\t")[0] + "\t" for line in PACKAGE.joinpath(table).read_text(encoding="utf-8").splitlines()
    ]
    assert lemmas == sorted(lemmas)
    assert len(lemmas) == len(set(lemmas))
