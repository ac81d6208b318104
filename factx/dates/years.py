"""The year of a date that is told without one: in news by the day of publication and the clause, in histories by the
date told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factx.dates.clause import AHEAD, EITHER, OPEN, PAST
from factx.dates.found import Found, weekday_number
from factx.dates.numbers import year_number
from factx.dates.told import Setting, latest

# A date as near as this (days) is to come even where the verb is past: "held its offer open until Nov. 6".
SOON = 60
# The same without such a word: where it is a day later than where the article is dated.
ZONE = 1
# A day that has passed as lately as this is not one of next year, which would be said with its year.
LONG = 120
# The same where the clause promises it: "is payable Dec. 15", "will close Dec. 15".
PROMISED = 60
# The same where it can be nothing else than to come, but for an article that is dated some weeks late.
SURE = 30
# Days within which a feast is the next one, whatever the clause tells.
FEAST_NEAR = 7
# Days after which what is held on a set day is the next one: "the Nov. 8 election", told of in March.
LATELY = 80
DAYS = 365
# Years around that of publication in which a day of the month is looked for by its weekday.
YEARS_ROUND = 1
# How much nearer (share of the way back) a date without a verb must lie to be one to come.
NEARER = 0.6
# How many months back in time a history goes rather than on to the next year.
STEP_BACK = 8


def year_of(found: Found, month: int, day: int | None) -> int | None:
    """The year that is said; the one of the same day told before; else by the kind of text."""
    forms, setting = found.forms, found.setting
    if "year" in forms:
        return year_number(forms["year"])
    if "near_year" in forms:
        return setting.anchor.year + int(forms["near_year"]) if setting.anchor else None
    if "beside_year" in forms:
        return year_after_told(found)
    if found.shift is not None:
        return year_beside(found, month, day)
    if (named := year_by_weekday(found, month, day)) is not None:
        return named
    again = year_told(setting, month, day)
    if again is not None:
        return again
    if setting.narrative:
        return year_in_narrative(setting, month)
    return year_in_news(setting, month, day)


def feast_year(found: Found, month: int, day: int) -> int | None:
    """The year of a feast: where no verb tells, the next one, unless it was lately ("5 days before Christmas")."""
    setting = found.setting
    if setting.anchor is not None and found.shift is None:
        ago = (setting.anchor - date(setting.anchor.year, month, day)).days % DAYS
        is_next = (setting.direction == OPEN and ago > LATELY) or DAYS - ago <= FEAST_NEAR
        setting = replace(
            setting, direction=AHEAD if is_next else setting.direction, is_sure=is_next or setting.is_sure
        )
    return year_of(replace(found, setting=replace(setting, is_set=setting.direction == AHEAD)), month, day)


def era_of(found: Found) -> str | None:
    """The year before Christ that is said, or told last in a history."""
    if "bc_year" in found.forms:
        return f"BC{int(found.forms['bc_year'].split()[0]):04}"
    if found.setting.narrative and not {"year", "near_year", "beside_year", "near"} & found.forms.keys():
        said = latest((found.setting.main or "",), "Y")
        return said if said and said.startswith("BC") else None
    return None


def year_said(found: Found) -> int | None:
    """The year that stands with the expression: "of 1988", "last year", "of that year"."""
    if "year" in found.forms:
        return year_number(found.forms["year"])
    if "near_year" in found.forms:
        return found.anchor.year + int(found.forms["near_year"]) if found.anchor else None
    if "beside_year" in found.forms:
        return year_after_told(found)
    if found.setting.narrative:
        said = latest((found.setting.main or "",), "Y")
        return int(said) if said and said.isdigit() else None
    return None


def year_after_told(found: Found) -> int | None:
    """That year, the following year: counted from the one told last."""
    said = latest(found.setting.told, "Y")
    return int(said) + int(found.forms["beside_year"]) if said and said.isdigit() else None


def year_told(setting: Setting, month: int, day: int | None) -> int | None:
    """The year of the same day where it was told before: "the Oct. 23 shooting"."""
    if day is None or setting.narrative:
        return None
    end = f"-{month:02}-{day:02}"
    return next((int(v[:4]) for v in reversed(setting.told) if v[4:10] == end and v[:4].isdigit()), None)


def year_by_weekday(found: Found, month: int, day: int | None) -> int | None:
    """The nearest year in which "Friday, July 18" is a Friday."""
    anchor, said = found.anchor, found.forms.get("named_day")
    if anchor is None or said is None or day is None or found.setting.narrative:
        return None
    wanted = weekday_number(found, "named_day")
    years = [
        y for y in range(anchor.year - YEARS_ROUND, anchor.year + YEARS_ROUND + 1) if falls_on(y, month, day, wanted)
    ]
    ahead = found.setting.direction == AHEAD
    return min(years, key=lambda y: (ahead and y < anchor.year, days_from(anchor, y, month, day)), default=None)


def falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:  # 29 February
        return False


def year_beside(found: Found, month: int, day: int | None) -> int | None:
    """Last March, this March, next March; "last December 3"."""
    anchor, shift = found.anchor, found.shift
    if anchor is None:
        return None
    here = (anchor.month, anchor.day if day else 0)
    if shift == 0:  # in January "was opened this September" tells of the last one
        return anchor.year - (found.setting.direction == PAST and (month, day or 0) > here)
    if shift == -1:
        return anchor.year - ((month, day or 0) >= here)
    return anchor.year + ((month, day or 0) <= here)


def year_in_narrative(setting: Setting, month: int) -> int | None:
    """The year told last, or the next one where the month would lie far back."""
    line = setting.told if setting.main is None else (setting.main,)
    said = latest(line, "Y")
    if said is None or said.startswith("BC"):
        return None
    last = latest(line, "M")
    year = int(said)
    if last is None or last[:4] != said:
        return year
    back = int(last[5:7]) - month
    return year + (back > STEP_BACK)


def year_in_news(setting: Setting, month: int, day: int | None) -> int | None:
    """The year in which the day lies on the side of its clause, or nearest to the day of publication."""
    anchor = setting.anchor
    if anchor is None:
        return None
    is_behind = (month, day or 0) <= (anchor.month, anchor.day if day else 12)
    past = anchor.year - (not is_behind)
    back, ahead = (days_from(anchor, year, month, day) for year in (past, past + 1))
    if not day and month == anchor.month:
        return anchor.year
    if setting.near and back > ahead:
        return past + 1
    if setting.direction == AHEAD:
        lately = SURE if setting.is_sure else PROMISED if setting.is_set else LONG
        return past if back <= (lately if day else SOON) and ahead > 366 - LONG else past + 1
    if setting.is_set and setting.direction != AHEAD:
        return past if setting.direction != EITHER and back <= LATELY else past + 1
    if setting.direction == PAST or "since" in setting.bounds:
        soon = 0 if "since" in setting.bounds else SOON if setting.bounds - {"through"} else ZONE if day else 0
        return past + 1 if ahead <= soon else past
    return past + 1 if ahead < back * NEARER else past


def days_from(anchor: date, year: int, month: int, day: int | None) -> int:
    """Days between the day of publication and another, of a month its middle."""
    try:
        other = date(year, month, day or 15)
    except ValueError:  # 29 February
        other = date(year, month, 28)
    return abs((other - anchor).days)
