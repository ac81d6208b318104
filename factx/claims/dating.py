"""Whether a date is that of an event: what the date hangs on in the tree, and what stands between the two.

A date belongs to what it hangs on: the trigger, the number, the verb of the trigger's clause, or the clause around it.
It does not where it is told of something else: in a relative clause ("a house that was sold on Friday"), for a reason
("arrested over the riots of June 2020"), as what is compared with ("from 70% in 2015"), as one end of a stretch
("between April and June"), or as the start of a record ("the most since 1991").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factx import words
from factx.language import Piece, Text
from factx.language.grammar import ATTRIBUTIVE, SUBJECTS
from factx.model import Span, Timex

STEPS_APART = 12
# Labels of a clause below another that tells of the same moment.
SAME_MOMENT = frozenset(("xcomp", "prep", "pcomp", "acomp", "oprd", "dep"))
COMPLETING = frozenset(("acomp", "oprd", "xcomp"))
TELLING_NOUNS = SUBJECTS | {"dobj", "attr"}
# Conjunctions before a clause below that does: "when a bus fell into the river on Monday".
AS_WELL = frozenset(("when", "as", "while", "where"))
# Prepositions before what the event is about, comes from or is compared with, not when it is.
OTHER_TIME = frozenset(
    ("over", "for", "about", "against", "from", "than", "since", "after", "before", "despite", "versus")
)
NOT_THEN = frozenset(("before", "after", "until", "till", "than"))
# Prepositions before the noun of an event that is the same: "killed in Monday's attack".
BEFORE_THIS = frozenset(("last", "previous"))
IN_IT = frozenset(("in", "by", "during", "at", "on", "to", "of", "with", "through"))
COMPARISON = re.compile(
    r"\b(?:from|(?<!more )(?<!less )(?<!fewer )than|against|versus|vs\.?"
    r"|(?:compared|comparison)(?: with| to)?|after an?)(?: \w+){0,2}\s?$",
    re.I,
)
STRETCH_BETWEEN = re.compile(
    r"\s?(?:[-–—]|\b(?:and|to|until|till|through)\b)\s?(?:(?:early|late|mid|the)[\s-])*$", re.I
)
OPENS_STRETCH = re.compile(r"\b(?:between|from)\s+(?:(?:early|late|mid|the|end|of)[\s-]+)*$", re.I)
# What opens the clause of an accident, and what a clause that tells of something else.
ACCIDENT = frozenset(("when", "after", "as"))
STRETCH_ENDS = frozenset(("who", "which", "that", "whose", "before", "until", ";"))
# Prepositions before what is done at the same moment: "killed 12 by setting fire to it", not "accused of killing 12".
MEANS = frozenset(("by", "in", "while", "when", "as", "through"))
# Nouns for more of those told of: "and several others wounded".
MORE_OF_THEM = frozenset(("other", "others", "more", "several"))
HYPHENS = ("-", "‐", "‑")
BETWEEN_DATES = 24
OPENING_TOKENS = 3  # tokens before the head of a date that opens its sentence
RECORD_REACH = 8
HANGS, SAME_CLAUSE = 0, 1


@dataclass(frozen=True, slots=True)
class Told:
    """A claim to be dated: its trigger and number as tokens, the dates and the numbers of its sentence.

    is_harm    whether it tells of dead, hurt, missing …: what comes "after" an accident is of its day
    """

    text: Text
    trigger: int
    number: Piece
    dates: tuple[Timex, ...]
    numbers: Sequence[Span]
    is_harm: bool = False


def belongs(claim: Told, date: Timex) -> int | None:
    """How closely a date belongs to the claim, the closest 0; None if it does not."""
    if is_told_of(claim, date):
        return HANGS
    if any(speaks_against(claim, date) for speaks_against in AGAINST):
        return None
    line = line_of(claim.text, date)
    start, end = claim.number
    if is_before_or_after(claim.text, line):
        return None
    if any(start <= i < end for i in line[:-1]) or stands_beside(claim, date, line):
        return HANGS
    hangs = claim.trigger in line
    if tells_of_another(claim.text, line[: line.index(claim.trigger) + 1] if hangs else line):
        return None
    return HANGS if hangs else by_clause(claim, date, clause_verb(claim.text, claim.trigger), line)


def is_told_of(claim: Told, date: Timex) -> bool:
    """Whether a clause says what happened then: "the deadliest since 1991, when 25 died"."""
    text, verb = claim.text, clause_verb(claim.text, claim.trigger)
    start, end = text.pieces(date.span.span)
    return text.dep[verb] == "relcl" and start <= text.head[verb] < end and marker_of(text, verb) == "when"


def stands_beside(claim: Told, date: Timex, line: Sequence[int]) -> bool:
    """Whether a participle joins the two, whatever the parse: "59 reported on Sunday"; "fell on Sunday, killing 12"."""
    text, other = claim.text, line[-1]
    if text.tag[other] == "VBN" and claim.number[1] <= other <= claim.number[1] + 1 and other < line[0]:
        return True
    gap = text.text[date.span.end : text.starts[claim.trigger]]
    return text.tag[claim.trigger] == "VBG" and date.span.end < text.starts[claim.trigger] and gap.strip() == ","


def line_of(text: Text, date: Timex) -> list[int]:
    """The words from the head of a date up to the verb that governs it, or to the top."""
    return upward(text, head_of(text, text.pieces(date.span.span)))


def head_of(text: Text, piece: Piece) -> int:
    """The token of a stretch whose head lies outside it."""
    start, end = piece
    return next((i for i in range(start, end) if not start <= text.head[i] < end or text.head[i] == i), start)


def upward(text: Text, i: int) -> list[int]:
    """A token and those above it up to the first verb."""
    line = [i]
    while not text.is_verb(line[-1]) and text.head[line[-1]] != line[-1] and len(line) < STEPS_APART:
        line.append(text.head[line[-1]])
    return line


def governor(text: Text, date: Timex) -> int | None:
    """The verb that a time expression depends on."""
    top = line_of(text, date)[-1]
    return top if text.is_verb(top) else None


def clause_verb(text: Text, trigger: int) -> int:
    """The verb of the trigger's clause; the word at the top where there is none, or a noun of another time."""
    line = upward(text, trigger)
    for below, word in pairwise(line):
        if text.dep[below] == "prep" and text.lower[below] in OTHER_TIME:
            return below
        if text.dep[below] == "appos":
            return word
    verb = line[-1]
    while text.dep[verb] in COMPLETING and text.is_verb(text.head[verb]):  # "went missing", "left 12 dead"
        verb = text.head[verb]
    return verb


