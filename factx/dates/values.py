"""Gives a time expression its ISO 8601 / TIMEX3 value: points of the calendar.

What a figure or word stands for is read from the rule's pattern; what is left open, from the setting: in news from the
day of publication and the direction of the clause, in histories from the date told before. `spans.py` has durations,
sets and times of day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from factx.dates import grain
from factx.dates.clause import AHEAD, PAST
from factx.dates.numbers import day_number, read_amount, year_number
from factx.dates.schema import DateRule
from factx.dates.told import Setting, latest, latest_day

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A date as near as this (days) is to come even where the verb is past: "the offer was to expire Nov. 6".
SOON = 60
# How much nearer (share of the way back) a date without a verb must lie to be one to come.
NEARER = 0.6
# How many months back in time a history goes rather than on to the next year.
STEP_BACK = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as it was found: `forms` is what stood in each place of the pattern, words as what they mean."""

    text: str
    rule: DateRule
    forms: Mapping[str, str]
    setting: Setting

    @property
    def anchor(self) -> date | None:
        return self.setting.anchor

    @property
    def shift(self) -> int | None:
        """Last, this, next: -1, 0, 1; None if none is said."""
        return int(self.forms["near"]) if "near" in self.forms else None


def calendar(found: Found) -> str | None:
    """Year, month and day as far as they are said, the year found where it is not."""
    name = month_said(found)
    if name is None:
        return f"{year_number(found.forms['year']):04}"
    month = MONTHS.index(name[:3]) + 1
    day = day_number(found.forms["day"]) if "day" in found.forms else None
    year = era_of(found) or year_of(found, month, day)
    if year is None:
        return None
    if day is None:
        return f"{year:04}-{month:02}" if isinstance(year, int) else f"{year}-{month:02}"
    if not isinstance(year, int):
        return f"{year}-{month:02}-{day:02}"
    return date(year, month, day).isoformat() + part_of_day(found)


def era_of(found: Found) -> str | None:
    """The year before Christ that is said, or told last in a history."""
    if "bc_year" in found.forms:
        return f"BC{int(found.forms['bc_year'].split()[0]):04}"
    if found.setting.narrative and not {"year", "near_year", "beside_year", "near"} & found.forms.keys():
        said = latest(found.setting.told, "Y")
        return said if said and said.startswith("BC") else None
    return None


def month_said(found: Found) -> str | None:
    return next((found.forms[form] for form in ("month", "long_month", "any_month") if form in found.forms), None)


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
    again = year_told(setting, month, day)
    if again is not None:
        return again
    if setting.narrative or setting.anchor is None:
        return year_in_narrative(setting, month)
    return year_in_news(setting, month, day)


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


def year_beside(found: Found, month: int, day: int | None) -> int | None:
    """Last March, this March, next March; "last December 3"."""
    anchor, shift = found.anchor, found.shift
    if anchor is None:
        return None
    here = (anchor.month, anchor.day if day else 0)
    if shift == 0:
        return anchor.year
    if shift == -1:
        return anchor.year - ((month, day or 0) >= here)
    return anchor.year + ((month, day or 0) <= here)


def year_in_narrative(setting: Setting, month: int) -> int | None:
    """The year told last, or the next one where the month would lie far back."""
    said = latest(setting.told, "Y")
    if said is None or said.startswith("BC"):
        return None
    last = latest(setting.told, "M")
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
        return past if back <= SOON and ahead > 366 - SOON else past + 1
    if setting.direction == PAST:
        return past + 1 if ahead <= SOON else past
    return past + 1 if ahead < back * NEARER else past


def days_from(anchor: date, year: int, month: int, day: int | None) -> int:
    """Days between the day of publication and another, of a month its middle."""
    try:
        other = date(year, month, day or 15)
    except ValueError:  # 29 February
        other = date(year, month, 28)
    return abs((other - anchor).days)


