"""Joins quantity, event, attribution, date and source into claims.

A claim answers: who says, when was it said, what happened to how many, where, when, how surely. The innermost voice
around the numeral answers for a figure; a content without figures is a statement. What stands in no attribution is
the article's own word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from factx.claims.choice import Chosen, Weights, choose_rows, load_weights
from factx.claims.clauses import clause_of, clause_tokens, trimmed
from factx.claims.crowded import is_crowded
from factx.claims.gist import Wording, figure_gist, statement_gist
from factx.claims.measured import Clause
from factx.claims.reading import above_of, doer_of, sentence_of, verb_of, with_governor
from factx.claims.same import link_repeats
from factx.claims.shared import with_shared_days
from factx.claims.shortening import LINE_LETTERS, ToldAgain, told_again
from factx.claims.times import Dates
from factx.events import Speech, Voice, Worded
from factx.events.communities import WHERE_IT_LIES
from factx.language import Piece, Text
from factx.model import Attribution, Claim, Quantity, Section, TextSpan, Timex
from factx.quantities import money_spellings
from factx.rules import read_rules

SEVERAL = 3
NAMED_RULE = "direct-object"
SILENT = frozenset(("credit", "byline"))


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""

    wording: Wording
    told_again: ToldAgain
    weights: Weights


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages before found in one text."""

    quantities: Sequence[Quantity]
    speech: Speech
    dates: Sequence[Timex]
    events: Sequence[Worded]


@dataclass(frozen=True, slots=True)
class Desk:
    """The findings of one text, ready to be looked up."""

    text: Text
    speech: Speech
    dates: Dates
    wording: Wording
    told_again: ToldAgain


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return Rules(read_rules("claims", Wording), told_again(money_spellings()), load_weights())


def build_claims(text: Text, findings: Findings, rules: Rules) -> tuple[Claim, ...]:
    """The claims of the text, ids c1, c2, … in the order of their numerals or contents."""
    desk = Desk(
        text, findings.speech, Dates.of(text, findings.dates, findings.quantities), rules.wording, rules.told_again
    )
    quantities = {quantity.id: quantity for quantity in findings.quantities}
    told = ((e, figure_claim(desk, e, quantities[e.event.quantity])) for e in findings.events if e.event.quantity)
    figures = [(e, claim) for e, claim in told if claim is not None]
    worded = [with_words(desk, e, claim) for e, claim in with_shared_days(desk.dates, figures)]
    found = [(c.quantity.number[0], c) for c in worded if c.quantity is not None]
    chosen = choose_rows(findings.speech, [claim for _, claim in found], rules.weights)
    found.extend(statements(desk, [e for e in findings.events if e.event.quantity is None], chosen))
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


def figure_claim(desk: Desk, found: Worded, quantity: Quantity) -> Claim | None:
    """The claim of a figure, without its words; None where the section makes none."""
    section = desk.text.section_at(quantity.number[0])
    if section is None or told_before(section) or is_indefinite(quantity):
        return None
    event, voice = found.event, desk.speech.heard.get(found.event.voice or "")
    claim = replace(
        spoken(desk, found, voice),
        kind="figure",
        section=section.kind,
        quantity=quantity,
        part_of=event.part_of,
        additional=event.additional,
        superseded=event.superseded,
        subject=event.subject,
    )
    return replace(claim, rules=(quantity.rule, *claim.rules))


def with_words(desk: Desk, found: Worded, claim: Claim) -> Claim:
    """The claim of a figure with the clause that tells it, and in one line."""
    voice = desk.speech.heard.get(found.event.voice or "")
    section = desk.text.section_at(claim.quantity.number[0]) if claim.quantity is not None else None
    content = voice.content_at(found.figure.start) if voice is not None and not is_charge(voice.said) else None
    bounds = desk.text.pieces((section.start, section.end)) if section is not None else (0, len(desk.text))
    clause = clause_of(found.trigger, found.figure, content, bounds)
    claim = replace(claim, span=TextSpan.of(desk.text.text, *desk.text.span(clause)))
    is_named = voice is not None and voice.said.source is not None
    told = told_by(desk, clause, content if is_named else None, is_measured=claim.subject is not None)
    said = Clause(told, verb_of(found.trigger), doer_of(found.trigger), desk.told_again)
    return replace(claim, gist=figure_gist(claim, desk.text.text, desk.wording, said))


