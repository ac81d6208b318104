"""The word lists of `lexicon.toml`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from factx.rules import read_toml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists; `hazards` gives the kind of harm for a word, `credibility` the rank of a kind of source.

    `telling` holds all words of harm, those of a kind and those of none.
    """

    generic: frozenset[str]
    care: frozenset[str]
    offices: frozenset[str]
    things: frozenset[str]
    animals: frozenset[str]
    hit: frozenset[str]
    crimes: frozenset[str]
    deaths: frozenset[str]
    unsaid: frozenset[str]
    harm: frozenset[str]
    telling: frozenset[str]
    whole: frozenset[str]
    fighters: frozenset[str]
    pronouns: frozenset[str]
    bodies: frozenset[str]
    governments: frozenset[str]
    measures: frozenset[str]
    kinds_of_profit: frozenset[str]
    compared: frozenset[str]
    abbreviations: dict[str, str]
    hazards: dict[str, str]
    credibility: dict[str, int]
    running: frozenset[str]
    running_phrases: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The word lists."""
    read: dict[str, Any] = read_toml("reconcile", "lexicon.toml")
    hazards = {word: kind for kind, words in read["hazards"].items() for word in words.split()}
    return Lexicon(
        generic=frozenset(read["generic"].split()),
        care=frozenset(read["care"].split()),
        offices=frozenset(read["offices"].split()),
        things=frozenset(read["things"].split()),
        animals=frozenset(read["animals"].split()),
        hit=frozenset(read["hit"].split()),
        crimes=frozenset(read["crimes"].split()),
        deaths=frozenset(read["deaths"].split()),
        unsaid=frozenset(read["unsaid"].split()),
        harm=frozenset(read["harm"].split()),
        telling=frozenset((*read["harm"].split(), *hazards)),
        whole=frozenset(read["whole"].split()),
        fighters=frozenset(read["fighters"].split()),
        pronouns=frozenset(read["pronouns"].split()),
        bodies=frozenset(read["bodies"].split()),
        governments=frozenset(read["governments"].split()),
        measures=frozenset(read["measures"].split()),
        kinds_of_profit=frozenset(read["kinds_of_profit"].split()),
        compared=frozenset(read["compared"].split()),
        abbreviations=read["abbreviations"],
        hazards=hazards,
        credibility=read["credibility"],
        running=frozenset(read["running"]["words"].split()),
        running_phrases=tuple(read["running"]["phrases"]),
    )