def tells_on(text: Text, date: Timex) -> bool:
    """Whether the sentence goes on behind its cue: "12 people were killed, police said, in an attack on Sunday"."""
    line = line_of(text, date)
    below = line[-2] if len(line) > 2 else line[0]
    if text.lower[below] != "in" or text.lower[max(0, below - 1)] != ",":
        return False
    under = range(below, text.right[below] + 1)
    return any(text.dep[i] == "pobj" and i != line[0] and is_happening(text, i) for i in under)


def is_before_or_after(text: Text, line: Sequence[int]) -> bool:
    """Whether the date only bounds the time: "before Monday"."""
    return len(line) > 1 and text.lower[line[1]] in NOT_THEN and text.tag[line[1]] == "IN"


def tells_of_another(text: Text, line: Sequence[int]) -> bool:
    """Whether the noun that a date hangs on has a time of its own: "for the raid of March 2019", "the 2013 film"."""
    noun = next((n for n, i in enumerate(line[:-1]) if n and text.tag[i][:2] == "NN"), None)
    if noun is None:
        return False
    if not is_happening(text, line[noun]):
        return text.dep[line[noun - 1]] in ATTRIBUTIVE
    return any(text.tag[i] == "IN" and text.lower[i] in OTHER_TIME for i in line[noun:-1])


def is_happening(text: Text, noun: int) -> bool:
    """Whether a noun is an event or a deed, a compound by its last part: "car-bombing"."""
    lemma = text.lemma[noun].lower().rpartition("-")[2]
    return (
        words.noun_class(lemma) in words.HAPPENING or lemma.endswith("ing") or lemma.removesuffix("s").endswith("ing")
    )


