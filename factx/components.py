"""The spaCy face: three component factories and the extension attributes.

    factx_sections   before the parser: sentence starts at section starts, so that no sentence runs across two
    factx_gazetteer  after the entity recogniser: entities corrected
    factx_claims     at the end: the whole line; alone it is enough in any English pipeline

After it `doc._.claims`, `doc._.attributions`, `doc._.quantities` and `doc._.extraction` give records. The Doc stores
their plain form only (`doc.user_data`), so DocBin, `to_bytes` and several processes keep them. The date of the article
goes in before: `doc = nlp.make_doc(text)`, `doc._.published = "2023-09-20"`, `nlp(doc)`; so does `doc._.date_order`,
"dmy" or "mdy", and `doc._.outlet`, the host name of the publisher. A user's own rules come from a folder:
`nlp.add_pipe("factx_claims", config={"rules": "our-rules"})`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from factx.errors import FactxError, ModelError
from factx.gazetteer import correct_entities, load_rules
from factx.model import Extraction, Section
from factx.pipeline import RuleBook, extract
from factx.plain import extraction_from_plain, extraction_to_plain
from factx.sections import find_sections

KEY = "factx"
PUBLISHED = "factx_published"
DATE_ORDER = "factx_date_order"
OUTLET = "factx_outlet"
NEEDED = {"TAG": "a tagger", "LEMMA": "a lemmatizer", "DEP": "a parser", "ENT_IOB": "an entity recogniser"}


# Sentences without a blank between them, which the tokeniser leaves whole behind a figure: "on Jan. 6, 2021.Things".
RUN_TOGETHER = re.compile(r"(?<=[\d%])\.(?=[A-Z][a-z])")
# The end of a sentence behind a short unit, which the tokeniser takes for an abbreviation: "It made £45m. Costs rose."
BEHIND_UNIT = re.compile(r"(?<=\dm)\.(?:\s+(?=[“\"‘]?[A-Z])|\s*\Z)")
# The code of a share, which the tokeniser cuts at its stop behind a small letter: "Bakra Motors (BAKRn.DE)".
SHARE_CODE = re.compile(r"(?<=\()[A-Z]+(?:_?[a-z])\.[A-Z]{1,2}(?=\))")


class SectionStarts:
    """Marks the first token of every section as a sentence start; the parser and the entity recogniser keep to it."""

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        join_tokens(doc, [match.span() for match in SHARE_CODE.finditer(text)])
        starts = [section.start for section in find_sections(text)]
        run_together = [match.span() for end in (RUN_TOGETHER, BEHIND_UNIT) for match in end.finditer(text)]
        split_tokens(doc, sorted({*starts, *chain.from_iterable(run_together)}))
        starts += [end for _, end in run_together]
        places = doc.to_array("IDX")
        for i in np.searchsorted(places, starts).tolist():
            if i < len(doc) and places[i] in starts:
                doc[i].is_sent_start = True
        return doc


def join_tokens(doc: Doc, stretches: Sequence[tuple[int, int]]) -> None:
    """Makes one token of each stretch that whole tokens fill."""
    if not stretches:
        return
    at = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    with doc.retokenize() as retokenizer:
        for start, end in stretches:
            if start in at and end in ends:
                retokenizer.merge(doc[at[start] : ends[end]])


def split_tokens(doc: Doc, starts: Sequence[int]) -> None:
    """Splits the tokens that a section starts in: of "(CNN)Nine people" the tokeniser leaves "CNN)Nine" whole."""
    inside = cuts_in_tokens(doc, starts)
    if not inside:
        return
    with doc.retokenize() as retokenizer:
        for i, cuts in inside.items():
            token = doc[i]
            edges = [0, *cuts, len(token)]
            pieces = [token.text[a:b] for a, b in pairwise(edges)]
            retokenizer.split(token, pieces, heads=[(token, n) for n in range(len(pieces))])


def cuts_in_tokens(doc: Doc, starts: Sequence[int]) -> dict[int, list[int]]:
    """The tokens inside which a section starts, with the places in them."""
    places = doc.to_array("IDX")
    cuts: dict[int, list[int]] = {}
    for start, i in zip(starts, (np.searchsorted(places, starts, side="right") - 1).tolist(), strict=True):
        if i >= 0 and places[i] < start < places[i] + len(doc[i]):
            cuts.setdefault(i, []).append(start - int(places[i]))
    return cuts


def cut_at_sections(doc: Doc, sections: Sequence[Section]) -> Doc:
    """The Doc itself, or a copy of it in which no sentence and no entity runs across two sections.

    A pipeline without factx_sections parses the article as one piece of text. In the copy a word whose head is in
    another section hangs on the first such word of its own section, and that one is a root.
    """
    starts = [section.start for section in sections]
    first_tokens = set(doc.to_array("IDX")[doc.to_array("SENT_START").astype(np.int64) == 1].tolist())
    if all(start in first_tokens for start in starts):
        return doc
    tokens = list(doc)
    section = 0
    section_of: list[int] = []
    for token in tokens:
        while section < len(starts) and starts[section] < token.idx + len(token):
            section += 1
        section_of.append(section)
    heads, deps = cut_tree(tokens, section_of)
    return Doc(
        doc.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=heads,
        deps=deps,
        ents=list(entity_tags(tokens, section_of)),
    )


def cut_tree(tokens: Sequence[Token], section_of: Sequence[int]) -> tuple[list[int], list[str]]:
    """Head and relation of every token, where none crosses from one section into another."""
    roots: dict[int, int] = {}
    heads, deps = [], []
    for token, section in zip(tokens, section_of, strict=True):
        head, dep = token.head.i, token.dep_
        if section_of[head] != section:
            head = roots.setdefault(section, token.i)
            dep = "ROOT" if head == token.i else "dep"
        heads.append(head)
        deps.append(dep)
    return heads, deps


def entity_tags(tokens: Sequence[Token], section_of: Sequence[int]) -> Iterator[str]:
    """Each token's entity as "B-GPE", "I-GPE" or "O"; one that reaches into the next section ends with its own."""
    section = None  # the one that the entity at hand started in
    for token, own in zip(tokens, section_of, strict=True):
        if token.ent_iob_ == "B":
            section = own
        elif token.ent_iob_ != "I" or section != own:
            section = None
        yield "O" if section is None else f"{token.ent_iob_}-{token.ent_type_}"


