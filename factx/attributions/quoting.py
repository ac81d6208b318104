"""Joins quotations and cues: a quotation belongs to the cue beside it, or to the last one of the sentence before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factx.attributions.candidate import Candidate, merged, without
from factx.attributions.quotations import Quotation
from factx.language import Piece, Text

LONG = 4  # words; anything shorter may be irony or a name
QUOTATION_REACH = 60  # tokens between a quotation and its cue
TERMINATORS = frozenset((".", "?", "!", "...", "…"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotations of a Doc in tokens. `number[i]` is the quotation that holds token `i`, or -1."""

    pieces: list[Piece]
    quotations: Sequence[Quotation]
    number: list[int]

    @classmethod
    def of(cls, s: Text, quotations: Sequence[Quotation]) -> Quoted:
        pieces: list[Piece] = []
        kept: list[Quotation] = []
        number = [-1] * len(s)
        for q in quotations:
            start, end = bisect_right(s.ends, q.start), bisect_left(s.starts, q.end)
            if start < end:
                number[start:end] = [len(pieces)] * (end - start)
                pieces.append((start, end))
                kept.append(q)
        return cls(pieces, kept, number)

    def inside(self, i: int) -> bool:
        return self.number[i] >= 0

    def is_long(self, number: int) -> bool:
        """Whether the quotation is surely somebody's words."""
        return self.quotations[number].words >= LONG


def grow(found: Candidate, quoted: Quoted) -> None:
    """Widens content that begins or ends inside a quotation to the whole of it."""
    mine = quoted.number[found.head]
    grown = []
    for start, end in found.content:
        first, last = quoted.number[start], quoted.number[end - 1]
        if first not in (-1, mine):
            start = min(start, quoted.pieces[first][0])
        if last not in (-1, mine):
            end = max(end, quoted.pieces[last][1])
        grown.append((start, end))
    found.content = without(merged(grown), [found.cue])


