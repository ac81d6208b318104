"""Reads a text as it is meant, whatever letters it is set with, and says where each letter stands in the original.

    clean_text("killed １，２００ peo\u00adple") -> "killed 1,200 people", with the place of every letter

No parse is needed. What is made alike: invisible letters go (soft hyphens, zero-width and direction marks), and so do
an editor's marks that are no part of the sentence ("[sic]", "[citation needed]", a footnote's "[3]") and the codes of
what is traded ("the euro EUR=", "the S&P 500 .SPX"); digits of all scripts and full-width letters become the plain
ones, the blanks and apostrophes between thousands become commas, the fraction slash becomes a slash. The parser and the
number grammar read the clean text; spans count in the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

# Everything but these is left as it is. Most texts hold none of them.
INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# What Wikipedia puts behind a word: "people[citation needed]", "attack.[3]"; and an editor's "[sic]".
NOTE_MARKS = r"[ \u00a0]?\[(?:[A-Za-z]+ ){1,2}needed\]|(?<=[^\s\[(])\[\d{1,3}\]"
# What agencies put behind what is traded: "the yen JPY=", "the S&P 500 .SPX", "crude LCOc1"; not "the .NET platform".
# A currency's code right behind a number without a sign is its unit, and only loses the "=": "at 109.4 JPY=".
TRADE_CODES = (
    r"(?: (?:(?<!\b[Tt]he )(?<!\b[Aa] )\.(?!NET\b)[A-Z][A-Z0-9]{1,12}|[A-Z]{2,4}c[12]"
    r"|(?:(?<!\d )|(?<=[$€£]\d\.\d{4} ))[A-Z]{3}=[A-Z]{0,4})|(?<=\d [A-Z]{3})=[A-Z]{0,4})"
    r"(?=[ ,;:.!?)]|$)"
)
MAY_BE_CODE = r" \.[A-Z]|[A-Z]=|[A-Z]c[12]\b"  # what every text with such a code has
MARKS = rf"(?:[ \u00a0]?[\[(]sic[\])]|{NOTE_MARKS}|{TRADE_CODES})"
EDITORS_MARKS = re.compile(MARKS, re.MULTILINE)
LAST_MARKS = re.compile(rf"{MARKS}+$")
ODD = re.compile(
    rf"\[\d|[\[(]sic|needed\]|{MAY_BE_CODE}|(?![0-9])\d|\d['’]\d"
    rf"|[{INVISIBLE}\u00a0\u2000-\u200a\u202f\u205f\u3000\u2044\u2215\u066b\u066c\uff01-\uffe6]"
)
GONE = re.compile(f"[{INVISIBLE}]")
# 12 500 with any blank but the ordinary one, which stands between two numbers as well; 12'500 and 12’500.
THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:([\u00a0\u2000-\u200a\u202f\u205f\u3000'’])\d{3})(?:\1\d{3})*(?![\w])")
ALIKE = {"\u2044": "/", "\u2215": "/", "\u066b": ".", "\u066c": ",", "￠": "¢", "￡": "£", "￥": "¥", "￦": "₩"}
FULL_WIDTH = range(0xFF01, 0xFF5F)


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text as it is meant; `places[i]` is where its letter i stands in the original, with the end at the end."""

    text: str
    places: list[int] | None  # None: nothing had to be changed

    def place(self, i: int) -> int:
        """Where letter i of the clean text stands in the original."""
        return i if self.places is None else self.places[i]

    def first(self, place: int) -> int:
        """The first letter of the clean text that stands in the original at a place or behind it."""
        return place if self.places is None else bisect_left(self.places, place)

    def end(self, i: int) -> int:
        """Where a stretch that ends before letter i of the clean text ends in the original."""
        return i if self.places is None or i == 0 else self.places[i - 1] + 1

    def originals(self, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """Where stretches of the clean text stand in the original; an empty one stands where it starts."""
        if self.places is None:
            return starts, ends
        placed = [self.place(start) for start in starts]
        pairs = zip(starts, ends, placed, strict=True)
        return placed, [self.end(end) if end > start else place for start, end, place in pairs]


def clean_text(text: str) -> CleanText:
    """The text as it is meant, with the place of every letter."""
    if not ODD.search(text):
        return CleanText(text, None)
    marks = {at for mark in EDITORS_MARKS.finditer(text) for at in range(*mark.span())}
    kept = [(alike(letter), at) for at, letter in enumerate(text) if at not in marks and not GONE.match(letter)]
    joined = "".join(letter for letter, _ in kept)
    plain = THOUSANDS.sub(lambda match: match.group().replace(match.group(1), ","), joined)
    if plain == text or not plain:
        return CleanText(text, None)
    return CleanText(plain, [*(at for _, at in kept), len(text)])


def without_marks(word: str) -> str:
    """A word without the editor's marks and codes that end it: "crude LCOc1" -> "crude"."""
    return LAST_MARKS.sub("", word)


@cache
def alike(letter: str) -> str:
    """The plain letter that a letter stands for: itself, for nearly all."""
    if letter in ALIKE:
        return ALIKE[letter]
    if ord(letter) in FULL_WIDTH:
        return chr(ord(letter) - 0xFEE0)
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)
