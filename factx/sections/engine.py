"""Reads the text, gives its sections: what the parser gets as one unit."""

from __future__ import annotations

import re

from factx.model import Section

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of an article, in order, without the blank lines between them."""
    spans = [(m.start(), m.start() + len(m.group().rstrip())) for m in PARAGRAPH.finditer(text)]
    return tuple(Section(_kind(text[s:e], n, len(spans)), s, e) for n, (s, e) in enumerate(spans))


def _kind(paragraph: str, position: int, total: int) -> str:
    is_headline = position == 0 and total > 1 and not paragraph.rstrip("\"”'’").endswith((".", "!"))
    return "headline" if is_headline else "body"
