"""Which names the text shows to be places, by what stands around them: pairs, datelines and neighbours.

The gazetteer must bear it out: "Marlow, Okla." shows both to be places since there is a Marlow in Oklahoma, and of
"Bray and Marlow" one shows the other, since they lie near one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factx.gazetteer import atlas
from factx.gazetteer.atlas import Entry, distance, fold, lies_in
from factx.gazetteer.columns import Columns, Run

PLACE_WORDS = 4  # words of a place's name
NEIGHBOURS_WITHIN = 100.0  # kilometres between places that are named side by side
LINE_ENDERS = frozenset({"-", "–", "—", "--", "---", "("})
NAME_LINKS = frozenset({",", "and", "&", "or", "to"})
LEAST_PEOPLE = 50_000  # of what stands before a colon: so do other words
DIGITS_OF_AGE = 2
AGE_ENDERS = frozenset({",", ".", "and", "who"})
LEAST_LETTERS = 3  # of the first word of a dateline
Words = tuple[int, int]  # tokens of a Doc, from the first to before the last
ARABIC_ARTICLES = frozenset({"al", "ad", "an", "ar", "as", "ash", "at", "az", "el"})
AREAS = frozenset({"country", "admin1", "admin2"})


def evident_places(doc: Columns, places: Iterable[Run]) -> Iterator[str]:
    """The names, in lower case, that a pair, a dateline or a neighbour among the `places` shows to be places."""
    capital, comma = doc.capital, doc.code(",")
    for i, (word, opens) in enumerate(zip(doc.words, doc.opens, strict=True)):
        if word == comma and 0 < i < len(doc) - 1 and capital[i - 1] and capital[i + 1]:
            yield from paired_names(doc, i)
        if opens and capital[i] and is_dateline(doc.word(i)):
            yield from dateline_names(doc, i)
    for place in places:
        yield from neighbouring_names(place)


def told_villages(doc: Columns, settlements: frozenset[str]) -> Iterator[str]:
    """The names, in lower case, of what the text calls a town or a village: "the villages of Bray and Marlow"."""
    of = doc.code("of")
    for i, word in enumerate(doc.words[1:-1], start=1):
        if word == of and starts_name(doc, i + 1) and doc.word(i - 1).lower() in settlements:
            name = words_behind(doc, i)
            yield text_of(doc, name)
            link = name[1]
            if doc.is_tagged(i - 1, "NNS") and link + 1 < len(doc) and doc.word(link) in NAME_LINKS:
                yield text_of(doc, words_behind(doc, link))


def paired_names(doc: Columns, comma: int) -> Iterator[str]:
    """Of "Marlow, Okla." both names: one that lies in the area behind it."""
    inner, outer = words_before(doc, comma), words_behind(doc, comma)
    for area in longest_first(outer, at_end=False):
        areas = [entry for entry in atlas.look_up(fold(text_of(doc, area))) if entry.kind in AREAS]
        # "Cooper, Georgia's governor": Cooper is no town
        for name in longest_first(inner, at_end=True) if areas and not doc.is_tagged(area[1], "POS") else ():
            if any(lies_in(entry, place) for entry in meanings(doc, name) for place in areas):
                yield text_of(doc, name)
                yield text_of(doc, area)
                return


def dateline_names(doc: Columns, first: int) -> Iterator[str]:
    """Of "MARLOW — Nine people …" the name; of "MARLOW: Nine people …" and "MARLOW Nine people …" if it is a city."""
    start, end = words_behind(doc, first - 1)
    end = next((i for i in range(start, end) if not doc.word(i).isupper()), end)
    for name in longest_first((start, end), at_end=False):
        after = doc.word(name[1]) if name[1] < len(doc) else ""
        least = 0 if after in LINE_ENDERS else LEAST_PEOPLE
        is_told = after in LINE_ENDERS or after == ":" or (starts_line(doc, first) and after.isalpha())
        if is_told and any(entry.population >= least for entry in meanings(doc, name)):
            yield text_of(doc, name)
            return


def starts_line(doc: Columns, at: int) -> bool:
    """Whether a token is the first of a line."""
    return at == 0 or doc.word(at - 1).endswith("\n")


def is_dateline(first: str) -> bool:
    """Whether the first word of a sentence is written as in a dateline."""
    return len(first) >= LEAST_LETTERS and first.isupper()


def neighbouring_names(place: Run) -> Iterator[str]:
    """Of "Bray and Marlow" or "Marlow, Bray" the other name, if it can mean a place near by."""
    doc, behind, before = place.doc, place.end, place.start - 1
    gpe = doc.code("GPE")
    groups = []
    if behind + 1 < len(doc) and doc.kinds[behind + 1] != gpe and doc.word(behind) in NAME_LINKS:
        groups.append(longest_first(words_behind(doc, behind), at_end=False))
    if before > 0 and doc.kinds[before - 1] != gpe and doc.word(before) in NAME_LINKS:
        groups.append(longest_first(words_before(doc, before), at_end=True))
    known = meanings(doc, (place.start, place.end)) if any(groups) else []
    for group in groups:
        for name in group:
            if any(is_near(entry, other) for entry in meanings(doc, name) for other in known):
                yield text_of(doc, name)
                break


def has_age(name: Run) -> bool:
    """Whether the age of a person stands behind a name, between commas: "Ada Bray, 31, was arrested"."""
    doc, age = name.doc, name.end + 1
    if age + 1 >= len(doc) or doc.opens[age] or name.behind != "," or not name.words[-1].isalpha():
        return False
    number = doc.word(age)
    return len(number) == DIGITS_OF_AGE and number.isdigit() and doc.word(age + 1) in AGE_ENDERS


def is_before_noun(name: Run) -> bool:
    """Whether a noun stands right behind a name: "in Honda vehicles", where "in" leads to the vehicles."""
    return name.doc.is_tagged(name.end, "NN") or name.doc.is_tagged(name.end, "NNS")


def is_near(a: Entry, b: Entry) -> bool:
    return a.kind == b.kind == "city" and a.country == b.country and 0 < distance(a, b) <= NEIGHBOURS_WITHIN


def meanings(doc: Columns, words: Words) -> list[Entry]:
    """What the words can mean as the first name of a place."""
    return [entry for entry in atlas.look_up(fold(text_of(doc, words))) if entry.main]


def longest_first(words: Words, *, at_end: bool) -> list[Words]:
    """The runs of words that start at the first (or end at the last), the longest first."""
    start, end = words
    return [(n, end) for n in range(start, end)] if at_end else [(start, n) for n in range(end, start, -1)]


def words_before(doc: Columns, at: int) -> Words:
    """The capitalised words right before a token, within its sentence."""
    start = at
    while start > max(0, at - PLACE_WORDS) and not doc.opens[start] and doc.capital[start - 1]:
        start -= 1
    return start, at


def words_behind(doc: Columns, at: int) -> Words:
    """The capitalised words right behind a token, with the Arabic article before them: "al-Marlow"."""
    end = at + 1 if at + 1 >= len(doc) or doc.capital[at + 1] or not starts_name(doc, at + 1) else at + 3
    while end < min(len(doc), at + 1 + PLACE_WORDS) and doc.capital[end]:
        end += 1
    return at + 1, end


def starts_name(doc: Columns, at: int) -> bool:
    """Whether a token is capitalised, or the Arabic article before one that is: "al-Marlow"."""
    if doc.capital[at]:
        return True
    return at + 2 < len(doc) and doc.capital[at + 2] and doc.word(at + 1) == "-" and doc.word(at) in ARABIC_ARTICLES


def text_of(doc: Columns, words: Words) -> str:
    """The words as they stand, in lower case; nothing for no words."""
    start, end = words
    return doc.between(start, end).lower() if start < end else ""
