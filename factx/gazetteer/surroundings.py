"""Which names the text shows to be places, by what stands around them: pairs, datelines and neighbours.

The gazetteer must bear it out: "Marlow, Okla." shows both to be places since there is a Marlow in Oklahoma, and of
"Bray and Marlow" one shows the other, since they lie near one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from factx.gazetteer import atlas
from factx.gazetteer.atlas import Entry, distance, fold, lies_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACE_WORDS = 4  # words of a place's name
NEIGHBOURS_WITHIN = 100.0  # kilometres between places that are named side by side
LINE_ENDERS = frozenset({"-", "–", "—", "--", "---", "(", ":"})
NAME_LINKS = frozenset({",", "and", "&", "or", "to"})
LEAST_PEOPLE = 50_000  # of what stands before a colon: so do other words
LEAST_LETTERS = 3  # of the first word of a dateline
AREAS = frozenset({"country", "admin1", "admin2"})


def evident_places(doc: Doc, entities: Sequence[Span], capital: Sequence[bool]) -> Iterator[str]:
    """The names, in lower case, that a pair, a dateline or a neighbour shows to be places."""
    words, starts, uppers = doc.to_array(["ORTH", "SENT_START", "IS_UPPER"]).T.tolist()
    comma = doc.vocab.strings[","]
    for i, word in enumerate(words):
        if word == comma and 0 < i < len(words) - 1 and capital[i - 1] and capital[i + 1]:
            yield from paired_names(doc[i])
        if starts[i] == 1 and uppers[i] and len(doc[i]) >= LEAST_LETTERS:
            yield from dateline_names(doc[i])
    for entity in entities:
        if entity.label_ == "GPE":
            yield from neighbouring_names(entity)


def told_villages(doc: Doc, capital: Sequence[bool], settlements: frozenset[str]) -> Iterator[str]:
    """The names, in lower case, of what the text calls a town or a village: "the villages of Bray and Marlow"."""
    of = doc.vocab.strings["of"]
    for i, word in enumerate(doc.to_array("ORTH").tolist()[1:-1], start=1):
        if word == of and capital[i + 1] and doc[i - 1].lower_ in settlements:
            words = words_behind(doc[i])
            yield text_of(words)
            link = words[-1].i + 1
            if doc[i - 1].tag_ == "NNS" and link + 1 < len(doc) and doc[link].text in NAME_LINKS:
                yield text_of(words_behind(doc[link]))


def starting_upper(doc: Doc) -> list[bool]:
    """For each token whether it starts with a capital, by its shape."""
    shapes = doc.to_array("SHAPE").tolist()
    capitals = {shape: doc.vocab.strings[shape].startswith("X") for shape in set(shapes)}
    return [capitals[shape] for shape in shapes]


def paired_names(comma: Token) -> Iterator[str]:
    """Of "Marlow, Okla." both names: one that lies in the area behind it."""
    inner, outer = words_before(comma), words_behind(comma)
    for area in longest_first(outer, at_end=False):
        areas = [entry for entry in atlas.look_up(fold(text_of(area))) if entry.kind in AREAS]
        for name in longest_first(inner, at_end=True) if areas and not is_owner(area[-1]) else ():
            if any(lies_in(entry, place) for entry in meanings(name) for place in areas):
                yield text_of(name)
                yield text_of(area)
                return


def dateline_names(first: Token) -> Iterator[str]:
    """Of "MARLOW — Nine people …" the name; of "MARLOW: Nine people …" if it is a city."""
    words = list(capitals(first.doc[first.i : first.i + PLACE_WORDS]))
    after = first.i + len(words)
    if not all(word.is_upper for word in words) or after >= len(first.doc) or first.doc[after].text not in LINE_ENDERS:
        return
    least = LEAST_PEOPLE if first.doc[after].text == ":" else 0
    if any(entry.population >= least for entry in meanings(words)):
        yield text_of(words)


def neighbouring_names(place: Span) -> Iterator[str]:
    """Of "Bray and Marlow" or "Marlow, Bray" the other name, if it can mean a place near by."""
    doc = place.doc
    behind, before = place.end, place.start - 1
    groups = []
    if behind + 1 < len(doc) and doc[behind].text in NAME_LINKS and doc[behind + 1].ent_type_ != "GPE":
        groups.append(longest_first(words_behind(doc[behind]), at_end=False))
    if before > 0 and doc[before].text in NAME_LINKS and doc[before - 1].ent_type_ != "GPE":
        groups.append(longest_first(words_before(doc[before]), at_end=True))
    known = meanings(list(place)) if any(groups) else []
    for group in groups:
        for name in group:
            if any(is_near(entry, other) for entry in meanings(name) for other in known):
                yield text_of(name)
                break


def is_near(a: Entry, b: Entry) -> bool:
    return a.kind == b.kind == "city" and a.country == b.country and 0 < distance(a, b) <= NEIGHBOURS_WITHIN


def meanings(words: Sequence[Token]) -> list[Entry]:
    """What the words can mean as the first name of a place."""
    return [entry for entry in atlas.look_up(fold(text_of(words))) if entry.main] if words else []


def longest_first(words: Sequence[Token], *, at_end: bool) -> list[Sequence[Token]]:
    """The runs of words that start at the first (or end at the last), the longest first."""
    lengths = range(len(words), 0, -1)
    return [words[-n:] if at_end else words[:n] for n in lengths]


def words_before(token: Token) -> list[Token]:
    """The capitalised words right before a token, within its sentence."""
    if token.is_sent_start:
        return []
    found: list[Token] = []
    for word in reversed(list(token.doc[max(0, token.i - PLACE_WORDS) : token.i])):
        if not is_capital(word):
            break
        found.insert(0, word)
        if word.is_sent_start:
            break
    return found


def words_behind(token: Token) -> list[Token]:
    """The capitalised words right behind a token."""
    return list(capitals(token.doc[token.i + 1 : token.i + 1 + PLACE_WORDS]))


def capitals(words: Iterable[Token]) -> Iterator[Token]:
    """The words up to the first that is not capitalised."""
    for word in words:
        if not is_capital(word):
            return
        yield word


def is_capital(word: Token) -> bool:
    return word.text[:1].isupper() and not word.is_space


def is_owner(word: Token) -> bool:
    """Whether "'s" follows: in "Cooper, Georgia's governor" Cooper is no town."""
    return word.i + 1 < len(word.doc) and word.doc[word.i + 1].tag_ == "POS"


def text_of(words: Sequence[Token]) -> str:
    """The words as they stand, in lower case."""
    return str(words[0].doc[words[0].i : words[-1].i + 1].text).lower() if words else ""
