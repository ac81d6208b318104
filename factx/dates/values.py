"""Gives a time expression its ISO 8601 / TIMEX3 value.

What a figure or word stands for is read from the rule's pattern; what is left open, from the day of publication by the
habits of news: a bare weekday is the most recent one, or the next one in a clause about what is to come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from factx.dates.schema import DateRule

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Found:
    """An expression as it was found.

    forms      what stood in each place of the pattern, in small letters; words as what they stand for
    anchor     the day of publication, None if unknown
    near       that day is inferred from a date told in the article: publication lies near it, mostly a little later
    last       value of the last date before it in the same section
    ahead      whether its clause is about what is to come; None if there is nothing to tell by
    """

    text: str
    rule: DateRule
    forms: Mapping[str, str]
    anchor: date | None
    near: bool
    last: str | None
    ahead: bool | None


def resolve_value(found: Found) -> str | None:
    """The value of an expression, None if it has none without knowing more."""
    try:
        return VALUES[found.rule.value](found)
    except (ValueError, OverflowError):  # no such day
        return None


def calendar(found: Found) -> str | None:
    """Year, month and day as far as they are said; without a year, the one nearest in the direction of the clause."""
    month_name = found.forms.get("month") or found.forms.get("long_month")
    if month_name is None:
        return found.forms["year"]
    month, day = MONTHS.index(month_name[:3]) + 1, day_number(found.forms.get("day"))
    year = year_of(found, month, day)
    if year is None:
        return None
    if day is None:
        return f"{year}-{month:02}"
    return date(year, month, day).isoformat() + part_of_day(found)


def year_of(found: Found, month: int, day: int | None) -> int | None:
    """The year that is said, or the one in which that month lies nearest to the day of publication."""
    if "year" in found.forms:
        return int(found.forms["year"])
    if found.anchor is None:
        return None
    anchor = found.anchor
    if "near" in found.forms and found.rule.id == "month-and-year":
        return anchor.year + int(found.forms["near"])
    past = anchor.year - ((month, day or 1) > (anchor.month, anchor.day))
    ahead = found.ahead if "near" not in found.forms else int(found.forms["near"]) > 0
    if ahead is None:
        return past + (distance(anchor, past + 1, month) < -distance(anchor, past, month))
    if not ahead:
        return past
    return past if (past, month) == (anchor.year, anchor.month) and not day else past + 1


def holiday(found: Found) -> str | None:
    """The day a feast falls on that has the same date every year."""
    month, day = (int(part) for part in found.forms["holiday"].split("-"))
    year = year_of(found, month, day)
    return None if year is None else date(year, month, day).isoformat()


def distance(anchor: date, year: int, month: int) -> int:
    """Months from the day of publication to a month."""
    return (year - anchor.year) * 12 + month - anchor.month


def day_number(day: str | None) -> int | None:
    return None if day is None else int(day.rstrip("stndrh"))


def part_of_day(found: Found) -> str:
    return f"T{found.forms['part']}" if "part" in found.forms else ""


def weekday(found: Found) -> str | None:
    """The most recent such day, today included; "last" leaves today out; the next one in a clause about the future.

    Where the day of publication is only near the anchor: the one nearest to it.
    """
    if found.anchor is None:
        return None
    wanted = WEEKDAYS.index(found.forms["weekday"][:3])
    back = (found.anchor.weekday() - wanted) % 7
    if found.near:
        back -= 7 * (back > 3)
        return None if "near" in found.forms else (found.anchor - timedelta(back)).isoformat() + part_of_day(found)
    near = found.forms.get("near")
    ahead = found.ahead if near is None else near == "1" or (near == "0" and found.ahead is not False)
    if ahead and (back or near == "1"):
        back -= 7
    elif near == "-1" and not back:
        back = 7
    return (found.anchor - timedelta(back)).isoformat() + part_of_day(found)


def weekly(found: Found) -> str:
    return f"XXXX-WXX-{WEEKDAYS.index(found.forms['weekday'][:3]) + 1}"


def days(found: Found) -> str | None:
    """Yesterday, last night, this morning."""
    if found.anchor is None or found.near:
        return None
    shift = int(found.forms.get("today", found.rule.shift))
    return (found.anchor + timedelta(shift)).isoformat() + part_of_day(found)


def weekend(found: Found) -> str | None:
    """The week it ends; the last one begun, or the coming one in a clause about the future."""
    if found.anchor is None or found.near:
        return None
    near, is_weekend = found.forms.get("near"), found.anchor.weekday() >= 5
    if near is None:
        shift = 0 if is_weekend or found.ahead else -1
    else:
        shift = int(near) if near != "0" else -(found.ahead is False and not is_weekend)
    return iso_week(found.anchor + timedelta(7 * shift)) + "-WE"


def iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def ago(found: Found) -> str | None:
    """So many units before the day of publication, as exact as the unit is."""
    amount = amount_of(found)
    if found.anchor is None or amount is None or amount != int(amount):
        return None
    if found.near and found.forms["unit"] in ("D", "W"):
        return None
    return shifted(found.anchor, -int(amount), found.forms["unit"])


def unit(found: Found) -> str | None:
    """Last year, this week."""
    if found.anchor is None or (found.near and found.forms["unit"] in ("D", "W")):
        return None
    return shifted(found.anchor, int(found.forms.get("near", 0)), found.forms["unit"])


def shifted(day: date, amount: int, kind: str) -> str | None:
    """The day, week, month … that lies `amount` of them away, None for parts of a day."""
    if kind == "D":
        return (day + timedelta(amount)).isoformat()
    if kind == "W":
        return iso_week(day + timedelta(7 * amount))
    if kind in ("M", "Q"):
        size = 1 if kind == "M" else 3
        months = (day.year * 12 + day.month - 1) // size + amount
        year, part = divmod(months, 12 // size)
        return f"{year}-{part + 1:02}" if kind == "M" else f"{year}-Q{part + 1}"
    digits = {"Y": 4, "DE": 3, "CE": 2}.get(kind)
    if digits is None:
        return None
    return f"{day.year + amount * 10 ** (4 - digits):04}"[:digits]


def beside(found: Found) -> str | None:
    """A day earlier, the following month: counted from the date before it, None if that is not exact enough."""
    if found.last is None:
        return None
    said = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d|-)", found.last)
    kind, amount = found.forms["unit"], amount_of(found)
    needed = {"D": 10, "W": 10, "M": 7, "Q": 7, "Y": 4}.get(kind, 99)
    if said is None or len(said.group()) < needed or (amount is None and "beside" not in found.forms):
        return None
    start = date.fromisoformat((said.group() + "-01-01")[:10])
    steps = int(found.forms.get("beside") or found.forms["then"]) * int(amount or 1)
    return shifted(start, steps, kind)


def quarter(found: Found) -> str | None:
    """Of the year that is said, or the last one begun (the coming one in a clause about the future)."""
    if "near" in found.forms:
        return shifted(found.anchor, int(found.forms["near"]), "Q") if found.anchor else None
    number = int(found.forms["nth"])
    if "year" in found.forms:
        return f"{found.forms['year']}-Q{number}"
    if found.anchor is None:
        return None
    year, this = found.anchor.year, (found.anchor.month + 2) // 3
    if found.ahead:
        year += number < this
    else:
        year -= number > this
    return f"{year}-Q{number}"


def season(found: Found) -> str | None:
    """Named after the year it begins in."""
    name = found.forms["season"]
    if "year" in found.forms:
        return f"{found.forms['year']}-{name}"
    if found.anchor is None:
        return None
    near, anchor = found.forms.get("near"), found.anchor
    if found.rule.id == "season-of-a-year":
        return f"{anchor.year + int(near or 0)}-{name}"
    begun = anchor.year - (anchor.month < SEASON_STARTS[name])
    running = distance(anchor, begun, SEASON_STARTS[name]) > -3
    if near == "-1":
        begun -= running
    elif (near == "1" or found.ahead or near == "0") and not running:
        begun += 1
    return f"{begun}-{name}"


def decade(found: Found) -> str:
    if "decade" in found.forms:
        return found.forms["decade"]
    if "ten" in found.forms:
        return found.forms["ten"]
    short = found.forms["short"]
    return ("20" if short in "01" else "19") + short


def century(found: Found) -> str:
    return found.forms["century"]


def duration(found: Found) -> str | None:
    """P3D; X where the number is left open."""
    kind = found.forms["unit"]
    amount = amount_of(found)
    if amount is None:
        said = "X" if "several" in found.forms or found.rule.id == "for-years" else "1"
    else:
        said = f"{amount:g}"
    if kind == "Q":
        return f"P{3 * int(amount or 1)}M"
    return f"P{kind[0]}{said}{kind[1]}" if kind[0] == "T" else f"P{said}{kind}"


def amount_of(found: Found) -> float | None:
    """The number that is said; "a couple" is two, "several" is none."""
    said = found.forms.get("amount")
    if said is None:
        return 2 if "couple" in found.forms.get("several", "") else None
    return number_of(said) + (0.5 if "half" in found.forms else 0)


def number_of(said: str) -> float:
    """The value of figures ("2.5") or words ("twenty-one", "an", "half a")."""
    if said[0].isdigit():
        return float(said)
    if said.startswith("half"):
        return 0.5
    words = {"a": 1, "an": 1, "other": 2} | {w: n for n, w in enumerate(NUMBERS)}
    words |= {w: 20 + 10 * n for n, w in enumerate(TENS)}
    return float(sum(words[w] for w in said.split("-")))


def often(found: Found) -> str:
    return found.forms["often"]


def clock(found: Found) -> str:
    """The time of day alone; its day stands elsewhere."""
    if "noon" in found.forms:
        return "T12:00" if found.forms["noon"] == "noon" else "T24:00"
    hour, minute = int(found.forms["hour"]), found.forms.get("minute")
    if "half" in found.forms:
        if not 1 <= hour <= 12:
            raise ValueError(f"no such hour: {hour}")
        hour = hour % 12 + 12 * (found.forms["half"] == "p")
    return f"T{hour:02}:{minute or '00'}"


def fixed(found: Found) -> str | None:
    return found.rule.fixed


def open_(found: Found) -> None:
    return None


def read_elsewhere(found: Found) -> str | None:
    """A date in figures, by dateparser: it knows which of them is the month."""
    import dateparser  # late: few articles need it

    parsed = dateparser.parse(found.text, languages=["en"], settings={"STRICT_PARSING": True, "DATE_ORDER": "MDY"})
    return parsed.date().isoformat() if parsed else None


VALUES: dict[str, Callable[[Found], str | None]] = {
    "ago": ago,
    "beside": beside,
    "calendar": calendar,
    "century": century,
    "clock": clock,
    "days": days,
    "decade": decade,
    "duration": duration,
    "fixed": fixed,
    "holiday": holiday,
    "often": often,
    "open": open_,
    "quarter": quarter,
    "read_elsewhere": read_elsewhere,
    "season": season,
    "unit": unit,
    "weekday": weekday,
    "weekend": weekend,
    "weekly": weekly,
}
