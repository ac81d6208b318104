"""An expression as it was found, and what every value asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from factx import words
from factx.dates.numbers import read_amount
from factx.dates.schema import DateRule
from factx.dates.told import Setting

MONTH_FORMS = ("month", "long_month", "plain_month", "any_month")


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
    return next((found.forms[form] for form in MONTH_FORMS if form in found.forms), None)


def month_number(name: str) -> int:
    """Raises ValueError for what is no month."""
    number = words.month(name)
    if number is None:
        raise ValueError(f"no month: {name}")
    return number


def weekday_number(found: Found, form: str = "weekday") -> int:
    """Of the weekday that is said: Monday is 0. Raises ValueError for what is none."""
    number = words.weekday(found.forms[form])
    if number is None:
        raise ValueError(f"no weekday: {found.forms[form]}")
    return number


def part_of_day(found: Found) -> str:
    return f"T{found.forms['part']}" if "part" in found.forms else ""


def amount_of(found: Found) -> float | None:
    """The number that is said; "a couple" is two, "several" is none."""
    said = found.forms.get("amount")
    if said is None:
        return 2 if "couple" in found.forms.get("several", "") else None
    return read_amount(said) + (0.5 if "and_half" in found.forms else 0)
