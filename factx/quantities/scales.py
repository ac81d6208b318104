"""Reads the scale behind a number: "2.5 million", "4 hundred million", "3bn"."""

from __future__ import annotations

from decimal import Decimal

from factx.quantities.atoms import NUMBER, Atoms
from factx.quantities.grammar import Grammar


def read_scale(atoms: Atoms, end: int, grammar: Grammar) -> tuple[Decimal, int, str]:
    """The scale words or the scale letters at `end`: factor, new end, letters."""
    word = atoms.words[end]
    apart = len(word) > 1 and atoms.kinds[end - 1] == NUMBER
    if word in grammar.letters and (atoms.glued(end - 1) or apart):
        return grammar.letters[word], end + 1, word
    scale = Decimal(1)
    while True:
        at = end + (atoms.dash(end) and atoms.glued(end - 1) and atoms.glued(end))
        word = atoms.words[at]
        factor = grammar.scales.get(word) or (grammar.scales.get(word[:-1]) if word.endswith("s") else None)
        if factor is None:
            return scale, end, ""
        scale, end = scale * factor, at + 1
