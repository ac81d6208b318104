"""Tolls that run through the news: the dead of a war so far, of an epidemic, a season, told in article after article.

Such a figure is no day's: it is told in the background of articles about other events, and moves with the days. So the
large figures of harm of all articles are laid on lines in the order of time: a figure goes on a line of its type when
it comes near the line's last figures, not much below and no further above than the time between lets a toll grow, and
when its sentence names the same countries. A line on which articles of several events lie is a series, and an event of
its own; a line that one event's own articles make up stays that event's toll.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import log, sqrt
from statistics import median
from typing import NamedTuple

from factx.gazetteer.atlas import country
from factx.model import AFTERMATH, HARM
from factx.reconcile.best import value_of
from factx.reconcile.days import month_of
from factx.reconcile.model import Claims, Place, Said
from factx.reconcile.names import key_of

LARGE_FIGURE = 100  # figures below are told of too many things to be followed without a word that says they run
BELOW = 0.9  # of a line's level, what a rounded figure may be
ABOVE = 1.12  # …
GROWTH = 0.03  # what the level may grow a day
MOST_GROWTH = 4.0
ROUNDED = 10  # what round numbers are many of
FALLEN = 0.96  # of a floor told before, which a slip may be
NEAR_LEVEL = (0.95, 1.06)  # of the level, for a figure whose sentence names other countries
KIN = 0.6  # likeness of the countries named that counts as the same
STRANGE = 0.3  # … as others
UNPLACED = 0.5  # … where the sentence names none
LATEST = 5  # figures of which a line's level is the median
PLACED_PART = 0.25  # part of a line's figures that tell where it is
MONTH = 30  # days
UNPLACED_QUIET = 30  # days after which a line takes no figure whose sentence names no country
QUIET = 180  # days after which a line that nobody has told takes no more figures: by then another toll is as large
NO_CHANCE = 10_000  # figures so large are not the same by chance
UNDATED_FIGURE = 1_000  # figures of articles without a date that are the same as others hardly by chance
MANY_MORE = 3  # times the articles of a line that another one has which tells the same toll
LEAST_ARTICLES = 3  # articles that make a line a series
RISEN = 1.05  # a line that has risen so much runs


class Point(NamedTuple):
    """A figure of a story: `event` is what the story is chiefly about, `own` whether it counts the figure to that."""

    event: int
    own: bool
    said: Said


@dataclass(slots=True)
class Line:
    """Figures of one type in the order of time that tell one toll; `undated` are of articles without a date."""

    type: str
    points: list[Point] = field(default_factory=list)
    undated: list[Point] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)

    def add(self, point: Point) -> None:
        self.points.append(point)
        self.countries.update(point.said.countries)

    @property
    def level(self) -> float:
        return median(value_of(point.said) for point in self.points[-LATEST:])

    @property
    def day(self) -> int:
        return self.points[-1].said.day or 0

    @property
    def stories(self) -> set[int]:
        return {point.said.story for point in self.points}

    @property
    def runs(self) -> bool:
        """Whether it is a toll so far: told as one, or risen since it was first told."""
        told = sum(point.said.running for point in self.points)
        dated = sum(_dated(point.said) for point in self.points)
        return told * 2 > len(self.points) or (self._risen and dated * 2 < len(self.points)) or self._climbs

    @property
    def _climbs(self) -> bool:
        """Whether it has gone up from third to third, over more than a month: no day's toll does."""
        third = len(self.points) // 3
        values = [value_of(point.said) for point in self.points]
        if not third or self.day - self._first <= MONTH:
            return False
        first, middle, last = map(median, (values[:third], values[third:-third], values[-third:]))
        return RISEN * first < middle < last

    @property
    def _risen(self) -> bool:
        first = [value_of(point.said) for point in self.points[:LATEST]]
        return self.level > RISEN * median(first)

    @property
    def since(self) -> int | None:
        """The day it is counted from: in the month that most say, first of all a day within it ("since October")."""
        days = Counter(p.said.since for p in self.points if p.said.since is not None and p.said.since <= self._first)
        months: Counter[str] = Counter()
        for day, told in days.items():
            months[month_of(day)] += told
        month = min(months, key=lambda month: (-months[month], month), default=None)
        within = [day for day in days if month_of(day) == month]
        return min(within, key=lambda day: (date.fromordinal(day).day == 1, -days[day], day), default=None)

    @property
    def counts_from_one_month(self) -> bool:
        """Whether most of its figures are counted since one month: small ones are near each other by chance."""
        months = Counter(month_of(point.said.since) for point in self.points if point.said.since is not None)
        return max(months.values(), default=0) * 2 > len(self.points)

    @property
    def _first(self) -> int:
        return min(point.said.day or 0 for point in self.points)

    @property
    def place(self) -> str | None:
        """The place that most of its figures are placed at; where few are, the country that their sentences name."""
        places = Counter(p.said.place.removeprefix("the ") for p in self.points if p.said.place)
        best = min(places, key=lambda place: (-places[place], place), default=None)
        if best is None or places[best] < PLACED_PART * len(self.points):
            return self._country or best
        return best

    @property
    def _country(self) -> str | None:
        """The name of the country that is named more than twice as often as any other."""
        (code, count), (_, second) = [*self.countries.most_common(2), ("", 0), ("", 0)][:2]
        found = country(code) if count >= PLACED_PART * len(self.points) and count > 2 * second else None
        return found.name if found else None

    @property
    def when(self) -> Place | None:
        """Place and day of a toll that does not run, as most tell them."""
        days = Counter(point.said.days[0] for point in self.points if point.said.days and _dated(point.said))
        day = min(days, key=lambda day: (-days[day], day), default=None)
        return None if day is None or self.place is None else (key_of(self.place), day)

    def told_elsewhere(self, home: int) -> list[Point]:
        """The figures that articles about other events tell, none from before the first of that event's own."""
        first = min(point.said.day or 0 for point in self.points if point.event == home)
        return [point for point in self.points if point.event != home and (point.said.day or 0) >= first]

    def told_since(self, when: Place | None) -> list[Point]:
        """The figures of articles from that day on."""
        return [point for point in self.points if when is None or (point.said.day or 0) >= when[1]]

    def is_told_with(self, other: Line) -> bool:
        """Whether it is of the same day as another that most of its articles tell too: the dead and the hostages."""
        if self.when is None or other.when is None or self.when[1] != other.when[1]:
            return False
        return len(self.stories & other.stories) * 2 > len(self.stories)

    def tells_again(self, point: Point) -> bool:
        """Whether a toll so far is this one though its sentence names other countries: its event tells this one too."""
        return point.said.running and self._near(point) and any(p.event == point.event for p in self.points)

    def holds(self, other: Line) -> bool:
        """Whether a line of few articles is this toll told beside other countries: as much, and so large."""
        few = len(other.stories) * MANY_MORE <= len(self.stories) and other.runs and self.runs
        return few and other.level >= NO_CHANCE and all(self._near(point) for point in other.points)

    def tells_undated(self, said: Said) -> bool:
        """Whether harm that an undated article tells is this: as much as a figure here, in the same countries."""
        low, high = NEAR_LEVEL
        harm = said.type == self.type in HARM and value_of(said) >= UNDATED_FIGURE
        kin = harm and bool(said.countries) and _kin(self, said.countries) >= KIN
        return kin and any(low <= value_of(said) / value_of(point.said) <= high for point in self.points)

    def _near(self, point: Point) -> bool:
        """Whether a figure is about as much as this line's next one in time."""
        day = point.said.day or 0
        told = min(self.points, key=lambda p: abs((p.said.day or 0) - day))
        low, high = NEAR_LEVEL
        return low <= value_of(point.said) / value_of(told.said) <= high

    def home(self) -> int | None:
        """The event whose own toll this is: most of the figures are told by its articles, as theirs."""
        own = Counter(point.event for point in self.points if point.own)
        event, count = max(own.items(), key=lambda told: (told[1], -told[0]), default=(None, 0))
        return event if count * 2 > len(self.points) and not self.runs else None


