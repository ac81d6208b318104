"""Tells numbers that are no quantities: dates, years, clock times, ordinals, names, addresses, "one" as a pronoun.

Each test says whether one figure is what its name says. An exclusion of the rule file with words of its own needs
no test here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from factx.quantities.ages import after_name
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms, words_of
from factx.quantities.figure import Figure
from factx.quantities.numerals import SIGNIFICANT, significant
from factx.quantities.schema import RuleFile

NAMES = frozenset({"ORG", "PRODUCT", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"})
YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "from",
        "before",
        "after",
        "of",
        "through",
        "for",
        "the",
        "early",
        "late",
        "mid",
        "fiscal",
    ]
)
HOUSE_REACH = 5
MEMBERS = frozenset(
    ["member", "person", "man", "woman", "judge", "nation", "country", "party", "seat", "people", "strong", "point"]
)


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The exclusions, compiled: words before, phrases after, and which tests run."""

    heads: frozenset[str]
    streets: frozenset[str]
    clocks: tuple[tuple[str, ...], ...]
    ordinals: frozenset[str]
    blocks: tuple[tuple[str, ...], ...]
    months: frozenset[str]
    emergency: frozenset[str]
    age_nouns: frozenset[str]
    people: frozenset[str]
    numbers: frozenset[str]
    names: tuple[str, ...]


