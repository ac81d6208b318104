"""What an article has told of time so far, and whether it is a history: what an expression without a year leans on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from factx.dates.grain import QUARTER, cut, first_day, shifted
from factx.model import Timex

# A text is a history if it tells so many dates with years long past …
YEARS = 6
# … and so many times more of them than days that count from its own ("yesterday", "Friday", "last week").
YEARS_PER_DAY = 9
PAST_YEARS = 2
COUNTED_FROM_TODAY = frozenset(
    (
        "ago",
        "last-march",
        "last-night",
        "last-year",
        "part-of-a-weekday",
        "part-of-today",
        "season",
        "this-morning",
        "today",
        "weekday",
    )
)
# Rules of dates that look back or ahead, and leave the main line of a history where it is.
ASIDE_RULES = frozenset(("ago", "year-earlier", "second-year", "from-now", "decade", "century", "last-year"))
# Years by which a date may differ from the main line at least and go on with it, wherever it stands.
STRIDE = 2
# Days into a quarter on which books of the one before are still closed: "the quarter ended Oct. 1".
ENDS_LATE = 10
YEAR_VALUE = re.compile(r"(?:BC)?\d{4}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What there is to read an expression from.

    anchor      the day of publication, None if unknown
    near        that day is inferred from a date told in the article: publication lies near it, mostly a little later
    told        values of the dates before it, the latest last
    main        in a history, the last date of its main line: not of what it looks back or ahead to
    period      the quarter that an article on results reports on
    stride      in a history, how many years its main line goes on by
    narrative   whether the article is a history: then a date without a year follows on the one told before
    bounds      prepositions before it that bound a time: "since", "until"
    is_set      whether it is the date of something that is set beforehand, or promised
    is_sure     whether the verb leaves no doubt that it is to come
    is_lasting  whether what is told may go on after the day of publication: "was shut until Friday"
    is_said     whether it is the day of a past verb of speech
    slipped     whether the article is of the day after the one it is dated with, as such a day shows
    said        the day on which it was said what would be: "said on Monday that it would close on Tuesday"
    first       the day of a weekday that it follows in a stretch or pair: "Monday to Wednesday"
    direction   on which side of the day of publication its clause lies (clause.py)
    order       DMY or MDY: whether 3/4/2024 is the third of April or the fourth of March; None if nothing tells
    """

    anchor: date | None = None
    near: bool = False
    told: Sequence[str] = ()
    main: str | None = None
    stride: int = 2
    period: str | None = None
    narrative: bool = False
    is_set: bool = False
    is_sure: bool = False
    is_lasting: bool = False
    is_said: bool = False
    slipped: bool = False
    said: date | None = None
    first: date | None = None
    direction: int = 0
    bounds: frozenset[str] = frozenset()
    order: str | None = None


def latest(told: Sequence[str], grain: str) -> str | None:
    """The last date told that is at least so exact (D M Y), cut to it."""
    return next((value for v in reversed(told) if (value := cut(v, grain))), None)


def latest_day(told: Sequence[str]) -> date | None:
    """The last day told."""
    value = latest(told, "D")
    return first_day(value) if value else None


def stride_of(found: Iterable[Timex]) -> int:
    """How many years a history goes on by at a time: twice its usual step from one year told to the next."""
    years = [int(value[:4]) for t in found if years_of(t) and (value := t.value or "")[:4].isdigit()]
    steps = sorted(abs(b - a) for a, b in pairwise(years))
    return max(STRIDE, 2 * steps[len(steps) // 2]) if steps else STRIDE


def moves_on(main: str | None, timex: Timex, stride: int, *, opens: bool) -> bool:
    """Whether a date moves the main line of a history: one that opens a sentence, or lies within its stride."""
    year = cut(timex.value or "", "Y")
    if year is None or timex.rule in ASIDE_RULES:
        return False
    before = cut(main, "Y") if main else None
    if before is None or opens or year.startswith("BC") or before.startswith("BC"):
        return True
    return abs(int(year) - int(before)) <= stride


def is_told(timex: Timex) -> bool:
    """Whether later expressions may lean on this one: it is a date, and not "now"."""
    return timex.type in ("DATE", "TIME") and YEAR_VALUE.match(timex.value or "") is not None


def is_narrative(found: Iterable[Timex], anchor: date | None) -> bool:
    """Whether a text dates itself with full years of the past, and hardly counts from its own day."""
    years = today = 0
    for timex in found:
        if timex.rule in COUNTED_FROM_TODAY:
            today += 1
        elif years_of(timex) and (anchor is None or is_past(timex, anchor)):
            years += 1
    if anchor is None and today:
        return False
    return years >= YEARS and years >= YEARS_PER_DAY * today


def years_of(timex: Timex) -> bool:
    """Whether the expression itself says a year."""
    value = timex.value or ""
    return value.startswith("BC") or (value[:4].isdigit() and value[:4] in timex.span.text)


def is_past(timex: Timex, anchor: date) -> bool:
    value = timex.value or ""
    return value.startswith("BC") or int(value[:4]) <= anchor.year - PAST_YEARS


def quarter_of(value: str) -> str | None:
    """The quarter that a day, month or quarter ends; the first days of one still end the quarter before it."""
    if QUARTER.match(value):
        return value
    day = first_day(value) if cut(value, "M") else None
    if day and cut(value, "D"):
        day -= timedelta(ENDS_LATE)
    return shifted(day, 0, "Q") if day else None


def is_over(quarter: str, anchor: date | None) -> bool:
    """Whether a quarter had ended on the day of publication."""
    return anchor is not None and (quarter_of(anchor.isoformat()) or "") > quarter
