"""Repairs: what the parser got wrong of the proposed candidates, as the order of the words and the quotations show.

Each step gives new candidates. Those of `ONE_BY_ONE` look at a candidate alone; the others also at its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from factx.attributions.asked import hand_on
from factx.attributions.blocks import fill_blocks
from factx.attributions.candidate import Candidate, Candidates
from factx.attributions.edges import cut_behind, cut_question, cut_tail, grow, grow_joined, trim
from factx.attributions.quoting import attach_quotations, cut_fronts
from factx.attributions.relatives import name_antecedent
from factx.attributions.speakers import (
    close_with_speaker,
    go_on,
    inherit_sources,
    leave_opening,
    leave_quotation,
    leave_to_heirs,
    mend_source,
    name_beside,
    turn_inverted,
)
from factx.attributions.surface import fill_around, fill_gap, fill_interrupted, fill_tails, fill_that
from factx.attributions.turns import leave_to_next
from factx.language import Text

Step = Callable[[Text, Candidates], Candidates]


def each(step: Callable[[Text, Candidate], Candidate]) -> Step:
    """A step on one candidate as a step on all."""

    @wraps(step)
    def on_all(s: Text, found: Candidates) -> Candidates:
        return tuple([step(s, c) for c in found])

    return on_all


REPAIRS: tuple[Step, ...] = (
    each(mend_source),
    each(leave_quotation),
    each(leave_opening),
    each(close_with_speaker),
    each(name_beside),
    each(turn_inverted),
    hand_on,
    inherit_sources,
    go_on,
    each(fill_interrupted),
    each(fill_gap),
    each(cut_tail),
    each(cut_question),
    each(grow_joined),
    each(fill_that),
    each(cut_behind),
    each(grow),
    leave_to_heirs,
    leave_to_next,
    cut_fronts,
    attach_quotations,
    each(fill_around),
    fill_tails,
    each(name_antecedent),
    each(trim),
    fill_blocks,
)


def repair(s: Text, found: Candidates) -> Candidates:
    """The candidates after all steps."""
    for step in REPAIRS:
        found = step(s, found)
    return found
