"""The line: from an annotated Doc to claims. Read this first.

    sections -> text -> quantities -> attributions -> sources -> dates -> events -> claims

One call a stage, results passed as named values, nothing hidden on the Doc.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx import attributions, claims, dates, events, places, quantities, sources
from factx.claims import Findings, build_claims
from factx.language import Text, with_mended_parse
from factx.model import Extraction, Section
from factx.names import count_names, find_mentions, find_parts, locate, placed_claims
from factx.rules import layered
from factx.words import Vocabulary, load_vocabulary, using


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The compiled rules of every stage, for one vocabulary."""

    words: Vocabulary
    quantities: quantities.engine.Rules
    attributions: attributions.engine.Rules
    sources: sources.engine.Rules
    dates: dates.lexicon.Rules
    events: events.engine.Rules
    claims: claims.engine.Rules
    places: places.Rules

    @classmethod
    def load(cls, vocab: Vocab, own: Path | None = None) -> RuleBook:
        """All rules, read and compiled. Raises RuleError for a rule file that is wrong.

        Args:
            own: folder of a user's rule files, which are laid over the package's
        """
        with layered(own), using(load_vocabulary()) as vocabulary:
            return cls(
                words=vocabulary,
                quantities=quantities.load_rules(vocab),
                attributions=attributions.load_rules(vocab),
                sources=sources.load_rules(vocab),
                dates=dates.load_rules(),
                events=events.load_rules(vocab),
                claims=claims.load_rules(vocab),
                places=places.load_rules(),
            )


def extract(
    doc: Doc,
    sections: tuple[Section, ...],
    *,
    published: str | None,
    rules: RuleBook,
    date_order: str | None = None,
    outlet: str | None = None,
) -> Extraction:
    """Everything factx finds in a Doc that has tags, lemmas, a parse and entities.

    Args:
        sections: those of its text.
        published: ISO date the article is dated with, or None to infer it from the text.
        date_order: "dmy" or "mdy" for dates in figures, or None to infer it from the text.
        outlet: the host name of its publisher, or None; it tells which of two places of one name is meant.
    """
    with using(rules.words):
        return run_stages(Text.of(doc, sections), published, rules, date_order, outlet)


def run_stages(
    parsed: Text, published: str | None, rules: RuleBook, date_order: str | None, outlet: str | None
) -> Extraction:
    """The stages, one after the other, on one article."""
    text = with_mended_parse(parsed, rules.attributions.speech)
    anchor = dates.find_anchor(text, published, rules.dates, order=date_order)
    numbers = quantities.read_quantities(text, rules.quantities)
    mentioned = attributions.find_attributions(text, rules.attributions)
    resolved = sources.resolve_sources(text, mentioned, rules.sources)
    found_dates = dates.find_dates(text, anchor, rules.dates, order=date_order)
    counted = events.add_people(text, numbers.claimed, rules.events)
    speech = events.Speech.of(text, resolved)
    told = events.find_events(speech, counted, rules.events)
    found_events = [found.event for found in told]
    counted = events.with_people(counted, found_events)
    mentions = find_mentions(text)
    parts = find_parts(text.text, mentions, rules.places)
    locations = locate(text, mentions, parts, rules.places, outlet)
    findings = Findings(counted, speech, found_dates, told)
    return Extraction(
        anchor=anchor,
        sections=parsed.sections,
        quantities=events.with_people(
            numbers.with_claimed(counted, {event.quantity for event in found_events}), found_events
        ),
        attributions=resolved,
        dates=found_dates,
        claims=placed_claims(build_claims(text, findings, rules.claims), locations),
        names=count_names(mentions, parts, locations),
    )
