"""The attributions of a text with their words, so that no rule of the stage looks up characters: who is heard where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from factx.events.voices import Voices
from factx.language import Text
from factx.model import Attribution, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution with its words.

    said       the record
    cue        the head word of the cue; None where no token holds it
    cued       the tokens of the cue
    source     the tokens of the source; what stands there is no place of the event
    contents   the tokens that each stretch of the content touches
    inside     the tokens that stand wholly within the longest of them; None where there are none
    """

    said: Attribution
    cue: Token | None
    cued: frozenset[int]
    source: range
    contents: tuple[DocSpan, ...]
    inside: DocSpan | None

    @classmethod
    def of(cls, text: Text, said: Attribution) -> Voice:
        """The attribution with the words of `text`."""
        cue = text.slice((said.cue.extent.start, said.cue.extent.end))
        mention = said.source.mention if said.source is not None else None
        contents = (text.slice(span) for span in said.content.spans)
        return cls(
            said=said,
            cue=cue.root if cue is not None else None,
            cued=frozenset(i for span in said.cue.extent.spans for i in range(*text.pieces(span))),
            source=range(*text.pieces((mention.start, mention.end))) if mention is not None else range(0),
            contents=tuple(content for content in contents if content is not None),
            inside=text.inside(said.content.longest),
        )

    def content_at(self, i: int) -> DocSpan | None:
        """The stretch of the content that holds a token."""
        return next((c for c in self.contents if c.start <= i < c.end), None)


@dataclass(frozen=True, slots=True)
class Speech:
    """The voices of a text, asked who is heard at a stretch of it."""

    text: Text
    voices: Voices
    heard: Mapping[str, Voice]

    @classmethod
    def of(cls, text: Text, attributions: Sequence[Attribution]) -> Speech:
        """All attributions of a text."""
        return cls(text, Voices.of(attributions), {a.id: Voice.of(text, a) for a in attributions})

    def around(self, span: Span) -> list[Voice]:
        """Every voice whose content holds the stretch, innermost first."""
        return [self.heard[attribution.id] for attribution in self.voices.all_around(span)]

    def around_word(self, word: Token) -> list[Voice]:
        """Every voice whose content holds the word, innermost first."""
        return self.around(self.text.span((word.i, word.i + 1)))

    def outwards(self, said: Attribution | None) -> Iterator[Voice]:
        """The voice of an attribution and those around it, innermost first."""
        seen: set[str] = set()
        while said is not None and said.id not in seen:
            yield self.heard[said.id]
            seen.add(said.id)
            outer = self.heard.get(said.within or "")
            said = outer.said if outer is not None else None

    def source_at(self, span: Span) -> DocSpan | None:
        """The words of the narrowest source that holds the stretch; None if it is part of no source."""
        source = self.voices.source_around(span)
        return self.text.slice(source) if source is not None else None
