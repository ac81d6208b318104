"""A content that its cue stands in the middle of: "12,000 people are expected to come"."""

from __future__ import annotations

from factx.model import Claim


def around_cue(claim: Claim, text: str) -> str:
    """A content with its cue, for a claim that stands before the cue and that nobody is named for; else nothing."""
    voice = claim.attribution
    if voice is None or voice.source is not None or claim.span.end > voice.cue.extent.start:
        return ""
    whole = text[voice.content.start : voice.content.end]
    return whole if voice.content.start <= claim.span.start and voice.cue.extent.end < voice.content.end else ""
