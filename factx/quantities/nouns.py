"""Finds the noun that a number counts: "three armed men", "two of the officers", "12 digital and physical sales"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from factx import words
from factx.language.grammar import ANY_NOUN, PROPER_NOUNS, TIME_LABELS
from factx.model import Span
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms
from factx.quantities.figure import Figure

PHRASE_REACH = 9  # tokens a noun phrase may have before its head
NEAR_HEAD = 5  # tokens from a number to the noun it hangs on where other words stand between
COMPOUND = 3  # parts that a modifier like "25-year-old" has after its number
MODIFIERS = frozenset({"JJ", "JJR", "JJS"})
PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
MISTAGGED_AS = frozenset({"attr", "dobj", "pobj", "ccomp"})  # of a noun that the tagger takes for a verb
BETWEEN_MODIFIERS = frozenset({"CC", "``", "''"})  # between nouns that go before one: "music and film stars"
SHARED_REACH = 2
DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
DROPPED_TAGS = frozenset({"CC", ",", "``", "''"})
THINGS = frozenset({"dobj", "nsubjpass"})  # "fired one shot" against "one shot in Leeds"
SINGLE_ONE = frozenset({"one", "1"})
TIME_OPENS = frozenset({"a", "an", "last", "this"})  # "19 a day earlier", "80 last year"
MODEL = re.compile(r"[A-Z]+-?\d+\w*")  # "10 A320 aircraft"
PEOPLE = "people"
DROPPED = frozenset({"more", "fewer", "such", "many", "own", "total"})
OF_EVERY = ("of", "every")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The counted noun phrase as tokens, `head` being the last."""

    first: int
    head: int

    def span(self, doc: Doc) -> Span:
        return doc[self.first].idx, doc[self.head].idx + len(doc[self.head])


def count_noun(atoms: Atoms, figure: Figure, people: frozenset[str]) -> None:
    """Gives a figure without a unit the noun it counts, if one follows."""
    phrase = noun_after(atoms, figure, people)
    doc = atoms.doc
    if phrase is None or (doc[phrase.head].tag_ == "NN" and atoms.phrase_before(figure.first, ("of", "whom"))):
        return  # "of whom 12 log in daily"
    figure.unit = lemma_of(doc, phrase)
    figure.counted = phrase.span(doc)
    figure.after = bisect_left(atoms.starts, figure.counted[1])


def noun_after(atoms: Atoms, figure: Figure, people: frozenset[str]) -> NounPhrase | None:
    """The noun phrase after the numeral, None if it is elided. `people`: words that only look like nouns there."""
    at = figure.tail
    if atoms.dash(at) and atoms.glued(at - 1) and atoms.glued(at):
        figure.joined = True
        at += 1
    elif atoms.dash(at) and atoms.glued(at - 1):  # "8- to 16-metre"
        return None
    doc = atoms.doc
    number = doc[max(0, atoms.token_index(at) - 1)]
    at = at if figure.joined and atoms.glued(at) else skip_compound(atoms, at)  # "15-50m euros" is a range
    at += atoms.words[at] == "["  # "seven [people] dead"
    ratio = figure.joined and atoms.words[at] in ("in", "to")  # "a 1-in-10 risk", "0-to-90 litres"
    ratio = ratio or atoms.phrase_at(at, OF_EVERY)  # "20 of every 1,000 people"
    if atoms.kinds[at] in (BREAK, NUMBER) or atoms.words[at] in TIME_OPENS or ratio:
        return None
    if number.dep_ == "pobj" and doc[atoms.token_index(at)].lower_ == "the":
        return None  # "bringing to eight the number of dead"
    first, last = walk(doc, skip_partitive(doc, atoms.token_index(at)), number, people)
    if last is None and not figure.joined:
        last = head_of(number, people)
    elif last is not None and is_glossed(last, number):
        last = number.head
    if last is None or (figure.joined and last.i != first):
        return NounPhrase(first, first) if figure.joined and doc[first].tag_ in ANY_NOUN else None
    if measures(figure, doc, first, last):
        return NounPhrase(first, first)
    return NounPhrase(first, (last if figure.joined or figure.value == 1 else whole_noun(last)).i)


def walk(doc: Doc, first: int, number: Token, people: frozenset[str]) -> tuple[int, Token | None]:
    """Where the noun phrase begins, past a possessor, and its last noun; None if no noun phrase begins at `first`."""
    last = None
    for token in doc[first : first + PHRASE_REACH]:
        if not belongs(token, last, people) or (token.ent_type_ in TIME_LABELS and token.ent_iob_ == "B"):
            break
        if token.tag_ in ANY_NOUN:
            last = token
            goes_on = is_hyphened(token) or is_owner(token, number)
            if token == number.head and number.dep_ == "nummod" and not goes_on:
                break
        elif token.tag_ == "POS":
            first, last = token.i + 1, None
    return first, last


