"""The unit of a quantity as it stands behind its figure: "12 people", "one person", "3 degrees Celsius"."""

from __future__ import annotations

import re
import unicodedata

from factx import words
from factx.model import Quantity

LIMIT = re.compile(r" or (?:more|fewer|less|higher|above|below)\b|(?:,| or| and) (?:possibly|perhaps) more\b")


def limit_behind(quantity: Quantity, text: str) -> str:
    """The limit that stands behind what is counted: "or more" of "20 people or more"."""
    end = max(quantity.span.end, quantity.counted[1] if quantity.counted else 0)
    found = LIMIT.match(text, end) if quantity.bound in ("at_least", "at_most") else None
    said = found.group() if found else ""
    return f"{said}," if said.startswith(",") else said


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


def with_percent(figure: str, quantity: Quantity) -> str:
    """The figure of a rate with its sign or word after the last number, as the text has it elsewhere."""
    if quantity.kind != "percent" or not figure[-1:].isalnum() or figure.endswith("percent"):
        return figure
    return f"{figure}%" if "%" in figure else f"{figure} percent"


def with_currency(figure: str, quantity: Quantity, text: str) -> str:
    """A sum with its currency as the article writes it: "1.02 billion euros" where the number is "1.02 billion"."""
    unit = (quantity.unit or "").split(" per ")[0].split()[-1:]
    signed = any(unicodedata.category(c) == "Sc" or c.isupper() for c in figure)
    if not unit or signed or unit[0] in figure.lower():
        return figure
    names = "|".join(map(re.escape, (unit[0], words.plural(unit[0]))))
    behind = re.match(rf"[ -]?((?:\w+ )?(?:{names})\w*)", text[quantity.span.end :], re.IGNORECASE)
    return f"{figure} {behind.group(1)}" if behind else figure
