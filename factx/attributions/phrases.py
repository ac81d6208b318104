"""Phrases beside a cue: those that belong to the act of saying (when, on what occasion, how), and infinitives."""

from __future__ import annotations

from factx.attributions.lexicon import Rules
from factx.language import Text
from factx.language.grammar import TIME_LABELS

SPEECH = frozenset(("c", "q"))  # frames that a verb of speech takes


def is_time(s: Text, preposition: int, rules: Rules) -> bool:
    """Whether the phrase says when: "on Monday", or the day by itself."""
    noun = preposition if s.dep[preposition] == "npadvmod" else s.child(preposition, "pobj")
    return noun is not None and (s.ent[noun] in TIME_LABELS or s.lemma[noun] in rules.file.time_nouns)


def is_setting(s: Text, preposition: int, rules: Rules) -> bool:
    """Whether the phrase says on what occasion or by which means something was said."""
    noun = s.child(preposition, "pobj")
    occasion = noun is not None and (s.lemma[noun] in rules.file.occasions or s.lower[noun] in rules.file.occasions)
    return occasion or s.lower[preposition] in rules.file.settings


def has_to(s: Text, verb: int) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(s.dep[c] == "aux" and s.tag[c] == "TO" for c in s.children[verb])
