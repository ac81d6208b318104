"""Reads an annotated Doc, gives its parse as plain lists: one pass over the Doc instead of one object per look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from factx.model import Section, Span

LONGEST_SENTENCE = 500  # tokens
OPENING = frozenset('"“')
SENTENCE_END = frozenset(".?!…”\"’')]")

Piece = tuple[int, int]  # tokens [start, end)


@dataclass(frozen=True, slots=True)
class Syntax:
    """The tokens of a Doc, column by column. `left` and `right` are the first and last token of each subtree."""

    text: str
    dep: list[str]
    tag: list[str]
    lemma: list[str]
    lower: list[str]
    ent: list[str]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    paragraph: list[int]
    sentence_ends: list[int]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, doc: Doc, sections: Sequence[Section]) -> Syntax:
        """The parse of `doc`; paragraphs are its sections."""
        size = len(doc)
        lower = _strings(doc, "LOWER")
        head = (np.arange(size) + doc.to_array("HEAD").astype(np.int64)).tolist()
        children = _children(head)
        left, right = _edges(head, children)
        starts = doc.to_array("IDX").tolist()
        opens = (doc.to_array("SENT_START").astype(np.int64) == 1).nonzero()[0].tolist()
        sentence_ends = [*(i for i in opens if i), size]
        return cls(
            text=doc.text,
            dep=_strings(doc, "DEP"),
            tag=_strings(doc, "TAG"),
            lemma=_strings(doc, "LEMMA"),
            lower=lower,
            ent=_strings(doc, "ENT_TYPE"),
            head=head,
            children=children,
            left=left,
            right=right,
            sentence=_numbers(size, sentence_ends),
            paragraph=_paragraphs(starts, lower, sections),
            sentence_ends=sentence_ends,
            starts=starts,
            ends=[start + length for start, length in zip(starts, doc.to_array("LENGTH").tolist(), strict=True)],
        )

    def __len__(self) -> int:
        return len(self.head)

    def subtree(self, i: int) -> Piece:
        """The stretch from the first to the last token below `i`."""
        return self.left[i], self.right[i] + 1

    def below(self, i: int, *deps: str) -> Iterator[int]:
        """The children of `i` with one of these dependency labels, in order."""
        return (c for c in self.children[i] if self.dep[c] in deps)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of these dependency labels."""
        return next(self.below(i, *deps), None)

    def sentence_of(self, i: int) -> Piece:
        """The sentence that holds token `i`."""
        number = self.sentence[i]
        return (self.sentence_ends[number - 1] if number else 0), self.sentence_ends[number]

    def readable(self) -> Iterator[int]:
        """The tokens of sentences that somebody may have written; looking at all the others would take for ever."""
        start = 0
        for end in self.sentence_ends:
            if end - start <= LONGEST_SENTENCE:
                yield from range(start, end)
            start = end

    def is_verb(self, i: int) -> bool:
        return self.tag[i][:2] == "VB" or self.tag[i] == "MD"

    def span(self, piece: Piece) -> Span:
        """The characters of a stretch of tokens."""
        return self.starts[piece[0]], self.ends[piece[1] - 1]


def _strings(doc: Doc, attribute: str) -> list[str]:
    codes = doc.to_array(attribute).tolist()
    names = {code: doc.vocab.strings[code] for code in set(codes)}
    return [names[code] for code in codes]


def _children(head: Sequence[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    return children


def _edges(head: Sequence[int], children: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """The first and the last token below each token."""
    order = [i for i, h in enumerate(head) if i == h]
    for i in order:
        order.extend(children[i])
    left, right = list(range(len(head))), list(range(len(head)))
    for i in reversed(order):
        h = head[i]
        left[h] = min(left[h], left[i])
        right[h] = max(right[h], right[i])
    return left, right


def _numbers(size: int, ends: Sequence[int]) -> list[int]:
    numbers = [0] * size
    start = 0
    for number, end in enumerate(ends):
        numbers[start:end] = [number] * (end - start)
        start = end
    return numbers


def _paragraphs(starts: Sequence[int], lower: Sequence[str], sections: Sequence[Section]) -> list[int]:
    """The number of each token's paragraph: a section, or in it what ends with a line that ends a sentence, or with
    a line that a quotation follows."""
    numbers: list[int] = []
    section, number = -1, 0
    for i, start in enumerate(starts):
        entered = section
        while section + 1 < len(sections) and sections[section + 1].start <= start:
            section += 1
        ended = i > 1 and "\n" in lower[i - 1] and (lower[i - 2][-1:] in SENTENCE_END or lower[i][0] in OPENING)
        number += section != entered or ended
        numbers.append(number)
    return numbers
