"""Reads a parsed Doc with its quantities and attributions, gives the events they predicate.

Certainty and polarity follow FactBank (Saurí and Pustejovsky, 2009). What the words tell stands in `lexicon.toml`,
the ways of saying it in `rules.toml` and `constructions.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from factx.errors import RuleError
from factx.events.constructions import SEARCHES, Reading, Search
from factx.events.factuality import HedgeWords, certainty_of, polarity_of
from factx.events.figures import VERBAL, Figure, find_figures
from factx.events.lexicon import load_lexicon
from factx.events.participants import Places, find_actor, find_cause, find_place
from factx.events.relations import Told, is_additional, shared_event, whole_of
from factx.events.schema import RuleFile
from factx.events.voices import Voices
from factx.events.words import Words
from factx.model import Attribution, Event, Quantity, Section, TextSpan
from factx.rules import read_rules

SHARED = "shared-event"
UNTYPED = frozenset(("governing-verb", "measured-noun"))
STATEMENT = "content-predicate"


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""

    words: Words
    constructions: tuple[tuple[str, Search | None], ...]
    hedges: HedgeWords


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    file = read_rules("events", RuleFile)
    unknown = [c.way for c in file.construction if c.way not in SEARCHES and c.way != SHARED]
    if unknown:
        raise RuleError(f"events/rules.toml: no search is named {unknown[0]!r}")
    constructions = tuple((c.id, SEARCHES.get(c.way)) for c in file.construction)
    return Rules(Words(load_lexicon()), constructions, HedgeWords.of(file.hedge))


def find_events(
    doc: Doc,
    sections: Sequence[Section],
    quantities: Sequence[Quantity],
    attributions: Sequence[Attribution],
    rules: Rules,
) -> tuple[Event, ...]:
    """The events of the quantities, and the main predicates of attributed contents (quantity None), in order."""
    voices = Voices.of(attributions)
    places = Places.of(doc)
    told: list[Told] = []
    events: list[Event] = []
    for figure in find_figures(doc, quantities):
        if voices.is_source(figure.quantity.number):
            continue
        found = read(figure, told, rules)
        if found is not None:
            events.append(figure_event(found, told, voices, places, rules))
            told.append(found)
    events.extend(statement_events(doc, attributions, voices, places, rules))
    return tuple(sorted(events, key=lambda e: (e.trigger.start, e.quantity or "")))


def read(figure: Figure, told: Sequence[Told], rules: Rules) -> Told | None:
    """The figure with the first reading that a construction gives it."""
    for rule, search in rules.constructions:
        if search is None:
            reading = shared_event(figure, told[-1] if told else None, rules.words.lexicon)
        else:
            reading = search(figure, rules.words)
        if reading is not None:
            return None if rule in UNTYPED and idle(figure, reading) else Told(figure, reading, rule)
    return None
