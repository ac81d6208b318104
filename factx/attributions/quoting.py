"""Joins quotations and cues: a quotation belongs to the cue beside it, or to the last one of the sentence before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from factx.attributions.candidate import Candidate, Candidates, merged, with_content, without
from factx.attributions.speakers import TERMINATORS
from factx.language import Text

TEASER = ("related", "article")  # what a flattened page has before the headline of another article
OPENING = frozenset(("(", "[", "-", "--", "–", "—", "/"))  # what may touch the mark that opens a quotation
QUOTATION_REACH = 60  # tokens between a quotation and its cue
SPOKEN_MARKS = frozenset((",", "?", "!"))  # what ends words that are spoken before "he said"
CUT_MARKS = SPOKEN_MARKS | {"—", "-", "…"}  # the same, where they were cut short


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues outside of quotations, in order: their heads, and their numbers among all candidates."""

    found: Candidates
    heads: list[int]
    numbers: list[int]

    @classmethod
    def of(cls, s: Text, found: Candidates) -> Cues:
        """The cues among the candidates that may answer for a quotation."""
        numbers = [n for n, c in enumerate(found) if not s.quoted.holds(c.head)]
        return cls(found, [found[n].head for n in numbers], numbers)

    def among(self, start: int, end: int) -> list[int]:
        """The numbers of the cues whose heads are tokens of [start, end)."""
        return self.numbers[bisect_left(self.heads, start) : bisect_left(self.heads, end)]

    def first(self, start: int, end: int, frame: str) -> int | None:
        """The first of them that takes the frame."""
        return next((n for n in self.among(start, end) if frame in self.found[n].takes), None)

    def last(self, start: int, end: int, frame: str = "") -> int | None:
        """The last of them that takes the frame, or the last at all."""
        return next((n for n in reversed(self.among(start, end)) if not frame or frame in self.found[n].takes), None)


def cut_fronts(s: Text, found: Candidates) -> Candidates:
    """'Rao objected, telling us: “It failed,” he said': what stands before the quotation has a cue of its own."""
    cues = Cues.of(s, found)
    return tuple(c if s.quoted.holds(c.head) else _cut_front(s, c, cues) for c in found)


def _cut_front(s: Text, found: Candidate, cues: Cues) -> Candidate:
    first = found.first()
    n = s.quoted.number[first - 1] if first else -1
    if n < 0 or not s.quoted.is_long(n):
        return found
    begin = s.quoted.pieces[n][0]
    return with_content(
        found,
        (
            (begin, end) if start < begin < end and _has_cue(s, cues, start, begin) else (start, end)
            for start, end in found.content
        ),
    )


def _has_cue(s: Text, cues: Cues, start: int, begin: int) -> bool:
    """Whether the words before a quotation introduce it, with a colon or a verb of speech, or are no words of it."""
    return s.lower[begin - 1] == ":" or cues.last(start, begin, "q") is not None or _is_insert(s, start, begin)


def _is_insert(s: Text, start: int, begin: int) -> bool:
    """Whether flattening put the words before a quotation there: a teaser, or a caption that touches the mark."""
    mark = s.quoted.marked[s.quoted.number[begin]].start
    touches = mark > s.starts[begin] or (s.ends[begin - 1] == mark and s.lower[begin - 1] not in OPENING)
    return touches or any(tuple(s.lower[i : i + len(TEASER)]) == TEASER for i in range(start, begin))


def attach_quotations(s: Text, found: Candidates) -> Candidates:
    """Gives every quotation that no content holds yet to its cue, going through the text once."""
    owners = owners_of(s, Cues.of(s, found))
    given: dict[int, list[int]] = {}
    for quotation, n in owners.items():
        given.setdefault(n, []).append(quotation)
    return tuple(told for n, c in enumerate(found) for told in _given(s, c, given.get(n, [])))


