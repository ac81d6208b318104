"""One more person, of whom the text counts on: "another soldier later died", "a farmer was also killed"."""

from __future__ import annotations

from decimal import Decimal

from spacy.tokens import Token

from factx.events.lists import ANY, is_one_person
from factx.events.people import Desk, Group, first_of, is_listed
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
