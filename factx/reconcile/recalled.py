"""Harm of long ago that an article recalls: dated by the words before it, where its own clause tells no day.

"In November, gunmen stormed a concert hall. At least 89 were killed there": no claim says that the 89 died in November,
and the article is about the attack of yesterday. So a figure of harm below the first paragraphs is of the day that was
told last before it, in its sentence or the one before, where that is long ago and the article does not open with the
same figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from factx.model import HARM
from factx.plain import Plain
from factx.reconcile.days import days_of
from factx.reconcile.model import Days, Said
from factx.reconcile.running import END, SENTENCE_WITHIN

LONG_AGO = 60  # days
DATED_BY = re.compile(r"(?:\b(?:in|on|last|of)|^|[.!?”\"]) (?:the )?$", re.IGNORECASE)  # before a date
SEVERAL_PARAGRAPHS = 700  # characters before a figure of the article's own that is more than what it opens with
WORDS_BEFORE = 12  # characters that are looked at before it


def date_recalled(said: Sequence[Said], spans: Iterable[int], record: Plain) -> list[Said]:
    """The figures, those of harm of long ago with the days that the words before them tell.

    Args:
        spans: where in the text each begins.
    """
    opened: dict[str, set[float]] = defaultdict(set)
    for one in said:
        if one.lead and one.low is not None:
            opened[one.type].add(one.low)
    text, dates = record["document"].get("text"), record.get("dates", ())
    found = []
    for one, start in zip(said, spans, strict=True):
        days = None
        if text is not None and one.day is not None and _may_be_old(one, opened):
            more = one.voice is None and (one.low or 0) > max(opened[one.type], default=inf)
            days = _last_told(text, start, SEVERAL_PARAGRAPHS if more else None, dates, one.day)
        found.append(one._replace(days=days) if days else one)
    return found


def _may_be_old(one: Said, opened: Mapping[str, set[float]]) -> bool:
    below = not (one.lead or one.running) and one.since is None and one.days is None
    return below and one.type in HARM and one.unit == "people" and one.low not in opened[one.type]


def _last_told(text: str, start: int, reach: int | None, dates: Iterable[Plain], day: int) -> Days | None:
    """The days told last before a figure, in its sentence or the one before or within `reach`, if they are long ago."""
    begins = start - reach if reach else _two_sentences(text, start)
    before = [told for told in dates if begins <= told["span"][0] < start]
    last = max(before, key=lambda told: told["span"][0], default=None)
    days = days_of(last["value"]) if last else None
    if last is None or days is None or days[1] >= day - LONG_AGO:
        return None
    at = last["span"][0]
    return days if DATED_BY.search(text[max(begins, at - WORDS_BEFORE) : at]) or at == begins else None


def _two_sentences(text: str, start: int) -> int:
    """Where the sentence before that of a figure begins, in its paragraph."""
    begins = max(text.rfind("\n", 0, start) + 1, start - SENTENCE_WITHIN)
    ends = [match.end() for match in END.finditer(text, begins, start)]
    return ends[-2] if len(ends) > 1 else begins
