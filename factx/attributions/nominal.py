"""Cues that are no verbs: nouns ("Rao's claim that …", "have no interest in") and adjectives ("is clear that …")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factx.attributions.candidate import Candidate, added, touching_children, with_content, without
from factx.attributions.lexicon import Rules
from factx.attributions.phrases import has_to, is_time
from factx.attributions.sources import find_subject, named
from factx.attributions.verbs import AUXILIARY
from factx.language import Piece, Text
from factx.language.grammar import COMMON_NOUNS

CLAUSE_LABELS = frozenset(("acl", "ccomp", "relcl", "xcomp"))
PREDICATIVE = frozenset(("acomp", "oprd", "ROOT", "conj", "attr"))
HOLDING = frozenset(("among", "by"))
COPULA_DEPTH = 3  # adjectives joined by "and" up to the one that the verb is said with


def noun_candidate(s: Text, n: int, rules: Rules) -> Candidate | None:
    """The noun as a cue with the clause or phrase behind it as content, or None."""
    key = s.lemma[n]
    if s.tag[n] not in COMMON_NOUNS or (key not in rules.noun and key not in rules.owned):
        return None
    owner = s.child(n, "poss") or _holder(s, n)
    verb = s.head[n] if s.dep[n] == "dobj" and s.lemma[s.head[n]] in rules.file.light else None
    if verb is not None and owner is not None and s.tag[owner] == "PRP$":
        owner = None  # "the ministry voiced its support for the plan"
    entry = (rules.noun if owner is None and verb is None else rules.owned).get(key)
    if entry is None or s.child(n, "nummod") is not None:  # "had 90,000 views on …"
        return None
    heads = (n,) if owner is None or owner < n else (n, owner)
    found = Candidate(n, _noun_cue(s, n, owner, verb), key, entry.stance, entry.frames, heads)
    if owner is None and verb is not None:
        owner = find_subject(s, verb, rules)
    found = fill_behind(s, named(s, found, owner, rules), "noun", rules)
    return found if found.content else None


def _holder(s: Text, n: int) -> int | None:
    """Who holds it, behind the noun: "concerns among voters that …", "a claim by Rao that …"."""
    ties = (c for c in s.below(n, "prep") if s.lower[c] in HOLDING)
    return next((noun for tie in ties if (noun := s.child(tie, "pobj")) is not None), None)


def _noun_cue(s: Text, n: int, owner: int | None, verb: int | None) -> Piece:
    """The noun with its light verb, or with what stands between it and its owner."""
    if verb is not None and verb < n:
        return touching_children(s, verb, AUXILIARY, verb, n + 1)
    start = n if owner is None or owner > n else s.right[owner] + 1
    return (start, n + 1) if start <= n else (n, n + 1)


def adjective_candidate(s: Text, i: int, rules: Rules) -> Candidate | None:
    """The adjective behind "be" as a cue ("was eager to", "is critical of"), or None."""
    entry = rules.adjective.get(s.lower[i])
    if entry is None or s.dep[i] not in PREDICATIVE or s.tag[i] in COMMON_NOUNS:
        return None
    verb = _copula(s, i)
    if verb is None:
        return None
    cue = touching_children(s, verb, AUXILIARY, min(verb, i), i + 1)
    found = Candidate(i, cue, s.lower[i], entry.stance, entry.frames, (i, verb))
    doer = find_subject(s, verb, rules)
    doer = s.child(verb, "nsubjpass") if doer is None else doer  # "was committed to"
    found = fill_behind(s, named(s, found, doer, rules), "adjective", rules)
    return found if found.content else None


def _copula(s: Text, i: int) -> int | None:
    """The verb that the adjective is said with."""
    for _ in range(COPULA_DEPTH):
        if s.is_verb(s.head[i]) and s.dep[i] != "conj":
            return s.head[i]
        i = s.head[i]
    return None


def fill_behind(s: Text, found: Candidate, kind: str, rules: Rules) -> Candidate:
    """The candidate with the first of its frames that stands behind it."""
    for frame, start, piece in _frames(s, found, rules):
        if frame in found.takes:
            if start == found.cue[1]:
                # The piece may stand before: "what they are keen on".
                found = replace(found, cue=(found.cue[0], start + 1))
            holes = [found.cue, found.source] if found.source else [found.cue]
            return with_content(added(found, kind, piece), without([piece], *holes))
    return found


def _frames(s: Text, found: Candidate, rules: Rules) -> Iterator[tuple[str, int, Piece]]:
    """What stands behind the cue: the frame, where its first word is, and the content."""
    for c in (c for head in found.heads for c in s.children[head] if c > found.head):
        if s.dep[c] in CLAUSE_LABELS:
            frame = "x" if has_to(s, c) else "c" if s.dep[c] == "ccomp" or s.lower[s.left[c]] == "that" else ""
            yield frame, -1, s.subtree(c)
        elif s.dep[c] == "prep" and not is_time(s, c, rules):
            inner = s.child(c, "pobj", "pcomp")
            if inner is not None:
                yield s.lower[c], c, s.subtree(inner)
