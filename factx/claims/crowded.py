"""Lines with more numbers than one, in which it must be told which of them is meant."""

from __future__ import annotations

import re

from factx import words
from factx.claims.shortening import one_line, shortened, whole_number

NUMERAL = re.compile(r"\d[\d,.]*(?:(?:-\d+)?/\d+)?")  # "1-1/2" is one
DAY = re.compile(r"\b(?P<before>[A-Z][a-z]+)[.]? \d\d?\b|\b\d\d? (?P<behind>[A-Z][a-z]+)")
YEAR = re.compile(r"(?:19|20)\d\d")


def named_line(figure: str, number: str, clause: str) -> str:
    """The clause, and before it which of its numbers is meant if that is not the first of several."""
    line = shortened(clause, number)
    return f"{figure}: {line}" if is_crowded(line) and not is_first_in(line, one_line(number)) else line


def is_first_in(line: str, number: str) -> bool:
    """Whether a number is the first of a line, years and days apart."""
    before, told, _ = parted(line, number)
    return bool(told) and "…" not in before and not is_crowded(f"{before} 1")


def parted(line: str, number: str) -> tuple[str, str, str]:
    """A line before a number, the number, and the line behind it: "4" is not in "40"."""
    found = whole_number(number).search(line) if number else None
    return (line[: found.start()], number, line[found.end() :]) if found else (line, "", "")


def is_crowded(line: str) -> bool:
    """Whether a line has more numbers than one, days and years apart."""
    numbers = NUMERAL.findall(DAY.sub(without_day, line))
    return sum(YEAR.fullmatch(number) is None for number in numbers) > 1


def without_day(found: re.Match[str]) -> str:
    """Nothing for the day of a month, the words themselves for other: "Oct. 7", not "Windows 7"."""
    is_day = words.month((found["before"] or found["behind"]).lower()) is not None
    return "" if is_day else found.group()
