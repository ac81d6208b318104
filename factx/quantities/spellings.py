"""Every spelling of every unit and currency, from the tables of the stage: how units.py finds them in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from factx.quantities.atoms import ATOM, DASHES
from factx.quantities.figure import Unit
from factx.quantities.schema import CldrFile, CurrencyFile, RuleFile, UnitEntry, UnitFile
from factx.rules import read_rules


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a unit: its words after the first, and the case-sensitive symbol if it is one.

    `large`: it is an English word too, and a unit of large numbers alone ("5,000 won"). `priced`:
    it is money only where money is spoken of ("fined 200 pounds").
    """

    rest: tuple[str, ...]
    unit: Unit
    symbol: str = ""
    large: bool = False
    priced: bool = False


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All spellings, by their first word; the signs before an amount, by how they are written."""

    forms: dict[str, list[Form]]
    signs: dict[str, Unit]
    spaced: frozenset[str]
    glued: frozenset[str]
    per: frozenset[str]
    per_many: frozenset[str]
    lapses: tuple[tuple[str, ...], ...]
    coins: frozenset[str]
    leading: dict[str, str]
    marks: dict[str, str]
    money_letters: dict[str, int]
    codes: dict[str, str]
    money_talk: frozenset[str]
    scaled: dict[str, tuple[Unit, Decimal]]  # "bcm": the unit and what it multiplies by


def words_of(phrase: str) -> tuple[str, ...]:
    """The atoms of a phrase in a rule file, in lower case, dashes left out."""
    if phrase.isalpha():  # most are one word, and there are two thousand of them
        return (phrase.lower(),)
    return tuple(m.group().lower() for m in ATOM.finditer(phrase) if m.group() not in DASHES)


def atoms_of(phrase: str) -> tuple[str, ...]:
    """The atoms of a bound phrase; a dash in it must stand in the text."""
    parts = phrase.replace("|", "").split()
    return tuple(part for word in parts for part in ((word,) if word in DASHES else words_of(word)))


def build_table(units: UnitFile, currencies: CurrencyFile, listed: CldrFile) -> UnitTable:
    """The table that the engine looks units up in."""
    table = UnitTable(
        {},
        {},
        frozenset(units.spaced),
        frozenset(units.glued),
        frozenset(units.per),
        frozenset(units.per_many),
        tuple(map(words_of, units.lapses)),
        frozenset(units.coins),
        dict(units.leading),
        dict(units.marks),
        dict(currencies.scales),
        dict(currencies.names),
        frozenset(currencies.money_talk),
        {},
    )
    for entry in (*units.unit, *prefixed_units(units), *listed.unit):
        add_measure(table, entry)
    for name, scales in units.scaled.items():
        unit = next(form.unit for form in table.forms[name.split()[0]] if form.unit.name == name)
        table.scaled.update({word: (unit, Decimal(scale)) for word, scale in scales.items()})
    for code, name in currencies.names.items():
        others, signs = currencies.words.get(code, ()), (*currencies.signs.get(code, ()), *listed.signs.get(code, ()))
        dollars = (f"{code}$", f"{code.lower()}$") if name.endswith(DOLLARS) else ()
        add_money(table, Unit(name, code, "money"), (name, *others), (code, *signs, *dollars))
        for word in currencies.large.get(code, ()):
            first, *rest = words_of(word)
            table.forms.setdefault(first, []).append(Form(tuple(rest), Unit(name, code, "money"), large=True))
        for word in currencies.priced.get(code, ()):
            add_priced(table, word, Unit(name, code, "money"))
    for name, (others, signs) in currencies.codeless.items():
        add_money(table, Unit(name, None, "money"), (name, *others), signs)
    for forms in table.forms.values():
        forms.sort(key=lambda form: (-len(form.rest), not form.priced))
    return table


DOLLARS = ("dollar", "peso", "real")  # whose sign is $


def prefixed_units(units: UnitFile) -> Iterator[UnitEntry]:
    """The units that are made by a prefix: "milliwatt", "megaelectronvolt"; own entries come first."""
    listed = {entry.name: entry for entry in units.unit}
    for base, (sign, *prefixes) in units.prefixed.items():
        entry = listed[base]
        for prefix in prefixes:
            first, *others = units.prefixes[prefix]
            if (name := prefix + base) not in listed:
                yield UnitEntry(
                    name=name,
                    code=first + sign,
                    kind=entry.kind,
                    words=tuple(prefix + word for word in entry.words if " " not in word),
                    symbols=tuple(letter + sign for letter in (first, *others)),
                )


@dataclass(frozen=True, slots=True)
class MoneySpellings:
    """How sums of money are written: the last words of currencies' names, what stands before the number, scales."""

    names: frozenset[str]
    signs: frozenset[str]
    scales: frozenset[str]


def money_spellings() -> MoneySpellings:
    """The spellings in the rule files in force. Raises RuleError."""
    words = read_rules("quantities", RuleFile).words
    currencies = read_rules("quantities", CurrencyFile, "currencies.toml")
    others = (
        *currencies.words.values(),
        *currencies.large.values(),
        *(names for names, _ in currencies.codeless.values()),
    )
    listed = {name.split()[-1] for name in chain(currencies.names.values(), currencies.codeless, *others)}
    signs = {sign for signs in currencies.signs.values() for sign in signs}
    return MoneySpellings(
        frozenset(listed.union(*map(plurals, listed))),
        frozenset((*currencies.names, *signs)),
        frozenset((*words.scales, *words.letters)),
    )


def add_measure(table: UnitTable, entry: UnitEntry) -> None:
    unit = Unit(entry.name, entry.code, entry.kind)
    for word in (entry.name, *entry.words):
        add_word(table, word, unit)
    for symbol in entry.symbols:
        add_form(table, symbol, unit, symbol=True)


def add_money(table: UnitTable, unit: Unit, names: tuple[str, ...], signs: tuple[str, ...]) -> None:
    for word in names:
        add_word(table, word, unit)
    for sign in signs:
        table.signs.setdefault(sign, unit)
        add_form(table, sign, unit, symbol=True)


def add_priced(table: UnitTable, spelling: str, unit: Unit) -> None:
    """A name with its plural, or a sign of one or two letters."""
    sign = spelling if len(spelling) <= LONGEST_LETTERS else ""
    for form in (spelling,) if sign else (spelling, *plurals(spelling)):
        table.forms.setdefault(form.lower(), []).append(Form((), unit, sign, priced=True))


LONGEST_LETTERS = 2  # of a sign that is no name


def add_word(table: UnitTable, word: str, unit: Unit) -> None:
    """A name with its plural: in "mile per hour" and "degree Celsius" the first word takes the s."""
    add_form(table, word, unit)
    for plural in plurals(word):
        add_form(table, plural, unit)


def plurals(word: str) -> set[str]:
    """The plurals a unit's name can have."""
    head, *rest = word.split(" ")
    firsts = [" ".join([head + "s", *rest])] if rest else []
    if word.endswith(("x", "ch", "sh", "s")):
        return {word + "es", *firsts}
    if word.endswith("y") and word[-2] not in "aeiou":
        return {word[:-1] + "ies", *firsts}
    return {word + "s", *firsts}


def add_form(table: UnitTable, spelling: str, unit: Unit, symbol: bool = False) -> None:
    first, *rest = words_of(spelling)
    forms = table.forms.setdefault(first, [])
    forms.append(Form(tuple(rest), unit, spelling if symbol else ""))
