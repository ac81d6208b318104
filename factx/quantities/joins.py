"""Makes one quantity of two numerals: ranges ("12 to 15"), ratios ("one in five") and scores ("3-2")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from factx.quantities.atoms import NUMBER, WORD, Atoms
from factx.quantities.bounds import atoms_of
from factx.quantities.figure import Figure
from factx.quantities.numerals import SIGNIFICANT
from factx.quantities.schema import JoinRule

SCORE_LIMIT = 300
TALLY_REACH = 10  # atoms from "toll" to the old figure
GOALS = 20  # more than in a score that is written with blanks
FRACTION_OF = frozenset({"in", "out of"})


@dataclass(frozen=True, slots=True)
class Join:
    """A join rule with its phrases as atoms."""

    rule: JoinRule
    phrases: tuple[tuple[str, ...], ...]
    openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Joins:
    rules: tuple[Join, ...]
    score: frozenset[str]
    changes: frozenset[str]
    tallies: frozenset[str]


def compile_joins(
    rules: Sequence[JoinRule], score: Sequence[str], changes: frozenset[str], tallies: Sequence[str]
) -> Joins:
    """The join rules with the words a score stands by and the verbs after which "from 5 to 7" is no range."""
    made = tuple(Join(r, tuple(atoms_of(w) for w in r.words), frozenset(r.opener)) for r in rules)
    return Joins(made, frozenset(score), changes, frozenset(tallies))


def join_figures(atoms: Atoms, figures: Sequence[Figure], joins: Joins) -> list[Figure]:
    """The figures with those that belong together made one."""
    tight = [join for join in joins.rules if join.rule.id == "range-dash"]
    loose = [join for join in joins.rules if join.rule.id != "range-dash"]
    return join_by(atoms, join_by(atoms, figures, tight, joins), loose, joins)


def join_by(atoms: Atoms, figures: Sequence[Figure], rules: Sequence[Join], joins: Joins) -> list[Figure]:
    """One pass over the figures with some of the rules."""
    out: list[Figure] = []
    for figure in figures:
        if out and is_phone(atoms, out[-1], figure):
            out.pop()
            continue
        merged = joined(atoms, out[-1], figure, rules, joins) if out else None
        if merged is None:
            out.append(figure)
        else:
            out[-1] = merged
    return out


def joined(atoms: Atoms, a: Figure, b: Figure, rules: Sequence[Join], joins: Joins) -> Figure | None:
    """One figure made of a and b, or None if they are two."""
    if b.begin - a.end > NEAR or a.rule in JOINED or a.vague or b.vague:
        return None
    if hanging(atoms, a, b):
        return None
    if b.rule in JOINED:
        level_with(atoms, a, b)
        return None
    if is_score(atoms, a, b, joins) or is_odds(atoms, a, b, joins):
        return score(a, b)
    for join in rules:
        if not between(atoms, a, b, join):
            continue
        made = ratio(atoms, a, b, join) if join.rule.makes == "ratio" else spanning(atoms, a, b, join, joins)
        if made is not None:
            return made
    return None


BOUND_REACH = 4  # atoms that a bound between "by" and the size of a change has at most
NEAR = 8  # atoms that can stand between two numerals of one quantity
ASIDE = 3  # atoms between the first level and "to": "in 2008", "a year ago"
FINITE = frozenset({"VERB", "AUX", "CCONJ", "PRON"})
JOINED = frozenset({"between-and", "from-to", "range-to", "range-dash", "range-or", "one-in-five", "score"})


def between(atoms: Atoms, a: Figure, b: Figure, join: Join) -> bool:
    """Whether exactly the words of the rule stand between the two."""
    after = a.after + (atoms.dash(a.after) and atoms.glued(a.after - 1) and not atoms.glued(a.after))
    start = b.begin
    if join.rule.makes == "ratio" and atoms.dash(start - 1) and atoms.dash(a.end):  # "a one-in-five chance"
        after, start = a.end + 1, start - 1
    ends = {start - len(p) for p in join.phrases if atoms.phrase_before(start, p)}
    if join.rule.id == "from-to" and (a.unit is not None or atoms.words[after] == "in"):
        return any(after <= end <= after + ASIDE and is_aside(atoms, after, end) for end in ends)
    return after in ends


def is_aside(atoms: Atoms, start: int, end: int) -> bool:
    """Whether the atoms only say of the first level when it was, or of what: "from $5 in 2008 to $9"."""
    if any(atoms.kinds[at] not in (WORD, NUMBER) for at in range(start, end)):
        return False
    return end - start <= 1 or all(atoms.token(at).pos_ not in FINITE for at in range(start, end))


def hanging(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """ "7- or 8-inch": two figures; the first takes the unit of the second."""
    dash = atoms.dash(a.end) and atoms.glued(a.end - 1) and not atoms.glued(a.end)
    if not dash or atoms.words[a.end + 1] not in ("or", "and") or b.first != a.end + 2:
        return False
    a.unit, a.code, a.kind, a.after = b.unit, b.code, b.kind, a.end + 1
    return True


def opened(atoms: Atoms, a: Figure, join: Join) -> int:
    """Where the opener stands, `a.begin` if none is needed, 0 if it is missing."""
    if not join.openers:
        return a.begin
    for phrase in BEFORE_FIRST:
        at = a.begin - len(phrase) - 1
        if atoms.phrase_before(a.begin, phrase) and atoms.words[at] in join.openers:
            return at
    return 0


BEFORE_FIRST = (
    (),
    ("about",),
    ("around",),
    ("roughly",),
    ("some",),
    ("up", "to"),
    ("just", "under"),
    ("just", "over"),
    ("the", "ages", "of"),
)


def spanning(atoms: Atoms, a: Figure, b: Figure, join: Join, joins: Joins) -> Figure | None:
    """The range from a to b."""
    begin = opened(atoms, a, join)
    if not begin or not same_unit(a, b) or a.low is None or b.low is None:
        return None
    low, high = scaled(a, b)
    if not ordered(atoms, a, b, join, (low, high), joins):
        level_with(atoms, a, b)
        return None
    outer = begin if join.openers and join.rule.id == "between-and" else a.begin
    made = Figure(a.first, b.end, min(low, high), max(low, high), b.raw, b.scale, b.style, join.rule.id)
    made.begin, made.stop, made.after, made.joined = outer, b.stop, b.after, b.joined
    lead = a if b.unit is None or (a.unit or "").startswith(f"{b.unit} per ") else b
    made.unit, made.code, made.kind, made.counted = lead.unit, lead.code, lead.kind, b.counted
    made.prefixed, made.bound = a.prefixed, "range"
    return made


def level_with(atoms: Atoms, a: Figure, b: Figure) -> None:
    """Gives the old level the scale and unit that only the new one names: "rose from 2 to 3 million euros"."""
    if atoms.words[a.begin - 1] != "from" or atoms.words[a.after] != "to" or b.begin != a.after + 1:
        return
    if a.unit is not None and not (b.unit or "").startswith(f"{a.unit} per "):  # "from $50 to $45 a barrel"
        return
    if a.scale == 1 and b.scale > 1:
        a.low = a.high = a.raw * b.scale
    a.unit, a.code, a.kind = b.unit, b.code, b.kind


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
    if join.rule.id == "between-and":
        return low != high
    if join.rule.id == "range-or":
        listed = atoms.words[a.begin - 1] == "," and atoms.kinds[a.begin - 2] == NUMBER  # "5, 6 or 7 people"
        return low < high <= 2 * low + 1 and a.unit is None and a.style == b.style and not listed
    if join.rule.id == "from-to":
        return low != high and not supersedes(atoms, a, joins)
    if low >= high and not (low > high and measured(a) and measured(b)):
        return False
    if join.rule.id == "range-dash":
        return a.counted is None and atoms.glued(a.after - 1) == atoms.glued(a.after)
    if supersedes(atoms, a, joins):
        return False
    if a.unit is not None and b.unit is None and not a.prefixed:  # "52 points or 0.7 percent to 7,891"
        return False
    return not (is_size(atoms, a, joins) and (a.unit is not None or b.unit is None))


def measured(figure: Figure) -> bool:
    """Whether the figure has a measure of its own, as both ends of "1.3 metres to 0.2 metres" have."""
    return figure.kind == "measure" and figure.after > figure.end


def is_size(atoms: Atoms, a: Figure, joins: Joins) -> bool:
    """Whether the number before "to" is the size of a change: "rose 5% to 20%", "a rise of 5% to 20%"."""
    noun = atoms.words[a.begin - 1] == "of" and atoms.token(a.begin - 2).lemma_ in joins.changes
    return a.change is not None or noun or "by" in atoms.words[max(1, a.begin - BOUND_REACH) : a.begin]


def supersedes(atoms: Atoms, a: Figure, joins: Joins) -> bool:
    """ "the toll rose from 38 to 45": of two counts of a kind that is reported anew each day, one is old."""
    if atoms.words[a.begin - 1] != "from" or not changes(atoms, a.begin - 1, joins):
        return False
    return any(atoms.words[at] in joins.tallies for at in range(max(1, a.begin - TALLY_REACH), a.begin))


def changes(atoms: Atoms, at: int, joins: Joins) -> bool:
    """Whether the "from" at atom `at` hangs on a verb of change."""
    token = atoms.token(at)
    return (
        token.head.lemma_ in joins.changes
        or token.head.head.lemma_ in joins.changes
        or (token.i > 0 and token.nbor(-1).lemma_ in joins.changes)
    )


def ratio(atoms: Atoms, a: Figure, b: Figure, join: Join) -> Figure | None:
    """The ratio of "one in five", as the number it is."""
    if a.unit is not None or b.kind not in ("count",) or a.low is None or b.low is None or b.bound != "exact":
        return None
    whole = all(f.low == f.low.to_integral_value() and f.low > 0 for f in (a, b) if f.low is not None)
    if not whole or not a.low < b.low or a.low > 999 or b.scale > 1000:
        return None
    value = (a.low / b.low).quantize(Decimal(1).scaleb(-SIGNIFICANT)).normalize()
    if a.low / b.low < Decimal("0.0001"):
        return None
    made = Figure(a.first, b.end, value, value, value, Decimal(1), a.style, join.rule.id, kind="ratio")
    made.begin, made.stop, made.after = a.begin, b.stop, b.after
    made.unit, made.counted = b.unit, b.counted
    return made


def is_score(atoms: Atoms, a: Figure, b: Figure, joins: Joins) -> bool:
    """Whether "3-2" is a score: small whole numbers tied by a dash, going down or beside a word of winning."""
    tied = (
        atoms.dash(a.end)
        and b.first == a.end + 1
        and ((atoms.glued(a.end - 1) and atoms.glued(a.end)) or apart(atoms, a, b))
    )
    if not tied or a.unit is not None or (b.unit is not None and b.counted is None) or a.low is None or b.low is None:
        return False
    if any(f.style != "digits" or f.scale != 1 or not 0 <= f.value <= SCORE_LIMIT for f in (a, b)):
        return False
    if any(f.value != f.value.to_integral_value() for f in (a, b)):
        return False
    if a.value >= b.value or (atoms.words[a.first - 1] == "(" and atoms.words[b.end] == ")" and b.unit is None):
        return True  # "Leeds (12-14)"
    return (
        b.counted is None and any(atoms.words[at] in joins.score for at in range(max(1, a.first - 3), a.first))
    ) or (atoms.words[b.end] in joins.score)


def apart(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """Whether "3 – 0" with blanks may be a score: two small numbers, and no noun or "of" behind them."""
    if atoms.glued(a.end - 1) or atoms.glued(a.end) or max(a.value, b.value) > GOALS:
        return False
    return atoms.words[b.end] != "of" and (b.counted is None or atoms.raw(b.end)[0].isupper())


def is_phone(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """Whether "555-1234" is a telephone number: three digits, four digits, and nothing measured."""
    tied = atoms.dash(a.end) and atoms.glued(a.end - 1) and atoms.glued(a.end) and b.first == a.end + 1
    if not tied or a.unit is not None or b.unit is not None:
        return False
    return (len(atoms.words[a.first]), len(atoms.words[b.first])) == (3, 4) and a.end == a.first + 1


def is_odds(atoms: Atoms, a: Figure, b: Figure, joins: Joins) -> bool:
    """Whether "5 to 4" is a score: it goes down, and a vote or a margin stands beside it."""
    to = atoms.words[a.end] == "to" and b.first == a.end + 1 == b.begin
    if not to or a.unit is not None or not b.value <= a.value <= SCORE_LIMIT or (b.unit is not None and not b.counted):
        return False
    near = atoms.words[max(1, a.first - 4) : a.first] + atoms.words[b.end : b.end + 2]
    return a.begin == a.first and any(word in joins.score for word in near)


def score(a: Figure, b: Figure) -> Figure:
    """The score of two sides: the two numbers as low and high."""
    low, high = sorted((a.value, b.value))
    made = Figure(a.first, b.end, low, high, b.raw, b.scale, "digits", "score", kind="score")
    made.bound = "range" if low != high else "exact"
    return made
