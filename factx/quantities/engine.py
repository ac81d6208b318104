"""Reads a parsed Doc, gives its quantities: number, bound, unit, kind and change.

    numerals -> units and counted nouns -> what is no quantity drops out -> ranges, ratios, scores -> ages -> bounds
    -> changes -> elided units -> levels, as claims read them

What a quantity is follows NewsQuant (Almasian et al., EMNLP 2023) where the contract of the record leaves it open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.vocab import Vocab

from factx.language import Text
from factx.model import Quantity, TextSpan
from factx.quantities.ages import read_age
from factx.quantities.atoms import Atoms, cut
from factx.quantities.bounds import OPEN_ABOVE, OPEN_BELOW, Bounds, compile_bounds, read_bound, skip_tail
from factx.quantities.calendar import continues_date
from factx.quantities.candidate import Candidate
from factx.quantities.changes import Changes, compile_changes, read_change
from factx.quantities.elide import fill_units
from factx.quantities.figure import Figure
from factx.quantities.grammar import Grammar
from factx.quantities.joins import Joins, compile_joins, join_figures
from factx.quantities.labels import NAMED, continues_name
from factx.quantities.levels import claimed, read_levels
from factx.quantities.none import find_nones
from factx.quantities.nouns import count_noun
from factx.quantities.numerals import find_numerals
from factx.quantities.pairs import merge_pairs
from factx.quantities.patterns import Lists
from factx.quantities.readings import Reading, compile_contexts, compile_readings, reading_of
from factx.quantities.schema import CldrFile, CurrencyFile, RuleFile, UnitFile
from factx.quantities.sharing import Sharing, compile_sharing, share_between
from factx.quantities.signs import read_sign
from factx.quantities.spellings import UnitTable, build_table
from factx.quantities.units import attach_rate, attach_unit, measured_noun, per_many
from factx.rules import read_rules


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""

    grammar: Grammar
    units: UnitTable
    readings: tuple[Reading, ...]
    ages: tuple[Reading, ...]
    lists: Lists
    joins: Joins
    bounds: Bounds
    changes: Changes
    sharing: Sharing


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    rules = read_rules("quantities", RuleFile)
    units = read_rules("quantities", UnitFile, "units.toml")
    currencies = read_rules("quantities", CurrencyFile, "currencies.toml")
    contexts = compile_contexts(rules.contexts, rules.lists)
    lists = Lists({name: frozenset(listed) for name, listed in rules.lists.items()}, contexts)
    changes = compile_changes(rules.change, lists)
    return Rules(
        grammar=Grammar.of(rules.words),
        units=build_table(units, currencies, read_rules("quantities", CldrFile, "cldr.toml")),
        readings=compile_readings(rules.reading, rules.lists, contexts),
        ages=compile_readings(rules.age, rules.lists, contexts),
        lists=lists,
        joins=compile_joins(rules.join, rules.lists, lists, changes.verbs),
        bounds=compile_bounds(rules.bound, rules.lists["fillers"]),
        changes=changes,
        sharing=compile_sharing(rules.share, rules.lists, contexts),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The quantities of a text.

    listed    what the record lists
    claimed   what claims may be made of: the same, but for ranges that tell a move, which are two levels (q5.1, q5.2),
              for nouns of change, which give a direction, and for "several", which is listed only where it is claimed
    """

    listed: tuple[Quantity, ...]
    claimed: tuple[Quantity, ...]

    def with_claimed(self, counted: Sequence[Quantity], claimed: Collection[str | None]) -> tuple[Quantity, ...]:
        """What the record lists, with what else is counted in the text and has a claim, by its id; in order."""
        own = {quantity.id for quantity in self.listed}
        more = (q for q in counted if q.id not in own and (q.derived or (q.id in claimed and "." not in q.id)))
        return tuple(sorted((*self.listed, *more), key=lambda q: (q.number[0], -q.number[1])))


def read_quantities(text: Text, rules: Rules) -> Found:
    """The quantities of a text, as the record lists them and as claims read them."""
    atoms = cut(text)
    headlines = [(s.start, s.end) for s in text.sections if s.kind == "headline"]
    figures = [*read_figures(atoms, headlines, rules), *find_nones(atoms, rules.lists)]
    figures.sort(key=lambda figure: figure.first)
    fill_units(atoms, figures, rules.sharing, rules.lists)
    read_levels(atoms, figures, rules.bounds)
    figures.sort(key=is_idle)  # those that are not listed have the last ids
    listed = (record(atoms, figure, f"q{n}") for n, figure in enumerate(figures, 1) if not is_idle(figure))
    read = (record(atoms, figure, id) for id, figure in claimed(atoms, figures, rules.changes))
    return Found(tuple(listed), tuple(sorted(read, key=lambda q: (q.number[0], -q.number[1]))))


