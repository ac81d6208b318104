"""Joins quantity, event, attribution, date and source into claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.model import Attribution, Claim, Event, Quantity, Section, Timex


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages before found in one text."""

    sections: Sequence[Section]
    quantities: Sequence[Quantity]
    attributions: Sequence[Attribution]
    dates: Sequence[Timex]
    events: Sequence[Event]


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules()


def build_claims(doc: Doc, findings: Findings, rules: Rules) -> tuple[Claim, ...]:
    """The claims of the text, ids c1, c2, … in the order of their numerals or contents."""
    return ()
