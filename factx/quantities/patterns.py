"""Patterns around a numeral, as the rule file has them: "age|ages of? #", "# :dash :word", "a|the #/[Oo]ne/ !:num".

A pattern is pieces around `#`, the numeral, which may have to be written so: `#/0[0-9]+/`; or around `##`, the numeral
with its currency, bound and unit. One for two figures has two such marks: "between ## and ##". A piece is one of
several things, parted by bars:

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

MOST_REPEATED = 12
LAST_DAY = 31
ALSO_WORDS = frozenset({"may", "march", "mar"})
CLAUSE_TAGS = frozenset({"VERB", "AUX", "CCONJ", "PRON"})  # what goes on with a clause, and is said in no aside
FIGURE = re.compile(r"##?|#/.*")
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


@dataclass(frozen=True, slots=True)
class PairPattern:
    """What stands before, between and behind two figures: that around the first, and what goes on behind the second.

    `last`: the words of which one must stand right before the second, None where that is not known.
    """

    first: Pattern
    second: Pattern
    last: frozenset[str] | None


def read_pattern(written: str, lists: Mapping[str, Iterable[str]]) -> Pattern:
    """The pieces of a pattern as it stands in the file. Raises ValueError for one that says nothing."""
    pieces = written.split()
    (place,) = compile_marks(pieces, 1)
    return compile_pattern(pieces[:place], pieces[place], pieces[place + 1 :], lists)


def read_pair_pattern(written: str, lists: Mapping[str, Iterable[str]]) -> PairPattern:
    """The same of a pattern for two figures."""
    pieces = written.split()
    first, second = compile_marks(pieces, 2)
    around = compile_pattern(pieces[:first], pieces[first], pieces[first + 1 : second], lists)
    behind = compile_pattern([], pieces[second], pieces[second + 1 :], lists)
    return PairPattern(around, behind, compile_edge(around.after[::-1], "closing"))


def compile_around(written: str, lists: Mapping[str, Iterable[str]]) -> Pattern | PairPattern:
    """The pattern as it stands in the file, for one figure or for two. Raises ValueError for one that says nothing."""
    two = sum(map(bool, map(FIGURE.fullmatch, written.split()))) == 2
    return read_pair_pattern(written, lists) if two else read_pattern(written, lists)


def compile_marks(pieces: Sequence[str], figures: int) -> list[int]:
    """Where the marks that stand for the figures are. Raises ValueError unless there is one for each."""
    places = [at for at, piece in enumerate(pieces) if FIGURE.fullmatch(piece)]
    if len(places) != figures:
        raise ValueError(f"must have {'one' if figures == 1 else 'two'} '#', which stands for a numeral")
    return places


def compile_pattern(before: list[str], own: str, behind: list[str], lists: Mapping[str, Iterable[str]]) -> Pattern:
    """The pattern of the pieces around a mark."""
    before_it = tuple(read_piece(piece, lists) for piece in reversed(before))
    after_it = tuple(read_piece(piece, lists) for piece in behind)
    return Pattern(
        before_it,
        after_it,
        re.compile(own[2:-1]) if own.startswith("#/") else None,
        own == "##",
        compile_edge(before_it, "closing"),
        compile_edge(after_it, "opening"),
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
    if pattern.before and fits(atoms, begin, pattern.before, -1) is None:
        return False
    return not pattern.after or fits(atoms, end, pattern.after, 1) is not None


def one_stands(atoms: Atoms, figure: Figure, patterns: Iterable[Pattern]) -> bool:
    """Whether one of the patterns stands around the numeral."""
    return any(matches(atoms, figure, pattern) for pattern in patterns)


def opening_of(atoms: Atoms, a: Figure, b: Figure, pattern: PairPattern) -> int | None:
    """Where a pattern for two figures begins if it stands around and between them, else None."""
    around, behind = pattern.first, pattern.second
    end, stop = a.after if around.whole else a.end, b.begin if behind.whole else b.first
    if (around.right and atoms.words[end] not in around.right) or (
        pattern.last and atoms.words[stop - 1] not in pattern.last
    ):
        return None
    if fits(atoms, end, around.after, 1, stop) is None:
        return None
    if fits(atoms, b.after if behind.whole else b.end, behind.after, 1) is None:
        return None
    return fits(atoms, a.begin if around.whole else a.first, around.before, -1)


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of the rule file, by name, and its contexts: patterns one of which stands around a figure."""

    words: dict[str, frozenset[str]]
    contexts: dict[str, tuple[Pattern, ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]

    def stand(self, context: str, atoms: Atoms, figure: Figure) -> bool:
        """Whether the figure stands in that context."""
        return one_stands(atoms, figure, self.contexts[context])


def fits(
    atoms: Atoms, at: int, pieces: Sequence[Piece], step: int, stop: int = 0, first: int = 0, left: int = MOST_REPEATED
) -> int | None:
    """Where the pieces from the `first` on end if they stand one behind the other, going right (1) or left (-1), else
    None; `stop` is where they have to."""
    if first == len(pieces):
        return at if stop in (0, at) else None
    piece = pieces[first]
    size = taken(atoms, at, piece, step)
    if piece.absent:
        return None if size else fits(atoms, at, pieces, step, stop, first + 1)
    found = None
    if size and piece.many and left:
        found = fits(atoms, at + step * size, pieces, step, stop, first, left - 1)
    if size and found is None:
        found = fits(atoms, at + step * size, pieces, step, stop, first + 1)
    if found is None and (piece.optional or piece.many):
        found = fits(atoms, at, pieces, step, stop, first + 1)
    return found


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
    "aside": lambda atoms, at: atoms.kinds[at] in (WORD, NUMBER) and atoms.token(at).pos_ not in CLAUSE_TAGS,
    "tie": lambda atoms, at: atoms.dash(at) and atoms.glued(at - 1) == atoms.glued(at),
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
