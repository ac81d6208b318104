"""People that the text counts out without a cardinal: "both", "a couple", "double homicide"; lists are in `lists.py`.

The number is added up here, not stated, so each such quantity is marked `derived`. Only those are kept of whom an
event of harm is told outright: elsewhere a list of people is no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from spacy.tokens import Doc, Token

from factx.events.figures import Figure, as_figure
from factx.events.together import JOINING
from factx.events.words import Words
from factx.language import Text
from factx.language.grammar import SUBJECTS
from factx.model import Quantity, TextSpan

OWN_WORDS = frozenset(("det", "poss", "amod", "nummod", "compound", "nmod"))
SELF = frozenset(("himself", "herself", "self"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
LISTING = frozenset(("conj", "appos"))  # how the second member of a list hangs on the first
BOTH = "both"
ANY = frozenset(("a", "an"))
ON_TOP = "also"
ONE_MORE = "one-more-person"
ONE_OF_THEM = frozenset((ONE_MORE, "one-beside-others"))  # the rules of `further.py`
ANYBODY = frozenset(("others", "people", "persons", "victims", "individuals"))


@dataclass(frozen=True, slots=True)
class Group:
    """People counted out: the tokens [start, end), how many they are, and whether they may be more.

    `others` is where those end who are named beside him that turned on himself; `numeral` the token that states the
    number, where one does.
    """

    start: int
    end: int
    count: Decimal
    open: bool = False
    others: int | None = None
    numeral: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the searches look into: the lexicon, and the quantities by the word that carries them."""

    words: Words
    carried: Mapping[int, Figure]


Finder = Callable[[Token, Desk], Group | None]


def find_people(
    text: Text, quantities: Sequence[Quantity], finders: Sequence[tuple[str, Finder]], words: Words
) -> Iterator[Quantity]:
    """The people counted out anywhere in the article, as quantities without an id, in order.

    Args:
        finders: rule id and search, in the order in which they are tried.
    """
    doc = text.doc
    found = (as_figure(text, quantity) for quantity in quantities if quantity.kind == "count")
    figures = [figure for figure in found if figure is not None]
    of_theirs = {f.numeral.root.i: f for f in figures if f.head.dep_ == "pobj"}  # "two of his guards"
    desk = Desk(words, of_theirs | {f.head.i: f for f in figures})
    done = 0
    for i in possible_starts(text, words):
        if i < done:
            continue
        for rule, finder in finders:
            group = finder(doc[i], desk)
            if group is not None:
                yield as_quantity(doc, group, rule)
                done = group.end
                break


def possible_starts(text: Text, words: Words) -> list[int]:
    """The tokens where people may be counted out, in order: words that count, heads of lists, sentences with "himself".

    Asking the finders at every token of an article costs more than all that they find.
    """
    counting = {BOTH}.union(*(words.lexicon.numbers[kind] for kind in ("bodies", "multiples", "ordinals")))
    starts = {i for i, word in enumerate(text.lower) if word in counting}
    starts |= {text.head[i] for i, dep in enumerate(text.dep) if dep in LISTING}
    joined = {text.head[i] for i, word in enumerate(text.lower) if word in JOINING}
    places = {text.head[i] for i, dep in enumerate(text.dep) if dep == "conj"}  # "a man in Orun and his wife"
    starts |= {text.head[i] - 1 for i in places if text.dep[i] == "pobj" and text.head[i]}
    subjects = [i for i, dep in enumerate(text.dep) if dep in SUBJECTS]
    starts |= joined | {i for i in subjects if text.head[i] in joined}  # "the mayor was killed along with two guards"
    starts |= {b for a, b in pairwise(subjects) if text.head[a] == text.head[b]}  # "the warden, and his brother"
    for i in (i for i in text.readable() if text.lower[i] in SELF):
        starts.update(range(*text.sentence_of(i)))
    return sorted(starts | single_persons(text, subjects))


