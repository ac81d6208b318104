"""Cuts the text into atoms: numbers, words, marks and breaks, each with its place.

spaCy's tokens glue a number to its currency or unit in some texts ("RM79", "$A82,615", "1.5mm") and not in others.
The number grammar therefore reads these finer atoms, and asks the parse only about whole words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter

from spacy.tokens import Doc, Token

from factx.language import Text
from factx.notation import clean_text

NUMBER, WORD, MARK, BREAK = "number", "word", "mark", "break"

# Thousands in every habit (1,000 · 12,34,567 · 1.000.000 · 1 000), a decimal point, or a decimal comma after dots;
# powers of ten. An ordinary blank separates thousands only before round ones: "in 5 100 people" must stay two numbers.
# Other blanks and apostrophes have become commas before.
ATOM = re.compile(
    r"(?P<number>"
    r"\d+(?:\.\d+)?(?:\ ?[x×*·]\ ?10(?:\^[-−+]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|e[-+]?\d{1,2}|E[-+]\d{1,2})(?![\w^])"
    r"|\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:,\ \d{3})*,\ 000(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!,?\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:\ \d{3})*\ 000(?!\d)"
    r"|\d{1,3},\d{1,2}(?=\s?(?:%|per\ ?cent\b|[mb]illion\b|trillion\b|[mbt]n\b))"
    r"|(?<![\d,.:/–-])\d{1,3},\d{1,2}(?![\d,:/–-]|\.\d|\s?(?:(?:and|or|&)\s)?\d)"
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

    starts, ends    places in the text; `text` is kept because spaCy joins `doc.text` anew from its tokens each time
    clean, begins   the text as it is meant, in which the atoms were found, and where they begin in it
    """

    view: Text
    doc: Doc
    text: str
    clean: str
    kinds: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    begins: list[int]
    token_starts: list[int]

    def __len__(self) -> int:
        return len(self.kinds)

    def raw(self, i: int) -> str:
        """The atom as it is written, capitals kept."""
        return self.written(i, i + 1)

    def written(self, i: int, end: int) -> str:
        """The atoms from i up to `end` as they are written."""
        return self.clean[self.begins[i] : self.begins[end - 1] + len(self.words[end - 1])]

    def glued(self, i: int) -> bool:
        """Whether no blank stands between atom i and the next."""
        return i + 1 < len(self.begins) and self.begins[i] + len(self.words[i]) == self.begins[i + 1]

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether two atoms stand in one sentence."""
        return self.view.sentence[self.token_index(a)] == self.view.sentence[self.token_index(b)]

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


def cut(view: Text) -> Atoms:
    """The atoms of an article. A break stands at both ends, at each section start and at each blank line."""
    text = view.text
    clean = clean_text(text)
    low = lowered(clean.text)
    found = [(match.lastgroup or MARK, *match.span()) for match in ATOM.finditer(clean.text)]
    rows = [(BREAK, "", 0), *((kind, low[begin:end], begin) for kind, begin, end in found)]
    opening = {bisect_left(found, clean.first(section.start), key=itemgetter(1)) + 1 for section in view.sections}
    for at in sorted(opening, reverse=True):
        if at < len(rows) and rows[at - 1][0] != BREAK:
            rows.insert(at, (BREAK, "", rows[at][2]))
    rows += [(BREAK, "", len(clean.text))] * 2
    kinds, words, begins = [list(column) for column in zip(*rows, strict=True)]
    stops = [begin + len(word) for begin, word in zip(begins, words, strict=True)]
    starts, ends = clean.originals(begins, stops)
    return Atoms(view, view.doc, text, clean.text, kinds, words, starts, ends, begins, view.starts)


def lowered(text: str) -> str:
    """The text in lower case, of the same length: one letter of Turkish becomes two, and stays as it is."""
    low = text.lower()
    return (
        low if len(low) == len(text) else "".join(letter if letter == "\u0130" else letter.lower() for letter in text)
    )
