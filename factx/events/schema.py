"""What the rules of the stage look like."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules import Table


@dataclass(frozen=True, slots=True)
class Construction(Table):
    """A way of saying how many something befell: `way` names the search of `constructions.py` that finds it."""

    id: str
    way: str


@dataclass(frozen=True, slots=True)
class People(Table):
    """A way of counting people out: `way` names the search of `people.py` that finds it."""

    id: str
    way: str


@dataclass(frozen=True, slots=True)
class Hedges(Table):
    """Words that say how sure it is."""

    possible: str
    probable: str
    negative: str
    knowing: str
    refusing: str
    raising: str
    unsure: str


@dataclass(frozen=True, slots=True)
class RuleFile(Table):
    """The rule file of the stage."""

    construction: tuple[Construction, ...]
    people: tuple[People, ...]
    hedge: Hedges
