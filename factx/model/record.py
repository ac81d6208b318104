"""A document, and the record of it: what was found, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from factx.model.findings import Anchor, Attribution, Claim, Name, Quantity, Timex
from factx.model.spans import Section

if TYPE_CHECKING:
    from pandas import DataFrame


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

    @property
    def host(self) -> str | None:
        """The host name of the address; None without one, or where it is no address."""
        try:
            return urlsplit(self.url or "").hostname
        except ValueError:
            return None


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
