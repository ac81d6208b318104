"""What a mention of a source says by itself: a pronoun, a name or a description, and what kind of source that is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from factx import gazetteer
from factx.sources.gender import first_names
from factx.sources.lexicon import Rules
from factx.sources.roster import PROPER, Person, Piece, Roster, name_around, name_words, trim_titles

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "who", "which", "that", "whom", "i", "we", "him", "her", "them", "you"}
)
PLURAL = ("NNS", "NNPS")


@dataclass(frozen=True, slots=True)
class Referent:
    """Who a mention means.

    key      the same for two mentions of one source
    kind     id of the rule that says what kind of source it is
    gender   m, f or None if nothing tells
    plural   whether it is spoken of as they
    partial  id of the rule by which a longer name was found, None if the mention has it all
    """

    key: Hashable
    canonical: str
    kind: str
    gender: str | None
    plural: bool
    partial: str | None = None

    @property
    def is_person(self) -> bool:
        return self.kind in ("named-person", "unnamed-person", "witness") and not self.plural


def head_of(doc: Doc, start: int, end: int, written: str) -> Token:
    """The head word of a mention: the one written so that is highest in the parse."""
    root: Token = doc[start:end].root
    if root.text == written:
        return root
    return next((doc[i] for i in range(end - 1, start - 1, -1) if doc[i].text == written), root)


def read_mention(head: Token, piece: Piece, roster: Roster, rules: Rules) -> Referent:
    """Who a mention that is no pronoun means, as far as it says so itself."""
    doc = head.doc
    named = person_named(head, piece, roster, rules)
    if named:
        return named
    beside = next((c for c in head.rights if c.dep_ == "appos" and c.tag_ in PROPER and c.i < piece[1]), None)
    if beside and head.tag_ not in PROPER and beside.right_edge.i == beside.i:
        head, piece = beside, (beside.left_edge.i, piece[1])
    if head.tag_ in PROPER and head.lower_ not in rules.person:
        return read_name(head, piece, roster, rules)
    return read_description(doc, head, piece, rules)


def person_named(head: Token, piece: Piece, roster: Roster, rules: Rules) -> Referent | None:
    """The person whose name heads the mention or stands beside its head: "the surgeon, Rao"."""
    for end in (head.i, *names_beside(head, piece, rules)):
        if end in roster.at:
            return from_person(roster.at[end], name_words(head.doc, roster.starts[end], end + 1))
    return None


def names_beside(head: Token, piece: Piece, rules: Rules) -> Iterator[int]:
    """Last words of names that say who the head is: "the surgeon, Rao", "head of the Wildlife Council Amy Stone"."""
    doc, last = head.doc, piece[1] - 1
    yield from (child.i for child in head.rights if child.dep_ == "appos" and child.i <= last)
    if head.lower_ not in rules.titles:
        return
    if doc[last].ent_type_ == "PERSON" and last > head.i:
        first = last
        while first > head.i and doc[first].ent_iob_ == "I":
            first -= 1
        # A person's name right behind another name is nobody's that the phrase is about: those have "of" or "for".
        if first - 1 == head.i or doc[first - 1].ent_type_ in ("ORG", "GPE"):
            yield last


def from_person(person: Person, words: tuple[str, ...]) -> Referent:
    partial = "longer-name" if len(words) < len(person.best) else None
    return Referent(id(person), spelled(person.best), "named-person", person.gender, False, partial)


def spelled(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" - ", "-").replace(" '", "'").replace(" ’", "’")


def read_name(head: Token, piece: Piece, roster: Roster, rules: Rules) -> Referent:
    """A name that no entity says to be a person's: by title and first name still one, else by its words."""
    doc = head.doc
    start, end = trim_titles(doc, *name_around(doc, head.i, *piece), rules)
    words = name_words(doc, start, end)
    person = roster.person(words) if head.ent_type_ not in ("GPE", "NORP", "LOC") else None
    titled = start > piece[0] and doc[start - 1].lower_ in rules.titles
    if person is None and (
        titled or (len(words) > 1 and words[0].lower() in first_names() and not_an_office(words, rules))
    ):
        person = Person(words)
    if person:
        return from_person(person, words)
    kind = kind_of_name(head, words, rules)
    text = doc[start:end].text
    plural = head.tag_ in PLURAL and kind == "group"
    return Referent(text.removeprefix("the ").removeprefix("The "), text, kind, None, plural)


def not_an_office(words: tuple[str, ...], rules: Rules) -> bool:
    return not any(word in rules.names for word in words)


def kind_of_name(head: Token, words: tuple[str, ...], rules: Rules) -> str:
    """The kind of a name that is no person's: its last telling word decides, then gazetteer and entity."""
    for word in reversed(words):
        if word in rules.names:
            return rules.names[word]
        if word.lower() in rules.heads:
            return rules.heads[word.lower()]
    places = gazetteer.lookup(" ".join(words))
    if places and places[0].kind == "people":
        return "group"
    if places or head.ent_type_ in ("GPE", "LOC"):
        return "government"
    if head.ent_type_ == "NORP" or (head.tag_ == "NNPS" and head.ent_type_ != "ORG"):
        return "group"
    return {"PERSON": "named-person", "ORG": "organisation"}.get(head.ent_type_, "unknown")


def read_description(doc: Doc, head: Token, piece: Piece, rules: Rules) -> Referent:
    """A source that is described, without the clauses and places behind it."""
    start, end = piece[0], description_end(head, piece, rules)
    plural = head.tag_ in PLURAL or head.lower_ in rules.people or any(c.dep_ == "conj" for c in head.rights)
    sex = "m" if head.lower_ in rules.male else "f" if head.lower_ in rules.female else None
    return Referent(head.i, doc[start:end].text, kind_of_description(head, plural, rules), sex, plural)


def description_end(head: Token, piece: Piece, rules: Rules) -> int:
    """Where a description stops: before a clause, an apposition without a name or a bare place behind its head."""
    for child in head.rights:
        start = child.left_edge.i
        if start >= piece[1]:
            break
        clause = child.dep_ in ("relcl", "acl", "advcl", "appos", "punct") and start > head.i
        place = child.dep_ == "prep" and child.lower_ in rules.place_words and not _has_name(child)
        if clause or place:
            return start
    return piece[1]


def _has_name(preposition: Token) -> bool:
    return any(child.tag_ in PROPER for child in preposition.children)


def kind_of_description(head: Token, plural: bool, rules: Rules) -> str:
    lemma = head.lemma_.lower()
    if lemma in rules.heads:
        return rules.heads[lemma]
    if head.lower_ in rules.people or (plural and lemma in rules.person):
        return "group"
    if lemma in rules.person or lemma.endswith(("man", "woman", "person", "ologist", "ician")):
        return "unnamed-person"
    return "group" if plural and head.ent_type_ == "NORP" else "unknown"
