"""Reads numerals: digits, number words, scales, fractions and vague plurals -> `Figure`s with their exact value.

    number   = digits scale*  |  word-number  |  fraction  |  "half a" scale  |  several scale  |  plural scale
    words    = [tens] [ones] | teens, times hundred and the scales, joined by blanks, dashes and "and"

Everything is Decimal. A numeral with more than 15 significant digits is no news figure and is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factx import words
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms
from factx.quantities.figure import Figure
from factx.quantities.grammar import Grammar

SIGNIFICANT = 15
HALF = Decimal("0.5")
DENOMINATORS = frozenset({"2", "3", "4", "5", "8", "10", "16", "32"})  # "9/11" is a day
MINUS = frozenset("-−–")
FEET, INCHES = frozenset("'’′"), frozenset('"”″')


def fraction(glyph: str) -> tuple[int, int]:
    """Numerator and denominator of "½" and its like, by its Unicode name's decomposition: 1⁄2."""
    part, _, whole = unicodedata.normalize("NFKC", glyph).partition("⁄")
    return int(part), int(whole or 1)


# Not the one that is a numerator without denominator.
GLYPHS = {chr(code): fraction(chr(code)) for code in (*range(0xBC, 0xBF), *range(0x2150, 0x215F), 0x2189)}
# 6.02 x 10^23, 2 × 10⁵, 1.2e6
POWER = re.compile(r"(\d+(?:\.\d+)?)\ ?(?:[x×*·]\ ?10\^?([-+]?\d{1,2})|[eE]([-+]?\d{1,2}))")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")


def share(part: int, whole: int) -> Decimal:
    """part/whole to as many digits as a JSON reader keeps."""
    return +(Decimal(part) / Decimal(whole)).quantize(Decimal(1).scaleb(-SIGNIFICANT)).normalize()


def significant(value: Decimal) -> int:
    """How many significant digits a number has."""
    return len(value.normalize().as_tuple().digits)


def find_numerals(atoms: Atoms, grammar: Grammar) -> Iterator[Figure]:
    """Every numeral of the text, in order."""
    i = 1
    while i < len(atoms) - 1:
        figure = read_numeral(atoms, i, grammar) if atoms.kinds[i] != BREAK else None
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
        return with_a_half(atoms, read_digits(atoms, i, grammar), grammar)
    if word in GLYPHS:
        part = share(*GLYPHS[word])
        return Figure(i, i + 1, part, part, part, Decimal(1), "digits", "fraction")
    if atoms.kinds[i] != WORD:
        return None
    if word in grammar.simple:
        return read_fraction(atoms, i, grammar) or with_a_half(atoms, read_words(atoms, i, grammar), grammar)
    if word in ("a", "an", "half", "quarter"):
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
    scale, end, letter = read_scale(atoms, end, grammar)
    if scale != 1 and rule == "digits":
        rule = "scale-letter" if letter else "scale-word"
    low = value * scale
    unsure = letter if letter in grammar.unsure else ""
    return Figure(i, end, low, low, raw, scale, "digits", rule, letter=unsure)


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


def slashed(atoms: Atoms, i: int, value: Decimal) -> tuple[Decimal, int, str]:
    """ "1/2" and "1 1/2": value, end and rule; the number as it is where no fraction stands."""
    at = i
    if atoms.kinds[i + 1] == NUMBER and atoms.words[i + 2 : i + 3] == ["/"] and value == value.to_integral_value():
        at = i + 1
    if atoms.words[at + 1 : at + 2] != ["/"] or atoms.kinds[at + 2 : at + 3] != [NUMBER]:
        return value, i + 1, "digits"
    part, whole = atoms.words[at], atoms.words[at + 2]
    plain = part.isdecimal() and whole in DENOMINATORS and len(part) <= 2
    glued = atoms.glued(at) and atoms.glued(at + 1)
    if not (plain and glued and 0 < int(part) < int(whole) and not atoms.raw(at + 2).startswith("0")):
        return value, i + 1, "digits"
    if atoms.words[at + 3 : at + 4] == ["/"]:
        return value, i + 1, "digits"
    whole_number = value if at > i else Decimal(0)
    return whole_number + share(int(part), int(whole)), at + 3, "fraction"


def read_sign(atoms: Atoms, figure: Figure) -> None:
    """Makes the figure negative where a minus stands before it or before its currency: "-3", "minus two", "−€3m"."""
    at = sign_at(atoms, figure) or below_zero(atoms, figure)
    if not at or figure.low is None or figure.high is None:
        return
    figure.low, figure.high, figure.raw = -figure.high, -figure.low, -figure.raw
    if figure.begin == figure.first:
        figure.first = at
    figure.begin = at


