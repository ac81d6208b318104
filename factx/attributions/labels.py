"""Labels: "Ministry: 12 dead", "Toll rises to 12: officials", "Toll rises – officials", 'Ruiz: "We won."'.

A label names a voice: a person, an organisation, or a noun of the list `voice` in words.toml ("police", "poll").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from factx import words
from factx.attributions.candidate import Candidate, added
from factx.attributions.lexicon import Rules
from factx.language import Piece, Text
from factx.language.grammar import PROPER_NOUNS
from factx.model import Section

LONGEST_LABEL = 12  # tokens of a label
COLON_REACH = 40  # tokens before a colon
TURN = 5  # tokens of a label in a printed conversation, with its colon
SITE = re.compile(r"[a-z]\.(?:com|org|net|co|uk|info|news)$")  # an outlet's
LINE_DASHES = frozenset(("-", "--", "–", "—", "―"))
NAMED_VOICES = frozenset(("PERSON", "ORG"))
LABEL_MARKS = frozenset(('"', "“", "''", "``"))


def label_candidates(s: Text, rules: Rules) -> Iterator[Candidate]:
    """Every label with the words it answers for."""
    lines = list(_lines(s))
    turns = Counter(_turn(s, start) for start, _ in lines)
    for start, end in lines:
        found = (
            _leading(s, start, end, rules, speaks=turns[_turn(s, start)] > 1)
            or _signing(s, start, end)
            or _introducing(s, start, end, rules)
        )
        if found is not None:
            yield found
    for section in s.sections:
        if section.kind == "headline":
            found = _closing(s, section, rules)
            if found is not None:
                yield found


def _lines(s: Text) -> Iterator[Piece]:
    start = 0
    for i in range(1, len(s) + 1):
        if i == len(s) or s.paragraph[i] != s.paragraph[start]:
            yield start, i
            start = i


def _turn(s: Text, start: int) -> str:
    """The label in capitals that opens a line of a printed conversation, or ""."""
    start += s.lower[start] in LABEL_MARKS
    colon = next((i for i in range(start, min(start + TURN, len(s))) if s.lower[i] == ":"), start)
    label = s.text[s.starts[start] : s.ends[colon - 1]] if colon > start else ""
    return label if label.isupper() and len(label) > 2 else ""


def _leading(s: Text, start: int, end: int, rules: Rules, *, speaks: bool) -> Candidate | None:
    """ "Ruiz: The bridge is open", at the start of a paragraph; in a printed interview behind its opening mark."""
    inside = s.lower[start] in LABEL_MARKS and s.quoted.holds(start)
    speaks = speaks and _turn(s, start) != ""
    start += inside
    colon = next((i for i in range(start, min(start + LONGEST_LABEL, end)) if s.lower[i] == ":"), None)
    if (
        colon is None
        or colon + 1 >= end
        or _is_bracketed(s, start, colon)
        or not (speaks or is_voice(s, (start, colon), rules))
    ):
        return None
    number = s.quoted.number[colon + 1]
    alone = not inside and number >= 0 and s.quoted.is_long(number)
    return _label(s, (start, colon), colon, s.quoted.pieces[number] if alone else (colon + 1, end))


def _is_bracketed(s: Text, start: int, colon: int) -> bool:
    """Whether the colon stands in a bracket, as in "(NYSE: ACME)", or a number before it, as in a dateline's day."""
    before = s.lower[start:colon]
    return before.count("(") > before.count(")") or s.tag[colon - 1] == "CD"


def _signing(s: Text, start: int, end: int) -> Candidate | None:
    """'“We won.” – Ana Ruiz': a name behind a paragraph that is one long quotation."""
    number = s.quoted.number[start]
    if number < 0 or not s.quoted.is_long(number):
        return None
    content = s.quoted.pieces[number]
    if _word(s, content[1], len(s)) >= end:  # the signature stands in the next line
        end = next((i for i in range(end + 1, len(s)) if s.paragraph[i] != s.paragraph[end]), len(s))
    dash = _word(s, content[1], end)
    if s.lower[content[1] - 1][-1] in LINE_DASHES:  # no blank between mark and dash
        dash = content[1] - 1
    while end > start and (s.lower[end - 1].isspace() or s.lower[end - 1] == "."):
        end -= 1
    name = _word(s, dash + 1, end)
    if not (0 < end - name <= LONGEST_LABEL) or not _is_dash(s, dash):
        return None
    comma = next((i for i in range(name, end) if s.lower[i] == ","), end)  # "Ana Ruiz, teacher"
    named = comma > name and all(
        s.text[s.starts[i]].isupper() or s.lower[i] in (".", "of", "-") for i in range(name, comma)
    )
    return _label(s, (name, end), dash, content) if named else None


def _is_dash(s: Text, i: int) -> bool:
    """A dash, one behind the mark, or one glued to the signature: "-Mayor Ana Ruiz"."""
    word = s.lower[i]
    return word[-1] in LINE_DASHES or (word[0] in LINE_DASHES and s.text[s.starts[i] + 1].isupper())


def _word(s: Text, i: int, end: int) -> int:
    """The first token from `i` on that is no white space."""
    while i < end - 1 and s.lower[i].isspace():
        i += 1
    return i


def _introducing(s: Text, start: int, end: int, rules: Rules) -> Candidate | None:
    """ "Too early - Ana Ruiz: “It is …”": a voice between a dash and a colon that a quotation follows."""
    for colon in range(start + 1, end - 1):
        if s.lower[colon] == ":" and not s.quoted.holds(colon):
            number = s.quoted.number[colon + 1]
            if number >= 0 and s.quoted.is_long(number):
                begin = _label_start(s, start, colon)
                if begin is not None and is_voice(s, (begin, colon), rules):
                    return _label(s, (begin, colon), colon, s.quoted.pieces[number])
                return _announcing(s, colon, s.quoted.pieces[number], rules)
    return None


