"""A second voice behind the first: "The ministry said twelve had died, citing the police".

The one who cites reports, the one who is cited tells the same words, within the report:

    X said …, citing Y      According to X, quoting Y, …      X, citing Y, said …      …, according to X, which cited Y
    X quoted Y as saying …  …, X quoted Y as saying
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factx import words
from factx.attributions.candidate import Candidate, told_whole, with_content, without
from factx.attributions.edges import trim
from factx.attributions.lexicon import Rules
from factx.attributions.nesting import Nest
from factx.attributions.sources import is_somebody, source_piece
from factx.language import Piece, Text

REPORT_FRAMES = frozenset(("c", "q", "p", "according", "label"))  # frames whose content may be another's word
SAYING = frozenset(("say", "tell", "write", "warn", "claim"))


def add_inner_voices(s: Text, told: Nest, rules: Rules) -> Nest:
    """Whoever is cited as a voice of its own, instead of as what the citing verb says."""
    for n in range(len(told.found)):
        voice = _voice(s, told.found[n], rules)
        if voice is not None:
            told = _cited(s, told, n, voice, rules)
    return told.kept(lambda n: bool(told.found[n].content))


def _cited(s: Text, told: Nest, n: int, voice: int, rules: Rules) -> Nest:
    """The voice that candidate `n` cites behind all others, within the report; what only cites loses its content."""
    saying = _saying(s, told.found[n], voice)
    report = _report(s, told, n) if saying is None else n
    if report is None:
        return told
    found = list(told.found)
    if saying is None:
        found[n] = replace(found[n], content=())
        found[report] = _without_citing(s, found[report], told.found[n], voice, rules)
    else:
        found[n] = told_whole(found[n], "c", s.subtree(saying))
        found = [replace(c, content=()) if c.head == s.head[saying] else c for c in found]
    inner = _inner(s, told.found[n], voice, found[report], rules)
    return Nest((*found, inner), (*told.within, report))


def _without_citing(s: Text, report: Candidate, citing: Candidate, voice: int, rules: Rules) -> Candidate:
    """The report without the words that cite: they are no part of what is told."""
    source = _cited_piece(s, citing, voice, rules)
    hole = (min(citing.cue[0], source[0]), max(citing.cue[1], source[1]))
    return trim(s, with_content(report, without(report.content, hole)))


def _inner(s: Text, citing: Candidate, voice: int, report: Candidate, rules: Rules) -> Candidate:
    """The one who is cited, with the words of the report."""
    return replace(
        citing,
        stance="neutral",
        takes=frozenset(("citing",)),
        frames=("citing",),
        content=report.content,
        source=_cited_piece(s, citing, voice, rules),
        source_head=voice,
        addressee=None,
    )


def _cited_piece(s: Text, citing: Candidate, voice: int, rules: Rules) -> Piece:
    """The words for the one who is cited: "a witness", without "as saying …" that the parser hung on him."""
    start, end = source_piece(s, voice, citing.cue, rules)
    ties = (c for c in s.below(voice, "prep") if s.lower[c] == "as" and s.child(c, "pcomp") is not None)
    return start, next((tie for tie in ties if start < tie < end), end)


def _voice(s: Text, found: Candidate, rules: Rules) -> int | None:
    """The object of "citing" or "quoted", if it is somebody."""
    object_ = s.child(found.head, "dobj") if found.key in rules.file.relays else None
    if object_ is None:
        return None
    speaks = words.is_person(s.lemma[object_]) or words.can_speak(s.lemma[object_])
    return object_ if speaks or is_somebody(s, object_, rules) else None


def _saying(s: Text, found: Candidate, voice: int) -> int | None:
    """The verb of the clause behind "quoted the mayor as saying"."""
    for preposition in (c for top in (found.head, voice) for c in s.below(top, "prep")):
        verb = s.child(preposition, "pcomp")
        if s.lower[preposition] == "as" and verb is not None and s.lemma[verb] in SAYING:
            return s.child(verb, "ccomp")
    return None


def _report(s: Text, told: Nest, n: int) -> int | None:
    """The report of the same sentence that the citing verb hangs on: the last before it, else the first behind it."""
    citing = told.found[n]
    relative = s.dep[citing.head] == "relcl"
    if s.tag[citing.head] != "VBG" and not relative:
        return None
    near = [m for m in _reports(s, told, n) if not relative or told.found[m].source is not None]
    before = [m for m in near if told.found[m].head < citing.head]
    return before[-1] if before else next(iter(near), None)


def _reports(s: Text, told: Nest, n: int) -> Iterator[int]:
    """The other candidates of the sentence that report something, and do not stand within this one."""
    for m, other in enumerate(told.found):
        same = m != n and s.sentence[other.head] == s.sentence[told.found[n].head]
        if same and other.content and other.frames[0] in REPORT_FRAMES and told.within[m] != n:
            yield m