def _given(s: Text, found: Candidate, quotations: list[int]) -> Candidates:
    """The candidate with the quotations as content; those behind what it tells in other words are told for themselves.

    "Rao said the dam was safe. “It will hold for years.”" are two things that Rao says, under one cue.
    """
    if not quotations:
        return (found,)
    pieces = [s.quoted.pieces[n] for n in quotations]
    if found.content and not _is_quotation(s, found) and min(pieces)[0] >= s.sentence_of(found.head)[1]:
        return found, replace(found, frames=("q",), content=without(pieces, found.cue))
    return (replace(found, frames=(*found.frames, "q"), content=without(merged((*found.content, *pieces)), found.cue)),)


def _is_quotation(s: Text, found: Candidate) -> bool:
    """Whether the last words of the content are quoted."""
    return s.quoted.holds(found.content[-1][1] - 1)


def owners_of(s: Text, cues: Cues) -> dict[int, int]:
    """The free quotations, each with the number of its cue."""
    held = holders_of(s, cues)
    owners = dict(held)
    for n in range(len(s.quoted.pieces)):
        if n not in owners:
            owner = _owner(s, cues, owners, n)
            if owner is not None:
                owners[n] = owner
    for n in reversed(range(len(s.quoted.pieces) - 1)):
        if n not in owners and n + 1 in owners and _runs_on(s, n):
            owners[n] = owners[n + 1]
    return {n: owner for n, owner in owners.items() if n not in held}


def holders_of(s: Text, cues: Cues) -> dict[int, int]:
    """The quotations that stand in contents, each with the number of the first cue whose content holds it."""
    held: dict[int, int] = {}
    for number in cues.numbers:
        for start, end in cues.found[number].content:
            for n in s.quoted.between(start, end):
                held.setdefault(n, number)
    return held


def _owner(s: Text, cues: Cues, owners: Mapping[int, int], n: int) -> int | None:
    """The cue of a quotation; a short one has one only if it ends like speech."""
    if not s.quoted.is_long(n):
        behind = _right_behind(s, cues, n)
        beside = _split(s, cues, owners, n) if behind is None else behind
        return _tagged_on(s, owners, n) if beside is None else beside
    beside = _in_sentence(s, cues, n)
    return beside if beside is not None else _going_on(s, cues, owners, n)


def _split(s: Text, cues: Cues, owners: Mapping[int, int], n: int) -> int | None:
    """The cue between a quotation and its short rest: '“We are tired,” said Rao, “but we stay.”'."""
    owner = owners.get(n - 1) if n else None
    start = s.quoted.pieces[n][0] - 1
    if owner is None or s.lower[start] != "," or _last_mark(s, n - 1) != ",":
        return None
    cue = cues.found[owner]
    return owner if cue.begins_at(s.quoted.pieces[n - 1][1]) and cue.last() == start else None


def _tagged_on(s: Text, owners: Mapping[int, int], n: int) -> int | None:
    """The cue of a short sentence right behind another one that is quoted: '“We lost,” said Rao. “Never mind.”'."""
    start = s.quoted.pieces[n][0]
    if n == 0 or _last_mark(s, n) not in TERMINATORS or _sentence_start(s, start) != start:
        return None
    beside = s.quoted.pieces[n - 1][1] > _sentence_start(s, _last_word(s, start))
    return owners.get(n - 1) if beside and s.paragraph[start - 1] == s.paragraph[start] else None


def _right_behind(s: Text, cues: Cues, n: int) -> int | None:
    """The cue that follows at once on a short quotation that ends like speech: '“Yes,” said Rao'."""
    end = s.quoted.pieces[n][1]
    cue = cues.first(end, end + QUOTATION_REACH, "q") if _last_mark(s, n) in SPOKEN_MARKS else None
    return cue if cue is not None and cues.found[cue].begins_at(end) else None


def _in_sentence(s: Text, cues: Cues, n: int) -> int | None:
    """The cue of the quotation's own sentence: behind it after a comma, else before it."""
    start, end = s.quoted.pieces[n]
    closing = _last_mark(s, n)
    if closing not in TERMINATORS or closing in CUT_MARKS:
        cue = cues.first(end, _sentence_end(s, end), "q")
        if cue is not None and (closing in CUT_MARKS or s.lower[end] == ","):
            return cue
    begin = _sentence_start(s, start)
    return next((cue for frame in "qco" if (cue := cues.last(begin, start, frame)) is not None), None)


