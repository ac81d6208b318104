"""What a file is: by its name, and where that does not tell, by what it begins with."""

from __future__ import annotations

import re
from collections.abc import Callable

from factx.model import Document
from factx.readers.html import read_html
from factx.readers.mail import read_mail
from factx.readers.pdf import read_pdf
from factx.readers.text import read_text


def _plain_text(raw: bytes, id: str) -> Document:
    return Document(id=id, text=read_text(raw))


# Suffix -> reader of a file that is one article.
SINGLE: dict[str, Callable[[bytes, str], Document]] = {
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
# What files of a kind begin with. None of it is how a text begins.
BEGINNINGS = (
    (".pdf", re.compile(rb"%PDF-")),
    (".parquet", re.compile(rb"PAR1")),
    (".rtf", re.compile(rb"\{\\rtf")),
    (".warc", re.compile(rb"WARC/[01]\.")),
    (".xml", re.compile(rb"\s*<\?xml|\s*<(newsMessage|newsItem|nitf)\b")),
    (".docx", re.compile(rb"PK\x03\x04.{0,4000}?word/", re.DOTALL)),
    (".eml", MAIL),
    (".html", re.compile(rb"\s*<(!doctype html|html)\b", re.IGNORECASE)),
)


def sniffed(head: bytes) -> str | None:
    """The suffix of the kind that begins so, None if none does, or if it may be plain text."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return next((kind for kind, beginning in BEGINNINGS if beginning.match(head)), None)
