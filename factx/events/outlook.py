"""What the words above a trigger make of it, from the trigger up: modals, adverbs, negations, governing words.

Each word has its say, then what the word that governs it makes of its complement (Karttunen's signatures: "fail to"
turns it round, "expect to" leaves it open). Which words do what stands in `rules.toml`; a word that it does not name
leaves an infinitive open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.granted import is_known, is_presupposed, is_stated, is_topic
from factx.events.readings import Reading
from factx.events.schema import Hedges
from factx.language.grammar import (
    CONDITIONS,
    TENSED_TAGS,
    auxiliaries,
    has_subject,
    is_infinitive,
    is_negated,
    is_passive,
)

UPWARD = frozenset(("xcomp", "ccomp", "oprd", "acomp", "attr", "pcomp", "dobj", "nsubj", "nsubjpass"))
BEHIND_PREPOSITIONS = frozenset(("pobj", "pcomp"))
SHARED_MARKERS = frozenset(("aux", "mark", "advmod"))
BASE_FORMS = frozenset(("VB", "VBP"))
MARKERS = frozenset(("aux", "advmod", "neg", "amod", "mark", "det", "cc", "preconj", "acomp"))
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj"))
NOTHING = frozenset(("nobody", "none", "nothing", "neither"))
GUESSES = frozenset(("by", "in", "on"))
FUTURE_IN_PAST = frozenset(("would", "'d", "’d"))
HEDGING = frozenset(("VERB", "AUX", "ADJ", "ADV"))
NEARLY = frozenset(("nearly", "almost"))
MULTIPLYING = frozenset(("double", "triple", "treble", "quadruple", "quintuple", "halve"))
LEVELS = ("certain", "probable", "possible", "unknown")
CERTAIN, PROBABLE, POSSIBLE, UNKNOWN = range(4)
OUTLOOK_STEPS = 5


@dataclass(frozen=True, slots=True)
class Signature:
    """What a word makes of what it governs: how sure it leaves it, whether it turns it round, and what "not" does."""

    level: int = CERTAIN
    flips: bool = False
    negated: str = "flip"
    finite: int = CERTAIN
    hearsay: bool = False

    def leaves(self, word: Token) -> int:
        """How sure it leaves a word below it: of a finite clause it may say more than of an infinitive or a thing."""
        return self.finite if is_finite(word) else self.level


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """The hedges of the rule file: levels of markers, words of negation, signatures of governing words by lemma."""

    levels: Mapping[str, int]
    negative: frozenset[str]
    signatures: Mapping[str, Signature]
    refusing: frozenset[str]
    outcomes: frozenset[str]
    reckonings: frozenset[str]
    asking: frozenset[str]
    results: frozenset[str]

    @classmethod
    def of(cls, hedges: Hedges) -> HedgeWords:
        signatures = {
            word: Signature(LEVELS.index(g.leaves), g.flips, g.negated, LEVELS.index(g.finite or g.leaves), g.hearsay)
            for g in hedges.governor
            for word in g.words.split()
        }
        levels = dict.fromkeys(hedges.probable.split(), PROBABLE) | dict.fromkeys(hedges.possible.split(), POSSIBLE)
        outcomes, refusing = frozenset(hedges.outcomes.split()), frozenset(hedges.refusing.split())
        reckonings, asking = frozenset(hedges.reckonings.split()), frozenset(hedges.asking.split())
        negative, results = frozenset(hedges.negative.split()), frozenset(hedges.results.split())
        return cls(levels, negative, signatures, refusing, outcomes, reckonings, asking, results)

    def guessed(self, preposition: Token) -> int:
        """The level of "by our estimate", "in his estimation"."""
        nouns = (c.lemma_.lower() for c in preposition.children if c.dep_ == "pobj")
        return max((PROBABLE for noun in nouns if noun in self.reckonings), default=CERTAIN)

    def reaches(self, above: Token, below: Token) -> bool:
        """Whether a word has a say in what stands behind its preposition: "fears for", "could lead to"."""
        return self.signature(above, below) is not None or f"{above.lemma_.lower()}_{below.head.lower_}" in self.results

    def signature(self, above: Token, below: Token | None = None) -> Signature | None:
        """What is known of a word that governs another; "call for" of the preposition between them too."""
        lemma = above.lemma_.lower()
        if below is not None and below.dep_ in BEHIND_PREPOSITIONS and below.head != above:
            return self.signatures.get(f"{lemma}_{below.head.lower_}")
        if lemma == "be":  # "it is not clear whether", "our estimate is that"
            state = next((c for c in above.children if c.dep_ == "acomp" or is_stated(c, below)), above)
            return self.signatures.get(state.lemma_.lower())
        return self.signatures.get(lemma) or self.signatures.get(above.lower_)


@dataclass(slots=True)
class Outlook:
    """How things stand on the way up: the lowest certainty so far, and whether it is turned round.

    told_in_past: whether it is told under a cue in the past, where "would" is what "will" was.
    """

    level: int = CERTAIN
    negative: bool = False
    told_in_past: bool = False
    settled: set[int] = field(default_factory=set)

    def lower(self, level: int) -> None:
        self.level = max(self.level, level)

    def flip(self) -> None:
        self.negative = not self.negative


def climb(word: Token, stop: frozenset[int], hedges: HedgeWords, outlook: Outlook) -> None:
    """Lets each word from the trigger up have its say, up to the cue of the attribution."""
    trigger, turned = word, settle(word, hedges, outlook)
    if turned:
        outlook.flip()
    if is_known(word) or is_topic(word):
        return
    for _ in range(OUTLOOK_STEPS):
        above = word.head
        if above == word or above.i in outlook.settled or is_presupposed(word):
            return
        if shares_markers(word):
            share(word, above, hedges, outlook)
            word = above
            continue
        behind = word.dep_ in BEHIND_PREPOSITIONS and hedges.reaches(above.head, word)
        if not (behind or governs(word)):
            return
        above = above.head if behind else above  # "fears for the safety of", "accused of killing"
        above = joined_to(word) if is_listed(word) else above
        if above.lower_ == "without":
            outlook.flip()
            return
        if above.i in stop:
            return
        governed(word, above, hedges, outlook, own=word == trigger)
        word = above


def governs(word: Token) -> bool:
    """Whether the word above has a say in what a word tells."""
    planned = word.dep_ == "acl" and word.tag_ == "VB"  # "a plan to cut 500 jobs"
    return is_listed(word) or planned or word.dep_ in UPWARD or word.head.lower_ == "for"


def shares_markers(word: Token) -> bool:
    """Whether what is said of the verb before holds of a joined one: "could storm the town and kill 12"."""
    above = word.head
    if word.dep_ != "conj" or word.pos_ not in VERBAL or above.pos_ not in VERBAL or has_subject(word):
        return False
    own = any(child.tag_ in TENSED_TAGS for child in auxiliaries(word))
    bare = above.tag_ == "VB" and word.lower_ == word.lemma_  # "to open a mill and cut 300 jobs"
    return not own and (bare or word.tag_ == above.tag_ or {word.tag_, above.tag_} <= BASE_FORMS)


def is_listed(word: Token) -> bool:
    """Whether a noun is joined to another one."""
    return word.dep_ == "conj" and word.pos_ == "NOUN"


def joined_to(noun: Token) -> Token:
    """What a noun is joined to, above the number before "and": "a profit of 3 cents per share and sales of $9m"."""
    word = noun.head
    while word.dep_ == "pobj" and (is_amount(word) or word.head.lower_ == "per") and word.head.head != word.head:
        word = word.head.head
    return word


def is_amount(word: Token) -> bool:
    """Whether a word is a number or is counted by one."""
    return any(letter.isdigit() for letter in word.text) or any(c.dep_ == "nummod" for c in word.children)


def share(word: Token, above: Token, hedges: HedgeWords, outlook: Outlook) -> None:
    """Counts in what stands before the first of two joined verbs; "not" only reaches over "or"."""
    outlook.settled.add(above.i)
    for child in above.children:
        told = child.lower_ in FUTURE_IN_PAST and outlook.told_in_past
        if child.i < above.i and child.dep_ in SHARED_MARKERS and not told:
            outlook.lower(max(hedges.levels.get(form, CERTAIN) for form in (child.lemma_.lower(), child.lower_)))
    choice = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in above.children)
    if choice and is_negated(above):
        outlook.flip()


def governed(word: Token, above: Token, hedges: HedgeWords, outlook: Outlook, *, own: bool) -> None:
    """What the word above makes of the word below; `own` where that is the trigger itself."""
    negated = settle(above, hedges, outlook)
    if is_infinitive(word) and any(is_yet_to(c) for c in above.children):
        outlook.flip()  # "have yet to be freed"
        return
    below = word if word.dep_ in ("ccomp", *BEHIND_PREPOSITIONS) else None
    signature = hedges.signature(above, below) if word.dep_ != "nsubj" else None
    if own and word.dep_ == "acomp" and signature is not None and signature.negated == "keep":
        signature = None  # who is not aware is not
    if signature is None:
        outlook.lower(PROBABLE if is_left_open(word, above, hedges) else CERTAIN)
        signature = Signature()
    elif is_hearsay(word, above, signature):
        outlook.lower(PROBABLE)
    if negated and signature.negated == "unknown" and is_negated(above):
        outlook.lower(UNKNOWN)
        return
    if not negated or signature.negated != "settle":
        outlook.lower(signature.leaves(word))
    if signature.flips and is_finite(word):
        return  # "twelve died, and the rebels prevented access", run together
    if signature.flips != (negated and signature.negated in ("flip", "settle")):
        outlook.flip()


def is_yet_to(adverb: Token) -> bool:
    """As in "have yet to be freed"; "Yet he had managed to flee" denies nothing."""
    return adverb.doc[adverb.i : adverb.i + 2].text.lower() == "yet to"


def is_left_open(word: Token, above: Token, hedges: HedgeWords) -> bool:
    """Whether an infinitive below a word without a signature is not told as done.

    It is done as the outcome ("rose 2p to close at 40p"), and where its subject is made to do it ("prompted 300
    families to flee").
    """
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in word.children)  # "were found to have fled"
    if not is_infinitive(word) or perfect or word.lemma_.lower() in hedges.outcomes:
        return False
    over = hedges.signature(above.head) if word.dep_ == "acl" and above.dep_ == "dobj" else None
    return over is None or over.level > CERTAIN


def settle(word: Token, hedges: HedgeWords, outlook: Outlook) -> bool:
    """Counts the markers on a word in; whether they negate it."""
    outlook.settled.add(word.i)
    negated, level = False, CERTAIN
    for child in word.children:
        if child.lower_ in FUTURE_IN_PAST and outlook.told_in_past:
            continue  # "said it would" tells what "says it will" did
        if child.dep_ in MARKERS:
            forms = {child.lemma_.lower(), child.lower_}
            level = max(level, *(hedges.levels.get(form, CERTAIN) for form in forms))
            negated ^= bool(forms & hedges.negative) or (child.lower_ == "longer" and child.nbor(-1).lower_ == "no")
            negated ^= is_near_miss(child, word)
        elif child.dep_ == "advcl" and any(c.lower_ in CONDITIONS for c in child.children):
            level = max(level, CERTAIN if negated else POSSIBLE)
        elif child.dep_ == "prep" and child.lower_ in GUESSES:
            level = max(level, hedges.guessed(child))
        elif child.dep_ in ARGUMENTS and word.pos_ in VERBAL:
            negated ^= child.lower_ in NOTHING or any(c.lower_ == "no" and c.dep_ == "det" for c in child.children)
    if is_purpose(word, hedges):
        level = max(level, PROBABLE)
    outlook.lower(CERTAIN if negated and level == PROBABLE else level)  # what would not be so is surely not so
    return negated


def is_near_miss(adverb: Token, verb: Token) -> bool:
    """As in "nearly killed": it did not happen; what nearly doubled rose all the same."""
    missed = adverb.lower_ in NEARLY and adverb.i == verb.i - 1 and verb.pos_ == "VERB"
    return missed and verb.lemma_.lower() not in MULTIPLYING


def is_finite(word: Token) -> bool:
    """Whether a clause has a verb of its own in the indicative; not "demanded that the boy be returned"."""
    if word.dep_ != "ccomp" or is_infinitive(word):
        return False
    first = next(auxiliaries(word), word)
    return (
        first.tag_ in TENSED_TAGS
        and not is_subjunctive(first, word)
        and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in word.children)
    )


def is_subjunctive(first: Token, word: Token) -> bool:
    """As in "demanded that the army release 12 boys": a verb without the ending that its subject asks for."""
    singular = any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in word.children)
    bare = first.tag_ == "VBP" and first.lower_ == first.lemma_  # not "England are"
    return bare and first == word and singular


def is_purpose(word: Token, hedges: HedgeWords) -> bool:
    """As in "went there to hide the money", "an offer to raise $9m": meant, not done; "rose 2p to close at" is done."""
    if not is_infinitive(word) or word.dep_ not in ("advcl", "acl") or word.lemma_.lower() in hedges.outcomes:
        return False
    known = [hedges.signature(above) for above in (word.head, word.head.head)]
    above = next((signature for signature in known if signature is not None), None)
    return above is None or above.level > CERTAIN


def is_hearsay(word: Token, above: Token, signature: Signature) -> bool:
    """As in "were said to have died": nobody says so himself."""
    return is_passive(above) and is_infinitive(word) and signature.hearsay


def beside(reading: Reading, figure: Figure, hedges: HedgeWords, outlook: Outlook) -> None:
    """Counts in the words between figure and trigger, and those on a trigger that is what is counted."""
    trigger = reading.trigger
    if trigger.pos_ == "NOUN" and trigger.lemma_.lower() in hedges.reckonings:
        outlook.lower(PROBABLE)  # "the 0.6% forecast"
    after = (c for c in trigger.children if c.dep_ == "acl" and c.tag_ == "VBN" and not list(c.children))
    signatures = (hedges.signature(c) for c in after)  # "12 deaths feared"
    outlook.lower(max((s.level for s in signatures if s is not None and not s.flips), default=CERTAIN))
    if trigger in figure.nodes:
        outlook.lower(
            max((hedges.levels.get(c.lower_, 0) for c in reading.trigger.children if c.dep_ == "amod"), default=0)
        )
    if 0 < reading.trigger.i - figure.end <= OUTLOOK_STEPS:
        for token in figure.head.doc[figure.end : reading.trigger.i]:
            if token.pos_ in HEDGING and not (token.dep_ == "amod" and token.head not in figure.nodes):
                outlook.lower(hedges.levels.get(token.lemma_.lower(), CERTAIN))
                signature = hedges.signature(token)
                outlook.lower(signature.level if signature and not signature.flips else CERTAIN)
