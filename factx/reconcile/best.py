"""The best figure of several: named rules, and a documented default.

    credible  of the most credible kind of source the latest figure; but a lower one takes the place of a higher one
              only if two origins tell it, or the voice that told the higher one. On one day the figure that most
              origins tell, then the lower one. The default: conservative in the manner of UCDP's best estimate
              (Sundberg and Melander, 2013)
    latest    the latest figure, whoever says it; of those of one day the latest by the clock, where articles tell it
    most      the figure that most origins tell
    lowest, highest

Figures that count a part, that are taken back, that are only feared or possible, that nobody counted ("dozens") or that
factx added up ("a man and two children") are used only where there are no others; and of one article the figure that it
opens with, before those it gives later; and what articles tell in their first paragraphs, before what others tell far
below, unless it is of the same day or two origins tell it. The value of a range is its lower end ("at least 12": 12).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from factx.reconcile.model import Said
from factx.reconcile.voices import voice_key

Origin = Callable[[int], int]


def value_of(said: Said) -> float:
    """The number that stands for a figure: its lower end, or the upper one where it has no lower one."""
    value = said.high if said.low is None else said.low
    return 0.0 if value is None else value


def top_of(said: Said) -> float:
    """The upper end of a figure, or the lower one where it has no upper one."""
    value = said.low if said.high is None else said.high
    return 0.0 if value is None else value


def voice_of(said: Said) -> str:
    """Who says it, for comparing; an article that says it itself is a voice of its own."""
    return f"article {said.story}" if said.voice is None else voice_key(said.voice)


def credible(said: Sequence[Said], origin: Origin) -> float:
    rank = min(s.rank for s in said)
    return latest([*_lasting([s for s in said if s.rank == rank], origin)], origin)


def _lasting(said: Sequence[Said], origin: Origin) -> Iterator[Said]:
    """The highest figures, and those that may replace a higher one: of two origins, or of a voice that told higher."""
    tellers: dict[float, set[int]] = defaultdict(set)
    told: dict[str, float] = defaultdict(float)
    for one in said:
        tellers[value_of(one)].add(origin(one.story))
        told[voice_of(one)] = max(told[voice_of(one)], value_of(one))
    top = max(told.values())
    for one in said:
        value = value_of(one)
        if value == top or len(tellers[value]) > 1 or told[voice_of(one)] > value:
            yield one


def latest(said: Sequence[Said], origin: Origin) -> float:
    day = max(s.day or 0 for s in said)
    of_day = [s for s in said if (s.day or 0) == day]
    minute = max((s.minute for s in of_day if s.minute is not None), default=None)
    return most([s for s in of_day if s.minute in (None, minute)], origin)


def most(said: Sequence[Said], origin: Origin) -> float:
    counts = _tellers(said, origin)
    return min(counts, key=lambda value: (-counts[value], value))


def so_far(said: Sequence[Said], origin: Origin) -> float:
    """A running toll of the latest day: what most origins tell, then the higher one, for none comes back.

    "More than 500" then is no less than the 530 that were told before.
    """
    day = max(s.day or 0 for s in said)
    latest = [s for s in said if (s.day or 0) == day]
    counts = _tellers(latest, origin)
    last = max(counts, key=lambda value: (counts[value], value))
    if any(s.high is not None for s in latest if value_of(s) == last):
        return last
    return max([last, *(value_of(s) for s in said if s.bound not in ("about", "vague"))])


def _tellers(said: Iterable[Said], origin: Origin) -> Counter[float]:
    """How many origins tell each figure."""
    return Counter(value for value, _ in {(value_of(s), origin(s.story)) for s in said})


def lowest(said: Sequence[Said], origin: Origin) -> float:
    return min(map(value_of, said))


def highest(said: Sequence[Said], origin: Origin) -> float:
    return max(map(value_of, said))


RULES: dict[str, Callable[[Sequence[Said], Origin], float]] = {
    "credible": credible,
    "latest": latest,
    "most": most,
    "lowest": lowest,
    "highest": highest,
}
DEFAULT = "credible"


def best_of(said: Sequence[Said], origin: Origin, rule: str = DEFAULT) -> float:
    """The best of the figures by the named rule."""
    sums = {one.story: value_of(one) for one in said if one.added_up and one.opening}

    def stated(one: Said) -> bool:
        return not one.added_up and value_of(one) >= sums.get(one.story, 0)  # less than the sum is a part of it

    for good in (_whole, _firm, _counted, stated):
        said = [one for one in said if good(one)] or said
    return RULES[rule](_leading(said, origin), origin)


def _leading(said: Sequence[Said], origin: Origin) -> Sequence[Said]:
    """Of what articles open with what stands in their first paragraphs, is of the same day, or is told by two."""
    opening = [one for one in said if one.opening] or said
    days = {one.days for one in opening if one.lead and one.days}
    tellers = _tellers(said, origin)
    leading = [one for one in opening if one.lead or one.days in days or tellers[value_of(one)] > 1]
    return leading if any(one.lead for one in leading) else opening


def _whole(said: Said) -> bool:
    return not (said.subset or said.superseded)


def _firm(said: Said) -> bool:
    return not (said.hedged or said.negative)


def _counted(said: Said) -> bool:
    return said.bound != "vague"
