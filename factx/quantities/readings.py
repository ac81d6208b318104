"""What a number may be instead of a quantity: a date, a clock time, a name, a code, an address, a phone, a pronoun.

Each reading of rules.toml competes with the quantity. It has patterns over atoms, or a producer in Python (calendar.py,
labels.py), and guards: evidence that must, or must not, be there. That something is counted (a plural noun behind, or
a verb of harm that the number is said of) beats the readings that ask for it.

A pattern is pieces around `#`, the numeral: words ("block|blocks"), `<list>` a list of the rule file, `:month`, `:num`,
`:word`, `:cap` (a capitalised word), `:dash`; `+` before a piece: no blank between it and its neighbour on the side of
`#`; `?` behind: it may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from factx import words
from factx.quantities import calendar, labels
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms, words_of
from factx.quantities.candidate import Candidate
from factx.quantities.schema import Guard, Producer, ReadingRule


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a pattern: what it accepts, and whether it must touch its neighbour or may be missing."""

    classes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    glued: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pieces before the numeral, nearest first, and those after it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule with its patterns."""

    rule: ReadingRule
    patterns: tuple[Pattern, ...]


def compile_readings(rules: Sequence[ReadingRule], lists: dict[str, tuple[str, ...]]) -> tuple[Reading, ...]:
    """The readings, their patterns taken apart."""
    return tuple(Reading(rule, tuple(read_pattern(p, lists) for p in rule.patterns)) for rule in rules)


def read_pattern(written: str, lists: dict[str, tuple[str, ...]]) -> Pattern:
    """The pieces of a pattern as it stands in the file."""
    pieces = written.split()
    at = pieces.index("#")
    before = tuple(read_piece(piece, lists) for piece in reversed(pieces[:at]))
    return Pattern(before, tuple(read_piece(piece, lists) for piece in pieces[at + 1 :]))


def read_piece(written: str, lists: dict[str, tuple[str, ...]]) -> Piece:
    glued, optional = written.startswith("+") and len(written) > 1, written.endswith("?") and len(written) > 1
    name = written[glued : len(written) - optional]
    if name.startswith(":") and len(name) > 1:
        return Piece(tuple(name[1:].split("|")), (), glued, optional)
    listed = lists[name[1:-1]] if name.startswith("<") and name.endswith(">") else name.split("|")
    phrases = sorted({words_of(phrase) or (phrase,) for phrase in listed}, key=len, reverse=True)
    return Piece((), tuple(phrases), glued, optional)


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
    if reading.patterns and not any(matches(candidate, pattern) for pattern in reading.patterns):
        return False
    return not rule.producer or PRODUCERS[rule.producer](candidate)


def matches(candidate: Candidate, pattern: Pattern) -> bool:
    """Whether the pattern stands around the numeral."""
    figure = candidate.figure
    return fits_before(candidate.atoms, figure.first, pattern.before) and fits_after(
        candidate.atoms, figure.end, pattern.after
    )


def fits_before(atoms: Atoms, end: int, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces stand right before atom `end`, the first of them last."""
    for piece in pieces:
        size = size_before(atoms, end, piece)
        if not size and not piece.optional:
            return False
        end -= size
    return True


def size_before(atoms: Atoms, end: int, piece: Piece) -> int:
    """How many atoms before `end` the piece takes, 0 if it does not fit."""
    if end < 1 or (piece.glued and not atoms.glued(end - 1)):
        return 0
    if any(CLASSES[name](atoms, end - 1) for name in piece.classes):
        return 1
    return next((len(phrase) for phrase in piece.phrases if atoms.phrase_before(end, phrase)), 0)


def fits_after(atoms: Atoms, start: int, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces stand right behind each other from atom `start` on."""
    for piece in pieces:
        size = size_after(atoms, start, piece)
        if not size and not piece.optional:
            return False
        start += size
    return True


def size_after(atoms: Atoms, start: int, piece: Piece) -> int:
    """How many atoms from `start` on the piece takes, 0 if it does not fit."""
    if piece.glued and not atoms.glued(start - 1):
        return 0
    if any(CLASSES[name](atoms, start) for name in piece.classes):
        return 1
    return next((len(phrase) for phrase in piece.phrases if atoms.phrase_at(start, phrase)), 0)


CLASSES: dict[str, Callable[[Atoms, int], bool]] = {
    "num": lambda atoms, at: atoms.kinds[at] == NUMBER,
    "word": lambda atoms, at: atoms.kinds[at] == WORD,
    "cap": lambda atoms, at: atoms.kinds[at] == WORD and atoms.raw(at)[0].isupper(),
    "dash": lambda atoms, at: atoms.dash(at),
    "break": lambda atoms, at: atoms.kinds[at] == BREAK,
    "month": lambda atoms, at: calendar.is_month(atoms, at),
    "weekday": lambda atoms, at: words.weekday(atoms.words[at]) is not None,
}
# What may be asked of a figure; explained in candidate.py.
GUARDS: dict[Guard, Callable[[Candidate], bool]] = {name: getattr(Candidate, name) for name in get_args(Guard)}
PRODUCERS: dict[Producer, Callable[[Candidate], bool]] = {
    "month-day": calendar.month_day,
    "days-of-a-month": calendar.days_of_a_month,
    "era": calendar.era,
    "year": calendar.year,
    "short-year": calendar.short_year,
    "phone": labels.phone,
    "zero-led": labels.zero_led,
    "chained": labels.chained,
    "house-number": labels.house_number,
    "call-sign": labels.call_sign,
    "model-name": labels.model_name,
    "in-name": labels.in_name,
    "headed-name": labels.headed_name,
    "title-number": labels.title_number,
    "address": labels.address,
    "too-long": labels.too_long,
    "joined-word": labels.joined_word,
    "picture": labels.picture,
    "small-k": labels.small_k,
    "glued-letters": labels.glued_letters,
    "pronoun-one": labels.pronoun_one,
    "test-scores": labels.test_scores,
}
