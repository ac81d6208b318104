"""Where another voice takes over: "The army said it spares civilians, but the rescuers described a massacre".

What follows on a comma and a joining word, with a subject and a cue of its own in the tense of the telling, is no
longer what the first voice says. PolNeAR's annotators read it so; not behind "said that", nor "had", "and that".
"""

from __future__ import annotations

from factx.attributions.candidate import Candidate, Candidates, with_content
from factx.language import Piece, Text
from factx.language.grammar import FINITE_TAGS, RELATIVE, SUBJECTS

COORDINATORS = frozenset(("and", "but"))
CONTRASTING = frozenset(("while", "whereas", "although", "though"))
PARTING = frozenset((",", "-", "--", "–", "—"))
BACK_IN_TIME = frozenset(("had", "was", "were"))  # auxiliaries of what is told, not of who tells it
PRESENT = frozenset(("VBZ", "VBP"))
TAKING_OVER = frozenset(("conj", "ccomp"))  # labels of a clause beside what is told


def leave_to_next(s: Text, found: Candidates) -> Candidates:
    """Ends what a voice says where the next one takes over."""
    turns = [turn for c in found if (turn := _turn(s, c)) is not None]
    return tuple(_ended(s, c, turns) for c in found) if turns else found


def _turn(s: Text, found: Candidate) -> Piece | None:
    """From the mark before a cue's own clause up to the cue; None where nobody takes over."""
    verb = found.head
    subject = s.child(verb, *SUBJECTS)
    if s.quoted.holds(verb) or subject is None or subject > verb or subject != found.source_head:
        return None
    if s.lower[subject] in RELATIVE or not _is_telling(s, verb) or not _says(s, found):
        return None
    joiner = _joiner(s, verb)
    if joiner is None or joiner == 0 or s.quoted.holds(joiner):
        return None
    if s.lower[joiner - 1] in PARTING:
        return joiner - 1, verb
    clear = s.lower[joiner] == "but" and s.dep[joiner] == "cc" and s.tag[verb] in PRESENT and s.tag[subject] != "PRP"
    return (joiner, verb) if clear else None


def _joiner(s: Text, verb: int) -> int | None:
    """The word that joins a verb's clause to the one before it; "and that", "but if" go on with what is told."""
    first = s.left[verb]
    if s.dep[verb] == "advcl":
        return first if s.lower[first] in CONTRASTING and s.head[verb] < verb else None
    joins = s.dep[verb] in TAKING_OVER and s.child(verb, "mark") is None
    return first - 1 if joins and first and s.lower[first - 1] in COORDINATORS else None


def _says(s: Text, found: Candidate) -> bool:
    """Whether a cue is a voice's, and not what is told of somebody: "and the mayor wanted to stay"."""
    return bool(found.content) and (found.frames[0] != "x" or s.tag[found.head] in PRESENT)


def _is_telling(s: Text, verb: int) -> bool:
    """Whether a verb has the tense in which an article tells: "described", "wants", "has called"."""
    aux = [c for c in s.children[verb] if s.dep[c] in ("aux", "auxpass") and c < verb]
    first = aux[0] if aux else verb
    return s.tag[first] in FINITE_TAGS and s.lower[first] not in BACK_IN_TIME


def _ended(s: Text, found: Candidate, turns: list[Piece]) -> Candidate:
    if (
        found.frames[:1] != ("c",)
        or not found.content
        or found.content[0][0] < found.head
        or s.quoted.holds(found.head)
    ):
        return found
    if s.lower[found.content[0][0]] == "that":
        return found
    start, end = found.content[-1]
    cuts = [at for at, verb in turns if start < at and verb < end and verb != found.head]
    return with_content(found, (*found.content[:-1], (start, min(cuts)))) if cuts else found
