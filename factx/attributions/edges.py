"""Where a content begins and ends: marks off its edges, loose clauses off its end."""

from __future__ import annotations

from factx.attributions.candidate import Candidate
from factx.attributions.quoting import Quoted
from factx.language import Piece, Text

LOOSE_MARKS = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "(", "[", "and", "but"))
DASHES = frozenset((",", "-", "--", "–", "—"))
LOOSE_OPENERS = frozenset(("although", "though", "as", "while", "until", "prompting", "leaving", "raising"))
TAIL = 40  # tokens
CLOSERS = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "?", "!", "(", "[", "and", "but", "\n"))


def clip(s: Text, found: Candidate) -> None:
    """Keeps the content in the paragraph of its cue."""
    if found.frames[:1] == ["label"]:  # a signature may stand in a line of its own
        return
    here = s.paragraph[found.head]
    clipped = []
    for start, end in found.content:
        while start < end and s.paragraph[start] != here:
            start += 1
        while end > start and s.paragraph[end - 1] != here:
            end -= 1
        clipped.append((start, end))
    found.content = [piece for piece in clipped if piece[0] < piece[1]]


def cut_tail(s: Text, quoted: Quoted, found: Candidate) -> None:
    """Cuts ", which …", ", who …" and ", a claim that …" off the end of content that does not end in a quotation."""
    if not found.content or quoted.inside(found.content[-1][1] - 1):
        return
    start, end = found.content[-1]
    for tail in range(max(start, end - TAIL), end):
        if s.right[tail] + 1 >= end and _is_loose(s, tail):
            comma = s.left[tail] - 1
            if comma > max(start + 1, found.head) and s.lower[comma] in DASHES:
                found.content[-1] = start, comma
                return


def _is_loose(s: Text, tail: int) -> bool:
    """Whether the narrator may speak: ", who …" (not "one of whom", which says more), ", a claim …", ", though …"."""
    opens = s.tag[s.left[tail]]
    if s.dep[tail] == "appos":
        return opens == "DT"
    if s.dep[tail] == "relcl":
        return opens in ("WDT", "WP", "WRB")
    clause = s.dep[tail] == "advcl" and s.lower[s.left[tail]] in LOOSE_OPENERS
    return clause or (s.dep[tail] == "prep" and s.lower[tail] == "despite")


def trim(s: Text, found: Candidate) -> None:
    """Cuts marks and dangling conjunctions off the edges of every piece; drops empty ones."""
    found.content = [piece for piece in (_bare(s, piece) for piece in found.content) if piece[0] < piece[1]]


def _bare(s: Text, piece: Piece) -> Piece:
    start, end = piece
    while start < end and (s.lower[start] in LOOSE_MARKS - {"and", "but"} or s.lower[start].isspace()):
        start += 1
    while end > start and (s.lower[end - 1] in CLOSERS or s.lower[end - 1].isspace()):
        end -= 1
    return start, end
