"""The word lists of `lexicon.toml`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factx.rules import Table, WordSet, read_rules


@dataclass(frozen=True, slots=True)
class Running(Table):
    """What tells that a toll runs on: words, and phrases in small letters."""

    words: WordSet
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon(Table):
    """All of lexicon.toml, which says what each list is for.

    hazards      kind of harm -> its words; `hazard_of` has them the other way round
    credibility  type of source -> its rank
    """

    generic: WordSet
    care: WordSet
    offices: WordSet
    officials: WordSet
    things: WordSet
    animals: WordSet
    hit: WordSet
    crimes: WordSet
    deaths: WordSet
    unsaid: WordSet
    harm: WordSet
    whole: WordSet
    worldwide: WordSet
    acts: WordSet
    fighters: WordSet
    grave: WordSet
    pronouns: WordSet
    bodies: WordSet
    governments: WordSet
    measures: WordSet
    kinds_of_profit: WordSet
    compared: WordSet
    history: dict[str, str]
    abbreviations: dict[str, str]
    hazards: dict[str, WordSet]
    credibility: dict[str, int]
    running: Running


@cache
def lexicon() -> Lexicon:
    """The word lists. Raises RuleError for a file that is wrong."""
    return read_rules("reconcile", Lexicon, "lexicon.toml")


@cache
def hazard_of() -> dict[str, str]:
    """The kind of harm that a word tells of."""
    return {word: kind for kind, words in lexicon().hazards.items() for word in words}


@cache
def harm_words() -> frozenset[str]:
    """All words of harm, those of a kind and those of none."""
    return lexicon().harm.union(hazard_of())
