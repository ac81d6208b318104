"""The frames of a verb that give an object: what it says of something, or the one it is said to.

o object with complement   r noun before a relative clause
"""

from __future__ import annotations

from dataclasses import replace

from factx import words
from factx.attributions.candidate import Candidate, added
from factx.attributions.frames import complements, takes
from factx.attributions.lexicon import Rules
from factx.attributions.sources import is_somebody
from factx.language import Piece, Text
from factx.language.grammar import SUBJECTS

BARE_OBJECT = 3  # tokens of an object that names somebody and says nothing of him
RELATIVE_OBJECTS = frozenset(("which", "that", "whom"))
PLACING = frozenset(("in", "at", "near", "on", "across", "during"))  # "claimed 40 lives in the capital"
JOINING_TAGS = frozenset(("CC", ",", ":"))
BEFORE_TOLD = frozenset(("dobj", "npadvmod", "prep", "advmod"))  # what stands before the clause that a verb tells
RUN_ON = frozenset(("conj", "ccomp", "parataxis"))  # how the parser hangs a clause that it takes for another sentence
FULL = frozenset(("dobj", "ccomp", "xcomp", "attr", "acomp"))  # what a clause has that lacks no object
FRONTED = frozenset(("what", "whom"))


def fill_objects(s: Text, found: Candidate, rules: Rules) -> Candidate:
    """The object with its complement; beside a clause it is the one spoken to."""
    found = _spoken_to(s, found)
    objects = _objects(s, found)
    if not objects:
        clause = _in_letter(s, found, rules)
        return fill_relative(s, found) if clause is None else added(found, "c", s.subtree(clause))
    object_ = objects[-1]
    if len(objects) > 1:  # "offered the workers a deal"
        found = replace(found, addressee=s.subtree(objects[0]))
    if object_ < found.head and s.dep[found.head] != "relcl" and s.lower[object_] not in FRONTED:
        return found
    told = fill_told(s, found, object_, rules)
    if told is not found or _is_given(s, found, objects, rules):
        return told
    return found if found.content and "c" in found.frames else fill_object(s, found, object_, rules)


def _objects(s: Text, found: Candidate) -> list[int]:
    """The objects of the verb, without those that belong to its key and a "that" which opens a clause."""
    below = (c for c in s.below(found.head, "dobj") if c not in found.heads)
    return [c for c in below if (s.lower[c], s.tag[c]) != ("that", "IN")]


def _spoken_to(s: Text, found: Candidate) -> Candidate:
    """ "gave it to Rao", "gave Rao": the one spoken to, where the parser marks him."""
    target = s.child(found.head, "dative")
    if target is None:
        return found
    inner = s.child(target, "pobj")
    return replace(found, addressee=s.subtree(target if inner is None else inner))


def fill_object(s: Text, found: Candidate, object_: int, rules: Rules) -> Candidate:
    """ "criticized the plan as weak": the object and what goes on behind it."""
    after = list(complements(s, found, found.head, max(found.head, object_), rules))
    kinds = {kind for kind, _ in after}
    setting = PLACING | {"over"} if s.child(object_, "nummod") is not None else PLACING
    if not takes(found, "o", list(kinds)) or (kinds <= setting and _is_deed(s, found, object_, rules)):
        return found
    piece = (object_, object_ + 1) if s.lower[object_] in RELATIVE_OBJECTS else s.subtree(object_)
    return added(found, "o", piece, *(p for _, p in after))


def _is_given(s: Text, found: Candidate, objects: list[int], rules: Rules) -> bool:
    """Whether the only object is no content but somebody who gets something: "offered the rebels after the war"."""
    object_ = objects[-1]
    given = len(objects) == 1 and found.key in rules.file.giving and is_somebody(s, object_, rules)
    return given and s.lower[object_][-4:] != "self"


def fill_told(s: Text, found: Candidate, object_: int, rules: Rules) -> Candidate:
    """ "told deputies that …": the one spoken to; the parser hangs a clause without "that" on him."""
    if found.key not in rules.file.addressed:
        return found
    if found.content:
        return replace(found, addressee=s.subtree(object_))
    if (clause := _run_on(s, found, object_, rules)) is not None:
        return added(replace(found, addressee=s.subtree(object_)), "c", s.subtree(clause))
    if (piece := _turned_round(s, found, rules)) is not None:
        return added(replace(found, addressee=s.subtree(object_)), "c", piece)
    clause = s.child(object_, "relcl")
    if clause is None or s.child(clause, "nsubj", "nsubjpass") is None or s.tag[s.left[clause]][0] == "W":
        return found
    return added(replace(found, addressee=(s.left[object_], s.left[clause])), "c", s.subtree(clause))


