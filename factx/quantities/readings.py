"""What a number may be instead of a quantity: a date, a clock time, a name, a code, an address, a phone, a pronoun.

Each reading of rules.toml competes with the quantity, each `[[age]]` with other kinds of it. It has patterns that must
stand around the number (`patterns`), or must not (`but`), or a producer in Python (calendar.py, labels.py); and
conditions that must (`when`), or must not (`unless`), hold (conditions.py). That something is counted (a plural noun
behind, or a verb of harm that the number is said of) beats the readings that ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from factx.quantities import calendar, labels
from factx.quantities.candidate import Candidate
from factx.quantities.conditions import Condition, ListsInOrder, all_hold, compile_conditions, compile_each
from factx.quantities.patterns import Pattern, one_stands, read_pattern
from factx.quantities.schema import Producer, ReadingRule


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
    read = partial(read_pattern, lists=lists)
    return tuple(
        Reading(
            rule,
            compile_each(rule.id, "patterns", rule.patterns, read),
            compile_each(rule.id, "but", rule.but, read),
            compile_conditions(rule.id, "when", rule.when, contexts),
            compile_conditions(rule.id, "unless", rule.unless, contexts),
        )
        for rule in rules
    )


def reading_of(candidate: Candidate, readings: Sequence[Reading]) -> str | None:
    """The id of the first reading that beats the quantity, or None if the figure is one."""
    return next((r.rule.id for r in readings if holds(candidate, r)), None)


def holds(candidate: Candidate, reading: Reading) -> bool:
    """Whether the reading fits, all its conditions included."""
    atoms, figure = candidate.atoms, candidate.figure
    if reading.patterns and not one_stands(atoms, figure, reading.patterns):
        return False
    if any(condition.holds(candidate) for condition in reading.unless) or not all_hold(candidate, reading.when):
        return False
    if one_stands(atoms, figure, reading.but):
        return False
    return not reading.rule.producer or PRODUCERS[reading.rule.producer](candidate)


PRODUCERS: dict[Producer, Callable[[Candidate], bool]] = {
    "month-day": calendar.month_day,
    "year": calendar.year,
    "phone": labels.phone,
    "in-name": labels.in_name,
    "stands-for": labels.stands_for,
}
