"""Cues that are verbs: which key of the lexicon a verb has, and who and what its frames give it."""

from __future__ import annotations

from collections.abc import Callable

from factx import words
from factx.attributions.candidate import Candidate, added, closed, touching_children
from factx.attributions.frames import fill_clauses, fill_passive, fill_preposition, fill_raised
from factx.attributions.lexicon import Entry, Rules
from factx.attributions.objects import fill_objects
from factx.attributions.sources import find_subject, named
from factx.language import Text
from factx.language.grammar import PAST, PROPER_NOUNS

HEARING, TOLD = "hear", "tell"  # what a court does, and what is done to a jury
THAT_REACH = 3  # tokens from a verb of no lexicon to the "that" of what it tells
CLOSING_MARKS = frozenset(('"', "”", "''", "’", "'"))
AUXILIARY = frozenset(("aux", "auxpass", "neg", "advmod", "prt"))


def name_subject(s: Text, found: Candidate, rules: Rules) -> Candidate:
    """ "Rao said": who does what the verb says."""
    return named(s, found, find_subject(s, found.head, rules), rules)


def name_agent(s: Text, found: Candidate, rules: Rules) -> Candidate:
    """ "was criticized by Rao": who does what the passive says; "was worried that …": who feels it; or a jury."""
    agent = s.agent(found.head)
    if agent is None and found.key == TOLD:
        agent = _hearing(s, found.head, rules)
    if agent is None and words.verb_class(found.key) == "emotion" and s.child(found.head, "ccomp") is not None:
        agent = s.child(found.head, "nsubjpass")
    return named(s, found, agent, rules)


Step = Callable[[Text, Candidate, Rules], Candidate]

# What a verb gets, in this order: who speaks, clauses before objects, a preposition only if there is nothing else.
ACTIVE_STEPS: tuple[Step, ...] = (name_subject, fill_clauses, fill_objects, fill_preposition)
PASSIVE_STEPS: tuple[Step, ...] = (name_agent, fill_clauses, fill_passive, fill_preposition)


def verb_candidate(s: Text, v: int, rules: Rules) -> Candidate | None:
    """The verb as a cue with what its frames give, or None if it is no cue of the lexicon."""
    found = verb_cue(s, v, rules) if s.is_verb(v) else None
    if found is None:
        return None
    if found.key in rules.file.raising:
        return closed(fill_raised(s, found))
    for step in PASSIVE_STEPS if s.is_passive(v) or is_bare_passive(s, v, rules) else ACTIVE_STEPS:
        found = step(s, found, rules)
    return closed(found)


def is_bare_passive(s: Text, v: int, rules: Rules) -> bool:
    """Whether a participle says what is done to its noun: "hundreds told to leave", "a gulf believed to hold oil"."""
    if s.lemma[v] not in rules.file.passive_before_to or s.tag[v] not in PAST:
        return False
    return s.child(v, "dobj", "dative", "aux") is None and v + 1 < len(s) and s.lower[v + 1] == "to"


def verb_cue(s: Text, v: int, rules: Rules) -> Candidate | None:
    """The verb as a bare cue: of the lexicon, or shown to be one by what stands beside it."""
    key, beside = verb_key(s, v, rules)
    entry = None if is_quoted_as(s, v, rules) else rules.verb.get(key)
    if not beside and (entry is None or "c" not in entry.frames) and tells_that(s, v, rules):
        entry = Entry((entry.frames if entry else frozenset()) | {"c"}, entry.stance if entry else "neutral")
    if entry is None and s.lemma[v] == HEARING and _hearing(s, v, rules) is not None:
        entry = Entry(frozenset("cq"), "neutral")
    if entry is None and stands_beside_quotation(s, v):
        entry = Entry(frozenset("q"), "neutral")
    if entry is None:
        return None
    heads = (v, *beside)
    cue = touching_children(s, v, AUXILIARY, min(heads), max(heads) + 1)
    return Candidate(v, cue, key, entry.stance, entry.frames, heads)


def _hearing(s: Text, v: int, rules: Rules) -> int | None:
    """The court or jury before which somebody says something: "the court heard that …", "the jury was told …"."""
    noun = s.child(v, "nsubj", "nsubjpass")
    return noun if noun is not None and s.lemma[noun].lower() in rules.file.hearers else None


