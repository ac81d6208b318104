"""Who speaks, where the parse is wrong and the order of the words shows it."""

from __future__ import annotations

from dataclasses import replace

from factx import words
from factx.attributions.candidate import Candidate, Candidates, with_content, without
from factx.attributions.phrases import SPEECH
from factx.attributions.sources import trim_source
from factx.language import Piece, Text
from factx.language.grammar import ANY_NOUN, COMMON_NOUNS, FINITE_TAGS, PROPER_NOUNS, SUBJECTS, TENSED_TAGS, TIME_LABELS

SPEAKER_REACH = 15  # tokens a speaker may take
TERMINATORS = frozenset((".", "?", "!", "...", "…"))
SPEAKER_STOPS = frozenset((",", ":", ";", "(", "-", "--", "–", "—")) | TERMINATORS
SPEAKER_OPENERS = frozenset(("IN", "WP", "WDT"))
INVERTED_TAGS = FINITE_TAGS | {"VB"}  # of a verb right behind a quotation: “…,” read a statement
OPENING_TAGS = frozenset(("IN", "RB"))
OF_SPEAKER = frozenset(("of", "for", "from"))
NAMERS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
NAMING_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "DT", "JJ", "POS"))
BEFORE_NAMES = NAMING_TAGS | {"PRP", "PRP$", "CD", "HYPH", "VBN"}  # VBN: "the Leros-based Observatory"
BRACKET_REACH = 6  # tokens of a bracket behind a name
PARTED_TAGS = frozenset(("MD", "WDT", "WP", "WRB", ":", "``", "''"))  # in no speaker at a sentence's end
RESUMING = frozenset(("and", "but"))  # words between a cue's content and the next thing its speaker does
MINDS = frozenset(("cognition", "emotion"))  # classes of verbs whose past may be the present of who is told of
SHARING = frozenset((",", "and", "while", "before", "after"))  # words between a cue and a participle of the same voice


def mend_source(s: Text, found: Candidate) -> Candidate:
    """Replaces a subject that the parser took out of a quotation by the words between quotation and cue."""
    if "q" not in found.takes or (found.source_head is None and s.child(found.head, "nsubjpass") is not None):
        return found
    if s.tag[found.cue[0]] == "WRB":  # "Rao told us, when asked"
        return found
    noun = found.source_head
    if noun is not None and not _foreign(s, noun, found):
        return found
    piece = _before(s, found.cue[0])
    comma = s.lower[found.cue[0] - 1] == ","  # the comma of “We won”, said Rao
    if piece is None and s.tag[found.head] in INVERTED_TAGS and _is_beside(s, found.cue[0] - comma):
        piece = _behind(s, found.cue[1])
    noun = None if piece is None else _speaker(s, piece)
    source = trim_source(s, noun, *piece) if noun is not None and piece is not None else None
    told = found if source is None else with_content(found, without(found.content, source))
    return replace(told, source=source, source_head=noun)


def leave_quotation(s: Text, found: Candidate) -> Candidate:
    """'“It was late, and dark,” one of the men said': a source begins behind the quotation before it."""
    if found.source is None or found.source_head is None:
        return found
    start, end = found.source
    number = s.quoted.number[start]
    behind = s.quoted.pieces[number][1] if number >= 0 and s.quoted.is_long(number) else start
    if not start < behind <= found.source_head:
        return found
    return replace(found, source=trim_source(s, found.source_head, behind, end))


def leave_opening(s: Text, found: Candidate) -> Candidate:
    """ "On a visit to Leros, army chief Rao said": a source begins behind what only opens its sentence."""
    if found.source is None or found.source_head is None:
        return found
    start, end = found.source
    begin = _past_opening(s, start, found.source_head)
    return found if begin == start else replace(found, source=trim_source(s, found.source_head, begin, end))