AFTER = ("house-number", "block-number", "clock-after", "ordinal")
CALLS = frozenset({"call", "calls", "caller", "callers", "dispatch", "dispatcher", "dispatchers", "operator"})
NOT_A_NUMBER = frozenset({"no", "any", "every", "each", "some", "another", "same", "this", "that", "which"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: what a test may look at."""

    atoms: Atoms
    figure: Figure
    lists: Exclusions
    headline: bool


def compile_exclusions(rules: RuleFile) -> Exclusions:
    """The exclusions of the rule file."""
    by_name = {e.name: e for e in rules.exclusion}
    after = {name: by_name[name].after if name in by_name else () for name in AFTER}
    heads = by_name["name-head"].before if "name-head" in by_name else ()
    return Exclusions(
        heads=frozenset(heads),
        streets=frozenset(after["house-number"]),
        clocks=tuple(words_of(phrase) for phrase in after["clock-after"]),
        ordinals=frozenset(after["ordinal"]),
        blocks=tuple(tuple(phrase.split()) for phrase in after["block-number"]),
        emergency=frozenset(rules.lists["emergency"]),
        age_nouns=frozenset(rules.lists["age_nouns"]),
        months=frozenset(rules.lists["months"]),
        people=frozenset(rules.lists["people"]),
        numbers=frozenset({*rules.words.ones, *rules.words.teens, *rules.words.tens}),
        names=tuple(by_name),
    )


def excluded(place: Place) -> str | None:
    """The name of the first exclusion that holds for the figure, or None if it is a quantity."""
    return next((name for name in place.lists.names if TESTS[name](place)), None)


def name_head(place: Place) -> bool:
    """ "Flight 370", "Boeing 737", "page 4", "No. 3"."""
    atoms, figure = place.atoms, place.figure
    if figure.begin != figure.first or (figure.unit and not figure.counted):
        return False
    at = figure.first - 1
    if atoms.words[at] == "." and atoms.words[at - 1] in ("no", "nos", "vol", "fig", "prop", "pg", "p", "pp"):
        return True
    if atoms.words[at] not in place.lists.heads:
        return False
    if atoms.words[at] == "no":
        return False
    return (atoms.raw(at)[0].isupper() and not place.headline) or not counts_several(place)


def counts_several(place: Place) -> bool:
    """Whether the counted noun is a plural, as it must be after any number but one."""
    if place.figure.counted is None:
        return False
    head = place.atoms.token(place.figure.after - 1)
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "police", "staff", "crew")


def house_number(place: Place) -> bool:
    """ "12 Elm Street", "9 E 71st St"."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits" or figure.begin != figure.first:
        return False
    for at in range(figure.end, min(figure.end + HOUSE_REACH, len(atoms))):
        if atoms.kinds[at] == WORD and not atoms.raw(at)[0].isupper() and atoms.words[at] not in place.lists.ordinals:
            return False
        if atoms.kinds[at] not in (WORD, NUMBER):
            return False
        if atoms.words[at] in place.lists.streets and at > figure.end - (atoms.words[at] == "ave"):
            return True
    return False


def block_number(place: Place) -> bool:
    """ "the 1100 block of Oak Street"."""
    atoms, figure = place.atoms, place.figure
    round_number = figure.style == "digits" and figure.value >= 100 and figure.begin == figure.first
    return round_number and any(atoms.phrase_at(figure.end, block) for block in place.lists.blocks)


def emergency_number(place: Place) -> bool:
    """ "called 911", "911 calls"."""
    atoms, figure = place.atoms, place.figure
    if figure.end != figure.first + 1 or atoms.words[figure.first] not in place.lists.emergency:
        return False
    return figure.begin == figure.first and (figure.counted is None or atoms.words[figure.end] in CALLS)


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
    before = figure.first - 1 - (atoms.words[figure.first - 1] in (".", ","))
    after = figure.end + (atoms.words[figure.end] in ("of", ","))
    return any(is_month(place, at) for at in (before, after)) and (figure.value <= 31 or figure.value >= 1000)


def is_month(place: Place, at: int) -> bool:
    return place.atoms.words[at] in place.lists.months and place.atoms.raw(at)[0].isupper()


def year(place: Place) -> bool:
    """ "in 2019", "the 2016 vote"; not "2000 people" or "1500 each"."""
    atoms, figure = place.atoms, place.figure
    raw = atoms.raw(figure.first)
    if figure.end != figure.first + 1 or len(raw) != 4 or not raw.isdecimal() or not 1000 <= figure.value <= 2100:
        return False
    measured = figure.unit is not None and figure.counted is None and not atoms.raw(figure.end)[:1].isupper()
    if figure.begin != figure.first or measured:
        return False
    label, before = atoms.token(figure.first).ent_type_, atoms.words[figure.first - 1]
    several = counts_several(place)
    if label == "DATE":
        return True
    recent = figure.value >= 1900
    if before in YEAR_BEFORE:
        return recent or (figure.counted is None and label == "")
    if label in ("CARDINAL", "QUANTITY", "MONEY"):
        return recent and figure.counted is not None and not several
    return recent and (not several or label != "")


def ordinal(place: Place) -> bool:
    """ "3rd", "21st", "96th-minute"."""
    atoms, end = place.atoms, place.figure.end
    return place.figure.style == "digits" and atoms.glued(end - 1) and atoms.words[end] in place.lists.ordinals


def letters_glued(place: Place) -> bool:
    """ "G7", "A380", "Covid-19", "1990s", "3G"; not "RM79" and "5km", whose letters are a unit."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits":
        return False
    at, end = figure.first, figure.end
    if figure.begin == at and atoms.glued(at - 1):
        before = at - 1 if not atoms.dash(at - 1) else at - 2
        if atoms.kinds[before] == WORD and atoms.glued(before) and atoms.words[before] not in TIED_WORDS:
            return True
    if figure.prefixed or not atoms.glued(end - 1):
        return False
    if atoms.words[end] in ("'", "’"):
        return atoms.glued(end) and atoms.words[end + 1] == "s"
    return (atoms.kinds[end] == WORD and figure.after == end) or (
        atoms.kinds[end] == WORD and figure.counted is not None
    )


TIED_WORDS = frozenset(
    ["sub", "minus", "magnitude", "some", "nearly", "about", "almost", "over", "under", "to", "of", "by", "plus"]
)


def digit_groups(place: Place) -> bool:
    """ "555-0123", "1-800-111", "24/7", "3.4.1", "007": digits that are a code."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits" or figure.prefixed:
        return False
    raw = atoms.raw(figure.end - 1) if atoms.kinds[figure.end - 1] == NUMBER else "1"
    if len(raw) > 1 and raw[0] == "0" and raw.isdecimal():
        return True
    left, right = chain(atoms, figure.first, -1), chain(atoms, figure.end - 1, 1)
    if left + right >= 2:
        return True
    return mark_to_digit(atoms, figure, "/.,") or (left + right == 1 and code_beside(atoms, figure))


def code_beside(atoms: Atoms, figure: Figure) -> bool:
    """Whether this and the number tied to it by a dash are a telephone number: "555-0123", "555-1234"."""
    near = [at for at in (figure.first - 2, figure.end + 1) if 0 < at < len(atoms) and atoms.kinds[at] == NUMBER]
    if figure.unit is None and {len(atoms.words[at]) for at in (*near, figure.first)} == {3, 4}:
        return True
    return any(len(atoms.words[at]) > 1 and atoms.words[at][0] == "0" and atoms.words[at].isdecimal() for at in near)


def chain(atoms: Atoms, at: int, step: int) -> int:
    """How many numbers follow that are tied by dashes without a blank, at most two, going left or right."""
    count = 0
    while count < 2 and 2 <= at < len(atoms) - 2:
        mark, number = at + step, at + 2 * step
        tied = atoms.glued(min(at, mark)) and atoms.glued(min(mark, number))
        if not (atoms.dash(mark) and atoms.kinds[number] == NUMBER and tied):
            return count
        count, at = count + 1, number
    return count


def mark_to_digit(atoms: Atoms, figure: Figure, marks: str) -> bool:
    """Whether one of `marks` ties the number to another one."""
    at, end = figure.first, figure.end
    before = (
        atoms.words[at - 1] in marks and atoms.glued(at - 1) and atoms.kinds[at - 2] == NUMBER and atoms.glued(at - 2)
    )
    after = atoms.words[end] in marks and atoms.glued(end - 1) and atoms.kinds[end + 1] == NUMBER and atoms.glued(end)
    return (bool(atoms.words[at - 1]) and before) or (bool(atoms.words[end]) and after)


def inside_name(place: Place) -> bool:
    """ "Stoxx 600", "Galaxy S23", "the Big Three": the number is part of a name."""
    atoms, figure = place.atoms, place.figure
    if figure.begin != figure.first or (figure.unit is not None and figure.counted is None):
        return False
    token = atoms.token(figure.first)
    if token.i == 0 or token.is_sent_start or atoms.kinds[figure.first - 1] == BREAK:
        return False
    before = token.nbor(-1)
    if not before.text[0].isupper() or figure.first - 1 < 1 or atoms.kinds[figure.first - 1] != WORD:
        return False
    named = token.ent_type_ in NAMES and token.ent_iob_ == "I"
    if figure.style != "digits":
        return named and token.text[0].isupper() and figure.counted is None and not place.headline
    if figure.counted is not None and token.head.i > token.i:
        return before.pos_ == "PROPN" and atoms.token(figure.after - 1).tag_ == "NNP" and not place.headline
    return named or (before.pos_ == "PROPN" and not place.headline and not before.is_sent_start)


def pronoun_one(place: Place) -> bool:
    """ "the one who did it", "one must ask"; not "one man", "one of the suspects", "one dead"."""
    atoms, figure = place.atoms, place.figure
    if figure.end != figure.first + 1 or atoms.words[figure.first] != "one":
        return False
    before, after = atoms.words[figure.first - 1], atoms.words[figure.end]
    if after in ("to", "or", "in", "out", "and", "-", "–") and number_follows(place):
        return False
    if atoms.kinds[figure.end] == NUMBER or before in NOT_A_NUMBER or after in ("another", "'", "’"):
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


def list_number(place: Place) -> bool:
    """ "1. Firstly", "2) Then", "(4)"."""
    atoms, figure = place.atoms, place.figure
    if figure.unit is not None and figure.counted is None:
        return False
    mark, at = atoms.words[figure.end], figure.first
    if after_name(atoms, figure, place.lists.age_nouns):
        return False
    if atoms.words[at - 1] in ("(", "[") and mark in (")", "]"):
        return True
    start = atoms.starts[at]
    line = start == 0 or atoms.text[start - 1] == "\n"
    return line and mark in (".", ")", ":") and figure.style == "digits"


def web_address(place: Place) -> bool:
    """Numbers in addresses, mail, hashtags and handles."""
    token = place.atoms.token(place.figure.first)
    mark = place.atoms.words[place.figure.first - 1]
    attribute = mark in ('"', "'") and place.atoms.words[place.figure.first - 2] == "="
    return bool(attribute or token.like_url or token.like_email or mark in ("@", "#", "&") or "://" in token.text)


def too_long(place: Place) -> bool:
    """More significant digits than any figure in the news has."""
    values = (place.figure.low, place.figure.high)
    return any(v is not None and (significant(v) > SIGNIFICANT or abs(v) >= Decimal(10) ** 18) for v in values)


def joined_word(place: Place) -> bool:
    """ "two-way", "one-on-one", "five-storey", "7-Eleven"; not "two-day", "12-member"."""
    atoms, figure = place.atoms, place.figure
    end = figure.end
    if not (atoms.dash(end) and atoms.glued(end - 1) and atoms.glued(end) and atoms.kinds[end + 1] == WORD):
        return False
    if figure.unit is not None and figure.counted is None:
        return False
    if atoms.words[end + 1] in ("odd", "plus", "ish", "year", "old"):
        return False
    if atoms.raw(end + 1)[0].isupper() and not place.headline:
        return True
    return (figure.style != "digits" and atoms.words[end + 1] not in MEMBERS) or figure.counted is None


def never(place: Place) -> bool:
    """For exclusions that are decided between two figures."""
    return False


TESTS: dict[str, Callable[[Place], bool]] = {
    "name-head": name_head,
    "house-number": house_number,
    "block-number": block_number,
    "emergency-number": emergency_number,
    "clock-after": clock_after,
    "clock-colon": clock_colon,
    "month": month,
    "year": year,
    "ordinal": ordinal,
    "letters-glued": letters_glued,
    "digit-groups": digit_groups,
    "inside-name": inside_name,
    "pronoun-one": pronoun_one,
    "scores-of-a-test": scores_of_a_test,
    "list-number": list_number,
    "adjacent-numbers": never,
    "web-address": web_address,
    "too-long": too_long,
    "joined-word": joined_word,
}
