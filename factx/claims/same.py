"""Claims of one document that tell the same thing: a toll told five times is one fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from factx.model import Claim, PlaceMention, Quantity, Timex

PEOPLE_UNITS = frozenset(("people", "person", "other", "victim", "individual"))
FRONT = 3
LIKE = 0.6
SMALL_FIGURE = 10
CROWD = 50
LONG_WORD = re.compile(r"[^\W\d_]{3,}")


def link_repeats(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with `same_as` filled in, both ways."""
    links: dict[str, set[str]] = defaultdict(set)
    for group in figure_groups(claims):
        link(group, links)
    stated = [c for c in claims if c.kind == "statement"]
    for early in stated[:FRONT]:
        for other in stated:
            if other is not early and same_statement(early, other):
                links[early.id].add(other.id)
                links[other.id].add(early.id)
    order = {c.id: n for n, c in enumerate(claims)}
    return tuple(replace(c, same_as=tuple(sorted(links[c.id], key=order.__getitem__))) for c in claims)


def figure_groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Figure claims of one type that share a number."""
    groups: dict[tuple[str, object], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.event is not None and claim.quantity is not None:
            quantity = claim.quantity
            groups[claim.event.type, quantity.low if quantity.low is not None else quantity.high].append(claim)
    return [group[:CROWD] for group in groups.values() if len(group) > 1]


def link(group: Sequence[Claim], links: dict[str, set[str]]) -> None:
    for n, first in enumerate(group):
        for second in group[n + 1 :]:
            if same_figure(first, second):
                links[first.id].add(second.id)
                links[second.id].add(first.id)


def same_figure(a: Claim, b: Claim) -> bool:
    """Whether two figures of one type and number are one fact: nothing contradicts, and enough agrees."""
    if a.quantity is None or b.quantity is None or a.event is None or b.event is None:
        return False
    if a.superseded != b.superseded or a.polarity != b.polarity or a.quantity.kind != b.quantity.kind:
        return False
    if not alike_units(a.quantity, b.quantity) or contradict(a, b):
        return False
    headline = a.section != b.section
    agree = places_agree(a.event.place, b.event.place) or times_agree(a.when, b.when)
    return headline or agree or (a.quantity.low or 0) >= SMALL_FIGURE


def contradict(a: Claim, b: Claim) -> bool:
    """Whether places or times speak against one fact."""
    places = a.event.place if a.event else None, b.event.place if b.event else None
    times = a.when, b.when
    return (None not in places and not places_agree(*places)) or (
        all(t is not None and t.value for t in times) and not times_agree(*times)
    )


def alike_units(a: Quantity, b: Quantity) -> bool:
    """Whether two units can be one: the same head word, or people in general on one side."""
    heads = {(q.unit or "people").split()[-1].lower() for q in (a, b)}
    return len(heads) == 1 or bool(heads & PEOPLE_UNITS)


def places_agree(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two places can be one: one name holds the other ("Karabakh", "Nagorno-Karabakh")."""
    if a is None or b is None:
        return False
    first, second = a.span.text.lower(), b.span.text.lower()
    return (
        first in second
        or second in first
        or (a.location.country is not None and a.location.country == b.location.country)
    )


def times_agree(a: Timex | None, b: Timex | None) -> bool:
    """Whether two dates can be one: the same, or one the month or year of the other."""
    if a is None or b is None or not a.value or not b.value:
        return False
    return a.value.startswith(b.value[:10]) or b.value.startswith(a.value[:10])


def same_statement(a: Claim, b: Claim) -> bool:
    """Whether two statements tell the same: most words of the shorter stand in the longer, and no other mouth."""
    if a.attribution is None or b.attribution is None:
        return False
    names = {x.source.label.lower() for x in (a.attribution, b.attribution) if x.source is not None}
    if len(names) > 1 and not one_holds_the_other(names):
        return False
    first, second = (set(LONG_WORD.findall(x.attribution.content.text.lower())) for x in (a, b) if x.attribution)
    shorter = min(len(first), len(second))
    return shorter >= 4 and len(first & second) >= LIKE * max(shorter, 0.7 * max(len(first), len(second)))


def one_holds_the_other(names: set[str]) -> bool:
    first, second = (set(name.split()) for name in names)
    return first <= second or second <= first
