"""Said of the counted by a pronoun in the same breath: "opened fire on three men, killing them"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.readings import BEFALLS_PEOPLE, Reading
from factx.events.verbs import outcome
from factx.events.words import Words
from factx.language.grammar import has_subject

GOING_ON = frozenset(("advcl", "conj", "xcomp"))
PRONOUN = "them"
STEPS_UP = 4  # from the counted to the verb of their clause


def done_to_them(figure: Figure, words: Words) -> Reading | None:
    """As in "opened fire on three men, killing them": what the clause goes on to do to those it has counted."""
    verb = verb_over(figure)
    if verb is None or figure.quantity.kind != "count" or (figure.quantity.low or 0) < 2 or not words.is_person(figure):
        return None
    for other in going_on(verb, figure):
        thing = next((c for c in other.children if c.dep_ == "dobj" and c.lower_ == PRONOUN), None)
        frame = words.fitting(words.verb("patient", other), figure) if thing is not None else None
        if frame is None or thing is None or names_others(figure, thing, words):
            continue
        reading = outcome(frame, other, words)
        return reading if reading.type in BEFALLS_PEOPLE else None
    return None


def verb_over(figure: Figure) -> Token | None:
    """The verb that the counted are an object of, by a preposition too; None of its subject."""
    word = figure.top
    for _ in range(STEPS_UP):
        if word.dep_ not in ("dobj", "pobj", "prep", "dative") or word.head == word:
            return None
        word = word.head
        if word.pos_ in VERBAL:
            return word
    return None


def going_on(verb: Token, figure: Figure) -> Iterator[Token]:
    """The verbs behind the counted that go on with the subject of the clause."""
    for other in verb.children:
        if other.dep_ in GOING_ON and other.i > figure.end - 1 and not has_subject(other):
            yield other
            yield from (c for c in other.children if c.dep_ == "conj" and not has_subject(c))


def names_others(figure: Figure, them: Token, words: Words) -> bool:
    """Whether others are named on the way whom "them" may mean: "searched two men and freed their hostages"."""
    between = figure.head.doc[figure.end : them.i]
    return any(t.tag_ in ("NNS", "NNPS") and words.is_person_word(t.lemma_.lower()) for t in between)
