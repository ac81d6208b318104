"""What rules.toml looks like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factx.rules import Table, read_rules


@dataclass(frozen=True, slots=True)
class Evidence(Table):
    """One piece of evidence and how much it counts, in hundredths of a point."""

    id: str
    weight: int


@dataclass(frozen=True, slots=True)
class Described(Table):
    """Words that say what kind of place the name beside them is: "Idlib province", "the city of Homs"."""

    kinds: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules(Table):
    """The rule file; it says what each field means."""

    evidence: tuple[Evidence, ...]
    described: tuple[Described, ...]
    modifiers: frozenset[str]
    facilities: frozenset[str]
    streets: frozenset[str]
    papers: frozenset[str]
    locative: frozenset[str]

    def weights(self) -> dict[str, float]:
        """Points by the id of the evidence."""
        return {evidence.id: evidence.weight / 100 for evidence in self.evidence}

    def kinds_by_word(self) -> dict[str, frozenset[str]]:
        """Kinds of place by the word that describes them."""
        return {word: described.kinds for described in self.described for word in described.words}


@cache
def load_rules() -> Rules:
    """Weights and words. Raises RuleError for a file that is wrong."""
    return read_rules("places", Rules)
