"""What two finished figures beside each other make: one of both.

"above 1000 and below 1500"   one range          "3 dollars 50 cents", "15 dollars 50"   one sum
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factx.quantities.atoms import BREAK, Atoms
from factx.quantities.bounds import OPEN_ABOVE, OPEN_BELOW
from factx.quantities.figure import Figure, made_of

HUNDREDTHS = frozenset({"cent", "penny", "paisa", "kopeck"})
HUNDRED = 100
AFTER_SUM = frozenset(".,;)")
LINKS = frozenset({"and", "but"})


def merge_pairs(atoms: Atoms, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with limits of one range, and whole and part of one sum, made one."""
    out: list[Figure] = []
    for figure in figures:
        merged = (limits(atoms, out[-1], figure) or sum_of_money(atoms, out[-1], figure)) if out else None
        if merged is None:
            out.append(figure)
        else:
            out[-1] = merged
    return out


def limits(atoms: Atoms, a: Figure, b: Figure) -> Figure | None:
    """ "greater than A and less than B", "at most B and at least A": the range between two limits."""
    at = max(a.after, a.stop)
    beside = atoms.words[at] in LINKS and b.begin == at + 1
    sides = {a.bound in OPEN_ABOVE, b.bound in OPEN_ABOVE}
    bounded = a.bound in (*OPEN_ABOVE, *OPEN_BELOW) and b.bound in (*OPEN_ABOVE, *OPEN_BELOW)
    if not (beside and bounded and len(sides) == 2) or (a.unit is not None and b.unit not in (a.unit, None)):
        return None
    low, high = (a.low, b.high) if a.bound in OPEN_ABOVE else (b.low, a.high)
    if low is None or high is None or low >= high:
        return None
    return joined(a, b, low, high, "range", "range-limits")


def sum_of_money(atoms: Atoms, a: Figure, b: Figure) -> Figure | None:
    """ "3 dollars 50 cents", "thirteen dollars and five cents", "15 dollars 50": one sum of money."""
    spelt = a.kind == "money" and not a.prefixed and a.bound == b.bound == "exact" and a.scale == b.scale == 1
    if not spelt or b.begin != a.after + (atoms.words[a.after] in ("and", ",")) or not 0 < b.value < HUNDRED:
        return None
    bare = b.unit is None and b.value >= 10 and a.after == b.begin
    closed = atoms.words[b.end] in AFTER_SUM or atoms.kinds[b.end] == BREAK
    if (a.unit or "") in HUNDREDTHS or not (b.unit in HUNDREDTHS or (bare and closed)):
        return None
    whole = a.value + b.value / HUNDRED
    return joined(a, b, whole, whole, "exact", a.rule)


def joined(a: Figure, b: Figure, low: Decimal, high: Decimal, bound: str, rule: str) -> Figure:
    """One figure over both, with the unit that either has."""
    made = made_of(a, b, (low, high), rule, a if a.unit is not None else b)
    made.bound, made.change, made.paired = bound, a.change, False
    return made