def close_with_speaker(s: Text, found: Candidate) -> Candidate:
    """ "The car burned out, a police report said.": the words behind the last comma, where the parser took others."""
    if found.content or not found.takes >= SPEECH or s.tag[found.head] not in FINITE_TAGS or s.quoted.holds(found.head):
        return found
    begin, end = s.sentence_of(found.head)
    cue = found.cue[0]
    comma = next((i for i in range(cue - 2, max(begin, cue - SPEAKER_REACH), -1) if s.lower[i] == ","), None)
    if comma is None or s.lower[cue - 1] == "," or end - found.cue[1] > SPEAKER_REACH:
        return found
    inside = range(comma + 1, cue)
    if found.source in ((comma + 1, cue), (comma + 2, cue)) or any(
        s.is_verb(i) or s.tag[i] in PARTED_TAGS for i in inside
    ):
        return found
    last = _before_bracket(s, cue - 1)
    titled = s.ent[last] == "PERSON" and all(s.tag[i] != "CC" for i in inside)  # "Lima Police Department Sheriff Rao"
    tops = (i for i in inside if s.tag[i] in NAMERS and s.head[i] not in inside)
    noun = last if titled else next(tops, last)
    opens = s.tag[comma + 1] in OPENING_TAGS  # "the town won, while its mastery in the scrums told"
    if noun <= comma or opens or not _may_speak(s, noun) or _lists_on(s, begin, comma, cue):
        return found
    if any(s.is_verb(i) or s.quoted.holds(i) for i in range(found.cue[1], end)):
        return found
    if s.tag[begin] in OPENING_TAGS or not any(s.tag[i] in TENSED_TAGS for i in range(begin, comma)):
        return found
    return replace(found, source=trim_source(s, noun, comma + 1, cue), source_head=noun)


def _may_speak(s: Text, noun: int) -> bool:
    """Whether a noun can be who speaks: a name, a person, a document; not "each" nor "Super Tuesday states"."""
    if s.ent[noun] in TIME_LABELS:
        return False
    known = s.lemma[noun].lower()
    named = s.tag[noun] in (*PROPER_NOUNS, "PRP")
    return named or (s.tag[noun] in ANY_NOUN and (words.can_speak(known) or words.is_person(known)))


def _lists_on(s: Text, begin: int, comma: int, cue: int) -> bool:
    """Whether the words behind a comma may end a list that opens before it: "of Works, Roads and Dams said"."""
    before = next((i for i in range(comma - 1, begin, -1) if s.lower[i] == "," or s.is_verb(i)), begin)
    joined = any(s.tag[i] == "CC" for i in range(comma + 1, cue))
    named = s.tag[comma - 1] in PROPER_NOUNS and s.tag[comma + 1] in PROPER_NOUNS
    return joined and (s.lower[before] == "," or named)


def _past_opening(s: Text, start: int, end: int) -> int:
    """The token behind the last comma before `end` where the words from `start` on open with a preposition."""
    if s.tag[start] not in OPENING_TAGS:
        return start
    return next((i + 1 for i in range(end - 1, start, -1) if s.lower[i] == ","), start)


def _foreign(s: Text, noun: int, found: Candidate) -> bool:
    """Whether the noun stands in a long quotation that the cue is outside of."""
    if not s.lower[noun][:1].isalnum() and s.lower[noun][0] != "@":  # a mark that the parser took for a word
        return True
    number = s.quoted.number[noun]
    return number >= 0 and number != s.quoted.number[found.head] and s.quoted.is_long(number)


def _before(s: Text, end: int) -> Piece | None:
    """The words between a quotation and the cue behind it."""
    start, limit = end, max(0, end - SPEAKER_REACH)
    while start > limit and not s.quoted.holds(start - 1) and s.lower[start - 1] not in TERMINATORS:
        start -= 1
    told = any(s.lower[i][:1].isalnum() for i in range(start, end))
    return (_past_opening(s, start, end), end) if told and _is_beside(s, start) else None


def _is_beside(s: Text, i: int) -> bool:
    """Whether a quotation ends right before token `i`."""
    return i > 0 and s.quoted.holds(i - 1)


def _behind(s: Text, start: int) -> Piece | None:
    """The words behind a cue that stands right behind a quotation."""
    limit = min(len(s), start + SPEAKER_REACH)
    end = start
    while end < limit and not s.quoted.holds(end) and s.lower[end] not in SPEAKER_STOPS and not _opens(s, end):
        end += 1
    return (start, end) if start < end else None


