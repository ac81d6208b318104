"""On which side of the day of writing a date lies, as far as the verb that governs it tells by its tense.

-1 past, 1 to come, 0 nothing to tell by, 2 on the nearer side: what is told of it speaks for both.
"""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from factx.dates.schema import Directions

# Words behind a date within which what happened then is told: "on Wednesday when a boat sank".
WORDS_BEHIND = 3
# Words between a possessive and the noun it belongs to, that noun included.
WORDS_POSSESSED = 4
# Words before a date in which a number that is compared begins.
COMPARED_REACH = 8
# How far up the parse the verb is looked for.
STEPS_TO_VERB = 8
PAST, AHEAD, OPEN, EITHER = -1, 1, 0, 2
PAST_AUXILIARIES = frozenset(("was", "were", "had", "did", "have", "has", "'ve", "’ve", "been"))

PRESENT_AUXILIARIES = frozenset(("is", "are", "'s", "’s", "'re", "’re", "be", "being"))


def direction_of(word: Token, words: Directions, *, headline: bool = False) -> int:
    """The direction of the clause that a word of a time expression stands in.

    Args:
        headline: whether it stands in a headline or caption, where the present tense tells of the past.
    """
    if is_when_it_was(word) or is_of_the_telling(word):
        return PAST
    hint = OPEN
    at = word.i
    is_firm = is_subject = is_done = False
    passed = False  # a verb without a tense of its own: "slipping to 2 percent on Monday"
    is_aside = modifies(word) or follows_compared(word, words)
    below = word
    for _ in range(STEPS_TO_VERB):
        if word.pos_ in ("VERB", "AUX"):
            said = verb_direction(word, words, headline=headline)
            if passed and said == AHEAD and verb_is_present(word):
                said = OPEN
            passed = True
            if said == AHEAD and is_subject and verb_is_present(word):
                return hint  # "the raid on Friday marks a turn"
            if said == AHEAD and (is_aside or is_overtaken(word, words)):
                return hint if verb_is_present(word) else EITHER
            if said == PAST and is_foretold(word, below, words):
                return EITHER
            if said is not None:
                return weighed(said, hint, is_firm=is_firm, was=is_past(word, is_done=is_done))
        else:
            hint = hint or word_direction(word, words)
            is_firm = is_firm or word.lower_ in words.planned or word.lemma_.lower() in words.planned
            is_done = is_done or word.lower_ in words.done
            is_aside = is_aside or is_beyond(word, at, words)
        if word.head == word or hint == PAST:
            break
        is_subject = word.dep_ in ("nsubj", "nsubjpass") and word.i != at
        below, word = word, word.head
    return hint


def follows_compared(word: Token, words: Directions) -> bool:
    """Whether a date stands behind a number that is compared, whatever the parse: "to 28% from 32% in March"."""
    start = word.left_edge.i
    before = word.doc[max(0, start - COMPARED_REACH) : start]
    opens = next((t.i for t in reversed(before) if t.lower_ in words.compared), None)
    between = word.doc[opens + 1 : start] if opens is not None else before[:0]
    return any(t.tag_ == "CD" for t in between) and all(t.pos_ not in ("VERB", "AUX", "PUNCT") for t in between)


def is_beyond(word: Token, at: int, words: Directions) -> bool:
    """Whether a preposition on the way from a date stands before what may lie elsewhere: "from 32% in March"."""
    is_direct = any(t.i == at for t in word.children)
    return word.tag_ == "IN" and word.lower_ in (words.compared if not is_direct else frozenset()) | words.beyond


def weighed(said: int, hint: int, *, is_firm: bool, was: bool) -> int:
    """The direction by a verb and by what stands on the way to it: "was told of a deadline on Friday"."""
    if hint != AHEAD:
        return said
    if was:
        return EITHER if is_firm else said
    return AHEAD


def is_when_it_was(word: Token) -> bool:
    """Whether it is told what happened then: "come on top of five on Wednesday when a boat sank"."""
    for behind in word.doc[word.i + 1 : word.i + 1 + WORDS_BEHIND]:
        if behind.lower_ == "when":
            return behind.head.tag_ == "VBD"
        if behind.is_alpha:
            return False
    return False


