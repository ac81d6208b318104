"""On which side of the day of writing a date lies, as far as the verb that governs it tells by its tense.

-1 past, 1 to come, 0 nothing to tell by, 2 on the nearer side: what is told of it speaks for both.
"""

from __future__ import annotations

from spacy.tokens import Token

from factx.dates.schema import Directions

# How far up the parse the verb is looked for.
CLIMB = 8
PAST, AHEAD, OPEN, EITHER = -1, 1, 0, 2
PAST_AUXILIARIES = frozenset(("was", "were", "had", "did", "have", "has", "'ve", "’ve", "been"))

PRESENT_AUXILIARIES = frozenset(("is", "are", "'s", "’s", "'re", "’re", "be", "being"))


def direction_of(word: Token, words: Directions, *, headline: bool = False) -> int:
    """The direction of the clause that a word of a time expression stands in.

    Args:
        headline: whether it stands in a headline, where the present tense tells of the past.
    """
    hint = OPEN
    passed = False  # a verb without a tense of its own: "slipping to 2 percent on Monday"
    owns = any(t.dep_ == "case" for t in word.children)  # "Tuesday's talks"
    for _ in range(CLIMB):
        if word.pos_ in ("VERB", "AUX"):
            said = verb_direction(word, words, headline=headline)
            if passed and said == AHEAD and verb_is_present(word):
                said = OPEN
            passed = True
            if said is not None:
                if said == AHEAD and (owns or is_overtaken(word, words)):
                    return hint if verb_is_present(word) else EITHER
                return hint if hint == AHEAD and word.tag_ != "VBD" else said
        else:
            hint = hint or word_direction(word, words)
        if word.head == word or hint == PAST:
            break
        word = word.head
    return hint


def is_overtaken(verb: Token, words: Directions) -> bool:
    """Whether what was to come is spoken of as past: "the talks planned for Monday were called off"."""
    if verb.tag_ != "VBN" or any(t.dep_ in ("aux", "auxpass") for t in verb.lefts):
        return False
    above = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return above is not None and verb_direction(above, words, headline=False) == PAST


def word_direction(word: Token, words: Directions) -> int:
    """What a word on the way to the verb says: "until", "since", "the deadline", "due"."""
    lower = word.lower_
    if lower in words.since:
        return PAST
    if lower in words.until or lower in words.planned or word.lemma_.lower() in words.planned:
        return AHEAD
    return OPEN


def verb_direction(verb: Token, words: Directions, *, headline: bool) -> int | None:
    """What a verb says by its form; None if the verb above it decides ("left, killing two on Monday")."""
    helpers = {t.lower_ for t in verb.lefts if t.dep_ in ("aux", "auxpass")}
    is_planned = verb.lemma_.lower() in words.planned and all(t.dep_ != "prt" for t in verb.rights)  # "called off"
    if helpers & words.future or (helpers & words.modal and "have" not in helpers):
        return AHEAD
    if "to" in helpers:
        return infinitive(verb, words)
    if verb.tag_ == "VBN" and not helpers & PRESENT_AUXILIARIES:
        return AHEAD if is_planned and "had" not in helpers else PAST
    if verb.tag_ == "VBD" or helpers & PAST_AUXILIARIES:
        return AHEAD if is_planned and verb.lower_ != "planned" and has_infinitive(verb) else PAST
    if verb.tag_ == "VBG":
        return AHEAD if helpers or is_planned else None
    if verb.tag_ == "VBN":
        return AHEAD if is_planned else PAST if headline else OPEN
    return present(verb, words, headline=headline)


def verb_is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP")


def has_infinitive(verb: Token) -> bool:
    return any(t.dep_ == "xcomp" for t in verb.rights)


def infinitive(verb: Token, words: Directions) -> int | None:
    """ "agreed to meet on Monday" lies ahead; "failed to meet on Monday" lies where the verb above does."""
    head = verb.head
    if head == verb or head.lemma_.lower() in words.planned or head.lower_ in words.planned:
        return AHEAD
    return None


def present(verb: Token, words: Directions, *, headline: bool) -> int:
    if headline or (verb.lower_ in words.unchanged and any(t.dep_ == "nsubj" for t in verb.lefts)):
        return PAST
    if verb.lemma_.lower() in words.speech:
        return OPEN
    return AHEAD if verb.tag_ in ("VBZ", "VBP", "VB") else OPEN
