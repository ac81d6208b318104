"""Whether a date is that of an event: what the date hangs on in the tree, and what stands between the two.

A date belongs to what it hangs on: the trigger, the number, the verb of the trigger's clause, or the clause around it.
It does not where it is told of something else: in a relative clause ("a house that was sold on Friday"), for a reason
("arrested over the riots of June 2020"), as what is compared with ("from 70% in 2015"), as one end of a stretch
("between April and June"), or as the start of a record ("the most since 1991").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factx import words
from factx.claims.against import AGAINST, BETWEEN_DATES, COMPARISON, LINE_OF_EVENT, Told
from factx.claims.lines import STEPS_APART, is_happening, is_opening, line_of, upward
from factx.claims.moments import PAST, TELLING_NOUNS, UNTOLD, is_same_moment, marker_of, tense_of
from factx.language import Text
from factx.language.grammar import ATTRIBUTIVE, SUBJECTS
from factx.model import Timex

COMPLETING = frozenset(("acomp", "oprd", "xcomp"))
# Prepositions before what the event is about, comes from or is compared with, not when it is.
OTHER_TIME = frozenset(
    ("over", "for", "about", "against", "from", "than", "since", "after", "before", "despite", "versus")
)
NOT_THEN = frozenset(("before", "after", "until", "till", "than", "ahead", "prior", "following"))
UNTIL = frozenset(("until", "till"))
PREPOSITIONS = frozenset(("IN", "RB", "RP", "JJ", "TO", "VBG"))
# Prepositions between a verb and an event that has its own date in front: "won in July's election".
AT_IT = frozenset(("in", "during", "at", "by", "on", "through"))
# Classes of verbs whose object may be of another time: "condemned Monday's attack".
TOLD_OF = frozenset(("communication", "cognition", "emotion", "perception"))
# Prepositions of a stretch of time in which the event happened: "recovered 15 percent in two months".
WITHIN = frozenset(("in", "over", "within", "during"))
IN_IT = frozenset(("in", "by", "during", "at", "on", "to", "of", "with", "through"))
# What opens the clause of an accident, and what a clause that tells of something else.
ACCIDENT = frozenset(("when", "after", "as"))
STRETCH_ENDS = frozenset(("who", "which", "that", "whose", "before", "until", ";"))
# Between a number and its date: "102 fires in", and how many words.
BEHIND_NUMBER = frozenset(("IN", "DT", "NN", "NNS", "JJ"))
STEPS_BEHIND = 4
CLOCK_TIME = re.compile(r"T\d")
ON_NUMBER, HANGS, SAME_CLAUSE = 0, 1, 2


def belongs(claim: Told, date: Timex) -> int | None:
    """How closely a date belongs to the claim, the closest 0; None if it does not."""
    if is_the_compared(claim, date):
        return ON_NUMBER
    if is_told_of(claim, date):
        return HANGS
    if any(speaks_against(claim, date) for speaks_against in AGAINST):
        return None
    text, line = claim.text, line_of(claim.text, date)
    start, end = claim.number
    hangs = claim.trigger in line
    way = line[: line.index(claim.trigger) + 1] if hangs else line
    if is_before_or_after(text, date, way) or hangs_on_another_number(claim, way):
        return None
    if any(start <= i < end for i in line[:-1]) or is_told_behind(claim, line):
        return ON_NUMBER
    if opens_participle(claim, date):
        return SAME_CLAUSE
    if tells_of_another(text, way) or is_before_another(claim, way):
        return None
    return HANGS if hangs else by_clause(claim, date, clause_verb(text, claim.trigger), line)


def is_told_of(claim: Told, date: Timex) -> bool:
    """Whether a clause says what happened then: "the deadliest since 1991, when 25 died"."""
    text, verb = claim.text, clause_verb(claim.text, claim.trigger)
    start, end = text.pieces(date.span.span)
    if text.dep[verb] == "relcl" and start <= text.head[verb] < end:
        return marker_of(text, verb) == "when"
    when = next((c for c in text.below(verb, "advmod") if text.lower[c] == "when"), None)
    return when is not None and not text.text[date.span.end : text.starts[when]].strip(" ,(")


def is_the_compared(claim: Told, date: Timex) -> bool:
    """Whether the claim's number is one that another is compared with, and the date its own: "from 102 in 2003"."""
    text, (start, end) = claim.text, claim.number
    first = text.at(date.span.start)
    if not end <= first <= end + STEPS_BEHIND or any(text.tag[i] not in BEHIND_NUMBER for i in range(end, first)):
        return False
    return COMPARISON.search(text.text[max(0, text.starts[start] - BETWEEN_DATES) : text.starts[start]]) is not None


def is_told_behind(claim: Told, line: Sequence[int]) -> bool:
    """Whether a participle behind the number joins the two, whatever the parse: "59 reported on Sunday"."""
    text, other, (_, end) = claim.text, line[-1], claim.number
    return text.tag[other] == "VBN" and end <= other <= end + 1 and other < line[0]


def opens_participle(claim: Told, date: Timex) -> bool:
    """Whether the claim's participle follows the date, whatever the parse: "fell on Sunday, killing 12"."""
    text, start = claim.text, claim.text.starts[claim.trigger]
    gap = text.text[date.span.end : start]
    return text.tag[claim.trigger] == "VBG" and date.span.end < start and gap.strip() == ","


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


