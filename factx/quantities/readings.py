"""What a number may be instead of a quantity: a date, a clock time, a name, a code, an address, a phone, a pronoun.

Each reading of rules.toml competes with the quantity, each `[[age]]` with other kinds of it. It has patterns that must
stand around the number (`patterns`), or must not (`but`), or a producer in Python (calendar.py, labels.py); and
evidence that must (`when`), or must not (`unless`), be there. That is a guard (candidate.py), or says what holds of the
number: "value >= 100", "no unit", "letter = k". That something is counted (a plural noun behind, or a verb of harm
that the number is said of) beats the readings that ask for it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import partial
from typing import TypeVar, get_args

from factx.errors import RuleError
from factx.quantities import calendar, labels
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure
from factx.quantities.patterns import Pattern, matches, read_pattern
from factx.quantities.schema import Guard, Producer, ReadingRule
from factx.rules import known

T = TypeVar("T")
ListsInOrder = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard, a context, or what a field of the number or of the candidate must be; without sign: that it is there."""

    name: str
    sign: str = ""
    value: Decimal | str | bool = True

    def holds(self, candidate: Candidate) -> bool:
        if guard := GUARDS.get(self.name):
            return guard(candidate)
        if self.name not in FIELDS:
            return candidate.lists.stand(self.name, candidate.atoms, candidate.figure)
        found = getattr(candidate if self.name in OWN_FIELDS else candidate.figure, self.name)
        if isinstance(self.value, bool):
            return bool(found) == self.value
        return bool(COMPARISONS[self.sign](found, self.value))


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule with its patterns and conditions, ready to ask."""

    rule: ReadingRule
    patterns: tuple[Pattern, ...]
    but: tuple[Pattern, ...]
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]


def compile_contexts(contexts: dict[str, tuple[str, ...]], lists: ListsInOrder) -> dict[str, tuple[Pattern, ...]]:
    """The contexts, their patterns taken apart. Raises RuleError for a pattern that is none."""
    read = partial(read_pattern, lists=lists)
    return {name: compile_each("contexts", name, patterns, read) for name, patterns in contexts.items()}


def compile_readings(
    rules: Sequence[ReadingRule], lists: ListsInOrder, contexts: Collection[str]
) -> tuple[Reading, ...]:
    """The readings, their patterns and conditions taken apart. Raises RuleError for one that is none."""
    pattern, condition = partial(read_pattern, lists=lists), partial(read_condition, contexts=contexts)
    return tuple(
        Reading(
            rule,
            compile_each(rule.id, "patterns", rule.patterns, pattern),
            compile_each(rule.id, "but", rule.but, pattern),
            compile_each(rule.id, "when", rule.when, condition),
            compile_each(rule.id, "unless", rule.unless, condition),
        )
        for rule in rules
    )


def compile_each(id: str, field: str, entries: Sequence[str], read: Callable[[str], T]) -> tuple[T, ...]:
    """What stands in a field of an entry, read one by one."""
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
        case [field, sign, value] if field in FIELDS and sign in COMPARISONS:
            return Condition(field, sign, Decimal(value) if value.isdecimal() else value)
        case _:
            unknown = next((word for word in written.split() if word not in (*FIELDS, *COMPARISONS, "no")), written)
            known(unknown, sorted((*FIELDS, *GUARDS, *contexts)), "guard")
            raise ValueError("must be a guard, a context, a field, 'no' and a field, or a field, a sign and a value")


def reading_of(candidate: Candidate, readings: Sequence[Reading]) -> str | None:
    """The id of the first reading that beats the quantity, or None if the figure is one."""
    return next((r.rule.id for r in readings if holds(candidate, r)), None)


def holds(candidate: Candidate, reading: Reading) -> bool:
    """Whether the reading fits, all its conditions included."""
    atoms, figure = candidate.atoms, candidate.figure
    if reading.patterns and not any(matches(atoms, figure, pattern) for pattern in reading.patterns):
        return False
    if any(condition.holds(candidate) for condition in reading.unless):
        return False
    if not all(condition.holds(candidate) for condition in reading.when):
        return False
    if any(matches(atoms, figure, pattern) for pattern in reading.but):
        return False
    return not reading.rule.producer or PRODUCERS[reading.rule.producer](candidate)


# What may be asked of a figure; explained in candidate.py.
GUARDS: dict[str, Callable[[Candidate], bool]] = {name: getattr(Candidate, name) for name in get_args(Guard)}
OWN_FIELDS = frozenset({"in_headline", "label", "whole"})
FIELDS = frozenset({"value", *OWN_FIELDS, *(field.name for field in fields(Figure))})
COMPARISONS: dict[str, Callable[..., object]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
PRODUCERS: dict[Producer, Callable[[Candidate], bool]] = {
    "month-day": calendar.month_day,
    "year": calendar.year,
    "phone": labels.phone,
    "in-name": labels.in_name,
    "stands-for": labels.stands_for,
}
