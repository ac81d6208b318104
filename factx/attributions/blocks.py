"""A paragraph of its own that somebody says: behind "the mayor said in a statement:" at the end of the one before."""

from __future__ import annotations

from factx.attributions.candidate import Candidates, told_whole
from factx.language import Text

LONGEST_BLOCK = 150  # tokens of a paragraph that is quoted whole
SHORTEST_BLOCK = 4
BLOCK_ENDS = frozenset((".", "!", "?", "…", "”", '"'))
QUOTE_SIGNS = frozenset((">", "|"))


def fill_blocks(s: Text, found: Candidates) -> Candidates:
    """Gives the last verb of speech in a sentence that ends its paragraph with a colon the paragraph below."""
    blocks = {n: piece for colon, n in _leading_on(s, found).items() if (piece := _below(s, colon)) is not None}
    return tuple(told_whole(c, "q", blocks[n]) if n in blocks else c for n, c in enumerate(found))


def _leading_on(s: Text, found: Candidates) -> dict[int, int]:
    """The colons that end a paragraph, each with the number of the verb of speech that it stands behind."""
    ends = {s.paragraph[i]: i for i in range(len(s)) if not s.lower[i].isspace()}
    last: dict[int, int] = {}
    for n, cue in enumerate(found):
        colon = ends[s.paragraph[cue.head]]
        if s.lower[colon] == ":" and "q" in cue.takes and s.sentence[cue.head] == s.sentence[colon]:
            last[colon] = n
    return {colon: n for colon, n in last.items() if found[n].frames[:1] != ("label",)}


def _below(s: Text, colon: int) -> tuple[int, int] | None:
    """The paragraph behind the colon, without the signs that quote it; None if it is too long, or no sentence."""
    start = next(
        (i for i in range(colon + 1, len(s)) if not s.lower[i].isspace() and s.lower[i] not in QUOTE_SIGNS), None
    )
    if start is None or s.paragraph[start] == s.paragraph[colon]:
        return None
    end = start
    while end < len(s) and s.paragraph[end] == s.paragraph[start] and end - start <= LONGEST_BLOCK:
        end += 1
    while end > start and s.lower[end - 1].isspace():
        end -= 1
    is_sentence = s.lower[end - 1] in BLOCK_ENDS and SHORTEST_BLOCK <= end - start <= LONGEST_BLOCK
    return (start, end) if is_sentence and not s.quoted.holds(start) else None
