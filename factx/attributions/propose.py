"""Proposes: every cue of the text with the content and the source that its frames give it.

A token is a cue by the first of `PROPOSERS` that knows it; what a label tells goes before what its token tells.
"""

from __future__ import annotations

from collections.abc import Callable

from factx.attributions.candidate import Candidate, Candidates
from factx.attributions.labels import label_candidates
from factx.attributions.lexicon import Rules
from factx.attributions.nominal import adjective_candidate, noun_candidate
from factx.attributions.polls import poll_candidate
from factx.attributions.prepositions import preposition_candidate
from factx.attributions.verbs import mistagged_candidate, verb_candidate
from factx.language import Text
from factx.language.grammar import VERB_TAGS

Proposer = Callable[[Text, int, Rules], Candidate | None]

CUE_TAGS = VERB_TAGS | {"NNS"}  # NNS: a verb that the tagger took for a noun

PROPOSERS: tuple[Proposer, ...] = (
    preposition_candidate,
    poll_candidate,
    verb_candidate,
    mistagged_candidate,
    noun_candidate,
    adjective_candidate,
)


def propose(s: Text, rules: Rules) -> Candidates:
    """Every cue, in order; content and source may be missing."""
    cues = {found.head: found for i in openings(s, rules) if (found := cue_at(s, i, rules)) is not None}
    for label in label_candidates(s, rules):
        known = cues.get(label.head)
        if known is None or not known.content or known.source is None:
            cues[label.head] = label
    return tuple(sorted(cues.values(), key=lambda found: found.head))


def openings(s: Text, rules: Rules) -> list[int]:
    """The tokens that may be the head of a cue by their tag or by the word alone; most words are none."""
    heads, words = rules.nouns, rules.opening
    return [i for i in s.readable() if s.tag[i] in CUE_TAGS or s.lower[i] in words or s.lemma[i] in heads]


def cue_at(s: Text, i: int, rules: Rules) -> Candidate | None:
    """The cue whose head is token `i`, or None."""
    for proposer in PROPOSERS:
        found = proposer(s, i, rules)
        if found is not None:
            return found
    return None