def single_persons(text: Text, subjects: Sequence[int]) -> set[int]:
    """The tokens where one person may be counted with others: "another", beside "also", of a verb that is joined."""
    starts = {i if text.dep[i] != "det" else text.head[i] for i in text.readable() if text.lower[i] == "another"}
    on_top = {text.head[i] for i in text.readable() if text.lower[i] == ON_TOP}
    starts |= {text.head[i] for i, dep in enumerate(text.dep) if dep == "det" and text.head[text.head[i]] in on_top}
    joined = {text.head[i] for i, dep in enumerate(text.dep) if dep == "conj"}
    joined |= {i for i, dep in enumerate(text.dep) if dep in ("conj", "ccomp")}
    joined |= {text.head[i] for i, dep in enumerate(text.dep) if dep == "ccomp" and i < text.head[i]}
    objects = (i for i, dep in enumerate(text.dep) if dep == "dobj")
    return starts | {i for i in (*subjects, *objects) if text.tag[i] in ("NN", "NNP") and text.head[i] in joined}


def as_quantity(doc: Doc, group: Group, rule: str) -> Quantity:
    stated = group.numeral is not None
    span = doc[group.numeral : group.numeral + 1] if group.numeral is not None else doc[group.start : group.end]
    place = span.start_char, span.end_char
    counted = doc[span.end if stated else group.start : group.others or group.end]
    return Quantity(
        id="",
        span=TextSpan(*place, span.text),
        number=place,
        kind="count",
        low=group.count,
        high=None if group.open else group.count,
        bound="at_least" if group.open else "exact",
        unit="people",
        unit_code=None,
        counted=(counted.start_char, counted.end_char),
        change=None,
        rule=rule,
        derived=not stated,
    )


# ---- both, couples, double homicides


def both(token: Token, desk: Desk) -> Group | None:
    """As in "both were killed", "both men died"; before a list the list itself is counted."""
    if token.lower_ != BOTH or any(child.dep_ == "conj" for child in token.head.children):
        return None
    if token.head.dep_ == "appos" and token.head.head.i in desk.carried:
        return None  # "two others, both civilians, were hurt"
    if token.dep_ == "det" and desk.words.is_person_word(token.head.lemma_.lower()) and token.head.tag_ == "NNS":
        return Group(token.i, token.head.i + 1, Decimal(2))
    alone = token.dep_ in ("nsubj", "nsubjpass", "dobj") and not list(token.children)
    return Group(token.i, token.i + 1, Decimal(2)) if alone else None


def body(token: Token, desk: Desk) -> Group | None:
    """As in "a couple was found dead": a noun that says how many they are."""
    count = desk.words.lexicon.numbers["bodies"].get(token.lower_)
    if count is None or token.i in desk.carried or any(child.lower_ == "of" for child in token.children):
        return None
    return None if is_listed(token) or token.dep_ in OWN_WORDS else Group(first_of(token), token.i + 1, Decimal(count))


def multiple(token: Token, desk: Desk) -> Group | None:
    """As in "a double homicide"; a "double murder-suicide" does not say how many died by whose hand."""
    count = desk.words.lexicon.numbers["multiples"].get(token.lower_)
    noun = token.head
    if count is None or noun.i <= token.i or noun.i > token.i + 2 or token.dep_ not in OWN_WORDS:
        return None
    if (
        noun.tag_ != "NN"
        or not desk.words.noun("multiple", noun)
        or any(t.text == "-" for t in noun.doc[token.i + 1 : noun.i + 2])
    ):
        return None
    return Group(token.i, noun.i + 1, Decimal(count))


def nth(token: Token, desk: Desk) -> Group | None:
    """As in "a fourth victim has died": so many are dead now, if the article tells of three."""
    count = desk.words.lexicon.numbers["ordinals"].get(token.lower_)
    noun = token.head
    if count is None or token.dep_ != "amod" or noun.tag_ != "NN" or not desk.words.is_person_word(noun.lemma_.lower()):
        return None
    first = first_of(noun)
    indefinite = noun.doc[first].lower_ in ("a", "another") or first == token.i
    if not indefinite or first < token.i - 1 or noun.i == token.i or is_counted_on(noun):
        return None
    return Group(first, noun.i + 1, Decimal(count), numeral=token.i)


def is_counted_on(noun: Token) -> bool:
    """Whether "also" counts somebody on from those told of: "a second woman was also hurt" is one more."""
    before = {child.lower_ for child in noun.children if child.dep_ == "det"}
    return bool(before & ANY) and any(child.lower_ == ON_TOP for child in noun.head.children)


def is_listed(token: Token) -> bool:
    return any(c.dep_ == "conj" and c.pos_ in NOMINAL for c in token.children)


def first_of(noun: Token) -> int:
    """The first word of a noun phrase."""
    return min((c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in OWN_WORDS), default=noun.i)
