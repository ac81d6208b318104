"""One person without a numeral, whom the text counts with others.

another soldier later died; a farmer was also killed     it counts on from those of whom it has told
a guard was killed and three others wounded              it counts the rest
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.lists import is_name, is_one_person, one
from factx.events.people import ANY, Desk, Group, is_listed
from factx.language.grammar import SUBJECTS

ANOTHER = "another"
ON_TOP = "also"
BEFALLEN = SUBJECTS | {"dobj"}


def one_more(token: Token, desk: Desk) -> Group | None:
    """As in "another soldier died", "a farmer was also killed", "two were killed and another was wounded"."""
    if not stands_alone(token, desk):
        return None
    if token.lower_ == ANOTHER:
        return None if list(token.children) else one(token)
    if not is_one_person(token, desk.words):
        return None
    before = {child.lower_ for child in token.children if child.dep_ == "det"}
    counted_on = before & ANY and any(child.lower_ == ON_TOP for child in token.head.children)
    return one(token) if ANOTHER in before or counted_on else None


def one_beside(token: Token, desk: Desk) -> Group | None:
    """As in "a guard was killed and three others wounded", "killing a guard and wounding three"."""
    if not stands_alone(token, desk):
        return None
    own = {child.dep_ for child in token.children}
    known = is_name(token) or (is_one_person(token, desk.words) and own & {"det", "poss"})  # not "251 taken hostage"
    if not known or "nummod" in own:
        return None
    counted = (desk.carried[c.i] for verb in verbs_beside(token.head) for c in verb.children if c.i in desk.carried)
    is_told = any(desk.words.is_person(f) and f.head.dep_ in BEFALLEN for f in counted)
    return one(token) if is_told else None


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
