"""Said by a toll: the number is the value of a noun ("the death toll rose to 14")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.lexicon import Frame
from factx.events.readings import COPULAS, DEPTH, ORDER_REACH, SENTENCE_ENDS, Reading, clause_word
from factx.events.words import MEASURES, Words
from factx.language.grammar import RELATIVE, SUBJECTS

VALUE_PREPOSITIONS = frozenset(("to", "at", "from", "past", "above", "around", "near", "beyond", "over"))
OF_ALL = frozenset(("among", "amongst", "from", "in"))
UP_OR_DOWN = frozenset(("up", "down"))
EARLIER = frozenset(("earlier", "previous", "initial", "prior", "former"))
TOLLS = frozenset(("toll", "count"))
OPENS_CLAUSE = frozenset(("WRB", "WP", "WDT"))


def toll_value(figure: Figure, words: Words) -> Reading | None:
    """As in "the death toll rose to 14", "put the toll at 14", "a toll of 14"."""
    if figure.quantity.kind != "count" or any(is_in_state(node, words) for node in figure.nodes):
        return None
    for node in value_nodes(figure):
        found = toll_by_parse(node, words)
        if found is None and node != figure.head and node.lemma_.lower() in MEASURES:
            found = toll(words.toll(node), node, clause_word(node), None)
        if found:
            return found
    return toll_by_order(figure, words)


def is_in_state(noun: Token, words: Words) -> bool:
    """Whether the sentence says what became of them all: "a total of 97 hostages remain unaccounted for"."""
    verb = noun.head
    said = (c for c in verb.children if c.dep_ in ("acomp", "oprd"))
    total = noun.dep_ in SUBJECTS and noun.lemma_.lower() in MEASURES
    return total and verb.lemma_ in COPULAS and any(words.state(word) for word in said)


def value_nodes(figure: Figure) -> Iterator[Token]:
    """The words that can stand for the number as a value: it is no modifier of them ("a 7.8 magnitude quake")."""
    yield figure.head
    word = figure.head
    for node in figure.nodes[1:]:
        if word.dep_ not in ("appos", "pobj", "conj"):
            return
        yield node
        word = node


def toll_by_parse(node: Token, words: Words) -> Reading | None:
    """The toll that a number is the value of, as the tree has it."""
    if node.dep_ == "pobj":
        preposition = node.head
        above = preposition.head
        if above.lower_ in UP_OR_DOWN:  # "has risen to 45, up from 38"
            above = above.head
        if above.pos_ not in VERBAL:
            if preposition.lower_ == "against":  # "the case against two officials"
                return None
            if preposition.lower_ in OF_ALL and any(c.dep_ == "nummod" for c in above.children):
                return None  # "61 deaths among 5,000 cases"
            if preposition.lower_ == "of" and above.lemma_.lower() not in MEASURES | TOLLS:
                return None
            frames = words.toll(above)
            old = above.dep_ == "pobj" and above.head.lower_ in ("from", "than")
            return toll(frames, above, clause_word(above), preposition, old=old)
        is_value = preposition.lower_ in VALUE_PREPOSITIONS
        return toll_of_verb(above, words, preposition) if is_value else None
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
    if not frames or noun.pos_ in VERBAL:
        return None
    taken_back = any(child.lower_ in EARLIER for child in noun.children if child.dep_ == "amod")
    superseded = old or taken_back or (preposition is not None and preposition.lower_ == "from")
    return Reading(noun, frames[0].type, noun.lemma_.lower(), clause, superseded=superseded)


def toll_by_order(figure: Figure, words: Words) -> Reading | None:
    """A headline's toll, by the order of words alone: "Death toll from quake now at 14", in one clause."""
    doc, i = figure.head.doc, figure.start - 1
    surpassing = doc[figure.start].lemma_.lower() in words.lexicon.words["reaching"]
    if i < 1 or not (surpassing or doc[i].lower_ in words.lexicon.words["before_value"]):
        return None
    for k in range(i, max(-1, i - ORDER_REACH), -1):
        token = doc[k]
        if (token.is_punct and token.text in SENTENCE_ENDS) or token.tag_ in OPENS_CLAUSE:
            return None
        if token.lower_ in ("toll", "number", "tolls"):
            return toll(words.toll(token), token, token, None)
    return None
