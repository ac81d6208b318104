"""Said of the counted in the clause after: "two teachers were abducted; their bodies were found a week later"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.readings import Reading, agent_frames
from factx.events.verbs import outcome
from factx.events.words import Words
from factx.language.grammar import SUBJECTS, is_negated

THEY = frozenset(("they", "all"))
THE_DEAD = frozenset(("body", "corpse", "remains"))
BEFORE_CLAUSE = frozenset(".;:,-–—\n")
JOINS = frozenset(("where", "and", "but"))  # "taken to a clinic where they died"
LATER_REACH = 40


def told_later(figure: Figure, words: Words) -> Reading | None:
    """The death of the counted that the next clause tells of "they" or "their bodies"; None if none does."""
    if (figure.quantity.low or 0) < 2 or not words.is_person(figure):
        return None
    subject = next(subjects_after(figure), None)
    verb = subject.head if subject is not None else None
    if subject is None or verb is None or verb.pos_ not in VERBAL or is_negated(verb):
        return None
    if subject.lower_ not in THEY:
        found = verb.lemma_.lower() in words.lexicon.words["finding"] | {"recover", "discover"}
        return Reading(subject, "killed", subject.lemma_.lower(), verb) if found else None
    frames = agent_frames(verb, words) or (words.verb("patient", verb) if subject.dep_ == "nsubjpass" else ())
    frame = words.fitting(frames, figure)
    reading = outcome(frame, verb, words) if frame is not None else None
    return reading if reading is not None and reading.type == "killed" else None


def subjects_after(figure: Figure) -> Iterator[Token]:
    """The subject of the next clause that takes up the counted, before any other number."""
    doc = figure.head.doc
    if any(t.like_num and t.head.tag_ in ("NNS", "NNPS") for t in doc[figure.head.sent.start : figure.start]):
        return  # "two teachers taught 40 pupils": either may be meant
    for token in doc[figure.end : figure.end + LATER_REACH]:
        if token.like_num or token.text == "%":
            return
        before = doc[token.i - 1]
        opens = before.text[:1] in BEFORE_CLAUSE or token.is_sent_start or before.is_space or before.lower_ in JOINS
        if opens and token.dep_ in SUBJECTS and token.lower_ in THEY and token.right_edge == token:
            yield token
        elif opens and token.lower_ == "their" and token.head.dep_ in SUBJECTS:
            if token.head.lemma_.lower() in THE_DEAD:
                yield token.head
            return
