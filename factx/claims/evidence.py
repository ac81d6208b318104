"""What speaks for or against printing an attribution as a row: readable signs, weighed in choice.py.

A sign is a short phrase ("cue say", "source cannot speak", "content infinitive"); which weight it has stands in
weights.toml. Signs come from the attribution, the words of cue, source and content, and from what lies around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from factx import words
from factx.events import Speech, Voice
from factx.language import Text
from factx.language.grammar import CLAUSE_SUBJECTS, COMMON_NOUNS, PROPER_NOUNS, SUBJECTS, TENSED_TAGS, auxiliaries
from factx.model import Attribution, Claim, Span

SHARE = re.compile(r"^(?:\D{0,20} )?[\d.]+ ?(?:%|per ?cent)")  # of those asked
PRONOUN_GROUPS = {
    **dict.fromkeys(("i", "me", "my"), "I"),
    **dict.fromkeys(("we", "us", "our"), "we"),
    **dict.fromkeys(("you", "your"), "you"),
    **dict.fromkeys(("he", "she", "his", "her"), "he or she"),
    **dict.fromkeys(("they", "their"), "they"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("who", "which", "that", "whom", "what", "whose"), "relative"),
}
OPENERS = frozenset(("that", "to", "what", "how", "why", "who", "if", "whether", "for", "where", "when", "which"))
LENGTHS = ((1, "one word"), (2, "two words"), (4, "up to 4 words"), (8, "up to 8 words"), (15, "up to 15 words"))
NAMING = frozenset(("NOUN", "PROPN"))
FULL_WORDS = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
OPINION = 3  # words in quotation marks that are more than a name
MORE, SEVERAL = 3, 2  # words for each figure that tell something and are no part of one
THOUGHTS = frozenset(("idea", "importance", "need", "possibility"))  # nouns of what is thought so
GOVERNED = frozenset(("xcomp", "ccomp", "pcomp", "advcl"))
WHOEVER = frozenset(whom + end for whom in ("any", "every", "no", "some") for end in ("one", "body"))
NOBODY_NAMED = WHOEVER | {"people", "person", "man", "one", "others", "some", "many", "most", "few", "all", "those"}
OPEN_CLAUSES = frozenset(("if", "unless", "whether", "when"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The attributions of a text and what they lie in.

    speech     the attributions with their words
    holders    ids of those that hold another one
    numerals   where the numerals of the figures start, in order
    told       the characters that the figures' claims tell: number, noun, event, place, day, cause
    """

    speech: Speech
    holders: frozenset[str]
    numerals: tuple[int, ...]
    told: frozenset[int]

    @classmethod
    def of(cls, speech: Speech, figures: Sequence[Claim]) -> Surroundings:
        """From the attributions of a text and the claims of its figures."""
        return cls(
            speech,
            frozenset(voice.said.within for voice in speech.heard.values() if voice.said.within),
            tuple(sorted(claim.quantity.number[0] for claim in figures if claim.quantity)),
            frozenset(i for claim in figures for span in _told(claim) for i in range(*span)),
        )

    def outer(self, voice: Attribution) -> Attribution | None:
        """The attribution whose content holds another one."""
        heard = self.speech.heard.get(voice.within or "")
        return None if heard is None else heard.said

    def figures_in(self, voice: Voice) -> int:
        """How many figures a content holds."""
        spans = voice.said.content.spans
        return sum(bisect_left(self.numerals, end) - bisect_left(self.numerals, start) for start, end in spans)


def _told(claim: Claim) -> Iterator[Span]:
    """The stretches of the text that a figure's fields stand for."""
    if claim.quantity is not None:
        yield claim.quantity.span.span
        yield claim.quantity.number
        if claim.quantity.counted:
            yield claim.quantity.counted
    if claim.event is not None:
        event = claim.event
        yield event.trigger.span
        yield from (part.span for part in (event.cause, event.actor) if part)
        if event.place:
            yield event.place.span.span
    yield from (part.span for part in (claim.subject,) if part)
    yield from (day.span.span for day in (claim.when, claim.reported) if day)


def says_more(voice: Voice, around: Surroundings) -> bool:
    """Whether a content tells anything besides its figures, which have rows of their own; quoted words always do."""
    figures = around.figures_in(voice)
    if not figures or voice.said.form != "indirect":
        return True
    if any(_is_deed(t, around) for piece in voice.contents for t in piece if t.head not in piece or t.head == t):
        return True
    left = [t for piece in voice.contents for t in piece if t.idx not in around.told]
    beside = any(c.dep_ in SUBJECTS and c.pos_ in NAMING and c.idx not in around.told for t in left for c in t.children)
    return beside or sum(t.pos_ in FULL_WORDS for t in left) >= MORE * min(figures, SEVERAL)


