"""Cues that are no verbs: nouns ("Rao's claim that …", "have no interest in") and adjectives ("is clear that …")."""

from __future__ import annotations

from collections.abc import Iterator

from factx.attributions.candidate import Candidate, touching_children, without
from factx.attributions.frames import AUXILIARY, add, has_to
from factx.attributions.lexicon import Rules
from factx.attributions.phrases import is_time
from factx.attributions.sources import find_subject, set_source
from factx.language import Piece, Text

CLAUSES = frozenset(("acl", "ccomp", "relcl", "xcomp"))


def noun_candidate(s: Text, n: int, rules: Rules) -> Candidate | None:
    """The noun as a cue with the clause or phrase behind it as content, or None."""
    key = s.lemma[n]
    if key not in rules.noun and key not in rules.owned:
        return None
    owner = s.child(n, "poss")
    verb = s.head[n] if s.dep[n] == "dobj" and s.lemma[s.head[n]] in rules.file.light else None
    table = rules.owned if owner is not None or verb is not None else rules.noun
    entry = table.get(key)
    if entry is None or s.child(n, "nummod") is not None:  # "had 90,000 views on …"
        return None
    found = Candidate(n, _noun_cue(s, n, owner, verb), key, entry.stance, entry.frames)
    set_source(
        s, found, owner if owner is not None else find_subject(s, verb, rules) if verb is not None else None, rules
    )
    _fill(s, found, "noun", [n], rules)
    return found if found.content else None


def _noun_cue(s: Text, n: int, owner: int | None, verb: int | None) -> Piece:
    if verb is not None and verb < n:
        return touching_children(s, verb, AUXILIARY, verb, n + 1)
    start = n if owner is None else s.right[owner] + 1
    return (start, n + 1) if start <= n else (n, n + 1)


def adjective_candidate(s: Text, i: int, rules: Rules) -> Candidate | None:
    """The adjective behind "be" as a cue ("was eager to", "is critical of"), or None."""
    entry = rules.adjective.get(s.lower[i])
    if entry is None or s.dep[i] not in ("acomp", "oprd", "ROOT", "conj", "attr"):
        return None
    verb = _copula(s, i)
    if verb is None:
        return None
    start = verb if verb < i else i
    cue = touching_children(s, verb, AUXILIARY, start, i + 1)
    found = Candidate(i, cue, s.lower[i], entry.stance, entry.frames)
    subject = s.child(verb, "nsubj")
    raised = "s" in entry.frames
    if not raised:
        set_source(s, found, find_subject(s, verb, rules), rules)
    _fill(s, found, "adjective", [i, verb], rules)
    if raised and found.content and subject is not None and s.lower[subject] not in ("it", "there"):
        found.content = [s.subtree(subject), *found.content]
    return found if found.content else None


def _copula(s: Text, i: int) -> int | None:
    """The verb that the adjective is said with."""
    for _ in range(3):
        if s.is_verb(s.head[i]) and s.dep[i] != "conj":
            return s.head[i]
        i = s.head[i]
    return None


def _fill(s: Text, found: Candidate, kind: str, heads: list[int], rules: Rules) -> None:
    """Gives the candidate the first of its frames that stands behind it."""
    for frame, start, piece in _frames(s, found.head, heads, rules):
        if frame in found.takes:
            add(found, kind, [piece])
            if start == found.cue[1]:
                found.cue = found.cue[0], piece[0]
            holes = [found.cue] + ([found.source] if found.source else [])
            found.content = without(found.content, holes)
            return


def _frames(s: Text, cue: int, heads: list[int], rules: Rules) -> Iterator[tuple[str, int, Piece]]:
    """What stands behind the cue: the frame, where its first word is, and the content."""
    for head in heads:
        for c in s.children[head]:
            if c <= cue:
                continue
            if s.dep[c] in CLAUSES:
                frame = "x" if has_to(s, c) else "c" if s.dep[c] == "ccomp" or s.lower[s.left[c]] == "that" else ""
                yield frame, -1, s.subtree(c)
            elif s.dep[c] == "prep" and not is_time(s, c, rules):
                inner = s.child(c, "pobj", "pcomp")
                if inner is not None:
                    yield s.lower[c], c, s.subtree(inner)
