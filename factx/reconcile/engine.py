"""The line of reconcile: records -> stories -> joining and series -> groups of incidents -> events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factx.model import HARM
from factx.plain import Plain
from factx.reconcile.best import DEFAULT
from factx.reconcile.days import apart, iso
from factx.reconcile.events import EVENTS_SCHEMA, event_to_plain, rank_of
from factx.reconcile.groups import Group, Groups
from factx.reconcile.ids import Home, keep_homes, name_events
from factx.reconcile.incidents import DAYS_APART, is_recent
from factx.reconcile.joining import Joining
from factx.reconcile.links import Links, Weights
from factx.reconcile.model import Days, Incident, Place, Reason, Said, Story
from factx.reconcile.names import key_of
from factx.reconcile.origins import Copies
from factx.reconcile.quarters import find_quarters
from factx.reconcile.series import Line, Point, find_series, may_run
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
    places = Places(groups, asides)
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

    homes    the stories that open with the harm that was done at a place on a day, in their news
    days     when that is told of, by story
    sides    incidents told in passing: place and day, story, place among the story's incidents
    running  figures that may be of a series, and whether the story counts them to its main event
    quarters  figures of a company's quarters
    """

    homes: dict[Place, list[int]] = field(default_factory=lambda: defaultdict(list))
    days: dict[int, Days] = field(default_factory=dict)
    sides: list[tuple[Place | None, int, int]] = field(default_factory=list)
    running: list[tuple[bool, Said]] = field(default_factory=list)
    quarters: list[Said] = field(default_factory=list)

    def add(self, story: Story) -> None:
        main, *sides = story.incidents
        place = place_of(main)
        if main.days and main.days[0] == main.days[1]:
            self.days[story.number] = main.days
        if place is not None and _opens_with_harm(main) and is_recent((place[1], place[1]), story.day):
            self.homes[place].append(story.number)
        self.sides += [(place_of(side), story.number, index) for index, side in enumerate(sides, 1)]
        for incident in story.incidents:
            self.running += [(incident.main, said) for said in incident.said if may_run(said)]
            self.quarters += [said for said in incident.said if said.quarter]


def _opens_with_harm(incident: Incident) -> bool:
    return any(said.lead and said.type in HARM for said in incident.said)


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
    placed: list[tuple[Line, Group]] = []
    lines = find_series(Point(groups.root(said.story), own, said) for own, said in asides.running)
    for line in sorted(lines, key=lambda line: (-len(line.stories), line.type != "killed")):
        home = line.home()
        if home is not None:
            groups.add_told(groups.of(home), [*line.told_elsewhere(home), *line.undated])
        elif line.runs:
            group = running.get(line.place) or groups.new()
            groups.add_line(group, line)
            if line.place is not None:
                running[line.place] = group
        elif (beside := next((group for other, group in placed if line.is_told_with(other)), None)) is not None:
            groups.add_told(beside, [*line.told_since(line.when), *line.undated])
        elif (home_there := places.home(line.when)) is not None:
            groups.add_told(home_there, [*line.told_since(line.when), *line.undated])
        else:
            placed.append((line, places.group(line.when)))
            groups.add_line(placed[-1][1], line)


def _add_sides(groups: Groups, places: Places, asides: Asides) -> None:
    """Gives the events that articles tell of in passing to the event of that place and day, or makes them events."""
    for place, number, index in sorted(asides.sides, key=lambda side: side[1:]):
        group = places.group(place)
        home = places.story(place)
        if place is not None and home is not None:
            group.reasons.append(Reason(home, number, 0.0, "recalled", f"{place[0]}, {iso(place[1])}"))
        group.sides.append((number, index))


class Places:
    """The events by place and day: those that articles are chiefly about, and those only told in passing."""

    def __init__(self, groups: Groups, asides: Asides) -> None:
        self._groups = groups
        self._homes = {place: self._home(place, stories, asides.days) for place, stories in asides.homes.items()}
        self._others: dict[Place, Group] = {}

    def _home(self, place: Place, stories: Sequence[int], days: Mapping[int, Days]) -> int | None:
        """The first story of the event that opens with it; None where most of that event's stories tell other days."""
        roots = Counter(map(self._groups.root, stories))
        root = max(roots, key=lambda number: (roots[number], -number))
        told = [days[story] for story in self._groups.of(root).mains if story in days]
        near = sum(apart(day, (place[1], place[1])) <= DAYS_APART for day in told)
        return next(story for story in stories if self._groups.root(story) == root) if near * 2 >= len(told) else None

    def story(self, place: Place | None) -> int | None:
        """A story that is chiefly about what happened at that place on that day."""
        return None if place is None else self._homes.get(place)

    def home(self, place: Place | None) -> Group | None:
        """The event at that place on that day that articles are chiefly about."""
        story = self.story(place)
        return None if story is None else self._groups.of(self._groups.root(story))

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
