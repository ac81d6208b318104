"""How figures relate: subsets, additions, and events that one figure shares with the figure before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factx.events.figures import Figure
from factx.events.readings import Reading
from factx.events.words import Words

OF_THEM = frozenset(("them", "whom", "those", "these", "which", "victims", "dead", "injured", "wounded"))
ADDING = frozenset(("another", "additional", "further", "more"))
PAIR_LINKS = frozenset((",", "and", "with", "plus", ";", "including", "or"))
FREE = frozenset(("conj", "appos", "dep", "pobj", "npadvmod", "ROOT", "nummod", "prep", "pcomp", "advcl", "dobj"))
BRACKETS = frozenset(("(", "["))
PAIR_GAP = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the reading found for it."""

    figure: Figure
    reading: Reading
    rule: str


def same_sentence(before: Figure, after: Figure) -> bool:
    """Whether no sentence starts between two figures that stand near each other."""
    if after.start - before.end > PAIR_GAP:
        return False
    doc = after.head.doc
    return not any(doc[i].is_sent_start for i in range(before.start + 1, after.start + 1))


def is_conversion(figure: Figure, before: Figure) -> bool:
    """Whether a figure in brackets tells the one before it in other money or measures: "$640m (£487m)"."""
    doc, start = figure.head.doc, figure.start
    while start > before.end and doc[start - 1].text not in BRACKETS and start > figure.start - 3:
        start -= 1
    same = figure.quantity.kind == before.quantity.kind and figure.quantity.kind in ("money", "measure")
    return same and doc[start - 1].text in BRACKETS and 0 <= start - 1 - before.end <= 2


def is_rival_of(figure: Figure, before: Figure) -> bool:
    """Whether two shares stand against each other: "leads 50 percent to 48 percent"."""
    if figure.quantity.kind != "percent" or before.quantity.kind != "percent":
        return False
    doc, end = figure.head.doc, max(before.end, before.head.i + 1)
    opened = before.start > 0 and doc[before.start - 1].lower_ in ("from", "between")
    return end == figure.start - 1 and doc[end].lower_ == "to" and not opened


def shared_event(figure: Figure, before: Told | None, words: Words) -> Reading | None:
    """The event of the figure before, where this one says it again in short.

    "36 injured, three of them critically", "12 people, including 3 children", "four on Monday and five on Tuesday".
    """
    if before is None or figure.quantity.kind != "count" or before.figure.quantity.kind != "count":
        return None
    if before.reading.type not in words.lexicon.types or not same_sentence(before.figure, figure):
        return None
    part = is_part(figure)
    if not part and not is_gapped(figure, before.figure, words):
        return None
    earlier = before.reading
    return Reading(earlier.trigger, earlier.type, earlier.lemma, earlier.clause, part=part)


def is_part(figure: Figure) -> bool:
    """As in "including three", "three of them"."""
    doc, after = figure.head.doc, figure.end
    before = doc[max(0, figure.start - 2) : figure.start].text.lower()
    if figure.part or before.endswith("including") or before in ("among them", "among whom"):
        return True
    return after + 1 < len(doc) and doc[after].lower_ == "of" and doc[after + 1].lower_ in OF_THEM


def is_gapped(figure: Figure, earlier: Figure, words: Words) -> bool:
    """A list goes on: a link before the figure, no noun of another kind, no verb of its own."""
    same = figure.quantity.counted is None and figure.quantity.unit == earlier.quantity.unit
    doc, before = figure.head.doc, figure.start - 1
    if before > 0 and doc[before].lower_ in ADDING:
        before -= 1
    if before < 0 or doc[before].lower_ not in PAIR_LINKS:
        return False
    return (same or words.is_person(figure)) and figure.top.dep_ in FREE


def is_additional(figure: Figure) -> bool:
    """As in "another 30", "a further 30", "30 more"."""
    doc = figure.head.doc
    before = doc[figure.start].lower_, doc[max(0, figure.start - 1)].lower_
    words = {*before, *(token.lower_ for token in doc[figure.start : figure.end])}
    after = doc[figure.end].lower_ if figure.end < len(doc) else ""
    more_than = "more" in words and "than" in words
    return bool(words & (ADDING - {"more"})) or ("more" in words and not more_than) or after == "more"


def whole_of(figure: Figure, reading: Reading, told: Sequence[Told]) -> str | None:
    """The id of the quantity that this one is a subset of, if the text says it is one."""
    group = next((t.figure for t in told[-6:] if holds(t, figure, reading)), None)
    if group is not None:
        return group.quantity.id
    if not (reading.part or is_part(figure)):
        return None
    for earlier in reversed(told[-6:]):
        other = earlier.figure
        if other.head in figure.nodes[1:]:
            return other.quantity.id
        if earlier.reading.type == reading.type and larger(other, figure):
            return other.quantity.id
    return None


def holds(earlier: Told, figure: Figure, reading: Reading) -> bool:
    """Whether a figure is one member of a list that was added up: "two children" in "a man and two children"."""
    group = earlier.figure
    inside = group.start <= figure.start and figure.end <= group.end and group.quantity.id != figure.quantity.id
    return inside and group.quantity.derived and earlier.reading.type == reading.type


def larger(whole: Figure, part: Figure) -> bool:
    """Whether one figure can hold the other."""
    most, least = whole.quantity.low or whole.quantity.high, part.quantity.low or part.quantity.high
    return most is not None and least is not None and most >= least