def below_zero(atoms: Atoms, figure: Figure) -> int:
    """ "2 degrees below zero": where the figure begins if so, else 0; the words are then part of its unit."""
    if not atoms.phrase_at(figure.after, ("below", "zero")) or not (figure.unit or "degree").startswith("degree"):
        return 0
    figure.after += 2
    return figure.first


def sign_at(atoms: Atoms, figure: Figure) -> int:
    """Where the minus before the figure begins, 0 if there is none: not in "5-3", "Covid-19", "plus or minus 3"."""
    at = figure.begin - 1
    word = atoms.words[at]
    if word == "minus":
        return at if atoms.words[at - 1] != "or" else 0
    if word == "negative":
        return at if figure.kind in ("money", "percent", "measure") or figure.unit is None else 0
    if word not in MINUS or not (atoms.glued(at) or is_spaced_minus(atoms, figure, at)):
        return 0
    if atoms.words[at - 1] in ("minus", "negative"):
        return at - 1
    alone = not atoms.glued(at - 1) and atoms.kinds[at - 1] != NUMBER
    return at if alone or atoms.words[at - 1] == "(" or atoms.kinds[at - 1] == BREAK else 0


def is_spaced_minus(atoms: Atoms, figure: Figure, at: int) -> bool:
    """Whether a dash apart from its number is a minus: of degrees, behind a verb or preposition ("at - 20 degrees")."""
    return (figure.unit or "").startswith("degree") and atoms.token(at - 1).pos_ in ("ADP", "AUX", "VERB", "PART")


def read_scale(atoms: Atoms, end: int, grammar: Grammar) -> tuple[Decimal, int, str]:
    """The scale words or the scale letters at `end`: factor, new end, letters."""
    word = atoms.words[end]
    apart = len(word) > 1 and atoms.kinds[end - 1] == NUMBER
    if word in grammar.letters and (atoms.glued(end - 1) or apart) and not tied(atoms, end):
        return grammar.letters[word], end + 1, word
    scale = Decimal(1)
    while True:
        at = end + (atoms.dash(end) and atoms.glued(end - 1) and atoms.glued(end))
        word = atoms.words[at]
        factor = grammar.scales.get(word) or (grammar.scales.get(word[:-1]) if word.endswith("s") else None)
        if factor is None:
            return scale, end, ""
        scale, end = scale * factor, at + 1


def tied(atoms: Atoms, i: int) -> bool:
    """Whether atom i is glued to a number or word after it."""
    return atoms.glued(i) and atoms.kinds[i + 1] in (NUMBER, WORD)


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
    """The digits behind "point": "five", "oh five", "seven five", as far as they go."""
    digits = ""
    while (digit := DIGITS.get(atoms.words[at], grammar.simple.get(atoms.words[at], (10, 0))[0])) < 10:
        digits, at = digits + str(digit), at + 1
    return digits


def spoken(atoms: Atoms, i: int, whole: Decimal, decimals: str, grammar: Grammar) -> Figure:
    """ "one point two million": a decimal spelt out from atom i on, with its scale."""
    at = i
    while atoms.words[at] != "point":
        at += 1
    raw = whole + Decimal(decimals).scaleb(-len(decimals))
    scale, end, _ = read_scale(atoms, at + 1 + len(decimals), grammar)
    return Figure(i, end, raw * scale, raw * scale, raw, scale, "words", "decimal-words")


DIGITS = {"oh": 0, "o": 0, "zero": 0, "nought": 0, "naught": 0}


def next_word(atoms: Atoms, end: int, grammar: Grammar) -> int | None:
    """Where the number goes on after `end`: over a blank, a dash, or "and" after hundred and the scales."""
    at = end
    if atoms.dash(at) and atoms.glued(at - 1) and atoms.glued(at):
        at += 1
    elif atoms.words[at] == "and" and atoms.words[end - 1] in grammar.scales:
        at += 1
        return at if atoms.words[at] in grammar.simple and atoms.words[end - 1] != "dozen" else None
    return (
        at
        if atoms.kinds[at] == WORD and (atoms.words[at] in grammar.simple or atoms.words[at] in grammar.scales)
        else None
    )


def with_a_half(atoms: Atoms, figure: Figure, grammar: Grammar) -> Figure:
    """The figure with "and a half" and the scale after that: "one and a half million"."""
    at = figure.end
    for phrase in (("and", "a", "half"), ("-", "and", "-", "a", "-", "half"), ("and", "half")):
        if atoms.phrase_at(at, phrase) and (len(phrase) > 2 or atoms.words[at + 2] not in ("of", "the", "a", "an")):
            end = at + len(phrase)
            factor, end, _ = read_scale(atoms, end, grammar)
            scale = factor if factor != 1 else figure.scale
            low = (figure.raw + HALF) * scale
            return replace(
                figure, end=end, low=low, high=low, raw=low / scale, scale=scale, rule="and-a-half", letter=""
            )
    return figure


