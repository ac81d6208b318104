"""Tells which numbers are below zero: "-3", "minus two percent", "−€3m", "2 degrees below zero"."""

from __future__ import annotations

from factx.quantities.atoms import BREAK, NUMBER, Atoms
from factx.quantities.figure import Figure

MINUS = frozenset("-−–")


def read_sign(atoms: Atoms, figure: Figure) -> None:
    """Makes the figure negative where a minus stands before it or before its currency: "-3", "minus two", "−€3m"."""
    at = sign_at(atoms, figure) or below_zero(atoms, figure)
    if not at or figure.low is None or figure.high is None:
        return
    figure.low, figure.high, figure.raw = -figure.high, -figure.low, -figure.raw
    if figure.begin == figure.first:
        figure.first = at
    figure.begin = at


def below_zero(atoms: Atoms, figure: Figure) -> int:
    """ "2 degrees below zero": where the figure begins if so, else 0; the words are then part of its unit."""
    if not atoms.phrase_at(figure.after, ("below", "zero")) or not (figure.unit or "degree").startswith("degree"):
        return 0
    figure.after += 2
    if figure.unit is None:
        figure.unit, figure.kind = "degree", "measure"
    return figure.first


def sign_at(atoms: Atoms, figure: Figure) -> int:
    """Where the minus before the figure begins, 0 if there is none: not in "5-3", "Covid-19", "plus or minus 3"."""
    at = figure.begin - 1
    word = atoms.words[at]
    if word == "minus":
        return at if atoms.words[at - 1] != "or" else 0
    if word == "negative":
        return at if figure.kind in ("money", "percent", "measure") or figure.unit is None else 0
    if word not in MINUS or not (atoms.glued(at) or is_spaced_minus(atoms, figure, at)):
        return 0
    if atoms.words[at - 1] in ("minus", "negative"):
        return at - 1
    alone = not atoms.glued(at - 1) and atoms.kinds[at - 1] != NUMBER
    return at if alone or atoms.words[at - 1] == "(" or atoms.kinds[at - 1] == BREAK else 0


def is_spaced_minus(atoms: Atoms, figure: Figure, at: int) -> bool:
    """Whether a dash apart from its number is a minus: behind a verb of being or a preposition ("was - 1.8")."""
    before = atoms.token(at - 1).pos_
    return before in ("ADP", "AUX", "PART") or (before == "VERB" and (figure.unit or "").startswith("degree"))
