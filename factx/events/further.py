"""One person without a numeral, whom the text counts with others.

another soldier later died; a farmer was also killed     it counts on from those of whom it has told
a guard was killed and three others wounded              it counts the rest
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.lists import is_name, is_one_person, one
from factx.events.people import ANY, Desk, Group, is_counted_on, is_listed
from factx.events.readings import BEFALLS_PEOPLE
from factx.language.grammar import SUBJECTS

ANOTHER = "another"
BEFALLEN = SUBJECTS | {"dobj"}


def one_more(token: Token, desk: Desk) -> Group | None:
    """As in "another soldier died", "a farmer was also killed", "two were killed and another was wounded"."""
    if not stands_alone(token, desk):
        return None
    if token.lower_ == ANOTHER:
        return None if list(token.children) else one(token)
    if not is_one_person(token, desk.words):
        return None
    again = any(child.lower_ == ANOTHER for child in token.children if child.dep_ == "det")
    return one(token) if again or is_counted_on(token) else None


def one_beside(token: Token, desk: Desk) -> Group | None:
    """As in "a guard was killed and three others wounded", "the mayor was killed and his son died of his wounds"."""
    if not is_lone(token, desk):
        return None
    beside = [c for verb in verbs_beside(token.head) for c in verb.children if c.dep_ in BEFALLEN]
    if any(c.i in desk.carried and desk.words.may_be_person(desk.carried[c.i]) for c in beside):
        return one(token)
    beside += [c for verb in verbs_over_comma(token.head) for c in verb.children if c.dep_ in BEFALLEN]
    return one(token) if any(is_another_like(token, c, desk) for c in beside) else None


def is_lone(token: Token, desk: Desk) -> bool:
    """Whether a word stands for one person, who is not counted."""
    own = {child.dep_ for child in token.children}
    if token.is_space or "nummod" in own or not stands_alone(token, desk):
        return False
    told = not own.isdisjoint(("det", "poss"))  # not "251 taken hostage"
    return is_name(token) or (told and is_one_person(token, desk.words))


def is_another_like(token: Token, other: Token, desk: Desk) -> bool:
    """Whether two persons, one of them told of as somebody new, share a fate: "the mayor was killed, his son died"."""
    later = max(token, other, key=lambda noun: noun.i)
    new = any(c.dep_ == "poss" or c.lower_ in ANY for c in later.children)
    return new and is_lone(other, desk) and bool(fates(token, desk) & fates(other, desk) & BEFALLS_PEOPLE)


def fates(noun: Token, desk: Desk) -> set[str]:
    """What the verb of a noun tells of it, by the types of its events."""
    role = "agent" if noun.dep_ == "nsubj" and noun.head.tag_ != "VBN" else "patient"
    return {frame.type for frame in desk.words.verb(role, noun.head)}


def stands_alone(token: Token, desk: Desk) -> bool:
    """Whether something may befall who a word stands for, without a number and without others in a list."""
    return token.dep_ in BEFALLEN and token.i not in desk.carried and not is_listed(token)


def verbs_beside(verb: Token) -> Iterator[Token]:
    """The verbs that "and" joins to one; of two that are reported the parser makes two reports."""
    yield from (child for child in verb.children if child.dep_ == "conj")
    if verb.dep_ == "conj":
        yield verb.head
    if verb.dep_ == "ccomp":
        beside = (child for child in verb.head.children if child.dep_ == "ccomp" and child != verb)
        yield from (v for v in beside if any(c.dep_ == "cc" for c in (*v.children, *verb.children)))


def verbs_over_comma(verb: Token) -> Iterator[Token]:
    """The verbs that a comma alone joins to one, of which the parser makes a report: "was killed, his son died"."""
    yield from (child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i)
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:
        yield verb.head
