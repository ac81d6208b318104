"""The numbers of time expressions: amounts, days of a month, years, in figures and in words."""

from __future__ import annotations

import re

from factx import words

# Words for one and two that are no number words.
ONE_AND_TWO = {"a": 1, "an": 1, "other": 2, "couple": 2}
DIGITS_OR_HALF = re.compile(r"(?!$)(?:(\d[\d,]*(?:\.\d+)?)(?: ?½|[ -]1/2)?|½|1/2)$")


def read_amount(said: str) -> float:
    """The value of figures ("2.5", "2 1/2") or words ("twenty-one", "an", "half a", "a couple of").

    Raises ValueError for what is no number.
    """
    if match := DIGITS_OR_HALF.match(said):
        return float((match[1] or "0").replace(",", "")) + (0.5 if is_mixed(said) else 0)
    if said.startswith("half"):
        return 0.5
    return float(read_words(said))


def is_mixed(said: str) -> bool:
    """Whether a half is written behind the figures: "2 1/2"."""
    return said.endswith(("½", "1/2"))


def read_words(said: str) -> int:
    """A number in words up to some thousands: "twenty-one", "two thousand and fifteen", "nineteen ninety-six"."""
    total = 0
    for word in re.split(r"[\s-]+", said):
        if word in ("and", "of"):
            continue
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        else:
            total += number_word(word)
    return total


def number_word(word: str) -> int:
    """Raises ValueError for what is neither a number word nor an ordinal."""
    for said in (ONE_AND_TWO.get(word), words.value(word), words.ordinal(word)):
        if said is not None:
            return said
    raise ValueError(f"no number: {word}")


def day_number(said: str) -> int:
    """The day of a month: "3", "3rd", "third", "twenty-third"."""
    figures = re.match(r"\d+", said)
    return int(figures.group()) if figures else read_words(said)


def read_year(said: str) -> int:
    """A year in words: "nineteen ninety-six", "two thousand and one"."""
    first, _, rest = said.replace("-", " ").partition(" ")
    if rest and not rest.startswith(("hundred", "thousand")):
        return number_word(first) * 100 + read_words(rest)
    return read_words(said)


def year_number(said: str) -> int:
    """A year: "1996", "nineteen ninety-six", "'96"."""
    figures = re.search(r"\d+", said)
    if figures is None:
        return read_year(said)
    short = len(figures.group()) == 2
    year = int(figures.group())
    return year + (2000 if year < 50 else 1900) if short else year
