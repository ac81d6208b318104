"""The quantities as claims read them, beside those that the record lists.

The record follows NewsQuant: "rose from 38 to 45" is one range, and only verbs and particles give a direction. A claim
is one thing said to be so, hence

"rose from 38 to 45", "fell to 4% from 5%"   two claims, of the older level and of the newer
"a 28% decline", "an increase of 40 jobs"    a claim of a size that went down or up
"about 5 miles (8 km)"                       two claims, the one as sure as the other
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factx.quantities.atoms import WORD, Atoms
from factx.quantities.bounds import OPEN_ABOVE, OPEN_BELOW, Bounds, read_bound
from factx.quantities.changes import NOUN, SIZES, Changes
from factx.quantities.figure import Figure


def read_levels(atoms: Atoms, figures: Sequence[Figure], bounds: Bounds) -> None:
    """Reads the bounds of the levels of each range, which has given them its unit where they have none."""
    for figure in figures:
        for level in figure.levels or ():
            read_bound(atoms, level, bounds)
            if level.unit is None:
                level.measure_as(figure)


def claimed(atoms: Atoms, figures: Sequence[Figure], changes: Changes) -> Iterator[tuple[str, Figure]]:
    """Each figure that a claim may be made of, with its id: q3; q5.1 and q5.2 are the levels of the range q5."""
    last: Figure | None = None
    for n, figure in enumerate(figures, 1):
        if figure.levels:
            places = sorted(figure.levels, key=lambda level: level.first)
            yield from ((f"q{n}.{place}", level) for place, level in enumerate(places, 1))
            last = figure
        else:
            last = with_direction(atoms, as_sure(atoms, figure, last), changes)
            yield f"q{n}", last


def as_sure(atoms: Atoms, figure: Figure, last: Figure | None) -> Figure:
    """The figure, as no surer than what it converts: "about 5 miles (8 km)", "some 14bn euros ($19bn; £10bn)"."""
    if last is None or last.bound != "about" or figure.bound != "exact" or figure.kind not in ("money", "measure"):
        return figure
    opens = atoms.words[figure.begin - 1] in ("(", "[", ";", ",") and last.after == figure.begin - 1
    if not opens or last.kind != figure.kind or last.unit == figure.unit:
        return figure
    copy = replace_in(figure, figure.change, last.rule)
    copy.bound = last.bound
    return copy


def with_direction(atoms: Atoms, figure: Figure, changes: Changes) -> Figure:
    """The figure, as the size of a change if a noun of change says so: "a 28% decline", "an increase of 40 jobs"."""
    open_ended = figure.bound in (*OPEN_ABOVE, *OPEN_BELOW) or figure.rule == "between-and"
    if figure.change or figure.vague or open_ended:
        return figure
    found = noun_before(atoms, figure, changes) or noun_behind(atoms, figure, changes)
    if found is None:
        return figure
    direction, _, rule = found
    return replace_in(figure, direction, rule if figure.bound == "exact" else figure.rule)


def noun_before(atoms: Atoms, figure: Figure, changes: Changes) -> tuple[str, str, str] | None:
    """The noun of change in "a drop of 12%"."""
    if atoms.words[figure.begin - 1] != "of":
        return None
    return changes.words.get((NOUN, atoms.token(figure.begin - 2).lemma_.lower()))


def noun_behind(atoms: Atoms, figure: Figure, changes: Changes) -> tuple[str, str, str] | None:
    """The noun of change in "a 28% decline", "a 12% annual increase"."""
    if figure.kind not in SIZES and figure.unit != "point":
        return None
    at = figure.after + (atoms.dash(figure.after) and atoms.glued(figure.after))
    for place in (at, at + 1):
        token = atoms.token(place)
        if atoms.kinds[place] == WORD and token.pos_ == "NOUN":
            return changes.words.get((NOUN, token.lemma_.lower()))
        if token.tag_ not in ("JJ", "VBG"):
            break
    return None


def replace_in(figure: Figure, direction: str | None, rule: str) -> Figure:
    """A copy of the figure with a direction; a copy, since the record keeps the figure without."""
    places = (figure.begin, figure.stop, figure.tail, figure.after)
    copy = replace(figure, change=direction, rule=rule)
    copy.begin, copy.stop, copy.tail, copy.after = places
    return copy
