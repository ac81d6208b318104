"""The frames of a verb that give clauses, passive subjects and prepositions: which of its dependents are its content.

c clause   x infinitive   g "-ing"   s subject of a passive   a noun before a participle   or a preposition
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factx.attributions.candidate import Candidate, added, without
from factx.attributions.lexicon import Rules
from factx.attributions.phrases import SPEECH, has_to, is_setting, is_time
from factx.language import Piece, Text
from factx.language.grammar import CLAUSE_SUBJECTS, TENSED_TAGS

DUMMIES = frozenset(("it", "there"))  # subjects that stand for what follows
COMPLEMENT_LABELS = frozenset(("oprd", "xcomp", "ccomp", "acomp"))


def takes(found: Candidate, frame: str, kinds: list[str]) -> bool:
    """Whether the cue takes the frame by itself, or with one of these companions ("o+as")."""
    return frame in found.takes or any(f"{frame}+{kind}" in found.takes for kind in kinds)


def fill_clauses(s: Text, found: Candidate, rules: Rules) -> Candidate:
    """Clauses and infinitives below the cue's words; else the clause that the cue stands in."""
    for head in found.heads:
        for c in s.children[head]:
            if s.dep[c] == "ccomp" and "c" in found.takes and not _is_beside(s, head, c):
                found = added(found, "c", _without_time(s, found.head, c, rules))
            elif s.dep[c] == "xcomp" and s.right[c] > found.head:
                frame = "x" if has_to(s, c) else "g" if s.tag[c] == "VBG" else ""
                if frame == "g" and _opens_told(s, found, c, rules):
                    frame = "c"
                if frame in found.takes:
                    found = added(found, frame, s.subtree(c))
    return fill_parenthetical(s, found)


def _opens_told(s: Text, found: Candidate, deed: int, rules: Rules) -> bool:
    """Whether a deed is the subject of what is said: "said having two lists helped the town"."""
    begins = found.takes >= SPEECH and "g" not in found.takes and s.left[deed] == deed == found.cue[1]
    cue = rules.verb.get(s.lemma[deed])
    if cue is not None and cue.frames >= SPEECH:  # "she said adding that it was late"
        return False
    return begins and any(s.tag[i] in TENSED_TAGS for i in range(deed, s.right[deed] + 1))


def _is_beside(s: Text, verb: int, clause: int) -> bool:
    """Whether a clause before a semicolon only stands beside the report: "Twelve died; rebels said 30 had"."""
    if clause > verb or s.lower[s.left[s.child(verb, *CLAUSE_SUBJECTS) or verb] - 1] != ";":
        return False
    return any(c > verb for c in s.below(verb, "ccomp", "dobj"))


def _without_time(s: Text, v: int, clause: int, rules: Rules) -> Piece:
    """The clause without the day of the telling in front: "said earlier on Wednesday it had stopped"."""
    start, end = s.subtree(clause)
    first = next((c for c in s.children[clause] if s.left[c] == start), clause)
    told = v < start and s.lower[start - 1] not in (",", "that") and s.dep[first] in ("prep", "npadvmod")
    subject = s.child(clause, "nsubj", "nsubjpass", "expl")
    if told and subject is not None and s.left[subject] == s.right[first] + 1 and is_time(s, first, rules):
        return s.left[subject], end
    return start, end


def fill_parenthetical(s: Text, found: Candidate) -> Candidate:
    """ "The plan, he said, failed", "as he said": the clause that holds the cue's clause."""
    v = found.head
    if found.content or "c" not in found.takes or s.child(v, "dobj") is not None:
        return found
    marked = any(s.lower[c] == "as" for c in s.children[v] if c < v) and not _has_more(s, found)
    if (s.dep[v] == "parataxis" and "q" in found.takes) or (s.dep[v] == "advcl" and marked):
        return added(found, "p", *without([s.subtree(s.head[v])], s.subtree(v)))
    return found


def _has_more(s: Text, found: Candidate) -> bool:
    """Whether a clause with "as" tells something of its own: "as Rao protested against the tax", "as he learned"."""
    v = found.head
    own = any(
        s.dep[c] in ("xcomp", "ccomp") or (s.dep[c] == "prep" and s.lower[c] in found.takes) for c in s.children[v]
    )
    return own or (s.tag[v] == "VBG" and any(s.dep[c] == "aux" for c in s.children[v]))


