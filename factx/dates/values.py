"""Gives a time expression its ISO 8601 / TIMEX3 value: points of the calendar.

What a figure or word stands for is read from the rule's pattern; what is left open, from the setting: in news from the
day of publication and the direction of the clause, in histories from the date told before. The other modules have the
year that is not said, days of the week, longer periods, and durations (`years`, `weekdays`, `periods`, `spans`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from factx.dates import grain, periods, weekdays
from factx.dates.clause import AHEAD, PAST
from factx.dates.found import Found, amount_of, month_number, month_said, part_of_day
from factx.dates.numbers import day_number, year_number
from factx.dates.order import DMY
from factx.dates.told import latest
from factx.dates.weekdays import month_beside, nth_weekday
from factx.dates.years import era_of, feast_year, year_of, year_said

# A year that has all days.
LEAP = 2000
# The last month in which the year that is told of is the one before: "profit for the year fell".
BOOKS_CLOSED = 6
# Of the days of the week, counted from Monday.
SATURDAY = 5


def calendar(found: Found) -> str | None:
    """Year, month and day as far as they are said, the year found where it is not."""
    name = month_said(found)
    if name is None and "month_number" not in found.forms:
        return f"{year_number(found.forms['year']):04}"
    month = month_number(name) if name else int(found.forms["month_number"])
    day = day_number(found.forms["day"]) if "day" in found.forms else None
    year = era_of(found) or year_of(found, month, day)
    if year is None:
        return None
    if day is None:
        return f"{year:04}-{month:02}" if isinstance(year, int) else f"{year}-{month:02}"
    if not isinstance(year, int):
        return f"{year}-{month:02}-{day:02}"
    return date(year, month, day).isoformat() + part_of_day(found)


def holiday(found: Found) -> str | None:
    """The day a feast falls on: one date every year, or a weekday of a month ("11/4/4": the 4th Thursday)."""
    if found.forms["holiday"].startswith("easter"):
        return at_easter(found)
    parts = [int(part) for part in found.forms["holiday"].split("/")]
    year = feast_year(found, parts[0], parts[1] if len(parts) == 2 else 7 * (parts[1] % 5) - 3)
    if year is None:
        return None
    if len(parts) == 2:
        return date(year, *parts).isoformat()
    return nth_weekday(year, parts[0], parts[1], parts[2] - 1).isoformat()


def holiday_weekend(found: Found) -> str | None:
    """The weekend nearest to a feast: that before a Monday, that behind a Thursday."""
    feast = holiday(found)
    if feast is None:
        return None
    day = date.fromisoformat(feast)
    return grain.iso_week(day + timedelta((SATURDAY - day.weekday() + 3) % 7 - 3)) + "-WE"


def at_easter(found: Found) -> str | None:
    """Good Friday: so many days from Easter ("easter/-2")."""
    away = timedelta(int(found.forms["holiday"].partition("/")[2]))
    near = easter_sunday(found.anchor.year if found.anchor else LEAP) + away
    year = feast_year(found, near.month, near.day)
    return None if year is None else (easter_sunday(year) + away).isoformat()


def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar, by the anonymous algorithm of 1876 ("Meeus/Jones/Butcher")."""
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def day_of_month(found: Found) -> str | None:
    """The 3rd of this month; "the 15th" alone is of the month told last in a history, else the nearest."""
    day = day_number(found.forms["day"])
    if "near" in found.forms or "beside" in found.forms:
        base = month_beside(found)
        return base.replace(day=day).isoformat() if base else None
    name = month_said(found)
    if name is None:
        base = month_of_day(found, day)
        return base.replace(day=day).isoformat() if base else None
    return calendar(found)


def month_of_day(found: Found, day: int) -> date | None:
    """The month of "the 15th": the one told last in a history, else the nearest on the side of the clause."""
    anchor = found.anchor
    if found.setting.narrative or anchor is None:
        said = latest(found.setting.told, "M")
        return grain.first_day(said) if said else None
    step = 0
    if found.setting.direction == AHEAD:
        step = int(day < anchor.day)
    elif day > anchor.day:
        step = -1
    said = grain.shifted(anchor, step, "M")
    return grain.first_day(said) if said else None


def then(found: Found) -> str | None:
    """The last date told: "until then"."""
    return next(reversed(found.setting.told), None)


