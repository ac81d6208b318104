"""A second voice behind the first: "The ministry said twelve had died, citing the police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factx.attributions.candidate import Candidate
from factx.attributions.lexicon import Rules
from factx.attributions.sources import is_somebody, source_piece
from factx.language import Text


def inner_voices(s: Text, candidates: Sequence[Candidate], rules: Rules) -> Iterator[Candidate]:
    """For every "citing X": X as the source of what the verb before it reports, within that report."""
    report: Candidate | None = None
    for found in candidates:
        if report is not None and s.sentence[report.head] != s.sentence[found.head]:
            report = None
        voice = _voice(s, found, rules)
        if voice is not None and report is not None:
            piece = source_piece(s, voice, found.cue, rules)
            takes = frozenset(("citing",))
            yield Candidate(
                found.head,
                found.cue,
                found.key,
                "neutral",
                takes,
                ["citing"],
                report.content,
                piece,
                voice,
                None,
                report,
            )
        if "c" in found.takes and found.content:
            report = found


def _voice(s: Text, found: Candidate, rules: Rules) -> int | None:
    if found.key not in rules.file.relays or s.tag[found.head] != "VBG":
        return None
    object_ = s.child(found.head, "dobj")
    return object_ if object_ is not None and is_somebody(s, object_, rules) else None
