"""Who and what takes part in an event beside the counted: place, cause, actor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from factx.events.adjuncts import LOCATIVE, anchors, is_site, places_it, scene
from factx.events.figures import TIES, VERBAL, Figure, text_of
from factx.events.lexicon import Lexicon
from factx.events.readings import Reading
from factx.language.grammar import ATTRIBUTIVE, PLACE_LABELS, RELATIVE, agents, is_passive
from factx.model import PlaceMention, TextSpan

TAIL = frozenset(("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis"))
PLACE_REACH = 40
SHUTTING = frozenset(")]”’\"'%")
CLOCK = frozenset(("a.m.", "p.m.", "am", "pm", "gmt", "noon"))
LABEL_TOKENS = 6  # tokens of a label before its colon
PENALTY_BEFORE = 8  # so much farther is a place that stands before


@dataclass(frozen=True, slots=True)
class Places:
    """The place names of a Doc, in order, with the first token of each."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, doc: Doc) -> Places:
        spans = tuple(ent for ent in doc.ents if ent.label_ in PLACE_LABELS)
        return cls(spans, tuple(span.start for span in spans))

    def around(self, first: int, last: int) -> Sequence[Span]:
        """The place names that start within [first, last)."""
        return self.spans[bisect_left(self.starts, first) : bisect_left(self.starts, last)]


def find_place(reading: Reading, figure: Figure | None, places: Places, barred: range) -> PlaceMention | None:
    """The place name of the sentence in which the text says that this happened; the nearest of several.

    A name that only stands near is none: a nationality, an origin, a seat, a comparison, the place of something else.
    `barred` are tokens (of the source) in which no place of the event stands.
    """
    trigger = reading.trigger
    sentence = trigger.sent
    anchored = scene(trigger, anchors(trigger, figure.head if figure is not None else trigger) | {reading.clause.i})
    best: tuple[int, Span] | None = None
    for span in places.around(max(sentence.start, trigger.i - PLACE_REACH), min(sentence.end, trigger.i + PLACE_REACH)):
        if span.start in barred or is_clock(span) or (figure is not None and figure.start <= span.start < figure.end):
            continue
        if not (follows(span, reading, figure) or places_it(span.root, anchored)):
            continue
        distance = distance_to(span, trigger, figure)
        if best is None or distance < best[0]:
            best = (distance, span)
    found = best[1] if best is not None else labelled(figure, places)
    return PlaceMention(text_of(found)) if found is not None else None


def is_clock(span: Span) -> bool:
    """Whether a place only says whose time it is: "at 8:25 a.m. in Istanbul"."""
    before = [token.lower_ for token in span.doc[max(0, span.start - 2) : span.start]]
    return before[-1:] in (["in"], ["at"]) and before[0] in CLOCK


def labelled(figure: Figure | None, places: Places) -> Span | None:
    """The place that a label before the figure names: "Texas restaurant: 22 dead"."""
    if figure is None or figure.start == 0 or figure.head.doc[figure.start - 1].text != ":":
        return None
    start = figure.head.doc[figure.start - 1].sent.start
    named = places.around(max(start, figure.start - LABEL_TOKENS), figure.start - 1)
    return named[0] if len(named) == 1 and named[0].start == start else None


def follows(span: Span, reading: Reading, figure: Figure | None) -> bool:
    """Whether a preposition of place right behind the trigger or the figure leads to the name, whatever the parse."""
    doc, at = span.doc, span.start - 1
    while at > 0 and doc[at].lower_ in ("the", "central", "northern", "southern", "eastern", "western"):
        at -= 1
    ends = {reading.trigger.i + 1, reading.trigger.i + 2} | ({figure.end} if figure is not None else set())
    stands = span.root.dep_ not in ATTRIBUTIVE or is_site(span.root.head)  # not "cut back on the US dollar"
    return at in ends and doc[at].lower_ in LOCATIVE and stands


def distance_to(span: Span, trigger: Token, figure: Figure | None) -> int:
    """How far a name stands from trigger or figure; one behind belongs rather than one before."""
    if figure is not None and hangs_on(span, figure):
        return 0
    ends = [trigger.i] if figure is None else [trigger.i, figure.head.i]
    return min(abs(span.start - end) + (0 if span.start > end else PENALTY_BEFORE) for end in ends)


