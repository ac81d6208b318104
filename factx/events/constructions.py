"""The ways of saying how many something befell. Each search takes a figure and gives the reading it finds, or None.

The searches are named in `rules.toml`, in the order in which they are tried; what the words tell stands in
`lexicon.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from factx.events.figures import NOMINAL, VERBAL, Figure
from factx.events.lexicon import Frame
from factx.events.words import MEASURES, Words

PASSIVE = frozenset(("nsubjpass", "csubjpass"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
COMPLEMENTS = frozenset(("acomp", "oprd", "attr", "xcomp", "ccomp"))
RELATIVE = frozenset(("who", "that", "which", "whom"))
COPULAS = frozenset(("be", "remain", "become", "stay"))
DEPTH = 3
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


# ---- the verb that governs the counted noun


def object_of(figure: Figure, words: Words) -> Reading | None:
    """As in "the blast killed 14"."""
    for node in figure.nodes:
        misplaced = node.dep_ == "conj" and node.head.pos_ in VERBAL and has_object(node.head)
        if misplaced or (node.dep_ in ("dobj", "dative") and node.head.pos_ in NOMINAL | VERBAL):
            frame = words.fitting(words.verb("patient", node.head), figure)
            if frame and not (frame.weak and words.place(node.head)):
                return typed(frame, node.head, part=figure.part and node is figure.top)
    return None


def passive_subject_of(figure: Figure, words: Words) -> Reading | None:
    """As in "14 were killed"."""
    for node in figure.nodes:
        if node.dep_ in PASSIVE:
            found = passive_verb(node.head, figure, words)
            if found:
                return found
    return None


def passive_verb(verb: Token, figure: Figure, words: Words) -> Reading | None:
    frame = words.fitting(words.verb("patient", verb), figure)
    if frame is None or (frame.weak and words.place(verb)):
        return None
    killed = frame.type == "wounded" and dead_at_last(verb, figure, words)
    return killed or typed(frame, verb)


def dead_at_last(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """The death in "shot dead", "shot to death", "shot and killed", "fatally shot", if there is one."""
    for child in verb.children:
        frames = words.state(child) if child.dep_ in ("acomp", "oprd", "advmod", "xcomp", "prt", "ccomp") else ()
        if child.dep_ == "conj" and child.i - verb.i <= 3:
            frames = words.verb("patient", child)
        deadly = child.lower_ == "fatally"
        if deadly or any(frame.type == "killed" for frame in frames):
            return Reading(verb if deadly else child, "killed", "kill" if deadly else child.lemma_.lower(), verb)
    placed = words.place(verb)
    return Reading(verb, "killed", verb.lemma_.lower(), verb) if placed and placed[1][0].type == "killed" else None


def bare_participle_of(figure: Figure, words: Words) -> Reading | None:
    """As in "12 killed in blast": a headline's passive, which parsers take for an active verb."""
    for node in figure.nodes:
        verb = node.head
        if node.dep_ == "nsubj" and verb.tag_ in ("VBN", "VBD") and node.i < verb.i and not has_object(verb):
            found = passive_verb(verb, figure, words)
            if found:
                return found
    return None


def subject_of(figure: Figure, words: Words) -> Reading | None:
    """As in "14 died"."""
    for node in figure.nodes:
        if node.dep_ in SUBJECTS:
            frame = words.fitting(words.verb("agent", node.head), figure)
            if frame:
                return typed(frame, node.head)
    return None


def has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


# ---- states


def state_of_subject(figure: Figure, words: Words) -> Reading | None:
    """Said of the subject: "14 are dead", "three were feared drowned", "two are expected to be freed"."""
    for node in figure.nodes:
        if node.dep_ in SUBJECTS:
            verb = node.head
            found = direct_state(verb, figure, words) or complement(verb, figure, words) or among(verb, words)
            if found:
                return found
    return None


def state_of_object(figure: Figure, words: Words) -> Reading | None:
    """Said of the object: "left 14 dead", "found three alive", "listed four as having been detained"."""
    for node in figure.nodes:
        if node.dep_ in ("dobj", "dative") and node.head.pos_ in VERBAL:
            found = complement(node.head, figure, words, after=figure.end)
            if found:
                return found
    return None


def placed(figure: Figure, words: Words) -> Reading | None:
    """By the place: "112 remain in hospital", "forced 200 from their homes", "sent 60 to seek safety in shelters"."""
    for node in figure.nodes:
        is_object = node.dep_ in ("dobj", "dative")
        if (is_object or node.dep_ in SUBJECTS) and node.head.pos_ in VERBAL:
            found = placed_below(node.head, figure, words)
            if found:
                return found
        found = placed_by(node, figure, words)
        if found:
            return found
    return None