def holiday(found: Found) -> str | None:
    """The day a feast falls on: one date every year, or a weekday of a month ("11-4-4": the 4th Thursday)."""
    parts = [int(part) for part in found.forms["holiday"].split("-")]
    year = year_of(found, parts[0], parts[1] if len(parts) == 2 else 7 * parts[1] - 3)
    if year is None:
        return None
    if len(parts) == 2:
        return date(year, *parts).isoformat()
    return nth_weekday(year, parts[0], parts[1], parts[2] - 1).isoformat()


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The nth such weekday of a month, -1 for the last. Raises ValueError if there is none."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
        if day.month != month:
            raise ValueError(f"no {nth}th weekday in {year}-{month:02}")
        return day
    end = last_day(year, month)
    return end - timedelta((end.weekday() - weekday) % 7 + 7 * (-nth - 1))


def last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def weekday_of_month(found: Found) -> str | None:
    """The last Friday of this month, the third Saturday of April."""
    nth = int(found.forms["nth_day"])
    name = month_said(found)
    if name:
        month = MONTHS.index(name[:3]) + 1
        year = year_of(found, month, min(28, 7 * nth - 3) if nth > 0 else 28)
    else:
        base = month_beside(found)
        year, month = (base.year, base.month) if base else (None, 0)
    if year is None:
        return None
    if "weekday" not in found.forms:
        return (last_day(year, month) + timedelta(nth + 1)).isoformat()
    return nth_weekday(year, month, nth, WEEKDAYS.index(found.forms["weekday"][:3])).isoformat()


def month_beside(found: Found) -> date | None:
    """The first day of this, last or next month, or of the one told last."""
    said = None
    if "near" in found.forms and found.anchor:
        said = grain.shifted(found.anchor, int(found.forms["near"]), "M")
    elif "beside" in found.forms:
        base = latest(found.setting.told, "M")
        day = grain.first_day(base) if base else found.anchor
        said = grain.shifted(day, int(found.forms["beside"]), "M") if day else None
    return grain.first_day(said) if said else None


def day_of_month(found: Found) -> str | None:
    """The 3rd of this month; "the 15th" alone is of the month told last in a history, else the nearest."""
    day = day_number(found.forms["day"])
    if "near" in found.forms or "beside" in found.forms:
        base = month_beside(found)
        return base.replace(day=day).isoformat() if base else None
    name = month_said(found)
    if name is None:
        said = latest(found.setting.told, "M")
        base = grain.first_day(said) if said else None
        return base.replace(day=day).isoformat() if base else None
    return calendar(found)


def part_of_day(found: Found) -> str:
    return f"T{found.forms['part']}" if "part" in found.forms else ""


def weekday(found: Found) -> str | None:
    """The most recent such day, today included; "last" leaves today out; the next one in a clause that lies ahead.

    In a history, or where the day of publication is only near the anchor: the one nearest to the day that is known.
    """
    wanted = WEEKDAYS.index(found.forms["weekday"][:3])
    if "day" in found.forms:
        return weekday_with_day(found, wanted)
    base = latest_day(found.setting.told) if found.setting.narrative else found.anchor
    if base is None:
        return None
    back, shift = (base.weekday() - wanted) % 7, found.shift
    if found.setting.narrative or found.setting.near:
        back -= 7 * (back > 3)
        return None if shift is not None else (base - timedelta(back)).isoformat() + part_of_day(found)
    is_ahead = shift == 1 or (found.setting.direction == AHEAD if shift is None else shift == 0 and this_ahead(found))
    if is_ahead and (back or shift == 1):
        back -= 7
    elif shift == -1 and not back:
        back = 7
    return (base - timedelta(back)).isoformat() + part_of_day(found)


def this_ahead(found: Found) -> bool:
    return found.setting.direction != PAST


def weekday_with_day(found: Found, wanted: int) -> str | None:
    """Tuesday 19th: the nearest month in which that day is that weekday."""
    anchor, day = found.anchor, day_number(found.forms["day"])
    if anchor is None:
        return None
    months = [divmod(anchor.year * 12 + anchor.month - 1 + n, 12) for n in (0, -1, 1, -2, 2, -3, 3)]
    for year, month in months:
        if day <= last_day(year, month + 1).day and date(year, month + 1, day).weekday() == wanted:
            return date(year, month + 1, day).isoformat()
    return None


