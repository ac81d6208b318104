"""Makes one quantity of two numerals: ranges ("12 to 15", "from 38 to 45"), ratios ("one in five"), scores ("3-2").

What stands between the two, and before the first, is told by the `[[join]]` rules. Of a range that says how something
moved ("rose from 38 to 45", "fell to 4% from 5%") the two levels are kept: claims are made of them, see levels.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factx.quantities.atoms import NUMBER, WORD, Atoms
from factx.quantities.figure import Figure, made_of
from factx.quantities.fractions import SIGNIFICANT
from factx.quantities.schema import JoinRule
from factx.quantities.scores import is_odds, is_score, make_score
from factx.quantities.spellings import atoms_of, words_of

BOUND_REACH = 4  # atoms that a bound between "by" and the size of a change has at most
NEAR = 8  # atoms that can stand between two numerals of one quantity
ASIDE = 3  # atoms between the first level and "to": "in 2008", "a year ago"
CLAUSE_TAGS = frozenset({"VERB", "AUX", "CCONJ", "PRON"})
LARGEST_PART, LARGEST_SCALE, LEAST_RATIO = 999, 1000, Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Join:
    """A join rule with its phrases as atoms."""

    rule: JoinRule
    phrases: tuple[tuple[str, ...], ...]
    openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Joins:
    """The rules; what stands by a score, between an opener and the first number, and what moves between levels."""

    rules: tuple[Join, ...]
    score: frozenset[str]
    opened: tuple[tuple[str, ...], ...]
    changes: frozenset[str]


def compile_joins(rules: Sequence[JoinRule], lists: dict[str, tuple[str, ...]], changes: frozenset[str]) -> Joins:
    """The join rules with the words they need."""
    made = tuple(Join(r, tuple(atoms_of(w) for w in r.words), frozenset(r.opener)) for r in rules)
    return Joins(
        made, frozenset(lists["score"]), ((), *map(words_of, lists["opened"])), changes | frozenset(lists["shifts"])
    )


def join_figures(atoms: Atoms, figures: Sequence[Figure], joins: Joins) -> list[Figure]:
    """The figures with those that belong together made one; what a dash ties comes first."""
    for tight in (True, False):
        rules = [join for join in joins.rules if join.rule.tight == tight]
        out: list[Figure] = []
        for figure in figures:
            made = joined(atoms, out[-1], figure, rules, joins) if out else None
            if made is None:
                out.append(figure)
            else:
                out[-1] = made
        figures = out
    return list(figures)


def joined(atoms: Atoms, a: Figure, b: Figure, rules: Sequence[Join], joins: Joins) -> Figure | None:
    """One figure made of a and b, or None if they are two."""
    if b.begin - a.end > NEAR or a.paired or b.paired or a.vague or b.vague or hanging(atoms, a, b):
        return None
    if is_score(atoms, a, b, joins.score) or is_odds(atoms, a, b, joins.score):
        return make_score(a, b)
    for join in rules:
        if between(atoms, a, b, join):
            made = ratio(a, b, join) if join.rule.makes == "ratio" else spanning(atoms, a, b, join, joins)
            if made is not None:
                return made
    return None


def between(atoms: Atoms, a: Figure, b: Figure, join: Join) -> bool:
    """Whether exactly the words of the rule stand between the two, but for what only says when the first level was."""
    after = a.after + (atoms.dash(a.after) and atoms.glued(a.after - 1) and not atoms.glued(a.after))
    start = b.begin
    if join.rule.makes == "ratio" and atoms.dash(start - 1) and atoms.dash(a.end):  # "a one-in-five chance"
        after, start = a.end + 1, start - 1
    ends = {start - len(p) for p in join.phrases if atoms.phrase_before(start, p)}
    if join.rule.aside and (a.unit is not None or atoms.words[after] == "in"):
        return any(after <= end <= after + ASIDE and is_aside(atoms, after, end) for end in ends)
    return after in ends


def is_aside(atoms: Atoms, start: int, end: int) -> bool:
    """Whether the atoms only say of the first level when it was, or of what: "from $5 in 2008 to $9"."""
    if any(atoms.kinds[at] not in (WORD, NUMBER) for at in range(start, end)):
        return False
    return end - start <= 1 or all(atoms.token(at).pos_ not in CLAUSE_TAGS for at in range(start, end))


def hanging(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """ "7- or 8-inch": two figures; the first takes the unit of the second."""
    dash = atoms.dash(a.end) and atoms.glued(a.end - 1) and not atoms.glued(a.end)
    if not dash or atoms.words[a.end + 1] not in ("or", "and") or b.first != a.end + 2:
        return False
    a.measure_as(b)
    a.after = a.end + 1
    return True


def opened(atoms: Atoms, a: Figure, join: Join, joins: Joins) -> int:
    """Where the opener stands, `a.begin` if none is needed, 0 if it is missing."""
    if not join.openers:
        return a.begin
    for phrase in joins.opened:
        at = a.begin - len(phrase) - 1
        if atoms.phrase_before(a.begin, phrase) and atoms.words[at] in join.openers:
            return at
    return 0


def spanning(atoms: Atoms, a: Figure, b: Figure, join: Join, joins: Joins) -> Figure | None:
    """The range from a to b."""
    begin = opened(atoms, a, join, joins)
    if not begin or not same_unit(a, b) or a.low is None or b.low is None:
        return None
    moves = bool(join.openers) and is_moved(atoms, begin, joins)
    ends = scaled(a, b)
    if not ordered(atoms, a, b, join, ends, joins) or (join.rule.makes == "levels" and not moves):
        return None
    lead = a if b.unit is None or (a.unit or "").startswith(f"{b.unit} per ") else b
    made = made_of(a, b, (min(ends), max(ends)), join.rule.id, lead)
    made.begin = begin if join.rule.spans_opener else a.begin
    made.counted, made.bound = b.counted, "range"
    if moves:
        a.low = a.high = ends[0]
        if a.unit is None:
            a.measure_as(b)
        made.levels = (b, a) if join.rule.makes == "levels" else (a, b)
    return made


def is_moved(atoms: Atoms, at: int, joins: Joins) -> bool:
    """Whether the "from" or "to" at atom `at` hangs on a word of change."""
    token = atoms.token(at)
    near = (token.head, token.head.head, *([token.nbor(-1)] if token.i else ()))
    return any(word.lemma_.lower() in joins.changes for word in near)


def scaled(a: Figure, b: Figure) -> tuple[Decimal, Decimal]:
    """Both ends; the scale word of the second counts for the first too ("2-3 billion")."""
    low, high = a.value, b.value
    if a.scale == 1 and b.scale > 1 and a.raw <= b.raw and (a.unit is None or a.kind == "money"):
        low = a.raw * b.scale
    return low, high


def same_unit(a: Figure, b: Figure) -> bool:
    """Whether both can be ends of one range."""
    if a.unit is None or b.unit is None:
        return b.counted is None or a.unit is None
    if a.counted or b.counted:
        return a.unit == b.unit
    return b.unit.split(" per ")[0] == a.unit.split(" per ")[0]


def ordered(atoms: Atoms, a: Figure, b: Figure, join: Join, ends: tuple[Decimal, Decimal], joins: Joins) -> bool:
    """Whether the numbers go up as they do in a range of this form, and are no size with a level ("rose 5% to 20%")."""
    low, high = ends
    if join.rule.order == "differ":
        return low != high
    if join.rule.order == "near":
        listed = atoms.words[a.begin - 1] == "," and atoms.kinds[a.begin - 2] == NUMBER  # "5, 6 or 7 people"
        return low < high <= 2 * low + 1 and a.unit is None and a.style == b.style and not listed
    if low >= high and not (low > high and is_measured(a) and is_measured(b)):
        return False
    if join.rule.tight:
        return a.counted is None and atoms.glued(a.after - 1) == atoms.glued(a.after)
    if a.unit is not None and b.unit is None and not a.prefixed:  # "52 points or 0.7 percent to 7,891"
        return False
    return not (is_size(atoms, a, joins) and (a.unit is not None or b.unit is None))


def is_measured(figure: Figure) -> bool:
    """Whether the figure has a measure of its own, as both ends of "1.3 metres to 0.2 metres" have."""
    return figure.kind == "measure" and figure.after > figure.end


def is_size(atoms: Atoms, a: Figure, joins: Joins) -> bool:
    """Whether the number before "to" is the size of a change: "rose 5% to 20%", "a rise of 5% to 20%"."""
    noun = atoms.words[a.begin - 1] == "of" and atoms.token(a.begin - 2).lemma_ in joins.changes
    return a.change is not None or noun or "by" in atoms.words[max(1, a.begin - BOUND_REACH) : a.begin]


def ratio(a: Figure, b: Figure, join: Join) -> Figure | None:
    """The ratio of "one in five", as the number it is."""
    if a.unit is not None or b.kind != "count" or a.low is None or b.low is None or b.bound != "exact":
        return None
    whole = all(low == low.to_integral_value() and low > 0 for low in (a.low, b.low))
    if not whole or not a.low < b.low or a.low > LARGEST_PART or b.scale > LARGEST_SCALE:
        return None
    value = (a.low / b.low).quantize(Decimal(1).scaleb(-SIGNIFICANT)).normalize()
    if value < LEAST_RATIO:
        return None
    made = made_of(a, b, (value, value), join.rule.id, b)
    made.kind, made.code, made.raw, made.scale = "ratio", None, value, Decimal(1)
    return made
