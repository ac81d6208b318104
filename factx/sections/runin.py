"""Reads sections, gives them with the links and picture credits that a scraped page runs into their text cut out.

"The talks failed.MINISTER WARNS OF NEW WAVERescuers stood on a pier. (AP Photo/Ana Ruiz)The mayor said" holds a link
and a credit: what goes on without a blank after them shows that something stood there. Which of the sentences before a
credit belong to the picture, nothing shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factx.model import Section
from factx.sections.schema import Rules

READ = ("body", "caption")  # the kinds of sections that a page's links run into
LEAST_LOUD = 3  # words in capitals of a link; two are a name or a place
LOUD = re.compile(r"[A-ZÀ-ÖØ-Þ].*[A-ZÀ-ÖØ-Þ]")


def without_links(text: str, sections: Sequence[Section], rules: Rules) -> Iterator[Section]:
    """The sections; one that links or credits are run into as the pieces between them, and these as credits."""
    for section in sections:
        start = section.start
        for link in find_run_in(text, section, rules) if section.kind in READ else ():
            yield from piece_of(text, section.kind, start, link.start)
            yield link
            start = link.end
        yield from piece_of(text, section.kind, start, section.end)


def find_run_in(text: str, section: Section, rules: Rules) -> Iterator[Section]:
    """The links and credits in a section, in order."""
    for found in rules.run_in.finditer(text[section.start : section.end]):
        loud = sum(LOUD.search(word) is not None for word in found.group().split())
        if found["picture"] or loud >= LEAST_LOUD:
            yield Section("credit", section.start + found.start(), section.start + found.end())


def piece_of(text: str, kind: str, start: int, end: int) -> Iterator[Section]:
    """What stands from `start` to `end`, without the white space around it; nothing if there is no more than that."""
    piece = text[start:end]
    if piece.strip():
        yield Section(kind, end - len(piece.lstrip()), start + len(piece.rstrip()))
