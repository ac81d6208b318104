"""Which attribution a stretch of text belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factx.model import Attribution, Span

LOOK_BACK = 64


@dataclass(frozen=True, slots=True)
class Intervals:
    """Stretches of text with the index of what they belong to; asked which of them cover a stretch."""

    spans: tuple[tuple[int, int, int], ...]
    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int, int]]) -> Intervals:
        """From (start, end, index) triples in any order."""
        ordered = tuple(sorted(spans))
        reach: list[int] = []
        for _, end, _ in ordered:
            reach.append(max(end, reach[-1]) if reach else end)
        return cls(ordered, tuple(start for start, _, _ in ordered), tuple(reach))

    def covering(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The stretches that hold [start, end) whole, as (length, -start, index): the innermost is the least."""
        found = []
        k = bisect_right(self.starts, start) - 1
        for i in range(k, max(-1, k - LOOK_BACK), -1):
            if self.reach[i] < end:
                break
            s, e, index = self.spans[i]
            if e >= end:
                found.append((e - s, -s, index))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Voices:
    """The attributions of a text, asked who answers for a stretch of it."""

    attributions: tuple[Attribution, ...]
    contents: Intervals
    sources: Intervals

    @classmethod
    def of(cls, attributions: Sequence[Attribution]) -> Voices:
        numbered = tuple(enumerate(attributions))
        return cls(
            tuple(attributions),
            Intervals.of((s, e, i) for i, a in numbered for s, e in (*a.content.spans, *_gaps(a))),
            Intervals.of((s, e, i) for i, a in numbered if a.source for s, e in a.source.mention.spans),
        )

    def all_around(self, span: Span) -> list[Attribution]:
        """Every attribution whose content holds the stretch, innermost first."""
        found = [(length, self.attributions[i]) for length, _, i in self.contents.covering(*span)]
        inside = {a.id for _, a in found}
        found.sort(key=lambda item: (item[0], item[1].within not in inside))  # of two with the same words the inner one
        return [attribution for _, attribution in found]

    def source_around(self, span: Span) -> Span | None:
        """The narrowest stretch that names a source around the stretch; None if none does."""
        covering = self.sources.covering(*span)
        return (-covering[0][1], covering[0][0] - covering[0][1]) if covering else None


def _gaps(attribution: Attribution) -> Iterable[Span]:
    """What stands between the pieces of a content that the cue opens: its figures are the content's all the same."""
    spans = attribution.content.spans
    opens = attribution.cue.extent.start < spans[0][0]
    named = attribution.source is None or attribution.source.mention.start < spans[0][0]
    if opens and named:
        yield from ((before[1], after[0]) for before, after in pairwise(spans))
