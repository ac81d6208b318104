"""TIMEX3 values of DATE and TIME as points of a calendar: how exact one is, and what lies so many units from it.

A value here is a string: "2016-06-03", "2016-W22", "2016-06", "2016-Q2", "2016", "201" (a decade), "20" (a century);
years before Christ are "BC0480".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

DAY, MONTH, YEAR = "D", "M", "Y"
# How many characters of a value say as much.
LENGTH = {DAY: 10, "W": 10, "F": 10, MONTH: 7, "Q": 7, YEAR: 4, "DE": 3, "CE": 2}
POINT = re.compile(r"(?P<bc>BC)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?=$|T)")
QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
WEEK = re.compile(r"(\d{4})-W(\d\d)")
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def cut(value: str, grain: str) -> str | None:
    """The value with no more than the grain (D M Y) says; None if it does not say as much."""
    match = POINT.match(value)
    needed = LENGTH[grain]
    if match and grain == YEAR and match["bc"]:
        return value[:6]
    if match and not match["bc"] and len(match.group()) >= needed:
        return value[:needed]
    if match is None and grain == YEAR and (QUARTER.match(value) or WEEK.match(value) or re.match(r"\d{4}-", value)):
        return value[:4]
    return None


def first_day(value: str) -> date | None:
    """The first day of a day, week, month, quarter or year of our era; None for what is not as exact."""
    match = POINT.match(value)
    if match and not match["bc"]:
        return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    if quarter := QUARTER.match(value):
        return date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
    if week := WEEK.match(value):
        return date.fromisocalendar(int(week[1]), int(week[2]), 1)
    return None


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def shifted(day: date, amount: int, unit: str) -> str | None:
    """The day, week, month … that lies `amount` of them away, None for parts of a day."""
    if unit == "D":
        return (day + timedelta(amount)).isoformat()
    if unit in ("W", "F"):
        return iso_week(day + timedelta((7 if unit == "W" else 14) * amount))
    if unit in ("M", "Q"):
        return month_or_quarter(day, amount, unit)
    digits = LENGTH.get(unit)
    if digits is None:
        return None
    return f"{day.year + amount * 10 ** (4 - digits):04}"[:digits]


def same_day(day: date, amount: int, unit: str) -> str | None:
    """The day that lies so many days, weeks or months away; the last of a month that is shorter."""
    if unit in ("D", "W", "F"):
        return (day + timedelta({"D": 1, "W": 7, "F": 14}[unit] * amount)).isoformat()
    if unit != "M":
        return shifted(day, amount, unit)
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    first = date(year, month + 1, 1)
    last = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)
    return first.replace(day=min(day.day, last.day)).isoformat()


def month_or_quarter(day: date, amount: int, unit: str) -> str:
    size = 1 if unit == "M" else 3
    months = (day.year * 12 + day.month - 1) // size + amount
    year, part = divmod(months, 12 // size)
    return f"{year:04}-{part + 1:02}" if unit == "M" else f"{year:04}-Q{part + 1}"


def years_before_christ(value: str, amount: int, unit: str) -> str | None:
    """The year, decade or century that lies `amount` of them after one before Christ."""
    if not value.startswith("BC") or unit not in ("Y", "DE", "CE"):
        return None
    year = int(value[2:6].ljust(4, "0")) - amount * 10 ** (4 - LENGTH[unit])
    return f"BC{year:04}"[: 2 + LENGTH[unit]] if year > 0 else None


def months_between(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Months from one (year, month) to another."""
    return (b[0] - a[0]) * 12 + b[1] - a[1]
