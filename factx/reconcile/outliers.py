"""Figures of one row that stand apart from the rest, and how the rest moved over time.

Where three origins and more tell a toll, a figure many times their median that one origin alone tells is no part of the
range: a statistic, a year, a number that is none. It stays among what is said, with the reason. A later figure of a
credible kind of source is no such figure: a toll may leap. A toll so far that is far above what articles open with is
of more than this event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from factx.reconcile.best import Origin, most, value_of, voice_of
from factx.reconcile.model import Claims, Said

ORIGINS = 3
FAR = 5.0  # times the median
# … of what an article tells below its first paragraphs in its own voice: there other attacks are recalled
FAR_BELOW = 3.0
FAR_SO_FAR = 1.5  # times the highest figure that an article opens with

Outliers = dict[int, dict[Claims, str]]  # why, by story and claim


def outliers_of(said: Sequence[Said], origin: Origin) -> Outliers:
    """The claims that are outliers, with the reason."""
    counted = [s for s in said if not (s.subset or s.superseded or s.negative) and s.bound != "vague"]
    by_origin = {(origin(one.story), value_of(one)): one for one in counted}
    found: Outliers = defaultdict(dict)
    for one in _so_far(counted):
        found[one.story][one.claims] = "a toll so far, of more than this event"
    if len({text for text, _ in by_origin}) < ORIGINS:
        return found
    middle = median(value for _, value in by_origin)
    for one in counted:
        far = FAR if one.lead or one.voice is not None else FAR_BELOW
        if value_of(one) > far * middle and not _supported(one, counted, origin, far):
            found[one.story][one.claims] = f"one article alone; the others say about {middle:,.0f}"
    return found


def _so_far(counted: Sequence[Said]) -> list[Said]:
    """Tolls so far that are far above the figures of the day itself: of a year's attacks, of the war."""
    days = [value_of(one) for one in counted if not one.running and one.opening]
    return [one for one in counted if days and one.running and value_of(one) > FAR_SO_FAR * max(days)]


def _supported(one: Said, counted: Sequence[Said], origin: Origin, far: float) -> bool:
    """Whether another origin tells a figure of that size, or it is the last word of a credible source."""
    near = {origin(s.story) for s in counted if value_of(s) * far > value_of(one)}
    last = all((s.day or 0) < (one.day or 0) for s in counted if s.story != one.story)
    return len(near) > 1 or (last and one.rank == 1 and one.voice is not None)


def trend_of(said: Sequence[Said], origin: Origin) -> Iterator[tuple[int, float]]:
    """Day by day what the most credible sources of the day say, where it is another figure than before.

    A lower one counts where a voice that told the higher one tells it: what another voice says is no movement. Vague
    ones ("hundreds") are steps only where nobody gives a number.
    """
    days: dict[int, list[Said]] = defaultdict(list)
    counted = [s for s in said if not (s.subset or s.superseded or s.negative or s.hedged)]
    for one in [s for s in counted if s.bound != "vague"] or counted:
        if one.day is not None:
            days[one.day].append(one)
    before, voices = 0.0, set[str]()
    for day, firm in sorted(days.items()):
        rank = min(s.rank for s in firm)
        value = most([s for s in firm if s.rank == rank], origin)
        telling = {voice_of(s) for s in firm if value_of(s) == value}
        if value > before or (value < before and voices & telling):
            yield day, value
            before, voices = value, telling
        elif value == before:
            voices |= telling
