"""A clause as one line that is short enough to be read, with its figure still in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from factx.notation import MAY_BE_CODE, NOTE_MARKS, TRADE_CODES
from factx.quantities import MoneySpellings

SHARE_CODES = r" \((?:[A-Z0-9]{1,8}(?:_?[a-z])?\.[A-Z]{1,2}(?:, )?)+\)"  # "Acme Corp (ACM.N)"
NOT_WORDS = re.compile(rf"{NOTE_MARKS}|{TRADE_CODES}|{SHARE_CODES}", re.MULTILINE)
MAY_BE_NONE = re.compile(rf"\[|{MAY_BE_CODE}|\.[A-Z]{{1,2}}\)")
OPENING_WORD = re.compile(r"^(?:The|An?|Another|His|Her|Their|One of|Two|Three|Some|Several|Local)\b")
LINE_LETTERS = 120
SLACK = 24  # letters that stand behind a figure
GIST_OPENING = 40  # letters of a long line that stand before what is left out of it …
BEFORE_FIGURE = 32  # … and those between that and the figure
NOT_EXACTLY = r"(?:(?:about|around|some|roughly|nearly|almost|approximately|or|more than|over|up to) )?"
NUMBER_WRITTEN = r"\d[\d.,]*"
MEASURE = r"(?<![\d/-])\d(?:[\d.,/-]*\d)?(?:[ -]?[a-z°]+){1,2}"  # "1-1/2 miles" too

# By kind of quantity: an amount, and in brackets right behind it the same in other money or measures.
ToldAgain = Mapping[str, re.Pattern[str]]


def told_again(money: MoneySpellings) -> ToldAgain:
    """How an amount stands that is told again in brackets, for sums of money as they are written and for measures."""
    scale = rf"(?:[ -]?(?:{any_of(money.scales)})\b)?"
    signed = rf"(?<![A-Za-z])(?:{any_of(money.signs)})\s?"
    sum_of_money = rf"(?:{signed}{NUMBER_WRITTEN}{scale}|{NUMBER_WRITTEN}{scale} (?:{any_of(money.names)})\b)"
    return {"money": repeated(sum_of_money), "measure": repeated(MEASURE)}


def repeated(amount: str) -> re.Pattern[str]:
    others = rf"{NOT_EXACTLY}{amount}(?:[;,/] ?{NOT_EXACTLY}{amount})*"
    return re.compile(rf"(?P<first>{amount}) ?\((?P<other>{others}) ?\)")


def any_of(spellings: Collection[str]) -> str:
    """A pattern for one of them, the longest that is there."""
    return "|".join(re.escape(word) for word in sorted(spellings, key=lambda word: (-len(word), word)))


def shortened(text: str, keep: str) -> str:
    """One line of at most `LINE_LETTERS` characters that still holds `keep`, and opens as the text does."""
    line, kept = one_line(text), one_line(keep)
    if len(line) <= LINE_LETTERS:
        return line
    at = max(0, line.find(kept))
    opening = ""
    if at + len(kept) + SLACK > LINE_LETTERS:
        opening = f"{cut_off(line[:GIST_OPENING])} … "
        line = line[line.find(" ", at - BEFORE_FIGURE) + 1 :]
    room = LINE_LETTERS - len(opening)
    return opening + (f"{cut_off(line[:room])} …" if len(line) > room else line)


def cut_off(piece: str) -> str:
    """What begins a line, without the word that it is cut off in."""
    return piece.rsplit(" ", 1)[0].rstrip(",;: ")


def one_line(text: str) -> str:
    """The text on one line, without notes and codes: "16 people[citation needed] died.[3]", "Acme (ACM.N) fell"."""
    return " ".join((NOT_WORDS.sub("", text) if MAY_BE_NONE.search(text) else text).split())


def without_conversions(line: str, number: str, patterns: ToldAgain, kind: str) -> str:
    """A line without amounts told again in brackets: "took $22m (£11.7m)"; of such a one without that before it."""
    whole = whole_number(number)

    def told_once(found: re.Match[str]) -> str:
        glued = " " if line[found.end() : found.end() + 1].isalnum() else ""  # "a 2.5bn euro ($2.9bn)deal"
        others = re.split("[;/] ?|, ", found["other"])
        wanted = (amount for amount in (found["first"], *others) if whole.search(amount))
        return next(wanted, found["first"]) + glued

    return patterns[kind].sub(told_once, line) if kind in patterns and "(" in line else line


def whole_number(written: str) -> re.Pattern[str]:
    """A pattern for a number as it is written, and not for a part of another one: "5" is not in "15 feet"."""
    return re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(written)}(?![.,]?\d)")


def mid_line(text: str) -> str:
    """A noun phrase as it stands inside a sentence: "The mayor" -> "the mayor"."""
    return OPENING_WORD.sub(lambda found: found.group().lower(), one_line(text))