def find_series(points: Iterable[Point]) -> list[Line]:
    """The lines that are series, each with its figures in the order of time."""
    lines: dict[str, list[Line]] = defaultdict(list)
    undated: list[Point] = []
    for point in sorted(points, key=in_time):
        if point.said.day is None:
            undated.append(point)
            continue
        known = lines[point.said.type]
        fitting = [(fit, -place) for place, line in enumerate(known) if (fit := fit_of(line, point.said)) is not None]
        if fitting:
            known[-max(fitting)[1]].add(point)
        else:
            known.append(Line(point.said.type))
            known[-1].add(point)
    series = [line for type_ in sorted(lines) for line in _series_of(lines[type_])]
    for point in undated:
        home = next((line for line in series if line.tells_undated(point.said)), None)
        if home is not None:
            home.undated.append(point)
    return series


def _series_of(lines: Iterable[Line]) -> list[Line]:
    """The lines of one type that are series, with the figures of other lines that an event of theirs tells again."""
    series: list[Line] = []
    strays: list[Point] = []
    for line in lines:
        if _is_series(line):
            series.append(line)
        else:
            strays += line.points
    for line in list(series):
        home = next((other for other in series if other is not line and other.holds(line)), None)
        if home is not None:
            series.remove(line)
            home.points = sorted([*home.points, *line.points], key=in_time)
    for point in strays:
        home = next((line for line in series if line.runs and line.tells_again(point)), None)
        if home is not None:
            home.add(point)
            home.points.sort(key=in_time)
    return series


