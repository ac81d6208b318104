"""What a mention of a source says by itself: a pronoun, a name or a description, and what kind of source that is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from factx import gazetteer
from factx.language import Piece
from factx.language.grammar import PROPER_NOUNS
from factx.sources.gender import first_names
from factx.sources.lexicon import Rules
from factx.sources.roster import Person, Roster, is_bodys, is_initials, is_titled, name_around, name_words, trim_titles
from factx.words import is_person

# What may stand behind the head of a description and is no part of it.
BEHIND = frozenset({"relcl", "acl", "advcl", "appos", "punct", "npadvmod", "advmod"})
INSIDE_NAMES = frozenset({"of", "for", "on", "and", "the", "&"})  # within a name
APART_MARKS = frozenset((",", "(", "-", "–", "—"))  # before what is no part of a description
PLURAL_TAGS = ("NNS", "NNPS")


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


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a mention means, and the rule by which it was found; None if it says so itself."""

    referent: Referent
    rule: str | None = None


def head_of(doc: Doc, start: int, end: int, written: str) -> Token:
    """The head word of a mention: the one written so that is highest in the parse."""
    root: Token = doc[start:end].root
    if root.text == written:
        return root
    return next((doc[i] for i in range(end - 1, start - 1, -1) if doc[i].text == written), root)


def read_mention(head: Token, piece: Piece, roster: Roster, rules: Rules) -> Referent:
    """Who a mention that is no pronoun means, as far as it says so itself."""
    if any(child.dep_ == "conj" and child.i < piece[1] for child in head.rights):
        return read_several(head, piece, rules)
    named = person_named(head, piece, roster, rules)
    if named:
        return named
    known = (
        head.text[:1].isupper() and roster.person((head.text,)) is not None
    )  # tagged wrongly where it opens a sentence
    if head.tag_ in PROPER_NOUNS or known or (head.is_upper and head.tag_ in ("WP", "WDT")):  # WHO
        name = read_name(head, piece, roster, rules)
        if name:
            return name
    beside = next((c for c in head.rights if c.dep_ == "appos" and c.tag_ in PROPER_NOUNS and c.i < piece[1]), None)
    if beside and beside.right_edge.i == beside.i:
        name = read_name(beside, (beside.left_edge.i, piece[1]), roster, rules)
        if name and is_person(head.lemma_.lower()) and not (name.is_person or is_told_a_body(name, beside, rules)):
            return from_person(Person(tuple(name.canonical.split())), tuple(name.canonical.split()))  # "her aunt, Rao"
        if name:
            kind = kind_of_description(head, False, rules)
            return replace(name, kind=kind) if name.kind == "unknown" else name
    return read_description(head, piece, rules)


def read_several(head: Token, piece: Piece, rules: Rules) -> Referent:
    """ "The mayor and her deputy": as they stand."""
    is_name = head.tag_ in PROPER_NOUNS and head.lower_ not in rules.titles
    kind = kind_of_name(head, (head.text,), rules) if is_name else kind_of_description(head, True, rules)
    kind = "group" if kind in ("named-person", "unnamed-person") else kind
    return Referent(head.i, head.doc[piece[0] : piece[1]].text, kind, None, True)


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
        # Behind a comma or another name it is no longer what "of" or "for" governs.
        if first - 1 == head.i or doc[first - 1].ent_type_ in ("ORG", "GPE") or doc[first - 1].text == ",":
            yield last


def from_person(person: Person, words: tuple[str, ...]) -> Referent:
    partial = "longer-name" if len(words) < len(person.best) else None
    return Referent(person.best, spelled(person.best), "named-person", person.gender, False, partial)


def spelled(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" - ", "-").replace(" '", "'").replace(" ’", "’").replace(" / ", "/")


def read_name(head: Token, piece: Piece, roster: Roster, rules: Rules) -> Referent | None:
    """A name that no entity says to be a person's: by title and first name still one, else by its words.

    None if it is no name: a title alone, or small letters.
    """
    doc = head.doc
    start, end = trim_titles(doc, *name_around(doc, head.i, *piece), rules)
    words = name_words(doc, start, end)
    if not words[-1][:1].isupper() and words[-1][:3] not in ("al-", "el-"):
        return None
    person = roster.person(words)
    if person and roster.is_firm(words) and not is_titled(doc, start, rules):
        person = None
    if person and is_place(head, words, known=len(person.best) > len(words)):
        person = None
    if person is None and words[-1].lower() in rules.titles and not words[-1].isupper():  # the SEC
        return None
    titled = start > piece[0] and doc[start - 1].lower_ in rules.titles
    countrys = head.ent_type_ == "ORG" and any(place.kind == "country" for place in gazetteer.lookup(words[0]))
    first = len(words) > 1 and words[0].lower() in first_names().keys() - rules.titles and not countrys
    told = (titled or first or is_told_a_person(head)) and not is_initials(doc, start, end)
    if person is None and told and not any(word in rules.names for word in words) and not is_bodys(words, rules):
        person = Person(words)
    if person:
        return from_person(person, words)
    return read_body(head, (start, end), piece, rules)


