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
    """A cue in the content of one that stands in its own content: the longer content is the outer one."""
    other = found.within
    if other is not None and other.within is found:
        outer = max(found, other, key=lambda c: sum(end - start for start, end in c.content))
        outer.within = None
