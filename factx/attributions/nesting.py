"""Which attribution stands inside the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from factx.attributions.candidate import Candidate


def nest(candidates: Sequence[Candidate]) -> None:
    """Sets `within` of each candidate to the innermost other one whose content holds its cue.

    One sweep over the text: contents open and close like brackets, the last one open holds the cue.
    """
    contents = sorted(
        ((start, -end, n) for n, c in enumerate(candidates) for start, end in c.content),
    )
    open_: list[tuple[int, int]] = []
    at = 0
    for n, found in sorted(enumerate(candidates), key=lambda item: item[1].head):
        while at < len(contents) and contents[at][0] <= found.head:
            open_.append((-contents[at][1], contents[at][2]))
            at += 1
        while open_ and open_[-1][0] <= found.head:
            open_.pop()
        holder = next((m for end, m in reversed(open_[-4:]) if m != n and end > found.head), None)
        found.within = None if holder is None else candidates[holder]
    for found in candidates:
        _break_circle(found)


def _break_circle(found: Candidate) -> None:
    """Two cues in the content of each other: ", he said" is the outer one, else the one with the longer content."""
    other = found.within
    if other is not None and other.within is found:
        outer = max(found, other, key=lambda c: ("p" in c.frames, sum(end - start for start, end in c.content)))
        outer.within = None
        _cut(other if outer is found else found, outer)


def _cut(inner: Candidate, outer: Candidate) -> None:
    """Ends the content of the inner one where the outer one's words begin: "they knew it | , the mayor said"."""
    first = min(outer.cue[0], outer.source[0]) if outer.source else outer.cue[0]
    cut = [(start, min(end, first - 1)) for start, end in inner.content]
    if "p" in outer.frames and first > inner.cue[1]:
        inner.content = [piece for piece in cut if piece[0] < piece[1]]
