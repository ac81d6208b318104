"""Loads a spaCy pipeline with factx in it, and runs documents through it: Document -> Record.

Articles stream through: only those of one batch are in memory. A very long one is parsed in pieces, cut between
sections; of each only what the rules read is kept, and they are put together again before the rules see it.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factx.errors import DocumentError, ModelError
from factx.model import Document, Pipeline, Record
from factx.models import MODELS, best_model, is_installed
from factx.notation import CleanText, clean_text
from factx.plain import Plain, extraction_from_plain, extraction_to_plain, record_from_parts
from factx.sections import find_sections
from factx.titles import title_of, with_title, with_titles
from factx.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# A text to parse, with its document and whether it is the last piece of it.
Piece = tuple[str, tuple[Document, bool]]
# Makes records of documents.
Reading = Callable[[Iterable[Document]], Iterator[Plain]]
# What is kept of a parsed piece: an array, one row a token, one column an attribute.
Tokens = Any

BATCH = 16  # pieces parsed together, at most
PIECE = 20_000  # characters parsed together; the memory of the parser grows with them
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
LONG_RUN = re.compile(r"\S{500}")
# What the rules read of a parsed token: all that is kept of the pieces of a long text.
ATTRIBUTES = ("ORTH", "SPACY", "NORM", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "ENT_ID")
AFTER_PARSING = ("factx_gazetteer", "factx_claims")  # see the whole article, not pieces of it
# Factories of components that cost time and that no rule reads.
UNUSED = frozenset(
    {"senter", "textcat", "textcat_multilabel", "spancat", "spancat_singlelabel", "span_finder", "entity_linker"}
)
PROBE = "The mayor of Leros said on Monday that nine people were hurt."


class Extractor:
    """A loaded pipeline: texts or documents in, records out."""

    def __init__(self, nlp: Language, pipeline: Pipeline, date_order: str | None = None) -> None:
        self.nlp = nlp
        self.pipeline = pipeline
        self.date_order = date_order

    def extract(self, text: str, *, published: str | None = None, id: str = "text") -> Record:
        """The record of one text. `published` is its ISO date."""
        return self.record(Document(id=id, text=text, published=published))

    def record(self, document: Document) -> Record:
        """The record of one document."""
        _, plain = next(self._annotate([document]))
        return Record(document, self.pipeline, extraction_from_plain(plain))

    def plain_records(self, documents: Iterable[Document]) -> Iterator[Plain]:
        """The JSON-ready record of each document, in order."""
        for document, plain in self._annotate(documents):
            yield record_from_parts(document, self.pipeline, plain)

    def parsed(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
        """Each document with its parse, entities corrected: all that the rules read."""
        for document, doc in self._parse(documents):
            yield document, self.nlp.get_pipe(AFTER_PARSING[0])(doc)

    def title_extraction(self, document: Document) -> Plain | None:
        """The plain extraction of a document's title, where its text does not open with it."""
        title = title_of(document)
        return next(plain for _, plain in self._extracted([title])) if title else None

    def outcomes(self, documents: Sequence[Document], read: Reading | None = None) -> Iterator[Plain | Exception]:
        """The record of each document, in order, or what went wrong with it: whatever one does to the pipeline, the
        others do not pay for it. Raises ModelError if the pipeline is to blame.

        Args:
            read: what makes records of documents; without it `plain_records`.
        """
        read = read or self.plain_records
        done = 0
        try:
            for record in read(documents):
                yield record
                done += 1
            return
        except ModelError:
            raise
        except Exception as error:
            if len(documents) == 1:
                yield error
                return
        for document in documents[done:]:
            yield from self.outcomes([document], read)

    def _annotate(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Plain]]:
        """Each document with its plain extraction, in order."""
        for document, plain, of_title in self._with_titles(documents):
            yield document, merged_title(plain, of_title)

    def _with_titles(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Plain, Plain | None]]:
        """Each document with its plain extraction and that of its title, where the text does not open with it."""
        held: tuple[Document, Plain] | None = None
        for document, plain in self._extracted(with_titles(documents)):
            if held is not None:
                yield *held, plain
                held = None
            elif title_of(document) is None:
                yield document, plain, None
            else:
                held = document, plain

    def _extracted(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Plain]]:
        """Each document with its plain extraction, in order, titles apart."""
        from factx.components import KEY
        from factx.dates import order_of  # late: it loads spaCy
        from factx.places import host_of

        for document, doc in self._parse(documents):
            doc._.published = document.published
            doc._.date_order = self.date_order or order_of(document)
            doc._.outlet = host_of(document)
            for name in AFTER_PARSING:
                doc = self.nlp.get_pipe(name)(doc)
            plain = doc.user_data[KEY]
            del doc  # what is made of the plain form needs its room
            yield document, plain

    def _parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
        """Each document with what the pipeline makes of it before the whole of it is needed, in order."""
        held: list[Tokens] = []
        for batch in batches(pieces_of(documents)):
            cleaned = [clean_text(piece) for piece, _ in batch]
            texts = ((clean.text, n) for n, clean in enumerate(cleaned))
            parsed = self.nlp.pipe(texts, as_tuples=True, batch_size=BATCH, disable=AFTER_PARSING)
            for doc, n in parsed:
                piece, (document, is_last) = batch[n]
                if cleaned[n].places is not None:
                    doc = restored(doc, piece, cleaned[n])
                if held or not is_last:
                    held.append(doc.to_array(list(ATTRIBUTES)))
                if is_last:
                    yield document, joined(held, doc.vocab) if held else doc
                    held.clear()


