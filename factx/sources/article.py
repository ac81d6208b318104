"""The article as the resolution of sources reads it: its sentences in order, who is in each, and who speaks in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from factx.language import Piece, Text
from factx.language.grammar import PROPER_NOUNS, SUBJECTS
from factx.model import Attribution
from factx.sources.lexicon import Rules
from factx.sources.mention import Referent, from_person, head_of, read_description, read_name
from factx.sources.roster import Roster, build_roster, name_words
from factx.sources.spoken import hear_pronouns
from factx.words import is_person

# Sections whose sentences tell the story one after the other.
STORY_SECTIONS = frozenset({"body", "byline", "dateline"})
INDEFINITE = frozenset(("a", "an", "another", "one"))
# Tokens of a sentence above which it is no sentence, and nobody is looked for in it.
LONGEST = 500
ACTING_ENTITIES = ("ORG", "GPE")
NOUN_STEPS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A source where it stands, in tokens."""

    attribution: Attribution
    piece: Piece
    head: Token


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a sentence: at which token and character, who, whether as a subject.

    is_main     the subject of the main verb
    is_partner  its object, or that of a preposition behind it: "met Novak", "spoke with Novak"
    """

    at: int
    char: int
    referent: Referent
    is_subject: bool
    is_main: bool
    is_partner: bool


@dataclass(slots=True)
class Article:
    """The sentences of the running text by number, and what is known of each.

    speakers   sentence -> the mentions of the outermost voices whose cue stands in it
    openings   sentence -> the character its section opens with
    contents   stretches of tokens that outermost attributions hold as content
    by_head    head token of a source -> id of its attribution
    heading    the words of headlines, in small letters
    introduced role or word -> where the text brings in somebody so called without a name ("a minister")
    """

    text: Text
    doc: Doc
    rules: Rules
    roster: Roster
    mentions: list[Mention]
    sentences: list[Piece]
    starts: list[int]
    by_id: dict[str, Attribution] = field(default_factory=dict)
    openings: list[int] = field(default_factory=list)
    speakers: dict[int, list[Mention]] = field(default_factory=dict)
    contents: list[Piece] = field(default_factory=list)
    parties: dict[int, list[Party]] = field(default_factory=dict)
    bodies: dict[int, list[Token]] = field(default_factory=dict)
    introduced: dict[str, list[int]] = field(default_factory=dict)
    by_head: dict[int, str] = field(default_factory=dict)
    heading: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: Text, attributions: Sequence[Attribution], rules: Rules) -> Article:
        told = list(_told(text))
        sentences = [piece for piece, _ in told]
        roster = build_roster(text, rules)
        hear_pronouns(text, roster)
        article = cls(text, text.doc, rules, roster, [], sentences, [start for start, _ in sentences])
        headlines = (text.text[s.start : s.end] for s in text.sections if s.kind == "headline")
        article.heading = frozenset(" ".join(headlines).lower().split())
        article.openings = [opening for _, opening in told]
        article.by_id = {attribution.id: attribution for attribution in attributions}
        for attribution in attributions:
            article._add(attribution)
        article._introduce()
        # The outer voices first: an inner "I" is one of them.
        article.mentions.sort(key=lambda m: (m.attribution.within is not None, m.piece))
        article.contents.sort()
        return article

    def _add(self, attribution: Attribution) -> None:
        cue = self._piece(attribution.cue.extent.spans[0])
        if attribution.within is None:
            self.contents += [piece for piece in map(self._piece, attribution.content.spans) if piece]
        if attribution.source is None or cue is None:
            return
        whole = attribution.source.mention
        piece = self._piece((whole.start, whole.end))
        if piece is None:
            return
        mention = Mention(attribution, piece, head_of(self.doc, *piece, attribution.source.head))
        self.mentions.append(mention)
        self.by_head.setdefault(mention.head.i, attribution.id)
        number = self.number_of(cue[0])
        if attribution.within is None and number is not None:
            self.speakers.setdefault(number, []).append(mention)

    def _introduce(self) -> None:
        for i, word in enumerate(self.text.lower):
            if word in INDEFINITE and self.text.dep[i] in ("det", "nummod"):
                noun = self.doc[self.text.head[i]]
                named = noun.dep_ in ("appos", "attr", "compound") or any(c.dep_ == "appos" for c in noun.rights)
                if not named and noun.tag_ == "NN":
                    self.introduced.setdefault(noun.lemma_.lower(), []).append(noun.i)

    def _piece(self, span: Piece) -> Piece | None:
        start, end = self.text.pieces(span)
        return (start, end) if start < end else None

    def outer(self, mention: Mention) -> Attribution | None:
        """The attribution whose content holds the one of a mention."""
        return self.by_id.get(mention.attribution.within or "")

    def number_of(self, token: int) -> int | None:
        """The number of the sentence a token stands in; None outside the running text."""
        number = bisect_right(self.starts, token) - 1
        return number if number >= 0 and token < self.sentences[number][1] else None

    def start_before(self, token: int, back: int) -> int | None:
        """Where the sentence begins that stands so many before that of a token; None outside the running text."""
        number = self.number_of(token)
        return None if number is None else self.sentences[max(0, number - back)][0]

    def is_quoted(self, number: int) -> bool:
        """Whether a sentence is nothing but what somebody says, told of elsewhere, or stands in quotation marks."""
        if number in self.speakers:
            return False
        start, end = self.sentences[number]
        place = bisect_right(self.contents, (start + 2, end)) - 1
        if place >= 0 and self.contents[place][1] >= end - 2:
            return True
        return self.in_marks(number)

    def in_marks(self, number: int) -> bool:
        """Whether a sentence stands in quotation marks."""
        start, end = self.sentences[number]
        first, last = (self.text.quoted.number[token] for token in (min(start + 1, end - 1), max(end - 2, start)))
        return first == last >= 0

    def told_between(self, before: int, after: int) -> int:
        """How many sentences back one is from another, without those in between that stand in quotation marks."""
        return after - before - sum(self.in_marks(number) for number in range(before + 1, after))

    def has_subject(self, number: int, word: str) -> bool:
        """Whether a pronoun is a subject in a sentence, not in what somebody says there."""
        start, end = self.sentences[number]
        return any(
            token.lower_ == word and token.dep_ in SUBJECTS and not self.is_told(token.i)
            for token in self.doc[start : min(end, start + LONGEST)]
        )

    def has_word(self, number: int, words: Collection[str]) -> bool:
        """Whether one of the words stands in a sentence, not in what somebody says there."""
        start, end = self.sentences[number]
        near = self.doc[start : min(end, start + LONGEST)]
        return any(token.lower_ in words and not self.is_told(token.i) for token in near)

    def is_told(self, token: int) -> bool:
        """Whether a token stands in what somebody says."""
        place = bisect_right(self.contents, (token, len(self.doc) + 1)) - 1
        return place >= 0 and token < self.contents[place][1]

    def parties_in(self, number: int) -> list[Party]:
        """The people and bodies of a sentence, in order."""
        if number not in self.parties:
            self.parties[number] = list(self._find_parties(*self.sentences[number]))
        return self.parties[number]

    def _find_parties(self, start: int, end: int) -> Iterator[Party]:
        for i in range(start, end if end - start < LONGEST else start):
            token = self.doc[i]
            if token.dep_ == "pobj" and token.head.lower_ == "as":  # "as minister he said"
                continue
            referent = self.party_at(token)
            if referent:
                noun = named_by(token)
                yield Party(i, token.idx, referent, noun.dep_ in SUBJECTS, is_main_subject(noun), is_partner(noun))

    def party_at(self, token: Token) -> Referent | None:
        """Who a noun in the text means: a named person, a described one, a group or a body; None for anything else."""
        if token.i in self.roster.at:
            words = name_words(self.doc, self.roster.starts[token.i], token.i + 1)
            return from_person(self.roster.at[token.i], words)
        piece = (token.left_edge.i, token.right_edge.i + 1)
        if token.ent_type_ in ACTING_ENTITIES and token.dep_ in SUBJECTS:
            return read_name(token, piece, self.roster, self.rules)
        if token.tag_ == "NNP" and token.dep_ in SUBJECTS and not token.ent_type_:
            return read_name(token, piece, self.roster, self.rules)
        # A person's name that the model takes for something else.
        person = self.roster.person((token.text,)) if token.is_title else None
        is_last = person is not None and person.best[-1] == token.text and token.i + 1 < len(self.doc)
        if person and is_last and token.nbor(1).tag_ not in PROPER_NOUNS:
            return from_person(person, (token.text,))
        if token.dep_ in ("compound", "appos", "attr", "amod") or token.ent_type_ == "PERSON":
            return None
        is_noun = token.tag_ in ("NN", "NNS", "NNPS")
        if is_noun and (is_person(token.lemma_.lower()) or token.lower_ in self.rules.lists.people):
            if any(child.i in self.roster.at and child.dep_ == "appos" for child in token.rights):
                return None
            return read_description(token, piece, self.rules)
        return None


def named_by(token: Token) -> Token:
    """The noun that a name in apposition says more of, or that "and" joins it to: "the governor, Ana Rao, said"."""
    for _ in range(NOUN_STEPS):
        if token.dep_ not in ("appos", "conj"):
            break
        token = token.head
    return token


def is_main_subject(noun: Token) -> bool:
    """Whether a noun is the subject of its sentence's main verb, or of one that "and" joins to it."""
    return noun.dep_ in SUBJECTS and is_main_verb(noun.head)


def is_partner(noun: Token) -> bool:
    """Whether a noun is the object of its sentence's main verb, or of a preposition that hangs on it."""
    tie = noun.head if noun.dep_ == "pobj" else noun
    return tie.dep_ in ("dobj", "dative", "prep", "agent") and is_main_verb(tie.head)


def is_main_verb(verb: Token) -> bool:
    for _ in range(NOUN_STEPS):
        if verb.dep_ != "conj":
            break
        verb = verb.head
    return verb.dep_ == "ROOT"


def _told(text: Text) -> Iterator[tuple[Piece, int]]:
    """The sentences of the running text, without headings, captions and repeats, and where their section opens."""
    opening = [section.start for section in text.sections]
    start = 0
    for end in text.sentence_ends:
        number = bisect_right(opening, text.starts[start]) - 1 if start < end else -1
        if number >= 0 and text.sections[number].kind in STORY_SECTIONS and text.sections[number].repeats is None:
            yield (start, end), opening[number]
        start = end
