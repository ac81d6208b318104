"""What a file is: by its name, and where that does not tell, by what it begins with."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

from factx.model import Document
from factx.readers.fields import ALIASES, SEPARATORS
from factx.readers.html import read_html
from factx.readers.mail import read_mail
from factx.readers.pdf import read_pdf
from factx.readers.text import read_text


def _plain_text(raw: bytes, id: str) -> Document:
    return Document(id=id, text=read_text(raw))


# Suffix -> reader of a file that is one article.
WHOLE_FILE: dict[str, Callable[[bytes, str], Document]] = {
    ".txt": _plain_text,
    ".md": _plain_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".eml": read_mail,
    ".mhtml": read_mail,
    ".mht": read_mail,
}

# Two lines of a mail's head, the first one of those that may come first.
MAIL = re.compile(rb"(From|Date|Subject|MIME-Version|Received|Return-Path|Snapshot-Content-Location): ?[^\n]+\n[\w-]+:")
# What may stand before the root of XML and HTML.
BEFORE_ROOT = rb"(?>\s+|<\?[^>]*>|<!--.*?-->)*+"
# What files of a kind begin with. None of it is how a text begins.
BEGINNINGS = (
    (".pdf", re.compile(rb"%PDF-")),
    (".parquet", re.compile(rb"PAR1")),
    (".rtf", re.compile(rb"\{\\rtf")),
    (".warc", re.compile(rb"WARC/[01]\.")),
    (".docx", re.compile(rb"PK\x03\x04.{0,4000}?word/", re.DOTALL)),
    (".html", re.compile(BEFORE_ROOT + rb"<(!doctype html|html)\b", re.IGNORECASE | re.DOTALL)),
    (".xml", re.compile(BEFORE_ROOT + rb"(<!DOCTYPE[^>]*>\s*)?<(\w+:)?(newsMessage|newsItem|nitf)\b", re.DOTALL)),
    (".json", re.compile(rb'\s*(\[\s*)?\{\s*"')),
    (".eml", MAIL),
)
XML = re.compile(rb"\s*<\?xml")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007

# Suffix -> another one of the same kind, which need not be told from it.
SAME_KIND = {".htm": ".html", ".mht": ".eml", ".mhtml": ".eml", ".ndjson": ".jsonl", ".ninjs": ".json", ".nitf": ".xml"}
TEXT_COLUMNS = {"text", *ALIASES["text"]}
OTHER_COLUMNS = {*ALIASES, *chain.from_iterable(ALIASES.values())} - TEXT_COLUMNS
LONGEST_COLUMN = 40
TEXTS = frozenset({".txt", ".md"})
JSON_LINE = re.compile(rb'\s*\{\s*"[^\n]*\}\s*(?=\n|$)')  # an object that ends where its line does
NO_LINE = re.compile(rb"\s*(\[|\{\s*\n)")


def sniffed(head: bytes) -> str | None:
    """The suffix of the kind that begins so, None if none does, or if it may be plain text."""
    found = kind_of("", head)
    return found or (".xml" if XML.match(head) else ".csv" if names_columns(head) else None)


def names_columns(head: bytes) -> bool:
    """Whether the first line has names of columns as a table of articles has: of the text, and of something else."""
    line = head.partition(b"\n")[0].decode("utf-8-sig", "replace")
    for separator in SEPARATORS:
        names = {cell.strip(' "\r').lower() for cell in line.split(separator)}
        if names & TEXT_COLUMNS and names & OTHER_COLUMNS and len(max(names, key=len)) <= LONGEST_COLUMN:
            return True
    return False


def kind_of(suffix: str, head: bytes) -> str:
    """The suffix of the kind that a file is: as it begins where that is plain, else as its name says.

    A text that begins like a letter stays one.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    found = next((kind for kind, beginning in BEGINNINGS if beginning.match(head)), None)
    named = SAME_KIND.get(suffix, suffix)
    if found is None or (found == ".eml" and named in TEXTS):
        return suffix
    if found == ".json":
        is_lines = not NO_LINE.match(head) if named == ".jsonl" else begins_with_lines(head)
        found = ".jsonl" if is_lines else found
    return suffix if found == named else found


def begins_with_lines(head: bytes) -> bool:
    """Whether a file of JSON has one object a line."""
    first = JSON_LINE.match(head)
    return first is not None and head[first.end() :].lstrip().startswith(b"{")
