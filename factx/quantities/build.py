"""Builds cldr.toml, the units and signs of money that CLDR and Unicode list: `python -m factx.quantities.build`.

Needs babel 2.18.0 (CLDR 47, Unicode licence v3, beside this file as UNICODE-LICENSE); only when the lists change.
`units.toml` and `currencies.toml` come first: what they name or write already is left out here, and so are symbols that
are English words ("in", "pt") and single letters, which are read only where those files allow it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from factx import words
from factx.quantities.schema import CurrencyFile, UnitEntry, UnitFile
from factx.quantities.spellings import prefixed_units
from factx.rules import read_rules

CLDR = Path(__file__).with_name("cldr.toml")
# Kinds of CLDR's units that are no measures of news, or that units.toml tells better.
LEFT_OUT = (
    "duration",
    "temperature",
    "consumption",
    "graphics",
    "concentr-percent",
    "concentr-item",
    "concentr-portion",
)
SPECIAL = frozenset(
    {"generic", "imperial", "metric", "scandinavian", "us"}
)  # last words of an id that only distinguish
SIGNS = range(0x20A0, 0x20D0)


def main() -> None:
    """Writes cldr.toml."""
    from babel import Locale

    british, american = (Locale("en", country)._data for country in ("GB", "US"))
    units = read_rules("quantities", UnitFile, "units.toml")
    currencies = read_rules("quantities", CurrencyFile, "currencies.toml")
    known = {
        spelling.lower()
        for entry in (*units.unit, *prefixed_units(units))
        for spelling in (entry.name, *entry.words, *entry.symbols)
    }
    lines = ["# Made by build.py from CLDR and Unicode; see there. Not to be edited.", "unit = ["]
    lines += [f"  {written(entry)}," for entry in new_units(british, american, known)]
    lines += ["]", "", "[signs]", *(f"{code} = {quoted(signs)}" for code, signs in new_signs(american, currencies))]
    CLDR.write_text("\n".join(lines) + "\n", encoding="utf-8")


def new_units(british: Mapping[str, Any], american: Mapping[str, Any], known: set[str]) -> Iterator[UnitEntry]:
    """The units of CLDR that nothing in `known` spells, in the order of their ids."""
    for id, forms in sorted(british["unit_patterns"].items()):
        if id.startswith(LEFT_OUT) or id.rpartition("-")[2] in SPECIAL:
            continue
        name = bare(forms["long"], "one")
        others = {
            bare(table["unit_patterns"][id]["long"], n) for table in (british, american) for n in ("one", "other")
        }
        symbols = {bare(forms[width], "other") for width in ("short", "narrow")} - others
        if not name or name.startswith("of ") or {name.lower(), *map(str.lower, others)} & known:
            continue
        if words.noun_class(name.lower()) not in (
            None,
            "quantity",
        ):  # "point", "drop": counted more often than measured
            continue
        symbols = {s for s in symbols if len(s) > 1 and s.lower() not in known and is_typed(s) and not is_word(s)}
        plain = tuple(sorted(other for other in others - {name} if other and other != name + "s"))
        yield UnitEntry(
            name=name, code=min(sorted(symbols), default=None, key=len), words=plain, symbols=tuple(sorted(symbols))
        )


def bare(forms: Mapping[str, str], number: str) -> str:
    """The name in a pattern such as "{0} grams"."""
    return forms.get(number, "").replace("{0}", "").strip()


def is_typed(symbol: str) -> bool:
    """Whether a symbol has no signs that no newsroom types, such as that of the sun."""
    return not any(unicodedata.category(letter) in ("So", "Sm") for letter in symbol)


def is_word(symbol: str) -> bool:
    """Whether a symbol is an English word as well."""
    senses = words.classes(symbol) | words.verb_classes(symbol)
    return symbol.islower() and bool(senses - {"quantity"})


def new_signs(american: Mapping[str, Any], currencies: CurrencyFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The signs of money that currencies.toml lacks, by code: CLDR's, and those that Unicode names after it."""
    written = {sign for signs in currencies.signs.values() for sign in signs}
    shared = {sign for _, signs in currencies.codeless.values() for sign in signs} | {"¤"}
    for code, name in sorted(currencies.names.items()):
        own = {american["currency_symbols"].get(code, code)} | set(named_signs(name, currencies))
        fresh = sorted(s for s in own - written - shared if s != code and s.isprintable() and " " not in s)
        if fresh:
            yield code, tuple(fresh)


def named_signs(name: str, currencies: CurrencyFile) -> Iterator[str]:
    """The characters that Unicode names after a currency, if its last word is its alone: "LARI SIGN"."""
    last = name.rpartition(" ")[2]
    alone = sum(other.rpartition(" ")[2] == last for other in currencies.names.values()) == 1
    for code in SIGNS:
        if alone and unicodedata.name(chr(code), "") == f"{last.upper()} SIGN":
            yield chr(code)


def written(entry: UnitEntry) -> str:
    """One line of the file."""
    parts = [f'name = "{entry.name}"']
    parts += [f'code = "{entry.code}"'] if entry.code else []
    parts += [f"words = {quoted(entry.words)}"] if entry.words else []
    parts += [f"symbols = {quoted(entry.symbols)}"] if entry.symbols else []
    return "{ " + ", ".join(parts) + " }"


def quoted(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


if __name__ == "__main__":
    main()