def in_time(point: Point) -> tuple[int, float, int, Claims]:
    """What puts figures in the order of time."""
    return point.said.day or 0, value_of(point.said), point.said.story, point.said.claims


def may_run(said: Said) -> bool:
    """Whether a figure can be one of a series: of people who came to harm, whole, firm, large or told as running."""
    whole = not (said.subset or said.superseded or said.negative or said.additional or said.hedged)
    counted = said.type in HARM | AFTERMATH and said.unit == "people" and said.bound != "vague" and said.whole
    return whole and counted and (said.running or value_of(said) >= LARGE_FIGURE)


def fit_of(line: Line, said: Said) -> float | None:
    """How well a figure goes on a line, the higher the better; None where it does not."""
    ratio = value_of(said) / line.level
    gap = max(0, (said.day or 0) - line.day)
    kin = _kin(line, said.countries)
    grown = min(MOST_GROWTH, ABOVE + GROWTH * gap)
    low, high = (BELOW, grown) if kin >= KIN else NEAR_LEVEL
    quiet = QUIET if kin != UNPLACED or said.running else UNPLACED_QUIET
    if kin < STRANGE or gap > quiet or not low <= ratio <= high or _falls(line, said):
        return None
    return kin - 2 * abs(log(ratio))


def _falls(line: Line, said: Said) -> bool:
    """Whether a number that is not round is less than what the line was said to be above: no toll so far falls."""
    value = value_of(said)
    exact = said.low == said.high and value % ROUNDED != 0
    floors = (value_of(point.said) for point in line.points if point.said.high is None)
    return exact and any(value < FALLEN * floor for floor in floors)


def _kin(line: Line, countries: frozenset[str]) -> float:
    """The cosine between the countries that the line's sentences name and those of another sentence."""
    if not countries or not line.countries:
        return UNPLACED
    length = sqrt(sum(count * count for count in line.countries.values()) * len(countries))
    return sum(line.countries[country] for country in countries) / length


def _dated(said: Said) -> bool:
    return said.days is not None and not said.running and said.days[0] == said.days[1]


def _is_series(line: Line) -> bool:
    stories = line.stories
    if len({point.event for point in line.points}) < 2:
        return line.runs and any(not point.own for point in line.points)
    if line.level < LARGE_FIGURE and not line.counts_from_one_month:
        return False
    return len(stories) >= LEAST_ARTICLES or (len(stories) > 1 and line.runs)
