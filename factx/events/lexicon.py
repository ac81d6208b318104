"""The event lexicon: which words tell which event, in which role the counted thing stands, what it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from factx.rules import EVERY, Table, WordList, nearest, read_rules

Things = Literal["person", "living", "fighter", "thing", "structure", "job", "money", "any"]
ThingList = Literal[
    "person",
    "fighter",
    "never_living",
    "cause",
    "structure",
    "sought",
    "crowd",
    "one_or_many",
    "job",
    "community",
    "inhabitant",
]
WordListName = Literal[
    "determiners", "fillers", "reaching", "before_value", "naming", "seeking", "means", "empty", "comparing", "scales",
    "ways", "lengths", "against", "estimates", "spanning", "opposing", "changing", "likely", "raising", "stuck",
    "finding", "burning",
    "blows", "measures", "vouching", "denying", "doing",
    "showing", "reacting", "calling", "ordering",
    "witnessing", "ending", "blow_units", "deadly", "dying", "asides", "undone", "police", "anybody", "whoever",
    "winning", "fled", "mourning", "parts",
]  # fmt: skip
Numbers = Literal["bodies", "multiples", "ordinals"]
ROLES = ("patient", "agent", "state", "noun", "multiple", "of", "toll", "place")
IRREGULAR = {"shot": "shoot"}  # taken for a noun in "gunmen shot dead two guards"
E_DROPPING = ("ee", "oe", "ye")
DOUBLING = ("stab", "kidnap", "nab", "trap", "pin", "shut", "cut", "rob", "gut", "scrap", "shed", "hit", "ship")


@dataclass(frozen=True, slots=True)
class TypeEntry(Table):
    """One `[[type]]` of the lexicon file; the fields are explained there."""

    name: str
    things: Things
    patient: WordList = ""
    agent: WordList = ""
    state: WordList = ""
    noun: WordList = ""
    multiple: WordList = ""
    of: WordList = ""
    toll: WordList = ""
    place: WordList = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class LexiconFile(Table):
    """The lexicon file as it stands."""

    type: tuple[TypeEntry, ...]
    things: dict[Annotated[str, ThingList, EVERY], WordList]
    words: dict[Annotated[str, WordListName, EVERY], WordList]
    near: dict[str, WordList] = field(default_factory=dict)
    numbers: dict[Annotated[str, Numbers], dict[str, int]] = field(default_factory=dict)
    contrast: tuple[tuple[WordList, WordList], ...] = ()

    def faults(self) -> Iterator[str]:
        nouns = {
            word for entry in self.type for role in ROLES for word in getattr(entry, role).replace("_", " ").split()
        }
        for noun in self.near:
            if noun not in nouns:
                yield f"near: no type has {noun!r}{nearest(noun, nouns)}"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a word tells an event."""

    type: str
    things: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled lexicon: for each role the frames of a lemma, best first."""

    frames: dict[str, dict[str, tuple[Frame, ...]]]
    forms: dict[str, str]
    things: dict[str, frozenset[str]]
    near: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    types: frozenset[str]
    numbers: dict[str, dict[str, int]]
    contrasts: tuple[tuple[frozenset[str], frozenset[str]], ...]

    def frames_of(self, role: str, lemma: str) -> tuple[Frame, ...]:
        """The frames of a lemma in a role; none for an unknown word."""
        return self.frames[role].get(lemma, ())


def load_lexicon() -> Lexicon:
    """The lexicon of the package. Raises RuleError for a file that is wrong."""
    file = read_rules("events", LexiconFile, "lexicon.toml")
    frames: dict[str, dict[str, tuple[Frame, ...]]] = {role: {} for role in ROLES}
    for entry in file.type:
        frame = Frame(entry.name, entry.things, entry.weak)
        for role in ROLES:
            for lemma in getattr(entry, role).split():
                frames[role][lemma] = (*frames[role].get(lemma, ()), frame)
    return Lexicon(
        frames=frames,
        forms={form: lemma for lemma in frames["patient"] | frames["agent"] for form in inflections(lemma)} | IRREGULAR,
        things={name: frozenset(words.split()) for name, words in file.things.items()},
        near={name: frozenset(words.split()) for name, words in file.near.items()},
        words={name: frozenset(words.split()) for name, words in file.words.items()},
        types=frozenset(entry.name for entry in file.type),
        numbers=file.numbers,
        contrasts=tuple((frozenset(one.split()), frozenset(other.split())) for one, other in file.contrast),
    )


def inflections(lemma: str) -> Iterator[str]:
    """The regular forms of a verb: headlines in capitals leave the lemmatizer without a clue."""
    if "_" in lemma:
        return
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(E_DROPPING) else lemma
    if lemma in DOUBLING:
        stem = lemma + lemma[-1]
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
        return
    yield from (lemma, lemma + ("es" if lemma.endswith(("sh", "ch", "ss", "x")) else "s"), stem + "ed", stem + "ing")
