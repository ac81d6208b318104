"""A company's quarters: what it earned, quarter by quarter, as a series over its reports.

Each report is news of its own, months from the next, so that no event holds two. A sum of money that is a company's
revenue, sales, profit … of a quarter that the claim dates ("2024-Q1") is a point; the points of one company, measure
and currency are a series where articles tell two quarters and more. The quarter's value is what most origins tell, of
the latest day. Whose figure it is must be clear: the company that speaks, or the first one of the article where the
article itself or somebody not named does; figures that another names are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from factx.plain import Plain
from factx.reconcile.best import Origin, latest
from factx.reconcile.lexicon import lexicon
from factx.reconcile.model import Quarter, Said
from factx.reconcile.names import key_of

QUARTER_VALUE = re.compile(r"\d{4}-Q[1-4]")
WORD = re.compile(r"[^\W\d_]+")
LEAST_QUARTERS = 2  # quarters that make a series, and articles
FIRST = 200  # characters in which an article names the company it is about

Quarters = dict[str, list[Said]]  # what is told of each quarter


def quarter_of(claim: Plain, company: str | None) -> Quarter | None:
    """Which company's which measure of which quarter a claim tells, None where that is not clear."""
    quantity, subject = claim["quantity"], claim.get("subject")
    if (
        company is None
        or quantity["kind"] != "money"
        or subject is None
        or quantity.get("change")
        or claim["superseded"]
    ):
        return None
    measure = measure_of(subject["text"])
    told = (claim[name]["value"] for name in ("when", "reported") if claim[name])
    period = next((value for value in told if value and QUARTER_VALUE.fullmatch(value)), None)
    if measure is None or period is None or not _speaks_for(claim["source"], company):
        return None
    return Quarter(company, measure, period)


def measure_of(subject: str) -> str | None:
    """ "net profit" of "Its third-quarter net profit at Quillmar", None for what no company reports by the quarter."""
    lists, before = lexicon(), ""
    for word in WORD.findall(subject.casefold()):
        if word in lists.measures:
            return f"{before} {word}" if before in lists.kinds_of_profit else word
        before = word
    return None


def company_of(record: Plain) -> str | None:
    """The company that an article is about: the first name of its first words that is no place."""
    names = [name for name in record.get("names", ()) if name["type"] != "place"]
    first = min(names, key=lambda name: name["span"][0], default=None)
    return first["text"] if first and first["span"][0] < FIRST else None


def _speaks_for(source: Plain | None, company: str) -> bool:
    """Whether a voice can mean the company: the article's own, the company's, or a description ("the chip maker")."""
    if source is None:
        return True
    name = source["canonical"] or ""
    described = source["type"] == "organisation" and name[:4].casefold() in ("the ", "")
    return described or key_of(name) == key_of(company)


def find_quarters(said: Iterable[Said]) -> dict[tuple[str, str, str | None], Quarters]:
    """The series by company, measure and currency, the quarters of each in their order."""
    found: dict[tuple[str, str, str | None], Quarters] = defaultdict(lambda: defaultdict(list))
    for one in said:
        if one.quarter is not None:
            company, measure, period = one.quarter
            found[key_of(company), measure, one.unit][period].append(one)
    return {key: dict(sorted(quarters.items())) for key, quarters in sorted(found.items()) if _is_series(quarters)}


def _is_series(quarters: Quarters) -> bool:
    stories = {one.story for told in quarters.values() for one in told}
    return len(quarters) >= LEAST_QUARTERS and len(stories) >= LEAST_QUARTERS


def company_told(quarters: Quarters) -> str:
    """The company's name as the first article writes it."""
    first = min((one for told in quarters.values() for one in told), key=lambda one: (one.day or 0, one.story))
    return first.quarter.company if first.quarter else ""


def values_of(quarters: Quarters, origin: Origin) -> list[tuple[int, float]]:
    """The first day of each quarter and its figure."""
    return [(first_day(period), latest(told, origin)) for period, told in quarters.items()]


def first_day(period: str) -> int:
    """The ordinal of the day a quarter begins."""
    year, quarter = period.split("-Q")
    return date(int(year), 3 * int(quarter) - 2, 1).toordinal()
