"""Which names are firms': those of the large ones (firms.tsv), and those that a text shows to be a firm's.

"Acme Inc" shows what Acme is, and so do "Acme (ACME.N)", "Acme shares" and "Acme's chief executive". firms.tsv is built
by `build_firms.py` from the members of stock indices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from factx import words
from factx.gazetteer.columns import Run

TABLE = Path(__file__).with_name("firms.tsv")
TICKER = re.compile(r"[A-Z]{1,6}\.[A-Z]{1,2}|(?:NASDAQ|NYSE|LON|LSE|TSX|ASX|OTC)\b.*", re.IGNORECASE)
TICKER_OPENERS = frozenset("([")


@cache
def known_firms() -> frozenset[str]:
    """The names of large firms, as they are written, without their legal forms."""
    return frozenset(TABLE.read_text(encoding="utf-8").splitlines())


def bare_name(name: Sequence[str]) -> list[str]:
    """The words of a name without the legal forms at its end: "Acme Group Ltd" is Acme."""
    forms, end = words.members("firm_form"), len(name)
    while end > 1 and name[end - 1].lower() in forms:
        end -= 1
    return list(name[:end])


def told_firms(entities: Iterable[Run]) -> Iterator[str]:
    """The names, in lower case, that a legal form or a ticker shows to be a firm's."""
    forms = words.members("firm_form")
    for entity in entities:
        name = entity.unowned
        has_form = len(name) > 1 and name.doc.word(name.end - 1).lower() in forms
        if has_form or has_ticker(entity):
            yield " ".join(bare_name(name.words))


def past_mark(name: Run) -> int:
    """The token behind a name and the mark of an owner."""
    return name.end + name.doc.is_tagged(name.end, "POS")


def has_ticker(name: Run) -> bool:
    """Whether the code of its shares stands behind a name: "Acme (ACME.N)", "Acme's [ACME.UL]"."""
    doc, at = name.doc, past_mark(name)
    return at + 1 < len(doc) and doc.word(at) in TICKER_OPENERS and TICKER.fullmatch(doc.word(at + 1)) is not None


def with_assets(entities: Iterable[Run], assets: frozenset[str]) -> Iterator[str]:
    """The names, in lower case, that own what only firms do: "Acme's shareholders", "Acme shares"."""
    for entity in entities:
        doc, at = entity.doc, past_mark(entity)
        if at < len(doc) and doc.word(at).lower() in assets:
            yield entity.unowned.lower
