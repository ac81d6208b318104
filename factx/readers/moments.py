"""Dates of metadata: ISO 8601, RFC 2822 and dates with the month in letters in, days and moments out."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# A month or year that stands alone.
MONTH_OR_YEAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
# Days with the month in letters, or the year first: all others mean two things ("03/04/2024").
WRITTEN = (
    (re.compile(r"([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (\d{4})"), "{0} {1} {2}", "%b %d %Y"),
    (re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})[a-z]*\.?,? (\d{4})"), "{1} {0} {2}", "%b %d %Y"),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), "{0} {1} {2}", "%Y %m %d"),
)


def read_moment(said: str) -> datetime | date | None:
    """The day or moment that a string says; None for what says none, or one before 1500."""
    plain = said.strip()
    try:
        found: datetime | date = date.fromisoformat(plain)
    except ValueError:
        day = read_time(plain) or written_day(plain)
        if day is None:
            return None
        found = day
    return found if found.year >= 1500 else None


def read_time(plain: str) -> datetime | None:
    """The moment that ISO 8601 or RFC 2822 tells, None for anything else."""
    for parser in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parser(plain)
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return None


def day_of(moment: datetime | date) -> str:
    """The ISO day, as the place of publication counts it."""
    return moment.date().isoformat() if isinstance(moment, datetime) else moment.isoformat()


def time_of(moment: datetime | date | None) -> str | None:
    """The ISO moment with its zone; None where the time or the zone is not told."""
    is_whole = isinstance(moment, datetime) and moment.tzinfo is not None
    return moment.isoformat() if is_whole and moment is not None else None


def written_day(value: str) -> date | None:
    """The day in words that a value begins with, its weekday aside."""
    words = re.sub(r"^[A-Z][a-z]+day,? ", "", value)
    for pattern, order, form in WRITTEN:
        if found := pattern.match(words):
            try:
                return datetime.strptime(order.format(*found.groups()), form).date()
            except ValueError:
                return None
    return None


def says_a_day(value: str | None) -> bool:
    """Whether a string says a day, a month or a year."""
    return value is not None and (MONTH_OR_YEAR.fullmatch(value.strip()) is not None or read_moment(value) is not None)
