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
from factx.quantities.figure import Figure
from factx.quantities.nouns import NounPhrase, lemma_of
from factx.quantities.patterns import Lists

ANTECEDENT_REACH = 60  # atoms back to the antecedent
WHOLES_BACK = 4  # counts back to the whole of which "them" are a part
PART_REACH = 6  # atoms from "of" to the number of the whole
MEASURED = frozenset({"money", "measure", "percent"})
LEVEL_REACH = 3  # atoms from a figure to the level it led to
MILLION = 1_000_000
LEVEL = 1000  # a whole number from here on can be the level of an index
LEFT = 12  # words to the left of a number that hang on the verb it hangs on
TOLL_REACH = 3  # heads up from a number to the verb that "toll" is the subject of
PEOPLE = "people"
OTHERS = "other"  # "wounded 30 others" leaves the noun out too
SUBJECT_REACH = 16  # tokens from a verb back to its subject
SAID_OF = frozenset({"nsubj", "nsubjpass", "dobj"})
ADDED = frozenset({"count", "measure", "percent", "duration"})


def fill_units(atoms: Atoms, figures: Sequence[Figure], lists: Lists) -> None:
    """Gives figures without a unit the one of their antecedent, or people where only people can be meant."""
    index = None
    counted: list[Figure] = []
    for n, figure in enumerate(figures):
        if figure.unit is None and not index_level(atoms, figure, index, lists):
            fill(atoms, figure, figures[n - 1] if n else None, antecedent(atoms, figure, counted, lists), lists)
        elif figure.unit == OTHERS and counts_people(atoms, figure, lists):
            figure.unit = PEOPLE
        if figure.unit == "point":
            index = figure
        if figure.counted is not None:
            counted.append(figure)
    for second, first in pairwise(reversed(figures)):
        fill_part(atoms, first, second)
        fill_first(atoms, first, second, lists)


def antecedent(atoms: Atoms, figure: Figure, counted: Sequence[Figure], lists: Lists) -> Figure | None:
    """What was counted last; of what "two of them" refers to there are at least two."""
    latest = counted[-1] if counted else None
    if not lists.stand("refers-back", atoms, figure):
        return latest
    return next((whole for whole in reversed(counted[-WHOLES_BACK:]) if whole.value >= figure.value), latest)


def fill_part(atoms: Atoms, part: Figure, whole: Figure) -> None:
    """ "eleven of the 30 injured", "1,200 of the firm's 4,000 workers": the part has the unit of the whole."""
    near = atoms.words[part.end] == "of" and whole.begin - part.end <= PART_REACH and not parted(atoms, part, whole)
    if near and part.unit is None and part.kind in ("count", "ratio") and whole.kind == "count":
        part.unit = whole.unit


def fill_first(atoms: Atoms, first: Figure, second: Figure, lists: Lists) -> None:
    """ "four male and three female victims", "5 x 3 inches": the noun or the unit that only the second number has."""
    shares = atoms.words[first.end] == "to" and second.kind == "percent"  # "51.2 to 48.8 percent"
    near = first.unit is None and second.begin == first.end + 1 and not first.vague
    bare = near and (first.kind == "count" or (shares and first.kind == "other"))
    listed = (
        shares
        or atoms.words[first.end] in ("and", "or")
        or (atoms.words[first.end] == "," and second.after == second.end)
    )
    if bare and second.kind in ADDED and (atoms.words[first.end] in lists["times"] or listed):
        first.measure_as(second)
    adjective = first.end
    joined = second.begin == adjective + 2 and atoms.words[adjective + 1] in ("and", "or")
    if not joined or first.unit is not None or first.kind != "count" or " " not in (second.unit or ""):
        return
    if second.counted is not None and atoms.token(adjective).pos_ in ("ADJ", "NOUN", "PROPN"):
        first.unit = f"{atoms.words[adjective]} {(second.unit or '').rpartition(' ')[2]}"


