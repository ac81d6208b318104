"""What rules.toml looks like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from factx.rules import EVERY, Table, read_rules

# What speaks for an entry (`evidence.py`), how much names count (`Context`), and what must be reached (`resolver.py`).
EvidenceId = Literal[
    "people", "fame", "world", "elsewhere", "twin", "main", "admin1", "admin2", "water", "described", "setting",
    "county", "inside", "holds", "same-country", "same-admin1", "near", "peers",
    "peoples", "often", "hint", "doubt",
    "margin", "abroad", "stranger", "home", "home-country", "strict-home",
]  # fmt: skip
Kind = Literal["country", "admin1", "admin2", "city", "region", "water"]


@dataclass(frozen=True, slots=True)
class Evidence(Table):
    """One piece of evidence and how much it counts, in hundredths of a point."""

    id: Annotated[EvidenceId, EVERY]
    weight: int


@dataclass(frozen=True, slots=True)
class Described(Table):
    """Words that say what kind of place the name beside them is: "Idlib province", "the city of Homs"."""

    kinds: frozenset[Kind]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Setting(Table):
    """Words and phrases that tell where a text is at home: what they mean is found in one country."""

    country: str
    words: tuple[str, ...]


@dataclass(frozen=True)  # without slots: what is worked out of it stays with it
class Rules(Table):
    """The rule file; it says what each field means."""

    evidence: tuple[Evidence, ...]
    described: tuple[Described, ...]
    setting: tuple[Setting, ...]
    modifiers: frozenset[str]
    facilities: frozenset[str]
    streets: frozenset[str]
    sites: frozenset[str]
    civic: frozenset[str]
    papers: frozenset[str]
    dwellers: frozenset[str]
    common: frozenset[str]
    county: tuple[str, ...]
    locative: frozenset[str]
    anywhere: frozenset[str]
    governed: frozenset[str]
    unearthly: frozenset[str]

    @cached_property
    def weights(self) -> dict[str, float]:
        """Points by the id of the evidence."""
        return {str(evidence.id): evidence.weight / 100 for evidence in self.evidence}

    @cached_property
    def kinds_by_word(self) -> dict[str, frozenset[Kind]]:
        """Kinds of place by the word that describes them."""
        return {word: described.kinds for described in self.described for word in described.words}

    @cached_property
    def settings(self) -> list[tuple[str, str, str]]:
        """Country, first word and the whole of each phrase that tells where a text is at home."""
        return [(s.country, phrase.split()[0].split("'")[0], phrase) for s in self.setting for phrase in s.words]


def load_rules() -> Rules:
    """Weights and words. Raises RuleError for a file that is wrong."""
    return read_rules("places", Rules)
