"""The line of reconcile: records -> stories -> joining and series -> groups of incidents -> events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from factx.plain import Plain
from factx.reconcile.best import DEFAULT
from factx.reconcile.days import iso
from factx.reconcile.events import SCHEMA, event_to_plain, rank_of
from factx.reconcile.groups import Group, Groups
from factx.reconcile.ids import name_events
from factx.reconcile.joining import Joining
from factx.reconcile.links import Links, Weights
from factx.reconcile.model import Incident, Place, Reason
from factx.reconcile.names import key_of
from factx.reconcile.origins import Copies
from factx.reconcile.series import Point, find_series, may_run
from factx.reconcile.store import Store
from factx.reconcile.stories import read_story
from factx.reconcile.words import Rarity


def reconcile(records: Iterable[Plain], *, best: str = DEFAULT) -> Plain:
    """The events that the records tell, as `factx reconcile --format json` prints them, those that matter most first.

    Args:
        best: name of the rule that picks the best figure, one of `best.RULES`.
    """
    return {"schema": SCHEMA, "events": list(find_events(records, best=best))}


def find_events(records: Iterable[Plain], *, best: str = DEFAULT, update: Path | None = None) -> Iterator[Plain]:
    """The same events one after the other: neither records nor events are held in memory.

    Args:
        update: a file of traces that is made, or brought up to date: the records are added to those of earlier runs,
            and events keep their ids.

    Raises RecordError for an `update` that is no such file.
    """
    with Store(update) as store:
        for record in records:
            if not store.has(record["document"]["id"], record["document"]["sha256"]):
                story = read_story(store.next_number(), record)
                store.add(story, record["document"]["sha256"])
        for event in _events(store, best):
            store.add_event(rank_of(event), event)
        yield from name_events(store)


def _events(store: Store, best: str) -> Iterator[Plain]:
    copies, joining = join_stories(store)
    groups = Groups(joining.forest, joining.reasons, joining.apart)
    places = Places(store, groups)
    _add_series(store, groups, places)
    _add_sides(store, groups, places)
    for group in groups.all():
        incidents = group.incidents(store.get)
        if any(incident.said for incident in incidents) or len(incidents) > 1:
            numbers = {incident.story for incident in incidents}
            numbers |= {number for reason in (*group.reasons, *group.apart) for number in (reason.first, reason.second)}
            yield event_to_plain({number: store.get(number) for number in numbers}, incidents, group, copies.root, best)


def join_stories(store: Store) -> tuple[Copies, Joining]:
    """Which stories are copies of one text, and which are chiefly about one event."""
    rarity, weights, copies = Rarity(), Weights(), Copies(store.get)
    for story in store.stories():
        rarity.count(story.terms)
        weights.count(story)
        copies.add(story)
    joining = Joining(rarity, Links(weights, store.get))
    seen: dict[int, int] = {}
    for story in store.in_time_order():
        root = copies.root(story.number)
        joining.add(story, seen.get(root))
        seen.setdefault(root, story.number)
    return copies, joining


def _add_series(store: Store, groups: Groups, places: Places) -> None:
    """Takes the figures of series out of the events whose articles tell them in passing."""
    points = (
        Point(groups.root(story.number), incident.main, said)
        for story in store.stories()
        for incident in story.incidents
        for said in incident.said
        if may_run(said)
    )
    running: dict[str | None, Group] = {}
    for line in find_series(points):
        home = line.home()
        if home is not None:
            groups.add_told(groups.of(home), [point for point in line.points if point.event != home])
        elif line.runs:
            group = running[line.place] = running.get(line.place) or groups.new()
            groups.add_line(group, line)
        else:
            groups.add_line(places.group(line.when), line)


def _add_sides(store: Store, groups: Groups, places: Places) -> None:
    """Gives the events that articles tell of in passing to the event of that place and day, or makes them events."""
    for story in store.stories():
        for index, incident in enumerate(story.incidents[1:], start=1):
            place = place_of(incident)
            group = places.group(place)
            home = places.homes.get(place) if place else None
            if place and home is not None:
                shared = f"{place[0]}, {iso(place[1])}"
                group.reasons.append(Reason(home, story.number, 0.0, "recalled", shared))
            group.sides.append((story.number, index))


class Places:
    """The events by place and day: those that articles are chiefly about, and those only told in passing."""

    def __init__(self, store: Store, groups: Groups) -> None:
        self._groups = groups
        self._others: dict[Place, Group] = {}
        self.homes: dict[Place, int] = {}
        for story in store.stories():
            place = place_of(story.incidents[0])
            if place is not None:
                self.homes.setdefault(place, story.number)

    def group(self, place: Place | None) -> Group:
        """The event at that place on that day, a new one where there is none or neither is known."""
        if place is None:
            return self._groups.new()
        if place in self.homes:
            return self._groups.of(self._groups.root(self.homes[place]))
        if place not in self._others:
            self._others[place] = self._groups.new()
        return self._others[place]


def place_of(incident: Incident) -> Place | None:
    """Place and day of an incident that tells both, by which others tell of the same."""
    if incident.place is None or incident.days is None or incident.days[0] != incident.days[1]:
        return None
    return key_of(incident.place), incident.days[0]