def whole_noun(noun: Token) -> Token:
    """The noun that a noun only goes before, past another one: "60 rescue and relief workers", "70 film stars"."""
    for _ in range(SHARED_REACH):
        head = noun.head
        if head.dep_ == "compound" and head.head.i == head.i + 1 and noun.dep_ == "compound":
            head = head.head  # "three government force personnel"
        between = noun.doc[noun.i + 1 : head.i]
        tied = noun.dep_ in ("compound", "nmod") and 0 < head.i - noun.i <= NEAR_HEAD
        named = head.tag_ in ("NNS", "NNPS") or (head.lower_.endswith("s") and head.dep_ in MISTAGGED_AS)
        fills = (t.tag_ in BETWEEN_MODIFIERS or t.pos_ in ("NOUN", "PROPN", "ADJ") for t in between)
        if is_counted_itself(noun) or not (tied and named and all(fills)):
            break
        noun = head
    joined = next((c for c in noun.children if c.dep_ == "conj" and c.tag_ == "NNS"), None)
    if joined is None or noun.tag_ != "NNP" or joined.i - noun.i > NEAR_HEAD or noun.nbor().tag_ != "CC":
        return noun
    own = any(c.dep_ in ("nummod", "det", "poss") for c in joined.children)
    return noun if own else joined  # "60 Orun and Bakra soldiers"


def is_counted_itself(noun: Token) -> bool:
    """Whether a plural is what is counted, before no other noun: "20 children ages 6"; not "12 levies personnel"."""
    before = noun.dep_ == "compound" and noun.head.i == noun.i + 1 and not words.is_person(noun.lemma_.lower())
    return noun.tag_ in ("NNS", "NNPS") and not before


def is_glossed(noun: Token, number: Token) -> bool:
    """Whether a short form in brackets stands between a name and the counted: "two National Front (NF) members"."""
    aside = [t.text for t in noun.doc[noun.i + 1 : number.head.i]]
    return (
        number.dep_ == "nummod"
        and len(aside) == len("(A)")
        and aside[0] == "("
        and aside[1].isupper()
        and aside[2] == ")"
    )


def is_owner(noun: Token, number: Token) -> bool:
    """Whether a name only owns what is counted: "two Bakra County Sheriff's deputies"."""
    return noun.dep_ == "poss" and noun.tag_ == "NNP" and number.lower_ not in ("1", "one")


def head_of(number: Token, people: frozenset[str]) -> Token | None:
    """The noun that the parser hangs the number on, past what no noun phrase begins with: "two lobbying firms"."""
    head = number.head
    if head.lower_ in people or head.ent_type_ in TIME_LABELS:
        return None
    # "left one Kurd dead", but not "nine German and one Peruvian tourists"
    beside = head.i == number.i + 1 and head.ent_type_ == "NORP" and head.doc[head.i + 1 : head.i + 2].text != "and"
    near = number.i < head.i <= number.i + NEAR_HEAD and number.dep_ == "nummod" and (head.tag_ in ANY_NOUN or beside)
    if not near:
        return None
    between = number.doc[number.i + 1 : head.i]
    if any(t.lower_ in people and not (t.tag_ == "NN" and t.text.islower()) for t in between):  # "4 shot overnight"
        return None
    return head if all(t.pos_ in ("ADJ", "ADV", "NOUN", "PROPN", "CCONJ", "VERB") for t in between) else None


def skip_compound(atoms: Atoms, at: int) -> int:
    """The atom behind a modifier: "25-year-old" in "two 25-year-old men", "200ml" in "six 200ml jars"."""
    if atoms.kinds[at] == NUMBER and atoms.kinds[at + 1 : at + 3] == [WORD, WORD] and atoms.glued(at):
        return at + 2 if atoms.token(at + 2).tag_ == "NNS" else at
    if atoms.kinds[at] != NUMBER or not (atoms.dash(at + 1) and atoms.glued(at)):
        return at
    at += 1
    for _ in range(COMPOUND):
        if atoms.dash(at) and atoms.glued(at - 1) and atoms.glued(at):
            at += 2
    return at


def measures(figure: Figure, doc: Doc, first: int, last: Token) -> bool:
    """Whether the first noun is what is counted: one thing is named behind several, as in "a 12 page document"."""
    one = any(child.dep_ == "det" for child in last.children)
    pair = one and last.i == first + 1 and doc[first].tag_ == "NN" and last.tag_ == "NN" and last.dep_ != "nummod"
    return pair and figure.style == "digits" and figure.scale == 1 and figure.value > 1


def skip_partitive(doc: Doc, i: int) -> int:
    """The token after "of the", "of his", "the": where the counted noun phrase begins."""
    partitive = doc[i].lower_ == "of"
    while i + 1 < len(doc) and (
        doc[i].tag_ in DETERMINERS or doc[i].lower_ in ("more", "of") or (partitive and doc[i].tag_ == "CD")
    ):
        i += 1
    tied = partitive and doc[i].tag_ == "HYPH"
    while tied and i < len(doc) - 2 and doc[i].tag_ == "HYPH":  # "of the 112-member board"
        i += 2
    return i


