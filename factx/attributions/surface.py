"""What the order of the words shows where the parse is lost: speakers beside quotations, clauses before "he said"."""

from __future__ import annotations

from collections.abc import Sequence

from factx.attributions.candidate import Candidate
from factx.attributions.quoting import TERMINATORS, Quoted
from factx.attributions.sources import trim_source
from factx.language import Piece, Text

TAIL_MARKS = frozenset((",", '"', "”", "''"))
SPEAKER_REACH = 15  # tokens a speaker may take
STOPS = frozenset((",", ":", ";", "(", "-", "--", "–", "—")) | TERMINATORS
WH = frozenset(("WP", "WDT", "WRB"))
BETWEEN = frozenset(("prep", "advmod", "npadvmod", "dative", "nsubj"))  # what may stand between a cue and its clause
FINITE = frozenset(("VBD", "VBZ", "VBP"))
CLAUSE_OPENERS = frozenset(("DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "NN", "JJ", "EX", "CD"))
NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP")


def mend_source(s: Text, quoted: Quoted, found: Candidate) -> None:
    """Replaces a subject that the parser took out of a quotation by the words between quotation and cue."""
    if "q" not in found.takes or (found.source_head is None and s.child(found.head, "nsubjpass") is not None):
        return
    noun = found.source_head
    if noun is not None and not _foreign(s, quoted, noun, found):
        return
    found.source, found.source_head = None, None
    piece = _before(s, quoted, found.cue[0])
    if piece is None and s.tag[found.head] in FINITE and _is_beside(quoted, found.cue[0]):
        piece = _behind(s, quoted, found.cue[1])
    if piece is not None:
        _set(s, found, piece)


def _foreign(s: Text, quoted: Quoted, noun: int, found: Candidate) -> bool:
    """Whether the noun stands in a long quotation that the cue is outside of."""
    number = quoted.number[noun]
    return number >= 0 and number != quoted.number[found.head] and quoted.is_long(number)


def _before(s: Text, quoted: Quoted, end: int) -> Piece | None:
    """The words between a quotation and the cue behind it."""
    start = end
    while (
        start > max(0, end - SPEAKER_REACH) and not quoted.inside(start - 1) and s.lower[start - 1] not in TERMINATORS
    ):
        start -= 1
    return (start, end) if start < end and start and quoted.inside(start - 1) else None


def _is_beside(quoted: Quoted, i: int) -> bool:
    """Whether a quotation ends right before token `i`."""
    return i > 0 and quoted.inside(i - 1)


def _behind(s: Text, quoted: Quoted, start: int) -> Piece | None:
    """The words behind a cue that stands right behind a quotation."""
    limit = min(len(s), start + SPEAKER_REACH)
    end = start
    while (
        end < limit and not quoted.inside(end) and s.lower[end] not in STOPS and s.tag[end] not in ("IN", "WP", "WDT")
    ):
        end += 1
    return (start, end) if start < end else None


def _set(s: Text, found: Candidate, piece: Piece) -> None:
    heads = [i for i in range(*piece) if s.tag[i] in NOUNS or s.lower[i].startswith("@")]
    first = next((i for i in heads if i + 1 >= piece[1] or s.tag[i + 1] not in (*NOUNS, "POS")), None)
    if first is not None and not any(s.is_verb(i) for i in range(piece[0], first)):
        found.source_head = first
        found.source = trim_source(s, first, *piece)


def inherit_source(s: Text, found: Candidate, before: Candidate | None) -> None:
    """ "Rao praised the deal, adding …": a participle without a subject has the source of the cue before it."""
    if found.source is None and before is not None and s.tag[found.head] == "VBG":
        same = s.sentence[before.head] == s.sentence[found.head]
        if same and found.cue[0] > 0 and s.lower[found.cue[0] - 1] in (",", "and", "while", "before", "after"):
            found.source, found.source_head = before.source, before.source_head


def split_fronted(s: Text, found: Candidate) -> None:
    """ "… killed | 24 people, the mayor | said": a clause and a speaker without a comma between them are cut wrongly.

    What stands before the comma goes back to the clause.
    """
    if found.source is None or found.source_head is None or "c" not in found.frames:
        return
    start, end = found.source
    if not any(piece[1] == start and piece[0] < piece[1] - 1 for piece in found.content) or end > found.cue[0]:
        return
    comma = next((i for i in range(found.source_head, end) if s.lower[i] == ","), None)
    if s.lower[start - 1] in STOPS or s.tag[start - 1] in ("''", "``") or comma is None or comma + 1 >= end:
        return
    speaker = next((c for c in s.children[found.source_head] if c > comma and s.dep[c] == "appos"), None)
    if speaker is not None and speaker < end:
        found.content.append((start, comma))
        found.source, found.source_head = (comma + 1, end), speaker


def fill_gap(s: Text, found: Candidate) -> None:
    """Lets a clause begin right behind the cue where the parser hung its first words elsewhere."""
    if not found.frames or found.frames[0] != "c" or found.addressee is not None or not found.content:
        return
    start, end = found.content[0]
    skipped = found.cue[1]
    if start < found.head or start - skipped > SPEAKER_REACH:
        return
    for c in s.children[found.head]:
        if (
            s.left[c] == skipped
            and s.right[c] < start
            and s.dep[c] in ("prep", "advmod", "npadvmod", "dative", "nsubj")
        ):
            skipped = s.right[c] + 1
    day = any(s.ent[i] in ("DATE", "TIME") for i in range(skipped, start))  # of the telling
    same = skipped < start and s.sentence[skipped] == s.sentence[found.head]
    if same and not day and s.lower[skipped] not in STOPS:
        found.content[0] = skipped, end


def fill_around(s: Text, found: Candidate) -> bool:
    """Gives a speech verb without content what the parser lost of it: "… that …", or the rest of the sentence."""
    if found.content or s.tag[found.head] not in (*FINITE, "VBG") or found.source is None:
        return False
    begin, end = s.sentence_of(found.head)
    first = min(found.cue[0], found.source[0])
    last = max(found.cue[1], found.source[1])
    that = _that(s, last, min(end, last + SPEAKER_REACH))
    if that is not None and found.cue[1] == last and "c" in found.takes:
        return _add(found, "c", (that, end))
    if not {"c", "q"} <= found.takes:
        return False
    comma = first > begin + 1 and s.lower[first - 1] in (",", "--", "–", "—")
    if comma and (_is_tail(s, last, end) or _is_main(s, begin, first)):
        return _add(found, "p", (begin, first - 1))
    if found.key == "say" and found.cue[1] == last and _opens_clause(s, last, end):
        return _add(found, "c", (last, end))
    return False


def fill_tail(s: Text, found: Candidate, candidates: Sequence[Candidate]) -> None:
    """ "Police said the boy “was hurt,” the Post reported": the tail's voice tells the whole sentence before it."""
    if "q" not in found.takes or found.source is None or len(found.content) != 1:
        return
    begin, end = s.sentence_of(found.head)
    first, last = min(found.cue[0], found.source[0]), max(found.cue[1], found.source[1])
    start, stop = found.content[0]
    told = any(begin <= other.head < start and {"c", "q"} <= other.takes for other in candidates)
    if told and begin < start and stop <= first and s.lower[first - 1] in TAIL_MARKS and _is_tail(s, last, end):
        found.frames = ["p"]
        found.content = [(begin, first - (s.lower[first - 1] == ","))]


def _add(found: Candidate, frame: str, piece: Piece) -> bool:
    found.frames.append(frame)
    found.content = [piece]
    return True


def _that(s: Text, start: int, end: int) -> int | None:
    """ "said in a statement that …": the "that" behind what tells when and where; no verb may stand before it."""
    for i in range(start, end):
        if s.lower[i] == "that" and s.tag[i] == "IN":
            return i
        if s.is_verb(i) or s.lower[i] in (";", ":", '"', "“", "''", "``") or s.lower[i] in TERMINATORS:
            return None
    return None


def _opens_clause(s: Text, start: int, end: int) -> bool:
    """Whether a clause with subject and verb begins right here: "said areas where he wants a vote include …"."""
    opens = start < end and s.tag[start] in CLAUSE_OPENERS
    return opens and any(s.tag[i] in (*FINITE, "MD") for i in range(start + 1, end))


def fill_interrupted(s: Text, quoted: Quoted, found: Candidate) -> None:
    """ "The treaty, the minister wrote on Friday, is dead": a report between a subject and its verb."""
    if "c" not in found.takes or s.tag[found.head] not in FINITE or found.source is None:
        return
    begin, end = s.sentence_of(found.head)
    first = found.source[0]
    if any(quoted.inside(i) for piece in found.content for i in piece[:1]):
        return
    if found.source[1] > found.cue[0] or first < begin + 2 or s.lower[first - 1] != "," or s.tag[first] in WH:
        return
    stop = min(end - 1, found.cue[1] + SPEAKER_REACH)
    comma = next((i for i in range(found.cue[1], stop) if s.lower[i] == "," or s.is_verb(i)), None)
    if comma is None or s.lower[comma] != "," or not _goes_on(s, comma + 1) or _is_sentence(s, begin, first - 1):
        return
    found.frames = ["p"]
    found.content = [(begin, first - 1), (comma + 1, end)]


def _goes_on(s: Text, i: int) -> bool:
    """Whether a verb stands here, before any noun."""
    return s.tag[i] in (*FINITE, "MD") or (
        s.tag[i] == "RB" and s.tag[i + 1 if i + 1 < len(s) else i] in (*FINITE, "MD")
    )


def _is_sentence(s: Text, start: int, end: int) -> bool:
    """Whether a verb stands between here and there, or a word that opens a clause or phrase."""
    return s.tag[start] in ("IN", "WRB", "CC", "TO") or any(s.tag[i] in (*FINITE, "MD") for i in range(start, end))


def _is_main(s: Text, start: int, end: int) -> bool:
    """Whether the words from here on make a sentence of their own."""
    return s.tag[start] not in ("IN", "WRB", "VBG", "VBN", "TO") and any(s.tag[i] in FINITE for i in range(start, end))


def _is_tail(s: Text, start: int, end: int) -> bool:
    """Whether only a time or a place stands from here to the end of the sentence."""
    return end - start <= SPEAKER_REACH and not any(
        s.is_verb(i) or s.lower[i] in ("'", '"', "“") for i in range(start, end)
    )
