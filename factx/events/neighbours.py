"""Said by the words beside the figure, where the parse fails."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from factx.events.figures import VERBAL, Figure
from factx.events.readings import (
    COPULAS,
    KILLED_OR_WOUNDED,
    PASSIVE,
    Reading,
    agent_frames,
    dead_at_last,
    direct_state,
    typed,
)
from factx.events.verbs import has_victim, passive_verb
from factx.events.words import Words
from factx.language.grammar import auxiliaries, has_object, shares_object

# how far a verb stands before what ends right before the figure: "shot dead two", "beat to death two"
BEHIND_VERB = {"dead": 1, "alive": 1, "death": 2}
WERE = frozenset(("were", "are", "have", "had"))
HAVE = frozenset(("have", "had"))
OPENED, CLOSED = frozenset("[("), frozenset("])")
STILL = frozenset(("already", "also", "currently", "now", "still"))
NEARBY, FAR = 8, 40  # tokens between figure and brackets, and within them
OBJECTS = frozenset(("dobj", "pobj"))
CLAUSE_MARKS = frozenset((",", ";", ":", "-", "–", "—"))


def neighbour(figure: Figure, words: Words) -> Reading | None:
    """As in "14 dead in blast", "killing 12": the word beside the figure, whatever the parser makes of it."""
    if figure.quantity.kind == "percent":
        return None  # "could cut poverty to 36%"
    return word_before(figure, words) or word_after(figure, words)


def elided_state(figure: Figure, words: Words) -> Reading | None:
    """As in "14 dead, 30 missing, two in hospital": no noun, and a state or place right behind the number."""
    doc = figure.head.doc
    if figure.quantity.counted is not None or figure.end >= len(doc) or doc[figure.end].is_sent_start:
        return None
    behind = doc[figure.end]
    if behind.dep_ == "prep":
        return place_behind(behind, figure, words)
    return direct_state(behind, figure, words) or deed_behind(behind, figure, words)


def deed_behind(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """As in "4 die": in headlines the parser takes the verb for a noun."""
    frame = words.fitting(agent_frames(verb, words), figure) if verb.tag_ in ("NN", "NNS", "NNP") else None
    return typed(frame, verb) if frame else None


def state_behind(figure: Figure, words: Words) -> Reading | None:
    """As in "5 officers dead, 7 hurt": a state right behind the noun comes before what the parser hangs on it later."""
    doc, behind = figure.head.doc, figure.end
    aside = behind + 1 if doc[behind : behind + 1].text == "more" else behind
    if doc[aside : aside + 1].text.lower() in words.lexicon.words["asides"]:
        return state_past(aside, figure, words)
    if found := state_past_commas(figure, words):
        return found
    if figure.quantity.counted is None or behind >= len(doc) or doc[behind].is_sent_start:
        return None
    behind += doc[behind].lower_ in STILL and behind + 1 < len(doc) and not doc[behind + 1].is_sent_start
    hangs = doc[behind].dep_ == "acl" and doc[behind].head in figure.nodes
    if hangs and not is_stop(doc, behind + 1):
        return None  # "12 people killed in the raid": a modifier
    return direct_state(doc[behind], figure, words)


def state_past(aside: int, figure: Figure, words: Words) -> Reading | None:
    """As in "and 100 more including 35 children injured": the participle behind what is included is said of all."""
    doc = figure.head.doc
    if figure.top.dep_ in OBJECTS:
        return None
    for token in doc[aside + 1 : aside + NEARBY]:
        if token.is_sent_start or (token.is_punct and token.i > aside + 1):
            return None
        if token.pos_ in VERBAL or token.tag_ == "VBN":
            found = follower(token, figure, words) if token.tag_ in ("VBN", "VBD") else None
            return found or harm_borne(token, figure, words)
    return None


def state_past_commas(figure: Figure, words: Words) -> Reading | None:
    """As in "12 people, including three children, killed in blast": what stands behind the aside is said of all."""
    doc, i = figure.head.doc, figure.end
    if doc[i : i + 1].text != "," or doc[i + 1 : i + 2].text.lower() not in words.lexicon.words["asides"]:
        return None
    for k in range(i + 2, min(len(doc) - 1, i + FAR)):
        if doc[k].is_sent_start or (doc[k].pos_ in VERBAL and doc[k - 1].text != ","):
            return None
        if doc[k].text != ",":
            continue
        if found := follower(doc[k + 1], figure, words) or harm_borne(doc[k + 1], figure, words):
            return found
    return None


def harm_borne(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """As in "five people, including two women, sustained injuries": the parser makes one noun phrase of it."""
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ not in ("VBN", "VBD") or noun.i <= verb.i:
        return None
    borne = words.lexicon.forms.get(verb.lower_) or verb.lemma_.lower()
    frame = words.fitting(words.lexicon.frames_of("agent", f"{borne}_{noun.lemma_.lower()}"), figure)
    return typed(frame, verb) if frame is not None else None


def state_apart(figure: Figure, words: Words) -> Reading | None:
    """As in "kills two, four firemen trapped": behind a mark a number with its own state is a clause by itself."""
    before = figure.head.doc[figure.start - 1] if figure.start > figure.head.sent.start else None
    return state_behind(figure, words) if before is not None and before.text in CLAUSE_MARKS else None


def is_stop(doc: Doc, i: int) -> bool:
    """Whether a sentence, a section or a stretch between marks ends before a word."""
    return i >= len(doc) or doc[i].is_sent_start or doc[i].is_punct or doc[i].is_space


def place_behind(preposition: Token, figure: Figure, words: Words) -> Reading | None:
    for noun, frames in words.places_of(preposition):
        frame = words.fitting(frames, figure)
        if frame is not None:
            return typed(frame, noun, figure.head)
    return None


def word_after(figure: Figure, words: Words) -> Reading | None:
    doc = figure.head.doc
    for i in range(figure.end, min(len(doc), figure.end + 4)):
        token = doc[i]
        if token.is_sent_start:
            return None
        found = follower(token, figure, words)
        if found:
            return found
        if token.lower_ not in words.lexicon.words["fillers"]:
            return None
    return None


def follower(token: Token, figure: Figure, words: Words) -> Reading | None:
    """The state or event that a word right behind the figure tells of it."""
    if shares_object(token) or (has_object(token) and (has_victim(token, words) or token.tag_ not in ("VBN", "VBD"))):
        return None
    frames = words.state(token) or agent_frames(token, words)
    if not frames and token.tag_ in ("VBN", "VBD"):
        found = passive_verb(token, figure, words)
    else:
        frame = words.fitting(frames, figure)
        found = typed(frame, token) if frame else None
    return None if found and found.type in KILLED_OR_WOUNDED and is_said_of_noun_above(figure, token) else found


def word_before(figure: Figure, words: Words) -> Reading | None:
    doc, i = figure.head.doc, figure.start - 1
    while i >= 0 and doc[i].lower_ in words.lexicon.words["determiners"] and i > figure.start - 4:
        i -= 1
    if i < 0 or doc[i + 1].is_sent_start or (doc[i].tag_ == "VBN" and said_of_others(figure, i)):
        return None
    verb = doc[i - BEHIND_VERB.get(doc[i].lower_, 0)]
    frame = words.fitting(words.verb("patient", verb), figure)
    if frame is not None and verb != doc[i]:
        return dead_at_last(verb, words) if frame.type in ("wounded", "killed") else None
    if frame is not None and frame.type == "wounded" and i > 0 and doc[i - 1].lower_ == "fatally":
        return Reading(doc[i], "killed", "kill", doc[i])
    return typed(frame, doc[i]) if frame else None


def told_next(figure: Figure, words: Words) -> Reading | None:
    """As in "28 others were injured", "two people from a camp [for refugees] were killed": the passive right behind.

    What the parser makes of a long sentence, it is the figure's if the number agrees and nothing stands between but
    brackets.
    """
    doc, i = figure.head.doc, behind_aside(figure, words)
    if i + 1 >= len(doc) or doc[i].lower_ not in WERE or doc[i].is_sent_start:
        return None
    if doc[i].lower_ in HAVE and not any(t.lower_ == "been" for t in doc[i + 1 : i + 3]):
        return None  # "two guards have shot and killed a boy"
    verb = next((t for t in doc[i + 1 : i + 4] if t.lower_ not in ("been", "also", "being") and t.pos_ != "ADV"), None)
    if (
        verb is None
        or verb.tag_ not in ("VBN", "VBD")
        or any(node.head == verb and node.dep_ in PASSIVE for node in figure.nodes)
    ):
        return None  # the parse says so itself
    return None if is_said_of_noun_above(figure, verb) else passive_verb(verb, figure, words)


def is_said_of_noun_above(figure: Figure, verb: Token) -> bool:
    """As in "two buses with 12 people were destroyed": what the parse says of the noun before the preposition."""
    return figure.top.dep_ == "pobj" and any(t.head == verb and t.dep_ in PASSIVE for t in figure.top.ancestors)


def behind_aside(figure: Figure, words: Words) -> int:
    """The token behind brackets or ", including a nurse," after a figure; right behind the figure if there are none."""
    doc, i = figure.head.doc, figure.end
    closed = closing(doc, i)
    if closed is not None:
        nouns = (k for k in range(closed, min(len(doc), closed + 2)) if doc[k].lower_ in WERE)
        return next(nouns, closed)
    start = i + 1 if i < len(doc) and doc[i].text in CLAUSE_MARKS else i
    if start >= len(doc) or doc[start].lower_ not in words.lexicon.words["asides"]:
        return i
    for k in range(start + 1, min(len(doc), start + FAR)):
        if doc[k].lower_ in WERE:
            open_aside = start == i and figure.top.dep_ not in OBJECTS
            return k if doc[k - 1].text in CLAUSE_MARKS or open_aside else i
        if doc[k].is_sent_start or doc[k].pos_ in VERBAL:
            return i
    return i


def closing(doc: Doc, start: int) -> int | None:
    """The token behind the brackets that open near `start`; None if none do, or they do not close in the sentence."""
    opened = next((i for i in range(start, min(len(doc), start + NEARBY)) if doc[i].text in OPENED), None)
    if opened is None or any(doc[i].pos_ in VERBAL or doc[i].is_sent_start for i in range(start, opened)):
        return None
    depth = 0
    for i in range(opened, min(len(doc), opened + FAR)):
        depth += (doc[i].text in OPENED) - (doc[i].text in CLOSED)
        if depth == 0 and doc[i + 1 : i + 2].text not in OPENED:
            return i + 1
    return None


def said_of_others(figure: Figure, i: int) -> bool:
    """Whether a participle before the figure belongs to what stands before it ("of those killed, 12 were boys")."""
    doc = figure.head.doc
    if any(word.lemma_ == "have" for word in auxiliaries(doc[i])):  # "raids have killed 12 men and war has spread"
        return False
    after = doc[figure.end].lemma_ if figure.end < len(doc) else ""
    return after in COPULAS or i == 0 or doc[i - 1].pos_ not in ("NOUN", "PROPN")
