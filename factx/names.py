"""The names an article mentions: persons, places, organisations; read from a Doc's entities and proper nouns.

What brings articles about one event together are the names in them, and the records do not always carry the text.
A name stands once, where it comes first, with the number of times it comes; of a place it says where that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from factx.gazetteer.atlas import fold
from factx.language import Text
from factx.model import NOWHERE, Claim, Location, Name, Span, TextSpan
from factx.places import Mention, Rules, parts_of, resolve, seats_of

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
    mentions = [*_entities(text.doc, text.text), *_unrecognised(text.doc, text.text, headlines)]
    return tuple(sorted(mentions, key=lambda name: name.span.start))


def find_parts(text: str, mentions: Sequence[Name], rules: Rules) -> tuple[Name, ...]:
    """The places named within longer names: "Indiana" of "Indiana State Police", "N.Y." of "D-N.Y."."""
    known = frozenset(fold(mention.span.text) for mention in mentions if mention.type == "place")
    longer = [_as_mention(mention, "organisation") for mention in mentions if mention.type in LONGER]
    parts = [*(part for mention in longer for part in parts_of(mention, known, rules)), *seats_of(text)]
    return tuple(Name(TextSpan(part.start, part.end, part.text), "place", 1) for part in parts)


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

    Places within longer names stand by themselves where the article has no other mention of them.
    """
    names = _counted(mentions, locations)
    names = _counted(parts, locations) | names
    return tuple(sorted(names.values(), key=lambda name: name.span.start))


def _counted(mentions: Iterable[Name], locations: Mapping[Span, Location]) -> dict[tuple[str, str], Name]:
    names: dict[tuple[str, str], Name] = {}
    for mention in mentions:
        found = locations.get(mention.span.span, NOWHERE)
        known = names.get((mention.span.text, mention.type))
        if known is None:
            named = replace(mention, location=found)
        else:
            first = found if known.location == NOWHERE else known.location
            named = replace(known, count=known.count + 1, location=first)
        names[mention.span.text, mention.type] = named
    return names


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


def _entities(doc: Doc, text: str) -> Iterator[Name]:
    for entity in doc.ents:
        if entity.label_ in TYPES and (TYPES[entity.label_] != "place" or any(map(str.isupper, entity.text))):
            yield from _name(text, entity, TYPES[entity.label_])


def _unrecognised(doc: Doc, text: str, headlines: list[tuple[int, int]]) -> Iterator[Name]:
    """Runs of two and more proper nouns that the entity recogniser passed over; headlines capitalise too much."""
    proper = (doc.to_array("POS") == doc.vocab.strings["PROPN"]) & (doc.to_array("ENT_TYPE") == 0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], proper, [False])).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start > 1 and not any(s <= doc[start].idx < e for s, e in headlines):
            yield from _name(text, doc[start:end], "other")


def _name(text: str, mention: DocSpan, type_: str) -> Iterator[Name]:
    """The mention as a Name, without the article before it and the possessive after it."""
    words = [t for t in mention if not (t.is_space or t.tag_ == "POS" or (t.i == mention.start and t.pos_ == "DET"))]
    if words and any(letter.isalpha() for word in words for letter in word.text):
        end = words[-1].idx + len(words[-1])
        yield Name(TextSpan.of(text, words[0].idx, end), type_, 1)
