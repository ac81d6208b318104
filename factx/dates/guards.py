"""Whether words that look like a time expression are one: not part of a name, not a number of things."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from factx.dates.clause import AHEAD, direction_of

if TYPE_CHECKING:
    from factx.dates.matching import Match, Rules

# Nouns that a bare year stands before as their date: "the 1992 elections".
NAMED_BY_MONTH = frozenset(("month", "month-after-a-word", "season-alone"))

# What no entity recogniser knows better.
CERTAIN = frozenset(("before-christ", "full-date", "day-first-date"))


def is_allowed(match: Match, rules: Rules) -> bool:
    """Whether nothing speaks against a match."""
    return not any(test(match, rules) for test in TESTS)


def is_part_of_a_name(match: Match, rules: Rules) -> bool:
    """Whether the words belong to a longer name: "the Sunday Times"."""
    words = match.words
    if match.rule.id in CERTAIN:
        return False
    after = words.doc[words.end] if words.end < len(words.doc) else None
    begins_before = words[0].ent_iob_ == "I" and words[0].ent_type_ in rules.names
    return begins_before or (after is not None and after.ent_iob_ == "I" and after.ent_type_ in rules.names)


def is_a_person(match: Match, rules: Rules) -> bool:
    """Whether the words are a person's: "April said", "June Carter"."""
    words = match.words
    if match.rule.id in NAMED_BY_MONTH and words[-1].dep_ == "compound" and words[-1].head.tag_ == "NNP":
        return words[-1].head.ent_type_ in rules.names
    return words[-1].ent_type_ == "PERSON" and words[-1].text.istitle() and len(words) <= 2


def counts_things(match: Match, rules: Rules) -> bool:
    """Whether a bare year is a number of things: "1500 soldiers"."""
    token = match.words[-1]
    if match.rule.id != "year" or token.dep_ != "nummod" or token.head.tag_ != "NNS" or token.head.i < token.i:
        return False
    return not any(child.dep_ in ("det", "poss") for child in token.head.children) and not stands_behind_time(match)


def stands_behind_time(match: Match) -> bool:
    """Whether "in", "since", "late" … stands before the words."""
    first = match.words[0]
    return first.i > 0 and match.words.doc[first.i - 1].lower_ in (
        "in",
        "since",
        "by",
        "early",
        "late",
        "during",
        "until",
    )


def is_no_date(match: Match, rules: Rules) -> bool:
    """Whether the rule asks for a date and the entity recogniser sees none."""
    return match.rule.dated and match.words[-1].ent_type_ not in ("DATE", "TIME")


def modifies_nothing(match: Match, rules: Rules) -> bool:
    """Whether the rule asks for a word that modifies a noun, and this one does not."""
    token = match.words[-1]
    return match.rule.modifies and not (token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i)


def is_a_season_spoken_of(match: Match, rules: Rules) -> bool:
    """Whether a season is what the sentence is about, not when: "the coldest winter"."""
    return match.rule.id == "season-alone" and match.words[-1].dep_ in ("attr", "nsubj", "nsubjpass", "dobj")


def is_a_share(match: Match, rules: Rules) -> bool:
    """Whether a quarter is a fourth of something: "three quarters of voters", "more than a quarter of the town"."""
    last, doc = match.words[-1], match.words.doc
    if match.rule.id not in ("duration", "a-year") or not last.lower_.startswith("quarter"):
        return False
    return last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "of" and doc[last.i + 2].lower_ not in rules.quarterly


def lies_not_ahead(match: Match, rules: Rules) -> bool:
    """Whether the rule asks for a clause that lies ahead, and this one does not."""
    return match.rule.ahead and direction_of(match.words.root, rules.direction) != AHEAD


TESTS: tuple[Callable[[Match, Rules], bool], ...] = (
    is_part_of_a_name,
    is_a_person,
    counts_things,
    is_no_date,
    modifies_nothing,
    is_a_season_spoken_of,
    lies_not_ahead,
    is_a_share,
)
