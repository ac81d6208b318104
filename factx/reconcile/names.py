"""Names as keys: one spelling for "St. Mary's Church Rd." and "St Mary’s Church Road", persons apart from the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from factx.plain import Plain
from factx.reconcile.lexicon import lexicon
from factx.reconcile.model import Person
from factx.reconcile.places import known
from factx.words import members

POSSESSIVE_S = re.compile(r"[’'`]s\b")
NAME_WORD = re.compile(r"[^\W_]+")
CENTRAL, TYPED = 1, 2
NAMES_REMEMBERED = 50_000
MAX_WORDS = 12  # a name of more words is a parser's slip: only its first words count


@lru_cache(maxsize=NAMES_REMEMBERED)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, short forms written out, titles before it left off."""
    lists, titles = lexicon(), members("title")
    words = NAME_WORD.findall(POSSESSIVE_S.sub("", name.casefold()))[:MAX_WORDS]
    while len(words) > 1 and (words[0] == "the" or words[0] in titles):
        words = words[1:]
    return tuple(lists.abbreviations.get(word, word) if place else word for place, word in enumerate(words))


def key_of(name: str) -> str:
    """One spelling of a name, for comparing."""
    return " ".join(words_of(name))


def person_of(words: Sequence[str]) -> Person | None:
    """First and last name, or None where one is missing or a word is no name's."""
    if len(words) < 2 or not lexicon().generic.isdisjoint(words):
        return None
    return words[0], words[-1]


def keys_of(name: str, words: Sequence[str], type_: str) -> set[str]:
    """Pairs of neighbouring words and single words, those left out that tie nothing together.

    A person, and a place that the gazetteer knows, is one key: "New Jersey" has nothing of Jersey. In names of
    organisations a pair needs two telling words: "Marlow Police" is no more than Marlow.
    """
    if type_ == "person" or (type_ == "place" and known(name)):
        return {" ".join(words)}
    generic = lexicon().generic
    least = 2 if type_ == "organisation" else 1
    pairs = {f"{a} {b}" for a, b in pairwise(words) if (a not in generic) + (b not in generic) >= least}
    return pairs | {word for word in words if word not in generic and len(word) > 2}


def split_names(names: Iterable[Plain], officials: set[Person], lead: int) -> tuple[dict[Person, int], frozenset[str]]:
    """The persons of a record, and the keys of all its names.

    A person's flags: CENTRAL where the article is about them (named in its first `lead` characters, or again and
    again), TYPED where the name was recognised as a person's. Those in `officials` speak for an office: no key.
    """
    seen = [(words, name) for name in names if (words := words_of(name["text"]))]
    counts: Counter[str] = Counter()
    for words, name in seen:
        counts[words[-1]] += name["count"]
    persons: dict[Person, int] = {}
    keys: set[str] = set()
    for words, name in seen:
        person, type_ = person_of(words), name["type"]
        if person in officials or not lexicon().care.isdisjoint(words):
            continue
        if person and type_ != "place":
            central = name["span"][0] < lead or counts[words[-1]] > 1
            persons[person] = persons.get(person, 0) | CENTRAL * central | TYPED * (type_ == "person")
        keys |= keys_of(name["text"], words, type_)
    return persons, frozenset(keys)
