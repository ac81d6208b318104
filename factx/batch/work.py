"""The unit of work: a chunk of entries in, their lines out. It is all that a worker knows, wherever it runs."""

from __future__ import annotations

import functools
import gc
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factx.annotate import Extractor, load
from factx.errors import DocumentError
from factx.filters import Filters
from factx.lean import to_lean_json
from factx.model import Document
from factx.plain import Plain, to_json
from factx.readers import Entry, read, valid
from factx.readers.jsonl import read_row

CHUNK_BYTES = 32_000
CHUNK_DOCUMENTS = 128

Chunk = tuple[Entry, ...]
# In the place of a chunk: the next article has not come yet.
NOTHING_YET: Chunk = ()
GLANCE = 0.02  # seconds between looks at a pipe that articles come through

# A spaCy pipeline serves one thread at a time; a Dask worker may have several.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one article: its record, or what is wrong with it, as JSON; and how many claims it has.

    language  ISO 639-1 code where the article is not English
    is_blank  whether it holds no text
    """

    ok: bool
    json: str
    claims: int = 0
    language: str | None = None
    is_blank: bool = False

    @property
    def raw(self) -> bytes:
        """The line as it is written."""
        return self.json.encode("utf-8") + b"\n"


@dataclass(frozen=True, slots=True)
class Copied:
    """The record of an article that an earlier run has read: its line, and how many claims it has."""

    raw: bytes
    claims: int = 0
    ok: bool = True
    language: str | None = None
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Extracts chunks of articles. Picklable; a process loads the model at its first chunk, once.

    model      spaCy pipeline; None is the best one installed
    published  ISO date that goes before what the articles say of themselves
    filters    which claims are kept
    rules      folder of a user's own rule files
    lean       whether records are written without what stands in them twice
    fields     pairs of an article's field and the column of a table where it stands
    date_order "dmy" or "mdy" for dates in figures; None: each article is asked
    """

    model: str | None = None
    published: str | None = None
    filters: Filters = field(default_factory=Filters)
    rules: Path | None = None
    fields: tuple[tuple[str, str], ...] = ()
    date_order: str | None = None
    lean: bool = False

    def __call__(self, entries: Sequence[Entry]) -> list[Line]:
        """One line for each entry, in order. Raises ModelError if there is no pipeline to work with."""
        with _LOCK:
            return self._lines([self._read(entry) for entry in entries])

    def rows(self, rows: Sequence[Plain]) -> list[Line]:
        """One line for each row of a table: {"id", "text"} and optionally title, published, outlet, author, url."""
        with _LOCK:
            return self._lines([self._row(row) for row in rows])

    def warm(self) -> None:
        """Loads the model, so that the first chunk does not wait for it. Raises ModelError if there is none."""
        _extractor(self.model, self.rules, self.date_order)

    def _read(self, entry: Entry) -> Document | Line:
        try:
            return read(entry, published=self.published, fields=dict(self.fields))
        except DocumentError as error:
            return failure(entry, error)

    def _row(self, row: Plain) -> Document | Line:
        try:
            return read_row(row, published=self.published, fields=dict(self.fields))
        except DocumentError as error:
            return failure(Entry("", str(row.get("id"))), error)

    def _lines(self, found: list[Document | Line]) -> list[Line]:
        documents = [document for document in found if isinstance(document, Document)]
        extractor = _extractor(self.model, self.rules, self.date_order)
        with extractor.nlp.memory_zone():  # what the words of these articles add to the vocabulary goes with them
            outcomes = zip(documents, extractor.outcomes(documents), strict=True)
            done = [self._outcome(document, outcome) for document, outcome in outcomes]
        rest = iter(done)
        return [next(rest) if isinstance(one, Document) else one for one in found]

    def _outcome(self, document: Document, outcome: Plain | Exception) -> Line:
        if isinstance(outcome, Exception):
            return failure(document, outcome)
        kept = self.filters.apply(outcome)
        written = to_lean_json(kept) if self.lean else to_json(kept)
        return Line(True, written, len(kept["claims"]), document.language, not document.text.strip())


@functools.cache
def _extractor(model: str | None, rules: Path | None, date_order: str | None) -> Extractor:
    extractor = load(model, rules=rules, date_order=date_order)
    gc.collect()
    gc.freeze()  # model and rules outlive every article: looking through them for garbage costs 2 of 100 seconds
    return extractor


def failure(about: Entry | Document, error: Exception) -> Line:
    """The line of an article that gave no record."""
    message = " ".join(str(error).split()) or "no reason given"
    path = valid(about.path) if about.path else None
    return Line(False, to_json({"path": path, "id": about.id, "error": type(error).__name__, "message": message}))


def cut(entries: Iterable[Entry]) -> Iterator[Chunk]:
    """Chunks by length. They hang on the entries alone; no byte of the output hangs on them."""
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        if chunk and (size + entry.size > CHUNK_BYTES or len(chunk) == CHUNK_DOCUMENTS):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(entry)
        size += entry.size
    if chunk:
        yield tuple(chunk)
