"""Cues that are prepositions: "according to Rao", "in the words of Rao"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factx.attributions.candidate import Candidate, added, without
from factx.attributions.lexicon import Entry, Rules
from factx.attributions.sources import named
from factx.language import Piece, Text
from factx.language.grammar import CLAUSE_SUBJECTS, TENSED_TAGS

CLAUSE = frozenset(("ROOT", "ccomp", "conj", "advcl", "parataxis"))
CLAUSE_LINKS = frozenset((";", "and", "but"))


def preposition_candidate(s: Text, i: int, rules: Rules) -> Candidate | None:
    """The prepositional cue that begins at token `i`; its content is the clause it stands in."""
    for key, wanted in rules.prepositions.get(s.lower[i], ()):
        end = i + len(wanted)
        if tuple(s.lower[i:end]) == wanted:
            return preposition_phrase(s, i, end, key, rules.preposition[key], rules)
    return None


def preposition_phrase(s: Text, start: int, end: int, key: str, entry: Entry, rules: Rules) -> Candidate | None:
    """The cue [start, end) with the noun it governs as source and the rest of its clause as content."""
    noun = s.child(end - 1, "pobj")
    clause = clause_of(s, start)
    if noun is None or clause is None or (s.lemma[noun] in rules.file.measures and not s.children[noun]):
        return None
    found = named(s, Candidate(start, (start, end), key, entry.stance, entry.frames), noun, rules)
    phrase = (start, max(s.right[end - 1], s.right[start]) + 1)
    comma = _swallowed(s, found, clause)
    if comma is not None and found.source is not None:
        found = replace(found, source=(found.source[0], comma))
        phrase = start, comma
    others = _others_clauses(s, clause, phrase, rules)
    return added(found, "according", *without([s.subtree(clause)], phrase, *others))


def _others_clauses(s: Text, clause: int, phrase: Piece, rules: Rules) -> Iterator[Piece]:
    """What is joined behind and is another's: "Twelve died, according to police, but rebels said 30 had"."""
    for other in s.below(clause, "conj", "advcl"):
        start, end = s.subtree(other)
        if start < phrase[1] or s.child(other, *CLAUSE_SUBJECTS) is None:
            continue
        before = s.lower[start - 1]
        told = clause < phrase[0] and "c" in rules.speech.get(s.lemma[other], ())
        if before == ";" or told:
            yield start - (before in CLAUSE_LINKS), end


def _swallowed(s: Text, found: Candidate, clause: int) -> int | None:
    """The comma behind which the parser took a subject for an apposition: "According to police, Rao was held"."""
    head, source = found.source_head, found.source
    if head is None or source is None or not head < clause or s.child(clause, *CLAUSE_SUBJECTS) is not None:
        return None
    if s.lower[source[1]] == ",":  # "According to the coach, Ana Ruiz, …"
        return None
    return next((i for i in range(head + 1, source[1] - 1) if s.lower[i] == ","), None)


def clause_of(s: Text, i: int) -> int | None:
    """The head of the sentence that holds token `i`, or of the part of it that stands beside "and" or "that"."""
    while s.head[i] != i:
        i = s.head[i]
        if (
            s.dep[i] in CLAUSE
            and _is_finite(s, i)
            and (s.dep[i] != "conj" or s.child(i, "nsubj", "nsubjpass") is not None)
        ):
            return i
    return i


def _is_finite(s: Text, verb: int) -> bool:
    """Whether the verb or an auxiliary of it has a tense: "said", "was held", not "held" in "12 held"."""
    return any(s.tag[i] in TENSED_TAGS for i in (verb, *s.below(verb, "aux", "auxpass")))
