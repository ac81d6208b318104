"""What kind of attribution a cue makes: speech, thought, plan, attitude, or something else that is shown or done."""

from __future__ import annotations

from factx import words
from factx.attributions.candidate import Candidate
from factx.attributions.lexicon import Rules
from factx.language import Text

SPOKEN_FRAMES = frozenset(("q", "label", "according", "citing"))  # frames that only speech has
SAID = frozenset(("c", "p"))
STANDS = frozenset(("affirm", "deny", "accuse"))
OF_CLASS = {"communication": "speech", "cognition": "thought", "emotion": "attitude"}


def kind_of(s: Text, found: Candidate, rules: Rules) -> str:
    """The kind of a candidate: by its frame, by the list in rules.toml, by its stance, by what its word is."""
    frame = found.frames[0]
    if frame in SPOKEN_FRAMES:
        return "speech"
    listed = rules.file.kinds.get(found.key)
    if listed is not None:
        return listed
    told = frame in SAID and found.takes >= {"c", "q"}
    known = _class_of(s, found)
    if found.stance == "intend":
        return "plan"
    if told or known == "communication":
        return "plan" if frame == "x" and found.stance == "deny" else "speech"
    if found.stance in STANDS or frame == "adjective":
        return "attitude"
    if found.stance in ("believe", "doubt"):
        return "thought"
    return OF_CLASS.get(known or "", "speech" if frame in SAID else "other")


def _class_of(s: Text, found: Candidate) -> str | None:
    """What the cue's word is, as WordNet sorts verbs and nouns."""
    if s.is_verb(found.head):
        return words.verb_class(found.key.replace(" ", "_")) or words.verb_class(found.key.split()[0])
    return words.noun_class(found.key) if s.tag[found.head][:2] == "NN" else None
