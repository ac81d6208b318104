"""Which articles are chiefly about one event: each is added, in the order of time, to the event it is most like.

Words propose: an article belongs where the mean cosine between its words and those of the event's articles is highest
(average linkage, which for vectors of unit length is one product with their sum), and high enough. Names propose too
(`links`): a victim named again in a trial months later. What both tell that cannot be of one event decides against it:
other kinds of harm, other days, another country, no name in common. Two events that an article ties become one.

Only events that share telling words with an article are looked at, and of those only the ones that were in the news
lately: the work grows with the news, and only living events are held in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from math import inf, log, log1p, log10, prod
from statistics import median

from factx.model import HARM
from factx.reconcile.days import apart
from factx.reconcile.groups import Forest
from factx.reconcile.incidents import DAYS_APART
from factx.reconcile.links import NATURE, Links, opened_dead
from factx.reconcile.model import Days, Reason, Story
from factx.reconcile.places import Located, country, far_apart
from factx.reconcile.words import Rarity, Vector, product

LEAST_COSINE = 0.1  # mean cosine of articles of one event
ARTICLES_ALIKE = 300  # articles among which that is enough: among more, likeness by chance grows
NEEDED_GROWTH = 0.045  # what is needed more for every ten times as many …
MOST_COSINE = 0.175  # … up to this
LINKED = 0.35  # part of it that does where names tie the articles …
LINKED_GROWTH = 0.08  # … more for every ten times as many articles …
MOST_LINKED = 0.55  # … up to this
OTHER_KIND, OTHER_DAYS, OTHER_COUNTRY, OTHER_PLACE, OTHER_TOLL, OTHER_NAMES = (
    1.6,
    2.5,
    1.6,
    1.6,
    1.6,
    inf,
)  # times as much is needed where these speak against it
FADING = 0.4  # part of the likeness that is lost over …
MEMORY = 60  # … so many days
FADED = 0.4  # part that is left however long ago
UNTIED = frozenset(("other days", "other tolls"))  # what names tie nothing across, but for a person's
ONE_DEAD, SEVERAL_DEAD = 1, 3  # not of one event, where no person ties them
FAR_FEWER = 3  # times fewer dead than were told before: a toll does not fall
NAMES_NEEDED = 3  # names that two reports of harm must both have for it to tell that they share none
ACCIDENTS = NATURE | {"fire", "traffic"}  # kinds of harm that a headline places
DAYS_LONG = frozenset(("fire", "water", "storm"))
STRIKE_NEWS = 14  # days back of which news tells that opens with the dead of a strike
DAYS_ON = 7  # days that such an event goes on
UNDATED = 2  # days that are taken to lie between articles without a date
HALF_DATED = 60  # … and between one without and one with
FITTING = 0.2  # part of the days told of an event that must come near those of an article for them to be the same
LONGEST_EVENT = 60  # days that an event may last for its days to be told apart from others
EVENTS_REMEMBERED = 4_000  # events that articles may join; those longest out of the news are forgotten
PROPOSING = 24  # words of an article that look for its event
CROWDED = 150  # events that share a word from which on it proposes none
LOOKED = 200  # times in all that an event is found for an article by a word
PROPOSED = 0.01  # cosine, of those words alone, that an event needs to be looked at
RUNNER_UP = 0.25  # part of the highest such cosine that another event needs beside it
MOST_TRIED = 5  # events that an article is compared with
SHOWN = 6  # words that a reason names
NO_EVENTS: dict[int, float] = {}


@dataclass(slots=True)
class Live:
    """An event that articles may still join.

    sums  of the vectors of its articles; `days` of the days that the `dated` ones appeared, the `last` one of them
    heavy the words that look for events, of all its articles
    told  when its articles say that it happened
    tolls  the dead that its articles open with, in figures
    strikes  when a strike or bombing must have been whose dead its articles open with: at most two weeks before
    """

    number: int
    articles: int = 0
    sums: Vector = field(default_factory=dict)
    heavy: dict[str, None] = field(default_factory=dict)
    days: int = 0
    dated: int = 0
    last: int = 0
    told: list[Days] = field(default_factory=list)
    tolls: list[float] = field(default_factory=list)
    strikes: list[Days] = field(default_factory=list)
    hazards: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    places: set[Located] = field(default_factory=set)

    @property
    def day(self) -> int | None:
        """The mean of the days its articles appeared."""
        return self.days // self.dated if self.dated else None

    def begin(self, story: Story, vector: Vector) -> None:
        """Fills the event with its first article."""
        self.articles += 1
        self.sums = vector.copy()
        self.heavy = dict.fromkeys(islice(vector, PROPOSING))
        if story.day is not None:
            self.days += story.day
            self.dated += 1
            self.last = max(self.last, story.day)
        main = story.incidents[0]
        told = main.days if main.days and main.days[1] - main.days[0] <= LONGEST_EVENT else None
        if told:
            self.told.append(told)
        dead = opened_dead(story)
        if dead:
            self.tolls.append(dead)
        if "bomb" in story.hazards and story.day is not None and _opens_with_dead(story):
            self.strikes.append(told or (story.day - STRIKE_NEWS, story.day))
        if story.harmed:
            self.hazards |= story.hazards
            self.names |= story.names
        home = main.country or _headline_country(story)
        if home:
            self.countries.add(home)
        if story.hazards.isdisjoint(NATURE):
            self.places.update(islice(_harmed_places(story), 1))

    def absorb(self, other: Live) -> None:
        self.articles += other.articles
        known = self.sums.get
        self.sums.update([(term, weight + known(term, 0.0)) for term, weight in other.sums.items()])
        self.heavy |= other.heavy
        self.days += other.days
        self.dated += other.dated
        self.last = max(self.last, other.last)
        self.told += other.told
        self.tolls += other.tolls
        self.strikes += other.strikes
        self.hazards |= other.hazards
        self.names |= other.names
        self.countries |= other.countries
        self.places |= other.places


class Joining:
    """The grouping as it grows. `forest` has the stories of each event, `reasons` what joined, `apart` what did not.

    `rarity` has counted all articles before the first is added.
    """

    def __init__(self, rarity: Rarity, links: Links, *, explain: bool = False) -> None:
        self.forest = Forest()
        self.reasons: list[Reason] = []
        self.apart: list[Reason] = []
        self._rarity = rarity
        self._links = links
        self._live: dict[int, Live] = {}
        self._having: dict[str, dict[int, float]] = defaultdict(dict)
        self._explain = explain
        grown = max(0.0, log10(max(1, rarity.articles) / ARTICLES_ALIKE))
        self._least = min(MOST_COSINE, LEAST_COSINE + NEEDED_GROWTH * grown)
        self._linked = min(MOST_LINKED, LINKED + LINKED_GROWTH * grown)

    def add(self, story: Story, copy_of: int | None = None) -> None:
        """Adds a story to its event, or begins a new one; `copy_of` is an earlier story with the same words."""
        number, vector = story.number, self._rarity.vector(story.terms)
        self.forest.add(number)
        links = {self.forest.root(link.first): link for link in reversed(self._links.of(story))}
        links = {root: link for root, link in links.items() if root in self._live}
        own = Live(number)
        own.begin(story, vector)
        scored = self._scored(story, vector, own, links)
        self._live[number] = own
        if copy_of is not None:
            self._join(Reason(copy_of, number, 0.0, "copy", "the same words"), own)
        for score, needed, other in scored:
            root = self.forest.root(other.number)
            if score < needed or root == self.forest.root(number):
                continue
            alone = number in self._live  # then it is as alike as scored
            if alone or self._alike(self._live[root], self._live[self.forest.root(number)], links.get(root)):
                self._join(links.get(root) or self._by_words(story, vector, other, score), own)
        self._index(self._live[self.forest.root(number)], islice(vector, PROPOSING))
        self._forget()

    def _join(self, reason: Reason, new: Live) -> None:
        """Makes two events one; `new`, that of the story at hand, is not found by its words while it has no other."""
        first, second = self.forest.root(reason.first), self.forest.root(reason.second)
        kept = self.forest.join(first, second)
        other = self._live.pop(second if kept == first else first)
        self._live[kept].absorb(other)
        if other is not new or new.articles > 1:
            self._unindex(other)
            self._index(self._live[kept], other.heavy)
        self.reasons.append(reason)

    def _scored(
        self, story: Story, vector: Vector, own: Live, links: dict[int, Reason]
    ) -> list[tuple[float, float, Live]]:
        """Events with the likeness of their articles to this one and the likeness they need, the likeliest first.

        Those are left out that are not alike enough even where nothing speaks against them.
        """
        scores = {root: self._score(story, vector, root) for root in (*links, *self._proposed(vector))}
        found = []
        for root, score in scores.items():
            live, link = self._live[root], links.get(root)
            if score < self._least * (self._linked if link else 1.0):
                continue
            against = _against(live, own)
            needed = self._needed(against, link)
            if against and needed > score >= self._least and self._explain:
                self.apart.append(Reason(live.number, story.number, score, "apart", ", ".join(against)))
            found.append((score, needed, live))
        return sorted(found, key=lambda told: (-told[0] / told[1], told[2].number))

    def _needed(self, against: dict[str, float], link: Reason | None) -> float:
        """The likeness needed where this speaks against it; names tie, but only persons do across days and tolls."""
        tied = link is not None and (link.rule == "persons" or UNTIED.isdisjoint(against))
        return self._least * prod(against.values()) * (self._linked if tied else 1.0)

    def _score(self, story: Story, vector: Vector, root: int) -> float:
        live = self._live[root]
        return product(vector, live.sums) / live.articles * _fading(_gap(story, live))

    def _proposed(self, vector: Vector) -> list[int]:
        """Living events that share heavy words with the story enough to be looked at, those that share most first."""
        shared: dict[int, float] = {}
        known, looked = shared.get, 0
        for term, weight in islice(vector.items(), PROPOSING):
            having = self._having.get(term, NO_EVENTS)
            if len(having) > CROWDED:
                continue
            looked += len(having)
            if looked > LOOKED:
                break
            for root, mean in having.items():
                shared[root] = known(root, 0.0) + weight * mean
        least = max(PROPOSED, RUNNER_UP * max(shared.values(), default=0.0))
        return [
            -root for _, root in nlargest(MOST_TRIED, [(part, -root) for root, part in shared.items() if part >= least])
        ]

    def _index(self, live: Live, terms: Iterable[str]) -> None:
        """Lets an event be found by heavy words of its articles, with their mean weight."""
        having, sums = self._having, live.sums
        for term in terms:
            having[term][live.number] = sums[term] / live.articles

    def _unindex(self, live: Live) -> None:
        for term in live.heavy:
            having = self._having.get(term)
            if having is not None and having.pop(live.number, None) is not None and not having:
                del self._having[term]

    def _forget(self) -> None:
        """Lets go of the events that have been out of the news for longest."""
        if len(self._live) <= EVENTS_REMEMBERED * 1.1:
            return
        oldest = sorted(self._live, key=lambda root: (self._live[root].last, root))
        for root in oldest[: len(self._live) - EVENTS_REMEMBERED]:
            self._unindex(self._live.pop(root))

    def _alike(self, first: Live, second: Live, link: Reason | None) -> bool:
        """Whether the articles of two events are alike enough on average for them to be one."""
        score = product(first.sums, second.sums) / (first.articles * second.articles)
        gap = _between(first.day, second.day)
        against = _against(first, second)
        return score * _fading(gap) >= self._needed(against, None if against else link)

    def _by_words(self, story: Story, vector: Vector, live: Live, score: float) -> Reason:
        shared = nlargest(SHOWN, vector, key=lambda term: (vector[term] * live.sums.get(term, 0.0), term))
        words = ", ".join(term for term in shared if term in live.sums)
        return Reason(live.number, story.number, round(score, 3), "words", f"{words} ({score:.2f})")


def _gap(story: Story, live: Live) -> int | None:
    """Days between the story and the middle of the event."""
    return _between(story.day, live.day)


def _between(first: int | None, second: int | None) -> int | None:
    """Days between two of which either may be unknown; None where both are."""
    if first is None or second is None:
        return None if first == second else HALF_DATED
    return abs(second - first)


def _fading(gap: int | None) -> float:
    """What is left of a likeness after so many days."""
    days = UNDATED if gap is None else gap
    return max(FADED, 1 - FADING * log1p(days) / log(MEMORY))


def _against(first: Live, second: Live) -> dict[str, float]:
    """What speaks against two events being one, and how heavily."""
    return {
        words: weight
        for holds, words, weight in (
            (_exclude(first.hazards, second.hazards), "other kinds of harm", OTHER_KIND),
            (_contradict(first, second), "other days", OTHER_DAYS),
            (_exclude(first.countries, second.countries), "another country", OTHER_COUNTRY),
            (_far(first.places, second.places), "another place", OTHER_PLACE),
            (_outnumber(first, second), "other tolls", OTHER_TOLL),
            (_falls(first, second), "far fewer dead", OTHER_TOLL),
            (_strangers(first.names, second.names), "no name in common", OTHER_NAMES),
        )
        if holds
    }


def _exclude(first: set[str], second: set[str]) -> bool:
    return bool(first) and bool(second) and first.isdisjoint(second)


def _opens_with_dead(story: Story) -> bool:
    return any(s.lead and s.opening and s.type == "killed" and s.claims for s in story.incidents[0].said)


def _harmed_places(story: Story) -> Iterator[Located]:
    """Where figures of harm are placed, then what a headline of harm names, each with the country."""
    for said in story.incidents[0].said:
        if said.type in HARM and said.place and said.country:
            yield said.place, said.country
    if story.harmed:
        yield from _headline_places(story)


def _headline_places(story: Story) -> Iterator[Located]:
    """The places that a headline names, each with the country."""
    title = story.title or ""
    for name in story.places.values():
        if name in title and (home := country(name)):
            yield name, home


def _headline_country(story: Story) -> str | None:
    """The country of which a headline names places, where it is one: of an attack it may name who is behind it."""
    local = story.harmed and story.hazards and story.hazards <= ACCIDENTS
    named = {home for _, home in _headline_places(story)} if local else set()
    return named.pop() if len(named) == 1 else None


def _far(first: set[Located], second: set[Located]) -> bool:
    """Whether all places of one are far from all of the other."""
    return bool(first) and bool(second) and all(far_apart(a, b) for a in first for b in second)


def _outnumber(first: Live, second: Live) -> bool:
    """Whether articles of one open with one dead, and those of the other with several."""
    if not (first.tolls and second.tolls):
        return False
    few, many = sorted((median(first.tolls), median(second.tolls)))
    return few <= ONE_DEAD and many >= SEVERAL_DEAD


def _falls(first: Live, second: Live) -> bool:
    """Whether the later one opens with far fewer dead than the earlier one."""
    if not (first.tolls and second.tolls) or first.day is None or second.day is None or first.day == second.day:
        return False
    earlier, later = (first, second) if first.day < second.day else (second, first)
    return median(later.tolls) * FAR_FEWER <= median(earlier.tolls)


def _strangers(first: set[str], second: set[str]) -> bool:
    """Whether both tell of harm with names enough, and with none in common."""
    return min(len(first), len(second)) >= NAMES_NEEDED and first.isdisjoint(second)


def _contradict(first: Live, second: Live) -> bool:
    """Whether both tell when it happened, and few of the days of one come near a day of the other.

    Few, not none: where every day has its strikes, each article is near to some of those that came before it. A
    wildfire or a flood goes on for days.
    """
    strikes = [apart(a, b) > DAYS_APART for a in first.strikes for b in second.strikes]
    if strikes and all(strikes):
        return True
    few, many = sorted((first.told, second.told), key=len)
    lasting = first.hazards & second.hazards & DAYS_LONG
    near = sum(any(apart(a, b) <= (DAYS_ON if lasting else DAYS_APART) for a in few) for b in many)
    return bool(few) and near < FITTING * len(many)