class Attacher:
    """Finds the cue of each quotation that no content holds yet, going through the text once."""

    def __init__(self, s: Text, quoted: Quoted, candidates: Sequence[Candidate]) -> None:
        self.s, self.quoted = s, quoted
        self.cues = [c for c in candidates if not quoted.inside(c.head)]
        self.heads = [c.head for c in self.cues]
        self.owner: dict[int, Candidate] = {}

    def run(self) -> None:
        """Gives every free quotation to its cue."""
        for cue in self.cues:
            self._cut_front(cue)
            for start, end in cue.content:
                for n in range(*self._between(start, end)):
                    self.owner.setdefault(n, cue)
        for n in range(len(self.quoted.pieces)):
            if n not in self.owner:
                owner = self._beside(n) or self._before(n) if self.quoted.is_long(n) else self._right_behind(n)
                if owner is not None:
                    self._give(n, owner)
        for n in reversed(range(len(self.quoted.pieces) - 1)):
            if n not in self.owner and n + 1 in self.owner and self._runs_on(n):
                self._give(n, self.owner[n + 1])

    def _runs_on(self, n: int) -> bool:
        """Whether a quotation without a closing mark goes on in the next one."""
        between = range(self.quoted.pieces[n][1], self.quoted.pieces[n + 1][0])
        return self.quoted.quotations[n].open and all(self.s.lower[i].isspace() for i in between)

    def _cut_front(self, cue: Candidate) -> None:
        """'Rao objected, telling us: “It failed,” he said': what stands before the quotation has a cue of its own."""
        first = min(cue.cue[0], cue.source[0]) if cue.source else cue.cue[0]
        n = self.quoted.number[first - 1] if first else -1
        if n < 0 or not self.quoted.is_long(n):
            return
        begin = self.quoted.pieces[n][0]
        for at, (start, end) in enumerate(cue.content):
            if start < begin < end and (self._at(begin - 1) == ":" or self._last(start, begin, "q") is not None):
                cue.content[at] = begin, end

    def _right_behind(self, n: int) -> Candidate | None:
        """The cue that follows at once on a short quotation that ends like speech: '“Yes,” said Rao'."""
        end = self.quoted.pieces[n][1]
        if self._last_mark(n) not in (",", "?", "!"):
            return None
        cue = self._first(end, end + QUOTATION_REACH, "q")
        near = cue is not None and end in (cue.cue[0], cue.source[0] if cue.source else -1)
        return cue if near else None

    def _between(self, start: int, end: int) -> tuple[int, int]:
        pieces = self.quoted.pieces
        return bisect_left(pieces, (start, 0)), bisect_left(pieces, (end, 0))

    def _give(self, n: int, cue: Candidate) -> None:
        self.owner[n] = cue
        cue.frames.append("q")
        cue.content = without(merged([*cue.content, self.quoted.pieces[n]]), [cue.cue])

    def _beside(self, n: int) -> Candidate | None:
        """The cue of the quotation's own sentence: behind it after a comma, else before it."""
        start, end = self.quoted.pieces[n]
        closing = self._last_mark(n)
        if closing not in TERMINATORS or closing in ("?", "!"):
            cue = self._first(end, self._sentence_end(end), "q")
            if cue is not None and (closing in (",", "?", "!", "—", "-", "…") or self._at(end) == ","):
                return cue
        begin = self._sentence_start(start)
        return self._last(begin, start, "q") or self._last(begin, start, "c") or self._last(begin, start, "o")

    def _before(self, n: int) -> Candidate | None:
        """Who goes on speaking: the last cue of the sentence before a quotation that is a sentence of its own."""
        start = self.quoted.pieces[n][0]
        if start == 0 or self._sentence_start(start) != start:
            return None
        before = self._sentence_start(self._last_word(start))
        last = self.owner.get(n - 1) if n and self.quoted.pieces[n - 1][1] > before else None
        if self.s.paragraph[start - 1] == self.s.paragraph[start]:
            return last or self._last(before, start, "")
        if last is not None and (self.quoted.quotations[n - 1].open or self._fills_paragraph(n)):
            return last
        return self._last(before, start, "") if self._leads_on(start - 1) else None

    def _last_word(self, i: int) -> int:
        """The last token before `i` that is neither white space nor a full stop."""
        i -= 1
        while i > 0 and (self.s.lower[i].isspace() or self.s.lower[i] in TERMINATORS):
            i -= 1
        return i

    def _fills_paragraph(self, n: int) -> bool:
        """Whether nothing else stands behind the quotation in its paragraph."""
        end = self.quoted.pieces[n][1]
        while end < len(self.s) and not self.s.lower[end].strip(" \n."):
            end += 1
        return end == len(self.s) or self.s.paragraph[end] != self.s.paragraph[end - 1]

    def _leads_on(self, i: int) -> bool:
        while i > 0 and self.s.lower[i].isspace():
            i -= 1
        return self.s.lower[i] in (":", ",")

    def _at(self, i: int) -> str:
        return self.s.lower[i] if 0 <= i < len(self.s) else ""

    def _last_mark(self, n: int) -> str:
        """The last sign inside the quotation, or behind it if that is a full stop."""
        start, end = self.quoted.pieces[n]
        inner = end - 1 if self.quoted.quotations[n].open else end - 2
        return self._at(inner)[-1:] if inner > start else ""

    def _first(self, start: int, end: int, frame: str) -> Candidate | None:
        for cue in self.cues[bisect_left(self.heads, start) : bisect_left(self.heads, end)]:
            if frame in cue.takes:
                return cue
        return None

    def _last(self, start: int, end: int, frame: str) -> Candidate | None:
        for cue in reversed(self.cues[bisect_left(self.heads, start) : bisect_left(self.heads, end)]):
            if not frame or frame in cue.takes:
                return cue
        return None

    def _sentence_end(self, i: int) -> int:
        limit = min(len(self.s), i + QUOTATION_REACH)
        while i < limit:
            if self.s.paragraph[i] != self.s.paragraph[i - 1] and i:
                return i
            if not self.quoted.inside(i) and self.s.lower[i] in TERMINATORS:
                return i
            i += 1
        return i

    def _sentence_start(self, i: int) -> int:
        """Where the sentence of the token before `i` begins, in unquoted text."""
        limit = max(0, i - QUOTATION_REACH)
        while i > limit:
            if self.s.paragraph[i] != self.s.paragraph[i - 1] or self._ends_sentence(i - 1):
                return i
            i -= 1
        return i

    def _ends_sentence(self, i: int) -> bool:
        n = self.quoted.number[i]
        if n < 0:
            return self.s.lower[i] in TERMINATORS
        return i + 1 == self.quoted.pieces[n][1] and self._last_mark(n) in TERMINATORS and self._capital(i + 1)

    def _capital(self, i: int) -> bool:
        return i < len(self.s) and not self.s.text[self.s.starts[i]].islower()
