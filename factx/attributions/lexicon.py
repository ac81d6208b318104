"""Reads lexicon.toml and rules.toml, gives the cues with the frames each takes.

lexicon.toml has one line a cue, in a table of its part of speech and stance: `verb.deny.reject = "c o"`. The words
of the entry are frames: the letters of `FRAMES`, or the preposition that ties cue and content ("call": "for").
A key of several words is a verb with its particle or with the word that makes the phrase ("make clear").
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Annotated, Literal

from factx import words
from factx.rules import EVERY, Table, WordList, nearest, read_rules

STAGE = "attributions"
FRAMES = frozenset("cqxgosrap")  # what `Construction.frame` explains
COMPANIONS = frozenset(("agent", "prep", "xcomp"))  # what may stand behind "+", beside prepositions: "o+as"

Stance = Literal["neutral", "affirm", "deny", "accuse", "admit", "doubt", "intend", "believe"]
Entries = dict[Annotated[str, Stance], dict[str, WordList]]  # stance -> cue -> frames
Way = Literal[
    "clausal-complement", "parenthetical", "quotation", "infinitive", "gerund", "direct-object", "object-relative",
    "passive-subject", "passive-participle", "preposition-object", "according-to", "noun-cue", "adjective-cue",
    "citing", "label",
]  # fmt: skip
Frame = Literal[
    "c", "p", "q", "x", "g", "o", "r", "s", "a", "prep", "according", "noun", "adjective", "citing", "label",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Construction(Table):
    """A way in which a cue takes its content; `frame` is its letter in the lexicon."""

    id: Annotated[Way, EVERY]
    frame: Annotated[Frame, EVERY]


@dataclass(frozen=True, slots=True)
class RuleFile(Table):
    """rules.toml."""

    rule: tuple[Construction, ...]
    addressed: frozenset[str]  # verbs whose bare object is the one spoken to
    passive_before_to: frozenset[str]  # verbs whose past before "to" says what is done to its noun ("told to leave")
    writing: frozenset[str]  # verbs behind whose addressee a participle is the subject's ("wrote to Rao urging …")
    raising: frozenset[str]  # verbs whose subject belongs to the content ("seems to work")
    time_nouns: frozenset[str]  # heads of phrases that say when something was said
    shortened: frozenset[str]  # titles whose full stop may be taken for the end of the sentence
    light: frozenset[str]  # verbs that leave the meaning to their noun
    controlling: frozenset[str]  # verbs whose object does what their infinitive says
    deeds: frozenset[str]  # verbs that need a person as subject and no number in their object
    stands: frozenset[str]  # the same, but a body or a people will do as subject
    contacts: frozenset[
        str
    ]  # verbs that say something of their object only if it is more than a name ("called police")
    errands: frozenset[str]  # verbs that before a preposition need a negation or a named person as subject
    giving: frozenset[str]  # verbs whose object, if it is somebody, gets what they offer
    gifts: frozenset[str]  # verbs that need no number in their object ("pledged $3 billion" is a deed)
    lemmas: dict[str, str]  # wrong lemma -> right one
    kinds: dict[str, str]  # cues whose kind (kinds.py) their stance and class do not show
    unspoken: frozenset[str]  # verbs before "that" which tell nothing ("ensured that")
    relays: frozenset[str]  # verbs whose object has told it to the subject ("citing the police")
    hearers: frozenset[str]  # who hears what is said in a trial ("the court heard that …")
    closing: frozenset[str]  # words that end a headline behind the one who says it
    notes: frozenset[str]  # nouns of labels before words about the article
    measures: frozenset[str]  # nouns that answer for nothing behind "according to"
    polls: frozenset[str]  # what answers for a share behind "in"
    asking: frozenset[str]  # verbs that tell who was asked in a poll, and nothing that it found
    settings: frozenset[str]  # prepositions of occasion and means
    occasions: frozenset[str]  # nouns of occasion and means


@dataclass(frozen=True, slots=True)
class LexiconFile(Table):
    """lexicon.toml."""

    verb: Entries
    adjective: Entries = field(default_factory=dict)
    noun: Entries = field(default_factory=dict)
    owned: Entries = field(default_factory=dict)  # nouns that are cues only with an owner ("Rao's decision to")
    preposition: Entries = field(default_factory=dict)

    def faults(self) -> Iterator[str]:
        ties = words.members("preposition")
        known = FRAMES | ties | {f"{frame}+{tie}" for frame in "os" for tie in ties | COMPANIONS}
        for table, stances in self.tables().items():
            yield from wrong_frames(table, stances, {"according"} if table == "preposition" else known)
            yield from twice(table, stances)

    def tables(self) -> dict[str, Entries]:
        """The tables by name."""
        return {
            "verb": self.verb,
            "adjective": self.adjective,
            "noun": self.noun,
            "owned": self.owned,
            "preposition": self.preposition,
        }


def wrong_frames(table: str, stances: Entries, known: Set[str]) -> Iterator[str]:
    """What is wrong with cues that have a frame which no code knows."""
    for stance, cues in stances.items():
        for cue, frames in cues.items():
            for frame in frames.split():
                if frame not in known:
                    yield f"{table}: {stance}: {cue}: there is no frame {frame!r}{nearest(frame, known)}"


def twice(table: str, stances: Entries) -> Iterator[str]:
    """What is wrong with cues that stand under two stances."""
    first: dict[str, str] = {}
    for stance, cues in stances.items():
        for cue in cues:
            if cue in first:
                yield f"{table}: {cue!r} stands twice, under {first[cue]} and {stance}"
            first[cue] = stance


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon says of one cue."""

    frames: frozenset[str]
    stance: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""

    file: RuleFile
    speech: dict[str, frozenset[str]]  # verb of speech -> its frames, for the mending of the parse
    names: dict[str, str]  # frame -> id of its rule
    verb: dict[str, Entry]
    adjective: dict[str, Entry]
    noun: dict[str, Entry]
    owned: dict[str, Entry]
    preposition: dict[str, Entry]
    phrases: dict[str, tuple[str, ...]]  # first word of a verb phrase -> its other words
    prepositions: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]  # first word -> keys that begin with it, in words
    nouns: frozenset[str]  # of `noun` and `owned`
    opening: frozenset[str]  # words that a cue which is no verb and no noun begins with


