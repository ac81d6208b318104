"""The line of what is measured: what it is, what it does, and the figure: "profit rose to $45m"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from factx import words
from factx.claims.crowded import NUMERAL, named_line
from factx.claims.shortening import ToldAgain, mid_line, one_line, shortened
from factx.model import Claim

CUE_LINKS = frozenset(
    (
        "for",
        "to",
        "by",
        "from",
        "at",
        "of",
        "against",
        "above",
        "below",
        "over",
        "under",
        "across",
        "along",
        "through",
        "up",
        "down",
    )
)
QUALIFIED_LINK = re.compile(
    r"(?<!compared )\b(?:(?:at|from|to) (?:an?|the|its|their) (?:[a-z]+ly )?[a-z]+|(?:at|by|from|to) (?:just|only))$"
)  # "from a revised", "to just"
PLAIN_WORDS = re.compile(r"(?:[A-Za-z'’-]+ ?){0,6}")  # that a line may keep before its figure
MOVES = frozenset(("change", "motion"))  # classes of verbs: what is told behind such a share is where it ends
PERCENT_SIGN = re.compile(r"^\W*(?:%|per ?cent\b|pct\b)?\W*")
SIZE_TOLD = re.compile(r"[^();:]{0,40}\d[^();:]{0,40}")  # what stands before where it leads to: "3 percent, to"
RESTATED = re.compile(r"\d.*\bor\b")  # "550 jobs, or 4 percent of them"
SET_AGAINST = re.compile(r"\b(?:compared|than|against|versus|vs)\b")
CHANGE_WORDS = 3
VALUE_OF = re.compile(r"(of|at|for|from)(?: [^a-z]*\d[^();:]* ?(?:\(|,? or))?")  # between a noun and its value


@dataclass(frozen=True, slots=True)
class Clause:
    """What the article says of a figure: its clause as a sentence, the verb of it, and who does what it says."""

    sentence: str
    verb: str
    doer: str
    told_again: ToldAgain


def is_told_before(claim: Claim) -> bool:
    """Whether what is measured stands before what it does: "profit rose to $45m", not "cut costs to $45m"."""
    if claim.subject is None or claim.event is None:
        return False
    return claim.subject.end <= claim.event.trigger.start


def measured_line(claim: Claim, figure: str, text: str, said: Clause) -> str:
    """What is measured, what it does, and the figure: "profit rose to $45m"; of a noun "quarterly profit: $45m"."""
    if claim.subject is None or claim.event is None or claim.quantity is None:
        raise ValueError("a measured figure has a subject and an event")
    subject, trigger = mid_line(claim.subject.text), claim.event.trigger
    start = claim.quantity.span.start
    if trigger.start > start:
        size = size_line(claim, figure, text)
        return size or f"{subject}: {figure}"
    if claim.subject.start <= trigger.start < claim.subject.end:
        value = VALUE_OF.fullmatch(one_line(text[claim.subject.end : start]))
        return f"{subject} {value.group(1)} {figure}" if value else f"{subject}: {figure}"
    told = gapped_line(claim, figure, text, said) or share_line(claim, figure, text, said)
    if told:
        return told
    between = one_line(text[max(trigger.end, claim.subject.end) : start])
    link = link_before(between)
    if is_told_before(claim):
        if not link and not PLAIN_WORDS.fullmatch(between):
            return named_line(figure, claim.quantity.span.text, said.sentence.rstrip("."))
        is_told_once = SIZE_TOLD.fullmatch(between) and not RESTATED.search(between)
        is_size_told = is_told_once and words.verb_class(claim.event.lemma) not in MOVES
        link = between if not link or is_size_told else link  # "was pounded with 9 inches", "shed 3% to $5"
        return " ".join(part for part in (subject, said.verb, link, figure) if part)
    moved = " ".join(part for part in (said.doer, said.verb, subject) if part)
    return f"{moved} {link} {figure}" if link else f"{moved}: {figure}"


def gapped_line(claim: Claim, figure: str, text: str, said: Clause) -> str:
    """A figure whose verb is left out, as it told another before; nothing for any other.

    sales fell 3% and exports 2%                   exports fell 2%
    Acme cut times by 3% and costs by 2%           Acme cut costs by 2%
    """
    if claim.subject is None or claim.event is None or claim.quantity is None:
        raise ValueError("a measured figure has a subject and an event")
    subject, start = claim.subject, claim.quantity.span.start
    own = NUMERAL.search(text, claim.event.trigger.end, max(claim.event.trigger.end, subject.start))
    if own is None or subject.end > start:
        return ""
    before = re.findall("[A-Za-z]+", text[claim.event.trigger.end : own.start()])
    moved = [word for word in before if word not in CUE_LINKS]
    if len(moved) > CHANGE_WORDS or text[: subject.start].endswith("with "):
        return named_line(figure, claim.quantity.span.text, said.sentence.rstrip("."))
    named, link = mid_line(subject.text), link_before(one_line(text[subject.end : start]))
    told = (said.doer, said.verb, named, link, figure) if moved else (named, said.verb, link, figure)
    return " ".join(part for part in told if part)


def share_line(claim: Claim, figure: str, text: str, said: Clause) -> str:
    """A share behind the verb that tells it: "Rao won 39% of the vote"; nothing for any other."""
    if claim.subject is None or claim.event is None or claim.quantity is None:
        raise ValueError("a measured figure has a subject and an event")
    of = PERCENT_SIGN.sub("", one_line(text[claim.quantity.span.end : claim.subject.start]))
    before = one_line(text[claim.event.trigger.end : claim.quantity.span.start])
    if claim.quantity.kind != "percent" or of not in ("of", "of the"):
        return ""
    whole = f"{figure} of {mid_line(claim.subject.text)}"
    if words.verb_class(claim.event.lemma) in MOVES or SET_AGAINST.search(before) or not said.doer:
        return f"{whole}: {shortened(said.sentence.rstrip('.'), claim.quantity.span.text)}"
    link = "" if RESTATED.search(before) else link_before(before).removeprefix("of")
    return " ".join(part for part in (said.doer, said.verb, link, whole) if part)


def size_line(claim: Claim, figure: str, text: str) -> str:
    """The size of a change with its noun, and what changes: "5 percent rise in exports"; else nothing."""
    if claim.subject is None or claim.event is None or claim.quantity is None:
        raise ValueError("a measured figure has a subject and an event")
    trigger, subject = claim.event.trigger, claim.subject
    noun = PERCENT_SIGN.sub("", one_line(text[claim.quantity.span.end : trigger.end]))
    if claim.quantity.change is None or len(noun.split()) > CHANGE_WORDS or not noun.replace(" ", "").isalpha():
        return ""
    if subject.end <= claim.quantity.span.start:
        return f"{mid_line(subject.text)}: {figure} {noun}"
    return f"{figure} {noun}" if subject.start < trigger.end else f"{figure} {noun} in {mid_line(subject.text)}"


def link_before(between: str) -> str:
    """The preposition that leads to a figure, or to the one before it: "for €9m ($10m)", "to $9m, or $1"."""
    words = between.split()
    if words[-1:] in (["("], ["or"]):
        words = [word for word, behind in pairwise(words) if any(c.isdigit() for c in behind)]
    line = " ".join(words)
    qualified = QUALIFIED_LINK.search(line)
    if qualified:
        return qualified.group()
    return words[-1] if words and words[-1].lower() in CUE_LINKS else ""