def _run_on(s: Text, found: Candidate, object_: int, rules: Rules) -> int | None:
    """The clause without "that" behind the day or the letter: "told an envoy last week they would stay"."""
    v = found.head
    if (clause := _in_letter(s, found, rules)) is not None:
        return clause
    behind = max(s.right[c] + 1 for c in s.children[v] if s.dep[c] in BEFORE_TOLD and c >= object_)
    if behind >= s.sentence_of(v)[1] or s.tag[behind - 1] in JOINING_TAGS:
        return None
    subjects = (i for i in range(behind, behind + BARE_OBJECT) if i < len(s) and s.left[i] == behind)
    joined = (s.head[i] for i in subjects if s.dep[i] in SUBJECTS)
    return next((c for c in joined if s.dep[c] in RUN_ON and _is_whole(s, c)), None)


def _turned_round(s: Text, found: Candidate, rules: Rules) -> Piece | None:
    """What is told where the parser took the telling for a part of it: "Rao told a judge in Leros he had seen it"."""
    v, clause = found.head, s.head[found.head]
    subject = s.child(clause, *SUBJECTS)
    if s.dep[v] != "ccomp" or subject is None or not v < subject < clause or s.lemma[clause] in rules.verb:
        return None
    gap = s.left[subject] - s.right[v] - 1
    return (s.left[subject], s.right[clause] + 1) if gap == 0 or (gap == 1 and s.lower[s.right[v] + 1] == ",") else None


def _in_letter(s: Text, found: Candidate, rules: Rules) -> int | None:
    """The clause without "that" behind a letter or a time: "wrote in an email the firm had checked the pumps"."""
    if found.content or "c" not in found.takes:
        return None
    nouns = (s.child(tie, "pobj") for tie in s.below(found.head, "prep"))
    letters = (n for n in nouns if n is not None and (s.lemma[n] in rules.file.occasions or s.lemma[n] == "time"))
    clauses = (s.child(letter, "relcl") for letter in letters)
    return next((c for c in clauses if c is not None and _is_whole(s, c) and s.child(c, *FULL) is not None), None)


def _is_whole(s: Text, clause: int) -> bool:
    """Whether a clause opens with a subject of its own, and with no relative word."""
    subject = s.child(clause, "nsubj", "nsubjpass")
    return subject is not None and s.left[clause] == s.left[subject] and s.tag[subject][0] != "W"


def _is_deed(s: Text, found: Candidate, object_: int, rules: Rules) -> bool:
    """Whether this is no speech: "attacked the convoy" without a person who does it, "pledged $3 billion"."""
    start, end = s.subtree(object_)
    if found.key in rules.file.contacts:
        return end - start <= BARE_OBJECT
    deed, stand = found.key in rules.file.deeds, found.key in rules.file.stands
    if (deed or stand) and not _is_personal(s, found, rules, body=stand and not deed):
        return True
    counted = deed or stand or found.key in rules.file.gifts
    return counted and any(s.tag[i] == "CD" for i in range(start, end))


def _is_personal(s: Text, found: Candidate, rules: Rules, *, body: bool) -> bool:
    """Whether a person does it; where a body or a country will do, whether somebody does."""
    doer = found.source_head
    if doer is None:
        return False
    person = s.ent[doer] == "PERSON" or s.tag[doer] in ("PRP", "WP")
    return person or (body and (is_somebody(s, doer, rules) or words.is_person(s.lemma[doer])))


def fill_relative(s: Text, found: Candidate) -> Candidate:
    """ "the tax she opposed": the noun that a clause without a relative pronoun hangs on."""
    v = found.head
    noun = s.head[v]
    bare = s.dep[v] == "relcl" and s.tag[s.left[v]][0] != "W" and s.tag[s.left[v]] != "IN"
    if bare and "r" in found.takes and not found.content and found.source_head not in (None, noun):
        return added(found, "r", (s.left[noun], s.left[v]))
    return found
