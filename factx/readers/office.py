"""Word and RTF files in, their paragraphs out, cut into articles where they are the export of a news archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from factx.errors import DocumentError
from factx.readers.archives import cut_articles
from factx.readers.entries import Entry
from factx.readers.fields import Fields
from factx.readers.rows import row_entries
from factx.readers.streams import MOST_BYTES, read_whole

WORD_TAGS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
# What stands for itself in a paragraph; deleted text has another tag (delText), so it is left out.
EMPTY_TAGS = {f"{WORD_TAGS}tab": "\t", f"{WORD_TAGS}br": "\n", f"{WORD_TAGS}cr": "\n", f"{WORD_TAGS}noBreakHyphen": "-"}


def cut_docx(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The articles of a Word file: one, or those of an export."""
    yield from row_entries(cut_articles(docx_paragraphs(read_whole(content))), file, fields)


def cut_rtf(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The articles of an RTF file: one, or those of an export."""
    yield from row_entries(cut_articles(rtf_paragraphs(read_whole(content))), file, fields)


def docx_paragraphs(raw: bytes) -> list[str]:
    """The paragraphs of a Word file, those of tables among them. Raises DocumentError if it is none."""
    from lxml.etree import XMLSyntaxError, iterparse

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if parts.getinfo(BODY).file_size > MOST_BYTES:
                raise DocumentError("is larger unpacked than any article")
            events = iterparse(parts.open(BODY), tag=f"{WORD_TAGS}p", resolve_entities=False, no_network=True)
            found = []
            for _, element in events:
                found.append(paragraph_text(element))
                element.clear()
    except (KeyError, zipfile.BadZipFile, XMLSyntaxError, RuntimeError, OSError, EOFError) as error:
        raise DocumentError(f"is no Word file that can be read ({type(error).__name__})") from None
    return [text for text in found if text]


def paragraph_text(paragraph: Any) -> str:
    """The words of a paragraph, blanks folded."""
    pieces = (
        (part.text or "") if part.tag == f"{WORD_TAGS}t" else EMPTY_TAGS.get(part.tag, "")
        for part in paragraph.iterdescendants()
    )
    return " ".join("".join(pieces).split())


def rtf_paragraphs(raw: bytes) -> list[str]:
    """The paragraphs of an RTF file. Raises DocumentError if it is none."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ModuleNotFoundError:
        raise DocumentError("needs striprtf: pip install '.[rtf]'") from None
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise DocumentError("is no RTF file")
    try:
        text = str(rtf_to_text(raw.decode("cp1252", "replace"), errors="replace"))
    except Exception as error:  # broken files make the library fail in ways that it does not declare
        raise DocumentError(f"is no RTF that can be read ({type(error).__name__})") from error
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
