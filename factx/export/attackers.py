"""Whether a toll counts who did it: coders differ in that, so the coding sheet never passes over it in silence.

Reads the article's own words around the number. "Five people were killed, including the gunman" has him in it,
"killed five people, not counting the gunman" has him not; of most tolls the text says neither.
"""

from __future__ import annotations

import re
from functools import cache

from factx import words
from factx.plain import Plain

WITH = "includes the attacker"
WITHOUT = "does not include the attacker"
SENTENCE_STOP = re.compile(r"[.?!][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n")
HURT = frozenset(("killed", "wounded", "casualties"))
HIMSELF = re.compile(r"\b(?:him|her|them)sel(?:f|ves)\b", re.I)


def attacker_note(claim: Plain, text: str | None, numbers: list[int]) -> str | None:
    """What the text says of the attacker: `WITH`, `WITHOUT`, or None where it says nothing.

    Args:
        text: the article; where it is not to be had, the claim's own words are read.
        numbers: where each number of the article starts; behind the next one another toll is told.
    """
    quantity, shift = claim["quantity"], 0 if text is not None else claim["span"][0]
    text = claim["text"] if text is None else text
    start, end = (at - shift for at in quantity["number"])
    if claim["event"]["type"] not in HURT or start < 0:
        return None
    if quantity["derived"] and HIMSELF.search(text, start, max(end, claim["span"][1] - shift)):
        return WITH
    stop = SENTENCE_STOP.search(text, max(end, claim["span"][1] - shift - 1))
    limit = min([stop.start() if stop else len(text), *(n - shift for n in numbers if n - shift >= end)])
    if _without().search(text, end, limit):
        return WITHOUT
    return WITH if _including().search(text, end, limit) or _among().search(text[:start]) else None


@cache
def _attacker() -> str:
    """A noun phrase of who did it: "the suspected gunman", "two attackers"; not "the gunman's wife"."""
    nouns = "|".join(sorted(words.members("attacker"), key=len, reverse=True))
    return rf"(?:the|a|an|its|their|both|all)\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns})s?\b(?!['’]s?\s+\w)"


@cache
def _including() -> re.Pattern[str]:
    return re.compile(rf"\b(?:including|among them|counting)\s+{_attacker()}", re.I)


@cache
def _without() -> re.Pattern[str]:
    out = r"(?:not|without)\s+(?:including|counting)|excluding|apart\s+from|besides|in\s+addition\s+to|other\s+than"
    return re.compile(rf"\b(?:{out})\s+{_attacker()}", re.I)


@cache
def _among() -> re.Pattern[str]:
    """As in "the gunman was among the five dead", up to the number."""
    return re.compile(rf"\b{_attacker()}\s+(?:(?:is|was|were|are)\s+)?among\s+(?:the\s+|those\s+)?$", re.I)
