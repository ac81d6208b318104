"""What a word can tell, read off the lexicon: frames of verbs, states, nouns, tolls and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.figures import TIES, VERBAL, Figure
from factx.events.lexicon import Frame, Lexicon
from factx.language.grammar import shares_object

PERSON_ENDINGS = ("mate", "man", "men", "woman", "women", "person", "people", "ist", "ian", "eer", "ee")
MEASURES = frozenset(("number", "total", "figure", "count", "tally", "estimate", "sum", "amount", "level"))
NEAR, SENTENCE = 8, 14
OF_VERB = frozenset(("dobj", "npadvmod", "advmod"))
ONE_THING = frozenset(("is", "was", "has"))  # verbs behind a share of one thing
REACHING = frozenset(("beat", "hit", "strike"))  # a number, without a noun, is a level
AIMING = frozenset(("at", "into", "on", "toward", "towards", "upon"))
TOUCHING = frozenset(("at", "on", "upon"))  # where or when something is done, too
PEOPLE_LABELS = frozenset(("PERSON", "NORP", ""))
LIVING = frozenset(("person", "group", "animal", "people"))
# "the number rose to 14": what is counted was said before
AGAIN = Frame("", "any", False)


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon with the questions that the constructions ask of it."""

    lexicon: Lexicon

    def fitting(self, frames: Sequence[Frame], figure: Figure) -> Frame | None:
        """The first of the frames that lets the figure's thing be counted."""
        if is_size(figure) and not self.is_person(figure):
            frames = [frame for frame in frames if frame.things == "any"]
        return next((frame for frame in frames if self.countable(frame.things, figure)), None)

    def countable(self, things: str, figure: Figure) -> bool:
        """Whether what is counted is of the kind `things`; a noun left out can be of every kind but money and jobs."""
        kind, unit = figure.quantity.kind, figure.quantity.unit
        if (kind == "measure" and " per " not in (unit or "")) or (
            unit is None and (things in ("structure", "fighter") or kind == "ratio")
        ):
            return False
        if things in ("any", "money", "job") or kind == "money":
            return things == "any" or things == kind or (things == "job" and self.is_in("job", unit))
        if kind == "percent" and things in ("person", "living", "fighter"):
            return self.is_share_of_people(figure) and things != "fighter"
        if kind == "percent" and figure.top.dep_ in OF_VERB:
            return any(child.lower_ == "of" for child in figure.head.children)  # not "closed up 5 percent"
        of_harmed = things in ("person", "living") and self.counts_harm(figure)
        if unit is None or kind == "percent" or is_of_whom(figure) or of_harmed:
            return True
        if things == "person":
            return self.is_person(figure)
        if things == "fighter":
            return self.is_in("fighter", unit)
        if things == "structure":
            return self.is_in("structure", unit) or "structure" in vocabulary.classes(head_word(unit))
        if things == "thing":
            return vocabulary.noun_class(head_word(unit)) != "animal" and not self.is_person(figure)
        return not self.is_in("never_living", unit) and (self.is_in("person", unit) or may_live(head_word(unit)))

    def is_share_of_people(self, figure: Figure) -> bool:
        """Whether a share is one of people: "80 percent of the guards"; not "of the market", "the rest is held"."""
        nouns = [c for of in figure.head.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
        if not nouns:
            behind = max(figure.end, figure.head.i + 1)
            return figure.top.dep_ not in OF_VERB and figure.head.doc[behind : behind + 1].text not in ONE_THING
        return any(self.is_person_word(n.lemma_.lower()) or n.ent_type_ == "NORP" or n.pos_ == "PRON" for n in nouns)

    def counts_harm(self, figure: Figure) -> bool:
        """Whether the noun is left out, and the one before it counts harm: "9 bodies were found and 23 are missing"."""
        unit = figure.quantity.unit
        return figure.quantity.counted is None and unit is not None and head_word(unit) in self.lexicon.frames["noun"]

    def is_in(self, things: str, unit: str | None) -> bool:
        """Whether the head word of a unit is in a list of things."""
        return unit is not None and head_word(unit) in self.lexicon.things[things]

    def is_person(self, figure: Figure) -> bool:
        """Whether people are counted: by the list, by the ending, or because they go by a people's name."""
        unit = figure.quantity.unit or "people"
        word = head_word(unit)
        return self.is_person_word(word) or figure.head.ent_type_ == "NORP"

    def may_be_person(self, figure: Figure) -> bool:
        """Whether people are counted, or what no dictionary knows: "two VDPs", told beside a person."""
        unit = figure.quantity.unit
        return self.is_person(figure) or (unit is not None and not vocabulary.classes(head_word(unit)))

    def is_person_word(self, lemma: str) -> bool:
        """Whether a noun names a person, or people as a body ("crew")."""
        if vocabulary.noun_class(lemma) == "animal":
            return False
        known = lemma in self.lexicon.things["person"] or vocabulary.is_person(lemma)
        return known or (vocabulary.noun_class(lemma) is None and lemma.endswith(PERSON_ENDINGS))

    def verb(self, role: str, token: Token) -> tuple[Frame, ...]:
        """The frames of a verb in a role, its particle counted in; a headline's capitals are seen through."""
        frames = self.lexicon.frames[role]
        if token.pos_ in VERBAL:
            for child in (*token.children, *captivity(token), *behind_object(token)):
                if child.dep_ in ("prt", "acomp", "oprd", "advmod", "amod", "dobj", "pobj"):
                    said = child.lemma_.lower() if child.dep_ in ("dobj", "pobj") else child.lower_
                    found = frames.get(f"{token.lemma_.lower()}_{said}")
                    if found:
                        return found
        lemma = token.lemma_.lower() if token.pos_ in VERBAL else self.lexicon.forms.get(token.lower_, "")
        found = frames.get(lemma, ()) or frames.get(self.lexicon.forms.get(token.lower_, ""), ())
        if not found or not self.borne_out(lemma, token) or opens_compound(token):
            return ()
        of_things = tuple(frame for frame in found if frame.things != "person")
        aimed = any(frame.type == "dismissed" for frame in found) and self.is_aimed(token)
        if 0 < len(of_things) < len(found) and (aimed or self.has_thing(token)):
            return of_things
        return () if found[0].type == "wounded" and (self.is_measure(token) or self.is_reached(token)) else found

    def has_thing(self, verb: Token) -> bool:
        """Whether a verb's object is a thing: "fired rounds", "hit the streets"; not "fired half of its staff"."""
        objects = (c for c in verb.children if c.dep_ == "dobj" and not any(t.lower_ == "of" for t in c.children))
        return any(not may_live(c.lemma_.lower()) and c.lower_ not in self.lexicon.numbers["bodies"] for c in objects)

    def is_aimed(self, verb: Token) -> bool:
        """Whether shots are fired, and nobody loses a job: "fired into the crowd", "at Rao", "were fired upon"."""
        if any(c.dep_ == "prt" for c in verb.children):
            return True
        aim = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in AIMING), None)
        objects = list(aim.children) if aim is not None else []
        return aim is not None and (aim.lower_ not in TOUCHING or not objects or any(map(self.is_target, objects)))

    def is_target(self, noun: Token) -> bool:
        """Whether a noun stands for people, one or a body of them: not "fired on Monday", "fired at the plant"."""
        lemma = noun.lemma_.lower()
        named = noun.pos_ == "PROPN" and noun.ent_type_ in PEOPLE_LABELS
        return named or noun.pos_ == "PRON" or self.is_person_word(lemma) or vocabulary.noun_class(lemma) == "group"

    def is_measure(self, verb: Token) -> bool:
        """Whether a blow is a law's or a price's: "hits 13 officials with sanctions", "the tax hits farmers"."""
        if verb.lemma_.lower() not in self.lexicon.words["blows"]:
            return False
        tools = (c for p in verb.children if p.lower_ in ("with", "by") for c in p.children if c.dep_ == "pobj")
        subjects = (c for c in verb.children if c.dep_ == "nsubj")
        named = {noun.lemma_.lower() for noun in (*tools, *subjects)}
        behind = {t.lemma_.lower() for t in verb.subtree if t.i > verb.i and t.head.lower_ == "with"}
        return bool((named | behind) & self.lexicon.words["measures"])

    def is_reached(self, verb: Token) -> bool:
        """Whether a number or a thing is hit, and nobody: "sales will hit 200,000", "beat their best total of 17"."""
        numbers = any(c.dep_ == "dobj" and c.tag_ == "CD" for c in verb.children)
        return verb.lemma_.lower() in REACHING and (numbers or self.has_thing(verb))

    def state(self, token: Token) -> tuple[Frame, ...]:
        """The frames of an adjective or participle said of the counted thing."""
        if token.pos_ == "VERB" and (has_own_object(token) or shares_object(token)):
            return ()
        frames = self.lexicon.frames_of("state", token.lower_)
        if token.tag_ == "VBN" and any(c.dep_ in ("acomp", "oprd") and c.i == token.i + 1 for c in token.children):
            return ()  # "held accountable"
        kept = frames and self.borne_out(token.lemma_.lower(), token) and not opens_compound(token)
        return frames if kept else ()

    def noun(self, role: str, token: Token) -> tuple[Frame, ...]:
        """The frames of a noun in a role, where the words it needs about it are there."""
        lemma = token.lemma_.lower()
        known = self.lexicon.frames[role]
        if token.tag_ == "VBG" and lemma not in known:  # "Slaying of eight" in a headline
            lemma = token.lower_
        plural = token.tag_ in ("NNS", "NNP", "NNPS")  # a headline's "Murders" is a name to the parser
        frames = known.get(lemma, ()) or (known.get(token.lower_[:-1], ()) if plural else ())
        if frames and not self.borne_out(lemma, token):
            return ()
        undone = any(child.lower_ in self.lexicon.words["undone"] for child in token.children)
        return tuple(replace(frame, type=lemma) for frame in frames) if undone else frames

    def borne_out(self, lemma: str, token: Token) -> bool:
        """Whether one of the words that an ambiguous noun needs stands near it."""
        needed = self.lexicon.near.get(lemma)
        if needed is None:
            return True
        far = SENTENCE if token.pos_ in VERBAL or lemma == "body" else NEAR
        doc, reach = token.doc, range(max(0, token.i - far), min(len(token.doc), token.i + far + 1))
        return any(doc[i].lemma_.lower() in needed or doc[i].lower_ in needed for i in reach if i != token.i)

    def toll(self, noun: Token) -> tuple[Frame, ...]:
        """The frames of a noun whose value a number can be: "death toll", "the number of people killed"."""
        lemma = noun.lemma_.lower()
        if lemma in MEASURES:
            return self.measured(noun) if any(c.lower_ == "of" for c in noun.children) else (AGAIN,)
        before = noun.nbor(-1).lemma_.lower() if noun.i else ""
        frames = self.lexicon.frames["toll"]
        return frames.get(f"{before}_{lemma}") or self.noun("toll", noun)

    def measured(self, noun: Token) -> tuple[Frame, ...]:
        """The frames of what a "number of …" counts."""
        for token in noun.subtree:
            if token.i - noun.i > 8:
                break
            if token.i > noun.i:
                frames = self.noun("toll", token) or self.state(token)
                if not frames and token.tag_ == "VBN":
                    frames = self.verb("patient", token)
                if frames:
                    return frames
        return ()

    def place(self, token: Token) -> tuple[Token, tuple[Frame, ...]] | None:
        """The noun and frames of the first place that a verb or noun puts the counted in: "taken to hospital"."""
        return next(self.places(token), None)

    def places(self, token: Token) -> Iterator[tuple[Token, tuple[Frame, ...]]]:
        """The nouns and frames of the places: two in "taken to hospital with burns"."""
        for preposition in prepositions(token):
            yield from self.places_of(preposition)

    def places_of(self, preposition: Token) -> Iterator[tuple[Token, tuple[Frame, ...]]]:
        """The noun and frames of the place that a preposition names."""
        for noun in preposition.children:
            if noun.dep_ in ("pobj", "pcomp"):
                frames = self.lexicon.frames_of("place", f"{preposition.lower_}_{noun.lemma_.lower()}")
                if frames and self.borne_out(noun.lemma_.lower(), noun):
                    yield noun, frames