def merged_title(plain: Plain, of_title: Plain | None) -> Plain:
    """The plain extraction of an article with the claims of its title in front, where that is read by itself."""
    if of_title is None or not of_title["claims"]:
        return plain
    merged = with_title(extraction_from_plain(plain), extraction_from_plain(of_title))
    return plain | {"claims": extraction_to_plain(merged)["claims"]}


def pieces_of(documents: Iterable[Document]) -> Iterator[Piece]:
    """The texts to parse.

    Raises DocumentError for a text with half a letter in it: spaCy takes none, and none can be written as UTF-8.
    """
    for document in documents:
        if LONE_SURROGATE.search(document.text):
            raise DocumentError(f"{document.id}: holds a lone surrogate, which is half a letter")
        pieces = cut_text(document.text)
        for n, piece in enumerate(pieces, start=1):
            yield piece, (document, n == len(pieces))


def batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What is parsed together: one piece, or several that are short."""
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        if batch and (size + len(piece[0]) > PIECE or len(batch) == BATCH):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[0])
    if batch:
        yield batch


def joined(pieces: Sequence[Tokens], vocab: Vocab) -> Doc:
    """One Doc of the tokens of all pieces."""
    import numpy
    from spacy.tokens import Doc

    table: Tokens = numpy.concatenate(pieces)
    doc = Doc(vocab, words=table[:, 0].tolist(), spaces=table[:, 1].astype(bool).tolist())
    return doc.from_array(list(ATTRIBUTES), table)


def restored(doc: Doc, text: str, clean: CleanText) -> Doc:
    """The Doc of the text itself, with what the pipeline made of it as it is meant."""
    from spacy.tokens import Doc

    starts = [0, *(clean.place(token.idx) for token in doc[1:]), len(text)]
    chunks = [text[start:end] for start, end in pairwise(starts)]
    spaces = [len(chunk) > 1 and chunk.endswith(" ") for chunk in chunks]
    words = [chunk[:-1] if space else chunk for chunk, space in zip(chunks, spaces, strict=True)]
    kept: Any = [name for name in ATTRIBUTES if name not in ("ORTH", "SPACY")]
    table: Tokens = doc.to_array(kept)
    made = Doc(doc.vocab, words=words, spaces=spaces).from_array(kept, table)
    for token, meant in zip(made, doc, strict=True):
        if token.text != meant.text:
            doc.vocab[token.text].lower_ = meant.lower_
    return made


def cut_text(text: str) -> list[str]:
    """The text in pieces that the pipeline can take: cut where sections start, or else at a blank, or else anywhere.

    The tokeniser needs the square of the time for a stretch without white space: those are cut at any length.
    """
    runs = {match.end() for match in LONG_RUN.finditer(text)}
    if len(text) <= PIECE and not runs:
        return [text]
    cuts = [0]
    for start in sorted({*(section.start for section in find_sections(text)), *runs, len(text)}):
        while start - cuts[-1] > 2 * PIECE:
            blank = text.rfind(" ", cuts[-1] + 1, cuts[-1] + PIECE)
            cuts.append(blank + 1 if blank > 0 else cuts[-1] + PIECE)
        if start in runs or start - cuts[-1] > PIECE:
            cuts.append(start)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)]) if start < end]


@contextmanager
def no_collection() -> Iterator[None]:
    """Stops Python from looking for garbage: loading makes some 100,000 objects, and none of them is any."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@no_collection()
