"""Union-find: things joined pairwise fall into groups, in time that grows with their number; and what a group holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from factx.reconcile.model import Claims, Incident, Reason, Said, Story

if TYPE_CHECKING:
    from factx.reconcile.quarters import Quarters
    from factx.reconcile.series import Line, Point


class Forest:
    """Disjoint sets of numbers (Tarjan, 1975), the smallest number of a set standing for it."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def add(self, item: int) -> None:
        self._parent.setdefault(item, item)

    def root(self, item: int) -> int:
        """The number that stands for the set of `item`."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, first: int, second: int) -> int:
        """Makes the sets of both one; gives the number that stands for it."""
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low
        return low

    def sets(self) -> dict[int, list[int]]:
        """All sets by the number that stands for them, in order."""
        members: dict[int, list[int]] = defaultdict(list)
        for item in sorted(self._parent):
            members[self.root(item)].append(item)
        return dict(members)


@dataclass(slots=True)
class Group:
    """What makes one event.

    mains  stories chiefly about it
    sides  incidents of other stories, as (story, place among its incidents)
    said   figures of this event that other stories tell in passing, by story
    lines  series that make an event of their own, or that are told of one
    taken  figures of its stories that are none of it, by story
    quarters  what a company's reports tell of each quarter
    """

    mains: list[int] = field(default_factory=list)
    sides: list[tuple[int, int]] = field(default_factory=list)
    said: dict[int, list[Said]] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    apart: list[Reason] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    taken: dict[int, set[Claims]] = field(default_factory=dict)
    quarters: Quarters = field(default_factory=dict)

    def incidents(self, story_of: Callable[[int], Story]) -> list[Incident]:
        """Main incidents first; figures that belong to a series are left out of all but that."""
        chosen = [story_of(number).incidents[0] for number in self.mains]
        chosen += [story_of(number).incidents[index] for number, index in self.sides]
        kept = [_without(incident, self.taken.get(incident.story)) for incident in chosen]
        kept = [incident for incident in kept if incident.main or incident.said]
        return kept + [
            Incident(number, False, None, None, None, tuple(said)) for number, said in self._passing().items()
        ]

    def _passing(self) -> dict[int, list[Said]]:
        """What is told in passing, by story."""
        told = {number: list(said) for number, said in self.said.items()}
        for line in self.lines:
            for point in (*line.points, *line.undated):
                told.setdefault(point.said.story, []).append(point.said)
        for one in chain.from_iterable(self.quarters.values()):
            told.setdefault(one.story, []).append(one)
        return told


def _without(incident: Incident, taken: set[Claims] | None) -> Incident:
    if not taken:
        return incident
    said = tuple(one for one in incident.said if one.claims not in taken)
    gone = [one for one in incident.said if one.claims in taken]
    days = None if _only(incident.days, gone, said, "days") else incident.days
    place = None if _only(incident.place, gone, said, "place") else incident.place
    return Incident(incident.story, incident.main, days, place, incident.country, said)


def _only(value: object, gone: Sequence[Said], said: Sequence[Said], name: str) -> bool:
    """Whether only figures that are of another event told this day or place."""
    told = [getattr(one, name) for one in gone]
    return value in told and value not in [getattr(one, name) for one in said]


class Groups:
    """The groups by the number that stands for their main stories, and those without."""

    def __init__(self, forest: Forest, reasons: Iterable[Reason], apart: Iterable[Reason]) -> None:
        self._forest = forest
        self._taken: dict[int, set[Claims]] = {}
        self._by_root = {root: Group(mains=members, taken=self._taken) for root, members in forest.sets().items()}
        self._others: list[Group] = []
        for reason in reasons:
            self.of(self.root(reason.first)).reasons.append(reason)
        for reason in apart:
            if self.root(reason.first) != self.root(reason.second):
                self.of(self.root(reason.second)).apart.append(reason)

    def root(self, number: int) -> int:
        return self._forest.root(number)

    def of(self, root: int) -> Group:
        return self._by_root[root]

    def new(self) -> Group:
        """A group that no story is chiefly about."""
        self._others.append(Group(taken=self._taken))
        return self._others[-1]

    def add_line(self, group: Group, line: Line) -> None:
        """Moves the figures of a series to the event that it is."""
        self._take([*line.points, *line.undated])
        group.lines.append(line)

    def add_told(self, group: Group, points: Iterable[Point]) -> None:
        """Moves figures to the event whose toll they are."""
        points = list(points)
        self._take(points)
        for point in points:
            group.said.setdefault(point.said.story, []).append(point.said)

    def _take(self, points: Iterable[Point]) -> None:
        for point in points:
            self._taken.setdefault(point.said.story, set()).add(point.said.claims)

    def all(self) -> Iterator[Group]:
        yield from self._by_root.values()
        yield from self._others
