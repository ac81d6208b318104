"""What an annotation tool shows of a record: stretches of the text with a label, and links between them.

    Figure   the number with its bound
    Event    the word that tells what happened, with the event's type
    Source, Cue, Content   the three parts of an attribution
    Place, Time            where and when the event of a claim was

Links go from the cue to its source and content, and from the event to its figure, place and time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factx.plain import Plain

LABELS = ("Figure", "Event", "Source", "Cue", "Content", "Place", "Time")
MARK_LINKS = ("source", "content", "figure", "place", "time")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch, or several, with its label; `type` is the event's."""

    id: str
    label: str
    spans: Spans
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """From one mark to another, by their ids."""

    label: str
    start: str
    end: str


def marks_of(record: Plain) -> tuple[list[Mark], list[Link]]:
    """The marks and links of a record, in the order of its attributions and claims. Claims on the title have none.

    An event to which nothing is linked is left out: its word alone tells nothing, and some readers of brat refuse it.
    """
    found: dict[str, Mark] = {}
    links: dict[Link, None] = {}
    for mark, link in [*_attributed(record), *_claimed(record)]:
        found.setdefault(mark.id, mark)
        if link is not None:
            links[link] = None
    kept = [link for link in links if link.start in found and link.end in found]
    linked = {link.start for link in kept}
    return [mark for mark in found.values() if mark.label != "Event" or mark.id in linked], kept


def _attributed(record: Plain) -> Iterator[tuple[Mark, Link | None]]:
    for stated in record["attributions"]:
        id = stated["id"]
        yield Mark(f"{id}-cue", "Cue", _spans(stated["cue"])), None
        if stated["source"] is not None:
            yield Mark(f"{id}-source", "Source", _spans(stated["source"])), Link("source", f"{id}-cue", f"{id}-source")
        yield Mark(f"{id}-content", "Content", _spans(stated["content"])), Link("content", f"{id}-cue", f"{id}-content")


def _claimed(record: Plain) -> Iterator[tuple[Mark, Link | None]]:
    for claim in record["claims"]:
        if claim["section"] == "title":
            continue
        event, quantity = claim["event"], claim["quantity"]
        id = f"{claim['id']}-event"
        if event is not None:
            yield Mark(id, "Event", (tuple(event["trigger"]),), event["type"]), None
        if quantity is not None:
            yield Mark(quantity["id"], "Figure", _spans(quantity)), Link("figure", id, quantity["id"])
        for name, label in (("place", "Place"), ("when", "Time")):
            if claim[name] is not None:
                mark = Mark(f"{claim['id']}-{name}", label, _spans(claim[name]))
                yield mark, Link(label.lower(), id, mark.id)


def _spans(thing: Any) -> Spans:
    return tuple((start, end) for start, end in thing.get("spans") or [thing["span"]])
