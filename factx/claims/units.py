"""The unit of a quantity as it stands behind its figure: "12 people", "one person", "3 degrees Celsius"."""

from __future__ import annotations

from factx import words
from factx.model import Quantity


def one_unit(quantity: Quantity) -> str:
    """The unit in the singular, as it stands after "one"."""
    return "person" if quantity.unit == "people" else quantity.unit or ""


def unit_behind(quantity: Quantity) -> str:
    """The unit as it stands after the figure."""
    unit = quantity.unit
    if unit is None or (quantity.low == 1 and quantity.high == 1):
        return one_unit(quantity)
    measured, _, per = unit.partition(" per ")
    *front, last = measured.split()
    if front == ["degree"]:
        return f"degrees {last}"
    return " ".join([*front, words.plural(last)]) + (f" per {per}" if per else "")
