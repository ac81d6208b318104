"""Who speaks, where the parse is wrong and the order of the words shows it."""

from __future__ import annotations

from dataclasses import replace

from factx.attributions.candidate import Candidate, Candidates
from factx.attributions.sources import trim_source
from factx.language import Piece, Text

SPEAKER_REACH = 15  # tokens a speaker may take
TERMINATORS = frozenset((".", "?", "!", "...", "…"))
STOPS = frozenset((",", ":", ";", "(", "-", "--", "–", "—")) | TERMINATORS
OPENERS = frozenset(("IN", "WP", "WDT"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
NAMING = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
SHARING = frozenset((",", "and", "while", "before", "after"))  # words between a cue and a participle of the same voice


def mend_source(s: Text, found: Candidate) -> Candidate:
    """Replaces a subject that the parser took out of a quotation by the words between quotation and cue."""
    if "q" not in found.takes or (found.source_head is None and s.child(found.head, "nsubjpass") is not None):
        return found
    noun = found.source_head
    if noun is not None and not _foreign(s, noun, found):
        return found
    piece = _before(s, found.cue[0])
    if piece is None and s.tag[found.head] in FINITE and _is_beside(s, found.cue[0]):
        piece = _behind(s, found.cue[1])
    noun = None if piece is None else _speaker(s, piece)
    source = trim_source(s, noun, *piece) if noun is not None and piece is not None else None
    return replace(found, source=source, source_head=noun)


def _foreign(s: Text, noun: int, found: Candidate) -> bool:
    """Whether the noun stands in a long quotation that the cue is outside of."""
    number = s.quoted.number[noun]
    return number >= 0 and number != s.quoted.number[found.head] and s.quoted.is_long(number)


def _before(s: Text, end: int) -> Piece | None:
    """The words between a quotation and the cue behind it."""
    start, limit = end, max(0, end - SPEAKER_REACH)
    while start > limit and not s.quoted.holds(start - 1) and s.lower[start - 1] not in TERMINATORS:
        start -= 1
    return (start, end) if start < end and _is_beside(s, start) else None


def _is_beside(s: Text, i: int) -> bool:
    """Whether a quotation ends right before token `i`."""
    return i > 0 and s.quoted.holds(i - 1)


def _behind(s: Text, start: int) -> Piece | None:
    """The words behind a cue that stands right behind a quotation."""
    limit = min(len(s), start + SPEAKER_REACH)
    end = start
    while end < limit and not s.quoted.holds(end) and s.lower[end] not in STOPS and s.tag[end] not in OPENERS:
        end += 1
    return (start, end) if start < end else None


def _speaker(s: Text, piece: Piece) -> int | None:
    """The head of a name among words: the last noun of the first row of nouns, if no verb stands before it."""
    heads = [i for i in range(*piece) if s.tag[i] in NAMING or s.lower[i].startswith("@")]
    first = next(
        (i for i in heads if i + 1 >= piece[1] or (s.tag[i + 1] not in NAMING and s.tag[i + 1] != "POS")), None
    )
    return None if first is None or any(s.is_verb(i) for i in range(piece[0], first)) else first


def inherit_sources(s: Text, found: Candidates) -> Candidates:
    """ "Rao praised the deal, adding …": a participle without a subject has the source of the cue before it."""
    heirs = list(found[:1])
    for cue in found[1:]:
        is_heir = cue.source is None and s.tag[cue.head] == "VBG" and _shares(s, cue, heirs[-1])
        heirs.append(replace(cue, source=heirs[-1].source, source_head=heirs[-1].source_head) if is_heir else cue)
    return tuple(heirs)


def _shares(s: Text, found: Candidate, before: Candidate) -> bool:
    """Whether a participle goes on with the sentence of the cue before it."""
    same = s.sentence[before.head] == s.sentence[found.head]
    return same and found.cue[0] > 0 and s.lower[found.cue[0] - 1] in SHARING


def split_fronted(s: Text, found: Candidate) -> Candidate:
    """ "… killed | 24 people, the mayor | said": a clause and a speaker without a comma between them are cut wrongly.

    What stands before the comma goes back to the clause.
    """
    if found.source is None or found.source_head is None or "c" not in found.frames:
        return found
    start, end = found.source
    if not any(piece[1] == start and piece[0] < piece[1] - 1 for piece in found.content) or end > found.cue[0]:
        return found
    comma = next((i for i in range(found.source_head, end) if s.lower[i] == ","), None)
    if s.lower[start - 1] in STOPS or s.tag[start - 1] in ("''", "``") or comma is None:
        return found
    speaker = next((c for c in s.below(found.source_head, "appos") if comma < c < end), None)
    if speaker is None:
        return found
    return replace(found, content=(*found.content, (start, comma)), source=(comma + 1, end), source_head=speaker)