def weekday_beside(found: Found) -> str | None:
    """The following Friday, the previous Friday: counted from the day told before."""
    base = latest_day(found.setting.told)
    if base is None:
        return None
    wanted, shift = WEEKDAYS.index(found.forms["weekday"][:3]), int(found.forms["beside"])
    back = (base.weekday() - wanted) % 7
    if shift < 0:
        return (base - timedelta(back or 7)).isoformat()
    return (base + timedelta((7 - back) if shift else -back)).isoformat()


def weekday_week(found: Found) -> str | None:
    """Friday week: a week after the coming one; "a week last Friday" would be one before the last."""
    if found.anchor is None:
        return None
    ahead = (WEEKDAYS.index(found.forms["weekday"][:3]) - found.anchor.weekday()) % 7
    return (found.anchor + timedelta(ahead + 7)).isoformat()


def days(found: Found) -> str | None:
    """Yesterday, last night, this morning, the day after tomorrow."""
    if found.setting.narrative and found.rule.id == "today":
        return "PRESENT_REF" if found.forms.get("today") == "0" else None
    if found.anchor is None or found.setting.near:
        return None
    shift = int(found.forms.get("today", found.rule.shift))
    return (found.anchor + timedelta(shift)).isoformat() + part_of_day(found)


def weekend(found: Found) -> str | None:
    """The week it ends; the last one begun, or the coming one in a clause about the future."""
    if found.anchor is None or found.setting.near:
        return None
    shift, is_weekend = found.shift, found.anchor.weekday() >= 5
    if shift is None:
        shift = 0 if is_weekend or found.setting.direction == AHEAD else -1
    elif shift == 0:
        shift = -(found.setting.direction == PAST and not is_weekend)
    return grain.iso_week(found.anchor + timedelta(7 * shift)) + "-WE"


def ago(found: Found) -> str | None:
    """So many units before or after the day of publication, as exact as the unit is; PAST_REF for "years ago"."""
    amount = amount_of(found)
    sign = -1 if found.rule.shift <= 0 else 1
    if amount is None:
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    unit = found.forms["unit"]
    base = found.anchor
    if base is None or amount != int(amount) or (found.setting.near and unit in ("D", "W")):
        return None
    return grain.shifted(base, sign * int(amount), unit)


def unit(found: Found) -> str | None:
    """Last year, this week, next quarter; in a history counted from the date told before."""
    kind, shift = found.forms["unit"], found.shift or 0
    if found.setting.narrative:
        return counted_from_told(found, shift, kind)
    if found.anchor is None or (found.setting.near and kind in ("D", "W")):
        return None
    return grain.shifted(found.anchor, shift, kind)


def the_unit(found: Found) -> str | None:
    """The year, the month, the end of the week: the one told in a history, else the running one."""
    kind = found.forms.get("unit", "Q")
    if kind == "Q" and "month" in found.forms:  # "the quarter ended Sept. 30"
        month = MONTHS.index(found.forms["month"][:3]) + 1
        return f"{year_of(found, month, 28)}-Q{(month + 2) // 3}"
    if kind == "Q":
        return found.setting.period
    if found.setting.narrative:
        return counted_from_told(found, 0, kind)
    if found.anchor is None or (found.setting.near and kind in ("D", "W")):
        return None
    return None if kind == "D" else grain.shifted(found.anchor, 0, kind)


def beside(found: Found) -> str | None:
    """That day, the following month, a day earlier: counted from the date before it, None if it is not as exact."""
    amount = amount_of(found)
    if amount is None and "several" in found.forms:
        return "FUTURE_REF" if int(found.forms["then"]) > 0 else "PAST_REF"
    if amount is not None and amount != int(amount):
        return None
    steps = int(found.forms.get("beside") or found.forms["then"]) * int(amount or 1)
    return counted_from_told(found, steps, found.forms.get("unit", "D"))


def counted_from_told(found: Found, steps: int, kind: str) -> str | None:
    """So many units from the date told before, or None if there is none as exact."""
    needed = {"D": "D", "W": "D", "M": "M", "Q": "M"}.get(kind, "Y")
    if kind not in grain.LENGTH:
        return None
    last = latest(found.setting.told, needed)
    if last is None:
        return None
    if last.startswith("BC"):
        return grain.years_before_christ(last, steps, kind)
    start = grain.first_day(last)
    value = grain.shifted(start, steps, kind) if start else None
    return value and value + part_of_day(found)


