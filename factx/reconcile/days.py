"""Dates as stretches of days: ISO 8601 / TIMEX3 values -> (first day, last day)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from factx.reconcile.model import Days

CALENDAR_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|T)")
DAYS_REMEMBERED = 20_000  # values of dates whose days are kept


@lru_cache(maxsize=DAYS_REMEMBERED)
def days_of(value: str | None) -> Days | None:
    """The first and the last day of a day, month or year; None for anything else."""
    match = CALENDAR_VALUE.match(value or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            first = last = date(year, month, day)
        elif month:
            first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        else:
            first, last = date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def one_day(value: str | None) -> int | None:
    """The day that a value names, None if it names none or a longer stretch."""
    days = days_of(value)
    return days[0] if days and days[0] == days[1] else None


def iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def month_of(day: int) -> str:
    """The month of a day: "2023-10"."""
    return date.fromordinal(day).isoformat()[:7]


def apart(first: Days, second: Days) -> int:
    """The days between two stretches; 0 where they meet."""
    return max(0, first[0] - second[1], second[0] - first[1])