def _opens(s: Text, i: int) -> bool:
    """Whether a token opens a phrase or clause behind the speaker; the tagger takes a user's name for one at times."""
    belongs = s.lower[i] in OF_SPEAKER and s.tag[i - 1] in COMMON_NOUNS  # "a statement from Rao"
    return s.tag[i] in SPEAKER_OPENERS and s.lower[i][0] != "@" and not belongs


def _speaker(s: Text, piece: Piece) -> int | None:
    """The head of a name among words: the last noun of the first row of nouns, if no verb stands before it."""
    heads = [i for i in range(*piece) if s.tag[i] in NAMERS or s.lower[i].startswith("@")]
    first = next(
        (i for i in heads if i + 1 >= piece[1] or (s.tag[i + 1] not in NAMERS and s.tag[i + 1] != "POS")), None
    )
    return None if first is None or any(s.is_verb(i) for i in range(piece[0], first)) else first


def name_beside(s: Text, found: Candidate) -> Candidate:
    """ "In a paper China also said …": the noun before a cue that the parser gave none.

    Right before a verb of speech, but for adverbs and the day; behind it a user's name.
    """
    is_told = found.addressee is not None and found.addressee[1] <= found.cue[0]  # "hundreds told to leave"
    if found.source is not None or is_told:
        return found
    behind = found.cue[1]
    speaks = found.takes >= SPEECH
    if speaks and behind < len(s) and s.lower[behind].startswith("@"):  # “…”, tweeted @Rao
        return replace(found, source=(behind, behind + 1), source_head=behind)
    if s.is_passive(found.head) or s.child(found.head, "expl", "csubj") is not None:
        return found
    noun = _noun_before(s, found.cue[0]) if speaks and s.tag[found.head] in FINITE_TAGS else None
    if noun is None and _tense(s, found.head) in FINITE_TAGS:
        noun = _name_far_before(s, found.cue[0])
    if noun is None:
        return found
    start, end = noun, max(noun + 1, min(s.right[noun] + 1, found.cue[0]))
    while start > 0 and _belongs(s, start - 1):
        start -= 1
    source = trim_source(s, noun, start, end)
    kept = (piece for piece in found.content if not piece[0] <= noun < piece[1])
    told = with_content(found, without(found.content, source) if "p" in found.frames else kept)
    return replace(told, source=source, source_head=noun)


def _belongs(s: Text, i: int) -> bool:
    """Whether a word before a name is of its phrase; a dash is none of it."""
    is_dash = s.tag[i] == "HYPH" and s.ends[i] < s.starts[i + 1]
    return s.tag[i] in BEFORE_NAMES and s.ent[i] != "DATE" and not is_dash


def turn_inverted(s: Text, found: Candidate) -> Candidate:
    """ "Often, said Rao, this is lost": the speaker between a cue and a comma, with what is said around them.

    The parser may take the subject of what is said for the speaker: "The road, said Rao, is lost".
    """
    cue, behind = found.cue
    free = found.source is None or found.source[1] == cue - 1
    inverted = free and found.takes >= SPEECH and s.tag[found.head] in FINITE_TAGS
    if not inverted or cue == 0 or s.lower[cue - 1] != "," or s.quoted.holds(cue - 1) or not found.content:
        return found
    comma = next((i for i in range(behind, min(behind + SPEAKER_REACH, len(s))) if s.tag[i] not in NAMING_TAGS), behind)
    start, end = s.sentence_of(found.head)
    if not behind < comma < end or s.lower[comma] != "," or found.content[0][0] not in (behind, comma + 1):
        return found
    if not any(s.is_verb(i) for i in range(comma, end)):
        return found
    if found.source is not None and ("," in s.words(found.source) or s.tag[comma + 1] not in TENSED_TAGS):
        return found
    told = with_content(found, ((start, cue - 1), (comma + 1, found.content[-1][1])))
    return replace(told, source=(behind, comma), source_head=comma - 1)