def direct_state(word: Token, figure: Figure, words: Words) -> Reading | None:
    """The word itself, if it is a state ("14 dead" with "14" as subject)."""
    frame = words.fitting(words.state(word), figure)
    return typed(frame, word) if frame else None


def complement(verb: Token, figure: Figure, words: Words, *, after: int = 0, depth: int = 0) -> Reading | None:
    """The state or event that a verb says of its subject or object through its complements."""
    for child in complements(verb):
        if child.i > verb.i and child.i >= after:
            found = complement_itself(child, figure, words)
            if found is None and depth < DEPTH:
                found = complement(child, figure, words, after=after, depth=depth + 1)
            if found:
                return found
    return None


def complements(verb: Token) -> Iterator[Token]:
    """What a verb says of its subject or object; behind "as" too ("listed as missing")."""
    for child in verb.children:
        if child.dep_ in COMPLEMENTS:
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from (inner for inner in child.children if inner.dep_ in ("pcomp", "amod", "pobj"))


def complement_itself(child: Token, figure: Figure, words: Words) -> Reading | None:
    frames = words.state(child)
    if not frames and is_passive(child):
        frames = words.verb("patient", child)
    elif not frames and child.pos_ in VERBAL and not has_object(child) and not has_subject(child):
        frames = words.verb("agent", child)
    frame = words.fitting(frames, figure)
    return typed(frame, child) if frame and not (frame.weak and words.place(child)) else None


def placed_below(verb: Token, figure: Figure, words: Words, depth: int = 0) -> Reading | None:
    """The place that a verb or one of its complements puts the counted in."""
    found = placed_by(verb, figure, words)
    if found is None and depth < DEPTH:
        below = (placed_below(child, figure, words, depth + 1) for child in complements(verb))
        found = next((reading for reading in below if reading), None)
    return found


def is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and (any(c.dep_ == "auxpass" for c in verb.children) or verb.dep_ in ("oprd", "acomp"))


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def placed_by(word: Token, figure: Figure, words: Words) -> Reading | None:
    """As in "were taken to hospital", "are living in shelters"."""
    found = words.place(word)
    frame = words.fitting(found[1], figure) if found else None
    if found is None or frame is None:
        return None
    return Reading(found[0], frame.type, found[0].lemma_.lower(), word)


def among(verb: Token, words: Words) -> Reading | None:
    """As in "four civilians were among the dead"."""
    for child in verb.children:
        if child.lower_ in ("among", "amongst"):
            for noun in child.children:
                found = said_of_noun(noun, words) if noun.dep_ == "pobj" else None
                if found:
                    return Reading(found.trigger, found.type, found.lemma, verb, part=True)
    return None


def said_of_noun(noun: Token, words: Words) -> Reading | None:
    """What a noun phrase tells of the people in it: "the dead", "33 suspects detained"."""
    for token in (noun, *noun.children):
        frames = words.state(token) or (words.noun("noun", token) if token is noun else ())
        if not frames and token.tag_ in ("VBN", "VBD") and token.dep_ in ("acl", "amod", "relcl"):
            frames = words.verb("patient", token)
        if frames:
            return typed(frames[0], token)
    return None


# ---- modifiers of the counted noun, and the noun itself


def modifier_clause(figure: Figure, words: Words) -> Reading | None:
    """As in "two people killed in the blast", "four soldiers who went missing"."""
    for node in figure.nodes:
        for child in node.children:
            found = None
            if child.dep_ == "acl" and child.i > node.i:
                found = participle(child, figure, words)
            elif child.dep_ == "relcl":
                found = relative(child, figure, words)
            if found:
                return found
    return None


def participle(verb: Token, figure: Figure, words: Words) -> Reading | None:
    if verb.tag_ in ("VBN", "VBD"):
        return passive_verb(verb, figure, words) or direct_state(verb, figure, words) or placed_by(verb, figure, words)
    frame = words.fitting(words.verb("agent", verb), figure)
    return typed(frame, verb) if frame else placed_by(verb, figure, words)


