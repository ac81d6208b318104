"""The one view of an article that every stage reads: its parse as columns, its sections, and the questions about it.

A `Text` is built once from an annotated Doc, and its parse mended (mend.py). Stages hand each other tokens and ask here
what stands where in a tree; characters come in only where a record is read or made. `doc` has the mended parse too,
for rules that walk spaCy's own tree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from factx.language import grammar
from factx.language.quotations import Piece, Quotations
from factx.model import Section, Span
from factx.notation import without_marks

LONGEST_SENTENCE = 500  # tokens
OPENING_QUOTES = frozenset('"“')
LINE_ENDS = frozenset(".?!…”\"’')]")


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the stages see it.

    text           the characters that all spans count in
    doc            the spaCy Doc with the mended parse
    dep … ent      one column each, as strings; `head` is the index of each token's head, `children` those below it
    left, right    the first and the last token of each subtree
    sentence       the number of each token's sentence; paragraph: the number of its paragraph
    starts, ends   the characters of each token
    quoted         the quotations
    """

    text: str
    doc: Doc
    sections: tuple[Section, ...]
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
    quoted: Quotations

    @classmethod
    def of(cls, doc: Doc, sections: Sequence[Section] = ()) -> Text:
        """The view of `doc` with the parse as it is."""
        size, article = len(doc), doc.text  # spaCy joins `doc.text` anew from its tokens each time
        lower = _strings(doc, "LOWER")
        head = (np.arange(size) + doc.to_array("HEAD").astype(np.int64)).tolist()
        children, left, right = cls.tree_of(head)
        starts = doc.to_array("IDX").tolist()
        ends = _ends(article, starts, doc.to_array("LENGTH").tolist(), lower)
        opens = (doc.to_array("SENT_START").astype(np.int64) == 1).nonzero()[0].tolist()
        sentence_ends = [*(i for i in opens if i), size]
        return cls(
            text=article,
            doc=doc,
            sections=tuple(sections),
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
            ends=ends,
            quoted=Quotations.of(article, sections, starts, ends),
        )

    def __len__(self) -> int:
        return len(self.head)

    @staticmethod
    def tree_of(head: Sequence[int]) -> tuple[list[list[int]], list[int], list[int]]:
        """What follows from the heads: the children of each token, the first and the last token of its subtree."""
        children = _children(head)
        return children, *_edges(head, children)

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
        return self.tag[i] in grammar.VERB_TAGS

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is a passive; see `grammar`."""
        return grammar.is_passive(self.doc[verb])

    def agent(self, verb: int) -> int | None:
        """The head word of "by Rao" below a verb."""
        return next((noun.i for noun in grammar.agents(self.doc[verb])), None)

    def is_negated(self, i: int) -> bool:
        """Whether a negation hangs on the word itself."""
        return grammar.is_negated(self.doc[i])

    def words(self, piece: Piece) -> list[str]:
        """The words of a stretch of tokens, in lower case."""
        return self.lower[piece[0] : piece[1]]

    def span(self, piece: Piece) -> Span:
        """The characters of a stretch of tokens."""
        return self.starts[piece[0]], self.ends[piece[1] - 1]

    def at(self, position: int) -> int:
        """The token that holds a character, or the one before it where it is white space."""
        return max(0, bisect_right(self.starts, position) - 1)

    def pieces(self, span: Span) -> Piece:
        """The tokens that characters [start, end) touch: the way back from a record's span; empty for none."""
        return bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])

    def slice(self, span: Span) -> DocSpan | None:
        """The same as spaCy's own Span, or None where the characters touch no token."""
        start, end = self.pieces(span)
        return self.doc[start:end] if start < end else None

    def inside(self, span: Span) -> DocSpan | None:
        """The tokens that stand wholly within characters [start, end), or None where there are none."""
        start, end = bisect_left(self.starts, span[0]), bisect_right(self.ends, span[1])
        return self.doc[start:end] if start < end else None

    def section_at(self, position: int) -> Section | None:
        """The section that holds a character."""
        n = bisect_right(self.sections, position, key=lambda section: section.start) - 1
        return self.sections[n] if n >= 0 and position < self.sections[n].end else None


def _strings(doc: Doc, attribute: str) -> list[str]:
    codes = doc.to_array(attribute).tolist()
    names = {code: doc.vocab.strings[code] for code in set(codes)}
    return [names[code] for code in codes]


def _ends(article: str, starts: Sequence[int], lengths: Sequence[int], lower: Sequence[str]) -> list[int]:
    """Where each token ends, without the marks behind it that are none of its letters: "crude LCOc1"."""
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    for i, word in enumerate(lower):
        if len(word) < lengths[i]:
            ends[i] = starts[i] + len(without_marks(article[starts[i] : ends[i]]))
    return ends


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
        ended = i > 1 and "\n" in lower[i - 1] and (lower[i - 2][-1:] in LINE_ENDS or lower[i][0] in OPENING_QUOTES)
        number += section != entered or ended
        numbers.append(number)
    return numbers
