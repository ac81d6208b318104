"""Scores of games and votes: "3-2", "a 5 to 4 vote"."""

from __future__ import annotations

from factx.quantities.atoms import NUMBER, Atoms
from factx.quantities.figure import Figure

SCORE_LIMIT = 300
GOALS = 20  # more than in a score that is written with blanks
BESIDE, BESIDE_ODDS = 3, 4  # atoms before a score in which a word of games or votes stands


def is_score(atoms: Atoms, a: Figure, b: Figure, beside: frozenset[str]) -> bool:
    """Whether "3-2" is a score: small whole numbers tied by a dash, going down or `beside` a word of winning."""
    tight = atoms.glued(a.end - 1) and atoms.glued(a.end)
    tied = atoms.dash(a.end) and b.first == a.end + 1 and (tight or is_spaced(atoms, a, b))
    if not tied or a.unit is not None or (b.unit is not None and b.counted is None) or not all(map(is_points, (a, b))):
        return False
    if a.value >= b.value or (atoms.words[a.first - 1] == "(" and atoms.words[b.end] == ")" and b.unit is None):
        return True  # "Leeds (12-14)"
    near = b.counted is None and any(word in beside for word in atoms.words[max(1, a.first - BESIDE) : a.first])
    return near or atoms.words[b.end] in beside or opens_score(atoms, b.end)


def opens_score(atoms: Atoms, at: int) -> bool:
    """Whether two more numbers tied by a dash stand there, as in a list of sets: "beat Holm 4-6 6-4 6-3"."""
    tied = atoms.dash(at + 1) and atoms.glued(at) and atoms.glued(at + 1)
    return tied and atoms.kinds[at] == NUMBER and atoms.kinds[at + 2] == NUMBER


def is_points(figure: Figure) -> bool:
    """Whether the figure may be one side of a score: a small whole number in digits."""
    whole = figure.low is not None and figure.value == figure.value.to_integral_value()
    return whole and figure.style == "digits" and figure.scale == 1 and 0 <= figure.value <= SCORE_LIMIT


def is_spaced(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """Whether "3 – 0" with blanks may be a score: two small numbers, and no noun or "of" behind them."""
    if atoms.glued(a.end - 1) or atoms.glued(a.end) or max(a.value, b.value) > GOALS:
        return False
    return atoms.words[b.end] != "of" and (b.counted is None or atoms.raw(b.end)[0].isupper())


def is_odds(atoms: Atoms, a: Figure, b: Figure, beside: frozenset[str]) -> bool:
    """Whether "5 to 4" is a score: it goes down, and a vote or a margin stands `beside` it."""
    to = atoms.words[a.end] == "to" and b.first == a.end + 1 == b.begin
    if not to or a.unit is not None or not b.value <= a.value <= SCORE_LIMIT or (b.unit is not None and not b.counted):
        return False
    near = atoms.words[max(1, a.first - BESIDE_ODDS) : a.first] + atoms.words[b.end : b.end + 2]
    return a.begin == a.first and any(word in beside for word in near)


def make_score(a: Figure, b: Figure) -> Figure:
    """The score of two sides: the two numbers as low and high."""
    low, high = sorted((a.value, b.value))
    made = Figure(a.first, b.end, low, high, b.raw, b.scale, "digits", "score", kind="score", paired=True)
    made.bound = "range" if low != high else "exact"
    return made
