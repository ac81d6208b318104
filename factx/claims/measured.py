"""The line of what is measured: what it is, what it does, and the figure: "profit rose to $45m"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from factx import words
from factx.claims.crowded import NUMERAL, named_line
from factx.claims.shortening import ToldAgain, mid_line, one_line, shortened
from factx.model import Claim, Event, Quantity, TextSpan

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


@dataclass(frozen=True, slots=True)
class Measured:
    """A claim of what is measured: the subject, what happens to it, and the number, as the line writes them.

    text    the article
    figure  the number with its unit
    said    what the article says of it
    """

    subject: TextSpan
    event: Event
    quantity: Quantity
    text: str
    figure: str
    said: Clause

    @property
    def named(self) -> str:
        """The subject as it stands inside a sentence."""
        return mid_line(self.subject.text)

    @property
    def sentence(self) -> str:
        return self.said.sentence.rstrip(".")

    def between(self, start: int, end: int) -> str:
        """What the article has between two places, on one line."""
        return one_line(self.text[start:end])


def is_told_before(claim: Claim) -> bool:
    """Whether what is measured stands before what it does: "profit rose to $45m", not "cut costs to $45m"."""
    if claim.subject is None or claim.event is None:
        return False
    return claim.subject.end <= claim.event.trigger.start


def measured_line(claim: Claim, figure: str, text: str, said: Clause) -> str:
    """What is measured, what it does, and the figure: "profit rose to $45m"; of a noun "quarterly profit: $45m"."""
    if claim.subject is None or claim.event is None or claim.quantity is None:
        raise ValueError("a measured figure has a subject and an event")
    told = Measured(claim.subject, claim.event, claim.quantity, text, figure, said)
    trigger, start = told.event.trigger, told.quantity.span.start
    if trigger.start > start:
        return size_line(told) or f"{told.named}: {figure}"
    if told.subject.start <= trigger.start < told.subject.end:
        value = VALUE_OF.fullmatch(told.between(told.subject.end, start))
        return f"{told.named} {value.group(1)} {figure}" if value else f"{told.named}: {figure}"
    return gapped_line(told) or share_line(told) or moved_line(told, is_before=is_told_before(claim))


def moved_line(told: Measured, *, is_before: bool) -> str:
    """The subject, its verb and the figure, whichever stands before the other: "profit rose to $45m"."""
    between = told.between(max(told.event.trigger.end, told.subject.end), told.quantity.span.start)
    link = link_before(between)
    if not is_before:
        moved = joined(told.said.doer, told.said.verb, told.named)
        return f"{moved} {link} {told.figure}" if link else f"{moved}: {told.figure}"
    if not link and not PLAIN_WORDS.fullmatch(between):
        return named_line(told.figure, told.quantity.span.text, told.sentence)
    is_told_once = SIZE_TOLD.fullmatch(between) and not RESTATED.search(between)
    is_size_told = is_told_once and words.verb_class(told.event.lemma) not in MOVES
    link = between if not link or is_size_told else link  # "was pounded with 9 inches", "shed 3% to $5"
    return joined(told.named, told.said.verb, link, told.figure)


def gapped_line(told: Measured) -> str:
    """A figure whose verb is left out, as it told another before; nothing for any other.

    sales fell 3% and exports 2%                   exports fell 2%
    Acme cut times by 3% and costs by 2%           Acme cut costs by 2%
    """
    subject, start, verb_end = told.subject, told.quantity.span.start, told.event.trigger.end
    own = NUMERAL.search(told.text, verb_end, max(verb_end, subject.start))
    if own is None or subject.end > start:
        return ""
    before = re.findall("[A-Za-z]+", told.text[verb_end : own.start()])
    moved = [word for word in before if word not in CUE_LINKS]
    if len(moved) > CHANGE_WORDS or told.text[: subject.start].endswith("with "):
        return named_line(told.figure, told.quantity.span.text, told.sentence)
    link = link_before(told.between(subject.end, start))
    who = (told.said.doer, told.said.verb, told.named) if moved else (told.named, told.said.verb)
    return joined(*who, link, told.figure)


def share_line(told: Measured) -> str:
    """A share behind the verb that tells it: "Rao won 39% of the vote"; nothing for any other."""
    of = PERCENT_SIGN.sub("", told.between(told.quantity.span.end, told.subject.start))
    before = told.between(told.event.trigger.end, told.quantity.span.start)
    if told.quantity.kind != "percent" or of not in ("of", "of the"):
        return ""
    whole = f"{told.figure} of {told.named}"
    if words.verb_class(told.event.lemma) in MOVES or SET_AGAINST.search(before) or not told.said.doer:
        return f"{whole}: {shortened(told.sentence, told.quantity.span.text)}"
    link = "" if RESTATED.search(before) else link_before(before).removeprefix("of")
    return joined(told.said.doer, told.said.verb, link, whole)


def size_line(told: Measured) -> str:
    """The size of a change with its noun, and what changes: "5 percent rise in exports"; else nothing."""
    trigger, subject, end = told.event.trigger, told.subject, told.quantity.span.end
    noun = PERCENT_SIGN.sub("", told.between(end, trigger.end))
    if told.quantity.change is None or len(noun.split()) > CHANGE_WORDS or not noun.replace(" ", "").isalpha():
        return ""
    size = f"{told.figure} {noun}"
    if subject.end <= told.quantity.span.start:
        return f"{told.named}: {size}"
    return size if subject.start < trigger.end else f"{size} in {told.named}"


def joined(*parts: str) -> str:
    """The parts that there are, with a blank between them."""
    return " ".join(filter(None, parts))


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