def opens_compound(word: Token) -> bool:
    """Whether a hyphen makes a word part of another one: "die-hard militants"."""
    behind = word.doc[word.i + 1 : word.i + 3]
    hyphen = len(behind) == 2 and behind[0].text in TIES and not (word.whitespace_ or behind[0].whitespace_)
    return hyphen and behind[1].is_alpha and behind[1].tag_ != "VBG"  # "3 dead-including two children"


def has_own_object(verb: Token) -> bool:
    """Whether a verb has an object, with none joined to it between: "nine killed and 14 lost off Port Orun"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return thing is not None and not any(c.dep_ == "conj" and verb.i < c.i < thing.i for c in verb.children)


def is_of_whom(figure: Figure) -> bool:
    """Whether a number counts people named before, whatever noun stood last: "shot at one place, two of whom died"."""
    doc, behind = figure.head.doc, figure.end
    bare = figure.quantity.counted is None
    return bare and doc[behind : behind + 2].text.lower() == "of whom"


def is_size(figure: Figure) -> bool:
    """Whether a number only tells how big a thing is: "a 17-storey block", "the three-judge panel"."""
    doc, end = figure.numeral.doc, figure.numeral.end
    tied = doc[end : end + 1].text in ("-", "‑", "–") and not doc[end - 1].whitespace_
    return tied and figure.quantity.kind == "count"


def may_live(noun: str) -> bool:
    """Whether a noun can name something living: it is not known, or known for people, bodies of people or animals."""
    classes = vocabulary.classes(noun)
    return not classes or bool(classes & LIVING)


def head_word(unit: str) -> str:
    """The noun that a unit is about: "person" of "person of interest"."""
    return unit.split(" of ")[0].split(" per ")[0].split()[-1].lower()


def captivity(verb: Token) -> Iterator[Token]:
    """What somebody is made: "took 12 of them as hostages"."""
    for preposition in verb.children:
        if preposition.lower_ == "as" and preposition.dep_ == "prep":
            yield from (noun for noun in preposition.children if noun.dep_ == "pobj")


def behind_object(verb: Token) -> Iterator[Token]:
    """What is said of an object right behind it, or behind the verb: "cut two passengers free", "set free two boys"."""
    for noun in verb.children:
        if noun.dep_ == "dobj":
            yield from (c for c in noun.children if c.dep_ == "amod" and c.i in (noun.i + 1, verb.i + 1))


def prepositions(token: Token) -> Iterator[Token]:
    """The prepositions that hang on a word, those under its particle or adverb too ("out of", "back to")."""
    for child in token.children:
        if child.dep_ == "prep":
            yield child
            if child.lower_ != "from":  # not "led them from behind bars"
                yield from (inner for inner in child.children if inner.dep_ == "prep")
        elif child.dep_ in ("advmod", "prt"):
            yield from (inner for inner in child.children if inner.dep_ == "prep")
