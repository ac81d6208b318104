"""Said by a noun of doing that the counted stand behind: "the hiring of 10,000 agents", "a holder of 18 titles"."""

from __future__ import annotations

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.figures import VERBAL, Figure
from factx.events.measures import is_empty
from factx.events.readings import Reading, clause_word
from factx.events.words import Words

DEEDS = frozenset(("act", "event", "process"))


def noun_of_deed(figure: Figure, words: Words) -> Reading | None:
    """As in "the hiring of 10,000 agents", "a holder of 18 titles", "are in contact with 130 citizens".

    What the verb of the sentence says ("called for the hiring") is not said of the counted.
    """
    preposition = figure.top.head
    noun = preposition.head
    if figure.quantity.kind != "count" or figure.top.dep_ != "pobj" or noun.pos_ != "NOUN":
        return None
    told = is_deed(noun) or is_owner(noun, figure, words)
    if not (told and preposition.lower_ == "of") and not is_state(noun, preposition, words):
        return None
    lemma = noun.lemma_.lower()
    return Reading(noun, lemma, lemma, clause_word(noun))


def is_deed(noun: Token) -> bool:
    """Whether a noun names something done or happening, and no part, amount or group of things."""
    stem = noun.lower_.removesuffix("ing")
    doing = stem != noun.lower_ and any(vocabulary.verb_class(verb) for verb in (stem, stem + "e", stem[:-1]))
    return doing or vocabulary.noun_class(noun.lemma_.lower()) in DEEDS


def is_owner(noun: Token, figure: Figure, words: Words) -> bool:
    """Whether a noun names somebody by the things that he has or does: "holder of 18 titles"."""
    doer = noun.lemma_.lower().endswith(("er", "or")) and words.is_person_word(noun.lemma_.lower())
    return (doer or noun.lemma_ == "holder") and not words.is_person(figure)


def is_state(noun: Token, preposition: Token, words: Words) -> bool:
    """Whether an empty verb puts its subject in a state with the counted: "are in contact with 130 citizens"."""
    over, verb = noun.head, noun.head.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ in ("with", "for", "against")
        and over.lower_ in ("in", "under", "on")
        and verb.pos_ in VERBAL
        and is_empty(verb, words)
    )
