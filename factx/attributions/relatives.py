"""Contents that lack their subject since it stands before a relative clause: "the tax, which she says is too high"."""

from __future__ import annotations

from factx.attributions.candidate import Candidate, with_content
from factx.language import Piece, Text
from factx.language.grammar import ANY_NOUN, RELATIVE, SUBJECTS


def name_antecedent(s: Text, found: Candidate) -> Candidate:
    """ "the tax, which she says is too high", "a tax she says is too high": the noun for the relative word."""
    if found.frames[:1] == ("o",):
        return _name_object(s, found)
    if found.frames[:1] != ("c",) or not _hangs_on_noun(s, found):
        return found
    clause = s.child(found.head, "ccomp")
    return _with_antecedent(s, found) if clause is not None and _lacks_subject(s, clause) else found


def _name_object(s: Text, found: Candidate) -> Candidate:
    """ "the plan, which she calls a folly": the noun for the object; "what she calls a holy war" has none."""
    if any(s.words(piece) == ["what"] for piece in found.content):
        return with_content(found, (p for p in found.content if s.words(p) != ["what"]))
    told_of = found.content and len(found.content) > 1 and s.words(found.content[0])[0] in RELATIVE
    open_end = bool(found.content) and s.tag[found.content[-1][1] - 1] == "IN"  # "a plot that he accuses Holm of"
    return _with_antecedent(s, found) if told_of and not open_end and _hangs_on_noun(s, found) else found


def _hangs_on_noun(s: Text, found: Candidate) -> bool:
    """Whether the cue is the verb of a relative clause with a speaker of its own."""
    v = found.head
    if s.dep[v] != "relcl" or found.source is None or s.head[v] >= s.left[v]:
        return False
    return s.lower[found.source[0]] not in RELATIVE and s.tag[s.head[v]] in ANY_NOUN


def _with_antecedent(s: Text, found: Candidate) -> Candidate:
    """The noun for the relative word, without how many there are, which the article says."""
    noun = s.head[found.head]
    start, end = _antecedent(s, noun, min(s.left[found.head], found.first()))
    start = next((i + 1 for i in range(noun - 1, start - 1, -1) if _is_count(s, i)), start)
    rest = [piece for piece in found.content if s.lower[piece[0]] not in RELATIVE or piece[1] - piece[0] > 1]
    rest = [(a + (s.lower[a] in RELATIVE), b) for a, b in rest]
    counted = any(_is_count(s, i) for i in range(start, end))
    return with_content(found, ((start, end), *rest)) if rest and end <= rest[0][0] and not counted else found


def _lacks_subject(s: Text, clause: int) -> bool:
    """Whether a clause has no subject of its own, or one that stands for a noun before it."""
    subjects = [s.lower[c] for c in s.children[clause] if s.dep[c] in SUBJECTS or s.dep[c] in ("expl", "csubj")]
    return RELATIVE.issuperset(subjects)


def _antecedent(s: Text, noun: int, end: int) -> Piece:
    """The noun with what belongs to it, as far as the relative clause."""
    while end - 1 > noun and s.lower[end - 1] == ",":
        end -= 1
    return s.left[noun], end


def _is_count(s: Text, i: int) -> bool:
    """Whether a token counts something, and is no year and no part of a word: "a three-hour siege"."""
    return s.tag[i] == "CD" and s.ent[i] != "DATE" and s.tag[i + 1] != "HYPH"
