"""One line that tells a claim: "at least 200 people killed in Karabakh, per a separatist official"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from factx import words
from factx.claims.crowded import NUMERAL, YEAR, is_crowded, named_line, parted
from factx.claims.divided import around_cue
from factx.claims.measured import MOVES, Clause, is_told_before, measured_line
from factx.claims.shortening import LINE_LETTERS, mid_line, one_line, shortened, without_conversions
from factx.claims.units import limit_behind, one_unit, unit_behind, with_currency, with_percent
from factx.events.distances import DISTANCE
from factx.events.people import ONE_OF_THEM
from factx.model import Attribution, Claim, Event, Quantity
from factx.rules import Table, WordSet

WORD_REACH = 24  # letters around a trigger in which another word of its type is joined to it
CUE_GAP = 40  # letters between a cue and the content that it leads to
BREAKS = re.compile(r"[\n.!?;:()“”\"]")
COMMA = re.compile(r",([\"”’]?)(?=$| [\"“‘])")  # before the words that say who speaks
QUOTE_BEGINS = tuple("“\"'‘«")
INFINITIVE = "infinitive"
COMPARING = frozenset(("than", "of", "over", "above", "north"))  # in a bound that is no verb as that of "exceed 50" is
BOUND_WORDS = re.compile(r"^(?:[a-z]+ )+(?=\W?\d)")
SEGMENT = re.compile(r"[^,;:()–—]*")  # what follows a figure as far as the next stop, and as far as what is joined
REST_OF_WORD = re.compile(r"[^\s,;:()–—]*")
JOINED = re.compile(r"(?<!\s)(?:\s+(?:and|or|but))?\s*$")
ITEM = re.compile(r"(?:(?! (?:and|or|but|to)\b)[^,;:()–—])*")
RIVAL = re.compile(r"(?<!\bfrom)(?<!\bbetween)(?<![\d.]) [\d.]+ ?(?:%|percent|per cent) to $")
RIVAL_REACH = 32
ONLY = re.compile(r"^(?:only|just|even|some|and|but|so|at least|as many as) ")
OWNERS_MARK = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Wording(Table):
    """What the gist says for each event type and certainty."""

    events: dict[str, str]
    words: dict[str, dict[str, str]]
    certainty: dict[Annotated[str, Literal["probable", "possible", "unknown"]], str]
    nobody: WordSet
    harms: WordSet
    joining: WordSet


def figure_gist(claim: Claim, text: str, wording: Wording, clause: Clause) -> str:
    """The line of a figure: in set words for the types that have them, else its clause as a sentence, shortened."""
    quantity, event = claim.quantity, claim.event
    if quantity is None or event is None:
        raise ValueError("a figure claim has a quantity and an event")
    said = happened(event, text, wording)
    if event.type == DISTANCE and claim.subject is not None and event.trigger.start >= quantity.span.end:
        line = distance_line(claim, thing(quantity, text, wording, claim), text)
    elif said is None:
        line = clause_line(claim, thing(quantity, text, wording, claim), text, clause).removeprefix("- ")
    else:
        what = thing(quantity, text, wording, claim)
        noun = event.trigger.text.lower() in what.lower().split() or tells_itself(quantity, wording)
        is_list = quantity.derived and quantity.rule not in ONE_OF_THEM
        who = f"({mid_line(quantity.span.text)})" if is_list else ""
        line = " ".join(part for part in (what, "" if noun else said, where(claim), who) if part)
        if claim.polarity == "negative" and quantity.high != 0:
            line = f"not {line}"
    hedge = wording.certainty.get(claim.certainty)
    planned = plan_line(line, claim, text)
    if claim.certainty == "probable" and (planned or is_told_by_planner(line, claim)):  # the word for the plan says so
        return planned or line
    line = f"{line} ({hedge})" if hedge else line
    return plan_line(line, claim, text) or per_source(line, claim)


def happened(event: Event, text: str, wording: Wording) -> str | None:
    """What the gist says of an event: the words for its type, or its own of several if no other stands beside it."""
    said, several = wording.events.get(event.type), wording.words.get(event.type, {})
    own = several.get(event.lemma)
    start, end = event.trigger.start, event.trigger.end
    around = (text[max(0, start - WORD_REACH) : start] + text[end : end + WORD_REACH]).lower()
    is_alone = not any(lemma[:-1] in around for lemma in several if lemma != event.lemma)
    return own if said and own and is_alone else said


def plan_line(line: str, claim: Claim, text: str) -> str:
    """An infinitive with who has said, planned or agreed it: "Acme plans to raise $40"; nothing for another line."""
    voice = claim.attribution
    if voice is None or voice.source is None or not line.startswith("to ") or voice.rule != INFINITIVE:
        return ""
    opens = any(start == claim.span.start for start, _ in voice.content.spans)
    is_first = voice.source.mention.spans[-1][1] <= voice.cue.extent.spans[0][0]
    if not opens or not is_first or link_between(voice, text) is None:
        return ""
    return voiced(line, voice, claim.chain, text)


def is_told_by_planner(line: str, claim: Claim) -> bool:
    """Whether a line begins with who answers for a plan: "Acme plans to cut 300 jobs"."""
    voice = claim.attribution
    planned = voice is not None and voice.rule == INFINITIVE and len(claim.chain) == 1
    return planned and line.startswith(f"{claim.chain[0]} ")


def tells_itself(quantity: Quantity, wording: Wording) -> bool:
    """Whether what is counted is the harm itself: "nine deaths", "40 measles cases"."""
    return quantity.unit is not None and quantity.unit.split()[-1] in wording.harms


def clause_line(claim: Claim, figure: str, text: str, said: Clause) -> str:
    """The clause itself; where it holds several figures, or is too long, what is measured and this figure of it."""
    number, kind = (claim.quantity.span.text, claim.quantity.kind) if claim.quantity else ("", "")
    clause = without_conversions((around_cue(claim, text) or said.sentence).rstrip("."), number, said.told_again, kind)
    is_long, measured = len(clause) > LINE_LETTERS, claim.subject is not None
    too_much = is_crowded(clause) or is_long
    if too_much and (measured or (is_crowded(clause) and is_long)) and not is_told_before(claim):
        line = as_far_as((figure, one_line(number)), clause)
        if line and (verb_in(line, claim) or not verb_in(clause, claim)):
            return line
    written = (figure.lower(), one_line(number).lower())
    opens = clause.lower().startswith(written) or ONLY.sub("", clause.lower()).startswith(written)
    alone = clause.lower() in written
    _, told, behind = parted(clause, one_line(number))
    if is_share_told(claim) and told:
        return shortened(clause if opens else told + behind, number)
    if (alone or (too_much and not opens)) and measured and not is_rival(claim, text):
        return measured_line(claim, figure, text, said)
    return named_line(figure, number, clause) if not opens else shortened(clause, number)


def verb_in(line: str, claim: Claim) -> bool:
    """Whether a line has the word that tells the event."""
    return claim.event is not None and one_line(claim.event.trigger.text) in line


def is_rival(claim: Claim, text: str) -> bool:
    """Whether a share is the lesser of two set against each other: "leads Orr 52% to 48%", not "rose 2% to 4%"."""
    moves = claim.event is not None and words.verb_class(claim.event.lemma) in MOVES
    if claim.quantity is None or claim.quantity.kind == "money" or moves:
        return False
    start = claim.quantity.span.start
    return RIVAL.search(text, max(0, start - RIVAL_REACH), start) is not None


def is_share_told(claim: Claim) -> bool:
    """Whether the clause tells what a share does: "40% of the users had left", which the share alone does not."""
    if claim.subject is None or claim.event is None or claim.quantity is None:
        return False
    if claim.quantity.kind != "percent" or claim.quantity.change:  # "a 5% pay cut"
        return False
    return claim.quantity.span.end <= claim.subject.start < claim.subject.end <= claim.event.trigger.start


def as_far_as(written: Sequence[str], clause: str) -> str:
    """The clause as far as its first figure, with what belongs to it; nothing for a later one, or if that is too long.

    Args:
        written: how the figure may be written, the longest first.
    """
    figure = next((words for words in written if parted(clause, words)[1]), "")
    before, _, behind = parted(clause, figure) if figure else ("", "", "")
    is_first = all(YEAR.fullmatch(other) for other in NUMERAL.findall(before))
    if not is_first or not before.strip() or len(before + figure) > LINE_LETTERS:
        return ""
    word = leading(REST_OF_WORD, behind)
    endings = (leading(end, behind.removeprefix(word)) for end in (SEGMENT, ITEM))
    ending = next((e for e in endings if not NUMERAL.search(e)), "")
    return shortened(JOINED.sub("", before + figure + word + ending), figure)


def leading(pattern: re.Pattern[str], text: str) -> str:
    """What a text begins with."""
    found = pattern.match(text)
    return found.group() if found else ""


def distance_line(claim: Claim, figure: str, text: str) -> str:
    """How far what lies from what: "the village: 15 kilometres north of Bakra"."""
    if claim.subject is None or claim.event is None:
        raise ValueError("a distance has a subject and an event")
    way, behind = claim.event.trigger.text, text[claim.event.trigger.end : claim.span.end]
    base = re.match(r" (?:(?:along|from|of|off|the|its)\b[^\n,.;:()]*)", behind)
    return f"{mid_line(claim.subject.text)}: {figure} {one_line(way + (base.group() if base else ''))}"


def counted_out(quantity: Quantity) -> str:
    """People whose number is not stated: "at least 3 people", "another soldier"."""
    if quantity.rule not in ONE_OF_THEM:
        return f"{'at least ' if quantity.high is None else ''}{quantity.low} {unit_behind(quantity)}"
    noun = " person" if quantity.span.text.lower() == "another" else ""
    return f"{mid_line(quantity.span.text)}{noun}"


def thing(quantity: Quantity, text: str, wording: Wording, claim: Claim) -> str:
    """The figure with what it counts: "at least 200 people"."""
    if quantity.derived:
        return counted_out(quantity)
    figure = with_percent(lowered(one_line(quantity.span.text)), quantity)
    if quantity.bound == "more_than" and not COMPARING & {*figure.split()}:
        figure = BOUND_WORDS.sub("more than ", figure)
    if quantity.kind == "measure" and quantity.unit and quantity.unit not in NUMERAL.split(figure)[-1]:
        return f"{figure} {unit_behind(quantity)}"
    if quantity.kind == "money":
        return with_currency(figure, quantity, text)
    if quantity.kind not in ("count", "ratio"):
        return figure
    if quantity.counted is not None:
        start, end = quantity.counted
        counted = one_line(text[start:end])
        if quantity.unit is not None and quantity.unit.islower():
            counted = counted.lower()
        if start < quantity.span.end:
            return figure + limit_behind(quantity, text)
        between = one_line(text[quantity.span.end : start]).removesuffix("[")
        one = quantity.low == quantity.high == 1
        alone = f"{figure} {unit_behind(quantity) if one else counted}"
        joined = f"{figure} {between} {counted}" if 0 < len(between) <= 12 else alone
        return " ".join(joined.split()) + limit_behind(quantity, text)
    if quantity.kind == "ratio" or re.sub("[ -]", "_", figure.lower()) in wording.nobody:
        return figure
    noun = one_unit(quantity) if figure.split()[-1].lower() in ("one", "1") else unit_behind(quantity)
    of = "of" if noun and quantity.bound == "vague" and figure.endswith("s") else ""
    return " ".join(part for part in (figure, of, noun) if part)


def where(claim: Claim) -> str:
    place = claim.event.place if claim.event else None
    return f"in {one_line(place.span.text)}" if place else ""


def per_source(line: str, claim: Claim) -> str:
    """The line with who answers for it, the voice that cites it after it."""
    if not claim.chain or claim.attribution is None or claim.attribution.source is None:
        return line
    outer = f", cited by {claim.chain[0]}" if len(claim.chain) > 1 else ""
    return f"{line}, per {mid_line(claim.chain[-1])}{one_line(outer)}"


def statement_gist(voice: Attribution, chain: tuple[str, ...], text: str) -> str:
    """The line of a statement: source, cue, content, and who cites it; cue and content joined as the article does."""
    return voiced(COMMA.sub(r"\1", shortened(voice.content.text, "")), voice, chain, text)


def voiced(content: str, voice: Attribution, chain: tuple[str, ...], text: str) -> str:
    """What is said behind its source and cue, and who cites it."""
    cue = one_line(voice.cue.extent.text)
    source = owner_of_cue(one_line(voice.source.label), voice) if voice.source else ""
    outer = f", per {mid_line(chain[0])}" if len(chain) > 1 else ""
    if not source:
        return f"{cue}: {content}"
    beside = voice.rule == "according-to" or voice.cue.lemma.startswith("according")
    if beside or not cue.isascii() or len(cue) < 2 or is_aside(voice):
        return f"{source}: {content.removeprefix('that ')}{outer}"
    link = link_between(voice, text)
    if link is None:
        told = voice.addressee if voice.cue.lemma == "tell" else None
        link = f" {one_line(text[slice(*told)])}:" if told else ":"
    return f"{source} {cue}{link.rstrip()} {content}{outer}"


def owner_of_cue(name: str, voice: Attribution) -> str:
    """The name as what is said belongs to it, where the article writes so: "Rao's claim that"."""
    owning = OWNERS_MARK.search(voice.source.mention.text) if voice.source and voice.rule == "noun-cue" else None
    return f"{name}{owning.group()}" if owning and not name.endswith(owning.group()) else name


def is_aside(voice: Attribution) -> bool:
    """Whether the cue is a participle that says no more than that somebody speaks: "saying the road was closed"."""
    return voice.cue.extent.text.endswith("ing") and voice.kind == "speech" and voice.stance == "neutral"


def link_between(voice: Attribution, text: str) -> str | None:
    """The article's words from the cue to the content where that follows it closely: " that", " reporters that"."""
    start, end = voice.cue.extent.spans[-1][1], voice.content.spans[0][0]
    link = text[start:end]
    is_source_there = voice.source is not None and any(start <= s < end for s, _ in voice.source.mention.spans)
    is_plain = 0 < len(link) <= CUE_GAP and not BREAKS.search(link) and text[end : end + 1] not in QUOTE_BEGINS
    return " ".join(["", *link.split()]) if is_plain and not is_source_there else None


def lowered(figure: str) -> str:
    """The figure as it stands inside a sentence: "At least 200" -> "at least 200"."""
    return figure[0].lower() + figure[1:] if figure[1:2].islower() else figure
