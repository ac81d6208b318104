"""Reads fractions: "½", "1/2", "two-thirds", "a third of", "three quarters of a million", "and a half"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from factx import words
from factx.quantities.atoms import NUMBER, Atoms
from factx.quantities.figure import Figure
from factx.quantities.grammar import Grammar
from factx.quantities.scales import read_scale

SIGNIFICANT = 15  # digits of a number that a news figure has at most
HALF = Decimal("0.5")
HUNDRED = 100
DENOMINATORS = frozenset({"2", "3", "4", "5", "8", "10", "16", "32"})  # "9/11" is a day


def share(part: int, whole: int) -> Decimal:
    """part/whole to as many digits as a JSON reader keeps."""
    return +(Decimal(part) / Decimal(whole)).quantize(Decimal(1).scaleb(-SIGNIFICANT)).normalize()


def significant(value: Decimal) -> int:
    """How many significant digits a number has."""
    return len(value.normalize().as_tuple().digits)


def slashed(atoms: Atoms, i: int, value: Decimal) -> tuple[Decimal, int, str]:
    """ "1/2", "1 1/2" and "1-1/2": value, end and rule; the number as it is where no fraction stands."""
    at = i
    apart = 2 if atoms.dash(i + 1) and atoms.glued(i) and atoms.glued(i + 1) else 1
    if atoms.kinds[i + apart] == NUMBER and atoms.words[i + apart + 1 : i + apart + 2] == ["/"]:
        at = i + apart if value == value.to_integral_value() else i
    if atoms.words[at + 1 : at + 2] != ["/"] or atoms.kinds[at + 2 : at + 3] != [NUMBER]:
        return value, i + 1, "digits"
    part, whole = atoms.words[at], atoms.words[at + 2]
    known = whole in DENOMINATORS or (whole.isdecimal() and atoms.words[at + 3 : at + 4] == ["of"])  # "1/40 of the gap"
    plain = part.isdecimal() and known and len(part) <= 2
    glued = atoms.glued(at) and atoms.glued(at + 1)
    if not (plain and glued and 0 < int(part) < int(whole) and not atoms.raw(at + 2).startswith("0")):
        return value, i + 1, "digits"
    if atoms.words[at + 3 : at + 4] == ["/"]:
        return value, i + 1, "digits"
    whole_number = value if at > i else Decimal(0)
    return whole_number + share(int(part), int(whole)), at + 3, "fraction"


def part_at(atoms: Atoms, at: int, grammar: Grammar) -> tuple[Decimal, int] | None:
    """The part of a whole that begins at atom `at`, and where it ends: "a half", "three quarters", "one third"."""
    word = atoms.words[at]
    if word == "half":
        return HALF, at + 1
    number = 1 if word in ("a", "one") else grammar.simple.get(word, (0, 0))[0]
    end = at + 1 + (atoms.dash(at + 1) and atoms.glued(at) and atoms.glued(at + 1))
    name = atoms.words[end]
    whole = grammar.parts.get(name)
    plural = name.endswith("s") == (number > 1) or name == "quarter"
    if not whole or not 0 < number < whole or not plural or (word == "a" and whole not in (2, 4)):
        return None  # "killed two and a third fled"
    return share(number, whole), end + 1


def with_part(atoms: Atoms, figure: Figure, grammar: Grammar) -> Figure:
    """The figure with "and a half", "and three quarters", and the scale after that: "one and a half million"."""
    tied = atoms.dash(figure.end)  # "two-and-a-half"
    at = figure.end + tied
    if atoms.words[at] != "and":
        return figure
    at += 1 + (tied and atoms.dash(at + 1))
    if tied and atoms.dash(at + 1) and atoms.words[at] == "a":
        found = (HALF, at + 3) if atoms.words[at + 2] == "half" else None
    else:
        found = part_at(atoms, at, grammar)
    if found is None or (atoms.words[found[1]] in ("of", "the", "a", "an") and atoms.words[at] != "a"):
        return figure
    part, end = found
    if part != HALF and atoms.words[end] == "of":
        return figure
    factor, end, _ = read_scale(atoms, end, grammar)
    if factor == 1 and figure.scale <= HUNDRED:
        low, scale = figure.value + part, Decimal(1)
    elif 1 < factor < figure.scale:  # "one billion and a quarter million"
        low, scale = figure.value + part * factor, figure.scale
    else:
        scale = factor if factor != 1 else figure.scale
        low = (figure.raw + part) * scale
    return replace(figure, end=end, low=low, high=low, raw=low / scale, scale=scale, rule="and-a-half", letter="")


def read_fraction(atoms: Atoms, i: int, grammar: Grammar) -> Figure | None:
    """ "two-thirds", "three quarters", "one third": a number below twenty and a part."""
    part = grammar.simple[atoms.words[i]][0]
    at = i + 1 + (atoms.dash(i + 1) and atoms.glued(i) and atoms.glued(i + 1))
    whole = grammar.parts.get(atoms.words[at])
    if whole is None or part >= whole or (atoms.words[at].endswith("s") != (part > 1)):
        return None
    if atoms.words[at] == "quarters" and at == i + 1 and (part < whole - 1 or times_quarters(atoms, i, at, grammar)):
        return None
    return scaled_fraction(atoms, i, at + 1, share(part, whole), grammar)


def times_quarters(atoms: Atoms, i: int, at: int, grammar: Grammar) -> bool:
    """Whether quarters of years are counted: "after three quarters of losses"; not "three quarters of the voters"."""
    if atoms.words[at + 1] != "of":
        return atoms.words[i - 1] in grammar.during
    head = atoms.token(at + 2)
    while head.tag_ in ("JJ", "VBG", "VBN") and head.i + 1 < len(head.doc):
        head = head.nbor()
    bare = atoms.token(at + 2).tag_ not in ("DT", "PRP$", "PDT", "CD")
    return bare and (atoms.words[i - 1] in grammar.during or words.noun_class(head.lemma_.lower()) in TIMED)


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


def stands_as_part(atoms: Atoms, i: int, at: int, grammar: Grammar) -> bool:
    """Whether "half", "a third" or "a quarter" is a share here: "a third of", "half the crew", "fell by a third"."""
    after = atoms.words[at + 1]
    if after == "of":
        return atoms.words[i - 1] not in grammar.in_turn  # "the third straight quarter of losses"
    if atoms.words[at] == "half" and i == at and atoms.words[i - 1] in grammar.before_part and not atoms.dash(at + 1):
        follows = atoms.token(at + 1)  # "nearly half said so"; not "half empty", "half time", "half joking"
        return after in grammar.wholes or not (follows.pos_ in ("ADJ", "NOUN", "PROPN") or follows.tag_ == "VBG")
    if atoms.words[at] == "half" and (after in grammar.wholes or i == at):
        return after in grammar.wholes and atoms.words[i - 1] != "first"
    token = atoms.token(at)
    numbers_a_thing = token.head.i > token.i and token.head.pos_ == "NOUN"  # "taken to a third hospital"
    if atoms.words[at] == "quarter" and after == "point":  # "cut rates a quarter point"
        return True
    return i != at and atoms.words[i - 1] in grammar.before_part and not numbers_a_thing