def by_clause(claim: Told, date: Timex, own: int, line: Sequence[int]) -> int | None:
    """How closely the verb of a date belongs to the verb of the trigger."""
    text, other = claim.text, line[-1]
    if own == other:
        return SAME_CLAUSE
    steps = steps_up(claim, own, other) or steps_up(claim, other, own, below=True)
    if steps:
        return SAME_CLAUSE + steps
    if claim.is_harm and is_of_the_accident(claim, line[0]):
        return STEPS_APART
    if goes_on(text, date, own, other):
        return STEPS_APART
    if is_in_it(text, other, own) or is_of_the_same_noun(text, own, line):
        return SAME_CLAUSE + 1
    return STEPS_APART if not text.is_verb(other) and is_opening(text, line[0]) else None


def steps_up(claim: Told, low: int, high: int, *, below: bool = False) -> int | None:
    """How many clauses the one lies below the other, if it tells of the same moment.

    Args:
        below: whether it is the date's clause that lies below.
    """
    text = claim.text
    for step in range(STEPS_APART):
        if low == high:
            return step
        if text.head[low] == low or not is_same_moment(claim, low, below=below):
            return None
        low = text.head[low]
        if text.tag[low][:2] == "NN" and text.dep[low] in TELLING_NOUNS:
            low = text.head[low]
    return None


def is_same_moment(claim: Told, verb: int, *, below: bool) -> bool:
    """Whether a clause tells of the moment of the one above it."""
    text, head = claim.text, claim.text.head[verb]
    if text.dep[verb] == "advcl":
        if below and text.tag[verb] == "VBN":  # "Founded in 2009, Acme employs 640"
            return False
        allowed = AS_WELL | {""} | ({"after"} if claim.is_harm else set())
        return marker_of(text, verb) in allowed
    if text.dep[verb] == "conj":
        return not is_ahead(text, verb)
    if text.dep[verb] == "pcomp":
        return text.lower[head] in MEANS
    if text.dep[verb] == "acl":  # "a boat carrying 560 people capsized"; "12 were killed and 30 hurt"
        is_told = not below and (text.tag[verb] == "VBG" or claim.is_harm)
        is_counted = any(text.tag[i] == "CD" for i in (head, *text.children[head]))
        is_counted = is_counted or (claim.is_harm and text.lemma[head].lower() in MORE_OF_THEM)
        return (text.dep[head] == "conj" and is_counted) or (is_told and text.dep[head] in TELLING_NOUNS)
    return text.dep[verb] in SAME_MOMENT and not (below and text.lower[verb] == "with")


def is_ahead(text: Text, verb: int) -> bool:
    return any(text.tag[c] == "MD" or text.lower[c] == "to" for c in text.below(verb, "aux"))


def marker_of(text: Text, verb: int) -> str:
    """The word that opens a subordinate clause, "" if none does."""
    mark = text.child(verb, "mark")
    when = next((c for c in text.below(verb, "advmod") if text.tag[c] == "WRB"), None)
    found = mark if mark is not None else when
    return "" if found is None else text.lower[found]


def goes_on(text: Text, date: Timex, own: int, other: int) -> bool:
    """Whether a date behind the cue is that of the content: "12 were killed, police said, in an attack on Sunday"."""
    top = own
    while text.dep[top] in ("conj", "ccomp") and top != other:
        top = text.head[top]
    return top == other and other != own and tells_on(text, date)


def is_of_the_accident(claim: Told, date: int) -> bool:
    """Whether the only date of the sentence is that of what the harm came of: "12 went missing when a boat sank on"."""
    text = claim.text
    told = text.lower[claim.number[1] : date]
    opened = next((n for n, word in enumerate(told) if word in ACCIDENT), None)
    return len(claim.dates) == 1 and opened is not None and not STRETCH_ENDS & set(told[opened + 1 :])


def is_in_it(text: Text, other: int, own: int) -> bool:
    """Whether the date is told of the event in which it happened: "12 died in an attack that came on Monday"."""
    noun = text.head[other]
    if text.dep[other] not in ("relcl", "acl") or not is_happening(text, noun):
        return False
    by = text.head[noun]
    return text.dep[by] in ("prep", "agent") and text.lower[by] in IN_IT and text.head[by] == own


