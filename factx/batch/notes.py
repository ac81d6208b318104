"""What stands in a journal: first what the run is made of, then a note for each chunk, in two halves.

The first half is written before the chunk is (what will be written), the second behind it (what has been), so that a
run that was killed between them knows its own half-written lines again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from factx.batch.made import Made
from factx.batch.ownership import hashes
from factx.batch.work import Copied, Line


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a run is: chunks, articles, failures, claims, bytes of input; lengths and SHA-256 of both files."""

    chunks: int = 0
    articles: int = 0
    failed: int = 0
    claims: int = 0
    read: int = 0
    output_bytes: int = 0
    failure_bytes: int = 0
    output_sha256: str = hashlib.sha256().hexdigest()
    failure_sha256: str = hashlib.sha256().hexdigest()

    def after(self, lines: Sequence[Line | Copied], read: int) -> Mark:
        """The counts with one more chunk; what is in the files is for the writer to say."""
        return replace(
            self,
            chunks=self.chunks + 1,
            articles=self.articles + len(lines),
            failed=self.failed + sum(not line.ok for line in lines),
            claims=self.claims + sum(line.claims for line in lines),
            read=self.read + read,
        )


@dataclass(frozen=True, slots=True)
class State:
    """What a journal says: what the run is made of, how far it is, and the lines that were announced behind that."""

    made: Made = field(default_factory=dict)
    mark: Mark = field(default_factory=Mark)
    next: tuple[str, ...] | None = ()
    next_failures: tuple[str, ...] | None = ()
    finished: bool = False


def opening(good: Sequence[bytes], bad: Sequence[bytes]) -> bytes:
    """The first half of a note: what will be written."""
    return json.dumps({"next": hashes(good), "next_failures": hashes(bad)}).encode().removesuffix(b"}")


def ending(mark: Mark, *, is_begun: bool, **more: bool) -> bytes:
    """The second half, or a whole note: what has been written."""
    note = json.dumps(asdict(mark) | more).encode() + b"\n"
    return b", " + note.removeprefix(b"{") if is_begun else note


def parsed(lines: Sequence[bytes]) -> State | None:
    """What the whole lines of a journal say, None if they are none."""
    made = read_object(lines[0])
    if not made or not all(isinstance(value, str) for value in made.values()):
        return None
    if len(lines) == 1:
        return State(made)
    last = read_object(lines[-1]) or {}
    types = {part.name: type(getattr(Mark(), part.name)) for part in fields(Mark)}
    if any(type(last.get(name)) is not kind for name, kind in types.items()):
        return None
    return State(made, Mark(**{name: last[name] for name in types}), finished=last.get("finished") is True)


def read_object(note: bytes) -> dict[str, Any] | None:
    """The JSON object of a note, None if it is none."""
    try:
        found = json.loads(note)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
