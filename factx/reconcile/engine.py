"""The line of reconcile: records -> stories -> groups -> events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from factx.plain import Plain
from factx.reconcile.best import DEFAULT
from factx.reconcile.days import iso
from factx.reconcile.events import SCHEMA, event_to_plain
from factx.reconcile.groups import Forest
from factx.reconcile.joining import Joining
from factx.reconcile.links import Links, Weights
from factx.reconcile.model import Incident, Reason, Story
from factx.reconcile.names import words_of
from factx.reconcile.origins import find_copies
from factx.reconcile.stories import read_story
from factx.reconcile.words import Rarity

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
    rarity, weights = Rarity(), Weights()
    for story in stories:
        rarity.count(story.terms)
        weights.count(story)
    joining = Joining(rarity, Links(weights, stories.__getitem__))
    seen: dict[int, int] = {}
    for story in sorted(stories, key=lambda s: (s.day or 0, s.number)):
        root = copies.root(story.number)
        joining.add(story, seen.get(root))
        seen.setdefault(root, story.number)
    return joining.forest, joining.reasons


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
