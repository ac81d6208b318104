"""Moves verbs that the parser hung into a reported clause back to the verb of the report.

He said the road was closed, adding that …     "adding" belongs to "said"
He says the road is closed and warned that …   "warned" belongs to "says"
"""

from __future__ import annotations

from factx.attributions.lexicon import Rules
from factx.attributions.syntax import Syntax

SPEECH = frozenset(("c", "q"))
COMMON = frozenset(("say", "tell", "ask", "write", "read"))  # as likely to be told of as to tell
PAST, PRESENT = frozenset(("VBD",)), frozenset(("VBZ", "VBP", "MD"))


def mend_parse(s: Syntax, rules: Rules) -> None:
    """Changes heads, children and edges of `s` in place."""
    for clause in range(len(s)):
        verb = s.head[clause]
        if s.dep[clause] == "ccomp" and verb < clause and _speaks(s, verb, rules):
            for child in s.children[clause]:
                if child > clause and _strays(s, verb, clause, child, rules):
                    _move(s, child, clause, verb)
                    break


def _speaks(s: Syntax, verb: int, rules: Rules) -> bool:
    entry = rules.verb.get(s.lemma[verb])
    return entry is not None and entry.frames >= SPEECH


def _strays(s: Syntax, verb: int, clause: int, child: int, rules: Rules) -> bool:
    """Whether `child`, below the reported clause, tells of another report by the same voice."""
    if not _speaks(s, child, rules) or s.child(child, "nsubj", "nsubjpass", "aux") is not None:
        return False
    if s.dep[child] == "advcl":
        return s.tag[child] == "VBG" and s.lower[s.left[child] - 1] == ","
    if s.dep[child] != "conj" or s.tag[child] != s.tag[verb]:
        return False
    told = s.child(clause, "aux")
    tense = s.tag[clause if told is None else told]
    return s.lemma[child] not in COMMON or (s.tag[verb] in PAST and tense in PRESENT)


def _move(s: Syntax, child: int, clause: int, verb: int) -> None:
    moved = [c for c in s.children[clause] if c >= child or s.left[child] < c]
    for c in moved:
        s.children[clause].remove(c)
        s.children[verb].append(c)
        s.head[c] = verb
    s.right[clause] = max([clause, *(s.right[c] for c in s.children[clause])])
