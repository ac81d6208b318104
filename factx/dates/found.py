"""An expression as it was found, and what every value asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from factx.dates.numbers import read_amount
from factx.dates.schema import DateRule
from factx.dates.told import Setting

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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


def month_said(found: Found) -> str | None:
    return next((found.forms[form] for form in ("month", "long_month", "any_month") if form in found.forms), None)


def part_of_day(found: Found) -> str:
    return f"T{found.forms['part']}" if "part" in found.forms else ""


def amount_of(found: Found) -> float | None:
    """The number that is said; "a couple" is two, "several" is none."""
    said = found.forms.get("amount")
    if said is None:
        return 2 if "couple" in found.forms.get("several", "") else None
    return read_amount(said) + (0.5 if "and_half" in found.forms else 0)