def _is_deed(verb: Token, around: Surroundings) -> bool:
    """Whether the main verb of a content tells a deed that no figure tells: "gunmen stormed the mill, killing 12".

    In "the toll rose to 17" the figure tells all.
    """
    finite = verb.tag_ in TENSED_TAGS or any(auxiliaries(verb))
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    ties = [verb, *(c for c in verb.children if c.dep_ == "prep")]
    objects = (c for tie in ties for c in tie.children if c.dep_ in ("dobj", "pobj"))
    if subject is not None and subject.idx in around.told and any(o.idx in around.told for o in objects):
        return False
    return verb.pos_ == "VERB" and verb.lemma_ != "be" and finite and verb.idx not in around.told


def has_voice(voice: Voice, around: Surroundings) -> bool:
    """Whether somebody speaks: not "it is believed", "when asked", "speculation that", nor a share of those polled.

    A row without a source would be the article's own.
    """
    source = voice.said.source
    return source is not None and SHARE.search(source.mention.text) is None and not _is_asked(voice.said, around)


def tells(voice: Voice, around: Surroundings) -> bool:
    """Whether something is told, and not only named in passing: "what China calls the Xisha Islands", "a “dirty” war".

    Of a name in quotation marks some words make an opinion: "what the Herald calls “an outcry of the poor”".
    """
    verb, quoted = voice.cue, around.speech.text.quoted
    words_quoted = sum(quoted.holds(t.i) and t.text[0].isalnum() for piece in voice.contents for t in piece)
    return (
        verb is None
        or words_quoted >= OPINION
        or not any(c.dep_ == "dobj" and c.lower_ == "what" and c.i < verb.i for c in verb.children)
    )


def says_something(voice: Voice, around: Surroundings) -> bool:
    """Whether something is said of what is talked of: not "Rao spoke about Novak", nor "Rao discussed the flood".

    What it is taken for ("referred to Novak as a friend"), quoted words, a need and a fact or deed that a clause tells
    ("his decision to leave") say something.
    """
    if voice.said.cue.lemma not in words.members("topical"):
        return True
    tokens = [t for piece in voice.contents for t in piece]
    taken_for = any(t.lower_ == "as" and t.dep_ == "prep" for t in tokens)
    quoted = sum(around.speech.text.quoted.holds(t.i) and t.is_alpha for t in tokens)
    return taken_for or quoted >= OPINION or not all(_is_bare(piece, around.speech.text) for piece in voice.contents)


def _is_bare(content: DocSpan, text: Text) -> bool:
    """Whether a content is a noun without a clause of its own."""
    root = content.root
    clause = content[0].lower_ in OPENERS or any(c.dep_ == "acl" and c.tag_ != "VBG" for c in root.children)
    return _shape(content, text) == "noun phrase" and not clause and root.lemma_ not in THOUGHTS


def _is_asked(voice: Attribution, around: Surroundings) -> bool:
    """Whether somebody else wants the source to speak: "the judge told Rao to say why"."""
    outer = around.outer(voice)
    if outer is None or outer.addressee is None or voice.source is None:
        return False
    first = outer.content.spans[0][0]
    return outer.addressee == voice.source.mention.longest and voice.cue.extent.spans[0][0] == first


def signs(voice: Voice, around: Surroundings) -> tuple[str, ...]:
    """The signs of an attribution, each once, in a fixed order."""
    if voice.cue is None or not voice.contents:
        return ()
    content = max(voice.contents, key=lambda piece: piece.end_char - piece.start_char)
    found = [
        *_of_frame(voice.said, voice.cue, around.speech.text),
        *_of_source(voice, around.speech.text),
        *_of_content(voice, content, around),
        *_of_place(voice.said, around),
    ]
    return tuple(dict.fromkeys(found))


def _of_frame(voice: Attribution, head: Token, text: Text) -> Iterator[str]:
    lemma = voice.cue.lemma
    kind = (words.verb_class(lemma.split()[0]) if head.pos_ in ("VERB", "AUX") else None) or head.pos_.lower()
    yield f"cue {lemma}"
    yield f"cue of {kind}"
    yield f"rule {voice.rule}"
    yield f"{voice.rule} of {kind}"
    yield f"form {voice.form}"
    yield f"stance {voice.stance}"
    yield f"kind {voice.kind}"
    yield f"{voice.rule}, {voice.form}"
    yield f"cue tagged {head.tag_}"
    yield f"cue stands as {head.dep_}"
    yield f"cue {lemma} tagged {head.tag_}"
    yield f"cue {lemma} stands as {head.dep_}"
    helpers = (child for child in head.children if child.dep_ in ("aux", "auxpass", "neg") and child.i < head.i)
    yield from (f"cue with {child.tag_ if child.tag_ in ('MD', 'TO') else child.dep_}" for child in helpers)
    if head.dep_ in GOVERNED and head.head.pos_ in ("VERB", "AUX", "ADJ"):
        yield f"cue under {head.head.lemma_.lower()}"
    if text.quoted.holds(head.i):
        yield "cue in quotation marks"
    if any(child.dep_ == "mark" and child.lower_ in OPEN_CLAUSES for child in head.children):
        yield "cue in a condition"
    if voice.addressee is not None:
        yield "addressee"


