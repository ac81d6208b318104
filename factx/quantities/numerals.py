"""Reads numerals: digits, number words, scales, fractions and vague plurals -> `Figure`s with their exact value.

    number   = digits scale*  |  word-number  |  fraction  |  "half a" scale  |  several scale  |  plural scale
    words    = [tens] [ones] | teens, times hundred and the scales, joined by blanks, dashes and "and"

Everything is Decimal. A numeral with more than 15 significant digits is no news figure and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factx.quantities.atoms import BREAK, MARK, NUMBER, WORD, Atoms
from factx.quantities.figure import Figure
from factx.quantities.fractions import (
    part_at,
    read_fraction,
    scaled_fraction,
    share,
    slashed,
    stands_as_part,
    with_part,
)
from factx.quantities.grammar import BEFORE_SCALES, GLYPHS, Grammar
from factx.quantities.scales import read_scale

HUNDRED = 100
FEET, INCHES = frozenset("'’′"), frozenset('"”″')


# 6.02 x 10^23, 2 × 10⁵, 1.2e6
POWER = re.compile(r"(\d+(?:\.\d+)?)\ ?(?:[x×*·]\ ?10\^?([-+]?\d{1,2})|[eE]([-+]?\d{1,2}))")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")


def find_numerals(atoms: Atoms, grammar: Grammar) -> Iterator[Figure]:
    """Every numeral of the text, in order."""
    i = 1
    while i < len(atoms) - 1:
        opens = atoms.kinds[i] == NUMBER or atoms.words[i] in grammar.opening
        figure = read_numeral(atoms, i, grammar) if opens else None
        if figure is None:
            i += 1
        else:
            yield figure
            i = figure.end


def read_numeral(atoms: Atoms, i: int, grammar: Grammar) -> Figure | None:
    """The numeral that begins at atom i, or None."""
    word = atoms.words[i]
    if atoms.kinds[i] == NUMBER:
        if atoms.words[i + 1] in FEET and atoms.kinds[i + 2] == NUMBER and (height := read_height(atoms, i)):
            return height
        return with_part(atoms, with_smaller(atoms, read_digits(atoms, i, grammar), grammar), grammar)
    if word in GLYPHS:
        part = share(*GLYPHS[word])
        return Figure(i, i + 1, part, part, part, Decimal(1), "digits", "fraction")
    if atoms.kinds[i] != WORD:
        return None
    if word in grammar.simple:
        return read_fraction(atoms, i, grammar) or with_part(atoms, read_words(atoms, i, grammar), grammar)
    if word in grammar.scales and atoms.words[i + 1] in grammar.scales and atoms.kinds[i - 1] != NUMBER:
        return read_one_scale(atoms, i, i, grammar)  # "hundred thousand"
    opens = atoms.kinds[i - 1] == BREAK or (atoms.kinds[i - 1] == MARK and not atoms.glued(i - 1))
    if word == "dozen" and opens and atoms.kinds[i + 1] == WORD:
        return read_one_scale(atoms, i, i, grammar)  # "Dozen dead in blast"
    if word in BEFORE_SCALES:
        return read_article(atoms, i, grammar)
    if word in grammar.several or word in grammar.plurals:
        return read_vague(atoms, i, grammar)
    return None


def number_of(raw: str) -> Decimal:
    """The exact value of written digits, whatever separates the thousands."""
    if power := POWER.fullmatch(raw.translate(RAISED)):
        mantissa, tens, raised = power.groups()
        return Decimal(mantissa).scaleb(int(tens or raised))
    raw = raw.replace(" ", "")
    comma, dot = raw.rfind(","), raw.rfind(".")
    if comma > dot >= 0 or raw.count(".") > 1:  # 1.234,5 and 1.234.567
        raw = raw.replace(".", "").replace(",", ".")
    elif dot < 0 <= comma and len(raw) - comma <= 3:  # 3,5
        raw = raw.replace(",", ".")
    return Decimal(raw.replace(",", ""))


def read_digits(atoms: Atoms, i: int, grammar: Grammar) -> Figure:
    """A numeral that begins with digits: "2.5 million", "1.9m", "1/2", "2½", "−3", "4 hundred"."""
    value, end, rule = number_of(atoms.raw(i)), i + 1, "digits"
    glyph = GLYPHS.get(atoms.words[end])
    if atoms.words[end] == "point" and atoms.kinds[end + 1] == NUMBER and atoms.words[end + 1].isdecimal():
        value, end = value + Decimal(f"0.{atoms.words[end + 1]}"), end + 2  # "1 point 5"
    elif glyph:
        value, end, rule = value + share(*glyph), end + 1, "fraction"
    else:
        value, end, rule = slashed(atoms, i, value)
    raw, scale = value, Decimal(1)
    plus = atoms.words[end] == "+" and atoms.glued(end - 1) and atoms.words[end + 1] in grammar.scales  # "8+ million"
    scale, end, letter = read_scale(atoms, end + plus, grammar)
    if scale != 1 and rule == "digits":
        rule = "scale-letter" if letter else "scale-word"
    low = value * scale
    unsure = letter if letter in grammar.unsure else ""
    figure = Figure(i, end, low, low, raw, scale, "digits", rule, letter=unsure)
    if plus:
        figure.bound, figure.high, figure.rule = "at_least", None, "at-least"
    return figure


def with_smaller(atoms: Atoms, figure: Figure, grammar: Grammar) -> Figure:
    """The figure with what goes on in a smaller scale: "3 crore 50 lakh", "2 hundred and fifty"."""
    scale, low, end = figure.scale, figure.low or Decimal(0), figure.end
    while scale > 1 and not figure.letter:
        linked = atoms.words[end] == "and"
        at = end + linked
        if atoms.kinds[at] == NUMBER and atoms.words[at].isdecimal():
            more = read_digits(atoms, at, grammar)
        elif atoms.words[at] in grammar.simple:
            more = read_words(atoms, at, grammar)
        else:
            break
        counted = linked and scale == HUNDRED and more.value < HUNDRED and more.scale == 1
        if more.letter or more.value >= scale or not (counted or more.scale > 1):
            break
        low, end, scale = low + more.value, more.end, more.scale
    if end == figure.end:
        return figure
    return replace(figure, end=end, low=low, high=low, raw=low, scale=Decimal(1), rule="scale-word")


def read_height(atoms: Atoms, i: int) -> Figure | None:
    """ "6'2\"" and "5’11": feet and inches, exact in inches."""
    feet, inches = atoms.words[i], atoms.words[i + 2]
    tight = atoms.glued(i) and feet.isdecimal() and inches.isdecimal() and int(inches) < 12 and int(feet) < 10
    if not tight or (atoms.glued(i + 2) and atoms.kinds[i + 3] in (NUMBER, WORD)):
        return None
    low = Decimal(int(feet) * 12 + int(inches))
    end = i + 3 + (atoms.words[i + 3] in INCHES)
    figure = Figure(i, end, low, low, low, Decimal(1), "digits", "feet-and-inches", kind="measure")
    figure.unit, figure.code = "inch", "in"
    return figure


def read_words(atoms: Atoms, i: int, grammar: Grammar) -> Figure:
    """A number in words, as long as it goes: "two hundred and fifty thousand six"."""
    total, group, free, largest, end = Decimal(0), Decimal(0), 1000, Decimal("Infinity"), i
    at: int | None = i
    while at is not None:
        word = atoms.words[at]
        if word in grammar.simple:
            value, below = grammar.simple[word]
            if below > free or (below == free == 1):
                break
            group, free = group + value, 1 if value < 20 else 10
        elif word == "hundred" and 0 < group < 100 and end > i:
            group, free = group * 100, 100
        elif word in grammar.scales and word != "hundred" and group and grammar.scales[word] < largest:
            largest = grammar.scales[word]
            total, group, free = total + group * largest, Decimal(0), 1000
        else:
            break
        end = at + 1
        at = next_word(atoms, end, grammar)
    low = total + group
    idiom = low == 1 and atoms.words[i - 1] == "at"  # "at one point two million people were there"
    if atoms.words[end] == "point" and not idiom and (decimals := spoken_decimals(atoms, end + 1, grammar)):
        return spoken(atoms, i, low, decimals, grammar)
    if atoms.words[end].endswith("s") and grammar.scales.get(atoms.words[end][:-1], largest) < largest:
        low, end = low * grammar.scales[atoms.words[end][:-1]], end + 1  # "three dozens", "five lakhs"
    last = atoms.words[end - 1].removesuffix("s")
    rule = "dozen" if last == "dozen" else "number-words"
    scale = grammar.scales.get(last, Decimal(1))
    return Figure(i, end, low, low, low / scale, scale, "words", rule)


def spoken_decimals(atoms: Atoms, at: int, grammar: Grammar) -> str:
    """The digits behind "point": "five", "oh five", "seven five", "seventy-one", as far as they go."""
    digits = ""
    first = grammar.simple.get(atoms.words[at], (0, 0))[0]
    if first >= 10:  # "point seventy-one"
        return str(read_words(atoms, at, grammar).value)
    while (digit := grammar.digits.get(atoms.words[at])) is not None:
        digits, at = digits + str(digit), at + 1
    return digits


def spoken(atoms: Atoms, i: int, whole: Decimal, decimals: str, grammar: Grammar) -> Figure:
    """ "one point two million": a decimal spelt out from atom i on, with its scale."""
    at = i
    while atoms.words[at] != "point":
        at += 1
    raw = whole + Decimal(decimals).scaleb(-len(decimals))
    last = at + 1
    end = (
        read_words(atoms, last, grammar).end if grammar.digits.get(atoms.words[last]) is None else last + len(decimals)
    )
    scale, end, _ = read_scale(atoms, end, grammar)
    return Figure(i, end, raw * scale, raw * scale, raw, scale, "words", "decimal-words")


def next_word(atoms: Atoms, end: int, grammar: Grammar) -> int | None:
    """Where the number goes on after `end`: over a blank, a dash, or "and" after hundred and the scales."""
    at = end
    if atoms.dash(at) and atoms.glued(at - 1) and atoms.glued(at):
        at += 1
    elif atoms.words[at] == "and" and atoms.words[end - 1] in grammar.scales:
        at += 1
        counts = atoms.words[at] in grammar.simple and atoms.words[end - 1] != "dozen"
        return at if counts and part_at(atoms, at, grammar) is None else None
    return (
        at
        if atoms.kinds[at] == WORD and (atoms.words[at] in grammar.simple or atoms.words[at] in grammar.scales)
        else None
    )


def read_article(atoms: Atoms, i: int, grammar: Grammar) -> Figure | None:
    """What begins with a, an, half or quarter: "a dozen", "half a million", "a third of", "a couple of"."""
    word, at = atoms.words[i], i
    if word in ("a", "an"):
        at = i + 1
        word = atoms.words[at]
        if word in grammar.scales:
            return with_part(atoms, read_one_scale(atoms, i, at, grammar), grammar)
        if word == "couple" and atoms.words[at + 1] in ("of", "hundred", "thousand", "dozen", "more"):
            scale, end, _ = read_scale(atoms, at + 1 + (atoms.words[at + 1] == "of"), grammar)
            end = at + 1 if scale == 1 else end
            return Figure(i, end, 2 * scale, 2 * scale, Decimal(2), scale, "words", "couple")
        if word == "few" and atoms.words[at + 1] in grammar.scales:
            return read_vague(atoms, at, grammar, first=i)
    whole = grammar.parts.get(word)
    if whole is None or word.endswith("s"):
        return None
    figure = scaled_fraction(atoms, i, at + 1, share(1, whole), grammar)
    return figure if figure.rule == "part-of-scale" or stands_as_part(atoms, i, at, grammar) else None


def read_vague(atoms: Atoms, i: int, grammar: Grammar, first: int | None = None) -> Figure | None:
    """ "dozens", "tens of thousands", "several hundred", "several": low is the least it can mean, high is open."""
    word = atoms.words[i]
    first = i if first is None else first
    if word in grammar.several:
        scale, end, _ = read_scale(atoms, i + 1, grammar)
        low, rule = grammar.several[word] * scale, "several"
        if word == "few" and scale == 1:
            return None
    else:
        low, end, rule = grammar.plurals[word], i + 1, "vague-plural"
        while atoms.words[end] == "of" and atoms.words[end + 1] in grammar.plurals:
            low, end = low * grammar.plurals[atoms.words[end + 1]], end + 2
    return Figure(first, end, low, None, low, Decimal(1), "words", rule, vague=True)


def read_one_scale(atoms: Atoms, first: int, i: int, grammar: Grammar) -> Figure:
    """ "a hundred", "a dozen", "a million": one of the scale at atom i."""
    scale, end, _ = read_scale(atoms, i, grammar)
    rule = "dozen" if atoms.words[end - 1] == "dozen" else "a-hundred"
    return Figure(first, end, scale, scale, Decimal(1), scale, "words", rule)
