"""Said by a state or a place that a verb puts the counted in: "14 are dead", "36 were taken to hospital"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.lexicon import Frame
from factx.events.readings import (
    COMPLEMENTS,
    DEPTH,
    KILLED_OR_WOUNDED,
    Reading,
    agent_frames,
    dead_at_last,
    direct_state,
    said_of_later_number,
    typed,
)
from factx.events.words import Words
from factx.language.grammar import SUBJECTS, has_subject, is_passive

STAYING = frozenset(("remain", "stay", "keep"))
SAME = frozenset(("they", "them", "themselves", "who", "that", "which"))


def state_of_subject(figure: Figure, words: Words) -> Reading | None:
    """Said of the subject: "14 are dead", "three were feared drowned", "two are expected to be freed"."""
    for node in figure.nodes:
        if node.dep_ in SUBJECTS:
            verb = node.head
            if said_of_later_number(verb, figure):
                continue
            found = direct_state(verb, figure, words) or complement(verb, figure, words) or among(verb, words)
            if found and not (found.type == "rescued" and verb.lemma_ in STAYING):  # "half of them remained alive"
                return found
    return None


def missing_found(figure: Figure, words: Words) -> Reading | None:
    """Said of the missing who are back: "two missing boys were found safe", "three of the missing turned up"."""
    if not any(f.type == "missing" for node in figure.nodes for c in missing_words(node) for f in words.state(c)):
        return None
    finding = words.lexicon.words["finding"]
    for node in figure.nodes:
        verb = node.head
        lemma = verb.lemma_.lower()
        particle = next((f"{lemma}_{c.lower_}" for c in verb.children if c.dep_ == "prt"), lemma)
        if node.dep_ in (*SUBJECTS, "dobj") and (lemma in finding or particle in finding):
            state = complement(verb, figure, words)
            return state if state and state.type != "missing" else Reading(verb, "found", lemma, verb)
    return None


def missing_words(node: Token) -> Iterator[Token]:
    """What stands by a noun, or by the noun that it is one of: "missing" in "one of the missing nurses"."""
    yield from node.children
    for preposition in node.children:
        if preposition.lower_ == "of":
            for noun in preposition.children:
                yield noun
                yield from noun.children


def state_of_object(figure: Figure, words: Words) -> Reading | None:
    """Said of the object: "left 14 dead", "found three alive", "listed four as having been detained"."""
    for node in figure.nodes:
        if node.dep_ in ("dobj", "dative") and node.head.pos_ in VERBAL:
            found = state_at(figure, words) or complement(node.head, figure, words, after=figure.end)
            if found:
                return found
    return None


def state_at(figure: Figure, words: Words) -> Reading | None:
    """The state right behind the counted comes before one further on: "left 25 worshippers dead and many wounded"."""
    doc, behind = figure.head.doc, figure.end
    if behind + 1 >= len(doc) or doc[behind].is_sent_start or doc[behind + 1].lower_ != "and":
        return None
    return direct_state(doc[behind], figure, words) if doc[behind].dep_ != "acl" else None


def placed(figure: Figure, words: Words) -> Reading | None:
    """By the place: "112 remain in hospital", "forced 200 from their homes", "sent 60 to seek safety in shelters"."""
    found = next(filter(None, places_of(figure, words)), None)
    return None if found and found.type == "rescued" and counts_dead(figure, words) else found


def places_of(figure: Figure, words: Words) -> Iterator[Reading | None]:
    """The places that a verb puts the counted in, or that they are in."""
    for node in figure.nodes:
        is_object = node.dep_ in ("dobj", "dative")
        if (is_object or node.dep_ in SUBJECTS) and node.head.pos_ in VERBAL and not moves_others(node):
            yield placed_below(node.head, figure, words)
        yield placed_by(node, figure, words)


def counts_dead(figure: Figure, words: Words) -> bool:
    """Whether those counted are past rescue: "ten of the dead were from the tower", "no casualties from the fire"."""
    of_them = (noun for c in figure.head.children if c.lower_ == "of" for noun in c.children)
    told = (said_of_noun(noun, words) for noun in (figure.head, *of_them))
    return any(reading is not None and reading.type in ("killed", "casualties") for reading in told)


def moves_others(subject: Token) -> bool:
    """Whether the subject puts somebody else in a place: "two medics took him to hospital", not "made their way"."""
    if subject.dep_ != "nsubj":
        return False
    objects = [c for c in subject.head.children if c.dep_ == "dobj" and c.lower_ != "themselves"]
    return any(not any(c.dep_ == "poss" for c in noun.children) for noun in objects)


def complement(verb: Token, figure: Figure, words: Words, *, after: int = 0, depth: int = 0) -> Reading | None:
    """The state or event that a verb says of its subject or object through its complements."""
    for child in complements(verb):
        if child.i > verb.i and child.i >= after and not tells_of_other(child, figure):
            found = complement_itself(child, figure, words)
            if found is None and depth < DEPTH:
                found = complement(child, figure, words, after=after, depth=depth + 1)
            if found:
                return found
    return None


def tells_of_other(word: Token, figure: Figure) -> bool:
    """Whether a state is told of others, or of some of the counted only: "saw him shot", "20 hurt, some trapped"."""
    subject = next((c for c in word.children if c.dep_ in SUBJECTS), None)
    return subject is not None and subject.lower_ not in SAME and subject not in figure.nodes


def complements(verb: Token) -> Iterator[Token]:
    """What a verb says of its subject or object; behind "as" too ("listed as missing")."""
    for child in verb.children:
        if child.dep_ in COMPLEMENTS or (child.dep_ == "advcl" and child.i == verb.i + 1):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from (inner for inner in child.children if inner.dep_ in ("pcomp", "amod", "pobj"))


def complement_itself(child: Token, figure: Figure, words: Words) -> Reading | None:
    frames = words.state(child) or deaths_of(child, words)
    if not frames and (is_passive(child) or is_witnessed(child, words)):
        frames = words.verb("patient", child)
    elif not frames and child.pos_ in VERBAL and not has_subject(child):
        frames = agent_frames(child, words)
    frame = words.fitting(frames, figure)
    if frame is None or (frame.weak and words.place(child)):
        return None
    return (frame.type == "wounded" and dead_at_last(child, words)) or typed(frame, child)


def deaths_of(noun: Token, words: Words) -> tuple[Frame, ...]:
    """What it says of people that they are deaths: "the two boys are the only confirmed deaths"."""
    frames = words.noun("noun", noun) if noun.dep_ == "attr" else ()
    return tuple(frame for frame in frames if frame.type in KILLED_OR_WOUNDED)


def is_witnessed(participle: Token, words: Words) -> bool:
    """Whether a participle says what somebody is found or seen like: "five were found executed"."""
    seen = participle.head.lemma_.lower() in words.lexicon.words["witnessing"]
    done = participle.tag_ == "VBN" and not any(c.dep_ == "aux" for c in participle.children)
    return seen and done and participle.dep_ in ("oprd", "xcomp")


def placed_below(verb: Token, figure: Figure, words: Words, depth: int = 0) -> Reading | None:
    """The place that a verb or one of its complements puts the counted in."""
    found = placed_by(verb, figure, words)
    if found is None and depth < DEPTH:
        below = (placed_below(child, figure, words, depth + 1) for child in complements(verb))
        found = next((reading for reading in below if reading), None)
    return found


def placed_by(word: Token, figure: Figure, words: Words) -> Reading | None:
    """As in "were taken to hospital", "are living in shelters"."""
    found = words.place(word)
    frame = words.fitting(found[1], figure) if found else None
    if found is None or frame is None:
        return None
    return Reading(found[0], frame.type, found[0].lemma_.lower(), word)


def among(verb: Token, words: Words) -> Reading | None:
    """As in "four civilians were among the dead"."""
    for child in verb.children:
        if child.lower_ in ("among", "amongst"):
            for noun in child.children:
                found = said_of_noun(noun, words) if noun.dep_ == "pobj" else None
                if found:
                    return Reading(found.trigger, found.type, found.lemma, verb, part=True)
    return None


def said_of_noun(noun: Token, words: Words) -> Reading | None:
    """What a noun phrase tells of the people in it: "the dead", "33 suspects detained"."""
    first = [c for c in noun.children if c.dep_ == "amod"]  # "the dead victims"
    for token in (*first, noun, *noun.children):
        frames = words.state(token) or (words.noun("noun", token) if token == noun else ())
        if not frames and token.tag_ in ("VBN", "VBD") and token.dep_ in ("acl", "amod", "relcl"):
            frames = words.verb("patient", token)
        if frames:
            return typed(frames[0], token)
    return None