def is_idle(figure: Figure) -> bool:
    """Whether it is "several" alone, which is hardly a number unless something is claimed of it."""
    return figure.rule == "several" and figure.end == figure.first + 1


def read_figures(atoms: Atoms, headlines: Sequence[tuple[int, int]], rules: Rules) -> list[Figure]:
    """The figures of the text with unit, bound and change."""
    kept = list(keep(atoms, headlines, rules))
    for figure in kept:
        read_change(atoms, figure, rules.changes)
    figures = join_figures(atoms, kept, rules.joins)
    for figure in figures:
        read_age(Candidate(atoms, figure, False, rules.lists), rules.ages)
        read_bound(atoms, figure, rules.bounds)
        if figure.change is None:
            read_change(atoms, figure, rules.changes)
        settle(figure)
    figures = merge_pairs(atoms, figures)
    for first, second in pairwise(figures):
        share_between(atoms, first, second, rules.sharing["beside"], rules.lists)
    return figures


def keep(atoms: Atoms, headlines: Sequence[tuple[int, int]], rules: Rules) -> Iterator[Figure]:
    """The numerals that are quantities, with their units."""
    date: Figure | None = None  # the last number of a date, and where that of a name ended
    named = -9
    covered = range(0)  # what the last quantity is reckoned on: "12 per 100,000 people" is one
    for figure in find_numerals(atoms, rules.grammar):
        if figure.first in covered:
            continue
        skip_tail(atoms, figure, rules.bounds)
        if figure.unit is None:
            attach_unit(atoms, figure, rules.units)
        if figure.unit is None:
            count_noun(atoms, figure, rules.lists["people"])
            if figure.counted is not None:
                measured_noun(figure, rules.units)
            many = atoms.words[figure.after] == "per" and bool(per_many(atoms, figure.after + 1, rules.units)[0])
            if figure.counted is not None or many:
                attach_rate(atoms, figure, rules.units)
        read_sign(atoms, figure)
        headline = any(start <= atoms.starts[figure.first] < end for start, end in headlines)
        name = reading_of(Candidate(atoms, figure, headline, rules.lists), rules.readings)
        goes_on = date is not None and continues_date(atoms, figure, date)
        if name is None and not goes_on and not continues_name(atoms, figure, named):
            covered = reckoned_on(atoms, figure)
            yield figure
        elif name in DATES or goes_on:
            date = figure
        elif name in NAMED:
            named = figure.end


def reckoned_on(atoms: Atoms, figure: Figure) -> range:
    """The atoms of "per 100,000 people" or "below zero", whose numbers are no quantities of their own."""
    behind = atoms.words[figure.end : figure.after]
    start = next((at for at, word in enumerate(behind) if word in ("per", "/", "below")), len(behind))
    if start == len(behind) > 1 and behind[-2] == "a":  # "a dozen"
        start -= 2
    return range(figure.end + start, figure.after)


DATES = frozenset({"year", "month-day", "days-of-a-month"})


def settle(figure: Figure) -> None:
    """The last word on bound, change and kind of a figure."""
    if figure.bound in (*OPEN_ABOVE, *OPEN_BELOW) or figure.rule == "between-and":
        figure.change = None  # "rose more than 5%": a limit of the size, not the size
    if figure.vague:
        figure.bound = "vague"
    if figure.kind == "count" and figure.unit is None and figure.value != figure.value.to_integral_value():
        figure.kind = "other"


def record(atoms: Atoms, figure: Figure, id: str) -> Quantity:
    """The quantity that a finished figure stands for."""
    start, end = atoms.starts[figure.begin], atoms.ends[figure.stop - 1]
    return Quantity(
        id=id,
        span=TextSpan.of(atoms.text, start, end),
        number=(atoms.starts[figure.first], atoms.ends[figure.end - 1]),
        kind=figure.kind,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        unit=figure.unit,
        unit_code=figure.code,
        counted=figure.counted,
        change=figure.change,
        rule=figure.rule,
    )
