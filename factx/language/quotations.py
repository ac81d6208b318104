"""Finds the quotations of a text: straight, curly, doubled single and single marks, nested, left open.

A straight mark opens if white space, a bracket or a dash stands before it and none after it. A quotation that is
still open at the end of its paragraph ends there; it is `open`, and the next paragraph carries it on if it begins with
a mark. A paragraph ends with its section, or with a line that ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factx.model import Section

Piece = tuple[int, int]  # tokens [start, end)
LONG_QUOTATION = 4  # words; anything shorter may be irony or a name

QUOTATION_MARK = re.compile(r"""["“”„«»「」『』]|''|``|[‘’']""")
OPENS_AFTER = frozenset(" \t\n\r\u00a0([{—–-/:;,\"“‘'>")
GLUED_AFTER = frozenset(".?!)")
OWNED_THING = re.compile(r" [a-z]")
CLOSING_SINGLE = re.compile(r"[,.?!][’'](?!\w)")
PARAGRAPH = re.compile(r"\n\s*\n|(?<![^\s(])[‘']")
LONGEST_SINGLE = 600  # characters behind an apostrophe in which the mark that closes may stand
SINGLE_MARKS = frozenset("‘’'")
PARAGRAPH_END = re.compile(r"(?<=[.?!…”\"’')\]])[ \t\r]*\n\s*")
SENTENCE = re.compile(r"[\w)%][.?!…] +$")
QUOTED_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters [start, end), marks included; `words` between them; `open`: it lacks the closing mark."""

    start: int
    end: int
    words: int
    single: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of an article in tokens, in order.

    pieces   the tokens of each, marks included; `marked` has the same as characters
    number   of each token the quotation that holds it, or -1
    """

    pieces: list[Piece]
    marked: list[Quotation]
    number: list[int]

    @classmethod
    def of(cls, text: str, sections: Sequence[Section], starts: Sequence[int], ends: Sequence[int]) -> Quotations:
        """The quotations of a text whose tokens start and end at these characters."""
        pieces: list[Piece] = []
        kept: list[Quotation] = []
        number = [-1] * len(starts)
        for q in find_quotations(text, sections):
            start, end = bisect_right(ends, q.start), bisect_left(starts, q.end)
            if start < end:
                number[start:end] = [len(pieces)] * (end - start)
                pieces.append((start, end))
                kept.append(q)
        return cls(pieces, kept, number)

    def holds(self, i: int) -> bool:
        """Whether token `i` stands in a quotation."""
        return self.number[i] >= 0

    def is_long(self, number: int) -> bool:
        """Whether the quotation is surely somebody's words."""
        return self.marked[number].words >= LONG_QUOTATION

    def between(self, start: int, end: int) -> range:
        """The numbers of the quotations that begin within tokens [start, end)."""
        return range(bisect_left(self.pieces, (start, 0)), bisect_left(self.pieces, (end, 0)))


def find_quotations(text: str, sections: Sequence[Section]) -> list[Quotation]:
    """The outermost quotations of each section, in order."""
    return [q for section in sections for q in _of_section(text, section)]


def _of_section(text: str, section: Section) -> Iterator[Quotation]:
    pending: int | None = None
    single: int | None = None
    for mark in QUOTATION_MARK.finditer(text, section.start, section.end):
        if pending is None and mark.group() in SINGLE_MARKS:
            single, closed = _single(text, mark, single)
            if closed is not None:
                yield _quotation(text, closed, mark.end(), single=True)
        elif pending is None:
            if _opens(text, mark):
                pending, single = mark.start(), None
        elif _closes(text, mark, text[pending]):
            yield _quotation(text, pending, mark.end())
            pending = None
        elif mark.group() not in SINGLE_MARKS and _opens(text, mark):
            yield from _left_open(text, pending, mark.start())
            pending = mark.start()
    if pending is not None:
        yield from _left_open(text, pending, section.end, last=True)


def _left_open(text: str, start: int, end: int, *, last: bool = False) -> Iterator[Quotation]:
    """A quotation without a closing mark, up to the end of its paragraph.

    A mark that opens again behind a sentence in it closes it: in flattened text the paragraphs of one quotation stand
    in one line. Elsewhere there is none if another mark opens before the paragraph ends.
    """
    paragraph_end = PARAGRAPH_END.search(text, start, end)
    if paragraph_end is None and SENTENCE.search(text[start:end]):
        yield _quotation(text, start, start + len(text[start:end].rstrip()), is_open=True)
    elif paragraph_end is not None or last:
        yield _quotation(text, start, paragraph_end.start() if paragraph_end else end, is_open=True)


def _quotation(text: str, start: int, end: int, *, single: bool = False, is_open: bool = False) -> Quotation:
    words = sum(1 for _ in QUOTED_WORD.finditer(text, start, end))
    return Quotation(start, end, words, single, is_open)


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in "“„``「『":
        return True
    before, after = _around(text, mark)
    if mark.group() in "«»":  # «so» and »so«
        return before in OPENS_AFTER and not after.isspace()
    if mark.group() == "”":  # typed for the opening mark
        return before in "\r\n" and after.isalnum()
    glued = after.isupper() and (before.isupper() or before in GLUED_AFTER)  # flattened: SENATOR SAYS"We will …"
    return glued or (before in OPENS_AFTER and not after.isspace())


def _closes(text: str, mark: re.Match[str], opener: str) -> bool:
    if opener == "„" and mark.group() == "“":
        return True
    if mark.group() in "”」』":
        return True
    if mark.group() in "«»":
        return not _around(text, mark)[0].isspace()
    before, after = _around(text, mark)
    if mark.group() == "“":  # typed for the closing mark
        return not before.isspace() and not after.isalnum() and before not in OPENS_AFTER
    return mark.group() in ('"', "''") and not (before.isspace() and not after.isspace())


def _single(text: str, mark: re.Match[str], opened: int | None) -> tuple[int | None, int | None]:
    """Where a single mark is open after this one, and where the quotation that it closes began."""
    before, after = _around(text, mark)
    if before in OPENS_AFTER and not after.isspace() and mark.group() != "’":
        return mark.start(), None
    if opened is not None and not before.isspace() and not after.isalnum() and mark.group() != "‘":
        return (opened, None) if _is_possessive(text, mark, before) else (None, opened)
    return opened, None


def _is_possessive(text: str, mark: re.Match[str], before: str) -> bool:
    """Whether the mark is the apostrophe of "the miners' wages", and another one follows that may close."""
    if before != "s" or not OWNED_THING.match(text, mark.end()):
        return False
    closing = CLOSING_SINGLE.search(text, mark.end(), mark.end() + LONGEST_SINGLE)
    return closing is not None and PARAGRAPH.search(text, mark.end(), closing.start()) is None


def _around(text: str, mark: re.Match[str]) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return before, after
