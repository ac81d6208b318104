"""The output, and beside it a journal of how far it is good: what makes a run resumable after any end.

    OUT.jsonl                 the records, in input order
    OUT.jsonl.failures.jsonl  what could not be read; only there if something could not
    OUT.jsonl.journal         first line: what the run is made of; then after each chunk how long both files are

A chunk is written, then noted. What stands behind the last note is half a chunk, and is cut off before going on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from factx.batch.work import Line
from factx.errors import FactxError, UsageError
from factx.readers import shown

# What a run is made of, name by name; a run goes on only with all of it unchanged.
Made = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a run is: chunks, articles, failures, claims, bytes of input, and the lengths of both files."""

    chunks: int = 0
    articles: int = 0
    failed: int = 0
    claims: int = 0
    read: int = 0
    output_bytes: int = 0
    failure_bytes: int = 0


@dataclass(slots=True)
class Journal:
    """The open files of a run, and how far they are."""

    output: Path
    mark: Mark
    records: IO[bytes]
    failures: Failures
    notes: IO[bytes]

    def add(self, lines: Sequence[Line], read: int) -> None:
        """Writes the lines of the next chunk, made of `read` bytes of input. Raises FactxError if there is no room."""
        good = joined(line.json for line in lines if line.ok)
        bad = joined(line.json for line in lines if not line.ok)
        mark = self.mark
        self.mark = Mark(
            chunks=mark.chunks + 1,
            articles=mark.articles + len(lines),
            failed=mark.failed + sum(not line.ok for line in lines),
            claims=mark.claims + sum(line.claims for line in lines),
            read=mark.read + read,
            output_bytes=mark.output_bytes + len(good),
            failure_bytes=mark.failure_bytes + len(bad),
        )
        try:
            write(self.records, good)
            self.failures.write(bad)
            os.fsync(self.records.fileno())
            write(self.notes, json.dumps(asdict(self.mark)).encode() + b"\n")
        except OSError as error:
            self.mark = mark
            raise no_room(self.output, error) from error


@dataclass(slots=True)
class Failures:
    """The file of failures, opened at the first one."""

    path: Path
    file: IO[bytes] | None = None

    def write(self, lines: bytes) -> None:
        if not lines:
            return
        if self.file is None:
            self.file = self.path.open("ab", buffering=0)
        write(self.file, lines)
        os.fsync(self.file.fileno())

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


def side_files(output: Path) -> tuple[Path, Path]:
    """Where the failures and the journal of an output stand."""
    return output.with_name(output.name + ".failures.jsonl"), output.with_name(output.name + ".journal")


@contextmanager
def open_journal(output: Path, made: Made, *, fresh: bool) -> Iterator[Journal]:
    """The journal of a run that begins, or goes on where the last one ended.

    Raises UsageError if the output belongs to another run, or to none, and is not to be made `fresh`.
    """
    check_may_write(output, fresh=fresh)
    with ExitStack() as files:
        try:
            journal = opened(files, output, made, fresh=fresh)
        except OSError as error:
            raise no_room(output, error) from error
        yield journal


def opened(files: ExitStack, output: Path, made: Made, *, fresh: bool) -> Journal:
    failures, path = side_files(output)
    notes = files.enter_context(path.open("a+b", buffering=0))
    lock(notes, output)
    mark = Mark() if fresh else last_mark(output, notes, made)
    if mark == Mark():
        begin(notes, made)
    records = files.enter_context(output.open("ab", buffering=0))
    records.truncate(mark.output_bytes)
    if mark.failure_bytes:
        os.truncate(failures, mark.failure_bytes)
    else:
        failures.unlink(missing_ok=True)
    journal = Journal(output, mark, records, Failures(failures), notes)
    files.callback(journal.failures.close)
    return journal


def check_may_write(output: Path, *, fresh: bool) -> None:
    """Raises UsageError for an output that is no file, or a file that no run has written."""
    name, (_, journal) = shown(str(output)), side_files(output)
    if not output.parent.is_dir():
        raise UsageError(f"there is no folder {shown(str(output.parent))} to write {shown(output.name)} into")
    if output.exists() and not output.is_file():
        raise UsageError(f"{name} is no regular file, which a run that can go on later needs")
    if output.exists() and output.stat().st_size and not journal.exists() and not fresh:
        raise UsageError(f"{name} is there already, and not from a run that could go on; overwrite it with --fresh")


def lock(notes: IO[bytes], output: Path) -> None:
    """Keeps a second run away. Raises UsageError if there is a first one."""
    import fcntl

    try:
        fcntl.flock(notes.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"another run is writing {shown(str(output))}") from None


def last_mark(output: Path, notes: IO[bytes], made: Made) -> Mark:
    """How far the last run got, the journal cut off behind it. Raises UsageError if it was made of something else."""
    notes.seek(0)
    lines = [line for line in notes.read().splitlines(keepends=True) if line.endswith(b"\n")]
    if not lines or not output.exists():
        return Mark()
    name = shown(str(output))
    try:
        before = json.loads(lines[0])
        mark = Mark(**json.loads(lines[-1])) if len(lines) > 1 else Mark()
    except (ValueError, TypeError):
        raise UsageError(f"the journal of {name} is damaged; start over with --fresh") from None
    if changed := differences(before, made):
        raise UsageError(f"{name} was begun with {changed}; use what it was begun with, or start over with --fresh")
    if output.stat().st_size < mark.output_bytes:
        raise UsageError(f"{name} has become shorter since it was written; start over with --fresh")
    notes.truncate(sum(map(len, lines)))
    return mark


def differences(before: Made, now: Made) -> str:
    """What is not as it was, in words; empty if all is."""
    parts = []
    for what, value in now.items():
        if before.get(what, "") != value:
            parts.append(f"other {what}" if what in ("inputs", "rules") else f"{what} {before.get(what)} (now {value})")
    return ", ".join(parts)


def begin(notes: IO[bytes], made: Made) -> None:
    notes.truncate(0)
    write(notes, json.dumps(made).encode() + b"\n")


def joined(lines: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def write(file: IO[bytes], content: bytes) -> None:
    """Writes all of it: an unbuffered file may take a part."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def no_room(output: Path, error: OSError) -> FactxError:
    why = (error.strerror or str(error)).lower()
    return FactxError(
        f"cannot write {shown(str(output))}: {why}; what is done is kept, the same command goes on from there"
    )
