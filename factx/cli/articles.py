"""Articles in, their records out, as `extract` and `rules coverage` read them: what gives none is complained of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from factx.cli.output import complain, tell

TOGETHER = 100_000  # characters

if TYPE_CHECKING:
    from factx.annotate import Extractor
    from factx.model import Document
    from factx.plain import Plain


@dataclass(slots=True)
class Articles:
    """The articles of some files and folders.

    published  ISO date that goes before what they say of themselves
    fields     in which column of a table a field of the article stands
    failed     how many could not be read or gave no record, so far
    """

    paths: Sequence[Path]
    published: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    failed: int = 0

    def records(self, load: Callable[[], Extractor], *, explain: bool = False) -> Iterator[tuple[Document, Plain]]:
        """Each article with its record, as soon as it is done. The model is loaded for the first of them."""
        from factx.explain import explained_records

        extractor: Extractor | None = None
        for group in _groups(self._documents()):
            extractor = extractor or load()
            read = partial(explained_records, extractor) if explain else extractor.plain_records
            for document, outcome in zip(group, extractor.outcomes(group, read), strict=True):
                name = document.path or document.id
                if isinstance(outcome, Exception):
                    self._complain(f"{name}: gives no record ({type(outcome).__name__}: {outcome})")
                else:
                    tell(f"{name}: {len(outcome['claims'])} claims")
                    yield document, outcome

    def _documents(self) -> Iterator[Document]:
        """The articles that can be read."""
        from factx.errors import DocumentError
        from factx.readers import expand, read

        found = False
        for entry in expand(self.paths, fields=self.fields):
            found = True
            try:
                yield read(entry, published=self.published, fields=self.fields)
            except DocumentError as error:
                self._complain(str(error))
        if not found:
            complain(f"there is no article in {' '.join(map(str, self.paths))}")

    def _complain(self, why: str) -> None:
        complain(why)
        self.failed += 1


def _groups(documents: Iterator[Document]) -> Iterator[list[Document]]:
    """What is parsed together: some files, or one article of a pipe, which must not wait for the next."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if document.path is None or size > TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group