def hangs_on(span: Span, figure: Figure) -> bool:
    """Whether a place belongs to one figure alone: "killed 4 in Haiti and 2 in Cuba"."""
    preposition = span.root.head
    return span.root.dep_ == "pobj" and preposition.lower_ in LOCATIVE and preposition.head == figure.head


def find_cause(reading: Reading, lexicon: Lexicon) -> TextSpan | None:
    """What brought the event about: "as a result of …", the blast that kills, the crash in which one dies."""
    noun = next(causes(reading, lexicon), None) or stated_cause(reading.trigger)
    return phrase(noun) if noun is not None else None


def stated_cause(trigger: Token) -> Token | None:
    """What stands behind the next "because of" or "due to" of the sentence, wherever the parser hangs it."""
    doc = trigger.doc
    for i in range(trigger.i + 1, min(len(doc) - 1, trigger.i + PLACE_REACH)):
        if doc[i].is_sent_start:
            return None
        if (doc[i].lower_, doc[i + 1].lower_) in (("because", "of"), ("due", "to")):
            noun = object_of_preposition(doc[i]) or object_of_preposition(doc[i + 1])
            return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None
    return None


def causes(reading: Reading, lexicon: Lexicon) -> Iterator[Token]:
    """The nouns that may be what did it, first those that hang on the trigger."""
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
    if verb.pos_ not in VERBAL or is_passive(verb):
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
    for noun in agents(reading.trigger):
        if noun.lemma_.lower() not in lexicon.things["cause"] and noun.tag_ != "VBG":
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
    return text_of(phrase_words(noun, bare=bare))


def phrase_words(noun: Token, *, bare: bool = False) -> Span:
    """The same as tokens."""
    cut = [c.left_edge.i for c in noun.children if c.i > noun.i and (c.dep_ in TAIL or (bare and is_adjunct(c)))]
    start, end = noun.left_edge.i, min([noun.right_edge.i + 1, *cut])
    end = max(end, noun.i + 1)
    while noun.doc[end - 1].is_space:
        end -= 1
    return noun.doc[start:end]


def without_clauses(span: Span, noun: Token) -> Span:
    """A noun phrase up to what a clause tells of one of its nouns: "takeover of Acme (ACME.L), whose shares fell"."""
    cut = min((t.left_edge.i for t in span if t.i > noun.i and t.dep_ == "relcl"), default=span.end)
    while cut > noun.i + 1 and span.doc[cut - 1].is_punct and span.doc[cut - 1].text not in SHUTTING:
        cut -= 1
    return span.doc[span.start : max(cut, noun.i + 1)] if cut < span.end else span


def is_unit(word: Token, figure: Figure) -> bool:
    """Whether a word is the unit of the figure, or tied to another number: "an 88-volt, 5-kilowatt motor"."""
    tied = word.i > 1 and word.nbor(-1).text in TIES and word.nbor(-2).like_num
    return tied or word.i in figure.unit_words or word.lemma_.lower() in (figure.quantity.unit or "").split()


def phrase_without(noun: Token, figure: Figure) -> TextSpan:
    """The noun phrase of what a figure is a value of, without the figure: "a reward" of "a reward of up to $9,000"."""
    span = without_clauses(phrase_words(noun, bare=True), noun)
    if not span.start <= figure.head.i < span.end:
        return text_of(span)
    if figure.head.i < noun.i:
        first = max(figure.end, figure.head.i + 1)
        first = next((i + 1 for i in range(noun.i - 1, first - 1, -1) if noun.doc[i].text == ")"), first)
        inside = range(first, noun.i)
        start = next((i for i in inside if noun.doc[i].is_alpha and not is_unit(noun.doc[i], figure)), noun.i)
        return text_of(noun.doc[start : span.end])
    cut = min((c.left_edge.i for c in noun.children if c.i > noun.i), default=noun.i + 1)
    return text_of(noun.doc[span.start : max(noun.i + 1, cut)])


def is_adjunct(word: Token) -> bool:
    return word.dep_ == "prep" and word.lower_ != "of"
