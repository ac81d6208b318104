"""What the rules of the stage look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from factx.rules import EVERY, Table, WordList

Way = Literal[
    "elided-state", "subject-noun", "toll-value", "object-of", "passive-subject-of", "bare-participle-of", "subject-of",
    "state-of-subject", "state-of-object", "state-apart", "state-behind", "modifier-clause", "modifier-word", "placed",
    "noun-above", "named-as", "counted-noun", "part-of-noun", "neighbour", "shared-event", "measured-noun",
    "governing-verb", "content-predicate", "moved", "missing-found", "told-next", "older-value",
    "along-with", "fatally", "told-later", "noun-of-deed", "joined", "themselves", "distance", "times-as", "them",
    "population",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Construction(Table):
    """A way of saying how many something befell: `way` names the search of `constructions.py` that finds it."""

    id: str
    way: Annotated[Way, EVERY]


@dataclass(frozen=True, slots=True)
class People(Table):
    """A way of counting people out: `way` names the search of `people.py` that finds it."""

    id: str
    way: Annotated[Literal["listed", "along", "both", "body", "multiple", "nth", "one-more", "one-beside"], EVERY]


@dataclass(frozen=True, slots=True)
class Governor(Table):
    """What the words of a class make of what they govern; the fields are explained in the rule file."""

    name: str
    leaves: Literal["certain", "probable", "possible", "unknown"]
    words: WordList
    flips: bool = False
    hearsay: bool = False
    finite: Literal["", "certain", "probable", "possible", "unknown"] = ""
    negated: Literal["flip", "settle", "keep", "unknown"] = "flip"


@dataclass(frozen=True, slots=True)
class Hedges(Table):
    """Words that say how sure it is."""

    possible: WordList
    probable: WordList
    negative: WordList
    refusing: WordList
    outcomes: WordList
    reckonings: WordList
    asking: WordList
    results: WordList
    governor: tuple[Governor, ...]


@dataclass(frozen=True, slots=True)
class RuleFile(Table):
    """The rule file of the stage."""

    construction: tuple[Construction, ...]
    people: tuple[People, ...]
    hedge: Hedges