def _noun_before(s: Text, cue: int) -> int | None:
    """The noun that ends right before the cue, or what it stands in apposition to."""
    at = cue - 1
    while at > 0 and (s.tag[at] == "RB" or s.ent[at] == "DATE" or (s.lower[at] == "on" and s.ent[at + 1] == "DATE")):
        at -= 1
    at = _before_bracket(s, at)
    behind = at >= 0 and s.lower[at] == ","
    at -= behind
    if behind and at > 1 and s.tag[at] == "CD" and s.lower[at - 1] == ",":  # "Rao, 39, said"
        at, behind = at - 2, False
    if at < 0 or s.tag[at] not in NAMERS or s.sentence[at] != s.sentence[cue] or s.quoted.holds(at):
        return None
    if not behind:
        whose = s.head[s.head[at]] if s.dep[at] == "pobj" and s.lower[s.head[at]] in ("of", "at", "for") else at
        return whose if whose < cue and s.tag[whose] in NAMERS else at  # "critics of the plan say"
    top = at
    while s.dep[top] in ("compound", "appos") and s.head[top] < cue and top != s.head[top]:
        if s.dep[top] == "appos":
            return s.head[top] if s.tag[s.head[top]] in NAMERS else None
        top = s.head[top]
    return None


def _name_far_before(s: Text, cue: int) -> int | None:
    """The person whom commas with more about him part from a cue: "Rao, who lives here, said", "Rao, a nurse, said"."""
    if cue < 2 or s.lower[cue - 1] != "," or s.quoted.holds(cue - 1):
        return None
    start = max(s.sentence_of(cue)[0], cue - SPEAKER_REACH)
    for at in range(cue - 2, start - 1, -1):
        if s.tag[at] == "NNP" and s.ent[at] == "PERSON" and s.lower[at + 1] == "," and _opens_phrase(s, at, start):
            relative = s.tag[at + 2].startswith("W")
            return at if relative or not any(s.is_verb(i) for i in range(at + 2, cue - 1)) else None
    return None


def _opens_phrase(s: Text, at: int, start: int) -> bool:
    """Whether a name that ends at a token begins behind a comma or a noun, as no object of a preposition does."""
    begin = at
    while begin > start and (s.tag[begin - 1] in PROPER_NOUNS or s.ent[begin - 1] == "PERSON"):
        begin -= 1
    return begin == start or s.lower[begin - 1] == "," or s.tag[begin - 1] in ("NN", "CC")


def _before_bracket(s: Text, at: int) -> int:
    """The token before a short bracket that ends at a token: "Acme Corp (ACM.N) said"."""
    if at < 0 or s.lower[at] not in (")", "]"):
        return at
    opening = (i for i in range(at - 1, max(0, at - BRACKET_REACH), -1) if s.lower[i] in ("(", "["))
    return next(opening, at + 1) - 1


def inherit_sources(s: Text, found: Candidates) -> Candidates:
    """ "Rao praised the deal, adding …": a participle without a subject has the source of the cue before it.

    Between the two a quotation may stand, whose own cues do not count: "Rao said, “I think so,” adding …".
    """
    heirs: list[Candidate] = []
    telling: Candidate | None = None  # the last one outside of quotations
    for cue in found:
        before = heirs[-1] if heirs and s.quoted.holds(cue.head) else telling
        is_heir = cue.source is None and s.tag[cue.head] == "VBG" and before is not None and _shares(s, cue, before)
        heirs.append(replace(cue, source=before.source, source_head=before.source_head) if is_heir and before else cue)
        telling = telling if s.quoted.holds(cue.head) else heirs[-1]
    return tuple(heirs)


def _shares(s: Text, found: Candidate, before: Candidate) -> bool:
    """Whether a participle goes on with the sentence of the cue before it, or with what is quoted in it."""
    at = found.cue[0] - 1
    if at > 0 and s.quoted.holds(at):  # “…,” adding
        at = s.quoted.pieces[s.quoted.number[at]][1] - 2
        begin = s.quoted.pieces[s.quoted.number[at]][0]
        return s.lower[at] in SHARING and begin > 0 and s.sentence[begin - 1] == s.sentence[before.head]
    if s.lower[at] == "and" and s.dep[found.head] == "conj" and s.dep[s.head[found.head]] == "pcomp":
        return False  # "accused the firm of cutting jobs and blaming the staff": the firm blames
    return at >= 0 and s.lower[at] in SHARING and s.sentence[before.head] == s.sentence[found.head]


