"""What a test of exclude.py may look at: one figure, where it stands, and the compiled word lists."""

from __future__ import annotations

from dataclasses import dataclass

from factx.quantities.atoms import Atoms, words_of
from factx.quantities.figure import Figure
from factx.quantities.schema import RuleFile

AFTER = ("house-number", "block-number", "clock-after")


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The exclusions, compiled: words before, phrases after, and which tests run."""

    heads: frozenset[str]
    streets: frozenset[str]
    clocks: tuple[tuple[str, ...], ...]
    ordinals: frozenset[str]
    blocks: tuple[tuple[str, ...], ...]
    months: frozenset[str]
    models: frozenset[str]
    emergency: frozenset[str]
    age_nouns: frozenset[str]
    people: frozenset[str]
    words: dict[str, frozenset[str]]
    numbers: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: what a test may look at."""

    atoms: Atoms
    figure: Figure
    lists: Exclusions
    headline: bool


def compile_exclusions(rules: RuleFile) -> Exclusions:
    """The exclusions of the rule file."""
    by_name = {e.name: e for e in rules.exclusion}
    after = {name: by_name[name].after if name in by_name else () for name in AFTER}
    heads = by_name["name-head"].before if "name-head" in by_name else ()
    return Exclusions(
        heads=frozenset(heads),
        streets=frozenset(after["house-number"]),
        clocks=tuple(words_of(phrase) for phrase in after["clock-after"]),
        ordinals=frozenset(rules.lists["ordinal_suffixes"]),
        blocks=tuple(tuple(phrase.split()) for phrase in after["block-number"]),
        models=frozenset(by_name["model-name"].before if "model-name" in by_name else ()),
        emergency=frozenset(rules.lists["emergency"]),
        age_nouns=frozenset(rules.lists["age_nouns"]),
        months=frozenset(rules.lists["months"]),
        words={name: frozenset(words) for name, words in rules.lists.items()},
        people=frozenset(rules.lists["people"]),
        numbers=frozenset({*rules.words.ones, *rules.words.teens, *rules.words.tens}),
        names=tuple(by_name),
    )
