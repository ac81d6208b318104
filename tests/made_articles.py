"""Articles as records with as little in them as reconcile reads, for tests of many articles."""

from __future__ import annotations

import json
import random
from itertools import count

from made import claim, quantity, record


class Numbers:
    """The numbers of the claims, in each test from the first on: their length is that of no other test's."""

    def __init__(self) -> None:
        self.begin_again()

    def begin_again(self) -> None:
        self.left = count(1001)

    def take(self) -> int:
        return next(self.left)


NUMBERS = Numbers()


def said(type_, low, high=None, *, by=None, kind="government", bound="exact", **more):
    """A figure claim: ("killed", 5, by="police"); its sentence is its own unless `words` gives it."""
    number = NUMBERS.take()
    words = more.pop("words", f"{low} {type_}, told number {number} in words that nobody else uses here.")
    digits = words.split(" ")[0]
    exact = low if high is None and bound == "exact" else high
    figure = quantity(words, digits, digits, low, exact, bound, unit=more.pop("unit", "people"))
    when = more.pop("when", None)
    place = more.pop("place", None)
    source = by and {"spans": [[0, 1]], "text": by, "canonical": by, "head": by, "type": kind, "resolved_from": None}
    made = claim(f"c{number}", "figure", words, words, quantity=figure, source=source)
    made |= {"event": {"type": type_, "trigger": [0, 1], "text": type_, "lemma": type_, "rule": "passive-victim"}}
    made |= {"when": when and {"span": [0, 1], "text": when, "value": when}}
    made |= {"place": place and {"span": [0, 1], "text": place, "country": more.pop("country", None)}}
    return made | more


def own_words(id, count=60):
    """Words that no other article has, so that only what a test gives two articles can join them."""
    letters = random.Random(id)
    return " ".join("".join(letters.choices("bcdfghklmnprstvz", k=9)) for _ in range(count))


def article(id, published, claims=(), names=(), *, text=None, **document):
    """A record; names are "Ada Brook" (a person) or ("Marlow", "place")."""
    typed = [(name, "person") if isinstance(name, str) else name for name in names]
    made = record(
        text or f"{id}. {', '.join(name for name, _ in typed)}. {own_words(id)}.",
        claims,
        id=id,
        published=published,
        **({"title": None} | document),
    )
    listed = [{"span": [n, n + 1], "text": name, "type": type_, "count": 2} for n, (name, type_) in enumerate(typed)]
    return made | {"names": listed}


def round_trip(records):
    """The records as they come from a file."""
    return json.loads(json.dumps(records))
