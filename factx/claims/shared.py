"""The day that figures of harm share which one breath tells: "14 were killed and 22 wounded last Friday".

The parser hangs the day on one of the verbs, and often the second clause nowhere near the first, so by the tree alone
(dating.py) half of such pairs would be without a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factx.claims.dating import clause_verb
from factx.claims.moments import is_other_time
from factx.claims.times import Dates, is_point
from factx.events import Worded
from factx.language import Text
from factx.model import HARM, Claim, Timex

Figure = tuple[Worded, Claim]

ONE_BREATH = 12  # tokens between two figures: "14 people and, by its own account, wounded 22 others"
JOINED_BY = frozenset(("and", ",", "&", "plus"))
NEW_CLAUSE = frozenset((
    "who", "which", "that", "whose", "whom", "where", "when", "while", "after", "before", "as", "but", "since",
    "including", "because", "if", ";", ":", ".", "(", ")",
))  # fmt: skip


def with_shared_days(dates: Dates, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures, in order, each with its day: those of a breath that names one day all have that one.

    Or none has it, where it stands before them all and is not that of the first: "charged on Monday over a crash that
    left five dead and four hurt".
    """
    for breath in breaths(dates.text, figures):
        day = next((claim.when for _, claim in breath if claim.when is not None), None)
        if len(breath) == 1 or day is None or not is_only_day(dates, day):
            yield from breath
            continue
        found, first = breath[0]
        is_told = first.when is not None or day.span.start > found.figure.start_char
        yield from ((found, replace(claim, when=day if is_told else None)) for found, claim in breath)


def is_only_day(dates: Dates, day: Timex) -> bool:
    """Whether a sentence names no other: "92 were killed on Thursday, with 500 dead since raids began on Monday"."""
    sentence = dates.text.sentence_of(dates.text.at(day.span.start))
    return {d.value for d in dates.within(*dates.text.span(sentence)) if is_point(d)} == {day.value}


def breaths(text: Text, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures, those that are told in one breath together."""
    breath: list[Figure] = []
    for figure in figures:
        if breath and not is_same_breath(text, breath[-1], figure):
            yield breath
            breath = []
        breath.append(figure)
    if breath:
        yield breath


def is_same_breath(text: Text, one: Figure, other: Figure) -> bool:
    """Whether nothing but "and" or a comma parts two figures of harm that one voice tells, in one tense."""
    (before, earlier), (after, later) = one, other
    start, end = before.figure.end, after.figure.start
    if not {before.event.type, after.event.type} <= HARM or end - start > ONE_BREATH:
        return False
    if before.event.voice != after.event.voice or earlier.superseded != later.superseded:
        return False
    if start >= end:  # a sum and its parts: "a guard and two boys"
        return True
    between = text.words((start, end))
    if not JOINED_BY & set(between) or NEW_CLAUSE & set(between) or text.sentence[start] != text.sentence[end]:
        return False
    verbs = (clause_verb(text, found.trigger.root.i) for found in (before, after))
    return not is_other_time(text, *verbs)