def leave_to_heirs(s: Text, found: Candidates) -> Candidates:
    """ "Rao said it was late, adding that …": what the participle tells is no part of what is said before it."""
    heirs = [c for c in found if s.tag[c.head] == "VBG" and c.source is not None and not s.quoted.holds(c.head)]
    return tuple(_cut_before(s, c, heirs) for c in found)


def _cut_before(s: Text, found: Candidate, heirs: list[Candidate]) -> Candidate:
    cuts = [c.cue[0] for c in heirs if c is not found and c.source == found.source and _shares(s, c, found)]
    if not cuts:
        return found
    return with_content(found, ((a, min([b, *(cut for cut in cuts if cut > a)])) for a, b in found.content))


def go_on(s: Text, found: Candidates) -> Candidates:
    """ "Rao said the road was closed and called on all to stay": who says also calls, though the road stands nearer."""
    speakers = {c.head: _before_joined(s, c, found) for c in found}
    resumed = {head: teller for head, teller in speakers.items() if teller is not None}
    if not resumed:
        return found
    return tuple(_resumed(s, c, resumed) for c in found)


def _resumed(s: Text, found: Candidate, resumed: dict[int, Candidate]) -> Candidate:
    """The candidate with the source that it goes on from, and without what others go on with."""
    teller = resumed.get(found.head)
    if teller is not None:
        found = replace(found, source=teller.source, source_head=teller.source_head)
    ends = [_joiner(s, c) for c, t in ((h, t.head) for h, t in resumed.items()) if t == found.head]
    cuts = [end for end in ends if end is not None]
    return with_content(found, ((a, min([b, *(cut for cut in cuts if cut > a)])) for a, b in found.content))


def _before_joined(s: Text, found: Candidate, all_found: Candidates) -> Candidate | None:
    """Whose next act the verb is that the parser joined to what they told; None if it is not surely theirs."""
    told = s.head[found.head]
    if s.dep[found.head] != "conj" or s.child(found.head, *SUBJECTS) is not None or _joiner(s, found.head) is None:
        return None
    if s.quoted.holds(found.head) or s.is_passive(found.head) or any(c.head == told for c in all_found):
        return None
    if any(s.lower[c] == "had" for c in s.children[found.head]):  # "said he had taken the picture and had shown it"
        return None
    if words.verb_class(found.key.split()[0]) in MINDS:  # "said Egypt had regained its land and now wished for peace"
        return None
    tense = _tense(s, found.head)
    tellers = [c for c in all_found if c.head < told and _tells(s, c, told)]
    teller = tellers[-1] if tellers else None
    if teller is None or tense not in FINITE_TAGS or _tense(s, teller.head) != tense:
        return None
    return teller if found.key == teller.key or _is_background(s, told) else None


def _tells(s: Text, teller: Candidate, told: int) -> bool:
    """Whether a clause is what a speaker tells."""
    heads = {s.head[told], s.head[s.head[told]]} if s.dep[told] == "conj" else {s.head[told]}
    said = teller.source is not None and teller.frames[:1] == ("c",) and not s.quoted.holds(teller.head)
    return said and teller.head in heads and any(a <= told < b for a, b in teller.content)


def _tense(s: Text, verb: int) -> str:
    """The tag of a verb's first auxiliary, or its own."""
    return next((s.tag[c] for c in s.children[verb] if s.dep[c] in ("aux", "auxpass") and c < verb), s.tag[verb])


def _joiner(s: Text, verb: int) -> int | None:
    """Where "and" or "but" stands before a verb with nothing but adverbs and auxiliaries between them."""
    at = verb - 1
    while at > 0 and s.head[at] == verb and s.dep[at] in ("aux", "auxpass", "neg", "advmod"):
        at -= 1
    return at if s.lower[at] in RESUMING else None


def _is_background(s: Text, told: int) -> bool:
    """Whether what is told is no act that goes on: it had happened before, or a thing did it."""
    subject = s.child(told, *SUBJECTS)
    if subject is None or s.tag[subject].startswith("PRP") or _tense(s, told) == "MD":
        return False
    if s.tag[told] == "VBN" and any(s.lower[c] == "had" for c in s.children[told]):
        return True
    return s.tag[subject] in COMMON_NOUNS and not words.can_speak(s.lemma[subject])