class Gazetteer:
    """Corrects entities in place. Raises RuleError for rules that are wrong."""

    def __init__(self) -> None:
        self.rules = load_rules()

    def __call__(self, doc: Doc) -> Doc:
        return correct_entities(doc, self.rules)


class ClaimExtractor:
    """Runs the line on a Doc and stores the plain extraction on it; nothing else of the Doc is changed."""

    def __init__(self, vocab: Vocab, own: Path | None = None) -> None:
        self.rules = RuleBook.load(vocab, own)

    def __call__(self, doc: Doc) -> Doc:
        check_annotation(doc)
        sections = find_sections(doc.text)
        extraction = extract(
            cut_at_sections(doc, sections),
            sections,
            published=doc._.published,
            rules=self.rules,
            date_order=doc._.date_order,
            outlet=doc._.outlet,
        )
        doc.user_data[KEY] = extraction_to_plain(extraction)
        return doc


def check_annotation(doc: Doc) -> None:
    """Raises ModelError if the Doc lacks what the rules read."""
    missing = missing_annotation(doc)
    if missing:
        raise ModelError(f"factx_claims needs {missing} earlier in the pipeline")


def missing_annotation(doc: Doc) -> str:
    """The components that would have to have run for the rules, and have not: "a parser, a lemmatizer"."""
    return ", ".join(what for attribute, what in NEEDED.items() if len(doc) and not doc.has_annotation(attribute))


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
    default_config={"rules": None},
)
def make_claim_extractor(nlp: Language, name: str, rules: str | None) -> Callable[[Doc], Doc]:
    """`rules` is a folder of a user's own rule files, laid over the package's."""
    return ClaimExtractor(nlp.vocab, Path(rules) if rules is not None else None)


def stored_extraction(doc: Doc) -> Extraction:
    """The records of a Doc that went through factx_claims. Raises FactxError for one that did not."""
    plain: dict[str, Any] | None = doc.user_data.get(KEY)
    if plain is None:
        raise FactxError("this Doc has not been through factx_claims")
    return extraction_from_plain(plain)


def stored_claims(doc: Doc) -> Any:
    return stored_extraction(doc).claims


def stored_attributions(doc: Doc) -> Any:
    return stored_extraction(doc).attributions


def stored_quantities(doc: Doc) -> Any:
    return stored_extraction(doc).quantities


def read_published(doc: Doc) -> str | None:
    published: str | None = doc.user_data.get(PUBLISHED)
    return published


def write_published(doc: Doc, published: str | None) -> None:
    doc.user_data[PUBLISHED] = published


def read_date_order(doc: Doc) -> str | None:
    order: str | None = doc.user_data.get(DATE_ORDER)
    return order


def write_date_order(doc: Doc, order: str | None) -> None:
    doc.user_data[DATE_ORDER] = order


def read_outlet(doc: Doc) -> str | None:
    outlet: str | None = doc.user_data.get(OUTLET)
    return outlet


def write_outlet(doc: Doc, outlet: str | None) -> None:
    doc.user_data[OUTLET] = outlet


SETTERS = {"published": write_published, "date_order": write_date_order, "outlet": write_outlet}


def register_extensions() -> None:
    """Adds `doc._.…`; ours of an earlier import are replaced. Raises FactxError if another package owns a name."""
    getters: dict[str, Callable[[Doc], Any]] = {
        "extraction": stored_extraction,
        "claims": stored_claims,
        "attributions": stored_attributions,
        "quantities": stored_quantities,
        "published": read_published,
        "date_order": read_date_order,
        "outlet": read_outlet,
    }
    for name in getters:
        if Doc.has_extension(name):
            getter = Doc.get_extension(name)[2]
            if getattr(getter, "__module__", None) != __name__:
                raise FactxError(f"another package has already registered doc._.{name}")
    for name, getter in getters.items():
        Doc.set_extension(name, getter=getter, setter=SETTERS.get(name), force=True)


register_extensions()
