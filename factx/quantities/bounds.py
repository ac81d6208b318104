"""Reads the bound of a figure from the phrase before or after it: "at least 12", "30 or more", "some 100-plus"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factx.quantities.atoms import Atoms
from factx.quantities.figure import Figure
from factx.quantities.schema import BoundRule
from factx.quantities.spellings import atoms_of, words_of

STACK = 3  # bounds that can stand one before the other: "more than about", "at least another"
MOVED = 4  # words of a noun phrase between "push" and "up to"
OPEN_ABOVE = ("at_least", "more_than")
OPEN_BELOW = ("at_most", "less_than")


WHERE_SAID = frozenset({("over",), ("above",), ("under",), ("below",)})
COMPARED = frozenset({"more_than", "less_than"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bound phrases: by their last word those that stand before, by their first those that stand after."""

    before: dict[str, list[tuple[tuple[str, ...], BoundRule]]]
    after: dict[str, list[tuple[tuple[str, ...], BoundRule]]]
    fillers: dict[str, list[tuple[str, ...]]]
    context: dict[tuple[tuple[str, ...], str], int]


def compile_bounds(rules: Sequence[BoundRule], fillers: Sequence[str]) -> Bounds:
    """The phrases, longest first."""
    bounds = Bounds({}, {}, {}, {})
    for rule in rules:
        for written in rule.before:
            phrase = atoms_of(written)
            bounds.before.setdefault(phrase[-1], []).append((phrase, rule))
            bounds.context[phrase, rule.id] = len(atoms_of(written.partition("|")[0])) if "|" in written else 0
        for phrase in map(atoms_of, rule.after):
            bounds.after.setdefault(phrase[0], []).append((phrase, rule))
    for filler in map(words_of, fillers):
        bounds.fillers.setdefault(filler[-1], []).append(filler)
    for table in (bounds.before, bounds.after):
        for found in table.values():
            found.sort(key=lambda pair: -len(pair[0]))
    for phrases in bounds.fillers.values():
        phrases.sort(key=len, reverse=True)
    return bounds


def skip_tail(atoms: Atoms, figure: Figure, bounds: Bounds) -> None:
    """Steps over a bound right after the numeral, so that the unit is sought behind it: "100-plus firms"."""
    for phrase, _ in bounds.after.get(atoms.words[figure.end], ()):
        if atoms.phrase_at(figure.end, phrase):
            figure.tail = figure.after = figure.end + len(phrase)
            return


def read_bound(atoms: Atoms, figure: Figure, bounds: Bounds) -> None:
    """Sets bound, low and high of the figure, and stretches its span over the bound."""
    found = [*before(atoms, figure, bounds), *after(atoms, figure, bounds)]
    if not found:
        return
    rule = next((r for r in found if r.bound != "about"), found[0])
    if figure.kind != "age":
        figure.rule = rule.id
    if figure.vague and rule.bound not in OPEN_BELOW:
        return
    figure.bound = rule.bound
    if rule.bound in OPEN_ABOVE:
        figure.high = None
    elif rule.bound in OPEN_BELOW:
        figure.low, figure.high, figure.vague = None, figure.high or figure.low, False


def before(atoms: Atoms, figure: Figure, bounds: Bounds) -> list[BoundRule]:
    """The bounds right before the figure, nearest first."""
    found: list[BoundRule] = []
    for _ in range(STACK):
        at = skip_filler(atoms, figure, bounds)
        hit = next((pair for pair in bounds.before.get(atoms.words[at - 1], ()) if fits(atoms, at, figure, pair)), None)
        if hit is None:
            return found
        phrase, rule = hit
        figure.begin = at - len(phrase) + bounds.context[phrase, rule.id]
        found.append(rule)
    return found


def skip_filler(atoms: Atoms, figure: Figure, bounds: Bounds) -> int:
    """Where a bound has to end: before the figure, or before "another", "a total of" and the like."""
    at = figure.begin
    if atoms.dash(at - 1) and atoms.glued(at - 1) and atoms.words[at - 2] not in ("sub",):
        at -= 1
    if atoms.words[at - 1] in bounds.before:
        return at
    for phrase in bounds.fillers.get(atoms.words[at - 1], ()):
        if atoms.phrase_before(at, phrase):
            start = at - len(phrase)
            return start if atoms.words[start - 1] in bounds.before else at
    return at


def fits(atoms: Atoms, at: int, figure: Figure, pair: tuple[tuple[str, ...], BoundRule]) -> bool:
    """Whether the phrase ends before atom `at` and bounds this figure."""
    phrase, rule = pair
    placed = phrase in WHERE_SAID and is_just_one(figure)
    if not atoms.phrase_before(at, phrase) or figure.kind in rule.not_kind or placed:
        return False
    if phrase[-1] == "." and (at != figure.begin or atoms.words[at - 3] == "."):  # "D.C. The six", "480 B.C. 300 men"
        return False
    if phrase[-1] in "<>" and atoms.glued(at - 2) and atoms.words[at - 2] != "(":  # the end of a tag
        return False
    many = figure.counted is not None and atoms.token(figure.after - 1).tag_ in ("NNS", "NNPS")
    known = many and at < figure.begin and atoms.words[at] == "the"  # "anger over the 12 men", not "over the 12 mark"
    if known and (rule.untied or rule.bound in COMPARED):  # "surpassed the 32 people killed last year"
        return False
    if rule.untied and figure.joined and at < figure.begin:
        return False
    if figure.rule == "from-to" and rule.bound != "about":  # "from up to 250 miles to 290"
        return False
    if rule.kind and figure.kind not in rule.kind:
        return False
    start = at - len(phrase)
    if atoms.dash(start - 1) and atoms.glued(start - 1):  # "a two-under 70"
        return False
    if moved_thing(atoms, start) in rule.not_after:
        return False
    words = atoms.token(max(1, start - 1)).lemma_.lower(), " ".join(atoms.words[max(1, start - 2) : start])
    return not any(word in rule.not_after for word in words)


def is_just_one(figure: Figure) -> bool:
    """Whether a number is a written "one": "a row over one law", "under one roof"; not "under one hour"."""
    return figure.value == figure.scale == 1 and figure.style == "words" and figure.kind in ("count", "other")


def moved_thing(atoms: Atoms, start: int) -> str:
    """The verb right before the noun phrase that ends before atom `start`: push in "pushed 2004 earnings up to"."""
    last = atoms.token_index(start) - 1
    for token in reversed(atoms.doc[max(0, last - MOVED) : last + 1]):
        if token.pos_ == "VERB":
            return token.lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "PART"):
            break
    return ""


def after(atoms: Atoms, figure: Figure, bounds: Bounds) -> list[BoundRule]:
    """The bound right after the numeral or after its unit; the span grows only in the first case."""
    for at in {figure.end: 0, figure.after: 0}:
        for phrase, rule in bounds.after.get(atoms.words[at], ()):
            compares = atoms.phrase_at(at, (*phrase, "than"))  # "5000 or more than that"
            if atoms.phrase_at(at, phrase) and not compares and figure.kind not in rule.not_kind:
                if at == figure.end:
                    figure.stop = at + len(phrase)
                return [rule]
    return []
