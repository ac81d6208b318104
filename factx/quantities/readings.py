"""What a number may be instead of a quantity: a date, a clock time, a name, a code, an address, a phone, a pronoun.

Each reading of rules.toml competes with the quantity, each `[[age]]` with other kinds of it. It has patterns
(patterns.py), or a producer in Python (calendar.py, labels.py), and guards: evidence that must, or must not, be there
(candidate.py). That something is counted (a plural noun behind, or a verb of harm that the number is said of) beats
the readings that ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from factx.errors import RuleError
from factx.quantities import calendar, labels
from factx.quantities.candidate import Candidate
from factx.quantities.patterns import Pattern, matches, read_pattern
from factx.quantities.schema import Guard, Producer, ReadingRule


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule with its patterns."""

    rule: ReadingRule
    patterns: tuple[Pattern, ...]


def compile_readings(rules: Sequence[ReadingRule], lists: dict[str, tuple[str, ...]]) -> tuple[Reading, ...]:
    """The readings, their patterns taken apart. Raises RuleError for a pattern that is none."""
    return tuple(Reading(rule, tuple(compile_pattern(rule, p, lists) for p in rule.patterns)) for rule in rules)


def compile_pattern(rule: ReadingRule, written: str, lists: dict[str, tuple[str, ...]]) -> Pattern:
    try:
        return read_pattern(written, lists)
    except ValueError as error:
        raise RuleError(f"quantities/rules.toml: {rule.id}: patterns: {written!r}: {error}") from error


def reading_of(candidate: Candidate, readings: Sequence[Reading]) -> str | None:
    """The id of the first reading that beats the quantity, or None if the figure is one."""
    return next((r.rule.id for r in readings if holds(candidate, r)), None)


def holds(candidate: Candidate, reading: Reading) -> bool:
    """Whether the reading fits, all its guards included."""
    rule = reading.rule
    if any(GUARDS[name](candidate) for name in rule.unless):
        return False
    if not all(GUARDS[name](candidate) for name in rule.when):
        return False
    if reading.patterns and not any(matches(candidate.atoms, candidate.figure, p) for p in reading.patterns):
        return False
    return not rule.producer or PRODUCERS[rule.producer](candidate)


# What may be asked of a figure; explained in candidate.py.
GUARDS: dict[Guard, Callable[[Candidate], bool]] = {name: getattr(Candidate, name) for name in get_args(Guard)}
PRODUCERS: dict[Producer, Callable[[Candidate], bool]] = {
    "month-day": calendar.month_day,
    "days-of-a-month": calendar.days_of_a_month,
    "year": calendar.year,
    "short-year": calendar.short_year,
    "phone": labels.phone,
    "chained": labels.chained,
    "house-number": labels.house_number,
    "call-sign": labels.call_sign,
    "model-letter": labels.model_letter,
    "model-name": labels.model_name,
    "in-name": labels.in_name,
    "headed-name": labels.headed_name,
    "title-number": labels.title_number,
    "joined-word": labels.joined_word,
    "small-k": labels.small_k,
    "glued-letters": labels.glued_letters,
    "pronoun-one": labels.pronoun_one,
    "test-scores": labels.test_scores,
}
