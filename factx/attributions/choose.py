"""Chooses: which of the repaired candidates are attributions, and which stand within which.

Steps that look at a candidate alone say whether it stands; then the candidates are nested, and those who are cited get
a voice of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from factx import words
from factx.attributions.candidate import Candidate, Candidates, Pieces
from factx.attributions.chains import add_inner_voices
from factx.attributions.lexicon import Rules
from factx.attributions.nesting import Nest, nest
from factx.attributions.polls import TOTALS, is_share
from factx.language import Piece, Text

Saying = tuple[Pieces, Piece | None]  # a content and its source

SOURCELESS = frozenset(("c", "p", "q", "label", "according"))  # frames whose content stands by itself, sourceless too
UNNAMING = frozenset(("named", "identified", "quoted"))
DEED_FRAMES = frozenset(("o", "r"))
MUTE = frozenset(("act", "artifact", "event", "phenomenon", "object", "substance", "time", "location", "process"))
ASKED = frozenset(("respondents", "surveyed", "polled", "questioned"))  # of whom a share is a finding
LEAST_SAID = 4
NAMED_KINDS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
MINDED = frozenset(("believe", "intend"))  # stances that show a thing to be a body: "the mill expects a rise"
EMPTY = (["that"], ["what"], ["them"])  # contents that say nothing
ARGUMENT_LABELS = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))  # where a noun tells something without an owner
BARE_FORMS = frozenset(("VB", "VBG", "VBP"))


def choose(s: Text, found: Candidates, rules: Rules) -> Nest:
    """The candidates that say something of somebody, nested; within a quotation only those that its content holds."""
    told = add_inner_voices(s, nest(tuple(c for c in found if stands(s, c, rules))), rules)
    told = told.kept(lambda n: not _is_polled(s, told, n, rules))
    alike = _alike(told.found)
    told = told.kept(lambda n: not _is_half(told.found[n], alike))
    return told.kept(lambda n: told.within[n] is not None or not _is_quoted(s, told.found[n]))


def _alike(found: Candidates) -> Mapping[Saying, list[Piece]]:
    """The cues by which the same is told of the same."""
    cues: dict[Saying, list[Piece]] = defaultdict(list)
    for one in found:
        cues[one.content, one.source].append(one.cue)
    return cues


def _is_half(found: Candidate, alike: Mapping[Saying, list[Piece]]) -> bool:
    """Whether a cue is part of a longer one that tells the same of the same: "pleaded" in "pleaded guilty to theft"."""
    start, end = found.cue
    cues = alike[found.content, found.source]
    return any(cue[0] <= start and end <= cue[1] and cue != found.cue for cue in cues)


def _is_polled(s: Text, told: Nest, n: int, rules: Rules) -> bool:
    """Whether those whom a poll has asked would speak: "The poll found that 32% said …", "45% of respondents blame"."""
    found = told.found[n]
    if found.source is None or found.source_head is None or not is_share(s, found.source, found.source_head):
        return False
    polls = (c.source_head for c in told.found if c.source_head is not None)
    near = any(s.sentence[p] == s.sentence[found.head] and s.lemma[p] in rules.file.polls for p in polls)
    summed = s.lemma[found.source_head] in TOTALS  # "a total of 48% of agents"
    return near or summed or not ASKED.isdisjoint(s.words(found.source))


def stands(s: Text, found: Candidate, rules: Rules) -> bool:
    """Whether a candidate tells something of somebody."""
    if not found.content or says_nothing(s, found) or is_transition(s, found):
        return False
    if found.source_head is None:
        return not is_nobodys(s, found, rules)
    return not is_readers(s, found.source_head) and not is_things_deed(s, found)


def _is_quoted(s: Text, found: Candidate) -> bool:
    """Whether its cue stands in a quotation; a label may open one."""
    return s.quoted.holds(found.head) and found.frames[0] != "label"


def says_nothing(s: Text, found: Candidate) -> bool:
    """Whether the content is empty ("this is what they want"), or only tells that the speaker stays unnamed."""
    said = s.words(found.content[0])
    return len(found.content) == 1 and (said in EMPTY or _is_anonymity(said))


def is_transition(s: Text, found: Candidate) -> bool:
    """Whether nobody speaks: "That said, the road is open"."""
    opens = s.lower[found.cue[1]] == "," if found.cue[1] < len(s) else False
    return opens and found.source is not None and [*s.words(found.source), *s.words(found.cue)] == ["that", "said"]


def _is_anonymity(said: list[str]) -> bool:
    """Whether a content only says that the speaker stays unnamed: "asked not to be identified"."""
    return said[-3:-1] == ["to", "be"] and said[-1] in UNNAMING and len(said) <= LEAST_SAID


def is_readers(s: Text, noun: int) -> bool:
    """Whether the source is whoever reads it: "you know that …"."""
    return s.lower[noun] in ("you", "your")


def is_nobodys(s: Text, found: Candidate, rules: Rules) -> bool:
    """Whether a cue without a source tells nothing by itself: "to criticize the plan", "is focused on"."""
    frame = found.frames[0]
    if frame == "noun":
        return s.dep[found.head] not in ARGUMENT_LABELS and s.lower[found.content[0][0]] != "that"
    if frame not in rules.names:  # a preposition's
        return found.key not in rules.file.addressed
    bare = s.tag[found.head] in BARE_FORMS and found.key not in rules.file.raising
    return bare and frame not in SOURCELESS


def is_things_deed(s: Text, found: Candidate) -> bool:
    """Whether a thing that cannot speak does something to an object: "the attack highlighted the danger"."""
    noun = found.source_head
    if noun is None or found.stance in MINDED or found.frames[0] not in DEED_FRAMES or s.dep[found.head] == "acl":
        return False
    if s.tag[noun] not in ("NN", "NNS") or s.ent[noun] in NAMED_KINDS:  # "Sanders criticized the bank"
        return False
    known = words.noun_class(s.lemma[noun])
    people = words.share(s.lemma[noun], "group") + words.share(s.lemma[noun], "person")  # "the opposition"
    return known in MUTE and not people and not words.can_speak(s.lemma[noun])
