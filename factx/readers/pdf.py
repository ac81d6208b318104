"""A PDF in, its article out, by pypdf (extra `pdf`): paragraphs from lines, hyphenated words joined.

Lines come in pypdf's order, which keeps columns apart. A paragraph ends where the gap to the next line is wider than
usual, the letters change size, the next line is indented, or a short line ends a sentence. Page numbers and lines
that stand at the edge of most pages are left out. The day a PDF was made is not the day the article appeared, so
`published` stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.quiet import quiet

WIDE_GAP = 1.4  # of the usual distance between lines
OTHER_SIZE = 1.12  # of the letters
INDENT = (0.7, 5.0)  # of the size of the letters: less is noise, more is another column
SHORT_LINE = 0.7  # of the usual length
MOST_PAGES = 0.6
SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*$""")
PAGE_NUMBER = re.compile(r"[-–— ]*(page\s+)?\d{1,4}(\s*(of|/)\s*\d{1,4})?[-–— ]*", re.IGNORECASE)
HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
# First parts of words that keep their hyphen when a line ends after it.
FIRST_PARTS = re.compile(
    "all|anti|co|cross|double|ex|far|first|full|half|high|ill|long|low|mid|much|multi|near|non|one|part|pre|pro|semi"
    "|self|short|single|so|three|two|vice|well"
)
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page; y counts from the page's foot, size is that of its letters."""

    text: str
    x: float
    y: float
    size: float


def read_pdf(raw: bytes, id: str) -> Document:
    """The article of a PDF. Raises DocumentError if it is locked, broken, or holds no text."""
    try:
        from pypdf import PdfReader  # late: an extra
    except ModuleNotFoundError:
        raise DocumentError("needs pypdf: pip install '.[pdf]'") from None
    try:
        with quiet("pypdf"):
            reader = PdfReader(BytesIO(raw))
            unlock(reader)
            pages = [read_lines(page) for page in reader.pages]
            title, author = named(reader, "/Title"), named(reader, "/Author")
    except DocumentError:
        raise
    except Exception as error:  # broken files make pypdf fail in ways that it does not declare
        raise DocumentError(f"is no PDF that can be read: it is cut off or broken ({type(error).__name__})") from error
    blocks = paragraphs(pages)
    if not blocks:
        raise DocumentError("holds no text; scanned pages must go through text recognition first")
    return Document(id=id, text="\n\n".join(blocks) + "\n", title=title, author=author, extracted=True)


def unlock(reader: Any) -> None:
    """Opens a PDF that is locked against changes only. Raises DocumentError if it wants a password."""
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("")
    except Exception as error:  # missing ciphers, broken keys
        raise DocumentError("is encrypted") from error
    if not opened:
        raise DocumentError("is encrypted and wants a password")


def named(reader: Any, key: str) -> str | None:
    """A field of the PDF's own description, blanks folded."""
    value = (reader.metadata or {}).get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def read_lines(page: Any) -> list[Line]:
    """The lines of a page that are not blank, in reading order."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        pieces.append((text, x, y, abs(size * tm[3] * cm[3]) or size))

    page.extract_text(visitor_text=visit)
    return joined_pieces(pieces)


def joined_pieces(pieces: list[tuple[str, float, float, float]]) -> list[Line]:
    """Lines from stretches of text: a newline ends a line, its first stretch with letters says where it stands."""
    lines: list[Line] = []
    words: list[str] = []
    place: tuple[float, float, float] | None = None
    for text, x, y, size in [*pieces, ("\n", 0.0, 0.0, 0.0)]:
        for n, part in enumerate(text.split("\n")):
            if n:
                if place is not None:
                    lines.append(Line(" ".join("".join(words).translate(LIGATURES).split()), *place))
                words, place = [], None
            words.append(part)
            if part.strip() and place is None:
                place = (x, y, size)
    return lines


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of all pages, one line each."""
    edges = running_lines(pages)
    lines = [line for page in pages for n, line in enumerate(page) if not is_edge(page, n, edges)]
    if not lines:
        return []
    usual_gap = most_frequent_gap(lines)
    usual_length = median(len(line.text) for line in lines)
    words = Counter(word for line in lines for word in re.findall(r"[\w-]+", line.text.lower()))
    blocks = [[lines[0].text]]
    for above, line in pairwise(lines):
        if ends_paragraph(above, line, usual_gap, usual_length):
            blocks.append([])
        blocks[-1].append(line.text)
    return [joined_lines(block, words) for block in blocks]


def most_frequent_gap(lines: list[Line]) -> float:
    """The distance between the lines of a paragraph: the most frequent one, the least of several."""
    gaps = Counter(round(a.y - b.y, 1) for a, b in pairwise(lines) if 0 < a.y - b.y < 3 * max(a.size, b.size))
    return max(gaps, key=lambda gap: (gaps[gap], -gap), default=0.0)


def running_lines(pages: list[list[Line]]) -> set[str]:
    """What stands first or last on most pages of three or more, numbers aside."""
    if len(pages) < 3:
        return set()
    seen = Counter(key for page in pages if page for key in {numberless(page[0]), numberless(page[-1])})
    return {key for key, times in seen.items() if times >= MOST_PAGES * len(pages)}


def numberless(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def is_edge(page: list[Line], n: int, running: set[str]) -> bool:
    """Whether line `n` is a page number or a running line at the edge of its page."""
    if n not in (0, len(page) - 1):
        return False
    return PAGE_NUMBER.fullmatch(page[n].text) is not None or numberless(page[n]) in running


def ends_paragraph(above: Line, line: Line, usual_gap: float, usual_length: float) -> bool:
    """Whether `line` starts a paragraph of its own."""
    sizes = sorted((above.size, line.size))
    if sizes[1] > OTHER_SIZE * sizes[0]:
        return True
    ends = SENTENCE_END.search(above.text) is not None
    gap = above.y - line.y
    if gap <= 0 or gap > 10 * usual_gap:  # another column or page
        return ends
    indent = (line.x - above.x) / (line.size or 1)
    return (
        gap > WIDE_GAP * usual_gap
        or INDENT[0] < indent < INDENT[1]
        or (ends and len(above.text) < SHORT_LINE * usual_length)
    )


def joined_lines(lines: list[str], words: Counter[str]) -> str:
    """The lines as one, words that were broken at a line's end made whole."""
    text = lines[0]
    for line in lines[1:]:
        text = text.removesuffix("\u00ad") + line if text.endswith("\u00ad") else joined(text, line, words)
    return text


def joined(text: str, line: str, words: Counter[str]) -> str:
    """Two lines as one: "neigh-" and "bouring" are "neighbouring", "well-" and "known" are "well-known"."""
    before, after = HYPHEN.search(text, text.rfind(" ") + 1), re.match(r"[^\W\d_]+", line)
    if not text.endswith("-") or not after:
        return f"{text} {line}"
    if before is None or not after.group().islower():  # "20-" "year", "Anglo-" "American"
        return text + line
    first, second = before.group(1).lower(), after.group().lower()
    together, apart = words[first + second], words[f"{first}-{second}"]
    if apart > together or (not together and FIRST_PARTS.fullmatch(first)):
        return text + line
    return text[:-1] + line
