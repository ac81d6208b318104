"""Answers what a noun or verb is, from WordNet's classes (nouns.tsv, verbs.tsv) and our own lists (words.toml).

The two tables are kept as sorted lines and searched; only the lines that are asked for are taken apart. So loading
takes a few milliseconds, and every answer but the first is a look-up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from factx.rules import read_rules
from factx.words.schema import WordFile

NOUN_TABLE = Path(__file__).with_name("nouns.tsv")
VERB_TABLE = Path(__file__).with_name("verbs.tsv")


def words_of(listed: str) -> tuple[str, ...]:
    """The words of a list that is written in one string."""
    return tuple(listed.split())


SOME_USES = 3  # tenths of the uses of a lemma: so many make it one of a class among others
MOST_USES = 5
ALL_USES = 10
# Who speaks, writes, rules or decides, and what is written, found or ruled.
SPEAKING = words_of(
    "armed_group body document law media organization people person poll publication social_group state writing"
)
HAPPENING = frozenset(("act", "event", "phenomenon", "process"))  # what has a time of its own
# WordNet's own classes of nouns, one for every sense; the others lie across them.
LEXICOGRAPHERS = words_of(
    "act animal artifact attribute body_part cognition communication condition event feeling food group location "
    "motive object person phenomenon plant possession process quantity relation shape substance time tops"
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Our own lists, the package's with a user's: words.toml, compiled. The fields are explained in schema.py."""

    noun: Mapping[str, frozenset[str]]
    not_noun: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    plurals: Mapping[str, str]
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    shares: dict[str, Mapping[str, int]] = field(default_factory=dict, compare=False)  # answers given before

    def shares_of(self, lemma: str) -> Mapping[str, int]:
        """The classes of a noun, each with its share in tenths, the greatest first; ours before WordNet's."""
        known = self.shares.get(lemma)
        if known is None:
            known = {name: ALL_USES for name, words in self.noun.items() if lemma in words}
            for name, tenths in line_of(NOUN_TABLE, lemma).items():
                if lemma not in self.not_noun.get(name, ()):
                    known.setdefault(name, tenths)
            self.shares[lemma] = known
        return known


def load_vocabulary() -> Vocabulary:
    """The package's own lists. Raises RuleError for a file that is wrong."""
    file = read_rules("words", WordFile, "words.toml")
    return Vocabulary(
        noun=file.noun,
        not_noun=file.not_noun,
        lists=file.list,
        plurals=file.plural,
        cardinals=file.cardinals,
        ordinals=file.ordinals,
        months=file.months,
        weekdays=file.weekdays,
    )


_package = cache(load_vocabulary)
_active: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


@contextmanager
def using(vocabulary: Vocabulary) -> Iterator[Vocabulary]:
    """Within it all questions are answered from these lists; the pipeline does so for a user's words."""
    token = _active.set(vocabulary)
    try:
        yield vocabulary
    finally:
        _active.reset(token)


def current() -> Vocabulary:
    """The lists that questions are answered from: the package's own, unless `using` says otherwise."""
    return _active.get() or _package()


def share(lemma: str, name: str) -> float:
    """How much of the uses of a noun are of a class, from 0 to 1."""
    return current().shares_of(lemma).get(name, 0) / ALL_USES


def classes(lemma: str) -> frozenset[str]:
    """The classes that a noun has in three of ten uses or more; none for a word that is not known."""
    return frozenset(name for name, tenths in current().shares_of(lemma).items() if tenths >= SOME_USES)


def noun_class(lemma: str) -> str | None:
    """The class that a noun has most often, as WordNet's lexicographers sort them: "person", "act", "time", …

    None for a word that is not known.
    """
    return next((name for name in current().shares_of(lemma) if name in LEXICOGRAPHERS), None)


def is_person(lemma: str) -> bool:
    """Whether a noun names a person in most of its uses: "minister", "victim"; not "police", which is a group."""
    return current().shares_of(lemma).get("person", 0) >= MOST_USES


def can_speak(lemma: str) -> bool:
    """Whether what a noun names can speak, write, rule or decide: people, bodies, states, documents, polls, laws."""
    shares = current().shares_of(lemma)
    return any(tenths >= MOST_USES and name in SPEAKING for name, tenths in shares.items())


def verb_classes(lemma: str) -> frozenset[str]:
    """The classes that a verb has in three of ten uses or more; a particle is tied on: "point_out"."""
    return frozenset(name for name, tenths in line_of(VERB_TABLE, lemma).items() if tenths >= SOME_USES)


def verb_class(lemma: str) -> str | None:
    """The class that a verb has most often: "communication", "cognition", "change", …; None if it is not known."""
    return next(iter(line_of(VERB_TABLE, lemma)), None)


def members(name: str) -> frozenset[str]:
    """The words of one of our own lists: "kin", "harm", "body". Raises KeyError for a list that does not exist."""
    vocabulary = current()
    return vocabulary.lists[name] if name in vocabulary.lists else vocabulary.noun[name]


def plural(noun: str) -> str:
    """The plural of a noun: "buses", "bodies", "feet", "personnel"."""
    known = current().plurals.get(noun)
    if known is not None:
        return known
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def value(word: str) -> int | None:
    """The number that a number word stands for: "twelve", "million"; None for any other word."""
    return current().cardinals.get(word)


def ordinal(word: str) -> int | None:
    """The number that an ordinal word stands for: 3 for "third"; None for any other word."""
    return current().ordinals.get(word)


def month(word: str) -> int | None:
    """The number of a month by its name or short form, with or without a full stop; None for any other word."""
    return current().months.get(word.rstrip("."))


def weekday(word: str) -> int | None:
    """The number of a weekday by its name or short form, Monday is 0; None for any other word."""
    return current().weekdays.get(word.rstrip("."))


@cache
def lines(table: Path) -> tuple[str, ...]:
    return tuple(table.read_text(encoding="utf-8").splitlines())


@cache
def line_of(table: Path, lemma: str) -> Mapping[str, int]:
    """The classes of a lemma with their shares in tenths, as its line has them; none if the table lacks it."""
    at = bisect_left(lines(table), f"{lemma}\t")
    if at == len(lines(table)) or not lines(table)[at].startswith(f"{lemma}\t"):
        return {}
    fields = lines(table)[at].partition("\t")[2].split()
    return {name: int(tenths) for name, tenths in zip(fields[::2], fields[1::2], strict=True)}
