"""The line of reconcile: records -> stories -> joining and series -> groups of incidents -> events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factx.model import HARM
from factx.plain import Plain
from factx.reconcile.best import DEFAULT
from factx.reconcile.days import iso
from factx.reconcile.events import EVENTS_SCHEMA, event_to_plain, rank_of
from factx.reconcile.groups import Group, Groups
from factx.reconcile.ids import Home, keep_homes, name_events
from factx.reconcile.joining import Joining
from factx.reconcile.links import Links, Weights
from factx.reconcile.model import Incident, Place, Reason, Said, Story
from factx.reconcile.names import key_of
from factx.reconcile.origins import Copies
from factx.reconcile.quarters import find_quarters
from factx.reconcile.series import Point, find_series, may_run
from factx.reconcile.store import Store, Trace
from factx.reconcile.stories import read_story
from factx.reconcile.words import Rarity


def reconcile(records: Iterable[Plain], *, best: str = DEFAULT) -> Plain:
    """The events that the records tell, as `factx reconcile --format json` prints them, those that matter most first.

    Args:
        best: name of the rule that picks the best figure, one of `best.RULES`.
    """
    return {"schema": EVENTS_SCHEMA, "events": list(find_events(records, best=best))}


def find_events(
    records: Iterable[Plain],
    *,
    best: str = DEFAULT,
    update: Path | None = None,
    before: Iterable[Home] = (),
    traces: Iterable[Trace] = (),
    explain: bool = False,
) -> Iterator[Plain]:
    """The same events one after the other: neither records nor events are held in memory.

    Args:
        update: a file of traces that is made, or brought up to date: the records are added to those of earlier runs,
            and events keep their ids.
        before: what events an earlier run found (`read_homes`): those that are still there keep their ids.
        traces: of records that were read elsewhere (`traces.gather`), which stand before `records`.
        explain: events have in `apart` what was alike enough to join, and what spoke against it.

    Raises RecordError for an `update` that is no such file, and for events `before` of articles that are not there now.
    """
    with Store(update) as store:
        counts = read_into(store, records, traces)
        keep_homes(store, before)
        for rank, event in _events(store, counts, best, explain=explain):
            store.add_event(rank, event)
        yield from name_events(store)


class Counts:
    """What must be known of all stories before the first is joined: how rare words and names are, and the copies."""

    def __init__(self, store: Store) -> None:
        self.rarity, self.weights, self.copies = Rarity(), Weights(), Copies(store.get)

    def add(self, story: Story) -> None:
        self.rarity.count(story.terms)
        self.weights.count(story)
        self.copies.add(story)


def read_into(store: Store, records: Iterable[Plain], traces: Iterable[Trace] = ()) -> Counts:
    """Keeps the traces of records, of those with one id the last, and counts all that are in the store then."""
    counts, fresh = Counts(store), not len(store)
    for trace in traces:
        if not store.has(trace.id, trace.sha256):
            store.add_trace(store.next_number(), trace)
            fresh = False
    for record in records:
        id, sha256 = record["document"]["id"], record["document"]["sha256"]
        if store.has(id, sha256):
            continue
        story = read_story(store.next_number(), record)
        fresh = store.add(story, sha256) and fresh
        if fresh:
            counts.add(story)
    if not fresh:
        counts = Counts(store)
        for story in store.stories():
            counts.add(story)
    return counts


def _events(store: Store, counts: Counts, best: str, *, explain: bool) -> Iterator[tuple[float, Plain]]:
    joining, asides = join_stories(store, counts, explain=explain)
    groups = Groups(joining.forest, joining.reasons, joining.apart)
    places = Places(groups, asides.homes)
    _add_series(groups, places, asides)
    _add_sides(groups, places, asides)
    for quarters in find_quarters(asides.quarters).values():
        groups.new().quarters = quarters
    for group in groups.all():
        incidents = group.incidents(store.outline)
        if any(incident.said for incident in incidents) or len(incidents) > 1:
            numbers = {incident.story for incident in incidents}
            numbers |= {number for reason in (*group.reasons, *group.apart) for number in (reason.first, reason.second)}
            stories = {number: store.outline(number) for number in numbers}
            event = event_to_plain(stories, incidents, group, counts.copies.root, best)
            yield rank_of(event, incidents), event


@dataclass(slots=True)
class Asides:
    """What stories tell beside what they are chiefly about.

    homes    the first story that opens with the harm that was done at a place on a day
    sides    incidents told in passing: place and day, story, place among the story's incidents
    running  figures that may be of a series, and whether the story counts them to its main event
    quarters  figures of a company's quarters
    """

    homes: dict[Place, int] = field(default_factory=dict)
    sides: list[tuple[Place | None, int, int]] = field(default_factory=list)
    running: list[tuple[bool, Said]] = field(default_factory=list)
    quarters: list[Said] = field(default_factory=list)

    def add(self, story: Story) -> None:
        for index, incident in enumerate(story.incidents):
            place = place_of(incident)
            if index:
                self.sides.append((place, story.number, index))
            elif place is not None and any(said.lead and said.type in HARM for said in incident.said):
                self.homes.setdefault(place, story.number)
            self.running += [(incident.main, said) for said in incident.said if may_run(said)]
            self.quarters += [said for said in incident.said if said.quarter]


def join_stories(store: Store, counts: Counts, *, explain: bool = False) -> tuple[Joining, Asides]:
    """Which stories are chiefly about one event, and what they tell beside it."""
    joining, asides = Joining(counts.rarity, Links(counts.weights, store.get), explain=explain), Asides()
    seen: dict[int, int] = {}
    for story in store.in_time_order():
        root = counts.copies.root(story.number)
        joining.add(story, seen.get(root))
        seen.setdefault(root, story.number)
        asides.add(story)
    return joining, asides


def _add_series(groups: Groups, places: Places, asides: Asides) -> None:
    """Takes the figures of series out of the events whose articles tell them in passing."""
    running: dict[str | None, Group] = {}
    for line in find_series(Point(groups.root(said.story), own, said) for own, said in asides.running):
        home = line.home()
        if home is not None:
            groups.add_told(groups.of(home), [*line.told_elsewhere(home), *line.undated])
        elif line.runs:
            group = running.get(line.place) or groups.new()
            groups.add_line(group, line)
            if line.place is not None:
                running[line.place] = group
        elif (home_there := places.home(line.when)) is not None:
            groups.add_told(home_there, [*line.points, *line.undated])
        else:
            groups.add_line(places.group(line.when), line)


def _add_sides(groups: Groups, places: Places, asides: Asides) -> None:
    """Gives the events that articles tell of in passing to the event of that place and day, or makes them events."""
    for place, number, index in sorted(asides.sides, key=lambda side: side[1:]):
        group = places.group(place)
        if place in asides.homes:
            shared = f"{place[0]}, {iso(place[1])}"
            group.reasons.append(Reason(asides.homes[place], number, 0.0, "recalled", shared))
        group.sides.append((number, index))


class Places:
    """The events by place and day: those that articles are chiefly about, and those only told in passing."""

    def __init__(self, groups: Groups, homes: dict[Place, int]) -> None:
        self._groups = groups
        self._homes = homes
        self._others: dict[Place, Group] = {}

    def home(self, place: Place | None) -> Group | None:
        """The event at that place on that day that articles are chiefly about."""
        return self._groups.of(self._groups.root(self._homes[place])) if place in self._homes else None

    def group(self, place: Place | None) -> Group:
        """The event at that place on that day, a new one where there is none or neither is known."""
        if place is None:
            return self._groups.new()
        home = self.home(place)
        if home is not None:
            return home
        if place not in self._others:
            self._others[place] = self._groups.new()
        return self._others[place]


def place_of(incident: Incident) -> Place | None:
    """Place and day of an incident that tells both, by which others tell of the same."""
    if incident.place is None or incident.days is None or incident.days[0] != incident.days[1]:
        return None
    return key_of(incident.place), incident.days[0]
