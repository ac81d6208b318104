"""What speaks against a date of a claim's own sentence: it is one of several, of a compared number, of a deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factx.claims.lines import is_happening, is_opening, line_of, upward
from factx.language import Piece, Text
from factx.language.grammar import ATTRIBUTIVE
from factx.model import Span, Timex

# Prepositions before the noun of an event that is the same: "killed in Monday's attack".
BEFORE_THIS = frozenset(("last", "previous"))
COMPARISON = re.compile(
    r"\b(?:from|off(?= an? )|(?<!more )(?<!less )(?<!fewer )than|against|versus|vs\.?"
    r"|(?:compared|comparison)(?: with| to)?|after an?)(?: an? [\w-]+(?: \w+)? of|(?: \w+){0,2}) ?[$£€¥]?\s?$",
    re.I,
)
STRETCH_BETWEEN = re.compile(
    r"\s?(?:[-–—]|\b(?:and|to|until|till|through)\b)\s?(?:(?:early|late|mid|the)[\s-])*$", re.I
)
OPENS_STRETCH = re.compile(r"\b(?:between|from)\s+(?:(?:early|late|mid|the|end|of)[\s-]+)*$", re.I)
HYPHENS = ("-", "‐", "‑")
BETWEEN_DATES = 24
RECORD_REACH = 8
# What such a record is beside a superlative: "for the first time since February".
SO_MANIETH = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "only"))
# Prepositions before the period that a change is measured against, and what is one.
BASE = frozenset(("on", "over"))
PERIOD = re.compile(r"\d{4}(?:-\d\d|-[QH]\d)?")
AMOUNTS, PERIODS = frozenset(("CD", "NN", "NNS")), re.compile(r"\b(?:month|period|quarter|year)\b")
# What is to come is none: "to raise output by 50% over the next year".
NO_BASE = re.compile(r"\b(?:next|coming|following)\b")
# Who is charged with a deed is not charged on its day.
CHARGING = frozenset(("accuse", "acquit", "charge", "convict", "indict", "sentence", "suspect"))
# What joins dates that are listed: "in 2001, 2002 and 2003".
IN_LIST, LAST_OF_LIST = re.compile(r", "), re.compile(r",? (?:and|or) ")
IN_OFFICE = frozenset(("in", "since"))
SEASON = re.compile(r".*-(?:WI|SP|SU|FA)")
LINE_OF_EVENT = 3  # a date, the event behind it, what that hangs on
STOP = re.compile(r"[,.;:]")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim to be dated: its trigger and number as tokens, the dates, all times and the numbers of its sentence.

    is_harm    whether it tells of dead, hurt, missing …: what comes "after" an accident is of its day
    """

    text: Text
    trigger: int
    number: Piece
    dates: tuple[Timex, ...]
    times: Sequence[Timex]
    numbers: Sequence[Span]
    is_harm: bool = False


def is_end_of_stretch(claim: Told, date: Timex) -> bool:
    """Whether a date is one end of a stretch: "between 2011 and 2014", "from May to July"."""
    text = claim.text.text
    for other in claim.dates:
        first, last = sorted((date, other), key=lambda d: d.span.start)
        if first is last or last.span.start - first.span.end > BETWEEN_DATES:
            continue
        between = text[first.span.end : last.span.start]
        opened = OPENS_STRETCH.search(text[max(0, first.span.start - BETWEEN_DATES) : first.span.start])
        if STRETCH_BETWEEN.fullmatch(between) and (opened or not between.strip().isalpha()):
            return True
    return False


def is_measure(claim: Told, date: Timex) -> bool:
    """Whether a date only says how far back is counted: "the deadliest since 1991", "the second since May"."""
    text = claim.text
    start, end = text.pieces(date.span.span)
    if "since" not in text.lower[max(0, start - 1) : end]:
        return False
    first = max(text.sentence_of(start)[0], start - RECORD_REACH)
    told_there = any(start <= i < end for i in upward(text, claim.trigger))
    return not told_there and any(
        text.tag[i] in ("JJS", "RBS") or text.lower[i] in SO_MANIETH for i in range(first, start)
    )


def is_of_another_number(claim: Told, date: Timex) -> bool:
    """Whether a date stands with a number that this one is compared with, or this one is the one compared."""
    text, (start, end) = claim.text, claim.number
    own = text.starts[start], text.ends[end - 1]
    if date.span.start >= own[1]:
        behind = [s for s, e in claim.numbers if s > own[0] and e <= date.span.start]
        told = any(COMPARISON.search(text.text[own[1] : start]) for start in behind)
        return told or (not behind and is_compared(claim, date))
    before = text.text[max(0, own[0] - BETWEEN_DATES) : own[0]]
    return (
        date.span.end <= own[0] and bool(COMPARISON.search(before)) and not is_opening(text, text.at(date.span.start))
    )


def is_of_the_compared(claim: Told, date: Timex) -> bool:
    """Whether a date stands behind a number that another is compared with: "from 12 a year earlier, while 9 died"."""
    text, own = claim.text.text, claim.text.starts[claim.number[0]]
    last = next((n for n in reversed(claim.numbers) if n[1] <= date.span.start), None)
    if last is None or last[0] >= own or date.span.start - last[1] > BETWEEN_DATES or date.span.end > own:
        return False
    is_beside = STOP.search(text, last[1], date.span.start) is None
    return is_beside and bool(COMPARISON.search(text[max(0, last[0] - BETWEEN_DATES) : last[0]]))


