"""Tells ages: "a 45-year-old man", "aged 7", "Maria Lopez, 34, was shot", "he was 17 when he left".

The `[[age]]` rules compete with the other kinds of quantity as readings do; what they ask is in candidate.py and here.
"""

from __future__ import annotations

from collections.abc import Sequence

from factx.quantities.atoms import Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.readings import Reading, reading_of

UNIT = "year of age"
AGE_UNITS = frozenset({"year", "month", "week", "day"})
LEADS = (("the", "age", "of"), ("the", "ages", "of"), ("age", "of"))


def read_age(candidate: Candidate, ages: Sequence[Reading]) -> None:
    """Makes the figure an age if it is one."""
    atoms, figure = candidate.atoms, candidate.figure
    if figure.unit in AGE_UNITS and is_old(atoms, figure.after):
        end = figure.after + 1 + atoms.dash(figure.after)
        figure.become_age("year-old", f"{figure.unit} of age")
        figure.after = end
    elif candidate.years() and (rule := reading_of(candidate, ages)):
        figure.become_age(rule, UNIT)
        lead = next((len(phrase) for phrase in LEADS if atoms.phrase_before(figure.begin, phrase)), 0)
        figure.begin -= lead  # so that "under" before "the age of" is seen


def is_old(atoms: Atoms, at: int) -> bool:
    """Whether "old" or "-old" begins at atom `at`; "-olds" too."""
    return atoms.words[at + atoms.dash(at)] in ("old", "olds") or atoms.phrase_at(at, ("of", "age"))
