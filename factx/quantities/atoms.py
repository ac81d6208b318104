"""Cuts the text into atoms: numbers, words, marks and breaks, each with its place.

spaCy's tokens glue a number to its currency or unit in some texts ("RM79", "$A82,615", "1.5mm") and not in others.
The number grammar therefore reads these finer atoms, and asks the parse only about whole words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

NUMBER, WORD, MARK, BREAK = "number", "word", "mark", "break"

# Thousands in either habit (1,000 · 1.000.000 · 1 000 · 1'000), a decimal point, or a decimal comma after dots.
# An ordinary blank separates thousands only before round ones: "in 5 100 people" must stay two numbers.
ATOM = re.compile(
    r"(?P<number>"
    r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:['’\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+(?![\d,]))?"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:\ \d{3})*\ 000(?!\d)"
    r"|\d{1,3},\d{1,2}(?=\s?(?:%|per\ ?cent\b|[mb]illion\b|trillion\b|[mbt]n\b))"
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<break>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)
DASHES = frozenset("-–—‐‑−")


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of a text as parallel lists, closed by a break on either side; `words` are in lower case.

    `text` is kept because spaCy joins `doc.text` anew from its tokens each time.
    """

    doc: Doc
    text: str
    kinds: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    token_starts: list[int]

    def __len__(self) -> int:
        return len(self.kinds)

    def raw(self, i: int) -> str:
        """The atom as it stands in the text."""
        return self.text[self.starts[i] : self.ends[i]]

    def glued(self, i: int) -> bool:
        """Whether no blank stands between atom i and the next."""
        return i + 1 < len(self.starts) and self.ends[i] == self.starts[i + 1]

    def dash(self, i: int) -> bool:
        return self.words[i] in DASHES

    def token(self, i: int) -> Token:
        """The spaCy token that holds the beginning of atom i."""
        return self.doc[self.token_index(i)]

    def token_index(self, i: int) -> int:
        return max(0, bisect_right(self.token_starts, self.starts[i]) - 1)

    def phrase_before(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Whether the words of `phrase` stand right before atom i."""
        return i >= len(phrase) and tuple(self.words[i - len(phrase) : i]) == phrase

    def phrase_at(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Whether the words of `phrase` begin at atom i."""
        return tuple(self.words[i : i + len(phrase)]) == phrase


def cut(doc: Doc, section_starts: Iterable[int] = ()) -> Atoms:
    """The atoms of a Doc. A break stands at both ends, at each section start and at each blank line."""
    starts_of_sections = frozenset(section_starts)
    kinds, words, starts, ends = [BREAK], [""], [0], [0]
    text = doc.text
    for match in ATOM.finditer(text):
        start, end = match.span()
        if start in starts_of_sections and kinds[-1] != BREAK:
            kinds.append(BREAK)
            words.append("")
            starts.append(start)
            ends.append(start)
        kinds.append(match.lastgroup or MARK)
        words.append(match.group().lower())
        starts.append(start)
        ends.append(end)
    for _ in range(2):
        kinds.append(BREAK)
        words.append("")
        starts.append(len(text))
        ends.append(len(text))
    return Atoms(doc, text, kinds, words, starts, ends, [token.idx for token in doc])


def words_of(phrase: str) -> tuple[str, ...]:
    """The atoms of a phrase in a rule file, in lower case, dashes left out."""
    if phrase.isalpha():  # most are one word, and there are two thousand of them
        return (phrase.lower(),)
    return tuple(m.group().lower() for m in ATOM.finditer(phrase) if m.group() not in DASHES)
