"""How the figures of one row stand to each other.

single    one origin and one voice tell it
agree     their ranges have a number in common
update    they differ, and later reports raised or corrected the earlier ones
conflict  voices differ at the same time, and no later report has caught up with the higher figure;
          or one voice stays below what another said before
subset    all of them count parts only
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf

from factx.reconcile.best import Origin, voice_of
from factx.reconcile.model import Said

ROUND = 0.1  # part by which "about 150" may be off
VAGUE_TIMES = 10.0  # times that "dozens" may be more than twelve
VOICES_COMPARED = 40  # voices that are compared one by one: the latest

Range = tuple[float, float]


def range_of(said: Said) -> Range:
    """The numbers that a figure allows."""
    low = -inf if said.low is None else said.low
    high = inf if said.high is None else said.high
    if said.bound == "about":
        return low * (1 - ROUND), high * (1 + ROUND)
    return (low, low * VAGUE_TIMES) if said.bound == "vague" else (low, high)


def status_of(said: Sequence[Said], origin: Origin) -> str:
    """The status of the figures of one row."""
    counted = [s for s in said if not (s.subset or s.superseded)]
    if not counted:
        return "subset"
    ranges = [range_of(s) for s in counted]
    if max(low for low, _ in ranges) <= min(high for _, high in ranges):
        return "single" if len({(s.voice, origin(s.story)) for s in counted}) == 1 else "agree"
    return "conflict" if _open_day(counted) or _lower_voice(counted) else "update"


def _open_day(counted: Sequence[Said]) -> bool:
    """Whether voices excluded each other on one day (at one time, where all have one), and no later one caught up."""
    days: dict[tuple[int, int], list[Said]] = defaultdict(list)
    timed = all(said.minute is not None for said in counted)
    for said in counted:
        days[said.day or 0, (said.minute or 0) if timed else 0].append(said)
    reached = -inf
    for day in sorted(days, reverse=True):
        top = _excluding(days[day])
        if top is not None and top > reached:
            return True
        reached = max([reached, *(range_of(s)[1] for s in days[day])])
    return False


def _excluding(said: Iterable[Said]) -> float | None:
    """The higher one of two figures that exclude each other, told by different voices; None if none do."""
    voices: dict[str, Range] = {}
    for one in said:
        low, high = range_of(one)
        before = voices.get(voice_of(one), (-inf, inf))
        voices[voice_of(one)] = max(low, before[0]), max(high, before[1]) if before[1] < inf else high
    top = max(voices, key=lambda voice: voices[voice][0])
    others = [high for voice, (_, high) in voices.items() if voice != top]
    return voices[top][0] if others and min(others) < voices[top][0] else None


def _lower_voice(counted: Sequence[Said]) -> bool:
    """Whether the last word of a named voice is less than what another named one said on an earlier day."""
    named = sorted((s for s in counted if s.voice is not None), key=lambda s: s.day or 0)
    last = {voice_of(one): one for one in named}
    return any(
        (earlier.day or 0) < (later.day or 0)
        and voice_of(earlier) != voice_of(later)
        and range_of(later)[1] < range_of(earlier)[0]
        for later in list(last.values())[-VOICES_COMPARED:]
        for earlier in named[-VOICES_COMPARED * 4 :]
    )
