"""What the order of the words shows of a content where the parse is lost: clauses around "he said", and behind it."""

from __future__ import annotations

from factx.attributions.candidate import Candidate, Candidates, added, told_whole, with_content
from factx.attributions.edges import grow
from factx.attributions.phrases import SPEECH
from factx.attributions.speakers import SPEAKER_REACH, SPEAKER_STOPS, TERMINATORS
from factx.language import Text
from factx.language.grammar import FINITE_TAGS, SUBJECTS, TENSED_TAGS, TIME_LABELS

TAIL_MARKS = frozenset((",", '"', "”", "''"))
JOINING_MARKS = frozenset(("and", "but"))
BEFORE_TAIL = frozenset((",", "--", "–", "—"))
CLAUSE_STOPS = frozenset((";", ":", '"', "“", "''", "``")) | TERMINATORS
WH = frozenset(("WP", "WDT", "WRB"))
PERFECT = frozenset(("has", "have", "had", "'s", "’s", "'ve", "’ve", "'d", "’d"))
TELLING = frozenset(("tell", "warn"))  # verbs with an object to whom something is said
HALF_VERBS = frozenset(("VBG", "VBN"))
BEFORE_THAT = ("prep", "advmod", "npadvmod", "dative", "nsubj")  # what may stand between a cue and its clause
TELLING_TAGS = FINITE_TAGS | {"VBG"}
PHRASE_OPENERS = frozenset(("IN", "WRB", "CC", "TO"))
CARRIED = frozenset(("dobj", "prep", "acomp", "attr", "ccomp", "xcomp"))  # what a clause without a gap may have
HALF_CLAUSES = frozenset(("IN", "WRB", "VBG", "VBN", "TO"))


def fill_interrupted(s: Text, found: Candidate) -> Candidate:
    """ "The treaty, the minister wrote on Friday, is dead": a report between a subject and its verb."""
    if "c" not in found.takes or s.tag[found.head] not in FINITE_TAGS or found.source is None:
        return found
    begin, end = s.sentence_of(found.head)
    first = found.source[0]
    if any(s.quoted.holds(start) for start, _ in found.content):
        return found
    if found.source[1] > found.cue[0] or first < begin + 2 or s.lower[first - 1] != "," or s.tag[first] in WH:
        return found
    stop = min(end - 1, found.cue[1] + SPEAKER_REACH)
    comma = next((i for i in range(found.cue[1], stop) if s.lower[i] == "," or s.is_verb(i)), None)
    if comma is None or s.lower[comma] != "," or not _goes_on(s, comma + 1) or _is_sentence(s, begin, first - 1):
        return found
    return told_whole(found, "p", (begin, first - 1), (comma + 1, end))


def _goes_on(s: Text, i: int) -> bool:
    """Whether a verb stands here, before any noun."""
    return s.tag[i] in TENSED_TAGS or (s.tag[i] == "RB" and i + 1 < len(s) and s.tag[i + 1] in TENSED_TAGS)


def _is_sentence(s: Text, start: int, end: int) -> bool:
    """Whether a verb stands between here and there, or a word that opens a clause or phrase."""
    return s.tag[start] in PHRASE_OPENERS or any(s.tag[i] in TENSED_TAGS for i in range(start, end))


def fill_gap(s: Text, found: Candidate) -> Candidate:
    """Lets a clause begin right behind the cue where the parser hung its first words elsewhere."""
    if found.frames[:1] != ("c",) or found.addressee is not None or not found.content:
        return found
    start, end = found.content[0]
    skipped = found.cue[1]
    if start < found.head or start - skipped > SPEAKER_REACH:
        return found
    for c in s.below(found.head, *BEFORE_THAT):
        if s.left[c] == skipped and c < start:
            skipped = min(s.right[c] + 1, start)
    day = any(s.ent[i] in TIME_LABELS for i in range(skipped, start))  # of the telling
    same = skipped < start and s.sentence[skipped] == s.sentence[found.head]
    if same and not day and s.lower[skipped] not in SPEAKER_STOPS:
        return with_content(found, ((skipped, end), *found.content[1:]))
    return found


def fill_that(s: Text, found: Candidate) -> Candidate:
    """ "said in a statement that …": gives a verb of speech without content the clause that "that" opens further on."""
    if found.content or "c" not in found.takes or not _may_tell(s, found) or found.cue[1] != found.last():
        return found
    end = s.sentence_of(found.head)[1]
    that = _that(s, found.cue[1], min(end, found.cue[1] + SPEAKER_REACH))
    doing = s.tag[found.head] == "VBG" and s.child(found.head, "aux") is not None  # "were responding to a call that"
    return found if that is None or (doing and s.tag[that] != "IN") else grow(s, added(found, "c", (that, end)))


