"""Which stories are chiefly about one event: pairs that share names, days and figures, with the reason.

Only stories that share a name are compared, and each only with the few nearest in time among those: no all-pairs. A
name weighs the more the fewer stories have it. Four rules join; when in doubt, apart:

    persons   both tell of harm, and share a person whom both are about and a second rare name; later more of them
    days      the same day within a few days, and names enough
    weeks     many names, and the day of the event told by both, or within a month a figure
    place     one kind of harm at one place on one day: an earthquake, flood or storm, or with figures that agree
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from math import exp, log, sqrt

from factx.reconcile.days import apart, iso
from factx.reconcile.model import Person, Reason, Story
from factx.reconcile.names import CENTRAL, TYPED
from factx.reconcile.places import FAME, is_same_place, telling

BACKGROUND = 200  # stories imagined beside those at hand, so that in a small collection no name seems rarer than it is
WINDOW = 6  # neighbours in time that a story is compared with, for each name
DAYS_BETWEEN = 3  # days between reports of one event
STORIES_COMPARED = 24  # earlier stories that share names with a story, those that share most
MONTH = 30
RARE_WEIGHT = 2.0  # weight, as of two words, that one name at least must have
UNKNOWN = 3.0  # … of a person who ties articles: heads of state do not
RARE_TIMES = exp(RARE_WEIGHT)
COMPANY = 2.0  # weight of the names that one shared person needs beside them after more than a month
NAMES_ENOUGH = 4.5  # weight of names that join stories of the same days
NAMES_PLENTY = 9.0  # … of the same weeks
NATURE = frozenset(("quake", "water", "storm"))
FELT_FAR = frozenset(("quake",))  # what befalls a whole country
PICKED = 300  # stories that somebody has picked for what they tell: among so few any rare name ties
NAME_TWICE = 0.7  # among more, pairs of stories that a name may make, for the root of how many stories there are
NAMES_TOGETHER = 3.5  # … and those of stories with a person and stories with another name
LARGE_TOLL = 5  # smaller tolls agree by chance
PLACED = 3.0  # strength of a link of that rule
FIGURE_AGREES = 2.0  # what a figure that both tell adds


class Weights:
    """How much each name tells, by the number of stories that have it; countries and large cities tell less."""

    def __init__(self) -> None:
        self._having: Counter[str] = Counter()
        self._stories = BACKGROUND
        self._places: dict[str, str] = {}
        self._known: dict[str, float] = {}  # weights, each computed once all stories are counted

    def count(self, story: Story) -> None:
        self._stories += 1
        self._known.clear()
        self._having.update(keys_of_story(story))
        self._places |= story.places

    def of(self, key: str) -> float:
        weight = self._known.get(key)
        if weight is None:
            weight = self._known[key] = self._weigh(key)
        return weight

    def _weigh(self, key: str) -> float:
        weight = log(self._stories / (self._having[key] + 1))
        place = self._places.get(key)
        known = telling(place) if place else 1.0
        return known * (weight if " " in key else weight / 2)

    def rare(self, key: str) -> bool:
        """Whether a name is one of few stories."""
        if key not in self._places:
            return (self._having[key] + 1) * RARE_TIMES <= self._stories
        return self.of(key) * (1 if " " in key else 2) >= RARE_WEIGHT

    def tie(self, first: str, second: str, often: float) -> bool:
        """Whether it tells something that two stories share both names (one, given twice).

        In a war's news the names of its leaders and armies meet again and again in stories of other events.
        """
        pairs = self._having[first] * self._having[second]
        return self._stories <= BACKGROUND + PICKED or pairs <= often * sqrt(self._stories)

    def sum(self, keys: Iterable[str]) -> float:
        return sum(self.of(key) for key in keys)


def keys_of_story(story: Story) -> set[str]:
    """All names that stories are looked up by."""
    return {*story.names, *map(" ".join, story.persons)}


class Links:
    """Stories by their rare names, and which of the latest ones with a name tells the same event as a new one."""

    def __init__(self, weights: Weights, story_of: Callable[[int], Story]) -> None:
        self._weights = weights
        self._story_of = story_of
        self._having: dict[str, tuple[int, ...]] = {}  # small: of these there are millions

    def of(self, story: Story) -> list[Reason]:
        """The reasons that tie the story to earlier ones, strongest first; from now on it is one of them."""
        having: list[int] = []
        for key in keys_of_story(story):
            if self._weights.rare(key) or key in story.places:
                latest = self._having.get(key, ())
                having += latest
                self._having[key] = (*latest[1 - WINDOW :], story.number)
        shared = Counter(having)
        others = sorted(shared, key=lambda number: (-shared[number], -number))[:STORIES_COMPARED]
        found = [link for number in others if (link := link_of(self._story_of(number), story, self._weights))]
        return sorted(found, key=lambda reason: (-reason.strength, reason.first))


def link_of(first: Story, second: Story, weights: Weights) -> Reason | None:
    """The reason why both are chiefly about one event, None where there is none."""
    if first.harmed != second.harmed:
        return None
    persons = shared_persons(first, second)
    if first.hazards and second.hazards and not first.hazards & second.hazards and len(persons) < 2:
        return None
    return by_persons(first, second, persons, weights) or by_days(first, second, weights) or by_place(first, second)


def opened_dead(story: Story) -> float:
    """The dead that a story opens with, in figures; whom it counts out ("a friend was killed too") are not all."""
    dead = (s for s in story.incidents[0].said if s.type == "killed" and s.lead and s.opening and s.low == s.high)
    return max((s.low or 0 for s in dead if not (s.added_up and s.claims)), default=0)


def by_place(first: Story, second: Story) -> Reason | None:
    """Both tell of one kind of harm at the same place, on the same day or the one after, and of what is there once.

    An earthquake, flood or storm is; so is an attack or accident of which both give a large toll, or two figures.
    """
    kinds = first.hazards & second.hazards
    place, other = first.incidents[0].place or "", second.incidents[0]
    gap, days = days_between(first, second), shared_day(first, second)
    at_one = is_same_place(place, first.incidents[0].country, other.place, other.country)
    same = kinds and first.harmed and at_one
    if not same or gap is None or (gap > 1 and not days):
        return None
    figures = figures_of(first) & figures_of(second)
    own, others = opened_dead(first), opened_dead(second)
    recalled = own and others and own != others  # one recalls what the other opens with
    whole_country = telling(place) <= FAME["country"]
    natural = kinds & (FELT_FAR if whole_country else NATURE)
    counted = not (whole_country or recalled) and (len(figures) > 1 or any(low >= LARGE_TOLL for low, _ in figures))
    if not (natural or counted):
        return None
    return reason(first, second, PLACED, "place", [*kinds, place, *days, *map(named, figures)])


def by_persons(first: Story, second: Story, persons: list[Person], weights: Weights) -> Reason | None:
    """Both are about the same people, and share one more name that is not theirs."""
    telling = [p for p in persons if weights.of(" ".join(p)) >= UNKNOWN]
    if not telling or not first.harmed:
        return None
    own = {word for person in persons for word in person}
    others = [key for key in first.names & second.names if own.isdisjoint(key.split()) and weights.rare(key)]
    gap = days_between(first, second)
    needed = COMPANY if gap is None or gap > MONTH else 0.0
    people = [*map(" ".join, telling)]
    tied = [a for a in people if weights.tie(a, a, NAMES_TOGETHER)]
    if len(telling) < 2 and (not others or weights.sum(others) < needed):
        return None
    if not any(weights.tie(a, b, NAMES_TOGETHER) for a in tied for b in [*people, *others] if a != b):
        return None
    return reason(first, second, 100 + weights.sum([*people, *others]), "persons", [*people, *others])


def shared_persons(first: Story, second: Story) -> list[Person]:
    """Persons whom both stories are about."""
    both = first.persons.keys() & second.persons.keys()
    return sorted(
        p
        for p in both
        if first.persons[p] & second.persons[p] & CENTRAL and (first.persons[p] | second.persons[p]) & TYPED
    )


def by_days(first: Story, second: Story, weights: Weights) -> Reason | None:
    """Both tell of the same days, and share names enough."""
    gap = days_between(first, second)
    if gap is None:
        return None
    names = first.names & second.names
    if not any(weights.rare(name) and weights.tie(name, name, NAME_TWICE) for name in names):
        return None
    figures = shared_figures(first, second)
    strength = weights.sum(names) + FIGURE_AGREES * min(2, len(figures))
    if gap <= DAYS_BETWEEN and strength >= NAMES_ENOUGH and (first.harmed or len(figures) > 1):
        return reason(first, second, strength, "days", [*names, *figures])
    days = shared_day(first, second)
    if first.harmed and strength >= NAMES_PLENTY and (days or (figures and gap <= MONTH)):
        return reason(first, second, strength / 2, "weeks", [*names, *figures, *days])
    return None


def shared_day(first: Story, second: Story) -> list[str]:
    """The day of one story's event, if the other one, which appeared later, names it."""
    earlier, later = sorted((first, second), key=lambda story: story.day or 0)
    told = earlier.incidents[0].days
    if told is None or told[0] != told[1] or told[0] not in later.told:
        return []
    return [iso(told[0]) or ""]


def days_between(first: Story, second: Story) -> int | None:
    """Days between the events where the stories date them, else between the stories; None where neither is known."""
    a, b = event_days(first), event_days(second)
    return apart(a, b) if a and b else None


def event_days(story: Story) -> tuple[int, int] | None:
    """The days in which the event of a story must lie."""
    told = story.incidents[0].days
    if told and told[1] - told[0] <= MONTH:
        return told
    return None if story.day is None else (story.day, story.day)


def shared_figures(first: Story, second: Story) -> list[str]:
    """Figures of two and more that both tell of their main events."""
    return sorted(map(named, figures_of(first) & figures_of(second)))


def figures_of(story: Story) -> set[tuple[float, str]]:
    said = story.incidents[0].said
    return {(s.low, s.type) for s in said if s.low is not None and s.low >= 2 and not s.superseded}


def named(figure: tuple[float, str]) -> str:
    return f"{figure[0]} {figure[1]}"


def reason(first: Story, second: Story, strength: float, rule: str, shared: Iterable[str]) -> Reason:
    return Reason(first.number, second.number, round(strength, 3), rule, ", ".join(sorted(shared)))