def is_told_a_body(name: Referent, last: Token, rules: Rules) -> bool:
    """Whether its words, its capitals or the list of firms say that a name is a body's: "its owner, Acme Lines Inc"."""
    if is_initials(last.doc, last.i, last.i + 1):
        return True
    told = kind_of_words(tuple(name.canonical.split()), rules)
    return told is not None or name.canonical in gazetteer.known_firms()


def is_told_a_person(head: Token) -> bool:
    """Whether a clause with "who" stands behind a name: "Te'o, who lives nearby"."""
    clauses = (child for child in head.rights if child.dep_ == "relcl" and child.left_edge.lower_ == "who")
    return head.tag_ == "NNP" and next(clauses, None) is not None and not gazetteer.lookup(head.text)


def is_place(head: Token, words: tuple[str, ...], *, known: bool) -> bool:
    """Whether a name is a place's here; where it is also a `known` person's, only a country's or people's."""
    places = gazetteer.lookup(" ".join(words)) if head.ent_type_ in ("GPE", "NORP", "LOC") else ()
    return any(not known or place.kind in ("country", "people") for place in places)


def read_body(head: Token, name: Piece, piece: Piece, rules: Rules) -> Referent:
    """A name that is a country's, a people's or an organisation's, with what belongs to it behind "of" and "for"."""
    doc, (start, end) = head.doc, name
    if start - 1 > piece[0] and doc[start - 1].tag_ == "POS" and doc[start - 2].tag_ in PROPER_NOUNS:
        start, _ = name_around(doc, start - 2, piece[0], start - 1)  # "South Korea's Joint Chiefs of Staff"
    kind = kind_of_name(head, name_words(doc, start, end), rules)
    for child in head.rights:
        tied = child.lower_ in ("of", "for") or (child.lower_ == "on" and doc[end - 1].text in rules.names)
        if child.i == end and tied and _has_name(child) and child.right_edge.i < piece[1]:
            end = max(right.i for right in child.children if right.tag_ in PROPER_NOUNS) + 1
            end = past_links(doc, end, piece[1])
    end = past_purpose(doc, end)
    text = doc[start:end].text
    plural = is_band(head) if kind == "armed-group" else head.tag_ in PLURAL_TAGS and kind == "group"
    return Referent(text, text, kind, None, plural)


def is_band(name: Token) -> bool:
    """Whether the name of an armed group is a plural: "the Houthis", not Hamas nor ISIS."""
    return name.lower_.endswith("s") and not name.is_upper and any(child.lower_ == "the" for child in name.lefts)


def past_links(doc: Doc, end: int, last: int) -> int:
    """Where a name ends that goes on in what it names: "Institute for the Study of War"."""
    while end < last:
        start = next((i for i in range(end, last) if doc[i].lower_ not in INSIDE_NAMES), last)
        if start in (end, last) or doc[start].tag_ not in PROPER_NOUNS or not doc[start].text[:1].isupper():
            break
        end = next((i for i in range(start, last) if doc[i].tag_ not in PROPER_NOUNS), last)
    return end


def past_purpose(doc: Doc, end: int) -> int:
    """Where a name ends that tells a purpose: "Committee to Protect Bloggers"."""
    named = doc[end : end + 3]
    if len(named) < 3 or named[0].lower_ != "to" or named[1].tag_ != "VB" or not named[1].text[:1].isupper():
        return end
    behind = (i for i in range(end + 2, len(doc)) if not doc[i].text[:1].isupper())
    last = next(behind, len(doc))
    return last if last > end + 2 else end


def kind_of_words(words: tuple[str, ...], rules: Rules) -> str | None:
    """The kind of a name by its last telling word: "Bristol Herald Courier"; None if none of them tells."""
    pairs = [f"{first}_{second}" for first, second in pairwise(words)]
    for word in (*pairs, *reversed(words)):
        kind = rules.names.get(word) or rules.heads.get(word.lower())
        if kind:
            return kind
    return None


