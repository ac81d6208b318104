"""Reads a parsed Doc, gives its attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.model import Attribution, Section


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules()


def find_attributions(doc: Doc, sections: Sequence[Section], rules: Rules) -> tuple[Attribution, ...]:
    """Every attribution of the text, ids a1, a2, … in order of content; sources as they are mentioned."""
    return ()
