"""Reads the text, gives its paragraphs as spans: blank lines part them, and so do single line breaks that no
typewriter-style wrapping explains.

A line break inside a hard-wrapped paragraph is no border: the line before it is as full as the width allows, since
the next word would not have fitted. Where lines are longer than any wrapped text, every line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factx.model import Span

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
BLANK_LINE = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
BULLET = re.compile(r"[•●▪■◦‣*·–—-]\s")
FIRST_WORD = re.compile(r"\S{1,60}")
WIDEST_WRAP = 100  # characters; nobody wraps plain text wider
NARROWEST_WRAP = 40
CLOSED = tuple('.!?:;"”’)]…')


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it. indent: how much stood before it; after_blank: a blank line before."""

    start: int
    end: int
    text: str
    indent: int
    after_blank: bool


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order."""
    lines = tuple(read_lines(text))
    width = wrap_width(lines)
    spans: list[Span] = []
    last: Line | None = None
    for line in lines:
        if last is not None and continues(last, line, width):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
        last = line
    return tuple(spans)


def read_lines(text: str) -> Iterator[Line]:
    """The lines that hold more than white space."""
    end = 0
    for match in LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        breaks = len(BLANK_LINE.findall(text, end, match.start()))
        yield Line(start, start + len(stripped), stripped, indent, breaks > 1)
        end = start + len(stripped)


def wrap_width(lines: Sequence[Line]) -> int | None:
    """How wide the text is wrapped: its longest line, or None if that is too short or long, or most lines are closed.

    The first line may be a headline and a line without blanks an address: they say nothing about the width.
    """
    width = max((len(line.text) for line in lines[1:] if " " in line.text), default=0)
    open_ended = [not before.text.endswith(CLOSED) for before, line in pairwise(lines) if not line.after_blank]
    is_wrapped = 2 * sum(open_ended) >= len(open_ended)
    return width if is_wrapped and NARROWEST_WRAP <= width <= WIDEST_WRAP else None


def continues(before: Line, line: Line, width: int | None) -> bool:
    """Whether `line` goes on with the paragraph of the line `before` it."""
    if line.after_blank or line.indent > before.indent + 1 or BULLET.match(line.text):
        return False
    if line.text[0].islower() and not before.text.endswith(CLOSED):
        return True
    first = FIRST_WORD.match(line.text)
    return width is not None and first is not None and len(before.text) + 1 + len(first.group()) > width
