"""Whether a file is what a run has left there: only then may a later run cut it or write on in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from factx.errors import UsageError
from factx.files import untouched
from factx.readers import shown

if TYPE_CHECKING:
    from hashlib import _Hash

START_OVER = "overwrite it with --fresh"
ADVICE = untouched(START_OVER)
BLOCK = 1 << 20
HALF_LINE = b'{"'  # what a record begins with that was cut off in the middle


def check_own(path: Path, length: int, sha256: str, announced: Sequence[str] | None) -> _Hash:
    """The hash of the first `length` bytes, which a run has written. Raises UsageError for a file not as it left it.

    Args:
        announced: hashes of the lines that it may have been writing when it ended; None: anything may follow.
    """
    name = shown(str(path))
    if not path.exists():
        if length:
            raise UsageError(f"{name} is gone since the run wrote it; put it back, or start over with --fresh")
        return hashlib.sha256()
    if path.stat().st_size < length:
        raise UsageError(f"{name} has become shorter since the run wrote it; {ADVICE}")
    found = hashlib.sha256()
    with path.open("rb") as file:
        left = length
        while left and (block := file.read(min(left, BLOCK))):
            found.update(block)
            left -= len(block)
        if found.hexdigest() != sha256:
            raise UsageError(f"{name} was changed since the run wrote it; {ADVICE}")
        if announced is not None and not is_half_a_chunk(file, announced):
            raise UsageError(f"{name} holds lines that the run did not write; {ADVICE}")
    return found


def is_half_a_chunk(tail: IO[bytes], announced: Iterable[str]) -> bool:
    """Whether what is left of a file is nothing, or the beginning of the announced lines."""
    for wanted in announced:
        line = tail.readline()
        if not line.endswith(b"\n"):
            return is_half_a_line(line) or hashes([line + b"\n"])[0] == wanted
        if hashes([line])[0] != wanted:
            return False
    rest = tail.read(BLOCK)
    return b"\n" not in rest and len(rest) < BLOCK and is_half_a_line(rest)


def is_half_a_line(line: bytes) -> bool:
    """Whether this is nothing, or may be what was written of a line when the run was killed."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return HALF_LINE.startswith(line[:2])
    return False  # a whole object is somebody's


def hashes(lines: Sequence[bytes]) -> list[str]:
    return [hashlib.sha256(line).hexdigest()[:16] for line in lines]
