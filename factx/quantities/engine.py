"""Reads a parsed Doc, gives its quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.model import Quantity, Section


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules()


def find_quantities(doc: Doc, sections: Sequence[Section], rules: Rules) -> tuple[Quantity, ...]:
    """Every quantity of the text, in order; ids q1, q2, …"""
    return ()
