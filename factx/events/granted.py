"""What is taken for granted: told along the way, whatever the sentence makes of what it says."""

from __future__ import annotations

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.figures import Figure, priced_thing
from factx.events.readings import Reading
from factx.language.grammar import SUBJECTS, child_of, has_subject, is_infinitive

KNOWN_WAYS = frozenset(("how", "why", "where", "when", "who"))
AMOUNTS = frozenset(("many", "much", "to"))
THING_CLASSES = frozenset(("artifact", "location", "structure", "food", "animal"))
DONE_OR_HAPPENED = frozenset(("act", "event"))
TOLD_OR_THOUGHT = DONE_OR_HAPPENED | {"communication", "cognition"}  # "the 9% forecast"
KNOWING = frozenset(("the", "this", "these", "that", "his", "her", "their", "its"))
COMING_TRUE = frozenset((
    "happen", "occur", "take", "confirm", "report", "verify", "prove", "establish", "rule", "expect", "fear", "plan",
    "prevent", "avert", "avoid", "stop", "deny", "allow", "order", "schedule", "set", "delay", "postpone", "halt",
    "suspend", "block", "consider", "approve", "seek", "demand", "want", "threaten", "begin", "start",
))  # fmt: skip
LINKING = frozenset(("connect", "link", "relate", "tie", "connection"))
DONE_HARM = frozenset(("killed", "wounded", "casualties", "arrested", "kidnapped"))
ABOUT = frozenset(("behind", "after", "over", "in", "following", "since"))


def is_stated(noun: Token, clause: Token | None) -> bool:
    """Whether a noun is what a clause is said to be: "our estimate is that dozens were removed"."""
    return noun.dep_ == "nsubj" and noun.pos_ == "NOUN" and clause is not None and clause.dep_ == "ccomp"


def is_known(noun: Token) -> bool:
    """Whether a noun names a deed as known: "those behind the killing of 20", whoever investigates them."""
    definite = any(c.lower_ in ("the", "this", "these") and c.dep_ == "det" for c in noun.children)
    about = noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ in ABOUT
    return about and definite and bool(vocabulary.classes(noun.lemma_.lower()) & DONE_OR_HAPPENED)


def is_topic(noun: Token) -> bool:
    """Whether a deed is what a negative clause is about, and so was done: "the murder of six was never solved"."""
    verb = noun.head
    definite = any(c.dep_ in ("det", "poss") and c.lower_ in KNOWING for c in noun.children)
    if noun.pos_ != "NOUN" or noun.dep_ not in SUBJECTS or not definite or verb.lemma_.lower() in COMING_TRUE:
        return False
    return any(c.dep_ == "neg" for c in verb.children) and not any(c.dep_ == "acomp" for c in verb.children)


def is_given(reading: Reading, figure: Figure | None) -> bool:
    """Whether harm is spoken of as known: "denied a link to the killing of 12", "no word on the 11 detainees"."""
    noun = reading.trigger
    if reading.type not in DONE_HARM or noun.pos_ != "NOUN" or not any(c.lower_ in KNOWING for c in noun.children):
        return False
    if figure is None or noun in figure.nodes:
        return figure is not None
    return is_linked_to(noun) or (figure.head.i < noun.head.i and is_spoken_of(noun))  # not "the toll may reach 12"


def is_linked_to(noun: Token) -> bool:
    """As in "was linked to the death of a pilot": whether it is so or not, the pilot died."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("to", "with") and noun.head.head.lemma_.lower() in LINKING


def is_spoken_of(noun: Token) -> bool:
    """As in "suggested that the arrest of two men was an answer": said is what the deed was, not that it was."""
    verb = noun.head
    called = child_of(verb, "oprd") is not None  # "is considered a success"
    if noun.dep_ not in SUBJECTS or (verb.lemma_.lower() in COMING_TRUE and not called) or child_of(verb, "acomp"):
        return False
    return all(c.lower_ in ("must", "should") for c in verb.children if c.tag_ == "MD")


def is_presupposed(word: Token) -> bool:
    """Whether a clause asks how or by whom something was done that is taken for known: "asked how he stole $5m"."""
    first = word.left_edge
    asked = first.lower_ in KNOWN_WAYS and first.i < word.i and word.dep_ in ("ccomp", "pcomp")
    asked = asked and word.head.lemma_ != "be"  # "it is unclear how"
    undone = is_infinitive(word) or any(c.tag_ == "MD" for c in word.children)
    return asked and not undone and first.nbor(1).lower_ not in AMOUNTS


def is_property(reading: Reading, figure: Figure | None) -> bool:
    """Whether a figure is a size or price that a thing has, whatever is said of the thing: "demand the 9-acre site"."""
    trigger = reading.trigger
    nominal = trigger.pos_ in ("NOUN", "PROPN")
    if figure is None or figure.quantity.kind == "count" or not nominal:
        return False
    if trigger.i <= figure.head.i:
        return trigger == priced_thing(figure)
    classes = vocabulary.classes(trigger.lemma_.lower())
    before = [c for c in trigger.children if c.i < figure.start]
    known = any(c.dep_ == "det" and c.lower_ == "the" for c in before)
    known = known and not any(c.tag_ == "VBN" for c in before)  # "the proposed $5m settlement"
    return trigger in figure.nodes and bool(classes & THING_CLASSES or (known and not classes & TOLD_OR_THOUGHT))


def is_granted(trigger: Token) -> bool:
    """Whether a noun takes the event along ("the people hurt"); of "reports that 12 died" the reports may be false.

    So does a joined verb: "the guns that killed 14 and wounded 22".
    """
    while trigger.dep_ == "conj" and trigger.pos_ == trigger.head.pos_ == "VERB" and not has_subject(trigger):
        trigger = trigger.head
    clause = any(child.dep_ in ("mark", "nsubj", "nsubjpass") for child in trigger.children)
    return trigger.dep_ in ("amod", "relcl") or (trigger.dep_ == "acl" and not clause)
