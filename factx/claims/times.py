"""When it happened, and when it was told: which time expression belongs to the event, which to the cue.

Only a date of the claim's own clause, or one that plainly governs it, is the claim's (dating.py): in doubt none is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens

from factx.claims.against import Told
from factx.claims.dating import belongs, tells_on
from factx.claims.lines import governor
from factx.language import Text
from factx.model import HARM, Attribution, Quantity, Span, Timex

POINT_TYPES = frozenset(("DATE", "TIME"))
# Quantities beside which a date may be that of another number.
COMPARED_KINDS = frozenset(("count", "money", "percent", "measure", "ratio", "other"))
SENTENCE_REACH = 1500  # characters: a text without full stops must not cost the square of its length


@dataclass(frozen=True, slots=True)
class Dates:
    """The time expressions of a text, in order, and the numbers that may have dates of their own."""

    text: Text
    times: tuple[Timex, ...]
    starts: tuple[int, ...]
    numbers: tuple[Span, ...]

    @classmethod
    def of(cls, text: Text, dates: Sequence[Timex], quantities: Sequence[Quantity]) -> Dates:
        """All but "weekly" and the like; what can date something are points of the calendar (`is_point`)."""
        ordered = tuple(sorted((d for d in dates if d.type != "SET"), key=lambda d: d.span.start))
        numbers = tuple(sorted(q.span.span for q in quantities if q.kind in COMPARED_KINDS))
        return cls(text, ordered, tuple(d.span.start for d in ordered), numbers)

    def within(self, start: int, end: int) -> Sequence[Timex]:
        """The time expressions that start in [start, end)."""
        return self.times[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def numbers_within(self, start: int, end: int) -> Sequence[Span]:
        """The numbers that start in [start, end)."""
        return self.numbers[bisect_left(self.numbers, (start, 0)) : bisect_left(self.numbers, (end, 0))]

    def of_claim(
        self, type: str, trigger: Tokens, number: Tokens, voices: Sequence[Attribution]
    ) -> tuple[Timex | None, Timex | None]:
        """The dates of the event and of the telling, from the sentence of the trigger; `voices` innermost first."""
        voice, outer = (*voices[:2], None, None)[:2]
        if not self.times:
            return None, None
        sentence = trigger.root.sent
        first = max(sentence.start_char, trigger.start_char - SENTENCE_REACH)
        last = min(sentence.end_char, trigger.end_char + SENTENCE_REACH)
        times = self.within(first, last)
        found = tuple(filter(is_point, times))
        if not found:
            return None, None
        told = [d for d in found if voice is not None and of_cue(self.text, d, voice)]
        # "In January the king proposed $4 billion": what is said is what is done
        is_deed = voice is not None and voice.cue.extent.covers(trigger.start_char, trigger.end_char)
        claim = Told(
            self.text,
            trigger.root.i,
            (number.start, number.end),
            found,
            times,
            self.numbers_within(first, last),
            is_harm=type in HARM,
        )
        ranked = [
            (rank, gap(d, trigger, number), d)
            for d in found
            if (is_deed or d not in told) and is_said(self.text, d, number, outer if is_deed else voice)
            if (rank := belongs(claim, d)) is not None
        ]
        return (
            min(ranked, key=lambda r: r[:2])[2] if ranked else None,
            told[0] if told else None,
        )


def is_point(date: Timex) -> bool:
    """Whether a time expression says when, as exact as a decade."""
    return date.type in POINT_TYPES and (date.value or "").lstrip("BC")[:3].isdigit()


def of_cue(text: Text, date: Timex, voice: Attribution) -> bool:
    """Whether a date hangs on the cue ("said on Wednesday"), or stands with it outside the content."""
    if any(s <= date.span.start < e for s, e in voice.content.spans):
        return False
    if tells_on(text, date):
        return False
    if voice.source is not None and voice.source.mention.covers(*date.span.span):
        return False
    verb = governor(text, date)
    return verb is None or voice.cue.extent.covers(text.starts[verb], text.ends[verb])


def is_said(text: Text, date: Timex, number: Tokens, voice: Attribution | None) -> bool:
    """Whether a date is no part of the number, and the voice says it; of a content that opens later also before it."""
    if date.span.start < number.end_char and number.start_char < date.span.end:
        return False
    if voice is None or tells_on(text, date):
        return True
    held = any(s <= date.span.start < e for s, e in voice.content.spans)
    return held or max(date.span.start, number.start_char) < voice.content.start


def gap(date: Timex, trigger: Tokens, number: Tokens) -> int:
    """How many characters lie between a date and the nearer of trigger and number."""
    return min(
        abs(date.span.start - trigger.end_char),
        abs(trigger.start_char - date.span.end),
        abs(date.span.start - number.end_char),
        abs(number.start_char - date.span.end),
    )
