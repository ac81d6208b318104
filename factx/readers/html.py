"""A web page in, its article out, by trafilatura: title and body as paragraphs, with date, outlet, author and URL."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from factx.errors import DocumentError
from factx.model import Document
from factx.readers.moments import day_of, time_of
from factx.readers.published import find_published
from factx.readers.quiet import quiet
from factx.readers.text import check_is_text, decode, decode_marked

DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}>")
QUOTED_VALUE = re.compile(r""" "[^"]*"|'[^']*' """.strip())
MOST_ATTRIBUTES = 10_000  # of one tag: the parser compares each with each
DECLARED_WITHIN = 4096  # bytes in which a page declares its encoding
# Labels that the web uses for windows-1252 (WHATWG Encoding, "legacy single-byte encodings").
WINDOWS_1252 = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "windows-1252"})
NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "mbcs"})
# The blanks that pages set between thousands, "12&nbsp;500", and what stands for them while trafilatura, which takes
# them for ordinary ones, is at work: signs that no page has between digits.
THIN_BLANKS = "\u00a0\u2007\u2009\u202f"
STAND_INS = "\u2e31\u2e32\u2e33\u2e34"
BETWEEN_THOUSANDS = re.compile(
    rf"(?<=[0-9])([{THIN_BLANKS}]|&(?:nbsp|numsp|thinsp|#160|#8199|#8201|#8239|#x(?:a0|2007|2009|202f));)(?=[0-9]{{3}}(?![0-9]))",
    re.IGNORECASE,
)
STOOD_IN = re.compile(rf"(?<=[0-9])[{STAND_INS}](?=[0-9])")
BLOCKS = frozenset({"p", "head", "item", "quote", "row", "lb", "code"})


def read_html(raw: bytes, id: str) -> Document:
    """The article of a page. Raises DocumentError if there is none on it."""
    page = decode_page(raw)
    check_tags(page)
    try:
        with quiet("trafilatura", "htmldate"):
            found, blocks = find_article(page)
    except Exception as error:  # hostile pages make parsers fail in ways that they do not declare
        raise DocumentError(f"is no page that can be parsed ({type(error).__name__})") from error
    if not blocks:
        raise DocumentError("holds no article text that could be found")
    title = clean(found.title)
    title = title and STOOD_IN.sub(release, title)
    moment = find_published(page)
    if title and blocks[0] != title:
        blocks.insert(0, title)
    return Document(
        id=id,
        text="\n\n".join(blocks) + "\n",
        title=title,
        published=found.date if moment is None else day_of(moment),
        published_at=time_of(moment),
        outlet=clean(found.sitename),
        author=clean(found.author),
        url=clean(found.url),
        extracted=True,
    )


def find_article(page: str) -> tuple[Any, list[str]]:
    """What trafilatura finds on a page, and the paragraphs of it; none if there is no article."""
    from trafilatura import bare_extraction  # late: 0.3 s that text files need not pay

    held = BETWEEN_THOUSANDS.sub(lambda match: hold(unescape(match[1])), page)
    found: Any = bare_extraction(held, with_metadata=True, include_comments=False, date_extraction_params=dating())
    return found, [] if found is None else [STOOD_IN.sub(release, block) for block in paragraphs(found.body)]


def hold(blank: str) -> str:
    """What stands for a blank between thousands."""
    return STAND_INS[THIN_BLANKS.index(blank)]


def release(match: re.Match[str]) -> str:
    """The blank for what stands for it."""
    return THIN_BLANKS[STAND_INS.index(match[0])]


def check_tags(page: str) -> None:
    """Raises DocumentError for a page that would keep the parser busy for hours."""
    for tag in LONG_TAG.finditer(page):
        if len(re.split(r"[\s/]+", QUOTED_VALUE.sub(" ", tag.group()))) > MOST_ATTRIBUTES:
            raise DocumentError("is no page that a browser would show: it has a tag with thousands of attributes")


def dating() -> dict[str, Any]:
    """How the day is looked for: what the page declares, never a date that merely stands in the text."""
    from trafilatura.settings import set_date_params

    params: dict[str, Any] = set_date_params(extensive=False)
    return params | {"original_date": True}


def decode_page(raw: bytes) -> str:
    """The page as text: byte-order mark, declared encoding, UTF-8, windows-1252; like a browser, never refused."""
    marked = decode_marked(raw)
    if marked is not None:
        return marked
    check_is_text(raw)
    declared = declared_encoding(raw)
    if declared:
        try:
            return raw.decode(declared)
        except UnicodeError:
            pass  # declared wrongly
    try:
        return decode(raw)
    except DocumentError:
        return raw.decode("utf-8", "replace")


def declared_encoding(raw: bytes) -> str | None:
    """The codec of the page's own <meta charset>, None if it has none that Python knows."""
    match = DECLARED.search(raw[:DECLARED_WITHIN])
    label = match.group(1).decode("ascii").lower() if match else ""
    if label in WINDOWS_1252:
        return "cp1252"
    try:
        codec = codecs.lookup(label) if label else None
    except LookupError:
        return None
    # Some codecs are no charsets: rot13 makes text of text, zlib bytes of bytes, and "idna" is for names alone.
    is_charset = codec is not None and codec._is_text_encoding and codec.name not in NO_CHARSETS
    return codec.name if codec is not None and is_charset else None


def paragraphs(body: Any) -> list[str]:
    """The blocks of trafilatura's body, in order, blanks folded."""
    blocks: list[list[str]] = [[]]
    for words, starts_block in pieces(body):
        if starts_block:
            blocks.append([])
        blocks[-1].append(words)
    return [text for text in (" ".join("".join(block).split()) for block in blocks) if text]


def pieces(body: Any) -> Iterator[tuple[str, bool]]:
    """Each stretch of words in document order, and whether it starts a block of its own. Without recursion."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if event == "start":
            yield element.text or "", is_block
        else:
            blank = " " if element.tag == "cell" else ""
            yield blank + (element.tail or ""), is_block


def clean(value: str | None) -> str | None:
    """A metadata field with its blanks folded, None if nothing is left."""
    return " ".join(value.split()) or None if value else None