def compile_rules() -> Rules:
    """The rules and the lexicon. Raises RuleError."""
    file = read_rules(STAGE, RuleFile)
    lexicon = read_rules(STAGE, LexiconFile, "lexicon.toml")
    verb = _entries(lexicon.verb)
    preposition, adjective = _entries(lexicon.preposition), _entries(lexicon.adjective)
    noun, owned = _entries(lexicon.noun), _entries(lexicon.owned)
    return Rules(
        file=file,
        speech={lemma: entry.frames for lemma, entry in verb.items()},
        names={rule.frame: rule.id for rule in file.rule},
        verb=verb,
        adjective=adjective,
        noun=noun,
        owned=owned,
        preposition=preposition,
        phrases={first: tuple(key.partition(" ")[2] for key in keys) for first, keys in _by_first(verb, 2).items()},
        prepositions={
            first: tuple((key, tuple(key.split())) for key in keys) for first, keys in _by_first(preposition).items()
        },
        nouns=frozenset((*noun, *owned)),
        opening=frozenset((*_by_first(preposition), *adjective, "in")),  # "in the Metrix poll"
    )


def _by_first(entries: dict[str, Entry], words: int = 1) -> dict[str, list[str]]:
    """The keys of at least so many words, by their first word, longest first."""
    groups: dict[str, list[str]] = {}
    for key in sorted(entries, key=len, reverse=True):
        if len(key.split()) >= words:
            groups.setdefault(key.split()[0], []).append(key)
    return groups


def _entries(stances: Entries) -> dict[str, Entry]:
    return {
        cue: Entry(frozenset(frames.split()), stance)
        for stance, cues in stances.items()
        for cue, frames in cues.items()
    }
