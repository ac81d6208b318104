"""Which words an article is told in, and how much each of them tells.

An article's headline and first paragraphs make a sparse vector of unit length: the more often a word stands there and
the rarer it is in news, the more it weighs (TF-IDF, Salton and Buckley, 1988). How rare a word is comes from
`background.tsv` and from the articles at hand together, so that eight articles of one event are not told that the words
they share are common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import repeat
from math import log, sqrt
from operator import itemgetter, mul

from factx import words

Vector = dict[str, float]
WEIGHT = itemgetter(1)

NEWS_WORD = re.compile(r"[^\W_][^\W_]+(?:[-'’][^\W_]+)*")
POSSESSIVE = re.compile(r"[’']s?$")
LEAD = 2000  # characters of an article that tell what it is about
TITLE_TIMES = 2  # times that a word of the headline counts
KEPT = 100  # heaviest words of an article: those after them make all articles of one subject alike
WORDS_ENOUGH = 40  # words that an article must have to be told apart by them: fewer are alike by chance
TYPICAL = 200  # words of a headline with its lead: turns the frequency of a word into that of articles having it
IMAGINED = 500  # articles of the background that are put beside those at hand
UNLISTED = 1e-7  # frequency of a word that the background does not list
EVERYWHERE = 0.2  # part of all articles from which on a word tells nothing
MOST_TIMES = 20
COUNTS_AS = [
    0.0,
    *(1 + log(min(times, MOST_TIMES)) for times in range(1, LEAD)),
]  # what a word counts that stands so often
STEMS_REMEMBERED = 200_000  # words whose stems are kept
ENDINGS = (("ies", "y"), ("sses", "ss"), ("es", "e"), ("s", ""))


def stem(word: str) -> str:
    """The word without the ending of a plural or a possessive."""
    word = POSSESSIVE.sub("", word)
    for ending, left in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith(("ss", "us", "is")):
            return word[: -len(ending)] + left
    return word


class _Stems(dict[str, str]):
    """The stems of words, each computed once; a table that only looks up is twice as quick as `lru_cache`."""

    def __missing__(self, word: str) -> str:
        if len(self) >= STEMS_REMEMBERED:
            self.clear()
        found = self[word] = stem(word)
        return found


STEMS = _Stems()


def terms_of(title: str | None, text: str) -> Counter[str]:
    """How often each word stands in the headline and the lead; words of a title that opens the text count once.

    A number word counts once however often it is there: a "billion" in each sentence tells how much, not of what.
    """
    title = title or ""
    lead = text[: LEAD + len(title)]
    lead = lead[len(title) :] if lead.startswith(title) else lead
    terms = Counter(map(STEMS.__getitem__, NEWS_WORD.findall(lead.casefold())))
    for word in NEWS_WORD.findall(title.casefold()):
        terms[STEMS[word]] += TITLE_TIMES
    for number in filter(words.value, terms):
        terms[number] = 1
    return terms


@cache
def background() -> dict[str, float]:
    """The part of articles that have a word, for the words of `background.tsv`."""
    lines = resources.files("factx.reconcile").joinpath("background.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: in_articles(10 ** -(int(rarity) / 100)) for word, rarity in pairs}


def in_articles(frequency: float) -> float:
    """The part of articles that have a word of such a frequency."""
    return float(1 - (1 - frequency) ** TYPICAL)


def of_number(digits: str) -> float:
    """The part of articles that have a number: the list tells only how many of so many digits there are ("00")."""
    alike: float = background().get("0" * len(digits), 0.0)
    return max(alike / 10.0 ** len(digits), in_articles(UNLISTED))


class Rarity:
    """How many articles have each word: those counted so far and the background."""

    def __init__(self) -> None:
        self.articles = 0
        self.having: Counter[str] = Counter()
        self._unlisted = in_articles(UNLISTED)
        self._weights = _Weights(self)

    def count(self, terms: Iterable[str]) -> None:
        self.articles += 1
        self.having.update(list(terms))
        self._weights.clear()

    def weight(self, term: str) -> float:
        """How much a word tells: minus the logarithm of the part of articles that have it; 0 for a common word."""
        known = background().get(term) or (of_number(term) if term.isdecimal() else self._unlisted)
        part = (IMAGINED * known + self.having[term]) / (IMAGINED + self.articles)
        return -log(part) if part < EVERYWHERE else 0.0

    def vector(self, terms: Mapping[str, int]) -> Vector:
        """The heaviest words with their weights, the heaviest first; of unit length, shorter where words are few."""
        weights = map(mul, map(self._weights.__getitem__, terms), map(COUNTS_AS.__getitem__, terms.values()))
        heaviest = sorted(filter(WEIGHT, zip(terms, weights, strict=True)), key=WEIGHT, reverse=True)[:KEPT]
        told = [weight for _, weight in heaviest]
        lacking = max(1.0, WORDS_ENOUGH / (len(told) or 1))
        length = sqrt(lacking * sum(map(mul, told, told))) or 1.0
        return {term: weight / length for term, weight in heaviest}


class _Weights(dict[str, float]):
    """The weights of words, each computed once."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity

    def __missing__(self, term: str) -> float:
        weight = self[term] = self._rarity.weight(term)
        return weight


def product(first: Vector, second: Vector) -> float:
    """The scalar product: of vectors of unit length their cosine."""
    few, many = (first, second) if len(first) < len(second) else (second, first)
    return float(sum(map(mul, few.values(), map(many.get, few, repeat(0.0)))))
