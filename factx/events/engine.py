"""Reads a parsed Doc with its quantities and attributions, gives the events they predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.model import Attribution, Event, Quantity, Section


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules()


def find_events(
    doc: Doc,
    sections: Sequence[Section],
    quantities: Sequence[Quantity],
    attributions: Sequence[Attribution],
    rules: Rules,
) -> tuple[Event, ...]:
    """The events of the quantities, and the main predicates of attributed contents (quantity None), in order."""
    return ()