def fill_around(s: Text, found: Candidate) -> Candidate:
    """ "…, he said on Friday": gives a verb of speech without content the sentence before it."""
    if found.content or not found.takes >= SPEECH or not _may_tell(s, found):
        return found
    if found.source_head is not None and s.tag[found.source_head] in WH:  # "…, who wrote its foreword"
        return found
    begin, end = s.sentence_of(found.head)
    first = found.first()
    comma = first > begin + 1 and s.lower[first - 1] in BEFORE_TAIL
    if comma and (_is_tail(s, found.last(), end) or _is_main(s, begin, first)):
        return added(found, "p", (begin, first - 1))
    return found


def _may_tell(s: Text, found: Candidate) -> bool:
    """Whether somebody tells something, finitely or in passing: "said", "has said", "saying"."""
    return found.source is not None and (s.tag[found.head] in TELLING_TAGS or _has_told(s, found))


def _has_told(s: Text, found: Candidate) -> bool:
    """Whether somebody "has warned" or "had told him": no passive, no "who had sworn allegiance"."""
    verb, source = found.head, found.source_head
    helpers = [s.lower[c] for c in s.children[verb] if s.dep[c] in ("aux", "auxpass") and c < verb]
    if s.tag[verb] != "VBN" or not helpers or helpers[-1] not in PERFECT or source is None or s.tag[source] in WH:
        return False
    return found.takes >= SPEECH and (found.key in TELLING or s.child(verb, "dobj") is None)


def _that(s: Text, start: int, end: int) -> int | None:
    """ "said in a note sent to all that …": the "that" behind what tells when, where or to whom, before it no verb."""
    for i in range(start, end):
        if s.lower[i] == "that" and (s.tag[i] == "IN" or _opens_clause(s, i)):
            return i
        beside = s.tag[i] in HALF_VERBS and s.lower[i - 1] != ","
        if (s.is_verb(i) and not beside) or s.lower[i] in CLAUSE_STOPS:
            return None
    return None


def _opens_clause(s: Text, that: int) -> bool:
    """Whether a "that" taken for a relative word opens a clause with a subject: "told the press that Rao had left"."""
    verb = s.head[that]
    subject = s.child(verb, *SUBJECTS)
    opens = subject is not None and subject > that and s.left[subject] == that + 1
    return opens and s.child(verb, *CARRIED) is not None


def _is_main(s: Text, start: int, end: int) -> bool:
    """Whether the words from here on make a sentence of their own."""
    return s.tag[start] not in HALF_CLAUSES and any(s.tag[i] in FINITE_TAGS for i in range(start, end))


def fill_tails(s: Text, found: Candidates) -> Candidates:
    """ "Police said the boy “was hurt,” the Post reported": the tail's voice tells the whole sentence before it."""
    voices = [c for c in found if c.takes >= SPEECH]
    return tuple(_fill_tail(s, _fill_front(s, c, voices), voices) for c in found)


def _fill_front(s: Text, found: Candidate, voices: list[Candidate]) -> Candidate:
    """ "The course was stopped, and | the students may go home, the school said": what "and" joins is told as well."""
    if not found.content or found.source is None or s.quoted.holds(found.content[0][0]):
        return found
    begin, end = s.sentence_of(found.head)
    (start, stop), first = found.content[0], found.first()
    joined = begin < start and s.lower[start - 1] in JOINING_MARKS and stop <= first and s.lower[first - 1] == ","
    told = any(begin <= other.head < start for other in voices) or any(s.quoted.holds(i) for i in range(begin, start))
    if not joined or told or not _is_tail(s, found.last(), end) or not _is_main(s, begin, start - 1):
        return found
    return with_content(found, ((begin, stop), *found.content[1:]))


def _fill_tail(s: Text, found: Candidate, voices: list[Candidate]) -> Candidate:
    if "q" not in found.takes or found.source is None or len(found.content) != 1:
        return found
    begin, end = s.sentence_of(found.head)
    first, (start, stop) = found.first(), found.content[0]
    ended = begin < start and stop <= first and s.lower[first - 1] in TAIL_MARKS
    if ended and _is_tail(s, found.last(), end) and any(begin <= other.head < start for other in voices):
        return told_whole(found, "p", (begin, first - (s.lower[first - 1] == ",")))
    return found


def _is_tail(s: Text, start: int, end: int) -> bool:
    """Whether only a time or a place stands from here to the end of the sentence."""
    short = end - start <= SPEAKER_REACH
    return short and not any(s.is_verb(i) or s.lower[i] in ("'", '"', "“") for i in range(start, end))
