"""Bytes in, text out, nothing changed on the way: no stripping, no newline folding, the byte-order mark removed.

The order is the one of the WHATWG's decoders for what it covers: byte-order mark, declared encoding, strict UTF-8,
then windows-1252. Statistical guessing is left out on purpose: it takes windows-1252 for windows-1250 and changes
letters. What mixes UTF-8 with other bytes is refused, since either reading would change the text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

from factx.errors import DocumentError

# The longer marks first: UTF-32-LE starts as UTF-16-LE does.
ENCODING_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encoding -> the decoder that takes the mark away.
WITHOUT_MARK = {encoding: encoding.removesuffix("-le").removesuffix("-be") for _, encoding in ENCODING_MARKS}
WITHOUT_MARK["utf-8"] = "utf-8-sig"
MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
BLOCK = 1 << 20  # bytes
BINARY_SHARE = 0.1  # of control characters, above which bytes are no text


def read_text(raw: bytes) -> str:
    """The text of a .txt or .md file, or of standard input. Raises DocumentError if it is none."""
    marked = decode_marked(raw)
    return decode(raw) if marked is None else marked


def decode_marked(raw: bytes) -> str | None:
    """The text behind a byte-order mark, None if there is none. Raises DocumentError if the mark is wrong."""
    for mark, encoding in ENCODING_MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"has the byte-order mark of {encoding}, but byte {error.start + len(mark)} does not fit"
                ) from None
    return None


def decode(raw: bytes) -> str:
    """The text of bytes without a mark: UTF-8, else windows-1252. Raises DocumentError if they are neither."""
    check_is_text(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    if MULTIBYTE.search(raw):
        raise DocumentError(f"mixes UTF-8 with other bytes, the first at byte {at}; convert it to UTF-8")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        raise DocumentError(f"is neither UTF-8 (see byte {at}) nor windows-1252; convert it to UTF-8") from None


def encoding_of(content: IO[bytes]) -> str:
    """The encoding of a file of any size, by the same order, and back to its start; of a stream, UTF-8.

    Raises DocumentError if there is none.
    """
    if not content.seekable():
        return "utf-8-sig"
    head = content.read(4)
    marked = next((encoding for mark, encoding in ENCODING_MARKS if head.startswith(mark)), None)
    content.seek(0)
    if marked is None and not is_utf8(content):
        marked = "cp1252"
        content.seek(0)
        for block in blocks(content):
            if MULTIBYTE.search(block):
                raise DocumentError("mixes UTF-8 with other bytes; convert it to UTF-8")
    content.seek(0)
    return WITHOUT_MARK.get(marked or "utf-8", marked or "utf-8")


def is_utf8(content: IO[bytes]) -> bool:
    """Whether all that follows is UTF-8. Raises DocumentError for bytes that no text has."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks(content):
            if b"\x00" in block:
                raise DocumentError("is no text: it holds NUL bytes")
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def blocks(content: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: content.read(BLOCK), b"")


def check_is_text(raw: bytes) -> None:
    """Raises DocumentError for bytes that no text has."""
    if b"\x00" in raw:
        raise DocumentError(f"is no text: byte {raw.index(0)} is NUL")
    if len(raw) - len(raw.translate(None, CONTROL_BYTES)) > BINARY_SHARE * len(raw):
        raise DocumentError("is no text: it is full of control characters")
