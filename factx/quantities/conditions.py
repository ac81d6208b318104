"""What must hold of a number, as the rule file says it: a guard, a context, "no unit", "value >= 100", "kind in a|b".

A guard is a question in Python (candidate.py); a context is a group of patterns (`[contexts]`); all else says what a
field of the number or of the candidate must be.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import partial
from typing import TypeVar, get_args

from factx.errors import RuleError
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure
from factx.quantities.schema import Guard
from factx.rules import known

T = TypeVar("T")
ListsInOrder = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard, a context, or what a field must be; without sign: that it is there."""

    name: str
    sign: str = ""
    value: Decimal | str | bool | frozenset[str] = True

    def holds(self, candidate: Candidate) -> bool:
        if guard := GUARDS.get(self.name):
            return guard(candidate)
        if self.name not in FIELDS:
            return candidate.lists.stand(self.name, candidate.atoms, candidate.figure)
        found = getattr(candidate if self.name in OWN_FIELDS else candidate.figure, self.name)
        if isinstance(self.value, frozenset):
            return found in self.value
        if isinstance(self.value, bool):
            return bool(found) == self.value
        return bool(COMPARISONS[self.sign](found, self.value))


def all_hold(candidate: Candidate, conditions: Sequence[Condition]) -> bool:
    """Whether the number is as all the conditions want it."""
    return not conditions or all(condition.holds(candidate) for condition in conditions)


def compile_conditions(id: str, field: str, written: Sequence[str], contexts: Collection[str]) -> tuple[Condition, ...]:
    """The conditions of a field of a rule. Raises RuleError for one that is none."""
    return compile_each(id, field, written, partial(read_condition, contexts=contexts))


def compile_each(id: str, field: str, entries: Sequence[str], read: Callable[[str], T]) -> tuple[T, ...]:
    """What stands in a field of a rule, read one by one."""
    made = []
    for written in entries:
        try:
            made.append(read(written))
        except ValueError as error:
            raise RuleError(f"quantities/rules.toml: {id}: {field}: {written!r}: {error}") from error
    return tuple(made)


def read_condition(written: str, contexts: Collection[str]) -> Condition:
    """A guard, a context, "unit", "no unit" or "value >= 100" as a question. Raises ValueError for what is none."""
    match written.split():
        case [name] if name in (*GUARDS, *FIELDS, *contexts):
            return Condition(name)
        case ["no", field] if field in FIELDS:
            return Condition(field, "=", False)
        case [field, "in", values] if field in FIELDS:
            return Condition(field, "in", frozenset(values.split("|")))
        case [field, sign, value] if field in FIELDS and sign in COMPARISONS:
            return Condition(field, sign, Decimal(value) if value.isdecimal() else value)
        case _:
            unknown = next((word for word in written.split() if word not in (*FIELDS, *COMPARISONS, "no")), written)
            known(unknown, sorted((*FIELDS, *GUARDS, *contexts)), "guard")
            raise ValueError("must be a guard, a context, a field, 'no' and a field, or a field, a sign and a value")


# What may be asked of a figure; explained in candidate.py.
GUARDS: dict[str, Callable[[Candidate], bool]] = {name: getattr(Candidate, name) for name in get_args(Guard)}
OWN_FIELDS = frozenset({"in_headline", "label", "whole", "spelled"})
FIELDS = frozenset({"value", *OWN_FIELDS, *(field.name for field in fields(Figure))})
COMPARISONS: dict[str, Callable[..., object]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
