"""A paragraph of its own that somebody says: behind "the mayor said in a statement:" at the end of the one before."""

from __future__ import annotations

from collections.abc import Sequence

from factx.attributions.candidate import Candidate
from factx.attributions.quoting import Quoted
from factx.language import Text

LONGEST = 150  # tokens of a paragraph that is quoted whole
LEAST = 4
QUOTE_SIGNS = frozenset((">", "|"))


def fill_blocks(s: Text, quoted: Quoted, candidates: Sequence[Candidate]) -> None:
    """Gives each verb of speech in a sentence that ends its paragraph with a colon the paragraph below."""
    ends = {s.paragraph[i]: i for i in range(len(s)) if not s.lower[i].isspace()}
    last: dict[int, Candidate] = {}
    for found in candidates:
        colon = ends[s.paragraph[found.head]]
        if s.lower[colon] == ":" and "q" in found.takes and s.sentence[found.head] == s.sentence[colon]:
            last[colon] = found
    for colon, found in last.items():
        piece = _below(s, colon)
        if piece is not None and quoted.number[piece[0]] < 0 and found.frames[:1] != ["label"]:
            found.frames, found.content = ["q"], [piece]


def _below(s: Text, colon: int) -> tuple[int, int] | None:
    """The paragraph behind the colon, without the signs that quote it; None if it is too long, or no sentence."""
    start = next(
        (i for i in range(colon + 1, len(s)) if not s.lower[i].isspace() and s.lower[i] not in QUOTE_SIGNS), None
    )
    if start is None or s.paragraph[start] == s.paragraph[colon]:
        return None
    end = start
    while end < len(s) and s.paragraph[end] == s.paragraph[start] and end - start <= LONGEST:
        end += 1
    while end > start and s.lower[end - 1].isspace():
        end -= 1
    ends = s.lower[end - 1] in (".", "!", "?", "…", "”", '"')
    return (start, end) if ends and LEAST <= end - start <= LONGEST else None
