"""The spaCy face: three component factories and the extension attributes.

    factx_sections   before the parser: sentence starts at section starts, so that no sentence runs across two
    factx_gazetteer  after the entity recogniser: entities corrected
    factx_claims     at the end: the whole line; alone it is enough in any English pipeline

After it `doc._.claims`, `doc._.attributions`, `doc._.quantities` and `doc._.extraction` give records. The Doc stores
their plain form only (`doc.user_data`), so DocBin, `to_bytes` and several processes keep them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.errors import FactxError, ModelError
from factx.gazetteer import correct_entities
from factx.model import Extraction
from factx.pipeline import RuleBook, extract
from factx.plain import extraction_from_plain, extraction_to_plain
from factx.sections import find_sections

KEY = "factx"


class SectionStarts:
    """Marks the first token of every section as a sentence start; the parser keeps to it."""

    def __call__(self, doc: Doc) -> Doc:
        starts = {section.start for section in find_sections(doc.text)}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc


class Gazetteer:
    """Corrects entities in place."""

    def __call__(self, doc: Doc) -> Doc:
        return correct_entities(doc)


class ClaimExtractor:
    """Runs the line on a Doc and stores the plain extraction on it."""

    def __init__(self, vocab: Vocab) -> None:
        self.rules = RuleBook.load(vocab)

    def __call__(self, doc: Doc) -> Doc:
        check_annotation(doc)
        extraction = extract(doc, published=doc._.published, rules=self.rules)
        doc.user_data[KEY] = extraction_to_plain(extraction)
        return doc


def check_annotation(doc: Doc) -> None:
    """Raises ModelError if the Doc lacks what the rules read."""
    needed = {"TAG": "a tagger", "LEMMA": "a lemmatizer", "DEP": "a parser", "ENT_IOB": "an entity recogniser"}
    missing = [what for attribute, what in needed.items() if len(doc) and not doc.has_annotation(attribute)]
    if missing:
        raise ModelError(f"factx_claims needs {', '.join(missing)} earlier in the pipeline")


@Language.factory("factx_sections", assigns=["token.is_sent_start"])
def make_section_starts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return SectionStarts()


@Language.factory("factx_gazetteer", requires=["doc.ents"], assigns=["doc.ents"])
def make_gazetteer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return Gazetteer()


@Language.factory(
    "factx_claims",
    requires=["token.tag", "token.lemma", "token.dep", "doc.ents"],
    assigns=["doc._.claims", "doc._.attributions", "doc._.quantities"],
)
def make_claim_extractor(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    return ClaimExtractor(nlp.vocab)


def stored_extraction(doc: Doc) -> Extraction:
    """The records of a Doc that went through factx_claims. Raises FactxError for one that did not."""
    plain: dict[str, Any] | None = doc.user_data.get(KEY)
    if plain is None:
        raise FactxError("this Doc has not been through factx_claims")
    return extraction_from_plain(plain)


def register_extensions() -> None:
    """Adds `doc._.…` once. Raises FactxError if another package owns one of the names."""
    getters: dict[str, Callable[[Doc], Any]] = {
        "extraction": stored_extraction,
        "claims": lambda doc: stored_extraction(doc).claims,
        "attributions": lambda doc: stored_extraction(doc).attributions,
        "quantities": lambda doc: stored_extraction(doc).quantities,
    }
    for name, getter in getters.items():
        if Doc.has_extension(name):
            raise FactxError(f"another package has already registered doc._.{name}")
        Doc.set_extension(name, getter=getter)
    if Doc.has_extension("published"):
        raise FactxError("another package has already registered doc._.published")
    Doc.set_extension("published", default=None)


register_extensions()
