"""Who and what takes part in an event beside the counted: place, cause, actor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from factx.events.figures import VERBAL, Figure
from factx.events.lexicon import Lexicon
from factx.events.readings import RELATIVE, Reading
from factx.model import PlaceMention, TextSpan

PLACES = frozenset(("GPE", "LOC", "FAC"))
LOCATIVE = frozenset(("in", "at", "near", "off", "outside", "across", "around", "throughout", "inside", "on", "along"))
TAIL = frozenset(("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis"))
REACH = 40
STATED = 6  # a statement's place is only what stands behind a preposition of place


@dataclass(frozen=True, slots=True)
class Places:
    """The place names of a Doc, in order, with the first token of each."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, doc: Doc) -> Places:
        spans = tuple(ent for ent in doc.ents if ent.label_ in PLACES)
        return cls(spans, tuple(span.start for span in spans))

    def around(self, first: int, last: int) -> Sequence[Span]:
        """The place names that start within [first, last)."""
        return self.spans[bisect_left(self.starts, first) : bisect_left(self.starts, last)]


def find_place(reading: Reading, figure: Figure | None, places: Places, barred: range) -> PlaceMention | None:
    """The nearest place name of the sentence that stands where something happens; else one that modifies a noun.

    `barred` are tokens (of the source) in which no place of the event stands.
    """
    trigger = reading.trigger
    sentence = trigger.sent
    best: tuple[int, Span] | None = None
    for span in places.around(max(sentence.start, trigger.i - REACH), min(sentence.end, trigger.i + REACH)):
        if span.start in barred or (figure is not None and figure.start <= span.start < figure.end):
            continue
        distance = abs(span.start - trigger.i) + (0 if span.start > trigger.i else 8) + penalty(span)
        if figure is not None and hangs_on(span, figure):
            distance = 0
        if best is None or distance < best[0]:
            best = (distance, span)
    if best is None or (figure is None and penalty(best[1]) > STATED):
        return None
    span = best[1]
    return PlaceMention(TextSpan(span.start_char, span.end_char, span.text))


def hangs_on(span: Span, figure: Figure) -> bool:
    """Whether a place belongs to one figure alone: "killed 4 in Haiti and 2 in Cuba"."""
    preposition = span.root.head
    return span.root.dep_ == "pobj" and preposition.lower_ in LOCATIVE and preposition.head == figure.head


def penalty(span: Span) -> int:
    """How unlike a place of an event a name stands: none behind a preposition of place."""
    word = span.root
    if word.dep_ == "pobj" and word.head.lower_ in LOCATIVE:
        return 0
    if word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.dep_ == "pobj":
        return 1
    if word.dep_ == "appos":
        return 6
    return 20 if word.dep_ in ("compound", "poss", "nmod") else 30


def find_cause(reading: Reading, lexicon: Lexicon) -> TextSpan | None:
    """What brought the event about: "as a result of …", the blast that kills, the crash in which one dies."""
    noun = next(causes(reading, lexicon), None) or stated_cause(reading.trigger)
    return phrase(noun) if noun is not None else None


def stated_cause(trigger: Token) -> Token | None:
    """What stands behind the next "because of" or "due to" of the sentence, wherever the parser hangs it."""
    doc = trigger.doc
    for i in range(trigger.i + 1, min(len(doc) - 1, trigger.i + REACH)):
        if doc[i].is_sent_start:
            return None
        if (doc[i].lower_, doc[i + 1].lower_) in (("because", "of"), ("due", "to")):
            noun = object_of_preposition(doc[i]) or object_of_preposition(doc[i + 1])
            return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None
    return None


def causes(reading: Reading, lexicon: Lexicon) -> Iterator[Token]:
    events = lexicon.things["cause"]
    words = (reading.trigger,) if reading.trigger == reading.clause else (reading.trigger, reading.clause)
    for word in words:
        for preposition in word.children:
            if preposition.dep_ not in ("prep", "agent", "advmod", "amod", "pcomp"):
                continue
            noun = object_of_preposition(preposition)
            if noun is None:
                continue
            inside = preposition.dep_ != "agent" and noun.lemma_.lower() in lexicon.things["structure"]
            if said_causal(preposition, noun) or (noun.lemma_.lower() in events and not inside):
                yield noun
        subject = subject_of_action(word)
        if subject is not None and subject.lemma_.lower() in events:
            yield subject


def said_causal(preposition: Token, noun: Token) -> bool:
    """As in "due to", "because of", "as a result of"."""
    if preposition.lower_ in ("due", "because"):
        return noun.pos_ in ("NOUN", "PROPN")
    result = noun.head.head if noun.head.lower_ == "of" else noun
    return preposition.lower_ == "as" and result.lemma_.lower() in ("result", "consequence")


def object_of_preposition(preposition: Token) -> Token | None:
    """The noun of a preposition; of "as a result of X" and "in the wake of X" it is X."""
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None:
        inner = next((c for c in preposition.children if c.dep_ in ("prep", "pcomp")), None)
        noun = next((c for c in inner.children if c.dep_ == "pobj"), None) if inner is not None else None
    if noun is not None and noun.lemma_.lower() in ("result", "wake", "consequence", "aftermath", "course"):
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return noun


def subject_of_action(verb: Token) -> Token | None:
    """The subject of an active verb; a participle's is its main clause's, a relative's the noun it modifies."""
    if verb.pos_ not in VERBAL or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return None
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if own is not None and own.lower_ not in RELATIVE:
        return own
    if own is not None or verb.dep_ == "relcl":
        return verb.head if verb.dep_ == "relcl" else None
    if verb.dep_ == "acl":
        return verb.head if verb.tag_ == "VBG" else None
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in VERBAL:
        return next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return None


def find_actor(reading: Reading, figure: Figure | None, lexicon: Lexicon) -> TextSpan | None:
    """Who did it: the subject of the active verb, or the agent behind "by"."""
    for preposition in reading.trigger.children:
        if preposition.dep_ == "agent":
            noun = object_of_preposition(preposition)
            if noun is not None and noun.lemma_.lower() not in lexicon.things["cause"] and noun.tag_ != "VBG":
                return phrase(noun, bare=True)
    subject = subject_of_action(reading.trigger)
    if subject is None or subject.lemma_.lower() in lexicon.things["cause"] or subject.lower_ in ("it", "there"):
        return None
    if figure is not None and subject.left_edge.i <= figure.head.i <= subject.right_edge.i:
        return None
    return phrase(subject, bare=True) if subject.pos_ in ("NOUN", "PROPN") else None


def phrase(noun: Token, *, bare: bool = False) -> TextSpan:
    """The noun phrase of a word, without relative clauses, appositions and coordinated parts.

    Args:
        bare: without prepositions too, but for "of": where someone is does not belong to who he is.
    """
    cut = [c.left_edge.i for c in noun.children if c.i > noun.i and (c.dep_ in TAIL or (bare and is_adjunct(c)))]
    start, end = noun.left_edge.i, min([noun.right_edge.i + 1, *cut])
    end = max(end, noun.i + 1)
    while noun.doc[end - 1].is_space:
        end -= 1
    span = noun.doc[start:end]
    return TextSpan(span.start_char, span.end_char, span.text)


def is_adjunct(word: Token) -> bool:
    return word.dep_ == "prep" and word.lower_ != "of"
