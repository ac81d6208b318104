"""How far one thing lies from another: "15 km north of Bakra", "12 miles off the coast", "a mile away".

Such a length says nothing of what happens there: it is the distance of what it stands behind.
"""

from __future__ import annotations

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.figures import VERBAL, Figure
from factx.events.readings import Reading
from factx.events.words import Words
from factx.language.grammar import TIME_LABELS

DISTANCE = "distance"
CONVERSION = 6  # tokens of a conversion in brackets: "15 km (9 miles) north"
ARGUED = frozenset(("dobj", "pobj", "nsubj", "nsubjpass", "attr"))
PRECISELY = frozenset(("further", "farther", "due", "just"))


def distance(figure: Figure, words: Words) -> Reading | None:
    """As in "the village lies 15 km north of Bakra"; what goes, runs or falls so far is another matter."""
    quantity, lexicon = figure.quantity, words.lexicon.words
    if quantity.kind != "measure" or quantity.unit not in lexicon["lengths"] or quantity.change is not None:
        return None
    way = word_behind(figure)
    if way is None or way.lower_ not in lexicon["ways"] or (way.lower_ == "from" and not is_away(way, figure)):
        return None
    base = located(way, figure)
    moves = base.pos_ in VERBAL and vocabulary.verb_class(base.lemma_.lower()) == "motion"
    return None if moves else Reading(way, DISTANCE, DISTANCE, base)


def is_away(way: Token, figure: Figure) -> bool:
    """Whether "from" tells what a length is measured from: "a centre 6 km from the square", not "cut 6 km from it"."""
    measured = any(c.dep_ == "pobj" and c.tag_ in ("NN", "NNP", "NNS", "NNPS") for c in way.children)
    noun = figure.head.head if figure.head.like_num else figure.head
    return figure.head.head == way or (measured and way.head == noun and noun.dep_ not in ARGUED)


def word_behind(figure: Figure) -> Token | None:
    """The word behind a length and its conversion in brackets."""
    doc, at = figure.head.doc, max(figure.end, figure.head.i + 1)
    at += figure.head.like_num  # the sign of the unit
    if doc[at : at + 1].text in ("(", "["):
        closed = (i for i in range(at, min(len(doc), at + CONVERSION)) if doc[i].text in (")", "]"))
        at = next(closed, at) + 1
    while doc[at : at + 1].text.lower() in PRECISELY:
        at += 1
    return doc[at] if at < len(doc) and not doc[at].is_sent_start else None


def located(way: Token, figure: Figure) -> Token:
    """The noun that lies there, or the verb of what is or happens there."""
    inside = range(figure.start, way.i + 1)
    at = figure.start - (2 if way.doc[figure.start - 1 : figure.start].text == "," else 1)
    beside = way.doc[at] if at >= way.sent.start else way
    if beside.pos_ in ("NOUN", "PROPN") and beside.ent_type_ not in TIME_LABELS:
        return described(beside)
    for word in (way, *way.ancestors):
        if word.i not in inside and word.pos_ in ("NOUN", "PROPN", *VERBAL):
            return word
    return way


def described(noun: Token) -> Token:
    """What lies there, of which the noun before the length tells more: "Leros, Ohio,", "a village of 300"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and any(c.dep_ == "nummod" for c in noun.children):
        noun = noun.head.head
    while noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and noun.head.i < noun.i:
        noun = noun.head
    return noun
