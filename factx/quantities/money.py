"""Whether a word or sign that means several things means money: "fined 200 pounds", "the ticket cost 150 kn"."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

from factx.quantities.atoms import BREAK, WORD, Atoms
from factx.quantities.figure import Figure, Unit
from factx.quantities.spellings import Form, UnitTable

TALK_BEFORE, TALK_AFTER = 10, 6  # atoms around an amount in which money is spoken of


def is_priced(atoms: Atoms, at: int, end: int, form: Form, table: UnitTable, figure: Figure) -> bool:
    """Whether money is spoken of where the name of a currency means something else elsewhere: "fined 200 pounds".

    Not "20 pounds of rice", "a 20-pound bag", nor beside another currency's sign: "$5 for 2 pounds".
    """
    if form.symbol and (atoms.written(at, end) != form.symbol or figure.style != "digits"):
        return False
    if at != figure.tail or atoms.words[end] == "of" or (atoms.glued(end - 1) and atoms.kinds[end] == WORD):
        return False
    before = range(figure.first - 1, max(0, figure.first - TALK_BEFORE), -1)
    after = range(end, min(end + TALK_AFTER, len(atoms)))
    near = [atoms.words[i] for places in (before, after) for i in takewhile(lambda i: atoms.kinds[i] != BREAK, places)]
    signed = any(unicodedata.category(word[0]) == "Sc" for word in near if word)
    return not signed and any(word in table.money_talk for word in near)


def money_pound(figure: Figure, unit: Unit) -> Unit:
    """Pounds in thousands of thousands are money."""
    if unit.name == "pound" and figure.scale >= 1_000_000:
        return Unit("pound sterling", "GBP", "money")
    return unit
