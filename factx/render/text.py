"""Text from articles made safe to print: no control characters, no terminal escapes, one line."""

from __future__ import annotations

import re
import unicodedata

BLANKS = re.compile(r"\s+")

# Cc: escapes and bells; Cf: direction overrides and zero-width letters; Cs: lone surrogates; Co, Cn: nobody's letters.
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Zero-width joiners hold emoji and Indic letters together.
HARMLESS = {"\u200d", "\u200c"}


def one_line(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey."""
    return "".join(c for c in BLANKS.sub(" ", text) if c in HARMLESS or unicodedata.category(c) not in UNPRINTABLE)


def shortened(text: str, width: int) -> str:
    """`text` on one line of at most `width` characters, cut between words, "…" where something is left out."""
    line = one_line(text).strip()
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    words = cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] else cut
    return words.rstrip(" ,;:-–—") + "…"
