"""Gives a time expression its ISO 8601 / TIMEX3 value: durations, sets and times of day. `values.py` has the days."""

from __future__ import annotations

from collections.abc import Callable

from factx.dates.found import Found, amount_of, weekday_number
from factx.dates.numbers import is_mixed, read_amount
from factx.dates.told import latest
from factx.dates.values import POINT_VALUES

# Half of a unit, and a quarter of an hour, where it is a whole number of a smaller one.
HALVES = {"Y": "6M", "TH": "T30M", "D": "T12H", "TM": "T30S"}
# How much of a smaller unit a quarter is.
PARTS = {"TH": (15, "TM"), "Y": (3, "M"), "D": (6, "TH"), "TM": (15, "TS")}
HALF, QUARTER = 0.5, 0.25


def resolve_value(found: Found) -> str | None:
    """The value of an expression, None if it has none without knowing more."""
    try:
        return VALUES[found.rule.value](found)
    except (ValueError, OverflowError):  # no such day
        return None


def duration(found: Found) -> str | None:
    """P3D; X where the number is left open; P2Y6M for "2 1/2 years"."""
    kind, amount = found.forms["unit"], amount_of(found)
    if amount is None:
        return spelled("X" if is_open(found) else "1", "W" if kind == "F" else kind)
    if "quarters" in found.forms:
        amount = read_amount(found.forms["quarters"]) * QUARTER
    if kind == "F":
        return spelled(f"{2 * amount:g}", "W")
    half = HALVES.get(kind)
    if half and amount == HALF:
        return f"P{half}"
    if half and is_mixed(found.forms.get("amount", "")):
        return spelled(f"{int(amount)}", kind) + (half if kind != "TH" else half[1:])
    if kind == "Q":
        return f"P{3 * int(amount)}M"
    return spelled(f"{amount:g}", kind)


def is_open(found: Found) -> bool:
    """Whether the number of units is left open: several years, for decades, months-long."""
    is_plural = found.text.lower().endswith("s")
    return "several" in found.forms or "open" in found.forms or is_plural


def spelled(amount: str, kind: str) -> str:
    if kind == "Q":
        return "P3M" if amount == "1" else f"P{amount}Q"
    return f"PT{amount}{kind[1]}" if kind[0] == "T" else f"P{amount}{kind}"


def with_quarters(found: Found) -> str:
    """Three quarters of an hour: PT45M; one and a quarter years: P15M. Raises ValueError for units without quarters."""
    kind = found.forms["unit"]
    if kind not in PARTS:
        raise ValueError(f"no quarters: {kind}")
    size, part = PARTS[kind]
    quarters = 4 * read_amount(found.forms.get("whole", "0")) + read_amount(found.forms.get("quarters", "a"))
    return spelled(f"{size * quarters:g}", part)


def nights(found: Found) -> str:
    return f"P{read_amount(found.forms['amount']):g}D"


def often(found: Found) -> str:
    return found.forms["often"]


def weekly(found: Found) -> str:
    """XXXX-WXX-1 for Mondays, with the part of the day."""
    part = f"T{found.forms['part']}" if "part" in found.forms else ""
    return f"XXXX-WXX-{weekday_number(found) + 1}{part}"


def clock(found: Found) -> str:
    """The time of day alone; its day stands elsewhere."""
    forms = found.forms
    if "noon" in forms:
        return "T24:00" if forms["noon"] == "midnight" else "T12:00"
    hour, minute = read_hour(forms["hour"]), int(forms.get("minute", "0"))
    if "past" in forms:
        hour, minute = past_hour(hour, forms["past"])
    if "half" in forms:
        if not 1 <= hour <= 12:
            raise ValueError(f"no such hour: {hour}")
        hour = hour % 12 + 12 * (forms["half"] == "p")
    zone = "Z" if forms.get("zone") in ("gmt", "utc") else ""
    return f"T{hour:02}:{minute:02}{zone}"


def read_hour(said: str) -> int:
    hour = int(read_amount(said))
    if not 0 <= hour <= 24:
        raise ValueError(f"no such hour: {hour}")
    return hour


def past_hour(hour: int, minutes: str) -> tuple[int, int]:
    """Half past three is 3:30, quarter to three 2:45."""
    gap = int(minutes)
    return (hour, gap) if gap >= 0 else ((hour - 1) % 24, 60 + gap)


def part_of_the_day(found: Found) -> str:
    """The morning, that night: of the day told before; at night: any."""
    day = latest(found.setting.told, "D") if "open" not in found.forms else None
    return f"{day or 'XXXX-XX-XX'}T{found.forms['part']}"


VALUES: dict[str, Callable[[Found], str | None]] = {
    **POINT_VALUES,
    "clock": clock,
    "duration": duration,
    "nights": nights,
    "often": often,
    "part_of_the_day": part_of_the_day,
    "with_quarters": with_quarters,
    "weekly": weekly,
}
