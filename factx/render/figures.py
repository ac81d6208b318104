"""A quantity the way an editor would write it in a column: "≥ 200", "≈ 50", "12–15", "$3.4 billion", "dozens"."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from factx import words
from factx.plain import Plain, number_from_plain
from factx.render.text import one_line

BOUND_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "about": "≈ "}
CHANGES = {"up": "+", "down": "−"}
BEFORE_NUMBER = ("magnitude",)  # units that are told before the number
MOST_PARTS = 20  # of what a share is told in: "nine-tenths", "one in 20"
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪"}


def figure(quantity: Plain) -> str:
    """The number with its sign of bound, and with its unit where that is money, percent or a measure."""
    low, high = number_from_plain(quantity["low"]), number_from_plain(quantity["high"])
    if quantity["bound"] == "vague":
        return one_line(quantity["text"]).lower()
    sign = BOUND_SIGNS.get(quantity["bound"], "") + CHANGES.get(quantity["change"] or "", "")
    one = high if low is None else low if high in (None, low) else None
    if quantity["kind"] == "ratio" and one is not None and (part := _fraction(one)):
        return sign + part
    return sign + with_unit(_digits(low, high), quantity)


def _fraction(share: Decimal) -> str:
    """A share as it is said: "2/3" for 0.666666666666667; nothing where it is no simple one."""
    part = Fraction(share).limit_denominator(MOST_PARTS)
    simple = 0 < part < 1 and abs(Fraction(share) - part) < Fraction(1, 10**6)
    return f"{part.numerator}/{part.denominator}" if simple else ""


def _digits(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None and low != high:
        first, last = number(low), number(high)
        scale = last.partition(" ")[2]
        shared = scale and first.endswith(f" {scale}")  # "120–150 million"
        return f"{first.partition(' ')[0] if shared else first}–{last}"
    one = low if low is not None else high
    return "?" if one is None else number(one)


def number(value: Decimal) -> str:
    """Digits with thousands separators; a scale word where the value has no more than three digits of it."""
    for scale, word in SCALES:
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.001")):
            return f"{_plain(scaled)} {word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


def with_unit(digits: str, quantity: Plain) -> str:
    """The digits with a currency sign before or a unit after them; a counted noun is left to the column beside."""
    kind, code = quantity["kind"], quantity["unit_code"]
    unit, per, whole = one_line(quantity["unit"] or "").partition(" per ")
    if kind == "percent":
        amount = digits + ("%" if unit in ("", "percent") else f" {_named(unit, digits)}")
    elif kind == "money":
        amount = SYMBOLS[code] + digits if code in SYMBOLS else f"{digits} {code or _named(unit, digits)}"
    elif unit in BEFORE_NUMBER:
        return f"{unit} {digits}"
    elif kind in ("measure", "age", "duration"):
        symbol = code if code != unit and not per else None
        amount = f"{digits} {symbol or _named(unit, digits)}"
    else:
        return digits
    return f"{amount}{per}{whole}".rstrip()


def _named(unit: str, digits: str) -> str:
    """The unit's name, in the plural where there is more than one."""
    return unit if digits == "1" or not unit or unit.endswith("s") else words.plural(unit)
