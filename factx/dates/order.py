"""Which of two figures of a date is the month: 3/4/2024 is the third of April, or the fourth of March.

`DMY` day first, `MDY` month first. What is asked for goes first; then where the outlet is at home; then how the
article writes its other dates. Where nothing tells, month first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from factx.model import Document, Timex

DMY, MDY = "dmy", "mdy"
# Ends of host names of countries whose English press writes the month first; of other countries the day is first.
MONTH_FIRST = frozenset(("us", "gov", "mil", "edu", "ph", "pw", "fm"))
# Ends that say nothing of a country, or belong to one that sells them to everybody.
ANYWHERE = frozenset(("com", "org", "net", "info", "int", "io", "co", "tv", "ai", "me", "news", "ca", "biz", "ly"))
NUMERIC_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}")
DAY_FIRST = frozenset(("day-first-date", "day-and-month"))
MONTH_THEN_DAY = frozenset(("full-date", "month-and-day"))
LAST_MONTH = 12


def order_of(document: Document) -> str | None:
    """The order that the country of an article's address writes; None if the address tells none."""
    try:
        host = urlsplit(document.url or "").hostname or ""
    except ValueError:
        return None
    end = host.rpartition(".")[2]
    if not end.isalpha() or end in ANYWHERE:
        return None
    return MDY if end in MONTH_FIRST else DMY if len(end) == 2 else None


def order_told(found: Iterable[Timex]) -> str | None:
    """The order in which an article writes its dates: by figures that can only be days, else by its dates in words."""
    first = second = 0
    for timex in found:
        if figures := NUMERIC_DATE.fullmatch(timex.span.text):
            if int(figures[1]) > LAST_MONTH:
                return DMY
            if int(figures[2]) > LAST_MONTH:
                return MDY
        first += timex.rule in DAY_FIRST
        second += timex.rule in MONTH_THEN_DAY
    if first == second:
        return None
    return DMY if first > second else MDY
