"""Which of two figures of a date is the month: 3/4/2024 is the third of April, or the fourth of March.

`DMY` day first, `MDY` month first. What is asked for goes first; then where the outlet is at home; then how the
article writes its other dates, and what lies close to the day of publication. Where nothing tells, month first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from factx.model import Document, Timex

DMY, MDY = "dmy", "mdy"
# Ends of host names of countries whose English press writes the month first; of other countries the day is first.
MONTH_FIRST = frozenset(("us", "gov", "mil", "edu", "ph", "pw", "fm"))
# Ends that say nothing of a country, or belong to one that sells them to everybody.
ANYWHERE = frozenset(("com", "org", "net", "info", "int", "io", "co", "tv", "ai", "me", "news", "ca", "biz", "ly"))
# Outlets at home where the day is first, under names that tell no country.
DAY_FIRST_HOSTS = frozenset(
    ("aljazeera.com", "allafrica.com", "arabnews.com", "bbc.com", "channelnewsasia.com", "dawn.com", "dw.com",
     "economist.com", "euronews.com", "france24.com", "ft.com", "gulfnews.com", "haaretz.com", "hindustantimes.com",
     "indianexpress.com", "indiatimes.com", "irishtimes.com", "jpost.com", "kyivindependent.com",
     "middleeasteye.net", "ndtv.com", "news24.com", "premiumtimesng.com", "punchng.com", "scmp.com", "sky.com",
     "straitstimes.com", "theguardian.com", "thehindu.com", "themoscowtimes.com", "thenationalnews.com",
     "thetimes.com", "timesofisrael.com", "vanguardngr.com")
)  # fmt: skip
NUMERIC_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
DAY_FIRST = frozenset(("day-first-date", "day-and-month"))
MONTH_THEN_DAY = frozenset(("full-date", "month-and-day"))
LAST_MONTH = 12
# Days from that of publication: a date in the news is so near in the right order, and so far off in the wrong one.
CLOSE, APART = 4, 20


def order_of(document: Document) -> str | None:
    """The order that is written where the outlet of an address is at home; None if the address does not tell."""
    host = document.host or ""
    if ".".join(host.split(".")[-2:]) in DAY_FIRST_HOSTS:
        return DMY
    end = host.rpartition(".")[2]
    if not end.isalpha() or end in ANYWHERE:
        return None
    return MDY if end in MONTH_FIRST else DMY if len(end) == 2 else None


def order_told(found: Iterable[Timex], anchor: date | None = None) -> str | None:
    """The order of an article: by figures that can only be days, its dates in words, or the day of publication."""
    near = set()
    first = second = 0
    for timex in found:
        if figures := NUMERIC_DATE.fullmatch(timex.span.text):
            if int(figures[1]) > LAST_MONTH:
                return DMY
            if int(figures[2]) > LAST_MONTH:
                return MDY
            near.add(order_nearby(figures, anchor))
        first += timex.rule in DAY_FIRST
        second += timex.rule in MONTH_THEN_DAY
    if first == second:
        near.discard(None)
        return near.pop() if len(near) == 1 else None
    return DMY if first > second else MDY


def order_nearby(figures: re.Match[str], anchor: date | None) -> str | None:
    """The order in which a date lies close to the day of publication, where it would be far from it in the other."""
    first, second, year = (int(part) for part in figures.groups())
    if anchor is None or not (1 <= first <= LAST_MONTH and 1 <= second <= LAST_MONTH):
        return None
    by_day, by_month = (abs((date(year, *pair) - anchor).days) for pair in ((second, first), (first, second)))
    if by_day <= CLOSE and by_month >= APART:
        return DMY
    return MDY if by_month <= CLOSE and by_day >= APART else None