def is_of_the_telling(word: Token) -> bool:
    """Whether a date stands behind a past verb and before the subject of what is told, whose verb the parse gives it
    to: "said on Monday he would", "told staff Friday she would"."""
    start = word.left_edge.i
    verb = next((t for t in islice(word.ancestors, STEPS_TO_VERB) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.i < start or verb.head.tag_ != "VBD":
        return False
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    between = word.doc[verb.head.i + 1 : start]
    is_between = subject is not None and verb.head.i < start and word.i < subject.left_edge.i
    return is_between and not any(t.is_punct or t.lower_ == "that" for t in between)


def is_foretold(verb: Token, below: Token, words: Directions) -> bool:
    """Whether a date belongs to what a past verb tells of the time to come: "forecast a loss in the third quarter"."""
    return verb.lemma_.lower() in words.foretelling and below.dep_ == "dobj"


def is_of_what_is_set(word: Token, words: Directions) -> bool:
    """Whether a date is that of something set beforehand, whatever the verb says: "voters for the Nov. 8 election"."""
    noun = (word.head if word.dep_ == "conj" else word).head
    if noun.tag_ == "IN":
        noun = noun.head
    if any(t.dep_ == "case" for t in word.children):
        noun = possessed(word)
    elif noun.tag_[:2] != "NN":
        noun = told_for(word) or noun
    is_over = noun.head.lemma_.lower() in words.decided or noun.head.lower_ in words.attended
    return noun is not word and noun.tag_[:2] == "NN" and noun.lemma_.lower() in words.scheduled and not is_over


def told_for(word: Token) -> Token | None:
    """The noun right before a date that something is for, whatever the parse: "went to Rio for the Games in August"."""
    noun = word.doc[max(0, word.left_edge.i - 2)]
    is_behind = word.head.tag_ == "IN" and word.head.i == word.left_edge.i - 1
    return noun if is_behind and noun.head.lower_ == "for" else None


def possessed(word: Token) -> Token:
    """The noun behind a possessive, whatever the parse: "November's presidential election"."""
    noun = word
    for behind in word.doc[word.i + 2 : word.i + 2 + WORDS_POSSESSED]:
        if behind.tag_[:2] not in ("NN", "JJ"):
            break
        noun = behind
    return noun


def is_promised(word: Token, words: Directions) -> bool:
    """Whether the verb or a word on the way to it makes a date one to come: "is payable Dec. 15", "will close"."""
    for step in (word, *islice(word.ancestors, STEPS_TO_VERB)):
        complements = [t for t in step.children if t.dep_ in ("acomp", "attr")]
        if any(t.lower_ in words.planned or t.lemma_.lower() in words.planned for t in (step, *complements)):
            return True
        if step.pos_ in ("VERB", "AUX"):
            return any(t.lower_ in words.future for t in helpers_of(step))
    return False


def is_sure(word: Token, words: Directions) -> bool:
    """Whether the verb leaves no doubt that a date is to come: "will close on Nov. 5", "the vote is on Nov. 5"."""
    verb = next((t for t in (word, *islice(word.ancestors, STEPS_TO_VERB)) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    helpers = {t.lower_ for t in helpers_of(verb)}
    return bool(helpers & words.sure) or is_arranged(verb, helpers, words) or is_timed(verb, words)


def is_timed(verb: Token, words: Directions) -> bool:
    """Whether a verb tells in the present tense, or behind a noun, of what goes by a timetable: "opens on Tuesday"."""
    is_told = verb_is_present(verb) and any(t.dep_ == "nsubj" for t in verb.lefts)
    return verb.lemma_.lower() in words.timed and (is_told or (verb.tag_ == "VBG" and verb.dep_ == "acl"))


def modifies(word: Token) -> bool:
    """Whether a date belongs to a noun behind it, which may be of another time: "Tuesday's talks", "the May vote"."""
    is_beside = word.dep_ in ("amod", "compound", "nmod", "nummod") and word.head.i > word.i
    return is_beside or any(t.dep_ == "case" for t in word.children)


def is_overtaken(verb: Token, words: Directions) -> bool:
    """Whether what was to come is spoken of as past: "the talks planned for Monday were called off"."""
    if verb.tag_ not in ("VBN", "VBG") or any(t.dep_ in ("aux", "auxpass") for t in verb.lefts):
        return False
    above = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return above is not None and verb_direction(above, words, headline=False) == PAST


def word_direction(word: Token, words: Directions) -> int:
    """What a word on the way to the verb says: "until", "since", "the deadline", "due", "the crash on Friday"."""
    lower = word.lower_
    if lower in words.since or (word.tag_ in ("NN", "NNS") and word.lemma_.lower() in words.befallen):
        return PAST
    if lower in words.until or lower in words.planned or word.lemma_.lower() in words.planned:
        return AHEAD
    return OPEN


def verb_direction(verb: Token, words: Directions, *, headline: bool) -> int | None:
    """What a verb says by its form; None if the verb above it decides ("left, killing two on Monday")."""
    if verb.lower_ in words.since:  # "according"
        return PAST
    helpers = {t.lower_ for t in helpers_of(verb)}
    is_planned = verb.lemma_.lower() in words.planned and all(t.dep_ != "prt" for t in verb.rights)  # "called off"
    if helpers & words.future or (helpers & words.modal and "have" not in helpers) or is_arranged(verb, helpers, words):
        return AHEAD
    if "to" in helpers:
        return AHEAD if headline else infinitive(verb, words)
    if verb.tag_ == "VBN" and not helpers & PRESENT_AUXILIARIES:
        if helpers and verb.lemma_.lower() not in words.appointed:  # "were called to the house on Monday"
            return PAST
        return AHEAD if is_planned and "had" not in helpers else PAST
    if verb.tag_ == "VBD" or helpers & PAST_AUXILIARIES:
        return PAST
    if verb.tag_ == "VBG":
        return AHEAD if helpers or is_planned or is_timed(verb, words) else None
    if verb.tag_ == "VBN":
        return AHEAD if is_planned else PAST if headline else OPEN
    if verb.tag_ == "VB" and verb.dep_ in ("ccomp", "xcomp") and not helpers and verb.head.tag_ in ("VBD", "VBN", "VB"):
        return None if all(t.dep_ != "mark" for t in verb.lefts) else AHEAD  # "saw it fall", "asked that he leave"
    return present(verb, words, headline=headline)


def helpers_of(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, and those that the parse hangs on one of them: "will be closed"."""
    own = [t for t in verb.lefts if t.dep_ in ("aux", "auxpass")]
    return own + [t for helper in own for t in helper.lefts if t.dep_ == "aux"]


def is_past(verb: Token, *, is_done: bool) -> bool:
    """Whether a verb is past by itself, by "did" or, of what is done by a day, by "have": "had left by Friday"."""
    helpers = {t.lemma_ for t in helpers_of(verb)} if is_done else set()
    return verb.tag_ == "VBD" or "have" in helpers or any(t.lower_ == "did" for t in helpers_of(verb))


def verb_is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP")


def infinitive(verb: Token, words: Directions) -> int | None:
    """ "agreed to meet on Monday" lies ahead; "failed to meet on Monday" lies where the verb above does."""
    head = verb.head
    if head == verb or head.lemma_.lower() in words.planned or head.lower_ in words.planned:
        return AHEAD
    return AHEAD if head.lemma_ == "be" and verb.dep_ == "xcomp" else None  # "the court was to rule on Monday"


def is_arranged(verb: Token, helpers: set[str], words: Directions) -> bool:
    """Whether the present tense gives the date of what is arranged: "the fair is on May 3", "is held in June"."""
    if verb.tag_ == "VBN":
        is_told = verb.lemma_.lower() in words.arranged and bool(helpers & PRESENT_AUXILIARIES)
        return is_told and not helpers & PAST_AUXILIARIES
    is_present = verb.lemma_ == "be" and verb_is_present(verb)
    return is_present and any(t.dep_ == "prep" and t.i == verb.i + 1 and t.lower_ in ("on", "in") for t in verb.rights)


def is_awaited(verb: Token, words: Directions) -> bool:
    """Whether a clause tells in the present tense of what is still to come: "when it reports results on Tuesday"."""
    is_opened = any(t.dep_ in ("advmod", "mark") and t.lower_ in words.awaited for t in verb.lefts)
    return verb_is_present(verb) and (is_opened or any(t.lemma_.lower() in words.released for t in verb.rights))


def is_perfect(word: Token) -> bool:
    """Whether the verb tells what had come about by a date: "have lost 5% through Friday", "had left by Friday"."""
    verb = next((t for t in islice(word.ancestors, STEPS_TO_VERB) if t.pos_ == "VERB"), None)
    return verb is not None and any(t.lemma_ == "have" for t in helpers_of(verb))


def is_said_then(word: Token, words: Directions) -> bool:
    """Whether a date is that of a past verb of speech: "said on Monday"."""
    verb = word.head.head if word.head.tag_ == "IN" else word.head
    return verb.tag_ == "VBD" and verb.lemma_.lower() in words.saying


def present(verb: Token, words: Directions, *, headline: bool) -> int:
    if headline or (verb.lower_ in words.unchanged and any(t.dep_ == "nsubj" for t in verb.lefts)):
        return PAST
    if verb.lemma_.lower() in words.speech and not is_awaited(verb, words):
        return OPEN
    return AHEAD if verb.tag_ in ("VBZ", "VBP", "VB") else OPEN
