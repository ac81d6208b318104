"""Fills the unit of figures whose noun is left out: "200 killed and more than 400 wounded", "of them 12"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Token

from factx import words
from factx.language import Text
from factx.language.grammar import ANY_NOUN
from factx.quantities.atoms import BREAK, WORD, Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure
from factx.quantities.nouns import PEOPLE, NounPhrase, lemma_of
from factx.quantities.patterns import Lists
from factx.quantities.schema import Giver
from factx.quantities.sharing import Sharing, share_between

ANTECEDENT_REACH = 60  # atoms back to the antecedent
WHOLES_BACK = 4  # counts back to the whole of which "them" are a part
LEFT = 12  # words to the left of a number that hang on the verb it hangs on
TOLL_REACH = 3  # heads up from a number to the verb that "toll" is the subject of
OTHERS = "other"  # "wounded 30 others" leaves the noun out too
SUBJECT_REACH = 16  # tokens from a verb back to its subject
SAID_OF = frozenset({"nsubj", "nsubjpass", "dobj"})
NAMED_AS = frozenset({"nsubjpass", "dobj", "pobj", "conj"})


def fill_units(atoms: Atoms, figures: Sequence[Figure], sharing: Sharing, lists: Lists) -> None:
    """Gives figures without a unit the one of their antecedent, or people where only people can be meant."""
    givers: dict[Giver, Figure] = {}
    counted: list[Figure] = []
    for figure in figures:
        if figure.unit is None:
            shared = (share_between(atoms, giver, figure, sharing[of], lists) for of, giver in givers.items())
            if not any(shared):
                fill(atoms, figure, antecedent(atoms, figure, counted, lists), sharing, lists)
        elif figure.unit == OTHERS and Candidate(atoms, figure, False, lists).of_people():
            figure.unit = PEOPLE
        if figure.unit == "point":
            givers = {"points": figure, **givers}
        givers["last"] = figure
        if figure.counted is not None:
            counted.append(figure)
    for second, first in pairwise(reversed(figures)):
        share_between(atoms, first, second, sharing["next"], lists)


def antecedent(atoms: Atoms, figure: Figure, counted: Sequence[Figure], lists: Lists) -> Figure | None:
    """What was counted last; of what "two of them" refers to there are at least two."""
    latest = counted[-1] if counted else None
    if not lists.stand("refers-back", atoms, figure):
        return latest
    return next((whole for whole in reversed(counted[-WHOLES_BACK:]) if whole.value >= figure.value), None)


def fill(atoms: Atoms, figure: Figure, latest: Figure | None, sharing: Sharing, lists: Lists) -> None:
    """Gives a bare figure the noun that it counts, if the text tells."""
    asked = Candidate(atoms, figure, False, lists)
    if (
        figure.kind not in ("count", "ratio")
        or figure.rule == "fraction"
        or not (asked.whole or figure.kind == "ratio")
    ):
        return
    near = latest if latest and is_near(atoms, latest, figure) else None
    if lists.stand("refers-back", atoms, figure):
        figure.unit = people_named(atoms, figure) or (near.unit if near else named_before(atoms, figure))
    elif asked.of_people():
        same = (
            near is not None and Candidate(atoms, near, False, lists).of_people() and not acts_on(atoms, near, figure)
        )
        figure.unit = near.unit if near is not None and same else PEOPLE
    elif (said := said_of(atoms, figure, lists)) is not None:
        figure.unit = said
    elif near is not None and not share_between(atoms, near, figure, sharing["counted"], lists):
        figure.unit = near.unit if is_object_again(atoms, figure, near) or is_subject(atoms, figure) else None


def named_before(atoms: Atoms, figure: Figure) -> str | None:
    """The things named last in the sentence, of which "125 of them" are a part: cables in "tested the cables and …"."""
    sentence = atoms.token(figure.first).sent
    before = sentence.doc[sentence.start : atoms.token_index(figure.first)]
    roles = NAMED_AS | {"nsubj"} if is_subject(atoms, figure) else NAMED_AS  # crews replace none of themselves
    named = (t for t in reversed(before) if t.tag_ == "NNS" and t.dep_ in roles and not t.ent_type_)
    return next((noun.lemma_.lower() for noun in named), None) if atoms.words[figure.end] == "of" else None


def is_near(atoms: Atoms, latest: Figure, figure: Figure) -> bool:
    """Whether the antecedent is near enough, in one paragraph with the figure."""
    return figure.first - latest.first <= ANTECEDENT_REACH and BREAK not in atoms.kinds[latest.first : figure.first]


def is_subject(atoms: Atoms, figure: Figure) -> bool:
    """Whether something is said of the bare figure: "400 were sold and 20 were kept"."""
    return atoms.token(figure.end - 1).dep_ in ("nsubj", "nsubjpass")


def acts_on(atoms: Atoms, near: Figure, figure: Figure) -> bool:
    """Whether the antecedent does something to the bare figure, and so is none of them: "two bombs killed 44"."""
    number, noun = atoms.token(figure.end - 1), atoms.token(near.after - 1)
    above = number.head if number.head.dep_ not in ("conj", "advcl") else number.head.head
    return number.dep_ == "dobj" and noun.dep_ == "nsubj" and noun.head in (number.head, above)


def is_object_again(atoms: Atoms, figure: Figure, near: Figure) -> bool:
    """ "won 9 games and lost 4", "has 370 delegates, Roe has 63": the object of a verb like that of the antecedent."""
    number, noun = atoms.token(figure.end - 1), atoms.token(near.after - 1)
    verb, before = number.head, noun.head
    if number.dep_ != "dobj" or noun.dep_ != "dobj":
        return False
    return (verb.dep_ in ("conj", "advcl") and verb.head == before) or verb.lemma_ == before.lemma_


def said_of(atoms: Atoms, figure: Figure, lists: Lists) -> str | None:
    """What a bare figure counts by the noun it is said of: "the toll rose to 27", "the number of new cases is 31"."""
    view, number = atoms.view, atoms.token_index(figure.first)
    head = atoms.token_index(figure.end - 1)
    for _ in range(TOLL_REACH):
        head = view.head[head]
        for noun in (*([head] if head < number else ()), *subjects(view, head, number)):
            if view.lower[noun] in lists["tolls"]:
                return PEOPLE
            if view.lower[noun] in lists["numbers"]:
                return number_of(atoms.doc[noun], lists)
    return None


def subjects(view: Text, head: int, before: int) -> Iterator[int]:
    """The subjects and objects of a word that stand before token `before`, of the last few words that hang on it."""
    children = view.children[head]
    end = bisect_left(children, before)
    return (c for c in children[max(0, end - LEFT) : end] if view.dep[c] in SAID_OF and c >= head - SUBJECT_REACH)


def number_of(noun: Token, lists: Lists) -> str | None:
    """The noun that "number of" is followed by, with its adjectives; people where it is said of people."""
    _, of, *rest = noun.doc[noun.i : noun.i + SUBJECT_REACH] if noun.i + 1 < len(noun.doc) else (noun, noun)
    for counted in rest if of.lower_ == "of" else ():
        if counted.lower_ in lists["people"]:
            return PEOPLE
        if counted.head == of and counted.tag_ in ANY_NOUN:
            first = next(t.i for t in rest if t == counted or (t.head == counted and t.dep_ in ("amod", "compound")))
            return lemma_of(noun.doc, NounPhrase(first, counted.i))
    return None


def people_named(atoms: Atoms, figure: Figure) -> str | None:
    """The people that the part is of: "10 of them children", "of whom two"; not "10 of them lost children"."""
    at = figure.end + 2
    if atoms.words[figure.end] != "of" or atoms.words[at - 1] not in ("them", "whom"):
        return None
    noun = atoms.token(at)
    closes = atoms.kinds[at + 1] != WORD or atoms.token(at + 1).pos_ in ("CCONJ", "ADP")
    if atoms.kinds[at] != WORD or noun.tag_ != "NNS" or not closes:
        return None
    lemma = noun.lemma_.lower()
    return lemma if words.is_person(lemma) else None
