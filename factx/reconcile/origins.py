"""Copies of one text, found by hashes: an agency's report printed by nine papers is one origin, not nine.

A text's runs of five words are hashed and the smallest hashes kept: the bottom-k sketch of Broder (1997), by which the
overlap of two texts is estimated without comparing them. CRC-32 is enough and the same on every machine.
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Callable, Sequence

from factx.reconcile.groups import Forest
from factx.reconcile.model import Story

RUN_WORD = re.compile(r"\w+")
WORDS_COMPARED = 700  # words of a text
RUN_OPENERS = frozenset((5, 6, 9))  # letters of the words that begin a run that is hashed: a quarter of all
RUN = 5  # words hashed together
SKETCH_SIZE = 32  # hashes of a sketch
SAME_TEXT = 0.5  # part of the smaller sketch that the other one must share
SOUGHT = 8  # hashes of a text by which copies of it are sought
SHORTEST = 8  # words that a sentence must have for equal words to mean equal origin


def sketch_of(words: Sequence[str]) -> frozenset[int]:
    """The smallest hashes of the runs of words of a text in small letters; empty for fewer words than a run has."""
    words = words[:WORDS_COMPARED]
    starts = [n for n, word in enumerate(words[: 1 - RUN]) if len(word) in RUN_OPENERS]
    runs = {crc32(" ".join(words[n : n + RUN]).encode()) for n in starts}
    return frozenset(sorted(runs)[:SKETCH_SIZE])


def fingerprint(sentence: str) -> int:
    """The same number for the same words; below zero for so few words that two writers may have found them."""
    words = RUN_WORD.findall(sentence.casefold())
    number = crc32(" ".join(words).encode())
    return number if len(words) >= SHORTEST else -1 - number


class Copies:
    """Which stories are copies of one text: each is compared with earlier ones that share one of its hashes."""

    def __init__(self, story_of: Callable[[int], Story]) -> None:
        self._story_of = story_of
        self._forest = Forest()
        self._holders: dict[int, int] = {}

    def root(self, number: int) -> int:
        """The first story with the same text."""
        return self._forest.root(number)

    def add(self, story: Story) -> None:
        self._forest.add(story.number)
        marks = sorted(story.sketch)[:SOUGHT]
        for other in sorted({self._holders[mark] for mark in marks if mark in self._holders}):
            if same_text(story, self._story_of(other)):
                self._forest.join(story.number, other)
        for mark in marks:
            self._holders.setdefault(mark, story.number)


def same_text(first: Story, second: Story) -> bool:
    """Whether one text holds most of the other."""
    smaller = min(len(first.sketch), len(second.sketch))
    return smaller >= RUN and len(first.sketch & second.sketch) >= SAME_TEXT * smaller
