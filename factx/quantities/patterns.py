"""Patterns around a numeral, as the rule file has them: "age|ages of? #", "# :dash :word", "a|the #/[Oo]ne/ !:num".

A pattern is pieces around `#`, the numeral, which may have to be written so: `#/0[0-9]+/`; or around `##`, the numeral
with its currency, bound and unit. A piece is one of several things, parted by bars:

    block           a word, in any case
    <streets>       a word or phrase of that list of the rule file
    :dash           an atom or a word of that class: one of CLASSES here, or a tag, part of speech or entity of spaCy's
    /[A-Z].*/       an atom written so

`&&` joins what must hold of the same atom, where `!` stands for not: `:cap&&!:VERB`. Before a piece `+` says that no
blank stands between it and its neighbour on the side of `#`, and `!` that it must not stand there; behind it `?` says
that it may be missing, `*` that it may be missing or come several times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.glossary import GLOSSARY
from spacy.tokens import Token

from factx import words
from factx.quantities.atoms import BREAK, MARK, NUMBER, WORD, Atoms
from factx.quantities.figure import Figure
from factx.quantities.spellings import words_of
from factx.rules import known

MOST_REPEATED = 8
LAST_DAY = 31
ALSO_WORDS = frozenset({"may", "march", "mar"})
ALTERNATIVE = re.compile(r"(/[^/ ]+/|[^|]+)\|?")


@dataclass(frozen=True, slots=True)
class Test:
    """What may stand in one place, or, if `absent`, what may not: phrases, classes of atoms, an atom written so."""

    opening: dict[str, list[tuple[str, ...]]]  # the phrases, longest first, by their first word and by their last
    closing: dict[str, list[tuple[str, ...]]]
    classes: tuple[str, ...]
    written: re.Pattern[str] | None
    absent: bool

    def size(self, atoms: Atoms, at: int, step: int) -> int:
        """How many atoms from a place on, going right (1) or left (-1), are such; 0 if none."""
        found = self.spelled(atoms, at, step) or self.is_such(atoms, at if step > 0 else at - 1)
        return int(not found if self.absent else found)

    def is_such(self, atoms: Atoms, place: int) -> bool:
        """Whether the atom there is of one of the classes, or written so."""
        for name in self.classes:
            if in_class(atoms, place, name):
                return True
        return self.written is not None and self.written.fullmatch(atoms.raw(place)) is not None

    def spelled(self, atoms: Atoms, at: int, step: int) -> int:
        """How many atoms the longest of the phrases takes there, 0 if none does."""
        near = self.opening.get(atoms.words[at]) if step > 0 else self.closing.get(atoms.words[at - 1])
        for phrase in near or ():
            if atoms.phrase_at(at, phrase) if step > 0 else atoms.phrase_before(at, phrase):
                return len(phrase)
        return 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a pattern: the tests that must all hold, and how often and where it stands."""

    tests: tuple[Test, ...]
    glued: bool = False
    absent: bool = False
    optional: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pieces before the numeral, nearest first, those after it, and how it must be written itself.

    `whole`: they stand around it with its currency, bound and unit. `left` and `right`: the words of which one must
    stand right before and right behind, None where that is not known: most patterns are told apart by one look.
    """

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    written: re.Pattern[str] | None = None
    whole: bool = False
    left: frozenset[str] | None = None
    right: frozenset[str] | None = None


def read_pattern(written: str, lists: Mapping[str, Iterable[str]]) -> Pattern:
    """The pieces of a pattern as it stands in the file. Raises ValueError for one that says nothing."""
    pieces = written.split()
    places = [at for at, piece in enumerate(pieces) if piece in ("#", "##") or piece.startswith("#/")]
    if len(places) != 1:
        raise ValueError("must have one '#', which stands for the numeral")
    own = pieces[places[0]]
    before = tuple(read_piece(piece, lists) for piece in reversed(pieces[: places[0]]))
    after = tuple(read_piece(piece, lists) for piece in pieces[places[0] + 1 :])
    return Pattern(
        before,
        after,
        re.compile(own[2:-1]) if own.startswith("#/") else None,
        own == "##",
        compile_edge(before, "closing"),
        compile_edge(after, "opening"),
    )


def compile_edge(pieces: Sequence[Piece], side: str) -> frozenset[str] | None:
    """The words of which one stands at the first place, whatever else holds of it; None where it may be another."""
    if not pieces or pieces[0].absent or pieces[0].optional or pieces[0].many:
        return None
    test = pieces[0].tests[0]
    return None if test.absent or test.classes or test.written else frozenset(getattr(test, side))


def read_piece(written: str, lists: Mapping[str, Iterable[str]]) -> Piece:
    """A piece with its marks. Raises ValueError for a class or list that there is not."""
    name = written
    absent = len(name) > 1 and name.startswith("!")
    name = name[absent:]
    glued = len(name) > 1 and name.startswith("+")
    name = name[glued:]
    mark = name[-1] if len(name) > 1 and name[-1] in "?*" else ""
    tests = tuple(read_test(part, lists) for part in name.removesuffix(mark).split("&&"))
    return Piece(tests, glued, absent, mark == "?", mark == "*")


def read_test(written: str, lists: Mapping[str, Iterable[str]]) -> Test:
    """The test that one of the things between the bars stands there; behind `!` that none does."""
    absent = len(written) > 1 and written.startswith("!")
    found = ALTERNATIVE.findall(written[absent:])
    kinds = [one[1:] for one in found if one[0] == ":" and len(one) > 1]
    forms = [one[1:-1] for one in found if len(one) > 2 and one[0] == one[-1] == "/"]
    plain = [one for one in found if one[1:] not in kinds and one[1:-1] not in forms]
    phrases = sorted(
        {words_of(word) or (word,) for one in plain for word in spelled(one, lists)}, key=len, reverse=True
    )
    opening: dict[str, list[tuple[str, ...]]] = {}
    closing: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        opening.setdefault(phrase[0], []).append(phrase)
        closing.setdefault(phrase[-1], []).append(phrase)
    return Test(
        opening,
        closing,
        tuple(known(kind, CLASSES.keys() | GLOSSARY.keys(), "class") for kind in kinds),
        re.compile("|".join(forms)) if forms else None,
        absent,
    )


def spelled(one: str, lists: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The words of a list, or the word itself."""
    return lists[known(one[1:-1], lists, "list")] if one[0] == "<" and one[-1] == ">" else (one,)


