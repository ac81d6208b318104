"""The ids of events: e1, e2, … in their order; an event that an earlier run knew keeps the id that it had then."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from factx.errors import RecordError
from factx.plain import Plain
from factx.reconcile.store import Store

ID = re.compile(r"e[1-9]\d{0,11}")
SCHEMA_WITHIN = 200  # bytes in which a file says what it is
MAIN = 1000  # an article that is chiefly about an event counts so much more than one that mentions it


Home = tuple[str, str, bool]  # an article, an event it tells, and whether it is chiefly about it


def is_events_file(path: Path, schema: str) -> bool:
    """Whether a file begins as one of events does."""
    try:
        with path.open("rb") as opened:
            return f'"{schema}"'.encode() in opened.read(SCHEMA_WITHIN)
    except OSError:
        return False


def read_homes(path: Path) -> list[Home]:
    """The articles of a file of events, as `factx reconcile --format json` wrote it. Raises RecordError for another."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        events = {event["id"]: event["documents"] for event in found["events"]}
        if not all(map(ID.fullmatch, events)):
            raise ValueError("an event has another kind of id")
        return [(str(d["id"]), id, bool(d["main"])) for id, documents in events.items() for d in documents]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{path}: not a file of events that factx reconcile --format json wrote") from error


def keep_homes(store: Store, before: Iterable[Home]) -> None:
    """Lets the events of an earlier run keep their ids. Raises RecordError if articles of theirs are not there now."""
    homes = list(before)
    missing = store.missing(article for article, _, _ in homes)
    if missing:
        articles = f"{missing} article{'s' * (missing > 1)}"
        raise RecordError(
            f"the events tell of {articles} whose records are not given; give those too, or keep traces with --update"
        )
    if homes:
        store.keep_homes(homes)


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
