"""Years and parts of them, decades, centuries: what is less exact than a month."""

from __future__ import annotations

from dataclasses import replace

from factx.dates import grain
from factx.dates.clause import AHEAD, EITHER, PAST
from factx.dates.found import Found, month_number
from factx.dates.numbers import day_number, year_number
from factx.dates.years import era_of, year_said

# How many halves and quarters a year has.
IN_A_YEAR = {"H": 2, "Q": 4}
# Months since a season began behind which the next one is nearer.
HALF_A_YEAR = 6


def quarter(found: Found) -> str | None:
    """Of the year that is said, else the last one begun, or the coming one where the clause lies ahead."""
    anchor = found.anchor
    if "near" in found.forms and "nth" not in found.forms:
        return grain.shifted(anchor, int(found.forms["near"]), "Q") if anchor else None
    sign = "H" if "half" in found.forms else "Q"
    last = IN_A_YEAR[sign]  # "the last half of 1989", "the final three months of the year"
    number = min(int(found.forms.get("nth", last)), last)
    year = year_said(found)
    if year is None:
        if anchor is None:
            return None
        now = (anchor.month + 2) // 3 if sign == "Q" else (anchor.month + 5) // 6
        year = anchor.year + quarter_year(number - now, found.setting.direction, last)
    return f"{year}-{sign}{number}"


def quarter_by_month(found: Found) -> str | None:
    """The quarter that a month ends: "the March quarter"."""
    nth = str(month_number(found.forms["month"].rstrip(".")) // 3)
    return quarter(replace(found, forms={**found.forms, "nth": nth}))


def quarter_year(gap: int, direction: int, parts: int) -> int:
    """0, -1 or 1 year from now for a quarter that lies `gap` quarters ahead in this year."""
    if gap <= 0:
        return 1 if gap == 1 - parts and direction == AHEAD else 0
    if gap == parts - 1:
        return -1 if direction != AHEAD or parts == 2 else 0
    return -1 if direction == PAST else 0


def season(found: Found) -> str | None:
    """Named after the year it begins in, a winter by the year that is said with it."""
    name = found.forms["season"]
    year = era_of(found) or year_said(found)
    if year is not None:
        return f"{year}-{name}"
    anchor = found.anchor
    if anchor is None or found.setting.narrative:
        return None
    start = grain.SEASON_STARTS[name]
    begun = anchor.year - (anchor.month < start)
    running = grain.months_between((begun, start), (anchor.year, anchor.month)) < 3
    if found.shift == -1:
        begun -= running
    elif not running and (found.shift == 1 or found.setting.direction == AHEAD or comes_sooner(found, begun, start)):
        begun += 1
    elif found.shift == 0 and not running and name != "WI" and found.setting.direction != PAST:
        begun = anchor.year
    return f"{begun}-{name}"


def comes_sooner(found: Found, begun: int, start: int) -> bool:
    """Whether a clause that speaks for both sides leaves a season to come that is nearer than the one gone by."""
    anchor = found.anchor
    if anchor is None or found.shift is not None or found.setting.direction != EITHER:
        return False
    return grain.months_between((begun, start), (anchor.year, anchor.month)) > HALF_A_YEAR


def decade(found: Found) -> str:
    """199 for the 1990s, the '90s, the nineties."""
    if "decade" in found.forms:
        return found.forms["decade"]
    if "ten" in found.forms:
        return found.forms["ten"]
    short = found.forms["short"]
    return ("20" if short in "01" else "19") + short


def century(found: Found) -> str:
    """18 for the 19th century, BC03 for the 4th century BC."""
    number = day_number(found.forms["ordinal"]) - 1
    return f"{'BC' if 'bc' in found.forms else ''}{number:02}"


def before_christ(found: Found) -> str:
    """BC0480; BC047 for the 470s."""
    number = int(found.forms["number"])
    return f"BC{number // 10:03}" if "decades" in found.forms else f"BC{number:04}"


def after_christ(found: Found) -> str:
    return f"{int(found.forms['number']):04}"


def split_year(found: Found) -> str:
    """A fiscal year is named after the year it ends in, a season or school year after the one it begins in."""
    first = year_number(found.forms["year"])
    if "fiscal" not in found.forms:
        return str(first)
    return str(first + 1) if "second" in found.forms else str(first)


def second_year(found: Found) -> str:
    """The 96 of "1995-96"."""
    first, second = found.forms["before"], found.forms["second"]
    return second if len(second) == 4 else first[: 4 - len(second)] + second


def year_end(found: Found) -> str | None:
    """The last day of the year: of this one where the clause lies ahead, else of the one before."""
    year = year_said(found)
    if year is None and found.anchor:
        year = found.anchor.year - (found.setting.direction != AHEAD)
    return None if year is None else f"{year}-12-31"
