"""How sure an event is said to be, and whether it is said not to be: certainty and polarity as in FactBank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from factx.events.figures import Figure
from factx.events.readings import Reading
from factx.events.schema import Hedges
from factx.model import Attribution, Extent

UPWARD = frozenset(("xcomp", "ccomp", "oprd", "acomp", "attr", "pcomp", "dobj", "nsubj", "nsubjpass"))
MARKERS = frozenset(("aux", "advmod", "neg", "amod", "mark", "det", "cc", "preconj", "acomp"))
HEDGING = frozenset(("VERB", "AUX", "ADJ", "ADV"))
LEVELS = ("certain", "probable", "possible", "unknown")
ASSERTS, DENIES, WITHHOLDS = "asserts", "denies", "withholds"
UNSURE = "unclear"
STEPS = 5


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """The hedges of the rule file as sets."""

    possible: frozenset[str]
    probable: frozenset[str]
    negative: frozenset[str]
    knowing: frozenset[str]
    refusing: frozenset[str]
    raising: frozenset[str]
    unsure: frozenset[str]

    @classmethod
    def of(cls, hedges: Hedges) -> HedgeWords:
        return cls(
            possible=frozenset(hedges.possible.split()),
            probable=frozenset(hedges.probable.split()),
            negative=frozenset(hedges.negative.split()),
            knowing=frozenset(hedges.knowing.split()),
            refusing=frozenset(hedges.refusing.split()),
            raising=frozenset(hedges.raising.split()),
            unsure=frozenset(hedges.unsure.split()),
        )

    def level(self, word: str) -> int:
        """The place in LEVELS that a word brings an event down to."""
        return 3 if word in self.unsure else 2 if word in self.possible else 1 if word in self.probable else 0


def certainty_of(reading: Reading, figure: Figure | None, voice: Attribution | None, hedges: HedgeWords) -> str:
    """The certainty for the innermost voice. A cue such as "fear" counts; what it withholds is unknown."""
    if stance_of(reading, voice, hedges) == WITHHOLDS:
        return "unknown"
    stop = voice.cue.extent if voice else None
    words = modifiers(reading, figure, stop, hedges)
    level = max((hedges.level(word) for word in words), default=0)
    cue = hedges.level(voice.cue.lemma.lower()) if voice else 0
    return LEVELS[max(level, cue if hangs_on_cue(reading, voice) else 0)]


def polarity_of(reading: Reading, figure: Figure | None, voice: Attribution | None, hedges: HedgeWords) -> str:
    """Negative for a zero, a negated trigger or a denial."""
    if figure is not None and figure.quantity.high == 0 and figure.quantity.low in (0, None):
        return "negative"
    stop = voice.cue.extent if voice else None
    denied = stance_of(reading, voice, hedges) == DENIES
    cue = voice.cue.lemma.lower() if voice else ""
    negated = any(word in hedges.negative and word != cue for word in modifiers(reading, None, stop, hedges))
    return "negative" if negated != denied else "positive"


def stance_of(reading: Reading, voice: Attribution | None, hedges: HedgeWords) -> str:
    """What the innermost voice does with the event: asserts, denies or withholds it.

    "Did not believe" denies, "did not say", "declined to confirm" and "did not deny" withhold. What a noun in the
    content takes along ("the three people hurt") is taken for granted, whatever is said of the noun.
    """
    if voice is None or is_granted(reading.trigger):
        return ASSERTS
    words = set(cue_words(reading.trigger.doc, voice))
    negated = bool(words & hedges.negative) or any(word.endswith(("n't", "n’t")) for word in words)
    if not negated and not words & hedges.refusing:
        return DENIES if voice.stance == "deny" else ASSERTS
    if voice.stance != "deny" and (voice.rule == "infinitive" or voice.cue.lemma.lower() in hedges.raising):
        return DENIES
    return DENIES if voice.rule == "infinitive" else WITHHOLDS


def is_granted(trigger: Token) -> bool:
    """Whether a noun takes the event along ("the people hurt"); of "reports that 12 died" the reports may be false."""
    clause = any(child.dep_ in ("mark", "nsubj", "nsubjpass") for child in trigger.children)
    return trigger.dep_ in ("amod", "relcl") or (trigger.dep_ == "acl" and not clause)


def cue_words(doc: Doc, voice: Attribution) -> Iterator[str]:
    """The words of a cue, and the verbs that it is a complement of: "unable to confirm"."""
    yield from voice.cue.extent.text.lower().split()
    span = doc.char_span(voice.cue.extent.start, voice.cue.extent.end, alignment_mode="expand")
    word = span.root if span is not None else None
    for _ in range(STEPS):
        if word is None or word.dep_ != "xcomp":
            return
        word = word.head
        yield word.lemma_.lower()
        yield from (child.lower_ for child in word.children if child.dep_ in ("neg", "acomp"))


def hangs_on_cue(reading: Reading, voice: Attribution | None) -> bool:
    """Whether the trigger is itself what the cue governs: "hoped to kill", "feared that 12 drowned"."""
    if voice is None:
        return False
    word = reading.clause
    for _ in range(STEPS):
        if word.dep_ not in UPWARD:
            return False
        word = word.head
        if voice.cue.extent.covers(word.idx, word.idx + 1):
            return True
    return False


def modifiers(reading: Reading, figure: Figure | None, stop: Extent | None, hedges: HedgeWords) -> Iterator[str]:
    """The words that bear on the trigger: auxiliaries, adverbs, the verbs it hangs on, the figure's adjectives."""
    yield from upward(reading.trigger, stop, hedges)
    if reading.clause != reading.trigger:
        yield from upward(reading.clause, stop, hedges)
    if figure is None:
        return
    if reading.trigger in figure.nodes:
        yield from (c.lower_ for c in reading.trigger.children if c.dep_ == "amod")
    if 0 < reading.trigger.i - figure.end <= STEPS:
        between = figure.head.doc[figure.end : reading.trigger.i]
        yield from (token.lemma_.lower() for token in between if token.pos_ in HEDGING)


def upward(word: Token, stop: Extent | None, hedges: HedgeWords) -> Iterator[str]:
    """Markers on a word and on the words it is a complement of, and those words, up to the cue of the attribution."""
    for _ in range(STEPS):
        yield from markers(word)
        above = word.head
        listed = word.dep_ == "conj" and word.pos_ == "NOUN"
        planned = word.dep_ == "acl" and word.tag_ == "VB"  # "a plan to cut 500 jobs"
        if above == word or not (listed or planned or word.dep_ in UPWARD or above.lower_ == "for"):
            return
        if above.lower_ == "without":
            yield above.lower_
            return
        if stop is not None and stop.covers(above.idx, above.idx + 1):
            yield above.lemma_.lower()
            return
        if is_unknown(above, hedges):
            yield UNSURE
            return
        word = above
        yield word.lemma_.lower()


def markers(word: Token) -> Iterator[str]:
    for child in word.children:
        if child.dep_ in MARKERS:
            yield child.lemma_.lower()
            if child.dep_ == "amod" or child.dep_ == "advmod":
                yield child.lower_


def is_unknown(word: Token, hedges: HedgeWords) -> bool:
    """Whether a word says that nobody knows: "it is not clear whether", "could not be confirmed"."""
    said = (word, *word.children)
    knows = any(w.lemma_.lower() in hedges.knowing for w in said if w == word or w.dep_ == "acomp")
    return knows and any(w.dep_ == "neg" for w in said)
