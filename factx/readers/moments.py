"""Dates of metadata: ISO 8601 and RFC 2822 in, days and moments out."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime


def read_moment(said: str) -> datetime | date | None:
    """The day or moment that a string says; None for what is neither ISO 8601 nor RFC 2822, or before 1500."""
    plain = said.strip()
    try:
        found: datetime | date = date.fromisoformat(plain)
    except ValueError:
        moment = read_time(plain)
        if moment is None:
            return None
        found = moment
    return found if found.year >= 1500 else None


def read_time(plain: str) -> datetime | None:
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
