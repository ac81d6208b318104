"""How figures relate: subsets, additions, and events that one figure shares with the figure before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from factx.events.figures import BRACKETS, VERBAL, Figure
from factx.events.people import ANYBODY, ONE_MORE
from factx.events.readings import BEFALLS_PEOPLE, Reading
from factx.events.words import Words
from factx.language.grammar import SUBJECTS, has_subject

OF_THEM = frozenset(("them", "whom", "those", "these", "which", "victims", "dead", "injured", "wounded"))
ADDING = frozenset(("another", "additional", "further", "more"))
PAIR_LINKS = frozenset((",", "and", "with", "plus", ";", "including", "or"))
FREE = frozenset(("conj", "appos", "dep", "pobj", "npadvmod", "ROOT", "nummod", "prep", "pcomp", "advcl", "dobj"))
PAIR_GAP = 40
WHOLE = frozenset(("among", "of"))
OPENING_PARTS = frozenset(("among them", "among whom", "of them", "of whom"))
A_SHARE = frozenset(("half", "most", "some", "many", "several", "few", "none", "third", "majority"))
GRADED = frozenset(("critically", "gravely", "severely", "seriously"))
EACH = "each"
BREAKING = frozenset((":", "-", "--", "–", "—"))
FEW = 10  # so many flee as one does
NOUN_PLACES = frozenset(("nsubj", "attr", "npadvmod"))
LANDS = frozenset(("GPE", "LOC"))


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
    if before.reading.type not in words.lexicon.types:
        return None
    if not same_sentence(before.figure, figure):
        part = tells_who_they_were(figure, before, words)
        return replace(before.reading, part=True, superseded=False) if part else None
    if tells_when(figure) or is_of_another_deed(figure, before):
        return None
    part = is_part(figure) or breaks_down(figure, before)
    if not part and not is_gapped(figure, before.figure, words):
        return None
    earlier = before.reading
    return Reading(earlier.trigger, earlier.type, earlier.lemma, earlier.clause, part=part)


def tells_when(figure: Figure) -> bool:
    """Whether a clause about some of the counted says when it was: "were arrested when dozens of them broke in"."""
    verb = figure.top.head
    return figure.top.dep_ == "nsubj" and verb.dep_ == "advcl" and any(c.dep_ == "advmod" for c in verb.children)


def tells_who_they_were(figure: Figure, before: Told, words: Words) -> bool:
    """As in "Twelve people were killed. Three of them were children.": the next sentence says who some of them were."""
    doc, verb = figure.head.doc, figure.top.head
    near = figure.start - before.figure.end <= PAIR_GAP and larger(before.figure, figure)
    said = figure.top.dep_ == "nsubj" and verb.lemma_ == "be" and figure.start == figure.head.sent.start
    if not near or not said or figure.quantity.counted is not None or before.reading.type not in BEFALLS_PEOPLE:
        return False
    if sum(1 for i in range(before.figure.end, figure.start + 1) if doc[i].is_sent_start) != 1:
        return False
    what = next((c for c in verb.children if c.dep_ == "attr"), None)
    return is_part(figure) or (what is not None and words.is_person_word(what.lemma_.lower()))


def breaks_down(figure: Figure, before: Told) -> bool:
    """Whether a number is told by its parts: "31 died - nine in Bakra, six in Orun"."""
    doc, bare = figure.head.doc, figure.quantity.counted is None
    if not bare or figure.start == 0 or figure.top.dep_ in SUBJECTS:
        return False
    if doc[figure.start - 1].text in BREAKING:
        return larger(before.figure, figure) and before.figure.quantity.low != figure.quantity.low
    opened = range(figure.head.sent.start, before.figure.start)
    return before.reading.part and before.rule == "shared-event" and any(doc[i].text in BREAKING for i in opened)


def is_part(figure: Figure) -> bool:
    """As in "including three", "three of them", "including a nurse and three guards", "two seriously"."""
    doc, after = figure.head.doc, figure.end
    before = doc[max(0, figure.start - 2) : figure.start].text.lower()
    if figure.part or is_included(figure) or before.endswith("including") or before in OPENING_PARTS:
        return True
    elided = figure.quantity.counted is None and figure.start > 0 and doc[figure.start - 1].is_punct
    if elided and (doc[after : after + 1].text.lower() in GRADED or is_dealt_out(figure)):
        return True
    return after + 1 < len(doc) and doc[after].lower_ == "of" and doc[after + 1].lower_ in OF_THEM


def is_dealt_out(figure: Figure) -> bool:
    """Whether the whole is told in equal shares: "eight were killed, four at each post"; not "$4m (£3m) each"."""
    doc, after = figure.head.doc, figure.end
    to_each = doc[after : after + 1].text.isalpha() and doc[after + 1 : after + 2].text == EACH
    return to_each and figure.quantity.kind == "count"


def is_included(figure: Figure) -> bool:
    """Whether a list that "including" opens holds the figure, where "including" hangs on the verb."""
    link = figure.top.head
    listed = figure.head.dep_ in ("pobj", "conj")
    return listed and figure.top.dep_ == "pobj" and link.lower_ == "including" and link.head.pos_ in VERBAL


def is_gapped(figure: Figure, earlier: Figure, words: Words) -> bool:
    """A list goes on: a link before the figure, no noun of another kind, no verb of its own."""
    same = figure.quantity.counted is None and figure.quantity.unit == earlier.quantity.unit
    doc, before = figure.head.doc, figure.start - 1
    if before > 0 and doc[before].lower_ in ADDING:
        before -= 1
    besides = doc[max(0, before - 2) : before + 1].text.lower() == "as well as"
    if before < 0 or not (besides or doc[before].lower_ in PAIR_LINKS):
        return False
    return (same or words.is_person(figure)) and figure.top.dep_ in FREE


def is_of_another_deed(figure: Figure, before: Told) -> bool:
    """Whether a figure stands with the object of a later verb: "12 died as rebels burnt a school and two barns"."""
    thing, verb = figure.top, figure.top.head
    another = thing != figure.head and thing.dep_ == "dobj" and before.figure.end <= verb.i < figure.start
    return another and verb not in (before.reading.trigger, before.reading.clause) and has_subject(verb)


def is_additional(figure: Figure) -> bool:
    """As in "another 30", "a further 30", "30 more", "another soldier"."""
    if figure.quantity.rule == ONE_MORE:
        return True
    doc = figure.head.doc
    before = doc[figure.start].lower_, doc[max(0, figure.start - 1)].lower_
    words = {*before, *(token.lower_ for token in doc[figure.start : figure.end])}
    after = doc[figure.end].lower_ if figure.end < len(doc) else ""
    limit = bool(words & {"than", "or"})  # "more than 30", "one or more"
    return bool(words & (ADDING - {"more"})) or ("more" in words and not limit) or after == "more"


def whole_of(figure: Figure, reading: Reading, told: Sequence[Told]) -> str | None:
    """The id of the quantity that this one is a subset of, if the text says it is one."""
    group = next((t.figure for t in told[-6:] if holds(t, figure, reading)), None)
    if group is not None:
        return group.quantity.id
    spelled = (figure.head.dep_ == "appos" or is_listed_behind(figure)) and reading.type in BEFALLS_PEOPLE
    if not (reading.part or is_part(figure) or spelled):
        return None
    for earlier in reversed(told[-6:]):
        other = earlier.figure
        if other.head in figure.nodes[1:] and (not spelled or spells_out(figure, other)):
            return other.quantity.id
        if is_included(figure) and earlier.reading.type != reading.type:
            return None  # "four died and six were hurt, including one who died later"
        if (reading.part or is_part(figure)) and earlier.reading.type == reading.type and larger(other, figure):
            return other.quantity.id
    return None


def is_listed_behind(figure: Figure) -> bool:
    """Whether a figure stands in a list that opens with anybody at all: "nine people, two guards and seven pupils"."""
    first = figure.nodes[-1]
    return first.lower_ in ANYBODY and first.i < figure.start and first.nbor(1).text == "," and figure.head != first


def holds(earlier: Told, figure: Figure, reading: Reading) -> bool:
    """Whether a figure is one member of a list that was added up: "two children" in "a man and two children"."""
    group = earlier.figure
    inside = group.start <= figure.start and figure.end <= group.end and group.quantity.id != figure.quantity.id
    return inside and group.quantity.derived and earlier.reading.type == reading.type


def larger(whole: Figure, part: Figure) -> bool:
    """Whether one figure can hold the other."""
    most, least = whole.quantity.low or whole.quantity.high, part.quantity.low or part.quantity.high
    return most is not None and least is not None and most >= least


def spells_out(part: Figure, whole: Figure) -> bool:
    """Whether an apposition tells some of the counted, and no further ones: "three victims - two men and a boy"."""
    apart = part.head.doc[max(0, part.start - 1)].text in BREAKING | BRACKETS
    return (apart or whole.head.lower_ in ANYBODY) and (part.quantity.low or 0) < (whole.quantity.low or 0)


def is_told_of_part(figure: Figure, reading: Reading) -> bool:
    """Whether a verb tells of some of the counted only: "three of the 40 passengers survived"."""
    link = figure.head.head
    if figure.head.dep_ != "pobj" or link.lower_ != "of" or link.head.i >= figure.start:
        return False
    some = link.head.tag_ == "CD" or link.head.lower_ in A_SHARE
    return some and link.head.dep_ in (*SUBJECTS, "dobj") and reading.trigger == link.head.head


def befalls_others(figure: Figure, reading: Reading, words: Words) -> bool:
    """Whether what a reading tells is no harm to those counted, who run off, are told to be dead, or are shots."""
    shot, living = reading.trigger, reading.type != "killed"
    fired = shot.lower_ == "shot" and shot.dep_ in NOUN_PLACES and figure.quantity.low == 1  # "one shot hit the car"
    return fired or is_getaway(figure, reading, words) or (living and counts_deaths(figure, reading, words))


def counts_deaths(figure: Figure, reading: Reading, words: Words) -> bool:
    """Whether the counted noun itself tells of the dead: "61 deaths among 5,000 infected people"."""
    own = words.noun("noun", figure.head)
    return (
        any(frame.type == "killed" for frame in own)
        and reading.type in BEFALLS_PEOPLE
        and reading.trigger != figure.head
    )


def is_getaway(figure: Figure, reading: Reading, words: Words) -> bool:
    """Whether a few run off and lose no home: "two gunmen fled on foot"; not "a man and his son fled the war"."""
    verb, quantity = reading.trigger, figure.quantity
    if reading.type != "displaced" or reading.lemma != "flee" or not (quantity.high or FEW) < FEW:
        return False
    left = (n for p in (verb, *verb.children) if p == verb or p.lower_ == "from" for n in p.children)
    home = words.lexicon.words["fled"]
    return not any(n.dep_ in ("dobj", "pobj") and (n.ent_type_ in LANDS or n.lemma_.lower() in home) for n in left)


def stated_whole(figure: Figure) -> Token | None:
    """The noun of the whole that a figure is told to be part of: "five of the 14 wounded", "of the 14 hurt, five"."""
    links = [c for c in figure.head.children if c.i >= figure.end - 1]
    links += [c for c in figure.top.head.children if c.i < figure.start and figure.top.dep_ in SUBJECTS]
    nouns = (n for link in links if link.dep_ == "prep" and link.lower_ in WHOLE for n in link.children)
    return next((n for n in nouns if n.dep_ == "pobj"), None)
