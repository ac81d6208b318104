"""Joins quantity, event, attribution, date and source into claims.

A claim answers: who says, when was it said, what happened to how many, where, when, how surely. The innermost voice
around the numeral answers for a figure; a content without figures is a statement. What stands in no attribution is
the article's own word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from factx.claims.choice import Chosen, Weights, choose_rows, load_weights
from factx.claims.clauses import clause_of
from factx.claims.gist import Wording, figure_gist, statement_gist
from factx.claims.same import link_repeats
from factx.claims.times import Dates
from factx.events.distances import DISTANCE
from factx.events.voices import Voices
from factx.language import Text, words_inside, words_touched
from factx.model import Attribution, Claim, Event, Quantity, Section, TextSpan, Timex
from factx.rules import read_rules

SEVERAL = 3
SILENT = frozenset(("credit", "byline"))


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""

    wording: Wording
    weights: Weights


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages before found in one text."""

    sections: Sequence[Section]
    quantities: Sequence[Quantity]
    attributions: Sequence[Attribution]
    dates: Sequence[Timex]
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Desk:
    """The findings of one text, ready to be looked up."""

    doc: Doc
    text: str
    sections: Sequence[Section]
    starts: Sequence[int]
    voices: Voices
    by_id: dict[str, Attribution]
    dates: Dates
    wording: Wording

    def section_at(self, position: int) -> Section | None:
        """The section that holds a position."""
        i = bisect_right(self.starts, position) - 1
        return self.sections[i] if i >= 0 and position < self.sections[i].end else None

    def lineage(self, attribution: Attribution | None) -> list[Attribution]:
        """The attribution and those around it, innermost first."""
        line: list[Attribution] = []
        while attribution is not None and attribution not in line:
            line.append(attribution)
            attribution = self.by_id.get(attribution.within or "")
        return line


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules(read_rules("claims", Wording), load_weights())


def build_claims(text: Text, findings: Findings, rules: Rules) -> tuple[Claim, ...]:
    """The claims of the text, ids c1, c2, … in the order of their numerals or contents."""
    desk = Desk(
        doc=text.doc,
        text=text.text,
        sections=findings.sections,
        starts=[section.start for section in findings.sections],
        voices=Voices.of(findings.attributions),
        by_id={a.id: a for a in findings.attributions},
        dates=Dates.of(text, findings.dates, findings.quantities),
        wording=rules.wording,
    )
    quantities = {quantity.id: quantity for quantity in findings.quantities}
    figures = [figure_claim(desk, e, quantities[e.quantity]) for e in findings.events if e.quantity]
    found = [(c.quantity.number[0], c) for c in figures if c is not None and c.quantity is not None]
    chosen = choose_rows(text, findings.attributions, [claim for _, claim in found], rules.weights)
    found.extend(statements(desk, [e for e in findings.events if e.quantity is None], chosen))
    found.sort(key=lambda item: item[0])
    return link_repeats(numbered([claim for _, claim in found]))


def numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their ids; `part_of` is a quantity's id until here, `restates` an attribution's."""
    order = list(enumerate(claims, 1))
    ids = {c.quantity.id: f"c{n}" for n, c in reversed(order) if c.quantity}
    told = {c.attribution.id: f"c{n}" for n, c in order if c.attribution and not c.quantity}
    return tuple(
        replace(c, id=f"c{n}", part_of=ids.get(c.part_of or ""), restates=told.get(c.restates or "")) for n, c in order
    )


def told_before(section: Section | None) -> bool:
    """Whether nothing is claimed in a section: a caption that stands twice, a credit."""
    return section is None or section.repeats is not None or section.kind in SILENT


def is_indefinite(quantity: Quantity) -> bool:
    """Whether a quantity only says that they were more than two: "several", "a few"."""
    return quantity.bound == "vague" and quantity.low is not None and quantity.low <= SEVERAL


def figure_claim(desk: Desk, event: Event, quantity: Quantity) -> Claim | None:
    """The claim of a figure; None where the section makes none."""
    section = desk.section_at(quantity.number[0])
    if section is None or told_before(section) or is_indefinite(quantity):
        return None
    voice = desk.by_id.get(event.voice or "")
    trigger = words_touched(desk.doc, event.trigger.span)
    number = words_touched(desk.doc, quantity.span.span)
    if trigger is None or number is None:
        return None
    start, end = clause_of(trigger, number, voice, (section.start, section.end))
    claim = spoken(desk, event, voice, (trigger, number))
    claim = replace(
        claim,
        kind="figure",
        span=TextSpan.of(desk.text, start, end),
        section=section.kind,
        quantity=quantity,
        part_of=event.part_of,
        additional=event.additional,
        superseded=event.superseded,
        subject=event.subject,
        rules=(quantity.rule, *claim.rules),
    )
    return replace(claim, gist=figure_gist(claim, desk.text, desk.wording))


def spoken(desk: Desk, event: Event, voice: Attribution | None, words: tuple[Span, Span]) -> Claim:
    """What every claim of an event has: who says it, when, how surely. `words`: the trigger and what is said of."""
    lineage = desk.lineage(voice)
    when, reported = desk.dates.of_claim(event.type, *words, lineage)
    when = None if event.type == DISTANCE else when
    return Claim(
        id="",
        kind="statement",
        gist="",
        span=event.trigger,
        section="",
        event=event,
        quantity=None,
        when=when,
        reported=reported,
        attribution=voice,
        chain=chain_of(lineage),
        certainty=event.certainty,
        polarity=event.polarity,
        part_of=None,
        additional=False,
        superseded=False,
        same_as=(),
        rules=tuple(r for r in (event.rule, voice.rule if voice else None) if r),
    )


def chain_of(line: Sequence[Attribution]) -> tuple[str, ...]:
    """The sources of an attribution and those around it, outermost first; one who quotes himself is one."""
    return tuple(name for name, _ in groupby(a.source.label for a in reversed(line) if a.source is not None))


def statements(desk: Desk, events: Sequence[Event], chosen: Chosen) -> Iterator[tuple[int, Claim]]:
    """A claim for each attribution that is a row, with where its content starts."""
    for voice, event in predicates(desk, events, chosen).items():
        claim = statement_claim(desk, event, desk.by_id[voice])
        if claim is not None:
            yield desk.by_id[voice].content.start, replace(claim, restates=chosen.restates.get(voice))


def predicates(desk: Desk, events: Sequence[Event], chosen: Chosen) -> dict[str, Event]:
    """The row's attribution -> what its content predicates: the first event that is told by nobody further in.

    Where all that it tells is told further in ("“As I said, it is done,” Rao said"), the first of those.
    """
    own: dict[str, Event] = {}
    inner: dict[str, Event] = {}
    for event in events:
        for n, voice in enumerate(desk.voices.all_around(event.trigger.span)):
            if voice.id in chosen.rows:
                (inner if n else own).setdefault(voice.id, event)
    return inner | own


def says_nothing(doc: Doc, voice: Attribution) -> bool:
    """Whether a content is a pronoun alone ("considered it")."""
    content = words_inside(doc, (voice.content.start, voice.content.end))
    if content is None or len(content) > 3:
        return content is None
    return all(token.pos_ in ("PRON", "PUNCT", "DET", "SPACE") for token in content)


def statement_claim(desk: Desk, event: Event, voice: Attribution) -> Claim | None:
    """The claim of an attributed content; None where the section makes none."""
    section = desk.section_at(voice.content.start)
    trigger = words_touched(desk.doc, event.trigger.span)
    if section is None or told_before(section) or trigger is None or says_nothing(desk.doc, voice):
        return None
    start, end = max(voice.content.spans, key=lambda s: s[1] - s[0])
    claim = spoken(desk, event, voice, (trigger, trigger))
    return replace(
        claim,
        gist=statement_gist(voice, claim.chain, desk.text),
        span=TextSpan.of(desk.text, start, end),
        section=section.kind,
    )
