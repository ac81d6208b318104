"""The words above a date or a trigger in the tree, up to the verb that governs it."""

from __future__ import annotations

from factx import words
from factx.language import Piece, Text
from factx.model import Timex

STEPS_APART = 12
OPENING_TOKENS = 3  # tokens before the head of a date that opens its sentence


def line_of(text: Text, date: Timex) -> list[int]:
    """The words from the head of a date up to the verb that governs it, or to the top."""
    return upward(text, head_of(text, text.pieces(date.span.span)))


def head_of(text: Text, piece: Piece) -> int:
    """The token of a stretch whose head lies outside it."""
    start, end = piece
    return next((i for i in range(start, end) if not start <= text.head[i] < end or text.head[i] == i), start)


def upward(text: Text, i: int) -> list[int]:
    """A token and those above it up to the first verb."""
    line = [i]
    while not text.is_verb(line[-1]) and text.head[line[-1]] != line[-1] and len(line) < STEPS_APART:
        line.append(text.head[line[-1]])
    return line


def governor(text: Text, date: Timex) -> int | None:
    """The verb that a time expression depends on."""
    top = line_of(text, date)[-1]
    return top if text.is_verb(top) else None


def is_happening(text: Text, noun: int) -> bool:
    """Whether a noun is an event or a deed, a compound by its last part: "car-bombing"."""
    lemma = text.lemma[noun].lower().rpartition("-")[2]
    is_deed = lemma.endswith("ing") or lemma.removesuffix("s").endswith("ing")
    class_ = words.noun_class(lemma)  # a disaster is a condition as often, a time is none
    return is_deed or class_ in words.HAPPENING or (class_ != "time" and "event" in words.classes(lemma))


def is_opening(text: Text, i: int) -> bool:
    """Whether a date stands at the head of its sentence, and so governs all of it."""
    return i - text.sentence_of(i)[0] <= OPENING_TOKENS
