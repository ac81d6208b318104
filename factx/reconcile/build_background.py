"""Builds background.tsv: `python -m factx.reconcile.build_background WHEEL`; needed only when the list changes.

WHEEL is wordfreq 3.1.1 (`pip download --no-deps wordfreq`; its word list is CC BY-SA 4.0, by Robyn Speer and others,
from Wikipedia, news, books, subtitles and the web). It gives words by their frequency in steps of a centibel. A line of
background.tsv is a word as `words.stem` writes it, a tab, and minus a hundred times the decimal logarithm of its
frequency. Reading the list needs msgpack.
"""

from __future__ import annotations

import gzip
import sys
import zipfile
from collections import defaultdict
from math import log10
from pathlib import Path

from factx.reconcile.words import NEWS_WORD, stem

LIST = "wordfreq/data/large_en.msgpack.gz"
RAREST = 1e-6  # rarer words are all alike
FIRST_LINE = "# Frequencies of English words, from wordfreq 3.1.1 (CC BY-SA 4.0); made by build_background.py.\n"


def build(wheel: Path) -> str:
    """The lines of background.tsv."""
    import msgpack  # type: ignore[import-untyped]

    with zipfile.ZipFile(wheel) as package:
        _, *bins = msgpack.loads(gzip.decompress(package.read(LIST)), raw=False)
    frequency: dict[str, float] = defaultdict(float)
    for rarity, words in enumerate(bins):
        for word in words:
            if NEWS_WORD.fullmatch(word):
                frequency[stem(word)] += 10 ** (-rarity / 100)
    kept = sorted(word for word, often in frequency.items() if often >= RAREST)
    return FIRST_LINE + "".join(f"{word}\t{round(-100 * log10(frequency[word]))}\n" for word in kept)


if __name__ == "__main__":
    target = Path(__file__).with_name("background.tsv")
    target.write_text(build(Path(sys.argv[1])), encoding="utf-8")
