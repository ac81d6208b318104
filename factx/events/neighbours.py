"""Said by the words beside the figure, where the parse fails."""

from __future__ import annotations

from spacy.tokens import Token

from factx.events.figures import Figure
from factx.events.readings import COPULAS, Reading, agent_frames, direct_state, has_object, typed
from factx.events.verbs import passive_verb
from factx.events.words import Words


def neighbour(figure: Figure, words: Words) -> Reading | None:
    """As in "14 dead in blast", "killing 12": the word beside the figure, whatever the parser makes of it."""
    return word_before(figure, words) or word_after(figure, words)


def elided_state(figure: Figure, words: Words) -> Reading | None:
    """As in "14 dead, 30 missing, two in hospital": no noun, and a state or place right behind the number."""
    doc = figure.head.doc
    if figure.quantity.counted is not None or figure.end >= len(doc) or doc[figure.end].is_sent_start:
        return None
    behind = doc[figure.end]
    if behind.dep_ == "prep":
        return place_behind(behind, figure, words)
    return direct_state(behind, figure, words) or deed_behind(behind, figure, words)


def deed_behind(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """As in "4 die": in headlines the parser takes the verb for a noun."""
    frame = words.fitting(agent_frames(verb, words), figure) if verb.tag_ in ("NN", "NNS", "NNP") else None
    return typed(frame, verb) if frame else None


def state_behind(figure: Figure, words: Words) -> Reading | None:
    """As in "5 officers dead, 7 hurt": a state right behind the noun comes before what the parser hangs on it later."""
    doc = figure.head.doc
    if figure.quantity.counted is None or figure.end + 1 >= len(doc) or not doc[figure.end + 1].is_punct:
        return None
    return direct_state(doc[figure.end], figure, words)


def place_behind(preposition: Token, figure: Figure, words: Words) -> Reading | None:
    for noun, frames in words.places_of(preposition):
        frame = words.fitting(frames, figure)
        if frame is not None:
            return typed(frame, noun, figure.head)
    return None


def word_after(figure: Figure, words: Words) -> Reading | None:
    doc = figure.head.doc
    for i in range(figure.end, min(len(doc), figure.end + 4)):
        token = doc[i]
        if token.is_sent_start:
            return None
        found = follower(token, figure, words)
        if found:
            return found
        if token.lower_ not in words.lexicon.words["fillers"]:
            return None
    return None


def follower(token: Token, figure: Figure, words: Words) -> Reading | None:
    """The state or event that a word right behind the figure tells of it."""
    if has_object(token):
        return None
    frames = words.state(token) or agent_frames(token, words)
    if not frames and token.tag_ in ("VBN", "VBD"):
        return passive_verb(token, figure, words)
    frame = words.fitting(frames, figure)
    return typed(frame, token) if frame else None


def word_before(figure: Figure, words: Words) -> Reading | None:
    doc, i = figure.head.doc, figure.start - 1
    while i >= 0 and doc[i].lower_ in words.lexicon.words["determiners"] and i > figure.start - 4:
        i -= 1
    if i < 0 or doc[i + 1].is_sent_start or (doc[i].tag_ == "VBN" and said_of_others(figure, i)):
        return None
    frame = words.fitting(words.verb("patient", doc[i]), figure)
    if frame is not None and frame.type == "wounded" and i > 0 and doc[i - 1].lower_ == "fatally":
        return Reading(doc[i], "killed", "kill", doc[i])
    return typed(frame, doc[i]) if frame else None


def said_of_others(figure: Figure, i: int) -> bool:
    """Whether a participle before the figure belongs to what stands before it ("of those killed, 12 were boys")."""
    doc = figure.head.doc
    after = doc[figure.end].lemma_ if figure.end < len(doc) else ""
    return after in COPULAS or i == 0 or doc[i - 1].pos_ not in ("NOUN", "PROPN")
