"""What `words.toml` looks like."""

from __future__ import annotations

from dataclasses import dataclass, field

from factx.rules import Table, WordSet


@dataclass(frozen=True, slots=True)
class WordFile(Table):
    """`words.toml`; lists of words are written in one string, sorted, "_" joins the words of a phrase.

    noun       class -> nouns that are of it in news, whatever WordNet says, or that WordNet lacks
    not_noun   class -> nouns that WordNet counts in it and that are hardly ever meant so in news
    list       closed lists that are no classes of nouns
    plural     plurals that no rule gives: "foot" is "feet"
    cardinals  number words, small to large, with their values
    ordinals   ordinal words, with the number each stands for
    months     names and short forms of months, without the full stop
    weekdays   the same of weekdays; Monday is 0
    """

    noun: dict[str, WordSet] = field(default_factory=dict)
    not_noun: dict[str, WordSet] = field(default_factory=dict)
    list: dict[str, WordSet] = field(default_factory=dict)
    plural: dict[str, str] = field(default_factory=dict)
    cardinals: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
