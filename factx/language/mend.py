"""Mends what the parser gets wrong about reports: verbs hung into a reported clause, subjects hung out of one.

He said the road was closed, adding that …     "adding" belongs to "said"
He says the road is closed and warned that …   "warned" belongs to "says"
He said the road would be closed and left …    "left" belongs to "said"
a driver, who witnesses said had sped off      "who" is the subject of "sped"
He warned the plan, and its price, would fail  "plan" is the subject of "fail"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from spacy.tokens import Doc

from factx.language.grammar import CLAUSE_SUBJECTS, TENSED_TAGS
from factx.language.rehang import with_rehung_words
from factx.language.text import Text

Frames = Mapping[str, frozenset[str]]  # lemma of a verb of speech -> the frames it takes

LONGEST_ROW = 8  # clauses joined to one another
SPEECH = frozenset(("c", "q"))
COMMON = frozenset(("say", "tell", "ask", "write", "read"))  # as likely to be told of as to tell
RELATIVE_SUBJECTS = frozenset(("who", "which", "that"))
TELLING_FORMS = frozenset(("VBD", "VBZ", "VBP", "VBN"))
HEARERS = frozenset(("tell", "ask", "inform", "remind", "assure", "convince", "persuade"))  # verbs told to somebody
BEHIND_SUBJECT = frozenset(("prep", "punct", "advcl", "acl", "relcl", "appos", "npadvmod", "advmod"))
PAST, PRESENT = frozenset(("VBD",)), frozenset(("VBZ", "VBP", "MD"))


def with_mended_parse(text: Text, speech: Frames) -> Text:
    """The view with its parse mended, partly by what is known of verbs of speech; the Doc stays as it is."""
    rehung = with_rehung_words(text)
    if not mend_parse(rehung, speech) and rehung is text:
        return text
    return replace(rehung, doc=_with_tree(rehung.doc, rehung.head, rehung.dep))


def _with_tree(doc: Doc, head: Sequence[int], dep: Sequence[str]) -> Doc:
    """A copy of `doc` with other heads and relations."""
    mended = doc.copy()
    heads = (np.asarray(head) - np.arange(len(head))).astype(np.int64).astype(np.uint64)
    deps = np.asarray([doc.vocab.strings[label] for label in dep], dtype=np.uint64)
    table: Any = np.column_stack([heads, deps])
    return mended.from_array(["HEAD", "DEP"], table)


def mend_parse(s: Text, speech: Frames) -> list[int]:
    """Changes heads, children and edges of `s` in place; gives the words that it moved.

    `speech` says of the lemma of each verb that reports which frames it takes.
    """
    moved: list[int | None] = []
    for clause in s.readable():
        verb = s.head[clause]
        if s.dep[clause] == "ccomp" and verb < clause:
            moved += (_mend_subject(s, verb, clause, speech), _mend_clause(s, verb, clause, speech))
        elif s.dep[clause] == "relcl":
            moved.append(_mend_relative(s, clause))
    return [word for word in moved if word is not None]


def _mend_relative(s: Text, verb: int) -> int | None:
    """Gives the relative pronoun to the reported clause where the verb of the report has a subject besides it."""
    subjects = [*s.below(verb, "nsubj")]
    told = s.child(verb, "ccomp", "xcomp")
    if len(subjects) != 2 or s.lower[subjects[0]] not in RELATIVE_SUBJECTS or told is None or told < verb:
        return None
    if s.tag[told] not in TELLING_FORMS or s.child(told, "nsubj", "nsubjpass") is not None:
        return None
    pronoun = subjects[0]
    s.children[verb].remove(pronoun)
    s.children[told].insert(0, pronoun)
    s.head[pronoun], s.dep[told], s.left[told] = told, "ccomp", pronoun
    return pronoun


def _mend_subject(s: Text, verb: int, clause: int, speech: Frames) -> int | None:
    """Gives a reported clause without a subject what stands before it as object of the report."""
    first = s.left[clause]
    opens = s.tag[first] in TENSED_TAGS or (s.tag[first] == "RB" and s.tag[min(first + 1, clause)] in TENSED_TAGS)
    if not opens or "c" not in speech.get(s.lemma[verb], ()) or s.child(clause, *CLAUSE_SUBJECTS) is not None:
        return None
    objects = [c for c in s.below(verb, "dobj") if verb < c < first]
    told = s.lemma[verb] not in HEARERS or len([*s.below(verb, "dobj", "dative", "nsubjpass")]) > 1
    if not objects or not told:
        return None
    subject = objects[-1]
    between = [c for c in s.children[verb] if subject < c < clause]
    if any(s.dep[c] not in BEHIND_SUBJECT for c in between):
        return None
    s.children[verb] = [c for c in s.children[verb] if c != subject and c not in between]
    s.children[clause] = [subject, *between, *s.children[clause]]
    for c in (subject, *between):
        s.head[c] = clause
    s.dep[subject] = "nsubj" if s.child(clause, "auxpass") is None else "nsubjpass"
    s.left[clause] = s.left[subject]
    return subject


def _mend_clause(s: Text, verb: int, clause: int, speech: Frames) -> int | None:
    """Gives the verb what strays below its clause, or below the clauses joined to that one."""
    joined = clause
    for _ in range(LONGEST_ROW):
        strays = (c for c in s.children[joined] if c > joined and _strays(s, verb, clause, c, speech))
        child = next(strays, None)
        if child is not None:
            _move(s, child, joined, verb)
            return child
        following = s.child(joined, "conj")
        if following is None or following < joined:
            return None
        joined = following
    return None


def _speaks(s: Text, verb: int, speech: Frames) -> bool:
    return speech.get(s.lemma[verb], frozenset()) >= SPEECH


def _strays(s: Text, verb: int, clause: int, child: int, speech: Frames) -> bool:
    """Whether `child`, below the reported clause, tells of another report."""
    if _is_past_beside_open(s, verb, clause, child):
        return True
    if s.lemma[child] not in speech:
        return False
    if s.child(child, "nsubj") is not None:
        return _is_other_voice(s, clause, child, speech)
    if s.child(child, "nsubjpass", "aux") is not None:
        return False
    if s.dep[child] == "advcl":
        return s.tag[child] == "VBG" and s.lower[s.left[child] - 1] == ","
    if s.dep[child] != "conj" or s.tag[child] != s.tag[verb] or not _speaks(s, child, speech):
        return False
    told = s.child(clause, "aux")
    tense = s.tag[clause if told is None else told]
    return s.lemma[child] not in COMMON or (s.tag[verb] in PAST and tense in PRESENT)


def _is_past_beside_open(s: Text, verb: int, clause: int, child: int) -> bool:
    """ "said it would go to court and dismissed two managers": no "would" goes with "dismissed", so "said" does."""
    if s.dep[child] != "conj" or s.tag[child] != "VBD" or s.tag[verb] != "VBD" or s.head[child] != clause:
        return False
    if s.child(child, "nsubj", "nsubjpass", "aux", "auxpass", "mark") is not None:
        return False
    if s.child(clause, "auxpass") is not None or s.lemma[child] in (s.lower[child], "be", "have"):
        return False  # "is closed and left to rot", "could cut costs and put it off"
    told = [s.tag[c] for c in s.children[clause] if s.dep[c] == "aux" and c < clause] or [s.tag[clause]]
    return told[0] in PRESENT


def _is_other_voice(s: Text, clause: int, child: int, speech: Frames) -> bool:
    """ "…, and aid groups warn that …", "…, while residents said …": a report with its own voice and its own clause."""
    start = s.left[child]
    before = start - 1 if s.lower[start - 1] == "," else start - 2
    joined = s.lower[before] == "," and (s.dep[child] == "conj" or s.lower[start] in ("while", "but", "though"))
    own = s.child(child, "ccomp")
    marked = s.child(child, "mark")
    that = marked is not None and s.lower[marked] == "that"
    return joined and not that and own is not None and own > child and _speaks(s, child, speech)


def _move(s: Text, child: int, clause: int, verb: int) -> None:
    moved = [c for c in s.children[clause] if c >= child or s.left[child] < c]
    s.children[clause] = [c for c in s.children[clause] if c < child and s.left[child] >= c]
    s.children[verb] += moved
    for c in moved:
        s.head[c] = verb
    while clause != verb:
        s.right[clause] = max([clause, *(s.right[c] for c in s.children[clause])])
        clause = s.head[clause]
