"""The names an article mentions: persons, places, organisations; read from a Doc's entities and proper nouns.

What brings articles about one event together are the names in them, and the records do not always carry the text.
A name stands once, where it comes first, with the number of times it comes; of a place it says where that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from factx.gazetteer.atlas import fold
from factx.language import Text
from factx.model import NOWHERE, Claim, Location, Name, Span, TextSpan
from factx.places import Mention, Rules, entries_of, parts_of, resolve, seats_of

TYPES = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "EVENT": "event",
}
LONGER = frozenset({"organisation", "other", "event"})  # names that may have the name of a place in them


def find_mentions(text: Text) -> tuple[Name, ...]:
    """Every mention of a name, in order, each counted once."""
    headlines = [(s.start, s.end) for s in text.sections if s.kind == "headline"]
    mentions = [*_entities(text), *_unrecognised(text, headlines)]
    return tuple(sorted(mentions, key=lambda name: name.span.start))


def find_parts(text: str, mentions: Sequence[Name], rules: Rules) -> tuple[Name, ...]:
    """The places named within longer names: "Indiana" of "Indiana State Police", "N.Y." of "D-N.Y.".

    Longer names are those of organisations and the like, and what the model takes for a place that no list has.
    """
    known = frozenset(fold(mention.span.text) for mention in mentions if mention.type == "place")
    longer = [_as_mention(mention, "organisation") for mention in mentions if _is_longer(mention, rules)]
    parts = [*(part for mention in longer for part in parts_of(mention, known, rules)), *seats_of(text)]
    return tuple(Name(TextSpan(part.start, part.end, part.text), "place", 1) for part in parts)


def _is_longer(mention: Name, rules: Rules) -> bool:
    """Whether a place may be named within a name: within "Marlow Bisons", which the model takes for a place, too."""
    if mention.type != "place":
        return mention.type in LONGER
    name, _, _ = mention.span.text.partition(", ")
    entries, _ = entries_of(name, rules)
    return " " in name and not entries


def locate(
    text: Text, mentions: Iterable[Name], parts: Iterable[Name], rules: Rules, outlet: str | None = None
) -> dict[Span, Location]:
    """Where each mention of a place is, by its span; `outlet` is the host name of the publisher."""
    places = [_as_mention(mention, "place") for mention in mentions if mention.type == "place"]
    within = [_as_mention(part, "part") for part in parts]
    peoples = [Mention(e.start_char, e.end_char, e.text, "people") for e in text.doc.ents if e.label_ == "NORP"]
    return resolve(text.text, [*places, *within, *peoples], rules, outlet)


def _as_mention(name: Name, kind: str) -> Mention:
    return Mention(*name.span.span, name.span.text, kind)


def count_names(
    mentions: Iterable[Name], parts: Iterable[Name], locations: Mapping[Span, Location]
) -> tuple[Name, ...]:
    """Every name of the article once, in the order of their first mention, with the first location that is sure.

    Places within longer names stand by themselves where the article has no other mention of them. What the model takes
    for a place though nothing shows it to be one has no location, and is a name of another kind.
    """
    names = _counted((_as_told(mention, locations) for mention in mentions), locations)
    names = _counted((part for part in parts if part.span.span in locations), locations) | names
    return tuple(sorted(names.values(), key=lambda name: name.span.start))


def _as_told(mention: Name, locations: Mapping[Span, Location]) -> Name:
    is_place = mention.type != "place" or mention.span.span in locations
    return mention if is_place else replace(mention, type="other")


def _counted(mentions: Iterable[Name], locations: Mapping[Span, Location]) -> dict[tuple[str, str], Name]:
    firsts: dict[tuple[str, str], Name] = {}
    counts: Counter[tuple[str, str]] = Counter()
    known: dict[tuple[str, str], Location] = {}
    for mention in mentions:
        key = mention.span.text, mention.type
        firsts.setdefault(key, mention)
        counts[key] += 1
        found = locations.get(mention.span.span, NOWHERE)
        if known.get(key, NOWHERE) == NOWHERE:
            known[key] = found
    return {key: replace(first, count=counts[key], location=known[key]) for key, first in firsts.items()}


def placed_claims(claims: Iterable[Claim], locations: Mapping[Span, Location]) -> tuple[Claim, ...]:
    """The claims, each with the location of its place; that of the mention which its span holds."""
    return tuple(_placed(claim, locations) for claim in claims)


def _placed(claim: Claim, locations: Mapping[Span, Location]) -> Claim:
    event = claim.event
    if event is None or event.place is None:
        return claim
    start, end = event.place.span.span
    found = locations.get((start, end)) or next(
        (location for (s, e), location in locations.items() if start <= s and e <= end), NOWHERE
    )
    return replace(claim, event=replace(event, place=replace(event.place, location=found)))


def _entities(text: Text) -> Iterator[Name]:
    for entity in text.doc.ents:
        type_ = TYPES.get(entity.label_)
        if type_:
            start, end = entity.start, entity.end
            written = text.text[text.starts[start] : text.ends[end - 1]]
            if type_ != "place" or any(map(str.isupper, written)):
                yield from _name(text, start, end, type_)


def _unrecognised(text: Text, headlines: list[tuple[int, int]]) -> Iterator[Name]:
    """Runs of two and more proper nouns that the entity recogniser passed over; headlines capitalise too much."""
    doc = text.doc
    proper = (doc.to_array("POS") == doc.vocab.strings["PROPN"]) & (doc.to_array("ENT_TYPE") == 0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], proper, [False])).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start > 1 and not any(s <= text.starts[start] < e for s, e in headlines):
            yield from _name(text, start, end, "other")


def _name(text: Text, start: int, end: int, type_: str) -> Iterator[Name]:
    """The mention as a Name, without the article before it and the possessive after it."""
    start += text.doc[start].pos_ == "DET"
    while start < end and _is_edge(text, start):
        start += 1
    while start < end and _is_edge(text, end - 1):
        end -= 1
    if start < end:
        span = TextSpan.of(text.text, text.starts[start], text.ends[end - 1])
        if any(map(str.isalpha, span.text)):
            yield Name(span, type_, 1)


def _is_edge(text: Text, at: int) -> bool:
    """Whether a token is no part of the name that it stands at the edge of."""
    return text.tag[at] == "POS" or text.lower[at].isspace()
