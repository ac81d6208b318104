"""What a number has from one near it: "ages 26 and 36", "down 52 cents, or 0.6%", "5 x 3 inches", "64 points to 45".

The `[[share]]` rules say what stands around the two, or around the one that takes, and what must hold of either.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from factx.quantities.atoms import Atoms
from factx.quantities.bounds import OPEN_ABOVE, OPEN_BELOW
from factx.quantities.candidate import Candidate
from factx.quantities.conditions import Condition, ListsInOrder, all_hold, compile_conditions, compile_each
from factx.quantities.figure import Figure
from factx.quantities.patterns import Lists, PairPattern, Pattern, compile_around, matches, opening_of
from factx.quantities.schema import Giver, ShareRule


@dataclass(frozen=True, slots=True)
class Share:
    """A rule with its patterns and conditions, ready to ask."""

    rule: ShareRule
    patterns: tuple[Pattern | PairPattern, ...]
    giver: tuple[Condition, ...]
    taker: tuple[Condition, ...]


Sharing = dict[Giver, tuple[Share, ...]]


def compile_sharing(rules: Sequence[ShareRule], lists: ListsInOrder, contexts: Collection[str]) -> Sharing:
    """The rules by which number gives. Raises RuleError for a pattern or condition that is none."""
    found: Sharing = {}
    for rule in rules:
        share = Share(
            rule,
            compile_each(rule.id, "patterns", rule.patterns, partial(compile_around, lists=lists)),
            compile_conditions(rule.id, "giver", rule.giver, contexts),
            compile_conditions(rule.id, "taker", rule.taker, contexts),
        )
        found[rule.of] = (*found.get(rule.of, ()), share)
    return found


def share_between(atoms: Atoms, first: Figure, second: Figure, rules: Sequence[Share], lists: Lists) -> bool:
    """Gives one of two figures what the first rule that holds says it has from the other; no where none holds."""
    for share in rules:
        giver, taker = (second, first) if share.rule.back else (first, second)
        if may_give(atoms, giver, taker, share, lists) and stands(atoms, first, second, share):
            give(atoms, giver, taker, share.rule.gives)
            return True
    return False


def stands(atoms: Atoms, first: Figure, second: Figure, share: Share) -> bool:
    """Whether one of the patterns stands there; where they tell nothing of what lies between, in one sentence."""
    for pattern in share.patterns:
        if isinstance(pattern, PairPattern):
            if opening_of(atoms, first, second, pattern) is not None:
                return True
        elif matches(atoms, second, pattern) and atoms.same_sentence(first.first, second.first):
            return True
    return not share.patterns and atoms.same_sentence(first.first, second.first)


def may_give(atoms: Atoms, giver: Figure, taker: Figure, share: Share, lists: Lists) -> bool:
    """Whether both numbers are as the rule wants them."""
    return all_hold(Candidate(atoms, taker, False, lists), share.taker) and all_hold(
        Candidate(atoms, giver, False, lists), share.giver
    )


def give(atoms: Atoms, giver: Figure, taker: Figure, what: str) -> None:
    """Gives the figure what it has from the other."""
    if what == "age":
        taker.become_age(giver.rule, giver.unit)
    elif what == "change":
        taker.change = giver.change
    elif what == "limit" and giver.kind == taker.kind:
        convert(giver, taker)
    elif what == "measure":
        taker.measure_as(giver)
    elif what == "noun":
        taker.unit = giver.unit
    elif what == "last-noun" and " " in (giver.unit or ""):  # "four male and three female victims"
        taker.unit = f"{atoms.words[taker.end]} {(giver.unit or '').rpartition(' ')[2]}"


def convert(giver: Figure, taker: Figure) -> None:
    """Gives a conversion in brackets the limit and the change of what it converts; "about" is about wording alone."""
    taker.change = giver.change
    if giver.bound in OPEN_ABOVE:
        taker.bound, taker.high = giver.bound, None
    elif giver.bound in OPEN_BELOW:
        taker.bound, taker.low = giver.bound, None
    if giver.change or giver.bound == taker.bound != "exact":
        taker.rule = giver.rule
