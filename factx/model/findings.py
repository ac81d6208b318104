"""What the stages find: quantities, attributions, time expressions, places, names, events, and claims made of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factx.model.spans import Extent, Span, TextSpan

# What a disaster, an attack or an accident is told with, and what follows on such an event; the gravest first.
TOLLS_IN_ORDER = (
    *("killed", "wounded", "casualties", "missing", "trapped", "hospitalized", "kidnapped", "infected", "displaced"),
    *("evacuated", "rescued", "released", "arrested", "affected", "destroyed"),
)
AFTERMATH = frozenset({"arrested", "released"})
HARM = frozenset(TOLLS_IN_ORDER) - AFTERMATH


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound and unit.

    span    the number with its bound and scale ("at least 2.5 million"), `number` the numeral alone ("2.5 million").
    kind    count money percent measure ratio age duration score other
    bound   exact at_least more_than at_most less_than about range vague
    low, high   inclusive; equal when exact or about; one is None when open. Vague: low 12 for "dozens", high None.
    unit    counted noun lemma with adjectives, singular measure name, currency name, "percent", or None
    change  "up" or "down" where the number is the size of a change; None for a limit of it ("rose more than 5%")
    derived True if no numeral states the number: the text counts people out ("a man and two children"), factx adds
    """

    id: str
    span: TextSpan
    number: Span
    kind: str
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str | None
    unit_code: str | None
    counted: Span | None
    change: str | None
    rule: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Who answers for the words: the mention as it stands, and whom the article shows it to be.

    canonical      the best full name or description in the article; None where it is not clear who speaks
    head           the mention's head word
    type           named_person unnamed_person group organisation government armed_group media document
                   poll_or_study witness law_or_court author unknown
    resolved_from  None if the mention speaks for itself, else how it was resolved: pronoun partial_name role
                   plural quotation
    rules          ids of the rules that typed and resolved it
    """

    mention: Extent
    canonical: str | None
    head: str
    type: str = "unknown"
    resolved_from: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The canonical name, or the mention as it stands where it is not clear who speaks."""
        return self.canonical or self.mention.text


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that tie source and content ("said", "according to", "declined to")."""

    extent: Extent
    lemma: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content.

    form    direct indirect mixed: the content stands wholly, not at all, partly in quotation marks
    stance  neutral affirm deny accuse admit doubt intend believe
    within  id of the attribution whose content holds this one; None for the outermost voice
    kind    speech (said, wrote, ruled, found) thought plan attitude (backs, wants, fears) other (showed, pointed at)
    """

    id: str
    source: Source | None
    cue: Cue
    content: Extent
    form: str
    stance: str
    addressee: Span | None
    within: str | None
    rule: str
    kind: str = "speech"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with its ISO 8601 / TIMEX3 value.

    type      DATE TIME DURATION SET
    value     "2023-09-20", "2023-09", "2023-Q3", "199", "P3D", "2023-09-20TNI", or None where it cannot be resolved
    """

    span: TextSpan
    value: str | None
    type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Location:
    """What the gazetteer knows of a place; all is None where it is not sure which place is meant.

    country    ISO 3166-1 alpha-2 code; `admin1` the name of the first administrative division
    geonameid  the GeoNames entry, lat and lon its point in degrees (WGS 84)
    kind       country admin1 admin2 city region water
    precision  exact, carried (the place is named in a longer name: "Aleppo University"), or container (what it lies in)
    """

    country: str | None = None
    admin1: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    kind: str | None = None
    precision: str | None = None


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at its first mention.

    type: person place organisation event other; count: how often it comes; location: of a place, where it is.
    """

    span: TextSpan
    type: str
    count: int
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day the article is read from. origin: published (given), or dateline, byline, caption: inferred."""

    value: str
    origin: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Where something happens, as it stands, and where that is."""

    span: TextSpan
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Event:
    """What is said to happen: a trigger with its participants, and the quantity it predicates.

    type       an event type of the lexicon ("killed"), or the trigger's lemma
    quantity   id of the quantity, None for the main predicate of a statement
    certainty  certain probable possible unknown; polarity: positive negative
    part_of    id of the quantity this one is a subset of ("including three children")
    subject    what the quantity is a value of, where that is not the counted noun ("quarterly profit")
    voice      id of the attribution that answers for the figure; None where the article itself does
    """

    type: str
    trigger: TextSpan
    lemma: str
    quantity: str | None
    place: PlaceMention | None
    cause: TextSpan | None
    actor: TextSpan | None
    certainty: str
    polarity: str
    part_of: str | None
    additional: bool
    superseded: bool
    rule: str
    subject: TextSpan | None = None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said to be so: a figure (with quantity) or a statement (attributed content without one).

    attribution  None when the article itself says it
    chain        canonical sources, outermost voice first
    subject      what the figure is a value of, where that is not the counted noun ("quarterly profit")
    same_as      ids of claims of this document that tell the same thing
    restates     id of the claim that tells the same words more fully; tables fold such rows
    rules        ids of the rules that made it, in the order of the line
    """

    id: str
    kind: str
    gist: str
    span: TextSpan
    section: str
    event: Event | None
    quantity: Quantity | None
    when: Timex | None
    reported: Timex | None
    attribution: Attribution | None
    chain: tuple[str, ...]
    certainty: str
    polarity: str
    part_of: str | None
    additional: bool
    superseded: bool
    same_as: tuple[str, ...]
    rules: tuple[str, ...]
    subject: TextSpan | None = None
    restates: str | None = None

    @property
    def text(self) -> str:
        """The words it stands in."""
        return self.span.text

    @property
    def place(self) -> PlaceMention | None:
        """Where it happened; None where the article does not say so of this very event."""
        return self.event.place if self.event else None

    @property
    def cause(self) -> TextSpan | None:
        """What brought it about."""
        return self.event.cause if self.event else None

    @property
    def actor(self) -> TextSpan | None:
        """Who did it."""
        return self.event.actor if self.event else None

    @property
    def source(self) -> Source | None:
        """Who answers for it; None where the article itself says it, or nobody is named."""
        return self.attribution.source if self.attribution else None

    @property
    def cue(self) -> Cue | None:
        """The words that tie source and claim; None where the article itself says it."""
        return self.attribution.cue if self.attribution else None
