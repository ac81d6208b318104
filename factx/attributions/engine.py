"""Reads a parsed Doc, gives its attributions.

    text -> cues with the frames they take -> quotations -> edges -> nesting -> records

Source, cue and content as in PolNeAR (Newell et al., LREC 2018), whose edges the contents keep to; unlike there, an
attribution inside the content of another one is given too, with `within`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.vocab import Vocab

from factx import words
from factx.attributions.blocks import fill_blocks
from factx.attributions.candidate import Candidate
from factx.attributions.chains import with_inner_voices
from factx.attributions.edges import clip, cut_tail, trim
from factx.attributions.frames import mistagged_candidate, verb_candidate
from factx.attributions.kinds import kind_of
from factx.attributions.labels import label_candidates
from factx.attributions.lexicon import Rules, compile_rules
from factx.attributions.nesting import nest
from factx.attributions.nominal import adjective_candidate, noun_candidate
from factx.attributions.polls import poll_candidate
from factx.attributions.prepositions import preposition_candidate
from factx.attributions.quotations import find_quotations
from factx.attributions.quoting import Attacher, Quoted, grow
from factx.attributions.surface import (
    fill_around,
    fill_gap,
    fill_interrupted,
    fill_tail,
    inherit_source,
    mend_source,
    split_fronted,
)
from factx.language import Text
from factx.model import Attribution, Cue, Extent, Section, Source

__all__ = ["Rules", "find_attributions", "load_rules"]


CLAUSES = frozenset(("c", "p", "q", "label", "according"))  # frames whose content stands by itself, sourceless too

UNNAMED = frozenset(("named", "identified", "quoted"))
DEEDS = frozenset(("o", "r"))
THINGS = frozenset(("act", "artifact", "event", "phenomenon", "object", "substance", "time", "location", "process"))
LEAST_SAID = 4
EMPTY = (["that"], ["what"], ["them"])  # contents that say nothing
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))  # where a noun tells something without an owner


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return compile_rules()


def find_attributions(text: Text, rules: Rules) -> tuple[Attribution, ...]:
    """Every attribution of the text, ids a1, a2, … in order of content; sources as they are mentioned."""
    if not len(text):
        return ()
    quoted = Quoted.of(text, find_quotations(text.text, text.sections))
    return to_records(text, quoted, find_candidates(text, quoted, text.sections, rules), rules)


def find_candidates(s: Text, quoted: Quoted, sections: Sequence[Section], rules: Rules) -> list[Candidate]:
    """Every cue with content, in order of the cues."""
    cues = {found.head: found for found in _cues(s, rules)}
    for label in label_candidates(s, quoted, sections, rules):
        known = cues.get(label.head)
        if known is None or not known.content or known.source is None:
            cues[label.head] = label
    candidates = sorted(cues.values(), key=lambda c: c.head)
    before = None
    for found in candidates:
        mend_source(s, quoted, found)
        inherit_source(s, found, before)
        split_fronted(s, found)
        fill_interrupted(s, quoted, found)
        clip(s, found)
        fill_gap(s, found)
        cut_tail(s, quoted, found)
        grow(found, quoted)
        before = found
    Attacher(s, quoted, candidates).run()
    for found in candidates:
        if fill_around(s, found):
            grow(found, quoted)
        fill_tail(s, found, candidates)
        trim(s, found)
    fill_blocks(s, quoted, candidates)
    candidates = [c for c in candidates if c.content and not _is_nobodys(s, c, rules)]
    candidates = nest(candidates)
    candidates = with_inner_voices(s, candidates, rules)
    return [c for c in candidates if c.within is not None or not quoted.inside(c.head) or c.frames[0] == "label"]


def _is_nobodys(s: Text, found: Candidate, rules: Rules) -> bool:
    """Whether it tells of nobody or nothing: "you know that …", "to criticize the plan", "this is what they want"."""
    if len(found.content) == 1 and (
        s.lower[slice(*found.content[0])] in EMPTY or _is_anonymity(s.lower[slice(*found.content[0])])
    ):
        return True
    if found.source_head is not None:
        return s.lower[found.source_head] in ("you", "your") or _is_things_deed(s, found)
    if found.frames[0] == "noun":
        return s.dep[found.head] not in ARGUMENTS and s.lower[found.content[0][0]] != "that"
    if found.frames[0] not in rules.names:  # "is focused on", "asked about"
        return found.key not in rules.file.addressed
    active = s.tag[found.head] in ("VB", "VBG", "VBP")
    return active and found.key not in rules.file.raising and found.frames[0] not in CLAUSES


def _is_things_deed(s: Text, found: Candidate) -> bool:
    """Whether a thing that cannot speak does something to an object: "the attack highlighted the danger"."""
    noun = found.source_head
    if noun is None or found.frames[0] not in DEEDS or s.tag[noun] not in ("NN", "NNS") or s.dep[found.head] == "acl":
        return False
    known = words.noun_class(s.lemma[noun])
    people = words.share(s.lemma[noun], "group") + words.share(s.lemma[noun], "person")  # "the opposition"
    return known in THINGS and not people and not words.can_speak(s.lemma[noun])


def _is_anonymity(words: Sequence[str]) -> bool:
    """Whether a content only says that the speaker stays unnamed: "asked not to be identified"."""
    return list(words[-3:-1]) == ["to", "be"] and words[-1] in UNNAMED and len(words) <= LEAST_SAID


def _cues(s: Text, rules: Rules) -> Iterator[Candidate]:
    for i in s.readable():
        found = _cue_at(s, i, rules)
        if found is not None:
            yield found


def _cue_at(s: Text, i: int, rules: Rules) -> Candidate | None:
    found = preposition_candidate(s, i, rules) or poll_candidate(s, i, rules)
    if found is None and s.is_verb(i):
        found = verb_candidate(s, i, rules)
    if found is None and s.tag[i] in ("NN", "NNS"):
        return mistagged_candidate(s, i, rules) or noun_candidate(s, i, rules)
    if found is None:
        return adjective_candidate(s, i, rules)
    return found


def to_records(s: Text, quoted: Quoted, candidates: list[Candidate], rules: Rules) -> tuple[Attribution, ...]:
    """The candidates as records, in order of content."""
    ordered = sorted(candidates, key=lambda c: (c.content, c.cue))
    ids = {id(c): f"a{n}" for n, c in enumerate(ordered, 1)}
    return tuple(_record(s, quoted, c, ids, rules) for c in ordered)


def _record(s: Text, quoted: Quoted, found: Candidate, ids: dict[int, str], rules: Rules) -> Attribution:
    return Attribution(
        id=ids[id(found)],
        source=_source(s, found),
        cue=Cue(Extent.of(s.text, [s.span(found.cue)]), found.key),
        content=Extent.of(s.text, [s.span(piece) for piece in found.content]),
        form=_form(s, quoted, found),
        stance=found.stance,
        addressee=s.span(found.addressee) if found.addressee else None,
        within=ids.get(id(found.within)),
        rule=rules.names[found.frames[0]] if found.frames[0] in rules.names else rules.names["prep"],
        kind=kind_of(s, found, rules),
    )


def _source(s: Text, found: Candidate) -> Source | None:
    if found.source is None or found.source_head is None:
        return None
    mention = Extent.of(s.text, [s.span(found.source)])
    return Source(mention, mention.text, s.text[slice(*s.span((found.source_head, found.source_head + 1)))])


def _form(s: Text, quoted: Quoted, found: Candidate) -> str:
    inside = {quoted.inside(i) for start, end in found.content for i in range(start, end) if s.lower[i][:1].isalnum()}
    return "direct" if inside == {True} else "indirect" if True not in inside else "mixed"