def is_base(claim: Told, date: Timex) -> bool:
    """Whether a period is what a change is measured against: "a jump of 60% over last year", "up 5% on 2015"."""
    text, line = claim.text, line_of(claim.text, date)
    is_behind = date.span.start >= text.ends[claim.number[1] - 1]
    is_period = PERIOD.fullmatch(date.value or "") is not None and not NO_BASE.search(date.span.text.lower())
    is_on = is_behind and text.lower[line[min(1, len(line) - 1)]] in BASE
    return is_period and (is_on or is_year_before(text, date))


def is_year_before(text: Text, date: Timex) -> bool:
    """Whether a change is measured from a period that is counted from now: "rose 13 percent from the previous year"."""
    first = text.at(date.span.start)
    is_from = first > 1 and text.lower[first - 1] == "from" and text.tag[first - 2] in AMOUNTS
    return is_from and PERIODS.search(date.span.text.lower()) is not None


def is_listed(claim: Told, date: Timex) -> bool:
    """Whether it is one of several years, months or days of which the claim tells: "in 2001, 2002 and 2003"."""
    text, at = claim.text.text, claim.times.index(date)
    before = claim.times[max(0, at - 1) : at]
    if before and is_joined(text, before[0], date, LAST_OF_LIST):
        return True
    for one, other in pairwise(claim.times[at:]):
        if is_joined(text, one, other, LAST_OF_LIST):
            return True
        if not is_joined(text, one, other, IN_LIST):
            return False
    return False


def is_joined(text: str, one: Timex, other: Timex, by: re.Pattern[str]) -> bool:
    """Whether two dates as exact as each other stand in one list."""
    is_alike = len(one.value or "") == len(other.value or "")
    return is_alike and by.fullmatch(text[one.span.end : other.span.start]) is not None


def is_of_the_deed(claim: Told, date: Timex) -> bool:
    """Whether it is the day of what somebody is charged with: "charged with murder in the shooting in January"."""
    text = claim.text
    if text.lemma[claim.trigger].lower() not in CHARGING:
        return False
    first, last = text.pieces(date.span.span)
    if text.dep[last - 1] in ATTRIBUTIVE or text.dep[first] in ATTRIBUTIVE:  # "in the 2005 killing"
        noun = text.head[last - 1] if text.dep[last - 1] in ATTRIBUTIVE else text.head[first]
        return noun >= last and is_happening(text, noun)
    noun = first - 2
    return (
        noun > claim.trigger
        and text.lower[first - 1] in ("in", "on")
        and is_happening(text, noun)
        and any(text.below(noun, "det"))
    )


def is_of_a_title(claim: Told, date: Timex) -> bool:
    """Whether it tells when somebody was what is added to the name: "Venn, a finalist in 2011, owned a school"."""
    text, line = claim.text, line_of(claim.text, date)
    if len(line) <= LINE_OF_EVENT or text.dep[line[2]] != "appos" or is_happening(text, line[2]):
        return False
    inside = range(text.left[line[2]], text.right[line[2]] + 1)
    return text.lower[line[1]] in IN_OFFICE and claim.trigger not in inside and claim.number[0] not in inside


def is_kind_of_thing(claim: Told, date: Timex) -> bool:
    """Whether a season only says what kind of thing is told of: "a winter storm"."""
    text = claim.text
    start, end = text.pieces(date.span.span)
    is_bare = end - start == 1 and SEASON.fullmatch(date.value or "") is not None
    return is_bare and text.dep[start] in ATTRIBUTIVE


def is_in_a_name(claim: Told, date: Timex) -> bool:
    """Whether a bare year ends a name: "the Games 2012"."""
    text = claim.text
    start, end = text.pieces(date.span.span)
    return end - start == 1 and start > 0 and text.tag[start] == "CD" and text.tag[start - 1].startswith("NNP")


def describes(claim: Told, date: Timex) -> bool:
    """Whether the number only says of what kind a thing is: "a 2,700-acre park"."""
    text, (_, end) = claim.text, claim.number
    if text.text[text.ends[end - 1] : text.ends[end - 1] + 1] not in HYPHENS or end >= len(text):
        return False
    noun = upward(text, end - 1)[-1] if text.is_verb(text.head[end - 1]) else text.head[end - 1]
    while text.dep[noun] in ATTRIBUTIVE:
        noun = text.head[noun]
    return not is_happening(text, noun)


def is_compared(claim: Told, date: Timex) -> bool:
    """Whether a date hangs on what the number is compared with: "up 27% from its 2003 results"."""
    text = claim.text
    line = line_of(text, date)
    if any(text.lower[i] in ("from", "than", "against", "versus") and i > claim.number[0] for i in line[1:-1]):
        return True
    first = text.at(date.span.start)  # "up 60% over last year"
    return claim.number[0] < first and text.lower[first - 1] in BASE and text.lower[first] in BEFORE_THIS


# What each says of a date that it is not the claim's.
AGAINST = (
    is_end_of_stretch,
    is_measure,
    is_of_another_number,
    is_of_the_compared,
    is_base,
    is_listed,
    is_of_the_deed,
    is_of_a_title,
    is_kind_of_thing,
    is_in_a_name,
    describes,
)
