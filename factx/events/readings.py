"""What a figure is said of, and the questions that several ways of saying it ask of the parse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from factx.events.figures import Figure
from factx.events.lexicon import Frame
from factx.events.words import Words
from factx.language.grammar import SUBJECTS, has_object, has_subject
from factx.model import AFTERMATH, HARM

PASSIVE = frozenset(("nsubjpass", "csubjpass"))
COMPLEMENTS = frozenset(("acomp", "oprd", "attr", "xcomp", "ccomp"))
COPULAS = frozenset(("be", "remain", "become", "stay"))
DEPTH = 3
DEADLY = frozenset(("fatally", "summarily", "execution-style"))
KILLED_OR_WOUNDED = frozenset(("killed", "wounded"))
BEFALLS_PEOPLE = (HARM | AFTERMATH) - {"destroyed", "affected"}
ORDER_REACH = 13
SENTENCE_ENDS = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure is said of: the trigger, its type, and the word of the clause from which modifiers hang."""

    trigger: Token
    type: str
    lemma: str
    clause: Token
    part: bool = False
    superseded: bool = False


Search = Callable[[Figure, Words], Reading | None]


def typed(frame: Frame, trigger: Token, clause: Token | None = None, *, part: bool = False) -> Reading:
    return Reading(trigger, frame.type, trigger.lemma_.lower(), trigger if clause is None else clause, part)


def said_of_later_number(verb: Token, figure: Figure) -> bool:
    """Whether another number stands right before a verb: "12 miners trapped, 4 pulled out" pulls out 4.

    So do others behind what is told of the figure: "two miners and guards killed and four others hurt".
    """
    if verb.i <= figure.end:
        return False
    before = verb.nbor(-1)
    others = [c.i for c in before.children if c.like_num and c.i > figure.end]
    told = (c.i for node in figure.nodes for c in node.children if c.dep_ == "acl" and c.tag_ == "VBN")
    return before.like_num or any(i < others[0] for i in told if others)


def says_that(word: Token) -> bool:
    """Whether a clause with "that" hangs on a word, which then befalls nobody: "three judges held that it is void"."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for clause in word.children for c in clause.children)


def direct_state(word: Token, figure: Figure, words: Words) -> Reading | None:
    """The word itself, if it is a state ("14 dead" with "14" as subject)."""
    frame = words.fitting(words.state(word), figure)
    if frame is None or (frame.weak and words.place(word)) or says_that(word):
        return None
    if frame.type == "arrested" and is_hostage(figure, words):
        return Reading(word, "kidnapped", word.lemma_.lower(), word)
    return (frame.type == "wounded" and dead_at_last(word, words)) or typed(frame, word)


def is_hostage(figure: Figure, words: Words) -> bool:
    """Whether the counted are hostages: whoever holds them has kidnapped them."""
    return any(frame.type == "kidnapped" for frame in words.noun("noun", figure.head))


def clause_word(noun: Token) -> Token:
    """The verb that a noun is subject or object of, else the noun."""
    word = noun
    for _ in range(DEPTH):
        if word.dep_ in SUBJECTS or word.dep_ in ("dobj", "attr"):
            return word.head
        if word.dep_ not in ("conj", "pobj", "prep", "compound"):
            break
        word = word.head
    return noun


def dead_at_last(verb: Token, words: Words) -> Reading | None:
    """The death in "shot dead", "shot to death", "shot and killed", "fatally shot", if there is one."""
    for child in verb.children:
        if has_subject(child):
            continue  # "28 were injured, 5 attackers were killed", run together
        frames = words.state(child) if child.dep_ in ("acomp", "oprd", "advmod", "xcomp", "prt", "ccomp") else ()
        if child.dep_ == "conj" and child.i - verb.i <= 3:
            frames = words.verb("patient", child)
        deadly = child.lower_ in DEADLY
        if deadly or any(frame.type == "killed" for frame in frames):
            return Reading(verb if deadly else child, "killed", "kill" if deadly else child.lemma_.lower(), verb)
    placed = words.place(verb)
    deadly = (placed is not None and placed[1][0].type == "killed") or is_deadly(verb, words)
    return Reading(verb, "killed", verb.lemma_.lower(), verb) if deadly else None


def is_deadly(verb: Token, words: Words) -> bool:
    """Whether the words right behind a verb tell of death: "shot dead", "beat to death", "burnt alive"."""
    return is_death(verb.doc, verb.i + 1, verb, words) or any(child.lower_ in DEADLY for child in verb.children)


def is_death(doc: Doc, i: int, verb: Token, words: Words) -> bool:
    """Whether the words at `i`, behind a verb or its object, tell of death: "shot 12 dead", "beat two to death"."""
    said = tuple(token.lower_ for token in doc[i : i + 2] if not token.is_sent_start)
    burning = words.lexicon.words["burning"]
    alive = said[:1] == ("alive",) and (verb.lemma_.lower() in burning or verb.lower_ in burning)
    return said[:1] == ("dead",) or said == ("to", "death") or alive


def agent_frames(verb: Token, words: Words) -> tuple[Frame, ...]:
    """What a verb tells of its subject; of one that acts on an object ("evacuated 12 homes") nothing."""
    frames = words.verb("agent", verb)
    acts = frames and has_object(verb) and any(f.things != "fighter" for f in words.verb("patient", verb))
    return () if acts else frames  # not "lost their lives", whatever else an army loses
