"""Patterns around a numeral, as the rule file has them: "age|ages of? #", "# :dash :word".

A pattern is pieces around `#`, the numeral: words ("block|blocks"), `<list>` a list of the rule file, `:month`, `:num`,
`:word`, `:cap` (a capitalised word), `:dash`, `:person` (a word for one or several people); `+` before a piece: no
blank between it and its neighbour on the side of `#`; `^`: in capitals; `?` behind: it may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from factx import words
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms, words_of
from factx.quantities.figure import Figure
from factx.rules import nearest


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a pattern: what it accepts, and whether it must touch its neighbour or may be missing."""

    classes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    glued: bool
    optional: bool
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pieces before the numeral, nearest first, and those after it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def read_pattern(written: str, lists: dict[str, tuple[str, ...]]) -> Pattern:
    """The pieces of a pattern as it stands in the file. Raises ValueError for one that says nothing."""
    pieces = written.split()
    if pieces.count("#") != 1:
        raise ValueError("must have one '#', which stands for the numeral")
    at = pieces.index("#")
    before = tuple(read_piece(piece, lists) for piece in reversed(pieces[:at]))
    return Pattern(before, tuple(read_piece(piece, lists) for piece in pieces[at + 1 :]))


def read_piece(written: str, lists: dict[str, tuple[str, ...]]) -> Piece:
    glued, optional = written.startswith("+") and len(written) > 1, written.endswith("?") and len(written) > 1
    name = written[glued : len(written) - optional]
    capitals, name = name.startswith("^"), name.removeprefix("^")
    if name.startswith(":") and len(name) > 1:
        return Piece(tuple(known(part, CLASSES, "class") for part in name[1:].split("|")), (), glued, optional)
    is_list = name.startswith("<") and name.endswith(">")
    listed = lists[known(name[1:-1], lists, "list")] if is_list else name.split("|")
    phrases = sorted({words_of(phrase) or (phrase,) for phrase in listed}, key=len, reverse=True)
    return Piece((), tuple(phrases), glued, optional, capitals)


def known(name: str, names: Iterable[str], what: str) -> str:
    """The name itself. Raises ValueError if there is nothing of that name."""
    if name not in names:
        raise ValueError(f"there is no {what} {name!r}{nearest(name, names)}")
    return name


def matches(atoms: Atoms, figure: Figure, pattern: Pattern) -> bool:
    """Whether the pattern stands around the numeral."""
    return fits_before(atoms, figure.first, pattern.before) and fits_after(atoms, figure.end, pattern.after)


def fits_before(atoms: Atoms, end: int, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces stand right before atom `end`, the first of them last."""
    for piece in pieces:
        size = size_before(atoms, end, piece)
        if not size and not piece.optional:
            return False
        end -= size
    return True


def size_before(atoms: Atoms, end: int, piece: Piece) -> int:
    """How many atoms before `end` the piece takes, 0 if it does not fit."""
    if end < 1 or (piece.glued and not atoms.glued(end - 1)):
        return 0
    if any(CLASSES[name](atoms, end - 1) for name in piece.classes):
        return 1
    size = next((len(phrase) for phrase in piece.phrases if atoms.phrase_before(end, phrase)), 0)
    return size if not piece.capitals or atoms.written(end - size, end).isupper() else 0


def fits_after(atoms: Atoms, start: int, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces stand right behind each other from atom `start` on."""
    for piece in pieces:
        size = size_after(atoms, start, piece)
        if not size and not piece.optional:
            return False
        start += size
    return True


def size_after(atoms: Atoms, start: int, piece: Piece) -> int:
    """How many atoms from `start` on the piece takes, 0 if it does not fit."""
    if piece.glued and not atoms.glued(start - 1):
        return 0
    if any(CLASSES[name](atoms, start) for name in piece.classes):
        return 1
    size = next((len(phrase) for phrase in piece.phrases if atoms.phrase_at(start, phrase)), 0)
    return size if not piece.capitals or atoms.written(start, start + size).isupper() else 0


CLASSES: dict[str, Callable[[Atoms, int], bool]] = {
    "num": lambda atoms, at: atoms.kinds[at] == NUMBER,
    "word": lambda atoms, at: atoms.kinds[at] == WORD,
    "cap": lambda atoms, at: atoms.kinds[at] == WORD and atoms.raw(at)[0].isupper(),
    "dash": lambda atoms, at: atoms.dash(at),
    "break": lambda atoms, at: atoms.kinds[at] == BREAK,
    "month": lambda atoms, at: is_month(atoms, at),
    "weekday": lambda atoms, at: words.weekday(atoms.words[at]) is not None,
    "person": lambda atoms, at: is_person(atoms, at),
}


def is_person(atoms: Atoms, at: int) -> bool:
    """Whether the word names one or several people."""
    return is_human(atoms.token(at)) or atoms.words[at] in EVERYBODY


def is_human(token: Token) -> bool:
    """Whether a noun names one or several people: "a man", "the brothers"."""
    lemma = token.lemma_.lower()
    return words.is_person(lemma) or lemma in words.members("kin")


EVERYBODY = frozenset({"people", "those", "anyone", "everyone", "nobody"})
LAST_DAY = 31
ALSO_WORDS = frozenset({"may", "march", "mar"})


def is_month(atoms: Atoms, at: int) -> bool:
    """Whether a month stands there; one that is another word too has a capital, or a day and "on" before it."""
    word = atoms.words[at]
    if words.month(word) is None:
        return False
    if atoms.raw(at)[0].isupper() or word not in ALSO_WORDS:
        return True
    return atoms.words[at - 2] == "on" and is_day(atoms, at - 1)


def is_day(atoms: Atoms, at: int) -> bool:
    """Whether the digits there may be the day of a month."""
    return atoms.kinds[at] == NUMBER and atoms.words[at].isdecimal() and 0 < int(atoms.words[at][:4]) <= LAST_DAY
