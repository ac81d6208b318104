"""The rule examples: reads every stage's `corpus.toml` and says which of them hold on a pipeline.

    [[example]]
    rule = "at-least"                                    # the rule that must (or must not) make the record
    expect = [{low = 12, bound = "at_least"}]            # parts of plain records, "null" for null; [] must not match
    texts = ["At least 12 homes burned."]
    published = "2023-09-20"                             # optional
    url = "https://news.example.co.uk/a"                 # optional: the address of the article
    only = true                                          # optional: these are all the records of the stage
    gap = "why it does not hold yet"                     # optional: a known gap, kept in sight

The tests and `factx check` run the same examples. A user's own rules have theirs in `corpus.toml` of their folder:
there an example says its stage, and may leave the rule out where a word or unit is tried:

    [[example]]
    name = "a drone strike that neutralizes"             # what the report calls it
    stage = "events"
    expect = [{event = {type = "killed"}}]
    refuse = [{event = {type = "wounded"}}]              # optional: no record may have this
    texts = ["The strike neutralized four gunmen."]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from factx.annotate import Extractor
from factx.model import Document
from factx.plain import Plain, all_quantities
from factx.rules import Table, read_own_rules, read_rules

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Where a stage's records stand in the plain document record; "entities" are those of the pipeline itself.
Stage = Literal["sections", "gazetteer", "quantities", "attributions", "sources", "dates", "events", "claims"]
RECORDS: dict[str, str] = {
    "sections": "sections",
    "gazetteer": "entities",
    "quantities": "quantities",
    "attributions": "attributions",
    "sources": "attributions",
    "dates": "dates",
    "events": "claims",
    "claims": "claims",
}


@dataclass(frozen=True, slots=True)
class Example(Table):
    """One entry of a corpus file."""

    rule: str
    texts: tuple[str, ...]
    expect: tuple[dict[str, Any], ...]
    published: str | None = None
    url: str | None = None
    only: bool = False
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class OwnExample(Table):
    """One entry of a user's corpus file."""

    name: str
    stage: Stage
    texts: tuple[str, ...]
    expect: tuple[dict[str, Any], ...] = ()
    refuse: tuple[dict[str, Any], ...] = ()
    rule: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class OwnCorpus(Table):
    """A user's corpus file."""

    example: tuple[OwnExample, ...]


@dataclass(frozen=True, slots=True)
class Corpus(Table):
    """The examples of one stage."""

    example: tuple[Example, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the examples of a stage do on a pipeline.

    tried   texts that must hold; `faults` has a sentence for each that does not
    gaps    texts that are known not to hold; `closed` of them do here
    """

    stage: str
    tried: int
    faults: tuple[str, ...]
    gaps: int
    closed: int


def read_examples(stage: str) -> tuple[Example, ...]:
    """The examples of a stage. Raises RuleError for a file that is wrong."""
    return read_rules(stage, Corpus, "corpus.toml").example


def read_own_examples(folder: Path) -> tuple[OwnExample, ...]:
    """The examples of a user's folder, none if it has no corpus.toml. Raises RuleError for a file that is wrong."""
    path = folder / "corpus.toml"
    return read_own_rules(path, OwnCorpus).example if path.is_file() else ()


def try_own(extractor: Extractor, example: OwnExample) -> Iterator[tuple[str, str | None]]:
    """Each text of a user's example, with what is wrong with what it gives, or None."""
    stated = Example(example.rule or "", example.texts, example.expect, example.published)
    pairs = [(stated, text) for text in example.texts]
    for (_, text), found in zip(pairs, records_of(extractor, example.stage, pairs), strict=True):
        yield text, what_is_wrong(stated, found) or what_is_refused(example, found)


def what_is_refused(example: OwnExample, found: list[Plain]) -> str | None:
    """The record that a text gives and must not, or None."""
    wrong = [(part, record) for part in example.refuse for record in found if holds(part, record)]
    return f"must not give {wrong[0][0]}, but gave {wrong[0][1]}" if wrong else None


def failures(extractor: Extractor, stage: str, example: Example) -> Iterator[str]:
    """One sentence for each text of the example that does not give what it must."""
    yield from (fault for _, fault in tried(extractor, stage, (example,)) if fault)


def try_stage(extractor: Extractor, stage: str) -> Outcome:
    """All examples of a stage, run on the pipeline of the extractor."""
    results = list(tried(extractor, stage, read_examples(stage)))
    faults = tuple(fault for example, fault in results if fault and not example.gap)
    gaps = [fault for example, fault in results if example.gap]
    return Outcome(stage, len(results) - len(gaps), faults, len(gaps), gaps.count(None))


def tried(extractor: Extractor, stage: str, examples: Sequence[Example]) -> Iterator[tuple[Example, str | None]]:
    """Each text's example, with one sentence on what is wrong with what it gives, or None."""
    pairs = [(example, text) for example in examples for text in example.texts]
    for (example, text), found in zip(pairs, records_of(extractor, stage, pairs), strict=True):
        fault = what_is_wrong(example, found)
        yield example, f"{stage}: {example.rule}: {fault} in {text!r}" if fault else None


def records_of(extractor: Extractor, stage: str, pairs: Sequence[tuple[Example, str]]) -> Iterator[list[Plain]]:
    """The plain records of the stage for each text."""
    if RECORDS[stage] == "entities":
        for doc in extractor.nlp.pipe((text for _, text in pairs), disable=["factx_claims"]):
            yield entities_in(doc)
        return
    documents = [Document(id=str(n), text=text, published=e.published, url=e.url) for n, (e, text) in enumerate(pairs)]
    for record in extractor.plain_records(documents):
        yield records_in(record, stage)


def entities_in(doc: Doc) -> list[Plain]:
    """The entities of a Doc as plain records, each with the rule that corrected it, if one did."""
    return [{"text": e.text, "label": e.label_, "rule": e.ent_id_} for e in doc.ents]


def records_in(record: Plain, stage: str) -> list[Plain]:
    """The plain records of a stage in a document's record."""
    found: list[Plain] = all_quantities(record) if stage == "quantities" else record[RECORDS[stage]]
    return found


def what_is_wrong(example: Example, found: list[Plain]) -> str | None:
    """What a text's records lack or have too many of, or None."""
    made = [r for r in found if not example.rule or example.rule in rules_of(r)]
    missing = [e for e in example.expect if not any(holds(e, r) for r in made)]
    if missing:
        return f"no {missing[0]}, but {made or found}"
    if example.rule and not example.expect and made:
        return f"must not match, but gave {made}"
    if example.only and len(found) != len(example.expect):
        return f"more than expected: {found}"
    return None


def rules_of(record: Plain) -> set[str]:
    """The ids of the rules that made a plain record; a section is made by the rule of its kind."""
    source = record.get("source") or {}
    made = {record.get("rule"), record.get("kind"), *record.get("rules", ()), *source.get("rules", ())}
    return {rule for rule in made if rule}


def holds(expected: Any, found: Any) -> bool:
    """Whether `found` has all that `expected` asks for; tables are compared key by key."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(holds(v, found.get(k)) for k, v in expected.items())
    if expected == "null":  # TOML has no null
        return found is None
    return bool(expected == found)