def is_of_the_same_noun(text: Text, own: int, line: Sequence[int]) -> bool:
    """Whether both are told of one event: "Monday's attack, which killed 12"; "the attack claimed on Monday killed"."""
    other, clauses = line[-1], ("relcl", "acl")
    if text.dep[own] not in clauses:
        noun = text.head[other]
        is_subject = text.head[noun] == own and text.dep[noun] in SUBJECTS
        return text.dep[other] in clauses and is_subject and is_happening(text, noun)
    noun = text.head[own]
    if not is_happening(text, noun):
        return False
    told_of = noun in line or (text.head[other] == noun and text.dep[other] in clauses)
    return told_of or (text.head[noun] == other and text.dep[noun] in SUBJECTS)


def is_end_of_stretch(claim: Told, date: Timex) -> bool:
    """Whether a date is one end of a stretch: "between 2011 and 2014", "from May to July"."""
    text = claim.text.text
    for other in claim.dates:
        first, last = sorted((date, other), key=lambda d: d.span.start)
        if first is last or last.span.start - first.span.end > BETWEEN_DATES:
            continue
        between = text[first.span.end : last.span.start]
        opened = OPENS_STRETCH.search(text[max(0, first.span.start - BETWEEN_DATES) : first.span.start])
        if STRETCH_BETWEEN.fullmatch(between) and (opened or not between.strip().isalpha()):
            return True
    return False


def is_measure(claim: Told, date: Timex) -> bool:
    """Whether a date only says how far back a record goes: "the deadliest since 1991, when 25 died"."""
    text = claim.text
    start, end = text.pieces(date.span.span)
    if "since" not in text.lower[max(0, start - 1) : end]:
        return False
    first = max(text.sentence_of(start)[0], start - RECORD_REACH)
    told_there = any(start <= i < end for i in upward(text, claim.trigger))
    return not told_there and any(text.tag[i] in ("JJS", "RBS") for i in range(first, start))


def is_of_another_number(claim: Told, date: Timex) -> bool:
    """Whether a date stands with a number that this one is compared with, or this one is the one compared."""
    text, (start, end) = claim.text, claim.number
    own = text.starts[start], text.ends[end - 1]
    if date.span.start >= own[1]:
        behind = [s for s, e in claim.numbers if s > own[0] and e <= date.span.start]
        told = text.text[own[1] : behind[-1]] if behind else ""
        return bool(COMPARISON.search(told)) or (not behind and is_compared(claim, date))
    before = text.text[max(0, own[0] - BETWEEN_DATES) : own[0]]
    return (
        date.span.end <= own[0] and bool(COMPARISON.search(before)) and not is_opening(text, text.at(date.span.start))
    )


def is_in_a_name(claim: Told, date: Timex) -> bool:
    """Whether a bare year ends a name: "the Games 2012"."""
    text = claim.text
    start, end = text.pieces(date.span.span)
    return end - start == 1 and start > 0 and text.tag[start] == "CD" and text.tag[start - 1].startswith("NNP")


def describes(claim: Told, date: Timex) -> bool:
    """Whether the number only says of what kind a thing is: "a 2,700-acre park"."""
    text, (_, end) = claim.text, claim.number
    if text.text[text.ends[end - 1] : text.ends[end - 1] + 1] not in HYPHENS or end >= len(text):
        return False
    noun = upward(text, end - 1)[-1] if text.is_verb(text.head[end - 1]) else text.head[end - 1]
    while text.dep[noun] in ATTRIBUTIVE:
        noun = text.head[noun]
    return not is_happening(text, noun)


def is_opening(text: Text, i: int) -> bool:
    """Whether a date stands at the head of its sentence, and so governs all of it."""
    return i - text.sentence_of(i)[0] <= OPENING_TOKENS


def is_compared(claim: Told, date: Timex) -> bool:
    """Whether a date hangs on what the number is compared with: "up 27% from its 2003 results"."""
    text = claim.text
    line = line_of(text, date)
    if any(text.lower[i] in ("from", "than", "against", "versus") and i > claim.number[0] for i in line[1:-1]):
        return True
    first = text.at(date.span.start)  # "up 60% over last year"
    return claim.number[0] < first and text.lower[first - 1] in ("over", "on") and text.lower[first] in BEFORE_THIS


# What each says of a date that it is not the claim's.
AGAINST = (is_end_of_stretch, is_measure, is_of_another_number, is_in_a_name, describes)
