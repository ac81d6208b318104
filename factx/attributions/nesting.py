"""Which attribution stands inside the content of which.

By construction every candidate that comes out has content, and whoever follows `within` outwards comes to an end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factx.attributions.candidate import Candidate, Candidates, Pieces, with_content, without

OUTER = frozenset(("p", "according"))  # cues beside what they tell: ", he said", "according to Rao"
DEEPEST = 4  # contents open at once that are looked into


@dataclass(frozen=True, slots=True)
class Nest:
    """Candidates, each with the number of the one whose content holds its cue."""

    found: Candidates
    within: tuple[int | None, ...]

    def kept(self, keeps: Callable[[int], bool]) -> Nest:
        """The candidates whose number is to be kept; who stood within another one stands within what holds that."""
        numbers = [n for n in range(len(self.found)) if keeps(n)]
        new = {old: n for n, old in enumerate(numbers)}
        holders = (self._holder(old, new) for old in numbers)
        return Nest(
            tuple(self.found[old] for old in numbers),
            tuple(None if holder is None else new[holder] for holder in holders),
        )

    def _holder(self, n: int, kept: dict[int, int]) -> int | None:
        """The nearest holder that is kept."""
        holder = self.within[n]
        while holder is not None and holder not in kept:
            holder = self.within[holder]
        return holder


def nest(found: Candidates) -> Nest:
    """The candidates with the innermost other one whose content holds their cue.

    Where cues stand in the contents of each other one of them is the outer voice, and the other's content ends before
    it; a candidate of which nothing is left by that is no voice of its own and is not given.
    """
    within = holders(found)
    contents = list(found)
    for n in range(len(found)):
        circle = _circle(within, n)
        if circle:
            outer = max(circle, key=lambda m: (bool(OUTER & set(found[m].frames)), _size(contents[m])))
            inner = within[outer]
            within[outer] = None
            if inner is not None:
                contents[inner] = with_content(contents[inner], _cut(contents[inner], found[outer]))
    return Nest(tuple(contents), tuple(within)).kept(lambda n: bool(contents[n].content))


def holders(found: Sequence[Candidate]) -> list[int | None]:
    """One sweep over the text: contents open and close like brackets, the last one open holds the cue."""
    contents = sorted((start, -end, n) for n, c in enumerate(found) for start, end in c.content)
    within: list[int | None] = [None] * len(found)
    open_: list[tuple[int, int]] = []
    at = 0
    for n, cue in sorted(enumerate(found), key=lambda item: item[1].head):
        while at < len(contents) and contents[at][0] <= cue.head:
            open_.append((-contents[at][1], contents[at][2]))
            at += 1
        while open_ and open_[-1][0] <= cue.head:
            open_.pop()
        within[n] = next((m for end, m in reversed(open_[-DEEPEST:]) if m != n and end > cue.head), None)
    return within


def _circle(within: Sequence[int | None], n: int) -> list[int]:
    """The candidates that one meets on the way outwards from this one back to it; none if the way ends elsewhere."""
    path = [n]
    seen = {n}
    at = within[n]
    while at is not None and at not in seen:
        seen.add(at)
        path.append(at)
        at = within[at]
    return path if at == n else []


def _size(found: Candidate) -> int:
    """The tokens of the content."""
    return sum(end - start for start, end in found.content)


def _cut(inner: Candidate, outer: Candidate) -> Pieces:
    """The content of the inner one without the outer one's words: "they knew it | , the mayor said".

    What stands behind them is the outer one's too, unless they are a phrase that may stand anywhere.
    """
    first, last = outer.first(), outer.last()
    if "according" in outer.frames:
        return without(inner.content, (first, last))
    if "p" not in outer.frames or first <= inner.cue[1]:
        return inner.content
    return tuple((start, min(end, first - 1)) for start, end in inner.content)
