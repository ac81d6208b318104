"""One person without a numeral, whom the text counts with others.

another soldier later died; a farmer was also killed     it counts on from those of whom it has told
a guard was killed and three others wounded              it counts the rest
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Token

from factx.events.lists import is_name, is_one_person
from factx.events.people import ANY, Desk, Group, first_of, is_listed
from factx.language.grammar import SUBJECTS

ANOTHER = "another"
ON_TOP = "also"
BEFALLEN = SUBJECTS | {"dobj"}


def one_more(token: Token, desk: Desk) -> Group | None:
    """As in "another soldier died", "a farmer was also killed", "two were killed and another was wounded"."""
    if token.dep_ not in BEFALLEN or token.i in desk.carried or is_listed(token):
        return None
    if token.lower_ == ANOTHER:
        return None if any(True for _ in token.children) else Group(token.i, token.i + 1, Decimal(1))
    if not is_one_person(token, desk.words):
        return None
    before = {child.lower_ for child in token.children if child.dep_ == "det"}
    counted_on = before & ANY and any(child.lower_ == ON_TOP for child in token.head.children)
    return Group(first_of(token), token.i + 1, Decimal(1)) if ANOTHER in before or counted_on else None


def one_beside(token: Token, desk: Desk) -> Group | None:
    """As in "a guard was killed and three others wounded", "killing a guard and wounding three"."""
    if token.dep_ not in BEFALLEN or token.i in desk.carried or is_listed(token):
        return None
    own = {child.dep_ for child in token.children}
    known = is_name(token) or (is_one_person(token, desk.words) and own & {"det", "poss"})  # not "251 taken hostage"
    if not known or "nummod" in own:
        return None
    counted = (desk.carried[c.i] for verb in verbs_beside(token.head) for c in verb.children if c.i in desk.carried)
    is_told = any(desk.words.is_person(f) and f.head.dep_ in BEFALLEN for f in counted)
    return Group(first_of(token), token.i + 1, Decimal(1)) if is_told else None


def verbs_beside(verb: Token) -> Iterator[Token]:
    """The verbs that "and" joins to one; of two that are reported the parser makes two reports."""
    yield from (child for child in verb.children if child.dep_ == "conj")
    if verb.dep_ == "conj":
        yield verb.head
    if verb.dep_ == "ccomp":
        beside = (child for child in verb.head.children if child.dep_ == "ccomp" and child != verb)
        yield from (v for v in beside if any(c.dep_ == "cc" for c in (*v.children, *verb.children)))
