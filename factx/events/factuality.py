"""How sure an event is said to be, and whether it is said not to be: certainty and polarity as in FactBank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from factx.events.figures import Figure
from factx.events.readings import Reading
from factx.events.schema import Hedges
from factx.model import Attribution, Extent

UPWARD = frozenset(("xcomp", "ccomp", "oprd", "acomp", "attr", "pcomp", "dobj", "nsubj", "nsubjpass"))
MARKERS = frozenset(("aux", "advmod", "neg", "amod", "mark", "prep", "det", "cc", "preconj", "acomp"))
HEDGING = frozenset(("VERB", "AUX", "ADJ", "ADV"))
LEVELS = ("certain", "probable", "possible", "unknown")
STEPS = 5


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """The hedges of the rule file as sets."""

    possible: frozenset[str]
    probable: frozenset[str]
    negative: frozenset[str]

    @classmethod
    def of(cls, hedges: Hedges) -> HedgeWords:
        return cls(
            possible=frozenset(hedges.possible.split()),
            probable=frozenset(hedges.probable.split()),
            negative=frozenset(hedges.negative.split()),
        )

    def level(self, word: str) -> int:
        return 2 if word in self.possible else 1 if word in self.probable else 0


def certainty_of(reading: Reading, figure: Figure | None, voice: Attribution | None, hedges: HedgeWords) -> str:
    """The certainty for the innermost voice. A cue such as "fear" or "forecast" counts."""
    stop = voice.cue.extent if voice else None
    level = max((hedges.level(word) for word in modifiers(reading, figure, stop)), default=0)
    return LEVELS[level]


def polarity_of(reading: Reading, figure: Figure | None, voice: Attribution | None, hedges: HedgeWords) -> str:
    """Negative for a zero, a negated trigger or a denial."""
    if figure is not None and figure.quantity.high == 0:
        return "negative"
    stop = voice.cue.extent if voice else None
    denied = voice is not None and (voice.stance == "deny" or is_negated(voice.cue.extent.text, hedges))
    cue = voice.cue.lemma.lower() if voice else ""
    negated = any(word in hedges.negative and word != cue for word in modifiers(reading, None, stop))
    return "negative" if negated != denied else "positive"


def is_negated(cue: str, hedges: HedgeWords) -> bool:
    """Whether a cue holds a negation ("had not sought to")."""
    return any(word in hedges.negative or word.endswith(("n't", "n’t")) for word in cue.lower().split())


def modifiers(reading: Reading, figure: Figure | None, stop: Extent | None) -> Iterator[str]:
    """The words that bear on the trigger: auxiliaries, adverbs, the verbs it hangs on, the figure's adjectives."""
    yield from upward(reading.trigger, stop)
    if reading.clause != reading.trigger:
        yield from upward(reading.clause, stop)
    if figure is None:
        return
    if reading.trigger in figure.nodes:
        yield from (c.lower_ for c in reading.trigger.children if c.dep_ == "amod")
    if 0 < reading.trigger.i - figure.end <= STEPS:
        between = figure.head.doc[figure.end : reading.trigger.i]
        yield from (token.lemma_.lower() for token in between if token.pos_ in HEDGING)


def upward(word: Token, stop: Extent | None) -> Iterator[str]:
    """Markers on a word and on the words it is a complement of, and those words, up to the cue of the attribution."""
    for _ in range(STEPS):
        for child in word.children:
            if child.dep_ in MARKERS and not (child.dep_ == "prep" and child.lower_ != "without"):
                yield child.lemma_.lower()
                if child.dep_ == "amod" or child.dep_ == "advmod":
                    yield child.lower_
        above = word.head
        listed = word.dep_ == "conj" and word.pos_ == "NOUN"
        if above == word or not (listed or word.dep_ in UPWARD or above.lower_ == "for"):
            return
        if stop is not None and stop.covers(above.idx, above.idx + 1):
            yield above.lemma_.lower()
            return
        word = above
        yield word.lemma_.lower()
