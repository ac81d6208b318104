"""A place in the text that a rule of dates matches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Span

from factx.dates.schema import DateRule


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the text that a rule matches: what stood in the places of its pattern, and the words it covers."""

    rule: DateRule
    start: int
    end: int
    forms: Mapping[str, str]
    words: Span
