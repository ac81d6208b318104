"""Contents that lack their subject since it stands before a relative clause: "the tax, which she says is too high"."""

from __future__ import annotations

from factx.attributions.candidate import Candidate, with_content
from factx.language import Piece, Text
from factx.language.grammar import ANY_NOUN, RELATIVE, SUBJECTS


def name_antecedent(s: Text, found: Candidate) -> Candidate:
    """ "the tax, which she says is too high", "a tax she says is too high": the noun for the relative word."""
    v = found.head
    if found.frames[:1] == ("o",):  # "fought what she calls a holy war"
        return with_content(found, (p for p in found.content if s.words(p) != ["what"]))
    if found.frames[:1] != ("c",) or s.dep[v] != "relcl" or found.source is None or s.head[v] >= s.left[v]:
        return found
    clause = s.child(v, "ccomp")
    if clause is None or not _lacks_subject(s, clause) or s.lower[found.source[0]] in RELATIVE:
        return found
    if s.tag[s.head[v]] not in ANY_NOUN:
        return found
    told = _antecedent(s, s.head[v], min(s.left[v], found.source[0]))
    rest = [piece for piece in found.content if piece[1] - piece[0] > 1 or s.lower[piece[0]] not in RELATIVE]
    counted = any(s.tag[i] == "CD" for i in range(*told))  # how many there are the article says
    return with_content(found, (told, *rest)) if rest and told[1] <= rest[0][0] and not counted else found


def _lacks_subject(s: Text, clause: int) -> bool:
    """Whether a clause has no subject of its own, or one that stands for a noun before it."""
    subjects = [s.lower[c] for c in s.children[clause] if s.dep[c] in SUBJECTS or s.dep[c] in ("expl", "csubj")]
    return RELATIVE.issuperset(subjects)


def _antecedent(s: Text, noun: int, end: int) -> Piece:
    """The noun with what belongs to it, as far as the relative clause."""
    while end - 1 > noun and s.lower[end - 1] == ",":
        end -= 1
    return s.left[noun], end