def belongs(token: Token, last: Token | None, people: frozenset[str]) -> bool:
    """Whether the token goes on with the noun phrase whose last noun so far is `last`."""
    tag = token.tag_
    if token.is_space or (token.is_sent_start and last is not None):
        return False
    if token.i and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return True
    if last is not None and (is_slashed(last, token) or (token == last.nbor() and is_hyphened(last))):
        return True
    if last is None:
        return begins(token, people)
    if tag == "POS":
        return True
    if tag in ANY_NOUN:
        return token.ent_type_ not in TIME_LABELS and (last.tag_ not in ("NNS", "NNPS") or last.dep_ == "compound")
    if tag in ("JJ", "VBN") and last.tag_ == "NNP":  # "one LRF suspected rebel"
        return token.i + 1 < len(token.doc) and token.nbor().tag_ in ANY_NOUN and token.dep_ in ("amod", "compound")
    if tag in ("HYPH", "CD"):
        return (token.i + 1 < len(token.doc) and not token.whitespace_) or (last.tag_ == "NNP" and tag == "CD")
    return tag == "CC" and last.tag_ == "NNP" and token.i + 1 < len(token.doc) and token.nbor().tag_ == "NNP"


def is_slashed(name: Token, token: Token) -> bool:
    """Whether a token is the slash behind a name, or what stands behind that: "one LRF/LRA soldier"."""
    doc, slash = name.doc, name.i + 1
    glued = name.tag_ == "NNP" and doc[slash].text == "/" and not (name.whitespace_ or doc[slash].whitespace_)
    return glued and token.i in (slash, slash + 1)


def is_hyphened(token: Token) -> bool:
    """Whether a hyphen holds a word together with the next one, however it is tagged: "co-workers"."""
    doc, i = token.doc, token.i
    return i + 2 < len(doc) and doc[i + 1].text == "-" and not (token.whitespace_ or doc[i + 1].whitespace_)


def begins(token: Token, people: frozenset[str]) -> bool:
    """Whether the token can stand in a noun phrase before its first noun."""
    tag, follows = token.tag_, token.nbor() if token.i + 1 < len(token.doc) else None
    if MODEL.fullmatch(token.text) and follows is not None and follows.tag_ in ANY_NOUN:
        return True
    if tag in ANY_NOUN:
        is_single = token.i > 0 and token.nbor(-1).lower_ in SINGLE_ONE  # "one shot", but not "leaving 43 missing"
        return token.lower_ not in people or (tag == "NN" and token.dep_ in THINGS and is_single)
    if tag in MODIFIERS:
        return token.lower_ not in people or bool(follows and follows.tag_ in ANY_NOUN)
    if tag in PARTICIPLES or tag in ADVERBS:
        return token.dep_ in ("amod", "compound", "nmod", "advmod") and token.head.i > token.i
    if tag in ("``", "''"):
        return True
    if tag == "HYPH":
        return token.i > 0 and not token.nbor(-1).whitespace_
    return (
        bool(follows)
        and tag in ("CC", ",")
        and token.i > 0
        and token.nbor(-1).tag_ in MODIFIERS | PARTICIPLES
        and token.nbor(-1).lower_ not in DROPPED  # "hurt dozens more, local officials said"
        and (follows is not None and follows.tag_ in MODIFIERS | PARTICIPLES)
    )


def lemma_of(doc: Doc, phrase: NounPhrase) -> str:
    """The counted noun as a unit: modifiers as they stand, function words dropped, the head's lemma."""
    unit = ""
    for token in doc[phrase.first : phrase.head]:
        graded = token.tag_ in ("JJ", "VBN") and token.i > phrase.first and token.nbor(-1).tag_ == "RB"
        tied = not token.whitespace_ and token.nbor().tag_ == "HYPH"
        dropped = token.tag_ in DROPPED_TAGS or token.lower_ in DROPPED or (token.tag_ in ADVERBS and not tied)
        if graded or dropped:
            continue
        named = token.pos_ == "PROPN" or token.is_upper or token.ent_type_ == "NORP"
        text = token.text if named else token.lower_
        unit += text if not token.whitespace_ and token.nbor().tag_ != "''" else text + " "
    return unit + singular(doc[phrase.head])


def known_form(word: str, lemma: str) -> str:
    """The lemma, or the word less its "s" where that is a noun and the lemma is none ("doses": "dose", not "dos")."""
    without = word.removesuffix("s")
    cut = words.noun_class(lemma) is None or (len(lemma) == 3 and lemma + "e" == without)  # DOS
    mistaken = without != word and cut and words.noun_class(without) is not None
    return without if mistaken else lemma


def singular(token: Token) -> str:
    """The singular of a noun; proper nouns keep their capital."""
    if token.lower_ in ("person", "persons"):
        return PEOPLE
    if token.tag_ not in PROPER_NOUNS and token.ent_type_ != "NORP":
        return known_form(token.lower_, token.lemma_.lower().removesuffix("."))
    text = token.text if token.ent_type_ or token.is_upper else token.lower_
    if token.tag_ != "NNPS" or len(text) < 4:
        return text
    return text[:-3] + "y" if text.endswith("ies") else text.removesuffix("s")