def relative(verb: Token, figure: Figure, words: Words) -> Reading | None:
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None and is_partitive(subject):
        return None
    if subject is not None and subject.lower_ not in RELATIVE:
        frame = words.fitting(words.verb("patient", verb), figure)
        return typed(frame, verb) if frame else None
    if subject is not None and subject.dep_ in PASSIVE:
        found = passive_verb(verb, figure, words)
    else:
        frame = words.fitting(words.verb("agent", verb), figure)
        found = typed(frame, verb) if frame else None
    return (
        found
        or direct_state(verb, figure, words)
        or complement(verb, figure, words)
        or placed_below(verb, figure, words)
    )


def is_partitive(word: Token) -> bool:
    return any(child.lower_ == "of" and any(g.lower_ in RELATIVE for g in child.children) for child in word.children)


def modifier_word(figure: Figure, words: Words) -> Reading | None:
    """As in "280 injured people", "our four missing teammates", "36 injured"."""
    for node in figure.nodes:
        if node is not figure.head:
            found = direct_state(node, figure, words)
            if found:
                return found
        for child in node.children:
            if child.dep_ in ("amod", "compound", "nmod"):
                found = direct_state(child, figure, words)
                if found:
                    return found
    return None


def counted_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "14 fatalities", "no injuries", "three arrests"."""
    for node in figure.nodes:
        if figure.part and node is figure.top and node is not figure.head:
            return None
        frames = words.noun("noun", node)
        if frames and figure.quantity.kind in ("count", "ratio"):
            return typed(frames[0], node, clause_word(node))
    return None


def subject_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "the victims were four women"."""
    for node in figure.nodes:
        if node.dep_ == "attr" and node.head.lemma_ in COPULAS:
            subject = next((c for c in node.head.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.pos_ in NOMINAL:
                found = said_of_noun(subject, words)
                if found and words.countable("person", figure):
                    return found
    return None


def noun_above(figure: Figure, words: Words) -> Reading | None:
    """As in "the bodies of 34 migrants", "the search for four soldiers", "searched for four soldiers"."""
    for node in figure.nodes:
        if node.dep_ == "pobj" and node.head.lower_ in ("of", "for"):
            above = node.head.head
            frame = words.fitting(words.noun("of", above), figure)
            sought = above.lemma_.lower() in words.lexicon.words["seeking"]
            if sought and words.is_in("sought", figure.quantity.unit):
                return None
            if frame and sought == (node.head.lower_ == "for"):
                return typed(frame, above, clause_word(above))
    return None


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


# ---- tolls


def toll_value(figure: Figure, words: Words) -> Reading | None:
    """As in "the death toll rose to 14", "put the toll at 14", "a toll of 14"."""
    if figure.quantity.kind != "count":
        return None
    for node in figure.nodes:
        found = toll_by_parse(node, words)
        if found is None and node is not figure.head and node.lemma_.lower() in MEASURES:
            found = toll(words.toll(node), node, clause_word(node), None)
        if found:
            return found
    return toll_by_order(figure, words)


def toll_by_parse(node: Token, words: Words) -> Reading | None:
    if node.dep_ == "pobj":
        preposition = node.head
        above = preposition.head
        if above.pos_ not in VERBAL:
            frames = words.toll(above)
            old = above.dep_ == "pobj" and above.head.lower_ in ("from", "than")
            return toll(frames, above, clause_word(above), preposition, old=old)
        return toll_of_verb(above, words, preposition)
    reaching = node.head.lemma_.lower() in words.lexicon.words["reaching"]
    if reaching and node.dep_ in ("dobj", "attr", "npadvmod", "oprd", "acomp", "dep"):
        return toll_of_verb(node.head, words, None)
    return None


def toll_of_verb(verb: Token, words: Words, preposition: Token | None) -> Reading | None:
    for noun in arguments(verb):
        frames = words.toll(noun)
        if frames:
            return toll(frames, noun, verb, preposition)
    return None


def arguments(verb: Token) -> list[Token]:
    """Objects and subjects of a verb; those of the verb it is coordinated with, and the noun it modifies, too."""
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")]
    plain = [c for c in found if c.lower_ not in RELATIVE]
    if not plain and verb.dep_ in ("conj", "xcomp"):
        plain = [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    if verb.dep_ in ("relcl", "acl"):
        plain.extend(nouns_above(verb))
    return plain


def nouns_above(verb: Token) -> Iterator[Token]:
    """The noun that a clause modifies, and those that it hangs on by "of"."""
    noun = verb.head
    for _ in range(DEPTH):
        yield noun
        if noun.dep_ != "pobj" or noun.head.lower_ != "of":
            return
        noun = noun.head.head


def toll(
    frames: tuple[Frame, ...], noun: Token, clause: Token, preposition: Token | None, *, old: bool = False
) -> Reading | None:
    if not frames:
        return None
    superseded = old or (preposition is not None and preposition.lower_ == "from")
    return Reading(noun, frames[0].type, noun.lemma_.lower(), clause, superseded=superseded)


def toll_by_order(figure: Figure, words: Words) -> Reading | None:
    """A headline's toll, by the order of words alone: "Death toll from quake now at 14"."""
    doc, i = figure.head.doc, figure.start - 1
    if i < 1 or doc[i].lower_ not in words.lexicon.words["before_value"]:
        return None
    for k in range(i - 1, max(-1, i - ORDER_REACH), -1):
        token = doc[k]
        if token.is_punct and token.text in SENTENCE_ENDS:
            return None
        if token.lower_ in ("toll", "number", "tolls"):
            return toll(words.toll(token), token, token, None)
    return None


# ---- neighbours, where the parse fails


def neighbour(figure: Figure, words: Words) -> Reading | None:
    """As in "14 dead in blast", "killing 12": the word beside the figure, whatever the parser makes of it."""
    return word_before(figure, words) or word_after(figure, words)


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
    if has_object(token):
        return None
    frames = words.state(token) or words.verb("agent", token)
    if not frames and token.tag_ in ("VBN", "VBD"):
        return passive_verb(token, figure, words)
    frame = words.fitting(frames, figure)
    return typed(frame, token) if frame else None


def word_before(figure: Figure, words: Words) -> Reading | None:
    doc, i = figure.head.doc, figure.start - 1
    while i >= 0 and doc[i].lower_ in words.lexicon.words["determiners"] and i > figure.start - 4:
        i -= 1
    if i < 0 or doc[i + 1].is_sent_start or (doc[i].tag_ == "VBN" and said_of_others(figure, i)):
        return None
    frame = words.fitting(words.verb("patient", doc[i]), figure)
    return typed(frame, doc[i]) if frame else None


def said_of_others(figure: Figure, i: int) -> bool:
    """Whether a participle before the figure belongs to what stands before it ("of those killed, 12 were boys")."""
    doc = figure.head.doc
    after = doc[figure.end].lemma_ if figure.end < len(doc) else ""
    return after in COPULAS or i == 0 or doc[i - 1].pos_ not in ("NOUN", "PROPN")


# ---- any other predicate


def measured_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "revenue of $7 billion", "a 4 percent increase", "damage at $2 billion"."""
    if figure.quantity.kind == "count":
        return None
    node = figure.head
    for above in figure.nodes[1:]:
        if above.pos_ in ("NOUN", "PROPN") and node.dep_ in ("nummod", "compound", "amod", "nmod", "quantmod"):
            return own(above, clause_word(above), words, figure)
        node = above
    if node.dep_ == "pobj" and node.head.head.pos_ in ("NOUN", "PROPN"):
        return own(node.head.head, clause_word(node.head.head), words, figure)
    return None


def own(trigger: Token, clause: Token, words: Words, figure: Figure) -> Reading:
    """A reading under the type that the noun has for what is counted, else under its lemma."""
    frame = words.fitting(words.noun("of", trigger), figure) if figure.quantity.kind == "money" else None
    lemma = trigger.lemma_.lower()
    return Reading(trigger, frame.type if frame else lemma, lemma, clause)


def governing_verb(figure: Figure, words: Words) -> Reading | None:
    """As in "shares fell 5 percent", "three villages elected a mayor": the verb that the figure depends on."""
    word = figure.top
    for _ in range(DEPTH):
        above = word.head
        if above is word or word.dep_ in ("punct", "conj", "appos"):
            return None
        if above.pos_ in VERBAL:
            return Reading(above, above.lemma_.lower(), above.lemma_.lower(), above)
        word = above
    return None


SEARCHES: dict[str, Search] = {
    "object-of": object_of,
    "passive-subject-of": passive_subject_of,
    "bare-participle-of": bare_participle_of,
    "subject-of": subject_of,
    "state-of-subject": state_of_subject,
    "state-of-object": state_of_object,
    "modifier-clause": modifier_clause,
    "modifier-word": modifier_word,
    "placed": placed,
    "counted-noun": counted_noun,
    "subject-noun": subject_noun,
    "noun-above": noun_above,
    "toll-value": toll_value,
    "neighbour": neighbour,
    "measured-noun": measured_noun,
    "governing-verb": governing_verb,
}