def load(model: str | None = None, *, rules: str | Path | None = None, date_order: str | None = None) -> Extractor:
    """An extractor on the spaCy pipeline `model` (package name or path), or on the best one installed.

    Args:
        rules: a folder of your own rule files, which add to the package's
        date_order: "dmy" or "mdy" if 3/4/2024 is always the third of April or the fourth of March; else each article
            is asked where its outlet is at home and how it writes its other dates

    Raises ModelError if there is no pipeline, or if it is not an English one with tagger, parser and entity recogniser;
    RuleError for a rule file that is wrong.
    """
    name = model or best_model()
    nlp = load_pipeline(name)
    if nlp.lang != "en":
        raise ModelError(f"{name} is a pipeline for {nlp.lang!r}; factx reads English")
    for component in nlp.pipe_names:
        if nlp.get_pipe_meta(component).factory in UNUSED:
            nlp.disable_pipe(component)
    assemble(nlp, rules)
    check_pipeline(nlp, name)
    shown = f"{nlp.lang}_{nlp.meta.get('name', '')}" if Path(name).exists() else name
    return Extractor(nlp, Pipeline(__version__, shown, str(nlp.meta.get("version", ""))), date_order)


def load_pipeline(name: str) -> Language:
    """The spaCy pipeline of that name or at that path. Raises ModelError if there is none, or a broken one."""
    import spacy

    if not is_installed(name) and not Path(name).exists():
        raise ModelError(f"no spaCy pipeline named {name!r} is installed, and none stands at that path")
    try:
        return spacy.load(name)
    except Exception as error:  # what a broken pipeline raises is up to every component in it
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"{name} cannot be loaded as a spaCy pipeline: {reason}") from error


def check_pipeline(nlp: Language, name: str) -> None:
    """Raises ModelError if the pipeline does not give what the rules read."""
    from factx.components import missing_annotation

    missing = missing_annotation(nlp(PROBE, disable=list(AFTER_PARSING)))
    if missing:
        raise ModelError(f"{name} lacks {missing}: factx needs a whole English pipeline, like {MODELS[-1]}")


def check_rules(folder: str | Path) -> None:
    """Raises RuleError if the folder is none of rule files, or one of them is wrong; needs no model."""
    import spacy

    from factx.pipeline import RuleBook

    RuleBook.load(spacy.blank("en").vocab, Path(folder))


def assemble(nlp: Language, rules: str | Path | None = None) -> None:
    """Adds the factx components that the pipeline does not have yet: sections first, claims last."""
    own = {"rules": str(rules) if rules is not None else None}
    if rules is not None and "factx_claims" in nlp.pipe_names:
        nlp.replace_pipe("factx_claims", "factx_claims", config=own)
    if "factx_sections" not in nlp.pipe_names:
        nlp.add_pipe("factx_sections", first=True)
    if "factx_claims" not in nlp.pipe_names:
        nlp.add_pipe("factx_claims", last=True, config=own)
    if "factx_gazetteer" not in nlp.pipe_names:
        nlp.add_pipe("factx_gazetteer", before="factx_claims")
