"""Reads a parsed Doc and its attributions, gives them with sources resolved and typed."""

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


def resolve_sources(
    doc: Doc, sections: Sequence[Section], attributions: Sequence[Attribution], rules: Rules
) -> tuple[Attribution, ...]:
    """The attributions with canonical, type and resolved_from of each source filled in."""
    return tuple(attributions)
