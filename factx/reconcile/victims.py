"""Victims that no claim counts, as a figure: one of whom a headline tells, "Atlanta rapper shot dead", is one dead.

No claim counts a single person, and yet this is what such an article is about: without it, the toll of another attack
that the article recalls would stand as its own. The headline is written as a string of letters, one a word, and the
rules of `victims.toml` are patterns over it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from factx import words
from factx.reconcile.lexicon import lexicon
from factx.reconcile.names import NAME_WORD
from factx.reconcile.running import is_people
from factx.reconcile.words import POSSESSIVE
from factx.rules import read_toml

HEADLINE_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,.;:!?–—|()]")
AGED = re.compile(r"\d+-(?:year|month)-old$")
HARM_LETTERS = "KHDIVXTWfM"  # letters of the classes that tell of harm
CHARGES = re.compile(  # an attempt, an accessory, a conspiracy is another charge
    r"\b([\w-]+) (?:charge|count)s? of (?:(?:aggravated|capital|degree|first|intentional|second|third)[ -])*"
    r"(?:homicide|manslaughter|murder)\b",
    re.IGNORECASE,
)
STOPS = ".!?"
CROWDS = frozenset(("children", "men", "police", "people", "women"))
WORDS_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over the letters of a headline, and what it tells of: `least` so many of a `type`; see victims.toml."""

    id: str
    type: str
    pattern: re.Pattern[str]
    least: int
    hit: bool
    violent: bool
    examples: tuple[str, ...]
    leaves: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in their order."""
    return tuple(
        Rule(
            one["id"],
            one["type"],
            re.compile(one["pattern"]),
            one.get("least", 1),
            one.get("hit", False),
            one.get("violent", False),
            tuple(one["examples"]),
            tuple(one["leaves"]),
        )
        for one in read_toml("reconcile", "victims.toml")["rule"]
    )


def victims_of(headline: str, names: Collection[str], *, violent: bool) -> dict[str, Rule]:
    """The rule that tells of one victim, by type of event: of one dead, and of one hurt beside it.

    Args:
        names: persons whom the article names.
        violent: whether the article tells of a kind of harm (a fire, a shooting).
    """
    said = NAME_WORD.findall(headline.casefold())
    if not may_tell(said) or not lexicon().unsaid.isdisjoint(said):
        return {}
    letters = letters_of(headline, names)
    found: dict[str, Rule] = {}
    for rule in rules():
        if rule.type not in found and (violent or not rule.violent) and rule.pattern.search(letters):
            found[rule.type] = rule
    return without_the_dead(found)


def murders_charged(text: str) -> int:
    """How many murders somebody is charged with ("four counts of murder"); 0 where nobody is, or counts differ."""
    if "counts of" not in text and "charges of" not in text:
        return 0
    told = {words.value(word) or (int(word) if word.isdecimal() else 0) for word in CHARGES.findall(text.casefold())}
    return told.pop() if len(told) == 1 else 0


def may_tell(said: Iterable[str]) -> bool:
    """Whether among the words, in small letters, is one of those that any rule is for."""
    return not _telling().isdisjoint(said)


def without_the_dead(found: dict[str, Rule]) -> dict[str, Rule]:
    """The same without one who was shot, where one died: it is the same."""
    return {type_: rule for type_, rule in found.items() if not (rule.hit and "killed" in found)}


def letters_of(headline: str, names: Collection[str] = ()) -> str:
    """The headline as letters, one a word; an age and what stands before a person's noun or name is part of it."""
    for name in names:
        headline = headline.replace(name, "_" * len(name))
    found = re.findall(rf"_+|{HEADLINE_TOKEN.pattern}", headline)
    letters = "".join("p" if word[0] == "_" else letter_of(word.casefold()) for word in found)
    letters = re.sub(r"n(?=[KHFDIxW,.co]|$)", "p", letters).replace("n", "w")
    return re.sub(r"p+", "p", letters)


@lru_cache(maxsize=WORDS_REMEMBERED)
def letter_of(word: str) -> str:
    """The letter of a word in small letters; n for a people ("Palestinian"), which may be a noun or not."""
    if not word[0].isalnum():
        return "." if word in STOPS else ","
    word = POSSESSIVE.sub("", word)
    known = _classes().get(word)
    if known:
        return known
    if word.isdigit() or words.value(word) is not None:
        return "m"
    return _person_letter(word)


def _person_letter(word: str) -> str:
    if AGED.match(word):
        return "p"
    single = word.removeprefix("ex-")
    if is_people(single):
        return "n"
    if words.is_person(single):
        return "p"
    crowd = word in CROWDS or (word.endswith("s") and words.is_person(word[:-1]))
    return "s" if crowd else "w"


@cache
def _telling() -> frozenset[str]:
    """The words of which a headline that any rule is for has one."""
    return frozenset(word for word, letter in _classes().items() if letter in HARM_LETTERS)


@cache
def _classes() -> dict[str, str]:
    return {
        word: letter
        for letter, listed in read_toml("reconcile", "victims.toml")["classes"].items()
        for word in listed.split()
    }
