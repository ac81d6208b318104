"""Makes one quantity of two numerals: ranges ("12 to 15", "from 38 to 45"), ratios ("one in five"), scores ("3-2").

What stands between the two, and before the first, is told by the `[[join]]` rules. Of a range that says how something
moved ("rose from 38 to 45", "fell to 4% from 5%") the two levels are kept: claims are made of them, see levels.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from spacy.tokens import Token

from factx.quantities.atoms import Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.conditions import Condition, ListsInOrder, all_hold, compile_conditions, compile_each
from factx.quantities.figure import Figure, made_of
from factx.quantities.fractions import share
from factx.quantities.patterns import Lists, PairPattern, opening_of, read_pair_pattern
from factx.quantities.schema import JoinRule
from factx.quantities.scores import is_odds, is_score, make_score

BOUND_REACH = 4  # atoms that a bound between "by" and the size of a change has at most
NEAR = 8  # atoms that can stand between two numerals of one quantity
PHRASE_STEPS = 6
PHRASE = frozenset(("ADP", "NOUN", "PROPN"))
LEAST_RATIO = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Join:
    """A join rule with its patterns and conditions, ready to ask."""

    rule: JoinRule
    patterns: tuple[PairPattern, ...]
    but: tuple[PairPattern, ...]
    first: tuple[Condition, ...]
    second: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Joins:
    """The rules: what a dash ties comes first; what stands by a score; what moves between levels."""

    rounds: tuple[tuple[Join, ...], ...]
    score: frozenset[str]
    changes: frozenset[str]
    lists: Lists


def compile_joins(rules: Sequence[JoinRule], written: ListsInOrder, lists: Lists, changes: frozenset[str]) -> Joins:
    """The join rules with the words they need. Raises RuleError for a pattern or condition that is none."""
    read = partial(read_pair_pattern, lists=written)
    made = [
        Join(
            rule,
            compile_each(rule.id, "patterns", rule.patterns, read),
            compile_each(rule.id, "but", rule.but, read),
            compile_conditions(rule.id, "first", rule.first, lists.contexts),
            compile_conditions(rule.id, "second", rule.second, lists.contexts),
        )
        for rule in rules
    ]
    rounds = tuple(tuple(join for join in made if join.rule.tight == tight) for tight in (True, False))
    return Joins(rounds, lists["score"], changes | lists["shifts"], lists)


def join_figures(atoms: Atoms, figures: Sequence[Figure], joins: Joins) -> list[Figure]:
    """The figures with those that belong together made one; what a dash ties comes first."""
    for rules in joins.rounds:
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
    if b.begin - a.end > NEAR or a.paired or b.paired or a.vague or b.vague:
        return None
    if is_score(atoms, a, b, joins.score) or is_odds(atoms, a, b, joins.score):
        return make_score(a, b)
    for join in rules:
        begin = opened(atoms, a, b, join, joins.lists)
        if begin is not None:
            made = ratio(a, b, join) if join.rule.makes == "ratio" else spanning(atoms, a, b, begin, join, joins)
            if made is not None:
                return made
    return None


def opened(atoms: Atoms, a: Figure, b: Figure, join: Join, lists: Lists) -> int | None:
    """Where the words of the rule begin, which stand before and between the two; None if they do not."""
    openings = (opening_of(atoms, a, b, pattern) for pattern in join.patterns)
    begin = next((begin for begin in openings if begin is not None), None)
    if begin is None or any(opening_of(atoms, a, b, pattern) is not None for pattern in join.but):
        return None
    first, second = Candidate(atoms, a, False, lists), Candidate(atoms, b, False, lists)
    return begin if all_hold(first, join.first) and all_hold(second, join.second) else None


def spanning(atoms: Atoms, a: Figure, b: Figure, begin: int, join: Join, joins: Joins) -> Figure | None:
    """The range from a to b, whose words begin at an atom."""
    if not same_unit(a, b) or a.low is None or b.low is None:
        return None
    moves = begin < a.begin and is_moved(atoms, begin, joins)
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
    """Whether the "from" or "to" at atom `at` hangs on a word of change, or on what such a verb changes."""
    if atoms.words[at] == "between":
        return False  # "cut between 600 and 700 jobs"
    token = atoms.token(at)
    near = [token.head, token.head.head, *([token.nbor(-1)] if token.i else ())]
    near += [verb_over(token)] if atoms.words[at] == "from" else []
    return any(word.lemma_.lower() in joins.changes for word in near)


def verb_over(token: Token) -> Token:
    """The verb of the noun phrase that a preposition stands in: "raised the toll of the attack from 11 to 15"."""
    for _ in range(PHRASE_STEPS):
        if token.pos_ not in PHRASE:
            break
        token = token.head
    return token


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
        return low < high <= 2 * low + 1 and a.style == b.style
    if a.raw < 1 and (a.style, b.style) == ("words", "digits"):
        return False  # "slowed by a third to $25.5 billion"
    if low >= high and not (low > high and is_measured(a) and is_measured(b)):
        return False
    if join.rule.tight:
        return True
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
    value = share(int(a.value), int(b.value)) if a.value < b.value else Decimal(1)
    if not LEAST_RATIO <= value < 1:
        return None
    made = made_of(a, b, (value, value), join.rule.id, b)
    made.kind, made.code, made.raw, made.scale = "ratio", None, value, Decimal(1)
    return made