def read_fraction(atoms: Atoms, i: int, grammar: Grammar) -> Figure | None:
    """ "two-thirds", "three quarters", "one third": a number below twenty and a part."""
    part = grammar.simple[atoms.words[i]][0]
    at = i + 1 + (atoms.dash(i + 1) and atoms.glued(i) and atoms.glued(i + 1))
    whole = grammar.parts.get(atoms.words[at])
    if whole is None or part >= whole or (atoms.words[at].endswith("s") != (part > 1)):
        return None
    if atoms.words[at] == "quarters" and at == i + 1 and (part < whole - 1 or times_quarters(atoms, i, at)):
        return None
    return scaled_fraction(atoms, i, at + 1, share(part, whole), grammar)


def times_quarters(atoms: Atoms, i: int, at: int) -> bool:
    """Whether quarters of years are counted: "after three quarters of losses"; not "three quarters of the voters"."""
    if atoms.words[at + 1] != "of":
        return atoms.words[i - 1] in DURING
    head = atoms.token(at + 2)
    while head.tag_ in ("JJ", "VBG", "VBN") and head.i + 1 < len(head.doc):
        head = head.nbor()
    bare = atoms.token(at + 2).tag_ not in ("DT", "PRP$", "PDT", "CD")
    return bare and (atoms.words[i - 1] in DURING or words.noun_class(head.lemma_.lower()) in TIMED)


DURING = frozenset({"after", "for", "over", "following", "past", "last", "previous", "within", "consecutive"})
TIMED = frozenset({"act", "event", "process", "phenomenon"})  # what goes on for quarters


def scaled_fraction(atoms: Atoms, i: int, end: int, value: Decimal, grammar: Grammar) -> Figure:
    """The fraction, or what it is of: "three quarters of a million"."""
    for phrase in (("of", "a"), ("a",), ()):
        at = end + len(phrase)
        factor = grammar.scales.get(atoms.words[at]) if atoms.phrase_at(end, phrase) else None
        if factor is None and not phrase and atoms.dash(at):
            at, factor = at + 1, grammar.scales.get(atoms.words[at + 1])
        if factor is not None:
            low = value * factor
            return Figure(i, at + 1, low, low, value, factor, "words", "part-of-scale")
    return Figure(i, end, value, value, value, Decimal(1), "words", "fraction", kind="ratio")


def read_article(atoms: Atoms, i: int, grammar: Grammar) -> Figure | None:
    """What begins with a, an, half or quarter: "a dozen", "half a million", "a third of", "a couple of"."""
    word, at = atoms.words[i], i
    if word in ("a", "an"):
        at = i + 1
        word = atoms.words[at]
        if word in grammar.scales:
            return with_a_half(atoms, read_one_scale(atoms, i, at, grammar), grammar)
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
    return figure if figure.rule == "part-of-scale" or stands_as_part(atoms, i, at) else None


def stands_as_part(atoms: Atoms, i: int, at: int) -> bool:
    """Whether "half", "a third" or "a quarter" is a share here: "a third of", "half the crew", "fell by a third"."""
    after = atoms.words[at + 1]
    if after == "of":
        return atoms.words[i - 1] not in ("first", "second", "other", "final", "last", "third", "fourth")
    if atoms.words[at] == "half" and i == at and atoms.words[i - 1] in BEFORE_PART and not atoms.dash(at + 1):
        follows = atoms.token(at + 1)  # "nearly half said so"; not "half empty", "half time", "half joking"
        return after in PARTED or not (follows.pos_ in ("ADJ", "NOUN", "PROPN") or follows.tag_ == "VBG")
    if atoms.words[at] == "half":
        return after in PARTED and atoms.words[i - 1] != "first"
    token = atoms.token(at)
    numbers_a_thing = token.head.i > token.i and token.head.pos_ == "NOUN"  # "taken to a third hospital"
    if atoms.words[at] == "quarter" and after == "point":  # "cut rates a quarter point"
        return True
    return i != at and atoms.words[i - 1] in BEFORE_PART and not numbers_a_thing


PARTED = frozenset({"the", "its", "their", "his", "her", "our", "all", "a", "an"})
BEFORE_PART = frozenset({"by", "nearly", "almost", "about", "than", "over", "to", "roughly"})


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
        if word == "tens" and end == i + 1:
            return None
    return Figure(first, end, low, None, low, Decimal(1), "words", rule, vague=True)


def read_one_scale(atoms: Atoms, first: int, i: int, grammar: Grammar) -> Figure:
    """ "a hundred", "a dozen", "a million": one of the scale at atom i."""
    scale, end, _ = read_scale(atoms, i, grammar)
    rule = "dozen" if atoms.words[end - 1] == "dozen" else "a-hundred"
    return Figure(first, end, scale, scale, Decimal(1), scale, "words", rule)
