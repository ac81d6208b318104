"""A JSON file in, its values out: those of an array one at a time, so that a file of any size takes no more memory.

The libraries that do so hold numbers to 64 bits, know no NaN, and take gigabytes for brackets in brackets.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import IO, Any

from factx.errors import DocumentError
from factx.readers.streams import MOST_BYTES

BLOCK = 1 << 20
LONGEST_VALUE = 50_000_000  # letters of one article
JSON_BLANKS = re.compile(r"\s*")
DECODER = json.JSONDecoder()


def json_values(content: IO[bytes], lists: Sequence[str] = ()) -> Iterator[Any]:
    """The values of an array; or of the list that an object has under one of the names `lists`, or the object itself.

    Raises DocumentError where it is no JSON.
    """
    text = io.TextIOWrapper(content, encoding="utf-8-sig")
    try:
        head = text.read(BLOCK).lstrip()
        if head.startswith("["):
            yield from _values(_Ahead(text, head, 1))
        else:
            found = json.loads(head + text.read(MOST_BYTES))
            many = isinstance(found, dict) and next((v for v in map(found.get, lists) if isinstance(v, list)), None)
            yield from [found] if not isinstance(many, list) else many
    except UnicodeDecodeError:
        raise DocumentError("is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"is no JSON: {str(error)[:80]}; an article a line needs a name in .jsonl") from None
    finally:
        text.detach()


class _Ahead:
    """What has been read of a text and not been used yet: `text[place:]`."""

    def __init__(self, file: io.TextIOWrapper, text: str, place: int) -> None:
        self._file, self.text, self.place = file, text, place

    def more(self) -> bool:
        """Reads as much again as is there, at least a block; whether there was any.

        Raises DocumentError if one value is longer than any article.
        """
        left = self.text[self.place :]
        if len(left) > LONGEST_VALUE:
            raise DocumentError("is JSON beyond measure")
        read = self._file.read(max(BLOCK, len(left)))
        self.text, self.place = left + read, 0
        return bool(read)

    def sign(self) -> str:
        """The next letter that is no blank, and goes behind it; none at the end."""
        while True:
            self.place = _end_of_blank(self.text, self.place)
            if self.place < len(self.text):
                self.place += 1
                return self.text[self.place - 1]
            if not self.more():
                return ""

    def value(self) -> Any:
        """The next value, and goes behind it. Raises ValueError if there is none."""
        while True:
            try:
                found, end = DECODER.raw_decode(self.text, _end_of_blank(self.text, self.place))
            except json.JSONDecodeError:
                if not self.more():
                    raise
                continue
            if end == len(self.text) and self.more():  # a number may go on
                continue
            self.place = min(end, len(self.text))
            return found


def _end_of_blank(text: str, place: int) -> int:
    blank = JSON_BLANKS.match(text, place)
    return place if blank is None else blank.end()


def _values(ahead: _Ahead) -> Iterator[Any]:
    """The values behind the bracket that opens an array."""
    if ahead.sign() == "]":
        return
    ahead.place -= 1
    sign = ","
    while sign == ",":
        yield ahead.value()
        sign = ahead.sign()
    if sign != "]" or ahead.sign():
        raise ValueError("the array is cut off, or something stands between its values")
