"""Which words the place of an event hangs on: a place belongs to an event only if it hangs on one of them.

An adjunct ("in Paris") tells of the word that it hangs on. It is the event's if that is the trigger or
the counted noun, a verb that the trigger completes ("was found dead in Paris"), an event that takes part ("the blast
in Paris killed 12"), or what stands in such a place itself ("at a market in Paris").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.figures import VERBAL
from factx.language.grammar import ATTRIBUTIVE, PLACE_LABELS, SUBJECTS, agents

FROM_VERB = frozenset(("aux", "auxpass", "xcomp", "oprd", "acomp", "advcl", "conj", "pcomp", "dep"))
FROM_NOUN = frozenset(
    ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "compound", "nummod", "nmod", "amod", "conj", "npadvmod",
     "dative", "oprd", "acomp")
)  # fmt: skip
FROM_LINK = frozenset(("prep", "agent", "advmod", "prt", "pcomp", "npadvmod", "quantmod", "mark"))
LINK_TAGS = frozenset(("ADP", "SCONJ", "ADV", "PART"))
WITHIN_NOUN = frozenset(("nummod", "compound", "nmod", "quantmod", "appos", "amod"))
PARTICIPANTS = SUBJECTS | {"dobj", "attr"}
INNER = frozenset(("in", "at", "on", "during", "near", "outside", "inside", "by", "off", "of", "with", "amid", "since"))
LOCATIVE = frozenset(
    ("in", "at", "near", "off", "outside", "across", "around", "throughout", "inside", "on", "along", "within", "above",
     "beneath", "under", "over")
)  # fmt: skip
AFTER = frozenset(("after", "following", "from", "in", "by"))
MEANWHILE = frozenset(("when", "as", "while", "after", "where"))
SITES = frozenset(("location", "territory", "building", "structure", "artifact", "object"))
MEASURED_CLASSES = frozenset(("possession", "attribute", "quantity", "process", "condition"))
STEPS = 8


def anchors(trigger: Token, head: Token) -> frozenset[int]:
    """The positions of the words on which the place of an event may hang.

    Args:
        trigger: the event's trigger.
        head: the counted noun or the numeral; the trigger once more where nothing is counted.
    """
    found = {*above(trigger), *within_phrase(head)}
    for i in tuple(found):
        if trigger.doc[i].pos_ in VERBAL:
            found.update(noun.i for noun in happenings(trigger.doc[i], INNER))
            found.update(verb.i for verb in in_one_breath(trigger.doc[i]))
    return frozenset(found)


def scene(trigger: Token, anchored: frozenset[int]) -> frozenset[int]:
    """The words on which a place of the event may hang besides: what led to it, what it is said of.

    "killed 12 when they stormed a base in Paris", "the blast that hit Paris", "temperatures in Paris rose".
    """
    found = {*anchored, *(word.i for word in what_led_to_it(trigger, anchored))}
    for i in anchored:
        if trigger.doc[i].pos_ in VERBAL:
            subjects = (c for c in trigger.doc[i].children if c.dep_ in SUBJECTS and c.pos_ in ("NOUN", "NUM"))
            found.update(child.i for child in subjects)
            found.update(noun.i for noun in agents(trigger.doc[i]))
    return frozenset(found)


def what_led_to_it(trigger: Token, anchored: frozenset[int]) -> Iterator[Token]:
    """The event that a harm came of: "died after a crash on Monday", "when the boat sank", "the quake that struck"."""
    for i in anchored:
        word = trigger.doc[i]
        if word.pos_ in VERBAL:
            yield from happenings(word, AFTER)
            yield from clauses_beside(word)
        elif is_happening(word):
            yield from (c for c in word.children if c.dep_ in ("relcl", "acl") and c.i > word.i)


def clauses_beside(verb: Token) -> Iterator[Token]:
    """The clause that says when it happened, and the harm told before it: "12 died on Monday and 30 were hurt"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in MEANWHILE for c in child.children):
            if is_contrast(child):
                continue
            yield child
            yield from happenings(child, INNER)
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        yield verb.head
        yield from happenings(verb.head, INNER)


def is_contrast(clause: Token) -> bool:
    """Whether a clause sets another number beside: "most sits in Oslo, while $3bn is held in Paris"."""
    if not any(c.lower_ == "while" for c in clause.children):
        return False
    return any(t.like_num for c in clause.children if c.dep_ in SUBJECTS for t in c.subtree)


def in_one_breath(verb: Token) -> Iterator[Token]:
    """What is told of another figure in the same breath: "12 killed, 30 hurt in Paris"."""
    for child in verb.children:
        if child.dep_ == "xcomp":  # "died trying to reach Paris"
            yield child
            yield from (c for c in child.children if c.dep_ == "xcomp")
        elif child.dep_ in ("dep", "appos", "conj") and child.i > verb.i and child.pos_ in ("NOUN", "NUM"):
            yield from (c for c in child.children if c.dep_ == "acl" and c.tag_ == "VBN")
        elif child.dep_ in ("conj", "dep", "ccomp") and child.i > verb.i:
            subject = next((c for c in child.children if c.dep_ in SUBJECTS), None)
            counted = subject is not None and any(t.like_num for t in (subject, *subject.children))
            if counted or (subject is None and child.dep_ == "conj"):
                yield child


