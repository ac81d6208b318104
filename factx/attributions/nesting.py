"""Which attribution stands inside the content of which.

By construction every candidate that comes out has content, and whoever follows `within` outwards comes to an end.
"""

from __future__ import annotations

from collections.abc import Sequence

from factx.attributions.candidate import Candidate, without
from factx.language import Piece

OUTER = frozenset(("p", "according"))  # cues beside what they tell: ", he said", "according to Rao"


def nest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with `within` set to the innermost other one whose content holds their cue.

    Where cues stand in the contents of each other one of them is the outer voice, and the other's content ends before
    it; a candidate of which nothing is left by that is no voice of its own and is not given.
    """
    _hold(candidates)
    for found in candidates:
        _open_circle(found)
    return keep(candidates, [found for found in candidates if found.content])


def keep(candidates: Sequence[Candidate], kept: list[Candidate]) -> list[Candidate]:
    """Those of the candidates that are kept; who stood within another one stands within what holds that."""
    dropped = {id(found) for found in candidates} - {id(found) for found in kept}
    for found in kept:
        found.within = _first_kept(found, dropped)
    return kept


def _hold(candidates: Sequence[Candidate]) -> None:
    """One sweep over the text: contents open and close like brackets, the last one open holds the cue."""
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


def _open_circle(found: Candidate) -> None:
    """Makes one of the candidates that hold each other in a circle with this one the outer voice of all."""
    circle = _circle(found)
    if not circle:
        return
    outer = max(circle, key=lambda c: (bool(OUTER & set(c.frames)), sum(end - start for start, end in c.content)))
    inner = outer.within
    outer.within = None
    if inner is not None:
        inner.content = _cut(inner, outer)


def _circle(found: Candidate) -> list[Candidate]:
    """The candidates that one meets on the way outwards from this one back to it; none if the way ends elsewhere."""
    path: list[Candidate] = [found]
    seen = {id(found)}
    at = found.within
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        path.append(at)
        at = at.within
    return path if at is found else []


def _cut(inner: Candidate, outer: Candidate) -> list[Piece]:
    """The content of the inner one without the outer one's words: "they knew it | , the mayor said".

    What stands behind them is the outer one's too, unless they are a phrase that may stand anywhere.
    """
    first = min(outer.cue[0], outer.source[0]) if outer.source else outer.cue[0]
    last = max(outer.cue[1], outer.source[1]) if outer.source else outer.cue[1]
    if "according" in outer.frames:
        return without(inner.content, [(first, last)])
    if "p" not in outer.frames or first <= inner.cue[1]:
        return inner.content
    cut = [(start, min(end, first - 1)) for start, end in inner.content]
    return [piece for piece in cut if piece[0] < piece[1]]


def _first_kept(found: Candidate, dropped: set[int]) -> Candidate | None:
    """The nearest holder that is not dropped."""
    holder = found.within
    while holder is not None and id(holder) in dropped:
        holder = holder.within
    return holder