def days(found: Found) -> str | None:
    """Yesterday, last night, this morning, the day after tomorrow."""
    if found.setting.narrative and found.rule.id == "today":
        return "PRESENT_REF" if found.forms.get("today") == "0" else None
    if found.anchor is None or found.setting.near:
        return None
    shift = int(found.forms.get("today", found.rule.shift))
    return (found.anchor + timedelta(shift)).isoformat() + part_of_day(found)


def ago(found: Found) -> str | None:
    """So many units before the day of publication, as exact as the unit is, or after it, to the day.

    PAST_REF for "years ago", FUTURE_REF for "some years from now".
    """
    amount = amount_of(found)
    sign = -1 if found.rule.shift <= 0 else 1
    if amount is None:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    unit = found.forms["unit"]
    base = found.anchor
    if base is None or amount != int(amount) or (found.setting.near and unit in ("D", "W")):
        return None
    if sign > 0:
        return grain.same_day(base, int(amount), unit)
    return grain.shifted(base, -int(amount), unit)


def unit(found: Found) -> str | None:
    """Last year, this week, next quarter; in a history counted from the date told before."""
    kind, shift = found.forms["unit"], found.shift or 0
    if found.setting.narrative:
        return counted_from_told(found, shift, kind)
    if found.anchor is None or (found.setting.near and kind in ("D", "W")):
        return None
    return grain.shifted(found.anchor, shift, kind)


def after_next(found: Found) -> str | None:
    """The week after next."""
    return grain.shifted(found.anchor, 2, found.forms["unit"]) if found.anchor else None


def the_unit(found: Found) -> str | None:
    """The year, the month, the end of the week: the one told in a history, else the running one."""
    kind = found.forms.get("unit", "Q")
    if kind == "Q" and "month" in found.forms:  # "the quarter ended Sept. 30"
        month = month_number(found.forms["month"])
        return f"{year_of(found, month, 28)}-Q{(month + 2) // 3}"
    if kind == "Q":
        return found.setting.period or latest_quarter(found)
    if found.setting.narrative:
        return counted_from_told(found, 0, kind)
    if found.anchor is None or (found.setting.near and kind in ("D", "W")):
        return None
    return None if kind == "D" else grain.shifted(found.anchor, 0, kind)


def latest_quarter(found: Found) -> str | None:
    """The quarter that results are told of where none is named: the one that ended last."""
    is_over = found.setting.direction != AHEAD and ("results" in found.forms or "latest" in found.text.lower())
    if found.anchor is None or not is_over:
        return None
    return grain.shifted(found.anchor, -1, "Q")


def reported_year(found: Found) -> str | None:
    """Profit for the year: the year before where told of as past in the first half of one, else the running one."""
    if found.anchor is None:
        return None
    is_over = found.setting.direction == PAST and found.anchor.month <= BOOKS_CLOSED
    return grain.shifted(found.anchor, -1 if is_over else 0, "Y")


def beside(found: Found) -> str | None:
    """That day, the following month, a day earlier: counted from the date before it, None if it is not as exact."""
    amount = amount_of(found)
    is_many = "several" in found.forms or (amount is None and found.text.lower().endswith("s"))
    if amount is None and is_many:
        return some_time_from_told(found)
    if amount is not None and amount != int(amount):
        return None
    steps = int(found.forms.get("beside") or found.forms["then"]) * int(amount or 1)
    return counted_from_told(found, steps, found.forms.get("unit", "D"))


def some_time_from_told(found: Found) -> str | None:
    """The previous years, several days later: which way is told only where both lie on one side of today."""
    is_later = int(found.forms.get("beside") or found.forms["then"]) > 0
    if is_later:
        return "FUTURE_REF" if found.setting.direction == AHEAD else None
    return "PAST_REF"


def counted_from_told(found: Found, steps: int, kind: str) -> str | None:
    """So many units from the date told before, or None if there is none as exact."""
    needed = {"D": "D", "W": "D", "M": "M", "Q": "M"}.get(kind, "Y")
    if kind not in grain.LENGTH:
        return None
    last = latest(found.setting.told, needed)
    if last is None:
        # "the previous week" with nothing told before it counts from the day of publication
        is_last = steps == -1 and kind != "D" and found.anchor is not None and not found.setting.narrative
        return grain.shifted(found.anchor, -1, kind) if is_last and found.anchor else None
    if needed in ("D", "M") and not found.setting.narrative and latest(found.setting.told, "Y") != last[:4]:
        return None  # of the year told since: "on Monday … since 2007. Four days later"
    if last.startswith("BC"):
        return grain.years_before_christ(last, steps, kind)
    start = grain.first_day(last)
    value = grain.shifted(start, steps, kind) if start else None
    return value + part_of_day(found) if value and not is_yet_to_come(found, value) else None