def in_class(atoms: Atoms, at: int, name: str) -> bool:
    """Whether an atom, or the word that it begins, is of that class."""
    if name in CLASSES:
        return CLASSES[name](atoms, at)
    token = atoms.token(at)
    return atoms.kinds[at] != BREAK and name in (token.tag_, token.pos_, token.ent_type_)


def matches(atoms: Atoms, figure: Figure, pattern: Pattern) -> bool:
    """Whether the pattern stands around the numeral."""
    begin, end = (figure.begin, figure.after) if pattern.whole else (figure.first, figure.end)
    if pattern.left is not None and atoms.words[begin - 1] not in pattern.left:
        return False
    if pattern.right is not None and atoms.words[end] not in pattern.right:
        return False
    if pattern.written and not pattern.written.fullmatch(atoms.written(figure.first, figure.end)):
        return False
    return fits(atoms, begin, pattern.before, -1) and fits(atoms, end, pattern.after, 1)


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of the rule file, by name, and its contexts: patterns one of which stands around a figure."""

    words: dict[str, frozenset[str]]
    contexts: dict[str, tuple[Pattern, ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]

    def stand(self, context: str, atoms: Atoms, figure: Figure) -> bool:
        """Whether the figure stands in that context."""
        return any(matches(atoms, figure, pattern) for pattern in self.contexts[context])


def fits(atoms: Atoms, at: int, pieces: Sequence[Piece], step: int, first: int = 0, left: int = MOST_REPEATED) -> bool:
    """Whether the pieces from the `first` on stand one behind the other, going right (1) or left (-1) from a place."""
    if first == len(pieces):
        return True
    piece = pieces[first]
    size = taken(atoms, at, piece, step)
    if piece.absent:
        return not size and fits(atoms, at, pieces, step, first + 1)
    if size and piece.many and left and fits(atoms, at + step * size, pieces, step, first, left - 1):
        return True
    if size and fits(atoms, at + step * size, pieces, step, first + 1):
        return True
    return (piece.optional or piece.many) and fits(atoms, at, pieces, step, first + 1)


def taken(atoms: Atoms, at: int, piece: Piece, step: int) -> int:
    """How many atoms the piece takes there, 0 if it does not fit."""
    if not 1 <= at < len(atoms.kinds) or (piece.glued and not atoms.glued(at - 1)):
        return 0
    least = 0
    for test in piece.tests:  # read for every number and pattern: no generator
        size = test.size(atoms, at, step)
        if not size:
            return 0
        least = min(least or size, size)
    return least


CLASSES: dict[str, Callable[[Atoms, int], bool]] = {
    "any": lambda atoms, at: atoms.kinds[at] != BREAK,
    "num": lambda atoms, at: atoms.kinds[at] == NUMBER,
    "word": lambda atoms, at: atoms.kinds[at] == WORD,
    "mark": lambda atoms, at: atoms.kinds[at] == MARK,
    "break": lambda atoms, at: atoms.kinds[at] == BREAK,
    "cap": lambda atoms, at: atoms.kinds[at] == WORD and atoms.raw(at)[0].isupper(),
    "dash": lambda atoms, at: atoms.dash(at),
    "value": lambda atoms, at: atoms.kinds[at] == NUMBER or words.value(atoms.words[at]) is not None,
    "day": lambda atoms, at: is_day(atoms, at),
    "month": lambda atoms, at: is_month(atoms, at),
    "weekday": lambda atoms, at: words.weekday(atoms.words[at]) is not None,
    "person": lambda atoms, at: is_human(atoms.token(at)),
    "human": lambda atoms, at: atoms.kinds[at] == WORD and ends_person(atoms.token(at)),
    "named": lambda atoms, at: atoms.kinds[at] == WORD and ends_name(atoms.token(at)),
}


def is_human(token: Token) -> bool:
    """Whether a noun names one or several people: "a man", "the brothers"."""
    lemma = token.lemma_.lower()
    return words.is_person(lemma) or lemma in words.members("kin")


def ends_person(token: Token) -> bool:
    """Whether the token ends what names a person: so says the recogniser, or it is a word for people."""
    return token.ent_type_ == "PERSON" or (token.pos_ == "NOUN" and is_human(token))


def ends_name(token: Token) -> bool:
    """Whether the token ends what names a person, or a name that nothing says is of something else."""
    named = token.tag_ in ("NNP", "NNPS", "NNS") and token.text[0].isupper()
    return ends_person(token) or (named and token.ent_type_ in ("", "ORG"))


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
