"""What a figure can be a value of; also where its verb is left out: "revenue fell 3 percent and exports 2 percent"."""

from __future__ import annotations

from spacy.tokens import Token

from factx.events.figures import PERCENT, Figure
from factx.language.grammar import ANY_NOUN, SUBJECTS, TIME_LABELS

TO_VALUE = frozenset(
    ("by", "to", "at", "from", "on", "with", "or", "about", "around", "some", "nearly", "just", "only")
)
SCALE_LETTERS = frozenset(("m", "bn"))
IN_NAME_TAGS = ANY_NOUN | {"DT", "PRP$", "JJ", "POS", "CD"}
OPENS_GAP = frozenset((",", ";", "and", "but", "while", "with"))
NAME_WORDS = 8  # words
VALUE_WORDS = 8  # words of a value before another: "3 percent to $5 million"


def gapped_subject(verb: Token, figure: Figure) -> Token | None:
    """The noun right before a figure, behind a comma or "and", where the verb has its own figure before that."""
    doc, first = verb.doc, max(verb.i + 1, figure.start - VALUE_WORDS)
    at = figure.start - 1
    while at > first and is_of_value(doc[at]):
        at -= 1
    noun = doc[at]
    if at <= first or noun.tag_ not in ANY_NOUN or noun.ent_type_ in TIME_LABELS:
        return None
    start = at
    while start > max(verb.i, at - NAME_WORDS) and doc[start - 1].tag_ in IN_NAME_TAGS:
        start -= 1
    is_apart = doc[start - 1].lower_ in OPENS_GAP and noun.sent == verb.sent
    has_own = any(token.like_num for token in doc[verb.i + 1 : start - 1])
    return noun if is_apart and has_own else None


def is_of_value(token: Token) -> bool:
    """Whether a word is of a value, or leads to one: "3 percent to"."""
    return token.like_num or token.is_currency or token.lower_ in TO_VALUE | PERCENT | SCALE_LETTERS


def may_be_measured(word: Token, figure: Figure) -> bool:
    """Whether a figure can be the value of the subject or object of its verb: not $5 of 3% in "shed 3% to $5"."""
    is_size = figure.quantity.kind != "percent" and (word.lower_ in PERCENT or word.lemma_ == "point")
    return word.dep_ in (*SUBJECTS, "dobj") and word not in figure.nodes and not is_size
