"""The plain form as JSON text, and its numbers: exact as they stand in the article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Plain = dict[str, Any]


def to_json(plain: Any, indent: int | None = None, separators: tuple[str, str] | None = None) -> str:
    """JSON of a plain form: letters as they are; escapes where a lone surrogate could not be written as UTF-8."""
    written = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(plain, ensure_ascii=True, allow_nan=False, indent=indent, separators=separators)
    return written


def json_pieces(record: Plain) -> Iterator[str]:
    """What `to_json` gives for a record, one listed thing at a time: for a long article the whole is many megabytes."""
    for n, (key, value) in enumerate(record.items()):
        yield f"{', ' if n else '{'}{to_json(key)}: "
        if isinstance(value, list):
            yield "["
            for m, item in enumerate(value):
                yield (", " if m else "") + to_json(item)
            yield "]"
        else:
            yield to_json(value)
    yield "}"


def number_to_plain(value: Decimal | None) -> int | float | None:
    """The exact JSON number: an int if integral and of 64 bits, else the float whose shortest form has the same digits.

    Raises ValueError for more than 15 significant digits, which no float holds.
    """
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < 2**63:  # MessagePack, which a Doc is stored in, has no more
        return int(value)
    number = float(value)
    if Decimal(repr(number)) != value:
        raise ValueError(f"{value} has more digits than a JSON reader keeps")
    return number


def number_from_plain(value: float | None) -> Decimal | None:
    """The Decimal with the digits that JSON shows."""
    return None if value is None else Decimal(repr(value))
