"""The ids of events: e1, e2, … in their order; an event that an earlier run knew keeps the id that it had then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factx.plain import Plain
from factx.reconcile.store import Store

MAIN = 1000  # an article that is chiefly about an event counts so much more than one that mentions it


def name_events(store: Store) -> Iterator[Plain]:
    """The events of the store in their order, each with its id first; the store keeps who told which."""
    before = store.homes()
    taken: set[str] = set()
    last = max((int(event[1:]) for told in before.values() for event in told), default=0)
    rows: list[tuple[str, str, bool]] = []
    for event in store.events():
        id = _known(event, before, taken)
        if id is None:
            last += 1
            id = f"e{last}"
        taken.add(id)
        rows += [(document["id"], id, document["main"]) for document in event["documents"]]
        yield {"id": id} | event
    store.keep_homes(rows)


def _known(event: Plain, before: dict[str, dict[str, bool]], taken: set[str]) -> str | None:
    """The id of the earlier event with which this one shares most articles, and that no other has taken."""
    shared: Counter[str] = Counter()
    for document in event["documents"]:
        for id, main in before.get(document["id"], {}).items():
            if main == document["main"]:
                shared[id] += MAIN if main else 1
    free = [id for id in shared if id not in taken]
    return min(free, key=lambda id: (-shared[id], int(id[1:])), default=None)