def is_yet_to_come(found: Found, value: str) -> bool:
    """Whether a day that is told of as past would lie behind that of publication: it counts from another day."""
    setting = found.setting
    if setting.anchor is None or setting.narrative or setting.direction != PAST:
        return False
    return grain.cut(value, "D") is not None and value > setting.anchor.isoformat()


def year_back(found: Found) -> str | None:
    """A year earlier: beside a quarter's results that quarter of the year before."""
    setting = found.setting
    if setting.period and "period" in found.forms:
        return f"{int(setting.period[:4]) - 1}{setting.period[4:]}"
    if "results" not in found.forms and "year" not in found.text.lower():
        return None  # "over the same period" is no year back
    if setting.anchor and "last year" in " ".join(found.text.lower().split()):
        return str(setting.anchor.year - 1)
    return counted_from_told(found, -1, "Y") or (str(setting.anchor.year - 1) if setting.anchor else None)


def quarter_of_year(found: Found) -> str | None:
    """The 1988 quarter, last year's period: the one reported on, of that year; without one, the year."""
    year, setting = year_said(found), found.setting
    if year is None:
        return None
    return (
        f"{year}{setting.period[4:]}"
        if setting.period and "period" in found.forms and "longer" not in found.forms
        else f"{year}"
    )


def day_beside(found: Found) -> str | None:
    """The 5 of "May 4 and 5" or "May 4-5", on the month of the day before it."""
    base = latest(found.setting.told, "D")
    return date.fromisoformat(base).replace(day=day_number(found.forms["day"])).isoformat() if base else None


def fixed(found: Found) -> str | None:
    return found.rule.fixed


def named_day(found: Found) -> str | None:
    """A day that news names without its year ever after; of an article before it, the one without a year."""
    day = date.fromisoformat(found.rule.fixed or "")
    if found.anchor is None or found.anchor >= day:
        return found.rule.fixed
    year = year_of(found, day.month, day.day)
    return None if year is None else day.replace(year=year).isoformat()


def date_in_figures(found: Found) -> str | None:
    """3/4/2024: which is the month, the article's country says; where only one reading is a day, that one."""
    first, second = int(found.forms["first"]), int(found.forms["second"])
    orders = [(first, second), (second, first)]
    if "iso" in found.rule.id or not (found.setting.order == DMY or "." in found.text):
        orders.reverse()
    for day, month in orders[::-1] if "iso" in found.rule.id else orders:
        try:
            date(LEAP, month, day)
        except ValueError:
            continue
        year = year_of(found, month, day)
        return None if year is None else date(year, month, day).isoformat()
    return None


POINT_VALUES: dict[str, Callable[[Found], str | None]] = {
    "after_christ": periods.after_christ,
    "after_next": after_next,
    "ago": ago,
    "before_christ": periods.before_christ,
    "beside": beside,
    "calendar": calendar,
    "century": periods.century,
    "date_in_figures": date_in_figures,
    "day_beside": day_beside,
    "day_of_month": day_of_month,
    "days": days,
    "decade": periods.decade,
    "fixed": fixed,
    "holiday": holiday,
    "holiday_weekend": holiday_weekend,
    "named_day": named_day,
    "quarter": periods.quarter,
    "quarter_by_month": periods.quarter_by_month,
    "quarter_of_year": quarter_of_year,
    "season": periods.season,
    "second_year": periods.second_year,
    "split_year": periods.split_year,
    "the_unit": the_unit,
    "reported_year": reported_year,
    "then": then,
    "unit": unit,
    "weekday": weekdays.weekday,
    "weekday_beside": weekdays.weekday_beside,
    "weekday_of_month": weekdays.weekday_of_month,
    "weekday_week": weekdays.weekday_week,
    "weekdays_on": weekdays.weekdays_on,
    "weekend": weekdays.weekend,
    "year_back": year_back,
    "year_end": periods.year_end,
}
