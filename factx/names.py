"""The names an article mentions: persons, places, organisations; read from a Doc's entities and proper nouns.

What brings articles about one event together are the names in them, and the records do not always carry the text.
A name stands once, where it comes first, with the number of times it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from factx.language import Text
from factx.model import Name, TextSpan

TYPES = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "EVENT": "event",
}


def find_names(text: Text) -> tuple[Name, ...]:
    """Every name of the article once, in the order of their first mention."""
    headlines = [(s.start, s.end) for s in text.sections if s.kind == "headline"]
    mentions = [*_entities(text.doc, text.text), *_unrecognised(text.doc, text.text, headlines)]
    names: dict[tuple[str, str], Name] = {}
    for name in sorted(mentions, key=lambda name: name.span.start):
        known = names.get((name.span.text, name.type))
        names[name.span.text, name.type] = replace(known, count=known.count + 1) if known else name
    return tuple(names.values())


def _entities(doc: Doc, text: str) -> Iterator[Name]:
    for entity in doc.ents:
        if entity.label_ in TYPES:
            yield from _name(text, entity, TYPES[entity.label_])


def _unrecognised(doc: Doc, text: str, headlines: list[tuple[int, int]]) -> Iterator[Name]:
    """Runs of two and more proper nouns that the entity recogniser passed over; headlines capitalise too much."""
    for outside, run in groupby(doc, key=lambda token: token.pos_ == "PROPN" and not token.ent_type_):
        tokens = list(run)
        if outside and len(tokens) > 1 and not any(s <= tokens[0].idx < e for s, e in headlines):
            yield from _name(text, doc[tokens[0].i : tokens[-1].i + 1], "other")


def _name(text: str, mention: DocSpan, type_: str) -> Iterator[Name]:
    """The mention as a Name, without the article before it and the possessive after it."""
    words = [t for t in mention if not (t.is_space or t.tag_ == "POS" or (t.i == mention.start and t.pos_ == "DET"))]
    if words and any(t.is_alpha for t in words):
        end = words[-1].idx + len(words[-1])
        yield Name(TextSpan.of(text, words[0].idx, end), type_, 1)
