"""Marks that are units right behind digits: 6.1" is inches, 30' feet; not those that close a quotation."""

from __future__ import annotations

from factx.quantities.atoms import NUMBER, WORD, Atoms
from factx.quantities.figure import Figure
from factx.quantities.spellings import UnitTable

SINGLE = frozenset("'’′")
QUOTED = 60  # atoms back in which a quotation may have begun
QUOTES = {'"': '"“”', "”": '"“”', "'": "'‘’", "’": "'‘’"}  # a closing mark and those of its kind


def marked(atoms: Atoms, figure: Figure, table: UnitTable) -> str | None:
    """The unit that a mark right behind the digits stands for: 6.1" is inches, 30' feet, 4.3s seconds; or None."""
    mark, end = atoms.words[figure.end], figure.end
    if mark in SINGLE and atoms.words[end + 1] == mark and atoms.glued(end) and atoms.glued(end - 1):
        return "inch"  # 5''
    tied = figure.style == "digits" and figure.scale == 1 and atoms.glued(end - 1)
    if not tied or (atoms.glued(end) and atoms.kinds[end + 1] in (WORD, NUMBER)):
        return None
    if mark == "s":
        return "second" if figure.raw != figure.raw.to_integral_value() else None
    return None if mark in QUOTES and quotation_open(atoms, end) else table.marks.get(mark)


def quotation_open(atoms: Atoms, end: int) -> bool:
    """Whether the mark at atom `end` closes a quotation that began shortly before."""
    begun, marks = False, QUOTES[atoms.words[end]]
    for at in range(max(1, end - QUOTED), end):
        if atoms.words[at] in marks:
            begun = not atoms.glued(at - 1)
    return begun
