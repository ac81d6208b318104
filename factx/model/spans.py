"""Stretches of a text: one, several, and the sections that an article is parsed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """One stretch of the text."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> TextSpan:
        """The stretch [start, end) of `text`. Raises ValueError for an empty or impossible one."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span [{start}, {end}) in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Extent:
    """One or more stretches of the text, in order; `text` joins them with one blank."""

    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, text: str, spans: Sequence[Span]) -> Extent:
        """The extent of `spans` in `text`, sorted. Raises ValueError if one is empty, or two overlap."""
        ordered = tuple(sorted(spans))
        for (_, end), (start, _) in pairwise(ordered):
            if start < end:
                raise ValueError(f"overlapping spans {ordered}")
        return cls(ordered, " ".join(TextSpan.of(text, s, e).text for s, e in ordered))

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def longest(self) -> Span:
        """The longest of the stretches, of two the first."""
        return max(self.spans, key=lambda span: span[1] - span[0])

    def covers(self, start: int, end: int) -> bool:
        """Whether one of the stretches holds [start, end) whole."""
        return any(s <= start and end <= e for s, e in self.spans)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the article that is parsed by itself.

    kind: headline dateline byline body caption credit heading. `repeats` is the index of the earlier section
    whose words this one has again (a caption that stands twice), or None.
    """

    kind: str
    start: int
    end: int
    repeats: int | None = None
