"""Where a content begins and ends: quotations kept whole, loose clauses and marks off its edges."""

from __future__ import annotations

from factx import words
from factx.attributions.candidate import Candidate, merged, with_content, without
from factx.language import Piece, Text

LOOSE_MARKS = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "(", "["))
TAIL_DASHES = frozenset((",", "-", "--", "–", "—"))
LOOSE_OPENERS = frozenset(("although", "though", "as", "while", "until", "prompting", "leaving", "raising"))
ASKED_BY = frozenset(("about", "by", "if", "whether", "why", "how", "what"))  # words behind "when asked"
JOINERS = frozenset(("and", "but"))
BACKSHIFTED = frozenset(("would", "could", "might"))
TAIL_REACH = 40  # tokens
CONCRETE = frozenset(
    ("person", "group", "location", "artifact", "object", "phenomenon", "time", "food", "plant", "animal")
)
CLOSERS = LOOSE_MARKS | {"?", "!", "and", "but", "\n"}


def cut_tail(s: Text, found: Candidate) -> Candidate:
    """Cuts ", which …", ", who …" and ", a claim that …" off the end of content that does not end in a quotation."""
    if not found.content or s.quoted.holds(found.content[-1][1] - 1):
        return found
    start, end = found.content[-1]
    for tail in range(max(start, end - TAIL_REACH), end):
        if s.right[tail] + 1 >= end and _is_loose(s, tail):
            comma = s.left[tail] - 1
            if comma > max(start + 1, found.head) and s.lower[comma] in TAIL_DASHES:
                return with_content(found, (*found.content[:-1], (start, comma)))
    return found


def cut_behind(s: Text, found: Candidate) -> Candidate:
    """Cuts ", as the town mourned" off behind a cue that tells what stands before it: "Two died, Rao said, as …"."""
    if len(found.content) < 2 or found.content[-1][0] < found.last():
        return found
    start = found.content[-1][0]
    opener = next((i for i in range(start, found.content[-1][1]) if s.lower[i] not in LOOSE_MARKS), start)
    if s.lower[opener] not in LOOSE_OPENERS or s.quoted.holds(opener):
        return found
    return with_content(found, found.content[:-1])


def cut_question(s: Text, found: Candidate) -> Candidate:
    """Cuts off what the speaker was asked: "said it was safe | when asked by reporters about it"."""
    for start, end in found.content[-1:]:
        for i in range(max(start, found.head) + 1, end - 2):
            asked = s.lower[i] == "when" and s.lower[i + 1] == "asked" and s.lower[i + 2] in ASKED_BY
            if asked and not s.quoted.holds(i):
                return with_content(found, (*found.content[:-1], (start, i)))
    return found


def _is_loose(s: Text, tail: int) -> bool:
    """Whether the narrator may speak: ", who …" (not "one of whom", which says more), ", a claim …", ", though …"."""
    opens = s.tag[s.left[tail]]
    if s.dep[tail] == "appos":
        return opens == "DT" and s.child(tail, "conj") is None and words.noun_class(s.lemma[tail]) not in CONCRETE
    if s.dep[tail] == "relcl":
        return opens in ("WDT", "WP", "WRB")
    clause = s.dep[tail] == "advcl" and s.lower[s.left[tail]] in LOOSE_OPENERS
    return clause or (s.dep[tail] == "prep" and s.lower[tail] == "despite")


def grow_joined(s: Text, found: Candidate) -> Candidate:
    """Adds what is told on in the same tense: "said the road was closed, but it would open in May"."""
    if not found.content or s.tag[found.head] != "VBD" or found.frames[:1] != ("c",) or s.quoted.holds(found.head):
        return found
    start, end = found.content[-1]
    joined = next((c for c in s.children[found.head] if s.dep[c] == "conj" and c >= end), None)
    if joined is None or start < found.head or s.lower[end] not in (",", *JOINERS) or not _is_backshifted(s, joined):
        return found
    first = next((i for i in range(end, s.left[joined]) if s.lower[i] in JOINERS), None)
    if first is None or s.left[joined] - end > 2:
        return found
    return with_content(found, (*found.content[:-1], (start, s.right[joined] + 1)))


def _is_backshifted(s: Text, verb: int) -> bool:
    """Whether a clause has a subject of its own and stands in the tense of what is told: "would", "had been"."""
    subject = s.child(verb, "nsubj", "nsubjpass")
    if subject is None or subject > verb or s.quoted.number[verb] != -1:
        return False
    aux = [s.lower[c] for c in s.children[verb] if s.dep[c] in ("aux", "auxpass") and subject < c < verb]
    return bool(aux) and (aux[0] in BACKSHIFTED or (aux[0] == "had" and s.tag[verb] == "VBN"))


def grow(s: Text, found: Candidate) -> Candidate:
    """Widens content that begins or ends inside a quotation to the whole of it."""
    grown = (_grown(s, piece, s.quoted.number[found.head]) for piece in found.content)
    return with_content(found, without(merged(grown), found.cue))


def _grown(s: Text, piece: Piece, own: int) -> Piece:
    """The piece with the quotations at its edges whole; in the cue's own quotation it stays as it is."""
    start, end = piece
    first, last = s.quoted.number[start], s.quoted.number[end - 1]
    if first not in (-1, own):
        start = min(start, s.quoted.pieces[first][0])
    if last not in (-1, own):
        end = max(end, s.quoted.pieces[last][1])
    return start, end


def trim(s: Text, found: Candidate) -> Candidate:
    """Cuts marks and dangling conjunctions off the edges of every piece; drops empty ones."""
    return with_content(found, (_bare(s, piece) for piece in found.content))


def _bare(s: Text, piece: Piece) -> Piece:
    start, end = piece
    while start < end and (s.lower[start] in LOOSE_MARKS or s.lower[start].isspace()):
        start += 1
    while end > start and (s.lower[end - 1] in CLOSERS or s.lower[end - 1].isspace()):
        end -= 1
    return start, end
