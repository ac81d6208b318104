"""Union-find: things joined pairwise fall into groups, in time that grows with their number."""

from __future__ import annotations

from collections import defaultdict


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