def told_by(desk: Desk, clause: Piece, content: Tokens | None, *, is_measured: bool) -> str:
    """The clause as a sentence; one that tells what for, or how, with the clause above it if both make a short line.

    An infinitive has at least the verb that it hangs on before it, unless that leaves no room for what is measured.
    """
    doc, joining = desk.text.doc, desk.wording.joining
    sentence, above = sentence_of(doc, clause, joining), above_of(doc, clause)
    if above is None or (content is not None and clause[0] <= content.start):
        return sentence
    start = max(clause_tokens(above, *clause)[0], content.start if content is not None else 0)
    whole = sentence_of(doc, trimmed(doc, (start, clause[1]), doc[clause[0] : clause[1]]), joining)
    if len(whole) <= LINE_LETTERS and is_crowded(whole) <= is_crowded(sentence):
        return whole
    governed = with_governor(doc, clause[0], above, sentence)
    is_too_much = is_crowded(governed) > is_crowded(sentence) or (is_measured and len(governed) > LINE_LETTERS)
    return sentence if is_too_much else governed


def is_charge(said: Attribution) -> bool:
    """Whether a content reads only with its cue: "accused the firm of paying a clerk $10m"."""
    return said.stance == "accuse" and said.rule == NAMED_RULE


def spoken(desk: Desk, found: Worded, voice: Voice | None) -> Claim:
    """What every claim of an event has: who says it, when, how surely."""
    event, said = found.event, voice.said if voice is not None else None
    lineage = [outer.said for outer in desk.speech.outwards(said)]
    when, reported = desk.dates.of_claim(event.type, found.trigger, found.figure, lineage)
    when = None if event.type in WHERE_IT_LIES else when
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
        attribution=said,
        chain=chain_of(lineage),
        certainty=event.certainty,
        polarity=event.polarity,
        part_of=None,
        additional=False,
        superseded=False,
        same_as=(),
        rules=tuple(r for r in (event.rule, said.rule if said else None) if r),
    )


def chain_of(line: Sequence[Attribution]) -> tuple[str, ...]:
    """The sources of an attribution and those around it, outermost first; one who quotes himself is one."""
    return tuple(name for name, _ in groupby(a.source.label for a in reversed(line) if a.source is not None))


def statements(desk: Desk, events: Sequence[Worded], chosen: Chosen) -> Iterator[tuple[int, Claim]]:
    """A claim for each attribution that is a row, with where its content starts."""
    for id, found in predicates(desk, events, chosen).items():
        voice = desk.speech.heard[id]
        claim = statement_claim(desk, found, voice)
        if claim is not None:
            yield voice.said.content.start, replace(claim, restates=chosen.restates.get(id))


def predicates(desk: Desk, events: Sequence[Worded], chosen: Chosen) -> dict[str, Worded]:
    """The row's attribution -> what its content predicates: the first event that is told by nobody further in.

    Where all that it tells is told further in ("“As I said, it is done,” Rao said"), the first of those.
    """
    own: dict[str, Worded] = {}
    inner: dict[str, Worded] = {}
    for found in events:
        for n, voice in enumerate(desk.speech.around(found.event.trigger.span)):
            if voice.said.id in chosen.rows:
                (inner if n else own).setdefault(voice.said.id, found)
    return inner | own


def says_nothing(text: Text, voice: Voice) -> bool:
    """Whether a content is a pronoun alone ("considered it")."""
    content = text.inside((voice.said.content.start, voice.said.content.end))
    if content is None or len(content) > 3:
        return content is None
    return all(token.pos_ in ("PRON", "PUNCT", "DET", "SPACE") for token in content)


def statement_claim(desk: Desk, found: Worded, voice: Voice) -> Claim | None:
    """The claim of an attributed content; None where the section makes none."""
    section = desk.text.section_at(voice.said.content.start)
    if section is None or told_before(section) or says_nothing(desk.text, voice):
        return None
    claim = spoken(desk, found, voice)
    return replace(
        claim,
        gist=statement_gist(voice.said, claim.chain, desk.text.text),
        span=TextSpan.of(desk.text.text, *voice.said.content.longest),
        section=section.kind,
    )
