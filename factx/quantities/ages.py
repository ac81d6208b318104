"""Tells ages: "a 45-year-old man", "aged 7", "Maria Lopez, 34, was shot"."""

from __future__ import annotations

from spacy.tokens import Token

from factx.quantities.atoms import BREAK, Atoms
from factx.quantities.figure import Figure

OLDEST = 125
UNIT = "year of age"
AGED = frozenset({"aged", "age", "ages"})
AGE_UNITS = frozenset({"year", "month", "week", "day"})


def read_age(atoms: Atoms, figure: Figure) -> None:
    """Makes the figure an age if it is one."""
    if figure.unit in AGE_UNITS and is_old(atoms, figure.after):
        end = figure.after + 1 + atoms.dash(figure.after)
        become_age(figure, "year-old", f"{figure.unit} of age")
        figure.after = end
    elif figure.unit is None or figure.counted is not None or figure.unit == "year":
        if aged_before(atoms, figure):
            become_age(figure, "aged", UNIT)
            figure.begin = begin_of_age(atoms, figure)
        elif figure.unit is None and after_name(atoms, figure):
            become_age(figure, "name-comma-age", UNIT)


def become_age(figure: Figure, rule: str, unit: str) -> None:
    figure.kind, figure.unit, figure.code, figure.rule, figure.counted = "age", unit, None, rule, None


def is_old(atoms: Atoms, at: int) -> bool:
    """Whether "old" or "-old" begins at atom `at`; "-olds" too."""
    at += atoms.dash(at)
    return atoms.words[at] in ("old", "olds") and atoms.words[at + 1] != "man"[:0]


def aged_before(atoms: Atoms, figure: Figure) -> bool:
    """ "aged 7", "age 7", "ages 5 to 12", "the age of 21", "aged between 20 and 30"."""
    if figure.style == "mixed" or not 0 <= figure.value <= OLDEST:
        return False
    at = figure.begin - 1
    at -= atoms.words[at] in ("between", "from", "about", "around", "under", "over", "of")
    return atoms.words[at] in AGED


def begin_of_age(atoms: Atoms, figure: Figure) -> int:
    """Where "the age of" begins, so that "under" before it is seen; else where the figure does."""
    for phrase in (("the", "age", "of"), ("the", "ages", "of"), ("age", "of")):
        if atoms.phrase_before(figure.begin, phrase):
            return figure.begin - len(phrase)
    return figure.begin


def after_name(atoms: Atoms, figure: Figure) -> bool:
    """ "Maria Lopez, 34, was shot", "Lopez (34)": a bare number set off after a person."""
    at, end = figure.first - 1, figure.end
    if (
        figure.scale != 1
        or figure.style != "digits"
        or not 1 <= figure.value <= OLDEST
        or figure.end != figure.first + 1
    ):
        return False
    bracketed = atoms.words[at] == "(" and atoms.words[end] == ")" and figure.value >= 10
    if not bracketed and atoms.words[at] != ",":
        return False
    if (
        not bracketed
        and atoms.words[end] not in (",", ".", ";", "of", "from", "and", "who", "was", ")")
        and (atoms.kinds[end] != BREAK)
    ):
        return False
    if at < 2 or atoms.kinds[at - 1] != "word":
        return False
    return is_person(atoms.token(at - 1), bracketed)


def is_person(token: Token, bracketed: bool) -> bool:
    """Whether the token ends the name of a person: so says the recogniser, or nothing speaks against it."""
    if token.ent_type_ == "PERSON":
        return True
    return token.tag_ == "NNP" and token.ent_type_ in ("", "ORG") and not bracketed
