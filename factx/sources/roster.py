"""Who is in the article: every name of a person, joined into persons, with roles and gender; other names beside them.

Two names are one person's if they share first and last word ("Donald Trump", "Donald J. Trump"); a single word is the
person's whose last or first name it is, if there is but one such person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Token

from factx import gazetteer
from factx.language import Piece, Text
from factx.language.grammar import PROPER_NOUNS
from factx.sources.gender import first_names
from factx.sources.lexicon import Rules
from factx.words import is_person, members, month

# Small words inside a name, between capitals.
PARTICLES = frozenset(
    {"al", "el", "bin", "bint", "ibn", "abu", "de", "del", "della", "der", "den", "di", "da", "dos", "du"}
) | {*("la", "le", "van", "von", "ter", "ten", "-", "y", "ul", "ud", "&")}
# Kinds of entities that no first name is a word of.
NO_FIRST_NAMES = frozenset(("DATE", "TIME", "NORP", "PERSON"))
AFTER_NAMES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
DESCRIPTION_REACH = 12
DOUBLED = 3  # words of a double surname, with its hyphen
SPOKEN_SHARE = 0.8  # of the times that he or she is said of somebody, to be sure of it
SPOKEN_LEAST, SPOKEN_AGAINST = 2, 4  # times against a first name, and against a title
APOSTROPHES = ("'", "’")


@dataclass(slots=True)
class Person:
    """One person of the article.

    best     the longest name
    roles    what the person is called by, head word and all words of it, in small letters -> the first token of it
    genders  how often he (m) or she (f) is told by a title or role
    spoken   how often the text says he (m) or she (f) of the person
    """

    best: tuple[str, ...]
    roles: dict[tuple[str, frozenset[str]], int] = field(default_factory=dict)
    genders: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)

    @property
    def gender(self) -> str | None:
        """m or f: by titles, unless the text says the other time and again; else as it says, else by first name.

        The first name decides where "Mr. Clinton" is told of somebody else of that surname.
        """
        heard, times = next(iter(self.spoken.most_common(1)), (None, 0))
        sure = times >= SPOKEN_SHARE * self.spoken.total()
        named = first_name_sex(self.best) if len(self.best) > 1 else None  # "Clinton" is a surname too
        titled = {sex for sex, told in self.genders.items() if told}
        if len(titled) == 1 and titled <= {named or min(titled)} and not (sure and times >= SPOKEN_AGAINST):
            return titled.pop()
        return heard if sure and times >= (SPOKEN_LEAST if named else 1) else named


@dataclass(slots=True)
class Roster:
    """The persons of an article, and its other names.

    at       token at the end of a person's name -> the person
    starts   token at the end of a person's name -> where the name begins
    holders  head word of a role -> the persons called so, by id
    ends     last word of other names, in small letters -> the names without "the" -> where they stand first
    short    first letters of other names -> the names
    firms    first words of names with a legal form ("Dell Inc")
    """

    by_words: dict[tuple[str, ...], Person] = field(default_factory=dict)
    at: dict[int, Person] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    holders: dict[str, dict[int, Person]] = field(default_factory=lambda: defaultdict(dict))
    ends: dict[str, dict[tuple[str, ...], int]] = field(default_factory=lambda: defaultdict(dict))
    short: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))
    firms: set[str] = field(default_factory=set)

    def is_firm(self, words: Sequence[str]) -> bool:
        """Whether a name is a firm's for short: "Dell" where the article has Dell Inc, whoever else is called Dell."""
        return len(words) == 1 and words[0] in self.firms

    def add_name(self, place: int, words: tuple[str, ...]) -> None:
        """Keeps a name of several words that is no person's."""
        if len(words) > 1:
            self.ends[words[-1].lower()].setdefault(words, place)
            self.short["".join(word[0] for word in words if word[:1].isupper())].add(words)

    def person(self, words: Sequence[str]) -> Person | None:
        return self.by_words.get(tuple(words))


def first_name_sex(words: Sequence[str]) -> str | None:
    """m or f as the first word of a name tells; "Le Pen" and "Thomas-Rao" have none."""
    first = words[0].lower()
    doubled = len(words) == DOUBLED and words[1] == "-"
    return None if first in PARTICLES or doubled else first_names().get(first)