def _going_on(s: Text, cues: Cues, owners: Mapping[int, int], n: int) -> int | None:
    """Who goes on speaking: the last cue of the sentence before a quotation that is a sentence of its own."""
    start = s.quoted.pieces[n][0]
    if start == 0 or _sentence_start(s, start) != start:
        return None
    before = _sentence_start(s, _last_word(s, start))
    speaker = owners.get(n - 1) if n and s.quoted.pieces[n - 1][1] > before else None
    if s.paragraph[start - 1] == s.paragraph[start]:
        return speaker if speaker is not None else _last_speaking(cues, before, start)
    if speaker is not None and (s.quoted.marked[n - 1].open or _fills_paragraph(s, n)):
        return speaker
    return _last_speaking(cues, before, start) if _leads_on(s, start - 1) else None


def _last_speaking(cues: Cues, start: int, end: int) -> int | None:
    """The last cue of a sentence, or the one that tells of that one: "Rao says the firm has plans. “We go”"."""
    last = cues.last(start, end)
    if last is None:
        return None
    head, among = cues.found[last].head, cues.among(start, end)
    return next((n for n in among if n != last and _tells_of(cues.found[n], head)), last)


def _tells_of(found: Candidate, i: int) -> bool:
    """Whether somebody says in other words what token `i` is one of."""
    spoken = found.source is not None and "q" in found.takes
    return spoken and any(start <= i < end for start, end in found.content)


def _runs_on(s: Text, n: int) -> bool:
    """Whether a quotation without a closing mark goes on in the next one."""
    between = range(s.quoted.pieces[n][1], s.quoted.pieces[n + 1][0])
    return s.quoted.marked[n].open and all(s.lower[i].isspace() for i in between)


def _last_word(s: Text, i: int) -> int:
    """The last token before `i` that is neither white space nor a full stop."""
    i -= 1
    while i > 0 and (s.lower[i].isspace() or s.lower[i] in TERMINATORS):
        i -= 1
    return i


def _fills_paragraph(s: Text, n: int) -> bool:
    """Whether nothing else stands behind the quotation in its paragraph."""
    end = s.quoted.pieces[n][1]
    while end < len(s) and not s.lower[end].strip(" \n."):
        end += 1
    return end == len(s) or s.paragraph[end] != s.paragraph[end - 1]


def _leads_on(s: Text, i: int) -> bool:
    """Whether the line that ends with token `i` announces what follows: it ends with a colon or comma."""
    while i > 0 and s.lower[i].isspace():
        i -= 1
    return s.lower[i] in (":", ",")


def _last_mark(s: Text, n: int) -> str:
    """The last sign inside the quotation, or behind it if that is a full stop."""
    start, end = s.quoted.pieces[n]
    inner = end - 1 if s.quoted.marked[n].open else end - 2
    return s.lower[inner][-1:] if inner > start else ""


def _sentence_end(s: Text, i: int) -> int:
    """Where the sentence of token `i` ends, in unquoted text."""
    limit = min(len(s), i + QUOTATION_REACH)
    for at in range(i, limit):
        if at and s.paragraph[at] != s.paragraph[at - 1]:
            return at
        if not s.quoted.holds(at) and s.lower[at] in TERMINATORS:
            return at
    return limit


def _sentence_start(s: Text, i: int) -> int:
    """Where the sentence of the token before `i` begins, in unquoted text."""
    limit = max(0, i - QUOTATION_REACH)
    for at in range(i, limit, -1):
        if s.paragraph[at] != s.paragraph[at - 1] or _ends_sentence(s, at - 1):
            return at
    return limit


def _ends_sentence(s: Text, i: int) -> bool:
    """Whether a sentence ends with token `i`; inside a quotation only with the quotation, if a capital follows."""
    n = s.quoted.number[i]
    if n < 0:
        return s.lower[i] in TERMINATORS
    return i + 1 == s.quoted.pieces[n][1] and _last_mark(s, n) in TERMINATORS and _opens_anew(s, i + 1)


def _opens_anew(s: Text, i: int) -> bool:
    """Whether token `i` does not begin with a small letter."""
    return i < len(s) and not s.text[s.starts[i]].islower()
