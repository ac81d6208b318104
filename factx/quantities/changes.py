"""Tells the size of a change from the level it leads to: "rose 5% to 20% from 19%" has one size and two levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factx import words
from factx.quantities.atoms import Atoms
from factx.quantities.figure import Figure
from factx.quantities.patterns import Lists
from factx.quantities.schema import ChangeRule
from factx.quantities.units import RATES

SIZES = frozenset({"percent", "money", "measure"})
NOUN = "noun"  # the link of nouns of change, which only a claim minds: levels.py
POINTS = RATES | {"point"}
OBJECT = 4  # words of what is raised or cut before the number
GAP = 3  # adverbs that may stand between verb and number


@dataclass(frozen=True, slots=True)
class Changes:
    """By link ("" or "by") and lemma: direction, what it takes, and the rule's id."""

    words: dict[tuple[str, str], tuple[str, str, str]]
    verbs: frozenset[str]
    lists: Lists


def compile_changes(rules: Sequence[ChangeRule], lists: Lists) -> Changes:
    """The words of the change rules, ready to look up."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for rule in rules:
        for direction, lemmas in (("up", rule.up), ("down", rule.down)):
            for lemma in lemmas:
                found.setdefault((rule.link, lemma), (direction, rule.takes, rule.id))
    return Changes(found, frozenset(lemma for link, lemma in found if link != NOUN), lists)


def read_change(atoms: Atoms, figure: Figure, changes: Changes) -> None:
    """Marks the figure as the size of a change if a word of change governs it."""
    at = figure.begin - 1
    link = ""
    if atoms.words[figure.begin] in ("below", "above"):  # "slid below $20" names a level
        return
    if atoms.words[at] == "by":
        at, link = at - 1, "by"
    elif atoms.words[at] in ("just", "only") and atoms.words[at - 1] == "by":
        at, link = at - 2, "by"
    found = governing(atoms, at, link, changes) or behind(atoms, figure, changes)
    if found is None:
        return
    direction, takes, rule = found
    rate = figure.unit is not None and figure.unit.split(" per ")[0] in POINTS | {"cent"}
    if (takes == "rate" and not rate) or (takes == "whole" and (not rate or atoms.words[figure.after] == "of")):
        return
    counts = figure.kind == "count" and figure.unit not in POINTS
    if link == "by" and counts and is_agent(atoms, figure):
        return
    if takes == "amount" and (figure.unit is None or counts or figure.joined):
        return
    thing = (counts and figure.unit is not None) or (figure.kind == "measure" and atoms.words[figure.after] == "of")
    if takes == "size" and (figure.vague or thing):  # "dropped two bombs", "dropped 10 inches of rain"
        return
    figure.change, figure.rule = direction, rule if figure.bound == "exact" else figure.rule


def is_agent(atoms: Atoms, figure: Figure) -> bool:
    """ "was dropped by two agents": people who did it, not the size of a change."""
    noun = (figure.unit or "").rpartition(" ")[2]
    return atoms.token(figure.begin - 1).dep_ == "agent" and words.is_person(noun)


def behind(atoms: Atoms, figure: Figure, changes: Changes) -> tuple[str, str, str] | None:
    """ "closed 2% higher", "ended 12% down", "was 30 points lower at 4,577"; not "2% lower prices"."""
    word = atoms.words[figure.after]
    moved = word in ("higher", "lower") or figure.kind in SIZES
    if not moved or not changes.lists.stand("ends-higher", atoms, figure):
        return None
    return changes.words.get(("", word))


def governing(atoms: Atoms, at: int, link: str, changes: Changes) -> tuple[str, str, str] | None:
    """The change word before atom `at + 1`: right there, past adverbs, or what the parse hangs "by" on."""
    for _ in range(GAP):
        if at < 1:
            return None
        token = atoms.token(at)
        found = changes.words.get((link, token.lemma_.lower()))
        if found and token.lower_ in changes.lists["particles"]:
            noun = token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN")  # "shares up 5%"; not "make up 5%"
            return found if noun or token.dep_ != "prt" or token.head.lemma_ in changes.lists["moves"] else None
        if found and token.pos_ in ("VERB", "AUX"):
            return found
        if found and token.pos_ in ("NOUN", "PROPN") and (link == "by" or token.dep_ == "ROOT"):
            return found
        if token.tag_ not in ("RB", "RP") and token.lower_ not in changes.lists["adverbs"]:
            break
        at -= 1
    if link != "by":
        return over_object(atoms, at, changes) if at >= 1 else None
    head = atoms.token(at + 1).head
    return changes.words.get((link, head.lemma_.lower())) if head.pos_ == "VERB" else None


def over_object(atoms: Atoms, at: int, changes: Changes) -> tuple[str, str, str] | None:
    """The verb of change whose object ends at atom `at`: "cut rates 25 basis points", "raised its output 3%"."""
    noun = atoms.token(at)
    verb = noun.head
    found = changes.words.get(("", verb.lemma_.lower())) if noun.dep_ == "dobj" and verb.pos_ == "VERB" else None
    return found if found and found[1] == "whole" and 0 < noun.i - verb.i <= OBJECT else None
