"""Who answers for a cue: its subject, that of the verb that governs it, its agent or its owner."""

from __future__ import annotations

from factx.attributions.candidate import Candidate
from factx.attributions.lexicon import Rules
from factx.attributions.syntax import Piece, Syntax

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CONTROLLED = frozenset(("conj", "advcl", "xcomp", "pcomp", "prep", "dep"))
DEPTH = 6
EDGE_MARKS = frozenset((",", ";", ":", "-", "--", "–", "—", "''", "``", '"', "“", "”"))
RELATIVE = frozenset(("who", "which", "that", "whom", "what"))


def is_passive(s: Syntax, v: int) -> bool:
    """Whether verb `v` is a passive: "was told", or a bare participle behind its noun."""
    if s.child(v, "auxpass", "nsubjpass") is not None:
        return True
    return s.tag[v] == "VBN" and s.dep[v] in ("acl", "advcl") and s.child(v, "aux", "nsubj") is None


def find_subject(s: Syntax, v: int) -> int | None:
    """The head word of who does what verb `v` says: its own subject, or that of the verb that governs it."""
    for _ in range(DEPTH):
        own = s.child(v, "nsubj")
        if own is not None:
            return own
        if s.child(v, "csubj", "csubjpass", "expl") is not None:
            return None
        if s.child(v, "nsubjpass") is not None:
            return s.child(v, "nsubjpass") if not is_passive(s, v) else None
        if s.dep[v] in ("acl", "relcl"):
            return s.head[v] if s.tag[v] != "VBN" else None
        if s.dep[v] not in CONTROLLED:
            return None
        passed = s.head[v]
        if s.dep[v] == "xcomp":
            controller = s.child(passed, "dobj")
            if controller is not None:
                return controller
            if is_passive(s, passed):
                return s.child(passed, "nsubjpass")
        v = passed
    return None


def find_agent(s: Syntax, v: int) -> int | None:
    """The head word of "by Rao" below verb `v`."""
    agent = s.child(v, "agent")
    return None if agent is None else s.child(agent, "pobj")


def source_piece(s: Syntax, noun: int, cue: Piece, rules: Rules) -> Piece:
    """The noun phrase of `noun`: title, apposition and what hangs on it, without the clause that holds the cue."""
    if s.lower[noun] in RELATIVE:
        return noun, noun + 1
    start, end = s.subtree(noun)
    for child in s.children[noun]:
        behind = s.dep[child] in ("relcl", "acl", "advcl") and end > s.left[child] > noun
        if behind and _leaves(s, child, cue, rules):
            end = s.left[child]
            break
    if start <= cue[0] < end:
        start, end = (start, cue[0]) if noun < cue[0] else (cue[1], end)
    return trim_source(s, noun, start, end)


def _leaves(s: Syntax, clause: int, cue: Piece, rules: Rules) -> bool:
    """Whether a clause behind the noun is no part of the source."""
    if s.left[clause] <= cue[0] <= s.right[clause]:
        return True
    after_comma = s.lower[s.left[clause] - 1] in EDGE_MARKS
    if s.dep[clause] == "relcl":
        return after_comma and s.lemma[clause] in rules.verb
    return after_comma


def trim_source(s: Syntax, noun: int, start: int, end: int) -> Piece:
    """The stretch without marks and without "even" or "only" at its edges."""
    while end - 1 > noun and s.lower[end - 1] in EDGE_MARKS:
        end -= 1
    while start < noun and (s.lower[start] in EDGE_MARKS or s.lower[start] in ("even", "only", "but", "and", "as")):
        start += 1
    return start, end


def set_source(s: Syntax, found: Candidate, noun: int | None, rules: Rules) -> None:
    """Gives the candidate `noun` as its source, if there is one and it names somebody."""
    if noun is None or (s.lower[noun] in ("it", "there") and s.dep[noun] == "expl"):
        return
    found.source_head = noun
    found.source = source_piece(s, noun, found.cue, rules)
