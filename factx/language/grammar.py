"""What the tree says of one word: passive, negated, with what subject, object and agent. Asked here and nowhere else.

The words are tokens of `Text.doc`, whose parse is mended; `Text` asks the same by the number of a token.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PASSIVE_MARKS = frozenset(("auxpass", "nsubjpass"))
AUXILIARIES = frozenset(("aux", "auxpass"))
CLAUSE_SUBJECTS = SUBJECTS | {"expl", "csubj"}
COMMON_NOUNS = frozenset(("NN", "NNS"))
PROPER_NOUNS = frozenset(("NNP", "NNPS"))
ANY_NOUN = COMMON_NOUNS | PROPER_NOUNS
BARE_CLAUSES = frozenset(("acl", "advcl"))
SAID_OF_NOUN = frozenset(("oprd", "acomp"))
MODIFYING = frozenset(("amod", "compound", "nmod", "nummod"))  # how a word before a noun hangs on it
ATTRIBUTIVE = MODIFYING | {"poss"}
FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP"))  # verbs that have a tense of their own
TENSED_TAGS = FINITE_TAGS | {"MD"}
VERB_TAGS = TENSED_TAGS | {"VB", "VBG", "VBN"}
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))  # of named entities
TIME_LABELS = frozenset(("DATE", "TIME"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
CONDITIONS = frozenset(("if", "unless"))
PAST = frozenset(("VBD", "VBN"))
INFINITIVES = frozenset(("xcomp", "ccomp", "acl", "advcl"))


def child_of(word: Token, *deps: str) -> Token | None:
    """The first child of a word with one of these dependency labels."""
    return next((child for child in word.children if child.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Whether a verb is a passive: "was told", "the man hurt in the fire", "was found hurt"."""
    labels = {child.dep_ for child in verb.children}
    if labels & PASSIVE_MARKS or verb.tag_ != "VBN":
        return bool(labels & PASSIVE_MARKS)
    return verb.dep_ in SAID_OF_NOUN or (verb.dep_ in BARE_CLAUSES and not labels & {"aux", "nsubj"})


def is_negated(word: Token) -> bool:
    """Whether a negation hangs on the word itself: "did not die", "never"."""
    return child_of(word, "neg") is not None


def is_infinitive(word: Token) -> bool:
    """Whether a clause below another is "to raise", "to be raised"."""
    return word.dep_ in INFINITIVES and any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)


def has_object(verb: Token) -> bool:
    """Whether a verb has an object of its own."""
    return child_of(verb, "dobj") is not None


def shares_object(verb: Token) -> bool:
    """Whether an active verb has its object in common with one joined to it: "shot and killed a guard"."""
    last = verb
    while (after := next((c for c in last.children if c.dep_ == "conj" and c.i > last.i), None)) is not None:
        alike = after.tag_ == verb.tag_ or {after.tag_, verb.tag_} <= PAST
        if not alike or has_subject(after) or is_passive(after):
            return False
        thing = child_of(after, "dobj")
        if thing is not None and (thing.tag_ != "NN" or list(thing.children)):
            return not is_passive(verb)  # not "kidnapped and taken hostage"
        last = after
    return False


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own, of an active or a passive."""
    return child_of(verb, *SUBJECTS) is not None


def auxiliaries(verb: Token) -> Iterator[Token]:
    """The auxiliaries of a verb, in order: "has", "been"."""
    return (child for child in verb.children if child.dep_ in AUXILIARIES)


def agents(verb: Token) -> Iterator[Token]:
    """The nouns that stand for who did it below a passive: "by Rao"."""
    for by in verb.children:
        if by.dep_ == "agent":
            yield from (noun for noun in by.children if noun.dep_ == "pobj")
