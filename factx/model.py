"""The records of factx: what each stage gives and what `factx extract --format json` prints.

Plain frozen dataclasses that know nothing of spaCy. Offsets are Unicode code points of the document's text,
end exclusive. Exact numbers are `Decimal`. Every record that a rule made carries the rule's id in `rule`.
Terms follow the trade: source, cue and content as in PolNeAR (Newell et al., LREC 2018), TIMEX values as in
ISO-TimeML, polarity and certainty as in FactBank (Saurí and Pustejovsky, 2009).

`plain.py` turns these records into JSON-ready dictionaries and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

Span = tuple[int, int]

# What a disaster, an attack or an accident is told with.
HARM = frozenset(
    {
        "killed",
        "wounded",
        "casualties",
        "missing",
        "trapped",
        "hospitalized",
        "rescued",
        "evacuated",
        "displaced",
        "kidnapped",
        "infected",
        "destroyed",
        "affected",
    }
)
# What follows on such an event and belongs to it.
AFTERMATH = frozenset({"arrested", "released"})


@dataclass(frozen=True, slots=True)
class TextSpan:
    """One stretch of the text."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> TextSpan:
        """The stretch [start, end) of `text`. Raises ValueError for an empty or impossible one."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span [{start}, {end}) in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Extent:
    """One or more stretches of the text, in order; `text` joins them with one blank."""

    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, text: str, spans: Sequence[Span]) -> Extent:
        """The extent of `spans` in `text`, sorted. Raises ValueError if one is empty, or two overlap."""
        ordered = tuple(sorted(spans))
        for (_, end), (start, _) in pairwise(ordered):
            if start < end:
                raise ValueError(f"overlapping spans {ordered}")
        return cls(ordered, " ".join(TextSpan.of(text, s, e).text for s, e in ordered))

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def covers(self, start: int, end: int) -> bool:
        """Whether one of the stretches holds [start, end) whole."""
        return any(s <= start and end <= e for s, e in self.spans)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the article that is parsed by itself.

    kind: headline dateline byline body caption credit heading. `repeats` is the index of the earlier section
    whose words this one has again (a caption that stands twice), or None.
    """

    kind: str
    start: int
    end: int
    repeats: int | None = None


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
    """The day the article is read from. origin: published (given), or dateline, caption, body: inferred from there."""

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


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text."""

    anchor: Anchor | None
    sections: tuple[Section, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    dates: tuple[Timex, ...]
    claims: tuple[Claim, ...]
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article as a reader gives it.

    text       what all offsets count in
    published  ISO date; `published_at` the same with time and zone, where the metadata has them
    language   ISO 639-1 code where the text is not English, else None
    extracted  True when `text` was extracted from another format (HTML, PDF, JSONL): the record then carries it
    """

    id: str
    text: str
    path: str | None = None
    sha256: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    extracted: bool = False
    published_at: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What ran: versions of factx and of the spaCy model."""

    factx: str
    model: str
    model_version: str


@dataclass(frozen=True, slots=True)
class Record:
    """A document with all that was found in it; `plain.record_to_plain` gives the JSON of it."""

    document: Document
    pipeline: Pipeline
    extraction: Extraction

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.extraction.claims

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        return self.extraction.attributions

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.extraction.quantities

    @property
    def dates(self) -> tuple[Timex, ...]:
        return self.extraction.dates

    @property
    def names(self) -> tuple[Name, ...]:
        return self.extraction.names

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.extraction.sections

    def to_pandas(self) -> DataFrame:
        """A data frame with one claim a row and the columns of `factx export`. Raises FactxError without pandas."""
        from factx.export.frames import frame_of  # the one arrow upwards: a record knows how it looks as a table

        return frame_of([self])
