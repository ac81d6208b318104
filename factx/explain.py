"""Why a record is as it is: for each claim the passes without which it would not be there, or not be so.

A claim carries the ids of the rules that made it. The passes are found by trying: the article is read again without
each pass that was at work, and the claims that come out otherwise needed it. Passes that every claim of the article
needs are its machinery and explain none of them. It takes some hundred readings, though only one parse, so it is done
where somebody asks. A statement has the evidence as well by which its attribution became a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factx.annotate import Extractor, merged_title
from factx.model import Document
from factx.passes import at_work, find_passes, without
from factx.plain import Plain, record_from_parts, to_json
from factx.titles import SECTION

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Keys of a claim in an explained record, the latter of a statement and of an attribution; no other record has them.
NEEDED_PASSES, EVIDENCE = "passes", "evidence"
TIED = ("id", "attribution", "part_of", "same_as", "restates")  # fields that hold ids, which other claims shift


def explained_records(extractor: Extractor, documents: Iterable[Document]) -> Iterator[Plain]:
    """The plain record of each document; each of its claims has, as `passes`, the ids of those it needed.

    Statements and attributions have `evidence`: {"score", "signs": [[sign, weight], …], "bars"}, see claims/choice.py.
    """
    for document, doc in extractor.parsed(documents):
        of_title = extractor.title_extraction(document)
        record = record_of(extractor, document, doc, of_title)
        weighed = evidence_of(extractor, doc)
        needed: dict[str, list[str]] = {claim["id"]: [] for claim in record["claims"]}
        for id in sorted(at_work(lambda: record_of(extractor, document, doc, of_title))):  # noqa: B023 (run at once)
            with without(find_passes()[id]):
                others = essences(extractor, document, doc, of_title)
            for claim in record["claims"]:
                if essence(claim) not in others:
                    needed[claim["id"]].append(id)
        own = [ids for claim, ids in zip(record["claims"], needed.values(), strict=True) if claim["section"] != SECTION]
        everywhere = frozenset.intersection(*map(frozenset, own)) if len(own) > 1 else frozenset()
        for claim in record["claims"]:
            claim[NEEDED_PASSES] = [id for id in needed[claim["id"]] if id not in everywhere]
            if claim["quantity"] is None and claim["attribution"] in weighed:
                claim[EVIDENCE] = weighed[claim["attribution"]]
        for attribution in record["attributions"]:
            attribution[EVIDENCE] = weighed[attribution["id"]]
        yield record


def record_of(extractor: Extractor, document: Document, doc: Doc, of_title: Plain | None = None) -> Plain:
    """The plain record of a parsed article and of its title, which is read already."""
    from factx.components import KEY

    doc._.published = document.published
    plain = extractor.nlp.get_pipe("factx_claims")(doc).user_data[KEY]
    return record_from_parts(document, extractor.pipeline, merged_title(plain, of_title))


def evidence_of(extractor: Extractor, doc: Doc) -> dict[str, Plain]:
    """What spoke for and against each attribution of an article as a row, by id; `doc` went through the rules."""
    from factx.claims.choice import evidence
    from factx.claims.evidence import Surroundings
    from factx.components import ClaimExtractor, cut_at_sections, stored_extraction
    from factx.events import Speech
    from factx.language import Text, with_mended_parse
    from factx.words import using

    component, found = extractor.nlp.get_pipe("factx_claims"), stored_extraction(doc)
    assert isinstance(component, ClaimExtractor)
    rules = component.rules
    with using(rules.words):
        text = with_mended_parse(
            Text.of(cut_at_sections(doc, found.sections), found.sections), rules.attributions.speech
        )
        speech = Speech.of(text, found.attributions)
        around = Surroundings.of(speech, [claim for claim in found.claims if claim.quantity])
        weighed = [(id, evidence(voice, around, rules.claims.weights)) for id, voice in speech.heard.items()]
    return {id: {"score": e.score, "signs": [list(s) for s in e.signs], "bars": list(e.bars)} for id, e in weighed}


def essences(extractor: Extractor, document: Document, doc: Doc, of_title: Plain | None) -> frozenset[str]:
    """What the claims of an article say while a pass is left out; none if the rest cannot do without it."""
    try:
        return frozenset(essence(claim) for claim in record_of(extractor, document, doc, of_title)["claims"])
    except Exception:  # what is missed may be raised as anything
        return frozenset()


def essence(claim: Plain) -> str:
    """All that a claim says, without the ids that shift when another claim comes or goes."""
    quantity = claim["quantity"] and claim["quantity"] | {"id": None}
    return to_json(claim | dict.fromkeys(TIED) | {"quantity": quantity})
