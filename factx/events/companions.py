"""What else is said of a figure that has its reading: "12 were arrested and later released", "treated for burns"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.figures import Figure
from factx.events.joined import counts_others, joined_to
from factx.events.later import told_later
from factx.events.nouns import modifier_clause, noun_above
from factx.events.readings import BEFALLS_PEOPLE, KILLED_OR_WOUNDED, Reading, typed
from factx.events.relations import Told
from factx.events.states import placed_by
from factx.events.verbs import outcome
from factx.events.words import Words
from factx.language.grammar import has_object, has_subject, is_passive

LATER = "told-later"
MORE_THAN_HURT = frozenset(("hospitalized", "rescued", "evacuated"))
GUESSED = frozenset(("neighbour", "shared-event", "elided-state"))
WITH_COMPANIONS = frozenset(
    ("passive-victim", "told-next", "bare-participle", "intransitive-victim", "placed", "joined-verb")
)
DEAD_OR_HURT = KILLED_OR_WOUNDED | {"casualties"}
BROUGHT = frozenset(("killed", "hospitalized"))


def companions(found: Told, words: Words) -> Iterator[Told]:
    """What else the same figure is said of: "12 were arrested and later released"."""
    if found.reading.type == "casualties":
        return
    hurt = hurt_besides(found, words)
    if hurt is not None:
        yield hurt
    yield from done_to_them(found, words)
    yield from named_beside(found, words)
    yield from named_above(found, words)
    later = told_later(found.figure, words) if found.reading.type != "killed" else None
    if later is not None:
        yield Told(found.figure, later, LATER)
    clause = found.rule == "modifier-clause" and found.reading.clause.dep_ == "relcl"
    if not clause and found.rule not in WITH_COMPANIONS:
        return
    for other in joined_to(found.reading.clause):
        if has_object(other) or counts_others(found.reading.clause, other):
            continue
        reading = fate_after(other, found.figure, words)
        if reading and reading.type != found.reading.type and is_apart(found.reading, reading):
            yield Told(found.figure, reading, found.rule)


def fate_after(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """What a joined verb tells of the same people: "arrested and later released", "pulled out and taken to a ward"."""
    frame = words.fitting(words.verb("patient", verb) or words.verb("agent", verb), figure)
    if frame is not None:
        return outcome(frame, verb, words)
    brought = placed_by(verb, figure, words)
    return brought if brought is not None and brought.type in BROUGHT else None


def is_apart(first: Reading, second: Reading) -> bool:
    """Whether two verbs tell two fates: "killed and wounded" tell one between them, "abducted and killed" do not."""
    beside = second.trigger.i - first.trigger.i <= 2
    return not beside or (second.type in BEFALLS_PEOPLE and not {first.type, second.type} <= DEAD_OR_HURT)


def done_to_them(found: Told, words: Words) -> Iterator[Told]:
    """What is done to the same people in the same breath: "arrested 15 villagers and executed them"."""
    verb = found.reading.trigger
    if any(node.dep_ == "nsubj" for node in found.figure.nodes) and not is_passive(verb):
        return  # "two men attacked the guard and killed him"
    them = ("him", "her") if found.figure.quantity.high == 1 else ("them",)
    after = [c for c in verb.children if c.dep_ in ("conj", "advcl") and c.i > found.figure.start]
    for other in (*after, *(c for child in after for c in child.children if c.dep_ == "conj")):
        if has_subject(other):
            continue  # "killed two people before police shot him"
        if any(c.dep_ == "dobj" and c.lower_ in them for c in other.children):
            frame = words.fitting(words.verb("patient", other), found.figure)
            if frame and frame.type in BEFALLS_PEOPLE and not says_no_more(frame.type, found.reading.type):
                yield Told(found.figure, typed(frame, other), found.rule)


def says_no_more(fate: str, told: str) -> bool:
    """Whether a fate is the one that is told, or its way: "killed a man, hitting him with a hammer"."""
    return fate == told or (fate, told) == ("wounded", "killed")


def named_beside(found: Told, words: Words) -> Iterator[Told]:
    """What a second noun tells of the same people: "the capture and killing of three soldiers"."""
    if found.rule != "noun-above":
        return
    for noun in (c for c in found.reading.trigger.children if c.dep_ == "conj"):
        frame = words.fitting(words.noun("of", noun), found.figure)
        if frame and frame.type in BEFALLS_PEOPLE and {frame.type, found.reading.type} - KILLED_OR_WOUNDED:
            yield Told(found.figure, typed(frame, noun, found.reading.clause), found.rule)


def named_above(found: Told, words: Words) -> Iterator[Told]:
    """What a noun above tells of those of whom a clause tells more: "the death of four boys who had been kidnapped"."""
    above = noun_above(found.figure, words) if found.rule == "modifier-clause" else None
    if above is not None and above.type != found.reading.type and {above.type, found.reading.type} - KILLED_OR_WOUNDED:
        yield Told(found.figure, above, "noun-above")


def hurt_besides(found: Told, words: Words) -> Told | None:
    """The injury of those of whom more is told: "12 injured people were treated", "two are in hospital with burns"."""
    figure, reading = found.figure, found.reading
    if reading.type not in MORE_THAN_HURT or found.rule in GUESSED:
        return None
    clause = modifier_clause(figure, words) if found.rule != "modifier-clause" else None
    if clause is not None and clause.type == "wounded" and clause.trigger != reading.trigger:
        return Told(figure, clause, "modifier-clause")
    for noun, frames in words.places(reading.clause):
        frame = words.fitting(frames, figure)
        if frame is not None and frame.type == "wounded" and noun != reading.trigger:
            return Told(figure, Reading(noun, frame.type, noun.lemma_.lower(), reading.clause), "placed")
    return None
