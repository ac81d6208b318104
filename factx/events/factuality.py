"""How sure an event is said to be, and whether it is said not to be: certainty and polarity as in FactBank.

What the words above the trigger make of it is `outlook.py`; here is what the voice that tells it does with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.figures import Figure, suspected
from factx.events.granted import is_given, is_granted, is_known, is_presupposed, is_property, is_topic
from factx.events.outlook import (
    BEHIND_PREPOSITIONS,
    CERTAIN,
    LEVELS,
    OUTLOOK_STEPS,
    POSSIBLE,
    PROBABLE,
    UPWARD,
    HedgeWords,
    Outlook,
    beside,
    climb,
    is_listed,
    joined_to,
    settle,
    shares_markers,
)
from factx.events.readings import Reading
from factx.events.speech import Voice
from factx.language.grammar import is_infinitive
from factx.model import Quantity

NOMINAL_RULES = frozenset(("direct-object", "preposition-object", "passive-subject", "object-relative"))
CONCEDING = frozenset(("if", "why", "whether"))
ASSERTS, DENIES, WITHHOLDS = "asserts", "denies", "withholds"


def certainty_of(reading: Reading, figure: Figure | None, voice: Voice | None, hedges: HedgeWords) -> str:
    """The certainty for the voice that answers. A cue such as "fear" counts; what it withholds is unknown."""
    stance = stance_of(reading, voice, hedges)
    told = figure is not None and is_presupposed(reading.trigger)  # "did not say why they shot 12 men"
    if told or is_property(reading, figure) or is_known(reading.trigger) or is_given(reading, figure):
        return "certain"
    if stance == WITHHOLDS:
        return "unknown"
    if stance == DENIES and is_denied_thing(reading, voice):
        return "possible"
    outlook = outlook_of(reading, figure, voice, hedges)
    if voice is not None and not (stance == DENIES and settles(voice, hedges)):
        outlook.lower(level_of_cue(reading, voice, hedges))
        asked = is_asked_for(figure, voice, hedges) or is_deed_asked_for(reading, voice, hedges)
        outlook.lower(PROBABLE if asked else CERTAIN)
    return LEVELS[outlook.level]


def is_asked_for(figure: Figure | None, voice: Voice, hedges: HedgeWords) -> bool:
    """Whether a sum or rate is only demanded or proposed, not settled: "demanded $5m", "proposed a 9% levy"."""
    amount = figure is not None and figure.quantity.kind in ("money", "percent")
    return amount and voice.said.rule in NOMINAL_RULES and voice.said.cue.lemma.lower() in hedges.asking


def is_deed_asked_for(reading: Reading, voice: Voice, hedges: HedgeWords) -> bool:
    """Whether a deed is only asked for, by its noun: "demanded the release of 12 men", "calls for their release"."""
    noun = reading.trigger
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    asked = voice.said.rule in NOMINAL_RULES and voice.said.cue.lemma.lower() in hedges.asking
    asked = asked or (noun.dep_ == "pobj" and f"{above.lemma_.lower()}_{noun.head.lower_}" in hedges.asking)
    return asked and noun.pos_ == "NOUN" and above == voice.cue and "act" in vocabulary.classes(noun.lemma_.lower())


def settles(voice: Voice, hedges: HedgeWords) -> bool:
    """Whether "not" on a cue says that it surely is not so: "does not plan to cut"."""
    signature = hedges.signatures.get(voice.said.cue.lemma.lower())
    return signature is not None and signature.negated == "settle"


def polarity_of(reading: Reading, figure: Figure | None, voice: Voice | None, hedges: HedgeWords) -> str:
    """Negative for a zero, a negated trigger or a denial; of a rejected offer the offer was made."""
    if figure is not None and (is_nothing(figure.quantity) or is_ruled_out(figure)):
        return "negative"
    if is_given(reading, figure):
        return "positive"
    stance = stance_of(reading, voice, hedges)
    if stance == WITHHOLDS and voice is not None and reading.clause.i in voice.cued:
        return "positive"  # "did not confirm 12 deaths" does not say that nobody died
    denied = stance == DENIES and not is_denied_thing(reading, voice)
    return "negative" if outlook_of(reading, None, voice, hedges).negative != denied else "positive"


def is_nothing(quantity: Quantity) -> bool:
    """Whether a number says that there was none: "no one was hurt"; a rate of 0 percent or 0 degrees is a value."""
    return quantity.high == 0 and quantity.low in (0, None) and quantity.kind in ("count", "money")


def is_ruled_out(figure: Figure) -> bool:
    """Whether a number is named as the wrong one: "12 died, not 15"; not "hundreds, if not thousands"."""
    doc, before = figure.head.doc, figure.start - 1
    return before >= 0 and doc[before].lower_ == "not" and doc[max(0, before - 1)].lower_ not in CONCEDING


def outlook_of(reading: Reading, figure: Figure | None, voice: Voice | None, hedges: HedgeWords) -> Outlook:
    """What all words between the trigger and the cue make of the event."""
    cue = voice.cue if voice is not None else None
    outlook = Outlook(told_in_past=cue is not None and cue.tag_ in ("VBD", "VBN"))
    stop = voice.cued if voice else frozenset[int]()
    if figure is not None and suspected(figure.head) is not None:
        stop |= {figure.head.head.i}
    climb(reading.trigger, stop, hedges, outlook)
    if reading.clause.i not in outlook.settled and not is_topic(reading.trigger):
        climb(reading.clause, stop, hedges, outlook)
    if figure is not None:
        beside(reading, figure, hedges, outlook)
    return outlook


# ---- what the voice does with it


def level_of_cue(reading: Reading, voice: Voice, hedges: HedgeWords) -> int:
    """How sure the cue leaves what it governs: "fear", "pledged to"; a modal or condition on the cue counts too."""
    cue = voice.cue
    if cue is None:
        return CERTAIN
    on_cue = Outlook()
    settle(cue, hedges, on_cue)
    level = max(on_cue.level if on_cue.level >= POSSIBLE else CERTAIN, level_above(cue, hedges))
    below = below_cue(reading, voice, hedges)
    if below is None:
        return level
    signature = hedges.signature(cue, below) or hedges.signatures.get(voice.said.cue.lemma.lower())
    if signature is not None and (below == cue or reading.clause == cue):
        return max(level, signature.finite)  # "forecast growth of 2%"; "demanded $1m" was done
    if signature is not None:
        return max(level, CERTAIN if signature.flips else signature.leaves(below))
    return max(level, PROBABLE if is_infinitive(below) else CERTAIN)


def level_above(cue: Token, hedges: HedgeWords) -> int:
    """How sure it is left that the cue itself is done: "is considering urging Rao to order 500 tents"."""
    level, word = CERTAIN, cue
    for _ in range(OUTLOOK_STEPS):
        if word.dep_ not in ("xcomp", "pcomp"):
            break
        signature = hedges.signature(word.head)
        if signature is not None and not signature.flips:
            level = max(level, signature.level)
        word = word.head
    return level


def below_cue(reading: Reading, voice: Voice, hedges: HedgeWords) -> Token | None:
    """The word right below the cue on the way up from the trigger; None if the trigger does not hang on the cue."""
    cued, word = voice.cued, reading.clause
    if word.i in cued:
        return reading.trigger
    if voice.cue is not None and voice.cue.dep_ == "compound" and voice.cue.head == reading.trigger:
        return voice.cue  # "the bank forecasts growth of 2%", parsed as one noun
    for _ in range(OUTLOOK_STEPS):
        if shares_markers(word) or is_listed(word):
            word = joined_to(word) if is_listed(word) else word.head
            continue
        called = word.dep_ == "pobj" and word.head.head.i in cued  # "called for talks"
        if called or (word.dep_ in UPWARD and word.head.i in cued):
            return word
        behind = word.dep_ in BEHIND_PREPOSITIONS and hedges.reaches(word.head.head, word)
        if not behind and word.dep_ not in UPWARD:
            return None
        word = word.head.head if behind else word.head  # "expected to lead to a loss"
    return None


def is_denied_thing(reading: Reading, voice: Voice | None) -> bool:
    """Whether what is denied or refused was said or offered all the same: "rejects the proposal"."""
    if voice is None or voice.said.rule not in NOMINAL_RULES or reading.trigger.pos_ != "NOUN":
        return False
    return "communication" in vocabulary.classes(reading.trigger.lemma_.lower())


def stance_of(reading: Reading, voice: Voice | None, hedges: HedgeWords) -> str:
    """What the voice does with the event: asserts, denies or withholds it.

    "Did not believe" denies, "did not say", "declined to confirm" and "did not deny" withhold. What a noun in the
    content takes along ("the three people hurt") is taken for granted, whatever is said of the noun.
    """
    if voice is None or is_granted(reading.trigger):
        return ASSERTS
    words = set(cue_words(voice))
    negated = bool(words & hedges.negative) or any(word.endswith(("n't", "n’t")) for word in words)
    if not negated and not words & hedges.refusing:
        return DENIES if voice.said.stance == "deny" else ASSERTS
    signature = hedges.signatures.get(voice.said.cue.lemma.lower())
    raises = signature is not None and signature.level > CERTAIN and signature.negated != "unknown"
    if voice.said.stance != "deny" and (voice.said.rule == "infinitive" or raises):
        return DENIES
    return DENIES if voice.said.rule == "infinitive" else WITHHOLDS


def cue_words(voice: Voice) -> Iterator[str]:
    """The words of a cue, and the verbs that it is a complement of: "unable to confirm"."""
    yield from voice.said.cue.extent.text.lower().split()
    word = voice.cue
    for _ in range(OUTLOOK_STEPS):
        if word is None or word.dep_ != "xcomp":
            return
        word = word.head
        yield word.lemma_.lower()
        yield from (child.lower_ for child in word.children if child.dep_ in ("neg", "acomp"))
