"""When it happened, and when it was told: which time expression belongs to the event, which to the cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from factx.model import Attribution, Timex

POINTS = frozenset(("DATE", "TIME"))
STEPS = 6
RECORD_REACH = 8
REACH = 1500  # characters: a text without full stops must not cost the square of its length


@dataclass(frozen=True, slots=True)
class Dates:
    """The time expressions of a text, in order."""

    dates: tuple[Timex, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, dates: Sequence[Timex]) -> Dates:
        """Those that can date something: points of the calendar, not "now", "each week" or "three days"."""
        ordered = tuple(sorted(filter(is_point, dates), key=lambda d: d.span.start))
        return cls(ordered, tuple(d.span.start for d in ordered))

    def within(self, start: int, end: int) -> Sequence[Timex]:
        """The time expressions that start in [start, end)."""
        return self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def of_claim(self, trigger: Tokens, number: Tokens, voice: Attribution | None) -> tuple[Timex | None, Timex | None]:
        """The dates of the event and of the telling, from the sentence of the trigger."""
        if not self.dates:
            return None, None
        sentence = trigger.root.sent
        first, last = (
            max(sentence.start_char, trigger.start_char - REACH),
            min(sentence.end_char, trigger.end_char + REACH),
        )
        found = self.within(first, last)
        if not found:
            return None, None
        told = [d for d in found if voice is not None and of_cue(trigger.doc, d, voice)]
        happened = [d for d in found if d not in told and may_date(d, number, voice) and not is_measure(d, trigger)]
        return (
            min(happened, key=lambda d: nearness(d, trigger, number), default=None),
            told[0] if told else None,
        )


def is_point(date: Timex) -> bool:
    """Whether a time expression says when, as exact as a decade."""
    return date.type in POINTS and (date.value or "").lstrip("BC")[:3].isdigit()


def of_cue(doc: Doc, date: Timex, voice: Attribution) -> bool:
    """Whether a date hangs on the cue ("said on Wednesday"), or stands with it outside the content."""
    if any(s <= date.span.start < e for s, e in voice.content.spans):
        return False
    if voice.source is not None and voice.source.mention.covers(*date.span.span):
        return False
    verb = governor(doc, date)
    return verb is None or voice.cue.extent.covers(verb.idx, verb.idx + len(verb))


def governor(doc: Doc, date: Timex) -> Token | None:
    """The verb that a time expression depends on."""
    words = doc.char_span(*date.span.span, alignment_mode="expand")
    word = words.root if words is not None else None
    for _ in range(STEPS):
        if word is None or word.pos_ in ("VERB", "AUX"):
            break
        word = word.head if word.head != word else None
    return word if word is not None and word.pos_ in ("VERB", "AUX") else None


def may_date(date: Timex, number: Tokens, voice: Attribution | None) -> bool:
    """Whether a date can be the event's: it is no part of the number, and the voice says it."""
    if date.span.start < number.end_char and number.start_char < date.span.end:
        return False
    return voice is None or any(s <= date.span.start < e for s, e in voice.content.spans)


def is_measure(date: Timex, trigger: Tokens) -> bool:
    """Whether a date only says how far back a record goes: "the deadliest since 1991, when 25 died"."""
    words = trigger.doc.char_span(*date.span.span, alignment_mode="expand")
    if words is None or not any(t.lower_ == "since" for t in trigger.doc[max(0, words.start - 1) : words.end]):
        return False
    before = trigger.doc[max(words.sent.start, words.start - RECORD_REACH) : words.start]
    told_there = any(word.i in range(words.start, words.end) for word in trigger.root.ancestors)
    return not told_there and any(token.tag_ in ("JJS", "RBS") for token in before)


def nearness(date: Timex, trigger: Tokens, number: Tokens) -> tuple[int, int]:
    """How near a date stands: first those that hang on the trigger, then by characters."""
    verb = governor(trigger.doc, date)
    hangs = verb is not None and trigger.start <= verb.i < trigger.end
    gaps = (
        abs(date.span.start - trigger.end_char),
        abs(trigger.start_char - date.span.end),
        abs(date.span.start - number.end_char),
        abs(number.start_char - date.span.end),
    )
    return (0 if hangs else 1, min(gaps))