def above(word: Token) -> Iterator[int]:
    """The word and those above it, up to the verb of its clause and of the clauses that it completes."""
    for _ in range(STEPS):
        yield word.i
        if word.head == word or not goes_up(word):
            return
        word = word.head


def goes_up(word: Token) -> bool:
    """Whether what hangs on the word above tells of this word too."""
    if word.pos_ in VERBAL:
        own_subject = any(c.dep_ in SUBJECTS for c in word.children)
        if word.dep_ in ("acl", "relcl"):
            return tells_of_happening(word.head)  # "the blast in Paris that killed 12"
        return word.dep_ in FROM_VERB and not (own_subject and word.dep_ in ("advcl", "conj"))
    return word.dep_ in FROM_NOUN | FROM_LINK


def tells_of_happening(noun: Token) -> bool:
    """Whether a noun is something that happens, or a part of it: "an attack on a shop in Paris that killed 12"."""
    for _ in range(STEPS):
        if is_happening(noun):
            return True
        if noun.dep_ != "pobj" or noun.head.head.pos_ not in ("NOUN", "PROPN"):
            return False
        noun = noun.head.head
    return False


def within_phrase(noun: Token) -> Iterator[int]:
    """The noun and the nouns that it is a part of."""
    for _ in range(STEPS):
        yield noun.i
        if noun.dep_ not in WITHIN_NOUN or noun.head == noun:
            return
        noun = noun.head


def happenings(verb: Token, links: frozenset[str]) -> Iterator[Token]:
    """The events that take part in what a verb says: subject, agent, "in the blast"; behind one of these links."""
    for child in verb.children:
        if child.dep_ in PARTICIPANTS:
            nouns = [child, *(c for c in child.children if c.dep_ == "conj")]
        elif child.dep_ in ("prep", "agent") and child.lower_ in links:
            nouns = [c for c in child.children if c.dep_ == "pobj"]
        else:
            continue
        measured = child.dep_ in PARTICIPANTS
        yield from (noun for noun in nouns if is_happening(noun) or (measured and is_measured(noun)))


def is_measured(noun: Token) -> bool:
    """Whether a noun is something that has a value at a time: "profit", "the average temperature"."""
    return noun.pos_ == "NOUN" and bool(vocabulary.classes(noun.lemma_.lower()) & MEASURED_CLASSES)


def is_happening(noun: Token) -> bool:
    """Whether a noun is something that happens: "blast", "election"."""
    lemma = noun.lemma_.lower().rpartition("-")[2]
    return noun.pos_ in ("NOUN", "PROPN") and bool(vocabulary.classes(lemma) & vocabulary.HAPPENING)


def is_site(noun: Token) -> bool:
    """Whether a noun is somewhere: "market", "suburb", "base"."""
    return bool(vocabulary.classes(noun.lemma_.lower()) & SITES) or noun.ent_type_ in PLACE_LABELS


def governor(word: Token) -> Token:
    """The word that an adjunct hangs on, over its own noun phrase and prepositions."""
    for _ in range(STEPS):
        if word.head == word or (word.pos_ in VERBAL and word.dep_ != "prep"):
            return word
        is_link = word.dep_ in FROM_LINK or word.dep_ in ("pobj", "poss", *WITHIN_NOUN)
        if not is_link:
            return word
        owned = word.dep_ == "poss"
        word = word.head
        if owned or (word.pos_ not in LINK_TAGS and word.dep_ not in WITHIN_NOUN):
            return word
    return word


def places_it(word: Token, anchored: frozenset[int]) -> bool:
    """Whether a place name is where something with an anchor is: "in Paris", "at a Paris market", "Paris bombing"."""
    for _ in range(STEPS):
        over = word.head
        if word.dep_ in ("compound", "nmod") and over.i in anchored and is_happening(over):
            return True
        stands_in = word.dep_ == "pobj" and over.lower_ in LOCATIVE
        if stands_in:
            over = governor(over) if over.head.pos_ in LINK_TAGS else over.head
            if over.i in anchored:
                return True
        if over == word or not leads_on(word, over, stands_in=stands_in):
            return False
        word = over.head if word.dep_ == "pobj" and not stands_in else over
    return False


def leads_on(word: Token, over: Token, *, stands_in: bool) -> bool:
    """Whether what a place name hangs on can stand in that place itself; "at US media giant Acme" is not in the US."""
    if stands_in:
        return over.dep_ in ("pobj", "appos", "conj", "compound")
    if word.dep_ == "pobj":
        return over.lower_ == "of"
    return is_site(over) if word.dep_ in ATTRIBUTIVE else word.dep_ in ("appos", "conj")