def name_words(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The words of a name without what stands behind a surname."""
    words = [doc[i].text for i in range(start, end)]
    while len(words) > 1 and words[-1].lower() in AFTER_NAMES | {","}:
        words.pop()
    return tuple(words)


def trim_titles(doc: Doc, start: int, end: int, rules: Rules) -> Piece:
    """The name without what is before it: titles, forms of address, "the", peoples and places."""
    for i in range(end - 2, start - 1, -1):
        body = doc[end - 1].text in rules.names and is_person(doc[i].lower_) and i + 1 == end - 1
        owner = (
            doc[i + 1].tag_ == "POS" or body or is_firms(doc, i, end, rules)
        )  # "the Sheriff's Office", "the Justice Department"
        if doc[i].lower_ in rules.titles and not owner and not (i == end - 2 and doc[i].lower_ in rules.lists.crowned):
            return i + 1 + (doc[i + 1].text == "."), end
    while start < end - 1 and (doc[start].tag_ not in PROPER_NOUNS or _is_no_name(doc, start)):
        if f"{doc[start].text}_{doc[start + 1].text}" in rules.names:  # "Islamic State"
            break
        start += 1
    return start, end


def is_firms(doc: Doc, i: int, end: int, rules: Rules) -> bool:
    """Whether a word that may be a title belongs to the name of a body: "General Motors", "State Lottery Inc"."""
    if not doc[i].ent_type_ == doc[i + 1].ent_type_ == "ORG" or doc[i + 1].ent_iob_ != "I":
        return False
    last = doc[end - 1].text.rstrip(".")
    return doc[i].lower_ in rules.lists.firm_titles or last in rules.names or last.lower() in rules.heads


def _is_no_name(doc: Doc, i: int) -> bool:
    """Whether a people, or a month of the telling, stands before a name: "in May Brenmark said"."""
    told_when = i > 0 and doc[i - 1].lower_ in ("in", "since", "by") and month(doc[i].lower_) is not None
    return doc[i].ent_type_ == "NORP" or told_when


def name_around(doc: Doc, head: int, low: int, high: int) -> Piece:
    """The run of capitals that `head` stands in, between the tokens `low` and `high`."""
    start, end = head, head + 1
    low, high = max(low, head - DESCRIPTION_REACH), min(high, head + DESCRIPTION_REACH)
    while start > low and (_is_proper(doc[start - 1]) or _joins(doc, start - 1, low, end)):
        start -= 1
    while end < high and (_is_proper(doc[end]) or _joins(doc, end, start, high)):
        end += 1
    if end + 1 < high and doc[end].tag_ == "TO" and doc[end + 1].is_title and doc[end + 1].ent_iob_ == "I":
        return start, name_around(doc, end + 1, low, high)[1]  # "the Committee to Protect Journalists"
    return start, end


def _is_proper(token: Token) -> bool:
    """Whether a token is a word of a name; "O'Malley" may be tagged as anything."""
    return token.tag_ in PROPER_NOUNS or (token.text[:1] == "O" and token.text[1:2] in APOSTROPHES)


def _joins(doc: Doc, i: int, low: int, high: int) -> bool:
    """Whether a small word stands between two capitals of one name."""
    if not low < i < high - 1 or doc[i - 1].tag_ not in PROPER_NOUNS or doc[i + 1].tag_ not in PROPER_NOUNS:
        return False
    owned = doc[i].tag_ == "POS" and all(token.ent_type_ == "ORG" for token in doc[i - 1 : i + 2])
    initials = doc[i].text == "/" and doc[i - 1].is_upper  # "Thomson Reuters I/B/E/S"
    return owned or initials or doc[i].lower_ in PARTICLES  # "the Sheriff's Office"


def build_roster(text: Text, rules: Rules) -> Roster:
    """The persons of an article, from its entities, and from titles and first names where the entities lack them."""
    doc = text.doc
    roster = Roster()
    found = list(_missed(text, rules))
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            piece = _person_name(doc, entity.start, entity.end, rules)
            if piece and not is_initials(doc, *piece):
                found.append(piece)
        elif entity.label_ in ("ORG", "GPE", "FAC", "NORP", "LAW", "WORK_OF_ART", "EVENT", "LOC"):
            start = entity.start + (entity.end - entity.start > 1 and doc[entity.start].lower_ == "the")
            roster.add_name(start, name_words(doc, start, entity.end))
            if entity.end - start > 1 and doc[entity.end - 1].lower_ in members("firm_form"):
                roster.firms.add(doc[start].text)
    found.extend(_in_full(text, found, rules))
    _join(doc, found, roster, rules)
    for last, start in roster.starts.items():
        _describe(doc, start, last + 1, roster, rules)
    return roster


def is_initials(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is three or more capitals among other letters, as bodies have and persons hardly: "SNCF"."""
    around = doc[max(0, start - 1) : end + 1]
    return end - start == 1 and len(doc[start]) > 2 and sum(token.is_upper for token in around) == 1


def _missed(text: Text, rules: Rules) -> Iterator[Piece]:
    """Names behind a title or with a first name that are no entities."""
    doc, tag = text.doc, text.tag
    for i, word in enumerate(text.lower[:-1]):
        if tag[i] != "NNP" or text.ent[i] or tag[i + 1] != "NNP":
            continue
        if word in rules.titles:
            start = i + 1
        elif word in first_names() and not (i and tag[i - 1] in PROPER_NOUNS):
            start = i
        else:
            continue
        _, end = name_around(doc, start, start, min(start + 4, len(doc)))
        piece = _person_name(doc, start, end, rules)
        if piece and not any(doc[i].ent_type_ for i in range(*piece)):
            yield piece


def _in_full(text: Text, found: Sequence[Piece], rules: Rules) -> Iterator[Piece]:
    """The full names, in entities of another kind or in none, of persons known by their last name alone."""
    doc, tag = text.doc, text.tag
    known = {doc[end - 1].text for start, end in found if end > start + 1}
    lone = {doc[start].text for start, end in found if end == start + 1} - known
    for i in range(len(tag) - 1):
        is_named = tag[i] == tag[i + 1] == "NNP" and doc[i + 1].text in lone
        if is_named and _is_first_name(doc, i, rules):
            yield i, i + 2


def _is_first_name(doc: Doc, i: int, rules: Rules) -> bool:
    """Whether a capital before somebody's last name is the first name; a rarer one opens the entity of both."""
    word = doc[i]
    if not word.is_title or len(word) == 1 or word.ent_type_ in NO_FIRST_NAMES or (i and doc[i - 1].text == "-"):
        return False
    if word.lower_ in rules.titles or is_person(word.lower_) or word.text in rules.names:
        return False
    opens = word.ent_iob_ == "B" or is_titled(doc, i, rules) or (i > 0 and is_person(doc[i - 1].lower_))
    whole = doc[i + 1].ent_iob_ == "I" or (not word.ent_type_ and doc[i + 1].ent_type_ == "PERSON")
    return word.lower_ in first_names() or (opens and whole)


def _person_name(doc: Doc, start: int, end: int, rules: Rules) -> Piece | None:
    end = next((i for i in range(start, end) if doc[i].tag_ == "POS"), end)  # "Ann Rao's Liberals"
    while end > start and doc[end - 1].tag_ in (",", ":", "''", "``"):
        end -= 1
    if start >= end:
        return None
    start, end = trim_titles(doc, start, end, rules)
    start, end = name_around(doc, end - 1, start, end)
    if end - start == 1 and start and doc[start - 1].tag_ == "NNP" and doc[start - 1].lower_ in first_names():
        start -= 1
    words = name_words(doc, start, end)
    # "Emily Post" is a woman, the "Bristol Herald Courier" a newspaper.
    if len(words) > 1 and is_bodys(words, rules):
        return None
    telling = sum(word in rules.names for word in words) - (words[0].lower() in first_names())
    return None if telling > 0 or not words[0][:1].isupper() else (start, end)


def is_bodys(words: Sequence[str], rules: Rules) -> bool:
    """Whether a name of several words is a country's or a known body's: "North Korea", "Boko Haram"."""
    pairs = {f"{first}_{second}" for first, second in pairwise(words)}
    known = any(place.kind == "country" for place in gazetteer.lookup(" ".join(words)))
    return known or any(pair in rules.names for pair in pairs)


def _join(doc: Doc, found: Sequence[Piece], roster: Roster, rules: Rules) -> None:
    """Gives every name its person."""
    written = {piece: name_words(doc, *piece) for piece in found}
    written = {p: name for p, name in written.items() if not roster.is_firm(name) or is_titled(doc, p[0], rules)}
    names = set(written.values())
    full = sorted((w for w in names if len(w) > 1), key=lambda w: (-len(w), w))
    surnames = _long_surnames(full)
    by_word = _join_full([w for w in full if w not in surnames], roster)
    roster.by_words |= {tail: roster.by_words[whole] for tail, whole in surnames.items()}
    for words in names - surnames.keys():
        persons = by_word.get(words[0], [])
        if len(words) == 1 and (persons or words[0].lower() not in rules.titles):
            roster.by_words[words] = persons[0] if len(persons) == 1 else Person(words)
    for word, persons in by_word.items():
        if len(persons) == 1:
            roster.by_words.setdefault((word,), persons[0])
    for (start, end), words in written.items():
        if words in roster.by_words:
            alike = by_word.get(words[0], []) if len(words) == 1 else []
            roster.at[end - 1] = _by_address(doc, start, alike, rules) or roster.by_words[words]
            roster.starts[end - 1] = start


def _long_surnames(names: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What stands for a full name with a small word in it, as it opens a sentence: "Le Pen", "Van Holm"."""
    whole: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        at = next((i for i, word in enumerate(name) if word.lower() in PARTICLES), 0)
        at -= name[at] == "-"  # "Thomas-Rao"
        if at > 0:
            for first in (name[at], name[at].capitalize()):
                whole[first, *name[at + 1 :]].add(name)
    return {tail: found.pop() for tail, found in whole.items() if len(found) == 1}


def is_titled(doc: Doc, start: int, rules: Rules) -> bool:
    """Whether a title stands before a name."""
    return start > 0 and doc[start - 1].lower_ in rules.titles


def _by_address(doc: Doc, start: int, alike: Sequence[Person], rules: Rules) -> Person | None:
    """Which of several of one family "Mr" or "Ms" before the name means: the only one with such a first name."""
    word = doc[start - 1].lower_.rstrip(".") if start else ""
    sex = "m" if word in rules.lists.male else "f" if word in rules.lists.female else None
    if sex is None or len(alike) < 2:
        return None
    able = [person for person in alike if first_names().get(person.best[0].lower(), sex) == sex]
    return able[0] if len(able) == 1 else None


def _join_full(names: Sequence[tuple[str, ...]], roster: Roster) -> dict[str, list[Person]]:
    """The persons of the full names, the longest first, by first and by last word."""
    by_ends: dict[tuple[str, str], Person] = {}
    by_word: dict[str, list[Person]] = defaultdict(list)
    for words in names:
        person = by_ends.get((words[0], words[-1]))
        if person is None:
            person = by_ends[words[0], words[-1]] = Person(words)
            by_word[words[-1]].append(person)
            by_word[words[0]].append(person)
        roster.by_words[words] = person
    return by_word


def _describe(doc: Doc, start: int, end: int, roster: Roster, rules: Rules) -> None:
    """Adds what the words around a name say of its person."""
    person, last = roster.at[end - 1], doc[end - 1]
    before = [doc[i] for i in range(max(start - DESCRIPTION_REACH, last.left_edge.i), start)]
    for at, token in enumerate(before):
        if token.lower_ in rules.titles and token.dep_ in ("compound", "nmod", "amod", "appos", "nsubj", "dep"):
            _add(person, token, before[: at + 1], roster, rules)
    for head in _appositions(last):
        if is_person(head.lemma_.lower()):
            low, high = (
                max(head.i - DESCRIPTION_REACH, head.left_edge.i),
                min(head.i + DESCRIPTION_REACH, head.right_edge.i + 1),
            )
            _add(person, head, [doc[i] for i in range(low, high) if not start <= i < end], roster, rules)


def _appositions(last: Token) -> Iterator[Token]:
    """The nouns that say what a name is: "Rao, a surgeon", "the surgeon, Rao", "Rao is a surgeon"."""
    yield from (child for child in last.rights if child.dep_ == "appos")
    first = last.head if last.dep_ == "conj" and last.head.head.tag_ == "NNS" else last  # "her brothers, Omar and Ali"
    if first.dep_ == "appos":
        yield first.head
    supposed = any(child.dep_ == "mark" for child in last.head.lefts)  # "if Rao were a man"
    if last.dep_ == "nsubj" and last.head.lemma_ == "be" and not supposed:
        yield from (child for child in last.head.rights if child.dep_ == "attr")


def _add(person: Person, head: Token, near: Sequence[Token], roster: Roster, rules: Rules) -> None:
    """Keeps that a person is called by `head`, and what that says of gender."""
    word = head.lower_.rstrip(".")
    role = rules.lists.short.get(word, head.lemma_.lower())
    either = {word, role}
    sex = "m" if either & rules.lists.male else "f" if either & rules.lists.female else None
    if sex:
        person.genders[sex] += 1
    called = (t.lower_.rstrip(".") for t in near if t.is_alpha or t == head)
    person.roles.setdefault((role, frozenset(rules.lists.short.get(name, name) for name in called)), head.i)
    roster.holders[role][id(person)] = person
