"""Expressions that stand side by side and are one: "9 a.m. Tuesday", "Monday last week", "two days after Friday".

rules.toml says which, here is what the value of both is. A time of day that stands alone is put on the day of its
sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from factx.dates import grain
from factx.dates.lexicon import WORD_GAP, Rules, compiled
from factx.dates.schema import JoinRule
from factx.language import Text
from factx.model import TextSpan, Timex

DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d$")
TOLD_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")
DAY_LONG = len("2016-06-03")
# Days around that of publication in which lies the day of a time that is told without one.
OF_NOW = 31
LENGTH_OF = re.compile(r"P(\d+)([YMWD]|DE|CE)$")
STRETCH = re.compile(r"\s?(?:[-–—]|\b(?:to|until|till|through|and|or)\b)\s?")
PAIR = 2
# The rule of times that are told with their zone, as news of the day tells them.
ZONED = "four-figure-clock"
# Signs and small words that stand between two expressions to be joined.
WIDEST = 24


def join_neighbours(text: str, found: Sequence[Timex], rules: Rules) -> list[Timex]:
    """The expressions, those that are one put together, from left to right."""
    joined: list[Timex] = []
    for timex in found:
        both = joined_pair(text, joined[-1], timex, rules) if joined else None
        if both:
            joined[-1] = both
            put_in_week(text, joined, timex)
        else:
            joined.append(timex)
    return joined


def put_in_week(text: str, joined: list[Timex], week: Timex) -> None:
    """Puts the first day of a stretch into the week that stands behind its last: "Monday to Friday next week"."""
    if len(joined) < PAIR or joined[-1].rule != "weekday-of-a-week":
        return
    first, last = joined[-2:]
    if first.rule == "weekday" and STRETCH.fullmatch(text[first.span.end : last.span.start]):
        value = day_in_week(first.value or "", week.value or "")
        joined[-2] = replace(first, value=value or first.value)


def joined_pair(text: str, left: Timex, right: Timex, rules: Rules) -> Timex | None:
    """The one expression that two are, None if they are two."""
    start, end = left.span.end, right.span.start
    if end - start > WIDEST:
        return None
    for join in rules.lists.join:
        if left.rule in join.left and right.rule in join.right and stands_between(join, text[start:end]):
            value = value_of_both(join, left.value, right.value)
            if value:
                return Timex(TextSpan.of(text, left.span.start, right.span.end), value, join.type, join.id)
    return None


def stands_between(join: JoinRule, between: str) -> bool:
    return compiled(rf"(?:{join.between.replace(' ', WORD_GAP)})\Z").match(between) is not None


def value_of_both(join: JoinRule, left: str | None, right: str | None) -> str | None:
    try:
        return OF_BOTH[join.value](left or "", right or "")
    except (ValueError, OverflowError):
        return None


def clock_of_day(left: str, right: str) -> str | None:
    """9 a.m. Tuesday."""
    return day_at_clock(right, left)


def day_at_clock(left: str, right: str) -> str | None:
    """Tuesday at 9 a.m.; the morning of May 3."""
    day = left.partition("T")[0]
    return f"{day}T{right.partition('T')[2]}" if DAY_VALUE.match(day) and "T" in right else None


def day_in_week(left: str, right: str) -> str | None:
    """Monday last week: the day of that week."""
    week = grain.WEEK.match(right)
    day, _, part = left.partition("T")
    if week is None or not DAY_VALUE.match(day):
        return None
    weekday = date.fromisoformat(day).isoweekday()
    return date.fromisocalendar(int(week[1]), int(week[2]), weekday).isoformat() + (f"T{part}" if part else "")


def week_and_day(left: str, right: str) -> str | None:
    return day_in_week(right, left)


def length_after(left: str, right: str) -> str | None:
    """Two days after Friday."""
    return counted(left, right, 1)


def length_before(left: str, right: str) -> str | None:
    return counted(left, right, -1)


def counted(length: str, point: str, sign: int) -> str | None:
    match = LENGTH_OF.match(length)
    if match is None:
        return None
    needed = {"W": "D", "DE": "Y", "CE": "Y"}.get(match[2], match[2])
    if point == "PRESENT_REF" or not (cut := grain.cut(point, needed)):
        return None
    start = grain.first_day(cut)
    if start is None:
        return None
    if match[2] == "W":
        return (start + timedelta(7 * sign * int(match[1]))).isoformat()
    return grain.shifted(start, sign * int(match[1]), match[2])


OF_BOTH: dict[str, Callable[[str, str], str | None]] = {
    "clock_of_day": clock_of_day,
    "day_at_clock": day_at_clock,
    "day_in_week": day_in_week,
    "length_after": length_after,
    "length_before": length_before,
    "week_and_day": week_and_day,
}


def put_on_days(text: Text, found: Sequence[Timex], before: str | None, anchor: date | None) -> Iterator[Timex]:
    """The expressions, times of day put on a day; without one they have no value.

    Args:
        before: the day told last in the sections before.
        anchor: in news the day of publication; a day of another time is no day of a time that is told without one.
    """
    days = [t for t in found if t.value and TOLD_DAY.match(t.value)]
    for timex in found:
        if timex.value and timex.value.startswith("T"):
            day = day_beside(text, timex, days) or day_before(timex, days, before, anchor)
            timex = replace(timex, value=day and f"{day}{timex.value}")
        yield timex


def place_of(timex: Timex) -> int:
    return timex.span.start


def day_beside(text: Text, clock: Timex, days: Sequence[Timex]) -> str | None:
    """The day of its sentence that is nearest to a time of day."""
    start, end = text.span(text.sentence_of(text.at(clock.span.start)))
    near = days[bisect_left(days, start, key=place_of) : bisect_left(days, end, key=place_of)]
    day = min(near, key=lambda d: abs(d.span.start - clock.span.start), default=None)
    return (day.value or "")[:DAY_LONG] if day else None


def day_before(clock: Timex, days: Sequence[Timex], before: str | None, anchor: date | None) -> str | None:
    """The day told last before a time of day, unless it is of quite another time."""
    last = days[: bisect_left(days, clock.span.start, key=place_of)][-1:]
    value = (last[0].value or "")[:DAY_LONG] if last else before
    if value is None and anchor and (clock.rule == ZONED or (clock.value or "").endswith("Z")):
        return anchor.isoformat()  # "by 1830 GMT" before any day is told: that of publication
    if value and anchor and abs((date.fromisoformat(value) - anchor).days) > OF_NOW:
        return None
    return value