def tells_that(s: Text, v: int, rules: Rules) -> bool:
    """Whether a verb of no lexicon tells something: somebody who can speak does it, and "that" opens what it tells."""
    clause = s.child(v, "ccomp")
    subject = s.child(v, "nsubj")
    if clause is None or subject is None or not subject < v < s.left[clause] or s.lemma[v] in rules.file.unspoken:
        return False
    is_named = s.tag[subject] in PROPER_NOUNS
    speaks = is_named or words.can_speak(s.lemma[subject]) or words.is_person(s.lemma[subject])
    return speaks and s.lower[s.left[clause]] == "that" and s.left[clause] - v <= THAT_REACH


def is_quoted_as(s: Text, v: int, rules: Rules) -> bool:
    """Whether another cue tells what is quoted: "Rao was quoted as saying …", "was quoted by the Herald as saying"."""
    if s.lemma[v] not in rules.file.relays or not s.is_passive(v):
        return False
    agent = s.agent(v)
    ties = (c for top in (v, agent) if top is not None for c in s.below(top, "prep") if s.lower[c] == "as")
    return any((verb := s.child(tie, "pcomp")) is not None and s.lemma[verb] in rules.verb for tie in ties)


def stands_beside_quotation(s: Text, v: int) -> bool:
    """Whether a verb of no lexicon stands between a quotation and a name: "“It broke,” grumbled Rao"."""
    if v < 2 or v + 1 >= len(s) or s.tag[v] not in ("VBD", "VBZ") or s.lower[v - 1] not in CLOSING_MARKS:
        return False
    return s.lower[v - 2] in (",", "?", "!") and s.tag[v + 1] in PROPER_NOUNS


def verb_key(s: Text, v: int, rules: Rules) -> tuple[str, tuple[int, ...]]:
    """The lexicon's key for verb `v`, and the tokens beside it that belong to the key ("make clear")."""
    lemma = rules.file.lemmas.get(s.lemma[v], s.lemma[v])
    for rest in rules.phrases.get(lemma, ()):
        beside = _beside(s, v, rest.split())
        if beside is not None:
            return f"{lemma} {rest}", beside
    return lemma, ()


def _beside(s: Text, v: int, wanted: list[str]) -> tuple[int, ...] | None:
    """The tokens below `v` that are these words, each below `v` or below the word before it."""
    found: list[int] = []
    for word in wanted:
        token = next(
            (c for p in (v, *found) for c in s.children[p] if c > v and word in (s.lemma[c], s.lower[c])), None
        )
        token = _hung_elsewhere(s, v, word) if token is None and not found else token
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _hung_elsewhere(s: Text, v: int, word: str) -> int | None:
    """The token right behind a verb that belongs to it, whatever it hangs on: "made clear he would stay"."""
    behind = v + 1
    opens = behind < len(s) and s.lower[behind] == word and s.dep[behind] == "acomp" and s.head[s.head[behind]] == v
    return behind if opens else None


def _noun_of_verbless(s: Text, i: int) -> int | None:
    """ "Its review" in "Its review forecasts growth of 2%.", which would else be a sentence without a verb."""
    top = s.head[i]
    if s.dep[i] != "compound" or s.dep[top] != "ROOT" or s.tag[i - 1] != "NN" or s.head[i - 1] not in (i, top):
        return None
    start, end = s.sentence_of(i)
    opens = s.tag[s.left[top]] in ("DT", "PRP$") or s.tag[s.left[i - 1]] in ("DT", "PRP$")
    return i - 1 if opens and not any(s.is_verb(k) for k in range(start, end)) else None


def mistagged_candidate(s: Text, i: int, rules: Rules) -> Candidate | None:
    """ "The bank forecasts growth": a verb that the tagger took for a noun, with a subject or without other verbs."""
    if s.tag[i] != "NNS" or s.head[i] <= i:
        return None
    key = s.lower[i].removesuffix("s")
    entry, subject = rules.verb.get(key), s.child(i, "nsubj") or _noun_of_verbless(s, i)
    if entry is None or "o" not in entry.frames or subject is None:
        return None
    found = named(s, Candidate(i, (i, i + 1), key, entry.stance, entry.frames), subject, rules)
    return closed(added(found, "o", (i + 1, s.right[s.head[i]] + 1)))
