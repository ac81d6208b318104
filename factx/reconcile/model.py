"""What reconcile keeps of a record: small, without texts.

    Story     one article: its names, days, kinds of harm, and what it says
    Said      one figure claim, as far as grouping and comparing needs it
    Incident  claims of one story that tell one event: the one it is chiefly about, or one it mentions
    Reason    why two stories are taken to tell the same event

Days are ordinals (`datetime.date.toordinal`), so that they can be subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Days = tuple[int, int]
Person = tuple[str, str]
Place = tuple[str, int]  # key of its name, and a day
Claims = tuple[str, ...]  # ids within one record


class Quarter(NamedTuple):
    """Whose figure of which quarter ("2024-Q1") a sum is: the company's name, and "revenue" or "net profit"."""

    company: str
    measure: str
    period: str


CHARGE = "law_or_court"  # who answers for victims that only the counts of a charge tell


class Said(NamedTuple):
    """One figure claim. (A tuple: of these there are millions.)

    claims  its id; a sum has those of its parts, what no claim counts (`one_told`) none
    subject who did it, where the claim says so ("Ford" in "Ford cut 500 jobs")
    voice   canonical source, None for the article itself; `standing` its type, `rank` its kind's credibility, 1 the
            most credible
    unit    "people" for every noun that counts persons, the noun itself in `noun`
    day     when the article appeared; `days` when it happened
    subset  it counts a part only ("including three children")
    added_up  no numeral states it: the article counts people out ("a man and two children")
    running it is a toll so far, by the words of its sentence ("since the war began"), counted from the day `since`
    whole   it counts people as such or a people ("Palestinians"), not a sort of them ("soldiers")
    countries  that its sentence names
    minute  of the day at which the article appeared, in UTC, where the record has it
    hit     it counts people who were shot or stabbed: the dead may be among them
    lead    it stands in the headline or the first paragraphs
    opening  it is the figure that its article opens with, of those that it is compared with
    sentence  the same number for claims in the same words
    quarter  of a company's revenue or profit, where it is clear whose and of which
    """

    story: int
    claims: Claims
    type: str
    subject: str | None
    unit: str | None
    noun: str | None
    kind: str
    low: float | None
    high: float | None
    bound: str
    voice: str | None
    standing: str
    rank: int
    day: int | None
    days: Days | None
    place: str | None
    country: str | None
    subset: bool
    additional: bool
    added_up: bool
    superseded: bool
    negative: bool
    running: bool
    since: int | None
    whole: bool
    countries: frozenset[str]
    minute: int | None
    hit: bool
    hedged: bool
    lead: bool
    opening: bool
    sentence: int
    quarter: Quarter | None = None


def one_told(story: int, day: int | None, minute: int | None, type_: str, *, hit: bool, least: int = 1) -> Said:
    """One person told of as a victim without a number, or at least two: a figure that no claim makes."""
    return Said(
        story=story,
        claims=(),
        type=type_,
        subject=None,
        unit="people",
        noun="person",
        kind="count",
        low=least,
        high=1 if least == 1 else None,
        bound="exact" if least == 1 else "at_least",
        voice=None,
        standing="narrator",
        rank=1,
        day=day,
        days=None,
        place=None,
        country=None,
        subset=False,
        additional=False,
        added_up=True,
        superseded=False,
        negative=False,
        running=False,
        since=None,
        whole=True,
        countries=frozenset(),
        minute=minute,
        hit=hit,
        hedged=False,
        lead=True,
        opening=False,
        sentence=-1,
    )


@dataclass(frozen=True, slots=True)
class Incident:
    """What one story says of one event. `days`: when it happened, if the story tells; `main`: chiefly about it."""

    story: int
    main: bool
    days: Days | None
    place: str | None
    country: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One article.

    number     its place in the input
    day        the day it appeared, or the day it is read from; None if unknown
    persons    full names (first, last), offices left out, with the flags of `names.split_names`
    names      keys of all other names: pairs of neighbouring words, and single words
    told       days the article names ("on June 7")
    hazards    kinds of harm its words tell of
    harmed     it tells of harm: dead, hurt, homeless …
    deadly     its headline tells of a death
    terms      how often the words of its headline and lead stand there
    sketch     hashes of its words in runs, the smallest ones: near-equal sketches are copies of one text
    incidents  the first one is its main one
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    day: int | None
    places: dict[str, str]
    harmed: bool
    deadly: bool
    persons: dict[Person, int]
    names: frozenset[str]
    told: frozenset[int]
    hazards: frozenset[str]
    sketch: frozenset[int]
    terms: dict[str, int]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two stories are taken to tell one event: the rule's name, and what they share."""

    first: int
    second: int
    strength: float
    rule: str
    text: str
