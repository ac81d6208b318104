"""Cues that are prepositions: "according to Rao", "in the words of Rao"."""

from __future__ import annotations

from dataclasses import replace

from factx.attributions.candidate import Candidate, added, without
from factx.attributions.lexicon import Entry, Rules
from factx.attributions.sources import named
from factx.language import Text
from factx.language.grammar import CLAUSE_SUBJECTS, TENSED_TAGS

CLAUSE = frozenset(("ROOT", "ccomp", "conj", "advcl", "parataxis"))


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
    return added(found, "according", *without([s.subtree(clause)], phrase))


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
