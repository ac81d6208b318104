"""The clause a figure stands in: what an editor would quote for it."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from factx.language import Piece
from factx.language.grammar import CLAUSE_SUBJECTS

CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj"))
EDGES = ",;:–—-"


def clause_of(trigger: Tokens, figure: Tokens, content: Tokens | None, section: Piece) -> Piece:
    """The tokens of the clause that holds trigger and figure, within the content that tells it and the section."""
    first, last = min(trigger.start, figure.start), max(trigger.end, figure.end)
    start, end = clause_tokens(trigger.root, first, last)
    bounds = [section, (content.start, content.end)] if content is not None else [section]
    start, end = max(start, *(s for s, _ in bounds)), min(end, *(e for _, e in bounds))
    return trimmed(trigger.doc, (min(start, figure.start), max(end, figure.end)), figure)


def clause_tokens(word: Token, first: int, last: int) -> Piece:
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


def extent(word: Token, last: int) -> Piece:
    """The words under `word`, up to the next clause that stands beside it."""
    start, end = word.left_edge.i, word.right_edge.i + 1
    for child in word.children:
        beside = child.dep_ == "conj" and any(c.dep_ in CLAUSE_SUBJECTS for c in child.children)
        if beside and child.left_edge.i >= last:
            end = min(end, child.left_edge.i)
            while end > start + 1 and (word.doc[end - 1].dep_ == "cc" or word.doc[end - 1].is_punct):
                end -= 1
    return start, end


def trimmed(doc: Doc, piece: Piece, figure: Tokens) -> Piece:
    """The stretch without blanks and stops at its edges; the minus of a figure is none."""
    start, end = piece
    while start < figure.start and is_edge(doc[start]):
        start += 1
    while end > figure.end and is_edge(doc[end - 1]):
        end -= 1
    return start, end


def is_edge(token: Token) -> bool:
    """Whether a token at the edge of a clause is none of its words."""
    return not token.text.strip().strip(EDGES)
