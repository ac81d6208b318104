"""Where a content begins and ends: marks off its edges, loose clauses off its end."""

from __future__ import annotations

from factx.attributions.candidate import Candidate
from factx.attributions.syntax import Piece, Syntax

LOOSE_MARKS = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "(", "[", "and", "but"))
CLOSERS = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "?", "!", "(", "[", "and", "but", "\n"))


def trim(s: Syntax, found: Candidate) -> None:
    """Cuts marks and dangling conjunctions off the edges of every piece; drops empty ones."""
    found.content = [piece for piece in (_bare(s, piece) for piece in found.content) if piece[0] < piece[1]]


def _bare(s: Syntax, piece: Piece) -> Piece:
    start, end = piece
    while start < end and (s.lower[start] in LOOSE_MARKS - {"and", "but"} or s.lower[start].isspace()):
        start += 1
    while end > start and (s.lower[end - 1] in CLOSERS or s.lower[end - 1].isspace()):
        end -= 1
    return start, end
