"""The line of reconcile: records -> stories -> groups -> events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from factx.plain import Plain
from factx.reconcile.best import DEFAULT
from factx.reconcile.days import apart, iso
from factx.reconcile.events import SCHEMA, event_to_plain
from factx.reconcile.groups import Forest
from factx.reconcile.incidents import NEAR
from factx.reconcile.links import find_links
from factx.reconcile.model import Days, Incident, Reason, Story
from factx.reconcile.names import words_of
from factx.reconcile.origins import find_copies
from factx.reconcile.stories import read_story

Place = tuple[str, int]  # name and day


def reconcile(records: Iterable[Plain], *, best: str = DEFAULT) -> Plain:
    """The events that the records tell, as `factx reconcile --format json` prints them, the most told first.

    Args:
        best: name of the rule that picks the best figure, one of `best.RULES`.
    """
    stories = [read_story(number, record) for number, record in enumerate(records)]
    copies = find_copies(stories)
    forest, reasons = group_stories(stories, copies)
    events = [
        event_to_plain(stories, incidents, why, copies.root, best)
        for incidents, why in _groups(stories, forest, reasons)
        if any(incident.said for incident in incidents) or len(incidents) > 1
    ]
    events.sort(key=lambda event: (-event["origins"], -event["articles"]))
    return {"schema": SCHEMA, "events": [{"id": f"e{n}"} | event for n, event in enumerate(events, start=1)]}


def group_stories(stories: Sequence[Story], copies: Forest) -> tuple[Forest, list[Reason]]:
    """Stories that are chiefly about one event, and the reasons that joined them."""
    forest = Forest()
    days: dict[int, list[Days]] = {}
    for story in stories:
        forest.add(story.number)
        told = story.incidents[0].days
        days[story.number] = [told] if told else []
    kept: list[Reason] = []
    for link in [*_copied(copies), *find_links(stories)]:
        first, second = forest.root(link.first), forest.root(link.second)
        if first == second or (link.rule in ("days", "weeks") and _contradict(days[first], days[second])):
            continue
        days[forest.join(first, second)] = days[first] + days[second]
        kept.append(link)
    return forest, kept


def _copied(copies: Forest) -> Iterator[Reason]:
    for root, members in copies.sets().items():
        for member in members[1:]:
            yield Reason(root, member, 0.0, "copy", "the same words")


def _contradict(first: Sequence[Days], second: Sequence[Days]) -> bool:
    """Whether both tell when it happened, and no day of one comes near a day of the other."""
    if not first or not second:
        return False
    return apart(_hull(first), _hull(second)) > NEAR


def _hull(days: Sequence[Days]) -> Days:
    return min(first for first, _ in days), max(last for _, last in days)


def _groups(
    stories: Sequence[Story], forest: Forest, reasons: Iterable[Reason]
) -> Iterator[tuple[list[Incident], list[Reason]]]:
    """The incidents of each event: the main ones of its stories, then those that stand alone."""
    why: dict[int, list[Reason]] = defaultdict(list)
    for reason in reasons:
        why[forest.root(reason.first)].append(reason)
    groups = {root: [stories[n].incidents[0] for n in members] for root, members in forest.sets().items()}
    homes = {place: root for root, members in groups.items() for member in members if (place := _place(member))}
    alone: dict[object, list[Incident]] = defaultdict(list)
    for incident in (incident for story in stories for incident in story.incidents[1:]):
        place = _place(incident)
        if place is None or place not in homes:
            alone[place or len(alone)].append(incident)
            continue
        members = groups[homes[place]]
        shared = f"{place[0]}, {iso(place[1])}"
        why[homes[place]].append(Reason(members[0].story, incident.story, 0.0, "recalled", shared))
        members.append(incident)
    yield from ((members, why[root]) for root, members in groups.items())
    yield from ((members, []) for members in alone.values())


def _place(incident: Incident) -> Place | None:
    """Place and day of an incident that tells both, by which others tell of the same."""
    if incident.place is None or incident.days is None or incident.days[0] != incident.days[1]:
        return None
    return (" ".join(words_of(incident.place)), incident.days[0])
