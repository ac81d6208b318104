"""Said by the verb that governs the counted noun: "the blast killed 14", "14 died"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from factx.events.figures import NOUN_LIKE, VERBAL, Figure
from factx.events.lexicon import Frame
from factx.events.readings import (
    KILLED_OR_WOUNDED,
    PASSIVE,
    Reading,
    agent_frames,
    dead_at_last,
    is_death,
    said_of_later_number,
    typed,
)
from factx.events.words import Words, may_live
from factx.language.grammar import SUBJECTS, agents, has_object, is_passive, shares_object


def object_of(figure: Figure, words: Words) -> Reading | None:
    """As in "the blast killed 14"."""
    for node in figure.nodes:
        misplaced = node.dep_ == "conj" and node.head.pos_ in VERBAL and has_object(node.head)
        if misplaced or (node.dep_ in ("dobj", "dative") and node.head.pos_ in NOUN_LIKE | VERBAL):
            found = patient_of(node.head, figure, words)
            if found:
                return replace(found, part=figure.part and node == figure.top)
        own = node.head if node.dep_ == "pobj" and figure.start <= node.head.i < figure.end else None
        if own is not None and own.head.pos_ in VERBAL:  # "executed between 15 and 25 men"
            return patient_of(own.head, figure, words)
    return None


def passive_subject_of(figure: Figure, words: Words) -> Reading | None:
    """As in "14 were killed"."""
    for node in figure.nodes:
        if node.dep_ in PASSIVE:
            found = passive_verb(node.head, figure, words)
            if found:
                return found
    return None


def passive_verb(verb: Token, figure: Figure, words: Words) -> Reading | None:
    return patient_of(verb, figure, words)


def patient_of(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """What a verb tells of the figure as its object or passive subject."""
    frame = words.fitting(words.verb("patient", verb), figure)
    if frame is None or (frame.weak and words.place(verb)):
        return None
    if frame.things == "fighter" and figure.start < verb.i:
        return None  # "12 soldiers lost their way"
    doc, behind = verb.doc, figure.end
    if figure.start > verb.i and is_death(doc, behind, verb, words):
        return Reading(verb, "killed", verb.lemma_.lower(), verb)
    if frame.weak and is_stuck(figure, words):
        return Reading(verb, "rescued", verb.lemma_.lower(), verb)
    return outcome(frame, verb, words)


def is_stuck(figure: Figure, words: Words) -> bool:
    """Whether the counted are said to be trapped: whoever frees them rescues them."""
    stuck = words.lexicon.words["stuck"]
    return any(c.lower_ in stuck for node in figure.nodes for c in node.children)


def outcome(frame: Frame, verb: Token, words: Words) -> Reading:
    """The reading of a verb that harms: of a shooting the death, if it is told."""
    killed = frame.type == "wounded" and dead_at_last(verb, words)
    return killed or harmed(frame, verb, words)


def harmed(frame: Frame, verb: Token, words: Words) -> Reading:
    """The reading of a verb; "killed or wounded" together are casualties."""
    reading = typed(frame, verb)
    if frame.type not in KILLED_OR_WOUNDED:
        return reading
    beside = [c for c in verb.children if c.dep_ == "conj"] + ([verb.head] if verb.dep_ == "conj" else [])
    for other in beside:
        types = {f.type for f in words.verb("patient", other)}
        if other.lemma_.lower() in words.lexicon.words["means"]:
            continue
        if abs(other.i - verb.i) == 2 and types & (KILLED_OR_WOUNDED - {frame.type}):
            return replace(reading, type="casualties")
    return reading


def has_victim(verb: Token, words: Words) -> bool:
    """Whether a verb has an object that it can befall: not "killed 'execution style'", "12 taken hostage"."""
    frames, lemma = words.lexicon.frames["patient"], verb.lemma_.lower()
    objects = [c for c in verb.children if c.dep_ == "dobj" and f"{lemma}_{c.lemma_.lower()}" not in frames]
    return any(noun.pos_ != "NOUN" or may_live(noun.lemma_.lower()) for noun in objects)


def bare_participle_of(figure: Figure, words: Words) -> Reading | None:
    """As in "12 killed in blast": a headline's passive, which parsers take for an active verb."""
    for node in figure.nodes:
        verb = node.head
        if node.dep_ == "nsubj" and verb.tag_ in ("VBN", "VBD") and node.i < verb.i and not has_victim(verb, words):
            if shares_object(verb) or said_of_later_number(verb, figure):
                continue
            found = passive_verb(verb, figure, words)
            if found and not (found.type == "released" and has_object(verb)):  # "the two senators released a draft"
                return found
    return None


def is_done_by(verb: Token) -> bool:
    """Whether a passive says by whom, and so tells nothing that its subject does: "is survived by nine children"."""
    return is_passive(verb) and next(agents(verb), None) is not None


def subject_of(figure: Figure, words: Words) -> Reading | None:
    """As in "14 died"."""
    for node in figure.nodes:
        if node.dep_ in SUBJECTS and not is_done_by(node.head):
            frame = words.fitting(agent_frames(node.head, words), figure)
            if frame:
                return typed(frame, node.head)
    return None
