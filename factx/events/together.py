"""Said of those who share somebody's fate: "the minister was killed along with two guards"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from factx.events.figures import VERBAL, Figure
from factx.events.readings import Reading, agent_frames, typed
from factx.events.verbs import patient_of
from factx.events.words import Words
from factx.language.grammar import SUBJECTS, has_object, is_passive

JOINING = frozenset(("along", "together"))
FATAL = frozenset(("fatally",))
DIED = frozenset(("died", "dead", "killed", "die", "dies"))
THEM = frozenset(("them", "whom", "those"))
VICTIMS = frozenset(("victims", "wounded", "injured"))
OTHER_WORDS = frozenset(("other", "others"))


def along_with(figure: Figure, words: Words) -> Reading | None:
    """As in "died along with two guards", "was arrested with three others": what the verb tells of whom it names."""
    for node in figure.nodes:
        verb = shared_verb(node, figure)
        if verb is None:
            continue
        if is_passive(verb) or has_object(verb):
            found = patient_of(verb, figure, words)
        else:
            frame = words.fitting(agent_frames(verb, words), figure)
            found = typed(frame, verb) if frame else None
        if found:
            return replace(found, clause=verb)
    return None


def fatally(figure: Figure, words: Words) -> Reading | None:
    """As in "five people were shot, two fatally": the part of the wounded who died."""
    doc, at = figure.head.doc, figure.end
    if at + 1 < len(doc) and doc[at].lower_ == "of" and doc[at + 1].lower_ in THEM:
        at += 2
    if at >= len(doc) or doc[at].lower_ not in FATAL or not is_clause_end(doc, at + 1):
        return None
    return Reading(doc[at], "killed", doc[at].lower_, doc[at], part=True)


def is_clause_end(doc: Doc, i: int) -> bool:
    """Whether a clause ends before a word, or goes on with where and when."""
    return i >= len(doc) or doc[i].is_sent_start or not doc[i].is_alpha or doc[i].dep_ in ("prep", "cc", "npadvmod")


def with_the_dead(shot: Reading, figure: Figure, dead: Figure | None, following: Sequence[Figure]) -> Reading:
    """The reading of those who were shot: where some of them died of it, they are dead and hurt together.

    Where they are the `dead` of the figure before, all died of it. `following` are the next figures, one of which may
    tell how many of them died: "five people were shot, two fatally".
    """
    if shot.type != "wounded" or shot.lemma not in ("shoot", "stab", "shot", "stabbed"):
        return shot
    if dead is not None and are_the_same(dead, figure):
        return replace(shot, type="killed")
    some_died = any(is_some_of(figure, after) and tells_death(after) for after in following)
    return replace(shot, type="casualties") if some_died else shot


def are_the_same(before: Figure, after: Figure) -> bool:
    """Whether a number means those told of in the sentence before: "found the couple dead. Both had been shot"."""
    doc, both = after.head.doc, after.head.doc[max(0, after.start - 1) : after.start + 1]
    known = any(token.lower_ in ("both", "the") for token in both)
    stops = sum(1 for i in range(before.start + 1, after.start + 1) if doc[i].is_sent_start)
    return known and stops == 1 and before.quantity.low == after.quantity.low == after.quantity.high


def is_some_of(figure: Figure, after: Figure) -> bool:
    """Whether a later number may be some of the counted: a smaller one near, or in the next sentence "two died"."""
    doc, most = figure.head.doc, figure.quantity.low or 0
    if after.quantity.kind != "count" or not 0 < (after.quantity.low or 0) < most:
        return False
    stops = sum(1 for i in range(figure.start + 1, after.start + 1) if doc[i].is_sent_start)
    return stops == 0 or (stops == 1 and (is_of_them(after) or just_died(after)))


def is_of_them(part: Figure) -> bool:
    """As in "two of them", "two of the victims"."""
    behind = [t.lower_ for t in part.head.doc[part.end : part.end + 3]]
    return behind[:1] == ["of"] and bool({*behind[1:]} & (THEM | VICTIMS))


def just_died(part: Figure) -> bool:
    """As in "two died", "two of the victims have died": no noun tells that they are others."""
    behind = [t.lower_ for t in part.head.doc[part.end : part.end + 2]]
    bare = part.quantity.counted is None or part.head.lower_ in VICTIMS
    return bare and (behind[:1] == ["died"] or behind == ["have", "died"])


def tells_death(part: Figure) -> bool:
    """Whether a number is said to be the dead among those told before: "one fatally", "including one who died"."""
    doc = part.head.doc
    behind = [t.lower_ for t in doc[part.end : part.end + 4]]
    before = doc[max(0, part.start - 1) : part.start].text.lower()
    if behind[:1] and behind[0] in FATAL | {"dead"}:
        return behind[0] != "dead" or before in (",", "including", "(", "leaving")
    told = is_of_them(part) or before == "including"
    return just_died(part) or (told and any(word in FATAL | DIED for word in behind[1:]))


def shared_verb(node: Token, figure: Figure) -> Token | None:
    """The verb whose fate the counted share: they stand behind "along with", or as "others" behind "with"."""
    link = node.head
    if node.dep_ != "pobj" or link.lower_ != "with" or link.i == 0:
        return None
    joined = link.nbor(-1).lower_ in JOINING
    if not joined and not any(t.lower_ in OTHER_WORDS for t in link.doc[figure.start : figure.end]):
        return None
    verb = link.head if link.head.lower_ not in JOINING else link.head.head
    verb = verb.head if verb.dep_ in SUBJECTS else verb  # "the chief, along with two guards, was killed"
    return verb if verb.pos_ in VERBAL else None