def is_before_or_after(text: Text, date: Timex, line: Sequence[int]) -> bool:
    """Whether the date only bounds the time: "before Monday", "ahead of the Iowa caucuses next Monday".

    What happened "shortly after 9 p.m. on Monday" happened on Monday.
    """
    bounds = [i for i in line[1:] if text.lower[i] in NOT_THEN and text.tag[i] in PREPOSITIONS]
    if len(bounds) == 1 and bounds[0] == line[1] and CLOCK_TIME.search(date.value or ""):
        return text.lower[line[1]] in UNTIL
    return bool(bounds)


def hangs_on_another_number(claim: Told, line: Sequence[int]) -> bool:
    """Whether a date hangs on a number that is joined to the claim's: "11 will vote on Tuesday and four on Friday"."""
    text = claim.text
    joined = [i for i in line[1:-1] if text.dep[i] in ("conj", "appos") and text.tag[i] == "CD"]
    start, end = claim.number
    return any(not start <= i < end and not start <= text.head[i] < end for i in joined)


def tells_of_another(text: Text, line: Sequence[int]) -> bool:
    """Whether the noun that a date hangs on has a time of its own: "for the raid of March 2019", "the 2013 film"."""
    noun = next((n for n, i in enumerate(line[:-1]) if n and text.tag[i][:2] == "NN"), None)
    if noun is None:
        return False
    if not is_happening(text, line[noun]):
        return text.dep[line[noun - 1]] in ATTRIBUTIVE
    return any(text.tag[i] == "IN" and text.lower[i] in OTHER_TIME for i in line[noun:-1])


def is_before_another(claim: Told, line: Sequence[int]) -> bool:
    """Whether a date stands before an event that is only spoken of: "sought more details on the May 3 crash"."""
    text, verb = claim.text, line[-1]
    if len(line) < LINE_OF_EVENT or text.dep[line[0]] not in ATTRIBUTIVE or not text.is_verb(verb):
        return False
    if line[0] < verb:  # "in July's election it won", but not "members of the 1985 team won"
        return any(text.dep[i] in SUBJECTS or text.lower[i] == "as" for i in line[2:])
    event, above = line[1], line[2]
    if above == verb:
        is_told = text.dep[event] == "dobj" and words.verb_class(text.lemma[verb].lower()) in TOLD_OF
        return is_told and not claim.is_harm
    is_at_it = text.lower[above] in AT_IT and (
        claim.is_harm or text.head[above] == verb or text.tag[text.head[above]] == "CD"
    )
    return not is_at_it and text.dep[event] not in SUBJECTS


def by_clause(claim: Told, date: Timex, own: int, line: Sequence[int]) -> int | None:
    """How closely the verb of a date belongs to the verb of the trigger."""
    text, other = claim.text, line[-1]
    if own == other:
        return SAME_CLAUSE
    if is_of_other_time(claim, own) or has_own_time(claim, own):
        return None
    steps = steps_up(claim, own, other) or steps_up(claim, other, own, below=True)
    if steps:
        return SAME_CLAUSE + steps
    if claim.is_harm and is_of_the_accident(claim, line[0]):
        return STEPS_APART
    if goes_on(text, date, own, other):
        return STEPS_APART
    if is_in_it(text, other, own) or is_of_the_same_noun(claim, own, line):
        return SAME_CLAUSE + 1
    return STEPS_APART if not text.is_verb(other) and is_opening(text, line[0]) else None


def is_of_other_time(claim: Told, own: int) -> bool:
    """Whether what is counted stands behind a preposition of another time: "marched against the arrest of five"."""
    text, (start, end) = claim.text, claim.number
    is_above = text.left[own] <= start <= text.right[own] and not start <= own < end
    return text.tag[own] == "IN" and text.lower[own] in OTHER_TIME and is_above


def has_own_time(claim: Told, own: int) -> bool:
    """Whether the claim's verb has a time of its own: "rose 15% in two months and fell 3% in 2023"."""
    return any(tells_own_time(claim.text, time, own) for time in claim.times)


def tells_own_time(text: Text, time: Timex, verb: int) -> bool:
    line = line_of(text, time)
    if line[-1] != verb or any(text.tag[i].startswith("NN") for i in line[1:-1]):
        return False
    return time.type != "DURATION" or text.lower[line[1]] in WITHIN


def steps_up(claim: Told, low: int, high: int, *, below: bool = False) -> int | None:
    """How many clauses the one lies below the other, if it tells of the same moment.

    Args:
        below: whether it is the date's clause that lies below.
    """
    text = claim.text
    for step in range(STEPS_APART):
        if low == high:
            return step
        if text.head[low] == low or not is_same_moment(text, low, below=below, is_harm=claim.is_harm):
            return None
        low = text.head[low]
        if text.tag[low][:2] == "NN" and text.dep[low] in TELLING_NOUNS:
            low = text.head[low]
    return None


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


def is_of_the_same_noun(claim: Told, own: int, line: Sequence[int]) -> bool:
    """Whether both are told of one event: "Monday's attack, which killed 12"; "the attack claimed on Monday killed"."""
    text, other, clauses = claim.text, line[-1], ("relcl", "acl")
    if text.dep[own] not in clauses:  # but not "the deal reached in 2015 will help"
        noun = text.head[other]
        is_subject = tense_of(text, own) in (PAST, UNTOLD) and text.head[noun] == own and text.dep[noun] in SUBJECTS
        return text.dep[other] in clauses and is_subject and is_happening(text, noun)
    noun = text.head[own]
    if not is_happening(text, noun):
        return False
    told_of = noun in line or (text.head[other] == noun and text.dep[other] in clauses)
    return told_of or (text.head[noun] == other and text.dep[noun] in SUBJECTS)
