"""Said by a verb that shares the subject of the counted: "were ambushed and killed", "killing only themselves"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.readings import BEFALLS_PEOPLE, KILLED_OR_WOUNDED, PASSIVE, Reading, agent_frames, typed
from factx.events.states import placed_by
from factx.events.verbs import outcome, patient_of
from factx.events.words import Words
from factx.language.grammar import SUBJECTS, has_subject

MOST_JOINED = 4  # verbs joined to one another
THEMSELVES = "themselves"
COUNTED_OTHERS = frozenset(("dozens", "hundreds", "many", "others", "scores", "several", "some", "thousands"))


def joined(figure: Figure, words: Words) -> Reading | None:
    """As in "12 soldiers were ambushed and killed", "two boys who were tied up and shot dead"."""
    for node in figure.nodes:
        told = [(node.head, node.dep_ in PASSIVE)] if node.dep_ in SUBJECTS and node.head.pos_ in VERBAL else []
        told += [(c, any(s.dep_ in PASSIVE for s in c.children)) for c in node.children if c.dep_ == "relcl"]
        for verb, passive in told:
            others = (other for other in joined_to(verb) if not counts_others(verb, other))
            found = next((r for other in others if (r := read_joined(other, figure, words, passive))), None)
            if found:
                return found
    return None


def counts_others(verb: Token, other: Token) -> bool:
    """Whether others are counted between two verbs: "six were ambushed and two were killed", "and many more hurt"."""
    return any(token.like_num or token.lower_ in COUNTED_OTHERS for token in verb.doc[verb.i + 1 : other.i])


def joined_to(verb: Token) -> Iterator[Token]:
    """The verbs that share a verb's subject: "fell, slid and drowned"."""
    waiting = [verb]
    for _ in range(MOST_JOINED):
        if not waiting:
            return
        after = [c for c in waiting.pop(0).children if c.dep_ == "conj" and c.i > verb.i and c.pos_ in VERBAL]
        after = [c for c in after if not has_subject(c)]
        yield from after
        waiting.extend(after)


def read_joined(verb: Token, figure: Figure, words: Words, passive: bool) -> Reading | None:
    """What a verb tells of the subject it shares; a passive without its own "were" goes on from the one before."""
    own = {child.dep_ for child in verb.children}
    if "auxpass" in own or (passive and verb.tag_ in ("VBN", "VBD") and not own & {"aux", "dobj"}):
        found = patient_of(verb, figure, words)
    else:
        frame = words.fitting(agent_frames(verb, words), figure)
        found = typed(frame, verb) if frame else None
    found = found or placed_by(verb, figure, words)
    return found if found is not None and found.type in BEFALLS_PEOPLE else None


def turned_on_themselves(figure: Figure, words: Words) -> Reading | None:
    """As in "two bombers blew themselves up", "the three set off the charge, killing only themselves"."""
    for node in figure.nodes:
        if node.dep_ != "nsubj" or node.head.pos_ not in VERBAL:
            continue
        verb = node.head
        below = (c for c in verb.children if c.dep_ in ("conj", "advcl", "xcomp") and c.i > verb.i)
        for other in (verb, *(c for c in below if not has_subject(c))):
            if any(c.dep_ == "dobj" and c.lower_ == THEMSELVES for c in other.children):
                return harm_to_self(other, figure, words)
    return None


def harm_to_self(verb: Token, figure: Figure, words: Words) -> Reading | None:
    if verb.lemma_.lower() in words.lexicon.words["dying"] and words.is_person(figure):
        return Reading(verb, "killed", verb.lemma_.lower(), verb)
    frame = words.fitting(words.verb("patient", verb), figure)
    found = outcome(frame, verb, words) if frame is not None else None
    return found if found is not None and found.type in KILLED_OR_WOUNDED else None