def _of_source(voice: Voice, text: Text) -> Iterator[str]:
    source = voice.said.source
    if source is None:  # no row, whatever else is said
        return
    head = next((text.doc[i] for i in reversed(voice.source) if text.doc[i].text == source.head), None)
    if head is None:
        return
    yield f"source type {source.type}"
    pronoun = PRONOUN_GROUPS.get(head.lower_) if len(source.mention.text.split()) == 1 and head.text != "US" else None
    if pronoun is not None:
        yield f"source {pronoun}"
        yield f"source pronoun, {'resolved' if source.resolved_from else 'open'}"
        return
    if head.lower_ in NOBODY_NAMED:
        yield "source anybody"
    yield from _of_noun(head)


def _of_noun(head: Token) -> Iterator[str]:
    if head.tag_ in PROPER_NOUNS:
        yield "source a name"
        yield f"source a name of {head.ent_type_ or 'nothing'}"
        return
    lemma = head.lemma_.lower()
    speaks = words.can_speak(lemma)
    yield f"source {'can' if speaks else 'cannot'} speak"
    yield f"source of {words.noun_class(lemma) or 'nothing known'}"
    yield f"source tagged {head.tag_}"
    if not any(head.children):
        yield "source a bare noun"


def _of_content(voice: Voice, content: DocSpan, around: Surroundings) -> Iterator[str]:
    shape = _shape(content, around.speech.text)
    yield f"content {shape}"
    yield f"content {shape}, {voice.said.rule}"
    yield f"content {shape}, {voice.said.form}"
    yield f"cue {voice.said.cue.lemma}, content {shape}"
    first = next((t for t in content if t.is_alpha), content[0])
    if first.lower_ in OPENERS:
        yield f"content opens with {first.lower_}"
    length = len(voice.said.content.text.split())
    yield f"content {next((name for most, name in LENGTHS if length <= most), 'longer')}"
    if shape == "noun phrase":
        root = content.root
        if root.ent_type_:
            yield f"content a name of {root.ent_type_}"
        known = words.noun_class(root.lemma_.lower()) or "nothing known"
        yield f"content of {known}" if root.tag_ in COMMON_NOUNS else f"content tagged {root.tag_}"
    figures = around.figures_in(voice)
    if figures:
        yield "content with a figure"
        yield f"content with a figure, {'short' if length <= 8 else 'long'}"
    if len(voice.said.content.spans) > 1:
        yield "content in pieces"


def _shape(content: DocSpan, text: Text) -> str:
    """What a content is: a clause, an infinitive, an -ing, a noun phrase, a pronoun."""
    root = content.root
    if all(t.pos_ in ("PRON", "PUNCT", "DET", "SPACE") for t in content):
        return "pronoun"
    inside = range(content.start, content.end)
    if any((text.head[i] == i or text.head[i] not in inside) and _is_finite(content.doc[i]) for i in inside):
        return "clause"
    if any(child.tag_ == "TO" for child in root.children if child.dep_ == "aux"):
        return "infinitive"
    if root.tag_ == "VBG":
        return "-ing"
    if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADP"):
        return "noun phrase"
    return "other"


def _is_finite(token: Token) -> bool:
    subject = any(child.dep_ in CLAUSE_SUBJECTS for child in token.children)
    return subject and any(t.tag_ in TENSED_TAGS for t in (token, *auxiliaries(token)))


def _of_place(voice: Attribution, around: Surroundings) -> Iterator[str]:
    section = around.speech.text.section_at(voice.content.start)
    if section is not None and section.kind != "body":
        yield f"section {section.kind}"
    if voice.id in around.holders:
        yield "holds another"
    outer = around.outer(voice)
    if outer is None:
        return
    yield "inside another"
    yield f"inside {outer.form} words"
    yield f"inside another, {voice.rule}"
    if voice.source is None or outer.source is None:
        yield "inside another, source open"
    elif voice.source.canonical == outer.source.canonical:
        yield "inside another of the same source"
    elif voice.source.head.lower() in PRONOUN_GROUPS:
        yield "inside another, pronoun"
    else:
        yield "inside another, other source"
        yield f"inside another, other source, {voice.source.type}"
        yield f"inside another, other source, {voice.rule}"
