"""Numbers that are days or years: "March 3", "between 3 and 5 June", "in 2019", "2023-24"."""

from __future__ import annotations

from factx.quantities.atoms import NUMBER, Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure
from factx.quantities.patterns import LAST_DAY, is_month

FIRST_YEAR, LAST_YEAR, RECENT = 1000, 2100, 1900


def month_day(candidate: Candidate) -> bool:
    """ "March 3", "Sept. 11", "March 2021"; not "in March 40 people died", "on 5 June 12 people died"."""
    atoms, figure = candidate.atoms, candidate.figure
    at = figure.first - 1
    comma = atoms.words[at] == ","
    at -= comma or atoms.words[at] == "."
    if not is_month(atoms, at) or figure.scale != 1:
        return False
    dated = atoms.words[figure.end] == "," and atoms.kinds[figure.end + 1] == NUMBER
    if figure.value >= FIRST_YEAR:
        return figure.value <= LAST_YEAR and "," not in atoms.raw(figure.first) and not (comma and candidate.several())
    if figure.value > LAST_DAY or (comma and not dated):
        return False
    return dated or not (candidate.counts_them() and names_whole_month(candidate, at))


def names_whole_month(candidate: Candidate, at: int) -> bool:
    """Whether the month at `at` is named without its day, or with a day before it: "in March", "on 5 June"."""
    atoms, before = candidate.atoms, at - 1
    while atoms.words[before] in candidate.lists["month_parts"]:
        before -= 1
    day = atoms.kinds[before] == NUMBER and atoms.words[before].isdecimal() and int(atoms.words[before][:4]) <= LAST_DAY
    return day or atoms.words[before] in candidate.lists["whole_month"]


def continues_date(atoms: Atoms, figure: Figure, date: Figure) -> bool:
    """Whether the figure goes on with a date: "2014-15", "Sept. 20-24", "March 3, 4 and 5"; not "in 2014 to 45"."""
    at = date.end
    dash = atoms.dash(at) or atoms.words[at] == "/"
    tight = dash and atoms.glued(at - 1) and atoms.glued(at)
    if figure.first - at != 1 or figure.value > LAST_YEAR or figure.style != "digits":
        return False
    if figure.unit is not None and figure.counted is None and not tight:
        return False
    if dash:
        return True
    alike = figure.value <= LAST_DAY if date.value <= LAST_DAY else figure.value >= FIRST_YEAR
    listed = atoms.words[at] in ("and", "to") or (atoms.words[at] == "," and atoms.words[figure.end] == "and")
    return listed and figure.unit is None and alike and figure.value == figure.value.to_integral_value()


def year(candidate: Candidate) -> bool:
    """ "in 2019", "the 2016 vote"; not "2000 people" or "1500 each"."""
    atoms, figure = candidate.atoms, candidate.figure
    raw = atoms.raw(figure.first)
    four = figure.end == figure.first + 1 and len(raw) == 4 and raw.isdecimal()
    if not four or not FIRST_YEAR <= figure.value <= LAST_YEAR:
        return False
    if candidate.prefixed() or (candidate.measured() and not atoms.raw(figure.end)[:1].isupper()):
        return False
    label, before = atoms.token(figure.first).ent_type_, atoms.words[figure.first - 1]
    several, led = candidate.several(), before in candidate.lists["before_year"]
    if several and not led and atoms.token(figure.first - 1).pos_ == "VERB":
        return False
    if label == "DATE":
        return True
    recent = figure.value >= RECENT
    if led:
        return recent or (figure.counted is None and label == "")
    if label in ("CARDINAL", "QUANTITY", "MONEY"):
        return recent and figure.counted is not None and not several
    return recent and (not several or label != "")