def year_back(found: Found) -> str | None:
    """A year earlier: beside a quarter's results that quarter of the year before."""
    setting = found.setting
    if setting.period and "period" in found.forms:
        return f"{int(setting.period[:4]) - 1}{setting.period[4:]}"
    return counted_from_told(found, -1, "Y") or (str(setting.anchor.year - 1) if setting.anchor else None)


def quarter(found: Found) -> str | None:
    """Of the year that is said, else the last one begun, or the coming one where the clause lies ahead."""
    anchor = found.anchor
    if "near" in found.forms and "nth" not in found.forms:
        return grain.shifted(anchor, int(found.forms["near"]), "Q") if anchor else None
    number = int(found.forms["nth"])
    sign = "H" if "half" in found.forms else "Q"
    year = year_said(found)
    if year is None:
        if anchor is None:
            return None
        now = (anchor.month + 2) // 3 if sign == "Q" else (anchor.month + 5) // 6
        year = anchor.year + quarter_year(number - now, found.setting.direction, 4 if sign == "Q" else 2)
    return f"{year}-{sign}{number}"


def year_said(found: Found) -> int | None:
    """The year that stands with the expression: "of 1988", "last year", "of that year"."""
    if "year" in found.forms:
        return year_number(found.forms["year"])
    if "near_year" in found.forms:
        return found.anchor.year + int(found.forms["near_year"]) if found.anchor else None
    if "beside_year" in found.forms:
        return year_after_told(found)
    if found.setting.narrative:
        said = latest(found.setting.told, "Y")
        return int(said) if said and said.isdigit() else None
    return None


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
    elif not running and (found.shift == 1 or found.setting.direction == AHEAD):
        begun += 1
    elif found.shift == 0 and not running and name != "WI":
        begun = anchor.year
    return f"{begun}-{name}"


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


def day_beside(found: Found) -> str | None:
    """The 5 of "May 4 and 5" or "May 4-5", on the month of the day before it."""
    base = latest(found.setting.told, "D")
    return date.fromisoformat(base).replace(day=day_number(found.forms["day"])).isoformat() if base else None


def year_end(found: Found) -> str | None:
    """The last day of the year: of this one where the clause lies ahead, else of the one before."""
    year = year_said(found)
    if year is None and found.anchor:
        year = found.anchor.year - (found.setting.direction != AHEAD)
    return None if year is None else f"{year}-12-31"


def fixed(found: Found) -> str | None:
    return found.rule.fixed


def date_in_figures(found: Found) -> str | None:
    """3/4/2024: which is the month, the article's country says; where only one reading is a day, that one."""
    year, first, second = year_number(found.forms["year"]), int(found.forms["first"]), int(found.forms["second"])
    orders = [(first, second), (second, first)]
    if "iso" in found.rule.id or not (found.setting.day_first or "." in found.text):
        orders.reverse()
    for day, month in orders[::-1] if "iso" in found.rule.id else orders:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def amount_of(found: Found) -> float | None:
    """The number that is said; "a couple" is two, "several" is none."""
    said = found.forms.get("amount")
    if said is None:
        return 2 if "couple" in found.forms.get("several", "") else None
    return read_amount(said) + (0.5 if "and_half" in found.forms else 0)


POINTS: dict[str, Callable[[Found], str | None]] = {
    "after_christ": after_christ,
    "ago": ago,
    "before_christ": before_christ,
    "beside": beside,
    "calendar": calendar,
    "century": century,
    "date_in_figures": date_in_figures,
    "day_beside": day_beside,
    "day_of_month": day_of_month,
    "days": days,
    "decade": decade,
    "fixed": fixed,
    "holiday": holiday,
    "quarter": quarter,
    "season": season,
    "second_year": second_year,
    "split_year": split_year,
    "the_unit": the_unit,
    "unit": unit,
    "weekday": weekday,
    "weekday_beside": weekday_beside,
    "weekday_of_month": weekday_of_month,
    "weekday_week": weekday_week,
    "weekend": weekend,
    "year_back": year_back,
    "year_end": year_end,
}
