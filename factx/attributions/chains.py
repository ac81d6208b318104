"""A second voice behind the first: "The ministry said twelve had died, citing the police".

The one who cites reports, the one who is cited tells the same words, within the report:

    X said …, citing Y      According to X, quoting Y, …      X, citing Y, said …      …, according to X, which cited Y
    X quoted Y as saying …  …, X quoted Y as saying
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factx import words
from factx.attributions.candidate import Candidate, without
from factx.attributions.edges import trim
from factx.attributions.lexicon import Rules
from factx.attributions.nesting import keep
from factx.attributions.sources import is_somebody, source_piece
from factx.language import Text

REPORTS = frozenset(("c", "q", "p", "according", "label"))  # frames whose content may be another's word
SAYING = frozenset(("say", "tell", "write", "warn", "claim"))


def with_inner_voices(s: Text, candidates: Sequence[Candidate], rules: Rules) -> list[Candidate]:
    """The candidates, with whoever is cited as a voice of its own instead of as what the citing verb says."""
    kept: list[Candidate] = []
    inner: list[Candidate] = []
    said: set[int] = set()  # the verbs of "as saying"
    for found in candidates:
        voice = _voice(s, found, rules)
        saying = None if voice is None else _saying(s, found, voice)
        report = None if voice is None or saying else _report(s, found, candidates)
        if voice is not None and saying is not None:
            found.content, found.frames = [s.subtree(saying)], ["c"]
            kept.append(found)
            said.add(s.head[saying])
            inner.append(_inner(s, found, found, voice, rules))
        elif voice is not None and report is not None:
            inner.append(_inner(s, found, report, voice, rules))
        else:
            kept.append(found)
    kept = [found for found in kept if found.head not in said]
    told = [*kept, *inner]
    return keep([*candidates, *inner], [found for found in told if found.content])


def _inner(s: Text, found: Candidate, report: Candidate, voice: int, rules: Rules) -> Candidate:
    """The one who is cited, with the words of the report; the words that cite are no part of these."""
    source = source_piece(s, voice, found.cue, rules)
    citing = (min(found.cue[0], source[0]), max(found.cue[1], source[1]))
    left = without(report.content, [citing])
    if report is not found:
        report.content = left
        trim(s, report)
    return Candidate(
        head=found.head,
        cue=found.cue,
        key=found.key,
        stance="neutral",
        takes=frozenset(("citing",)),
        frames=["citing"],
        content=list(report.content),
        source=source,
        source_head=voice,
        within=report,
    )


def _voice(s: Text, found: Candidate, rules: Rules) -> int | None:
    """The object of "citing" or "quoted", if it is somebody."""
    if found.key not in rules.file.relays:
        return None
    object_ = s.child(found.head, "dobj")
    if object_ is None:
        return None
    speaks = words.is_person(s.lemma[object_]) or words.can_speak(s.lemma[object_])
    return object_ if speaks or is_somebody(s, object_, rules) else None


def _saying(s: Text, found: Candidate, voice: int) -> int | None:
    """The verb of the clause behind "quoted the mayor as saying"."""
    for top in (found.head, voice):
        for preposition in s.below(top, "prep"):
            verb = s.child(preposition, "pcomp")
            if s.lower[preposition] == "as" and verb is not None and s.lemma[verb] in SAYING:
                return s.child(verb, "ccomp")
    return None


def _report(s: Text, found: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The report of the same sentence that the citing verb hangs on: the last before it, else the first behind it."""
    relative = s.dep[found.head] == "relcl"
    if s.tag[found.head] != "VBG" and not relative:
        return None
    near = [c for c in _reports(s, found, candidates) if not relative or c.source is not None]
    before = [c for c in near if c.head < found.head]
    return before[-1] if before else next(iter(near), None)


def _reports(s: Text, found: Candidate, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    for other in candidates:
        same = other is not found and s.sentence[other.head] == s.sentence[found.head]
        if same and other.content and other.frames[0] in REPORTS and other.within is not found:
            yield other