def fill(atoms: Atoms, figure: Figure, previous: Figure | None, latest: Figure | None, lists: Lists) -> None:
    if figure.kind == "ratio" and figure.rule == "fraction":
        return
    if previous is not None and again(atoms, figure, previous, lists):
        figure.measure_as(previous)
        return
    if figure.kind not in ("count", "ratio") or (
        figure.value != figure.value.to_integral_value() and figure.kind == "count"
    ):
        return
    near = (
        latest
        if latest and figure.first - latest.first <= ANTECEDENT_REACH and not parted(atoms, latest, figure)
        else None
    )
    if lists.stand("refers-back", atoms, figure):
        figure.unit = people_named(atoms, figure) or (near.unit if near else None)
    elif counts_people(atoms, figure, lists):
        same = near is not None and counts_people(atoms, near, lists)
        figure.unit = near.unit if near is not None and same else PEOPLE
    elif (said := said_of(atoms, figure, lists)) is not None:
        figure.unit = said
    elif near is not None and shares_noun(atoms, figure, near, lists):
        figure.unit = near.unit


def is_subject(atoms: Atoms, figure: Figure) -> bool:
    """Whether something is said of the bare figure: "400 were sold and 20 were kept"."""
    return atoms.token(figure.end - 1).dep_ in ("nsubj", "nsubjpass")


def shares_noun(atoms: Atoms, figure: Figure, near: Figure, lists: Lists) -> bool:
    """Whether a bare figure counts what the one before it counts."""
    compared = held_against(atoms, figure, near, lists)
    return compared or is_object_again(atoms, figure, near) or is_subject(atoms, figure)


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


def held_against(atoms: Atoms, figure: Figure, near: Figure, lists: Lists) -> bool:
    """ "31 cases, up from 24 a week before", "212 votes to 190": the other side of a comparison in the sentence."""
    before = atoms.words[figure.begin - 1]
    if before in ("to", "from") and figure.begin - 1 == near.after:
        return True
    return lists.stand("held-against", atoms, figure) and atoms.same_sentence(figure.first, near.first)


def again(atoms: Atoms, figure: Figure, previous: Figure, lists: Lists) -> bool:
    """Whether a bare figure measures what the one before it in the sentence does.

    "rose 64 points to 4,577", "sales rose 4 percent but profits fell by 1", "100 billion yen, with 20 billion to come",
    "12 degrees in 2018 and 14 last year".
    """
    link, behind = atoms.words[figure.begin - 1], atoms.words[figure.end]
    measured = previous.kind in MEASURED or previous.unit == "point"
    if not measured or figure.kind not in ("count", "other") or not atoms.same_sentence(figure.first, previous.first):
        return False
    if previous.kind == "percent":  # the level it led to is no percentage
        return bool(previous.change and figure.change)
    if behind in lists["next_time"] and link in lists["paired"]:
        return any(atoms.token(at).ent_type_ == "DATE" for at in range(previous.after, figure.begin - 1))
    if atoms.kinds[figure.end] == WORD and atoms.token(figure.end).pos_ == "NOUN":
        return False
    if link in lists["levels"] and figure.begin - previous.after <= LEVEL_REACH:
        return previous.kind != "money" or previous.code is not None  # not "up 21 cents to 2.24"
    return (
        (link in lists["paired"] or link in lists["levels"])
        and previous.kind == "money"
        and min(previous.scale, figure.scale) >= MILLION
    )


def index_level(atoms: Atoms, figure: Figure, index: Figure | None, lists: Lists) -> bool:
    """ "climbed to 1,333.18" in a sentence that has counted points before: points again."""
    if (
        index is None
        or figure.first - index.first > ANTECEDENT_REACH
        or atoms.words[figure.first - 1] not in lists["levels"]
    ):
        return False
    level = figure.style == "digits" and (figure.value != figure.value.to_integral_value() or figure.value >= LEVEL)
    if not level or not atoms.same_sentence(figure.first, index.first):
        return False
    figure.unit, figure.kind = index.unit, index.kind
    return True


def parted(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """Whether a paragraph ends between the two."""
    return BREAK in atoms.kinds[a.first : b.first]


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


def counts_people(atoms: Atoms, figure: Figure, lists: Lists) -> bool:
    """Whether what is said of the figure happens to people: "14 dead", "400 wounded", "killing three", "95 who"."""
    if lists.stand("happens-to", atoms, figure):
        return True
    token = atoms.token(figure.first if figure.vague else figure.end - 1)  # "hundreds of thousands fled"
    for head in (token.head, token.head.head):
        if (
            head.lemma_.lower() in lists["people"]
            and head.pos_ in ("VERB", "ADJ")
            and token.dep_ not in ("npadvmod", "tmod")
        ):
            return True
    return False
