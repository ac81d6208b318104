"""Reads a parsed Doc, gives its time expressions with values, and the day it is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.model import Anchor, Section, Timex


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules()


def find_anchor(doc: Doc, sections: Sequence[Section], published: str | None, rules: Rules) -> Anchor | None:
    """The day relative dates count from: `published` (ISO), or a full date that the article itself states."""
    return Anchor(published, "published", None) if published else None


def find_dates(doc: Doc, sections: Sequence[Section], anchor: Anchor | None, rules: Rules) -> tuple[Timex, ...]:
    """Every time expression, in order."""
    return ()
