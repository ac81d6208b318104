"""Fills the unit of figures whose noun is left out: "200 killed and more than 400 wounded", "of them 12"."""

from __future__ import annotations

from collections.abc import Sequence

from factx.quantities.atoms import BREAK, WORD, Atoms
from factx.quantities.figure import Figure

REACH = 60  # atoms back to the antecedent
PEOPLE = "people"
HOW = frozenset(
    {
        "still",
        "reportedly",
        "feared",
        "believed",
        "presumed",
        "critically",
        "seriously",
        "badly",
        "remain",
        "more",
        "also",
    }
)
SUBSET = frozenset({"including", "include", "includes", "included"})
RELATIVES = frozenset({"who", "whom", "whose"})


def fill_units(atoms: Atoms, figures: Sequence[Figure], people: frozenset[str]) -> None:
    """Gives figures without a unit the one of their antecedent, or people where only people can be meant."""
    latest = index = None
    for n, figure in enumerate(figures):
        if figure.unit is None and not index_level(atoms, figure, index):
            fill(atoms, figure, figures[n - 1] if n else None, latest, people)
        if figure.unit == "point":
            index = figure
        if figure.counted is not None:
            latest = figure


def fill(atoms: Atoms, figure: Figure, previous: Figure | None, latest: Figure | None, people: frozenset[str]) -> None:
    if figure.kind == "ratio" and figure.rule == "fraction":
        return
    if level_of(atoms, figure, previous):
        return
    if figure.kind not in ("count", "ratio") or (
        figure.value != figure.value.to_integral_value() and figure.kind == "count"
    ):
        return
    near = latest if latest and figure.first - latest.first <= REACH and not parted(atoms, latest, figure) else None
    if rate_of(atoms, figure, near):
        return
    if refers_back(atoms, figure) or atoms.words[figure.begin - 1] in SUBSET:
        figure.unit = near.unit if near else None
    elif counts_people(atoms, figure, people):
        same = near is not None and counts_people(atoms, near, people)
        figure.unit = near.unit if near is not None and same else PEOPLE
    elif near is not None and atoms.token(figure.end - 1).dep_ in ("nsubj", "nsubjpass"):
        figure.unit = near.unit


def level_of(atoms: Atoms, figure: Figure, previous: Figure | None) -> bool:
    """ "rose 64 points to 4,577", "from 21 mpg to 23": the level has the unit of the size or of the first level."""
    if previous is None or atoms.words[figure.begin - 1] not in ("to", "from", "at") or previous.unit is None:
        return False
    if figure.begin - previous.after > 3 or not (previous.unit == "point" or previous.kind in ("money", "measure")):
        return False
    if (
        atoms.words[figure.end : figure.end + 1]
        and atoms.kinds[figure.end] == WORD
        and atoms.token(figure.end).pos_ == "NOUN"
    ):
        return False
    figure.unit, figure.code = previous.unit, previous.code
    figure.kind = previous.kind
    return True


def index_level(atoms: Atoms, figure: Figure, index: Figure | None) -> bool:
    """ "climbed to 1,333.18" in a sentence that has counted points before: points again."""
    if index is None or figure.first - index.first > REACH or atoms.words[figure.begin - 1] not in ("to", "at"):
        return False
    decimal = figure.style == "digits" and figure.value != figure.value.to_integral_value()
    if not decimal or atoms.token(figure.first).sent != atoms.token(index.first).sent:
        return False
    figure.unit, figure.kind = index.unit, index.kind
    return True


def rate_of(atoms: Atoms, figure: Figure, near: Figure | None) -> bool:
    """ "22 burglaries, against 20 per week": the noun of the antecedent, by the rate that stands alone."""
    if near is None or atoms.words[figure.end] != "per" or near.unit is None or figure.end + 1 >= len(atoms):
        return False
    figure.unit = f"{near.unit.split(' per ')[0]} per {atoms.words[figure.end + 1]}"
    return True


def parted(atoms: Atoms, a: Figure, b: Figure) -> bool:
    """Whether a paragraph ends between the two."""
    return BREAK in atoms.kinds[a.first : b.first]


def refers_back(atoms: Atoms, figure: Figure) -> bool:
    """ "three of them", "of whom two", "of them 12", "12 of those"."""
    after = atoms.words[figure.end : figure.end + 2]
    start = figure.begin - (atoms.words[figure.begin - 1] == ",")
    before = atoms.words[max(0, start - 2) : start]
    return (after[:1] == ["of"] and after[1:] in (["them"], ["whom"], ["those"], ["these"])) or (
        before in (["of", "them"], ["of", "whom"], ["of", "those"])
    )


def counts_people(atoms: Atoms, figure: Figure, people: frozenset[str]) -> bool:
    """Whether what is said of the figure happens to people: "14 dead", "400 wounded", "killing three", "95 who"."""
    at = figure.after + atoms.dash(figure.after)
    for _ in range(2):
        at += atoms.words[at] in HOW
    if atoms.words[at] in RELATIVES or atoms.words[at] in people:
        return True
    if atoms.words[at] in ("was", "were", "are", "been", "had", "have", "others") and atoms.words[at + 1] in people:
        return True
    token = atoms.token(figure.end - 1)
    for head in (token.head, token.head.head):
        if head.lemma_.lower() in people and head.pos_ in ("VERB", "ADJ") and token.dep_ not in ("npadvmod", "tmod"):
            return True
    return False
