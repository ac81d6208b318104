"""Said of who lives somewhere: "a town of 4,000 people", "Ravia's 12 million people", "home to 300 families"."""

from __future__ import annotations

from spacy.tokens import Token

from factx.events.distances import DISTANCE
from factx.events.figures import Figure
from factx.events.readings import Reading
from factx.events.words import Words
from factx.language.grammar import child_of

POPULATION = "population"
WHERE_IT_LIES = frozenset((DISTANCE, POPULATION))  # told of a place, whatever happens there and when
MANY_PEOPLE = 10_000  # fewer people of a land may be its team


def population(figure: Figure, words: Words) -> Reading | None:
    """How many people live in a place, where nothing else is told of them."""
    alone = figure.quantity.low == figure.quantity.high == 1  # "home to one of the largest populations"
    if figure.quantity.kind != "count" or alone or not words.is_person(figure):
        return None
    above = figure.top.head.head if figure.top.dep_ == "pobj" else None
    noun = dwelling(figure, above, words) or owner_of(figure, words)
    return Reading(noun, POPULATION, noun.lemma_.lower(), noun) if noun is not None else None


def dwelling(figure: Figure, above: Token | None, words: Words) -> Token | None:
    """The place in "a town of 4,000 people", "home to 4,000 people"; not in "the state with four senators"."""
    preposition = figure.top.head.lower_
    if above is None or preposition not in ("of", "to"):
        return None
    if preposition == "to":
        return above if above.lower_ == "home" else None
    return above if above.lemma_.lower() in words.lexicon.things["community"] else None


def owner_of(figure: Figure, words: Words) -> Token | None:
    """The counted people of a land: "Ravia's 12 million people", "its 12 million people"."""
    owner = child_of(figure.head, "poss")
    if owner is None or (figure.quantity.low or 0) < MANY_PEOPLE or not words.is_in("inhabitant", figure.quantity.unit):
        return None
    return figure.head if owner.ent_type_ in ("GPE", "LOC") or owner.lower_ == "its" else None