def fill_passive(s: Text, found: Candidate, rules: Rules) -> Candidate:
    """The subject of a passive: content ("Rao was criticized"), or the one spoken to ("Rao was told that …")."""
    v = found.head
    subject = s.child(v, "nsubjpass", "nsubj")
    if subject is None and s.dep[v] == "acl":
        return added(found, "a", (s.left[s.head[v]], s.left[v])) if "a" in found.takes else found
    if subject is None or s.lower[subject] in DUMMIES:
        return found
    if found.key in rules.file.addressed:
        if found.source_head == subject:  # "the jury was told"
            return found
        return replace(found, addressee=s.subtree(subject))
    if "x" in found.frames:
        return replace(found, content=(*found.content, s.subtree(subject)))
    after = list(complements(s, found, v, v, rules))
    kinds = [kind for kind, _ in after] + (["agent"] if s.child(v, "agent") is not None else [])
    return added(found, "s", s.subtree(subject), *(p for _, p in after)) if takes(found, "s", kinds) else found


def fill_raised(s: Text, found: Candidate) -> Candidate:
    """ "The plan seems to work": nobody is named, and the subject belongs to the content."""
    v = found.head
    for c in s.below(v, "xcomp", "ccomp", "oprd", "acomp"):
        frame = {"xcomp": "x", "ccomp": "c"}.get(s.dep[c], "s")
        if frame in found.takes:
            subject = s.child(v, "nsubj") if frame != "c" else None
            raised = [] if subject is None or s.lower[subject] in DUMMIES else [s.subtree(subject)]
            return added(found, frame, *raised, s.subtree(c))
    return found


def complements(s: Text, found: Candidate, v: int, after: int, rules: Rules) -> Iterator[tuple[str, Piece]]:
    """What goes on behind an object, with its kind: "of fraud", "as a win", "to leave", "unhinged"."""
    for c in s.children[v]:
        if c > after and s.dep[c] in COMPLEMENT_LABELS:
            yield s.dep[c], s.subtree(c)
        elif c > after and _is_complement(s, c, rules, found):
            yield s.lower[c], s.subtree(c)


def _is_complement(s: Text, c: int, rules: Rules, found: Candidate) -> bool:
    """Whether a preposition ties what follows to the cue; not if it says when, or on what occasion."""
    loose = s.lower[s.left[c] - 1] == "," and not _closes_apposition(s, found, s.left[c] - 1)
    loose = loose and not (found.stance == "accuse" and s.lower[c] == "of")
    if s.dep[c] not in ("prep", "dative") or is_time(s, c, rules) or loose:
        return False
    return f"o+{s.lower[c]}" in found.takes or not is_setting(s, c, rules)


def _closes_apposition(s: Text, found: Candidate, comma: int) -> bool:
    """Whether a comma cuts nothing off: "blamed the owner, Acme, for it"."""
    return any(s.dep[i] == "appos" and s.right[i] + 1 == comma for i in range(found.head, comma))


def fill_preposition(s: Text, found: Candidate, rules: Rules) -> Candidate:
    """ "called for a vote": the preposition is cue, what it governs content, with an infinitive behind it."""
    if found.content or (found.key in rules.file.errands and not _answers(s, found)):
        return found
    opener = _clause_for(s, found) if "for" in found.takes else None
    if opener is not None:
        return tied(found, "for", opener, (opener + 1, s.right[s.head[opener]] + 1))
    for head in found.heads:
        for c in s.below(head, "prep", "prt", "agent"):
            inner = s.child(c, "pobj", "pcomp") if c > found.head and s.lower[c] in found.takes else None
            if inner is not None and not is_time(s, c, rules):
                tops = dict.fromkeys((head, found.head))  # "took aim at Rao for it"
                after = [piece for top in tops for _, piece in complements(s, found, top, s.right[c], rules)]
                return tied(found, s.lower[c], c, s.subtree(inner), *after, *_wanted_of(s, head, inner))
    return found


def tied(found: Candidate, frame: str, tie: int, *pieces: Piece) -> Candidate:
    """The candidate with what a preposition ties to it; the preposition is cue if it stands right behind."""
    told = added(found, frame, *pieces)
    return replace(told, cue=(found.cue[0], tie + 1)) if found.cue[1] == tie else told


def _answers(s: Text, found: Candidate) -> bool:
    """Whether "responded to" is an answer and no errand: a named person does it, or nobody ("did not respond to …")."""
    doer = found.source_head
    person = doer is not None and (s.ent[doer] == "PERSON" or s.lower[doer] in ("he", "she"))
    return person or s.is_negated(found.head)


def _wanted_of(s: Text, head: int, inner: int) -> list[Piece]:
    """ "called for the company to leave": the infinitive right behind the noun, wherever the parser hung it."""
    behind = s.right[inner] + 1
    return [s.subtree(c) for c in s.below(head, "advcl") if s.left[c] == behind and has_to(s, c)]


def _clause_for(s: Text, found: Candidate) -> int | None:
    """The "for" that opens a clause: "called for police to leave"."""
    for clause in s.below(found.head, "advcl"):
        opener = s.child(clause, "mark")
        if opener is not None and s.lower[opener] == "for" and found.head < opener and has_to(s, clause):
            return opener
    return None