def kind_of_name(head: Token, words: tuple[str, ...], rules: Rules) -> str:
    """The kind of a name that is no person's: its words decide, then gazetteer and entity."""
    told = kind_of_words(words, rules)
    if told:
        return told
    name = " ".join(words)
    places = gazetteer.lookup(name)
    if places and places[0].kind == "people":
        return "group"
    if name in gazetteer.known_firms():
        return "organisation"
    if head.ent_type_ in ("GPE", "LOC") or (places and head.ent_type_ != "ORG"):
        return "government"
    if head.ent_type_ == "NORP" or (head.tag_ == "NNPS" and head.ent_type_ != "ORG"):
        return "group"
    if head.ent_type_ == "ORG" or (len(words[-1]) > 1 and words[-1].isupper()):
        return "organisation"
    return "named-person" if head.ent_type_ == "PERSON" else "unknown"


def read_description(head: Token, piece: Piece, rules: Rules) -> Referent:
    """A source that is described, without the clauses and places behind it."""
    start, end = piece[0], description_end(head, piece, rules)
    end -= end - 1 > head.i and head.doc[end - 1].tag_ == "POS"  # "the mayor's announcement"
    plural = head.tag_ in PLURAL_TAGS or head.lower_ in rules.lists.people or any(c.dep_ == "conj" for c in head.rights)
    sex = "m" if head.lower_ in rules.lists.male else "f" if head.lower_ in rules.lists.female else None
    return Referent(head.i, head.doc[start:end].text, kind_of_description(head, plural, rules), sex, plural)


def description_end(head: Token, piece: Piece, rules: Rules) -> int:
    """Where a description stops: before a clause, an apposition without a name or a bare place behind its head.

    What says who "those" or "many" are belongs to them: "those involved", "many in the country", "one in five".
    """
    told = head.i + 1 < piece[1] and (
        head.lower_ in rules.lists.indefinite or (head.like_num and head.nbor().lower_ == "in")
    )
    if told and head.nbor().text[0].isalnum():
        return next((i for i in range(head.i + 1, piece[1]) if head.doc[i].text in APART_MARKS), piece[1])
    for child in head.rights:
        start = child.left_edge.i
        if start >= piece[1]:
            break
        if _is_joined(head.doc, start):
            continue
        clause = child.dep_ in BEHIND and start > head.i
        place = child.dep_ == "prep" and child.lower_ in rules.lists.place_words and not _has_name(child)
        if clause or place:
            return start
    return next((i for i in range(head.i + 1, piece[1] - 1) if _opens_relative(head.doc, i)), piece[1])


def _is_joined(doc: Doc, i: int) -> bool:
    """Whether hyphens join a token to the word before it: "brother-in-law"."""
    hyphens = doc[i - 1 : i + 1]
    return any(token.text == "-" for token in hyphens) and not doc[i - 1].whitespace_


def _opens_relative(doc: Doc, i: int) -> bool:
    """Whether a comma and a relative pronoun stand at `i`, whatever noun of the source they hang on."""
    return doc[i].text == "," and doc[i + 1].tag_ in ("WDT", "WP", "WP$", "WRB")


def _has_name(preposition: Token) -> bool:
    return any(child.tag_ in PROPER_NOUNS for child in preposition.children)


def kind_of_description(head: Token, plural: bool, rules: Rules) -> str:
    """The kind of a described source by its head, or by the words of a body before it."""
    lemma = head.lemma_.lower()
    if head.tag_ == "NNPS" and lemma.endswith("s"):  # "Investigators" at the start of a sentence
        lemma = lemma[:-1]
    left = [token.text for token in head.lefts if token.tag_ in PROPER_NOUNS]
    if len(left) > 1 and f"{left[-2]}_{left[-1]}" in rules.names:
        return rules.names[f"{left[-2]}_{left[-1]}"]
    pair = f"{head.nbor(-1).lower_}_{lemma}" if head.i else lemma
    if lemma == "source" and plural:
        return "group"
    if pair in rules.heads or lemma in rules.heads:
        fights = any(rules.heads.get(token.lemma_.lower()) == "armed-group" for token in head.lefts)  # "rebel forces"
        return "armed-group" if fights else rules.heads.get(pair) or rules.heads[lemma]
    if head.lower_ in rules.lists.people or (plural and is_person(lemma)):
        return "group"
    if is_person(lemma) or lemma.endswith(("man", "woman", "person", "ologist", "ician")):
        return "unnamed-person"
    return "group" if plural and head.ent_type_ == "NORP" else "unknown"
