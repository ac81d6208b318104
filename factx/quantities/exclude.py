"""Tells numbers that are no quantities: dates, years, clock times, names, addresses, codes, "one" as a pronoun.

Each test says whether one figure is what its name says. Those for names and codes stand in modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from factx.quantities.atoms import NUMBER
from factx.quantities.codes import digit_groups, joined_word, letters_glued, list_number, too_long, web_address
from factx.quantities.names import (
    block_number,
    counts_several,
    emergency_number,
    house_number,
    inside_name,
    model_name,
    name_head,
    news_channel,
)
from factx.quantities.place import Place


def excluded(place: Place) -> str | None:
    """The name of the first exclusion that holds for the figure, or None if it is a quantity."""
    return next((name for name in place.lists.names if TESTS[name](place)), None)


def clock_after(place: Place) -> bool:
    """ "8 p.m.", "0401 GMT", "seven o'clock"."""
    atoms, figure = place.atoms, place.figure
    if figure.begin != figure.first:
        return False
    return any(atoms.phrase_at(figure.end, clock) for clock in place.lists.clocks)


def clock_colon(place: Place) -> bool:
    """ "10:30", "1:36.6", "at 7" where the entity recogniser sees a time."""
    atoms, figure = place.atoms, place.figure
    at, end = figure.first, figure.end
    before = (
        atoms.words[at - 1] == ":" and atoms.glued(at - 1) and atoms.kinds[at - 2] == NUMBER and atoms.glued(at - 2)
    )
    after = atoms.words[end] == ":" and atoms.glued(end - 1) and atoms.glued(end) and atoms.kinds[end + 1] == NUMBER
    bare = figure.unit is None and figure.begin == figure.first
    hour = bare and atoms.words[at - 1] == "at" and figure.value <= 24 and atoms.token(at).ent_type_ == "TIME"
    return before or after or hour


def month(place: Place) -> bool:
    """ "March 3", "3 March", "Sept. 11"."""
    atoms, figure = place.atoms, place.figure
    if figure.begin != figure.first or figure.style != "digits" or figure.scale != 1:
        return False
    comma = atoms.words[figure.first - 1] == ","  # "In March, 31 were held"; a year may follow a comma
    dated = atoms.words[figure.end] == "," and atoms.kinds[figure.end + 1] == NUMBER
    if comma and not dated and (figure.value < 1000 or counts_several(place)):
        return False
    before = figure.first - 1 - (atoms.words[figure.first - 1] in (".", ","))
    after = figure.end + (atoms.words[figure.end] == "of")
    return any(is_month(place, at) for at in (before, after)) and (figure.value <= 31 or figure.value >= 1000)


def is_month(place: Place, at: int) -> bool:
    return place.atoms.words[at] in place.lists.months and place.atoms.raw(at)[0].isupper()


def year(place: Place) -> bool:
    """ "in 2019", "the 2016 vote", "the class of '92"; not "2000 people" or "1500 each"."""
    atoms, figure = place.atoms, place.figure
    raw = atoms.raw(figure.first)
    if short_year(place):
        return True
    if figure.end != figure.first + 1 or len(raw) != 4 or not raw.isdecimal() or not 1000 <= figure.value <= 2100:
        return False
    measured = figure.unit is not None and figure.counted is None and not atoms.raw(figure.end)[:1].isupper()
    if figure.begin != figure.first or measured:
        return False
    label, before = atoms.token(figure.first).ent_type_, atoms.words[figure.first - 1]
    several = counts_several(place)
    if several and before not in place.lists.words["before_year"] and atoms.token(figure.first - 1).pos_ == "VERB":
        return False
    if label == "DATE":
        return True
    recent = figure.value >= 1900
    if before in place.lists.words["before_year"]:
        return recent or (figure.counted is None and label == "")
    if label in ("CARDINAL", "QUANTITY", "MONEY"):
        return recent and figure.counted is not None and not several
    return recent and (not several or label != "")


def short_year(place: Place) -> bool:
    """ "the class of '92"; not "'12' people"."""
    atoms, figure = place.atoms, place.figure
    mark = figure.first - 1
    cut = atoms.words[mark] in MARKS and atoms.glued(mark) and not atoms.glued(mark - 1)
    quoted = atoms.words[figure.end] in MARKS
    return cut and figure.unit is None and len(atoms.raw(figure.first)) == 2 and not quoted


MARKS = frozenset("'’‘")


def pronoun_one(place: Place) -> bool:
    """ "the one who did it", "one must ask"; not "one man", "one of the suspects", "one dead"."""
    atoms, figure = place.atoms, place.figure
    if figure.end != figure.first + 1 or atoms.words[figure.first] != "one":
        return False
    before, after = atoms.words[figure.first - 1], atoms.words[figure.end]
    if after in ("to", "or", "in", "out", "and", "-", "–") and number_follows(place):
        return False
    if (
        atoms.kinds[figure.end] == NUMBER
        or before in place.lists.words["before_pronoun"]
        or after in ("another", "'", "’")
    ):
        return True
    if atoms.phrase_before(figure.first, ("the", "only")) and figure.counted is None:
        return True
    if after == "of" and atoms.words[figure.end + 2] == "own":  # "one of their own"
        return True
    if idle_one(place):
        return True
    if figure.unit is not None:
        return before in ("the", "by", "on", "other") and figure.counted is None
    if after in place.lists.people or before in ("least", "only", "just", "than", "another"):
        return False
    token = atoms.token(figure.first)
    if token.dep_ in ("nsubj", "nsubjpass") and before not in ("the", "a"):
        verb = token.head
        return not (verb.lemma_ in place.lists.people and verb.tag_ in ("VBD", "VBN"))
    return after != "of" or before in ("the",)


def idle_one(place: Place) -> bool:
    """ "one thing is clear", "one more thing", "one hell of a ride", "in one way"; not "only one way"."""
    atoms, figure = place.atoms, place.figure
    at = figure.end + (atoms.words[figure.end] == "more")
    before = atoms.words[figure.first - 1]
    return atoms.words[at] in place.lists.words["idle_one"] and before not in place.lists.words["only_one"]


def number_follows(place: Place) -> bool:
    """Whether another number comes within the next words: "one to two years", "one in every five"."""
    atoms, end = place.atoms, place.figure.end
    near = range(end + 1, min(end + 4, len(atoms)))
    return any(atoms.kinds[at] == NUMBER or atoms.words[at] in place.lists.numbers for at in near)


def scores_of_a_test(place: Place) -> bool:
    """ "test scores", "the scores rose"; not "scores of people", "killing scores"."""
    atoms, figure = place.atoms, place.figure
    if atoms.words[figure.first] != "scores":
        return False
    if atoms.words[figure.end] in place.lists.people or atoms.words[figure.end] == "more":
        return False
    before = atoms.token(figure.first - 1) if figure.first > 1 else None
    if before is not None and before.pos_ in ("ADJ", "NOUN", "DET", "PRON", "PART"):
        return True
    return atoms.words[figure.end] != "of" or not (figure.unit and figure.counted)


TESTS: dict[str, Callable[[Place], bool]] = {
    "name-head": name_head,
    "house-number": house_number,
    "news-channel": news_channel,
    "block-number": block_number,
    "emergency-number": emergency_number,
    "clock-after": clock_after,
    "clock-colon": clock_colon,
    "month": month,
    "year": year,
    "letters-glued": letters_glued,
    "digit-groups": digit_groups,
    "inside-name": inside_name,
    "model-name": model_name,
    "pronoun-one": pronoun_one,
    "scores-of-a-test": scores_of_a_test,
    "list-number": list_number,
    "web-address": web_address,
    "too-long": too_long,
    "joined-word": joined_word,
}