def _announcing(s: Text, colon: int, content: Piece, rules: Rules) -> Candidate | None:
    """ "Ruiz had one message: “We won.”": a person's deed and a colon, where no verb of speech stands before it."""
    begin = max(s.sentence_of(colon)[0], colon - COLON_REACH)
    verbs = [s.lemma[i] for i in range(begin, colon) if s.is_verb(i) and s.lemma[i] in rules.verb]
    if any("q" in rules.verb[lemma].frames for lemma in verbs):
        return None
    root = next((i for i in range(begin, colon) if s.dep[i] == "ROOT" and s.is_verb(i)), None)
    subject = None if root is None else s.child(root, "nsubj")
    if subject is None or subject < begin or s.tag[subject] not in (*PROPER_NOUNS, "PRP"):
        return None
    return replace(_label(s, (s.left[subject], s.right[subject] + 1), colon, content), source_head=subject)


def _label_start(s: Text, start: int, colon: int) -> int | None:
    for i in range(colon - 1, max(start, colon - LONGEST_LABEL) - 1, -1):
        dash = s.lower[i] in LINE_DASHES and s.starts[i] > s.ends[i - 1]
        if dash or (s.lower[i] in (".", "]", ")") and i + 1 < colon and s.tag[i + 1] in PROPER_NOUNS):
            return i + 1
    return None


def _closing(s: Text, section: Section, rules: Rules) -> Candidate | None:
    """ "Toll rises to 12: officials", in a headline; a dash needs a common noun, for outlets stand behind one too."""
    begin, end = s.pieces((section.start, section.end))
    said = _said(s, begin, end, rules)
    if said is not None:
        return said
    for mark in range(end - 2, begin + 2, -1):
        if s.lower[mark] != ":" and (s.lower[mark] not in LINE_DASHES or s.starts[mark] == s.ends[mark - 1]):
            continue
        label = (mark + 1, next((i for i in range(mark + 1, end) if s.lower[i] in LINE_DASHES), end))
        lower = s.lower[mark] in LINE_DASHES and s.tag[label[1] - 1] in PROPER_NOUNS
        if is_voice(s, label, rules) and not lower and not SITE.search(s.lower[label[1] - 1]):
            return _label(s, label, mark, (begin, mark))
    return None


def _said(s: Text, begin: int, end: int, rules: Rules) -> Candidate | None:
    """ "Toll Rises To 12, Officials Say": in title case the tagger often takes the verb for a name."""
    dashes = (i for i in range(begin + 1, end) if s.lower[i] in LINE_DASHES and s.starts[i] > s.ends[i - 1])
    last = next(dashes, end) - 1
    while last > begin and s.lower[last].isspace():
        last -= 1
    if s.lower[last] not in rules.file.closing:
        return None
    comma = next((i for i in range(last - 1, max(begin, last - LONGEST_LABEL), -1) if s.lower[i] == ","), None)
    if comma is None or not any(s.tag[i][:2] == "NN" for i in range(comma + 1, last)):
        return None
    return _label(s, (comma + 1, last), last, (begin, comma))


def is_voice(s: Text, label: Piece, rules: Rules) -> bool:
    """Whether the words name somebody who can say something: no verb, and a name or a noun of `voice` at the end."""
    start, end = label
    if not 0 < end - start <= LONGEST_LABEL or any(_is_plain_verb(s, i) for i in range(start, end)):
        return False
    nouns = [i for i in range(start, end) if s.tag[i][:2] == "NN"]
    if not nouns or not s.text[s.starts[start]].isalnum():
        return False
    comma = next((i for i in range(start, end) if s.lower[i] == ","), end)
    if s.lemma[nouns[-1]].lower() in rules.file.notes:  # "Editor's note: A version of this …"
        return False
    ends = {nouns[-1], nouns[0], *[i for i in nouns if i < comma][-1:]}
    return any(s.ent[i] in NAMED_VOICES and _is_named(s, i, label) for i in nouns) or any(
        s.lemma[i].lower() in words.members("voice") or s.lower[i] in words.members("voice") for i in ends
    )


def _is_named(s: Text, noun: int, label: Piece) -> bool:
    """Whether a name is somebody's by itself, or a person's body's: no "Rao results", "Replacing Rao"."""
    start, end = label
    last = noun
    while last + 1 < end and s.tag[last + 1][:2] == "NN":
        last += 1
    head = s.head[noun]
    replaced = start <= head < end and s.tag[head] == "VBG"
    return not replaced and (not s.text[s.starts[last]].islower() or words.is_person(s.lemma[last]))


def _is_plain_verb(s: Text, i: int) -> bool:
    return s.is_verb(i) and s.tag[i] not in ("VBN", "VBG")


def _label(s: Text, label: Piece, cue: int, content: Piece) -> Candidate:
    comma = next((i for i in range(label[0] + 1, label[1]) if s.lower[i] == ","), label[1])  # "Ana Ruiz, mayor of Lima"
    head = next((i for i in range(comma - 1, label[0] - 1, -1) if s.tag[i][:2] == "NN"), label[0])
    takes = frozenset(("label", "q"))
    found = Candidate(cue, (cue, cue + 1), s.lower[cue], "neutral", takes, source=label, source_head=head)
    return added(found, "label", content)
