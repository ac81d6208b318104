"""The number words of the rule file, and the fractions that are one letter, ready for numerals.py to look up."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from factx.quantities.schema import Words

# "a million", "half a million", "quarter of an hour"
BEFORE_SCALES = frozenset({"a", "an", "half", "quarter"})


def fraction(glyph: str) -> tuple[int, int]:
    """Numerator and denominator of "½" and its like, by its Unicode name's decomposition: 1⁄2."""
    part, _, whole = unicodedata.normalize("NFKC", glyph).partition("⁄")
    return int(part), int(whole or 1)


# Not the one that is a numerator without denominator.
GLYPHS = {chr(code): fraction(chr(code)) for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The number words, ready to look up."""

    simple: dict[str, tuple[int, int]]  # word -> value, and what must be free below it: 10 for ones, 100 for tens
    digits: dict[str, int]  # words of single digits, as they follow "point"
    scales: dict[str, Decimal]
    letters: dict[str, Decimal]
    unsure: frozenset[str]
    plurals: dict[str, Decimal]
    parts: dict[str, int]
    several: dict[str, Decimal]
    during: frozenset[str]
    before_part: frozenset[str]
    wholes: frozenset[str]
    in_turn: frozenset[str]
    opening: frozenset[str]  # every word that a numeral may begin with

    @classmethod
    def of(cls, given: Words) -> Grammar:
        """The grammar over the words of the rule file."""
        simple = {w: (v, 10) for w, v in given.ones.items()} | {w: (v, 100) for w, v in given.teens.items()}
        simple |= {w: (v, 100) for w, v in given.tens.items()} | dict.fromkeys(given.zeros, (0, 1))
        return cls(
            simple=simple,
            digits=given.ones | dict.fromkeys((*given.zeros, *given.spoken_zeros), 0),
            scales={w: Decimal(v) for w, v in given.scales.items()},
            letters={w: Decimal(v) for w, v in given.letters.items()},
            unsure=frozenset(given.unsure_letters),
            plurals={w: Decimal(v) for w, v in given.plurals.items()},
            parts=dict(given.parts),
            several={w: Decimal(v) for w, v in given.several.items()},
            during=frozenset(given.during),
            before_part=frozenset(given.before_part),
            wholes=frozenset(given.wholes),
            in_turn=frozenset(given.in_turn),
            opening=frozenset((*simple, *given.scales, *given.several, *given.plurals, *BEFORE_SCALES, *GLYPHS)),
        )
