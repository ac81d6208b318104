"""Whether words that look like a time expression are one: not part of a name, not a number of things."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from factx.dates.clause import AHEAD, direction_of
from factx.dates.match import Match
from factx.language.grammar import PROPER_NOUNS, TIME_LABELS
from factx.words import verb_class

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factx.dates.lexicon import Rules

# Nouns that a bare year stands before as their date: "the 1992 elections".
NAMED_BY_MONTH = frozenset(("month", "dated-month", "month-after-a-word", "season-alone"))
# Words within which a name is told whole before it is told by its last part.
NAME_REACH = 300

ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
# Classes of words that have a capital anyhow, or often.
CAPITALISED = frozenset(("weekday", "month", "season"))
# Words before and behind an expression that tell how its sentence is written.
CASE_REACH = 8
# Letters of words that headlines write small too.
SMALL_WORD = 3
# Words around an expression in which those of a report on results tell what it counts from.
RESULTS_REACH = 50

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
    begins_before = words[0].ent_iob_ == "I" and words[0].ent_type_ in rules.lists.names
    return begins_before or (after is not None and after.ent_iob_ == "I" and after.ent_type_ in rules.lists.names)


def is_a_person(match: Match, rules: Rules) -> bool:
    """Whether the words are a person's: "April said", "June Carter"."""
    last = match.words[-1]
    if match.rule.id in NAMED_BY_MONTH and last.text.istitle() and is_called(match):
        return True
    if match.rule.id in NAMED_BY_MONTH and last.dep_ == "compound" and last.head.tag_ == "NNP":
        return last.head.ent_type_ in rules.lists.names
    return last.ent_type_ == "PERSON" and last.text.istitle() and len(match.words) <= 2


def is_called(match: Match) -> bool:
    """Whether a name or title stands before the words, here or shortly before, or they speak: "May said"."""
    word, doc = match.words[-1], match.words.doc
    if word.dep_ in ("nsubj", "nsubjpass") and verb_class(word.head.lemma_.lower()) == "communication":
        return True
    reach = 0 if stands_behind_time(match) else NAME_REACH
    before = range(max(1, word.i - reach), word.i + 1)
    return any(doc[i].orth == word.orth and has_first_name(doc[i]) for i in before)


def has_first_name(word: Token) -> bool:
    before = word.nbor(-1)
    return before.tag_ == "NNP" and before.text[0].isupper() and before.dep_ == "compound" and before.head == word


def counts_things(match: Match, rules: Rules) -> bool:
    """Whether a bare year, or what looks like a day, is a number of things: "1500 soldiers", "in April 30 people"."""
    token = match.words[-1]
    if match.rule.id == "month-and-day" and token.i + 1 < len(token.doc):
        whole = match.words.start > 0 and match.words.doc[match.words.start - 1].lower_ == "in"
        return whole and token.nbor(1).tag_ == "NNS" and token.is_digit
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
    return match.rule.dated and match.words[-1].ent_type_ not in TIME_LABELS


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
    return (
        last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "of" and doc[last.i + 2].lower_ not in rules.lists.quarterly
    )


def is_a_title(match: Match, rules: Rules) -> bool:
    """Whether capitals make a name of words that have none: "on 'This Week'", "USA Today"."""
    words = match.words
    letters = [t.text for t in words if not ORDINAL.fullmatch(t.text)]  # "21st Century Fox"
    if match.rule.id == "holiday" or not letters or any(not word.istitle() or has_figure(word) for word in letters):
        return False
    if any(rules.classes.get(t.lower_, frozenset()) & CAPITALISED for t in words):
        return False
    before, after = words.doc[words.start - 1], words.doc[min(words.end, len(words.doc) - 1)]
    if before.is_quote and after.is_quote:
        return True
    opens = words.start == words.sent.start or before.is_punct or before.is_quote or before.is_space
    return not (opens and len(words) == 1) and not is_in_capitals(match)


def has_figure(word: str) -> bool:
    return any(c.isdigit() for c in word)


def is_in_capitals(match: Match) -> bool:
    """Whether the words around an expression have capitals, as in headlines."""
    words, sent = match.words, match.words.sent
    beside = (
        *words.doc[max(sent.start + 1, words.start - CASE_REACH) : words.start],
        *words.doc[words.end : min(sent.end, words.end + CASE_REACH)],
    )
    long = [t for t in beside if t.is_alpha and len(t) > SMALL_WORD]
    return bool(long) and not any(t.is_lower for t in long)


def is_a_paper(match: Match, rules: Rules) -> bool:
    """Whether "daily" or "weekly" is a newspaper that is named behind it."""
    words = match.words
    after = words.doc[words.end] if words.end < len(words.doc) else None
    return match.rule.id == "daily" and after is not None and after.tag_ in PROPER_NOUNS


def is_a_show(match: Match, rules: Rules) -> bool:
    """Whether "the morning" says what kind of thing is meant: "the morning show"."""
    last = match.words[-1]
    return match.rule.id == "the-morning" and last.head.i > last.i and last.head.lemma_.lower() in rules.lists.recurring


def opens_with_conjunction(match: Match, rules: Rules) -> bool:
    """Whether "that" is no part of it: "said that Thursday's talks went well"."""
    return match.words[0].lower_ == "that" and match.words[0].tag_ == "IN"


def is_not_of_results(match: Match, rules: Rules) -> bool:
    """Whether the rule asks for a report on a quarter, and this is none, or tells of more than one."""
    return match.rule.results and (not tells_results(match, rules) or tells_longer(match, rules))


def tells_results(match: Match, rules: Rules) -> bool:
    """Whether words of a report on results stand around an expression."""
    words = match.words
    around = words.doc[max(0, words.start - RESULTS_REACH) : words.end + RESULTS_REACH].text.lower()
    return any(word in around for word in rules.lists.earnings)


def tells_longer(match: Match, rules: Rules) -> bool:
    """Whether the sentence tells of more than a quarter: "for the nine months"."""
    words = match.words
    first = max(words.sent.start, words.start - RESULTS_REACH)
    said = words.doc[first : min(words.sent.end, words.end + RESULTS_REACH)].text.lower()
    return any(word in said for word in rules.lists.longer)


def is_in_degrees(match: Match, rules: Rules) -> bool:
    """Whether a decade is a temperature: "rise well into the 90s"."""
    is_short = match.rule.id == "decade" and "short" in match.forms
    return is_short and any(word.lower_ in rules.lists.degrees for word in match.words.sent)


def lies_not_ahead(match: Match, rules: Rules) -> bool:
    """Whether the rule asks for a clause that lies ahead, and this one does not."""
    return match.rule.ahead and direction_of(match.words.root, rules.lists.direction) != AHEAD


TESTS: tuple[Callable[[Match, Rules], bool], ...] = (
    is_part_of_a_name,
    is_a_person,
    counts_things,
    is_no_date,
    modifies_nothing,
    is_a_season_spoken_of,
    lies_not_ahead,
    is_a_title,
    is_a_paper,
    is_a_show,
    opens_with_conjunction,
    is_not_of_results,
    is_a_share,
    is_in_degrees,
)
