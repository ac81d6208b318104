"""The clause a figure stands in: what an editor would quote for it."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from factx.language import words_touched
from factx.model import Attribution, Span

CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj"))
CLAUSE_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
EDGES = " \t\r\n,;:–—-"


def clause_of(trigger: Tokens, number: Tokens, voice: Attribution | None, section: Span) -> Span:
    """The characters of the clause that holds trigger and number, within the content of the voice and the section."""
    first, last = min(trigger.start, number.start), max(trigger.end, number.end)
    start, end = clause_tokens(trigger.root, first, last)
    doc = trigger.doc
    low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    bounds = [section, *((s for s in voice.content.spans if s[0] <= number.start_char < s[1]) if voice else ())]
    for s, e in bounds:
        low, high = max(low, s), min(high, e)
    low, high = min(low, number.start_char), max(high, number.end_char)
    return trimmed(doc, low, high)


def clause_tokens(word: Token, first: int, last: int) -> tuple[int, int]:
    """The tokens of the least clause around `word` that holds [first, last); the sentence if there is none."""
    while True:
        if word.dep_ in CLAUSES or word.head == word:
            start, end = extent(word, last)
            if start <= first and last <= end:
                return start, end
        if word.head == word:
            sentence = word.sent
            return min(sentence.start, first), max(sentence.end, last)
        word = word.head


def extent(word: Token, last: int) -> tuple[int, int]:
    """The words under `word`, up to the next clause that stands beside it."""
    start, end = word.left_edge.i, word.right_edge.i + 1
    for child in word.children:
        beside = child.dep_ == "conj" and any(c.dep_ in CLAUSE_SUBJECTS for c in child.children)
        if beside and child.left_edge.i >= last:
            end = min(end, child.left_edge.i)
            while end > start + 1 and (word.doc[end - 1].dep_ == "cc" or word.doc[end - 1].is_punct):
                end -= 1
    return start, end


def trimmed(doc: Doc, low: int, high: int) -> Span:
    """The stretch without blanks and stops at its edges."""
    tokens = words_touched(doc, (low, high))
    text = tokens.text if tokens is not None else ""
    offset = tokens.start_char if tokens is not None else low
    piece = text[max(0, low - offset) : high - offset]
    return low + len(piece) - len(piece.lstrip(EDGES)), high - (len(piece) - len(piece.rstrip(EDGES)))
