"""The output, and beside it a journal of how far it is good: what makes a run resumable after any end.

    OUT.jsonl                 the records, in input order
    OUT.jsonl.failures.jsonl  what could not be read; only there if something could not
    OUT.jsonl.journal         first line: what the run is made of; then a line for each chunk

Of a chunk it is noted what will be written (a hash of each line), then it is written, then the line is ended with how
long both files are and what they hold (running hashes). So the next run can tell its own files from others: up to the
last note they have the hash that was noted, and behind it stands at most a part of the chunk that was announced. That
part is cut off before going on; anything else is somebody's, and is left alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from factx.batch.made import Made, differences
from factx.batch.notes import Mark, State, ending, opening, parsed, read_object
from factx.batch.outputs import check_name, check_place, new_output, side_files
from factx.batch.ownership import ADVICE, START_OVER, check_own
from factx.batch.work import Copied, Line
from factx.errors import FactxError, UsageError, reason
from factx.files import foreign
from factx.readers import shown

if TYPE_CHECKING:
    from hashlib import _Hash

LOG = logging.getLogger("factx")


@dataclass(slots=True)
class Written:
    """A file that grows, and the hash of what is in it; opened at the first line."""

    path: Path
    length: int
    sha256: _Hash
    file: IO[bytes] | None = None

    def write(self, content: bytes) -> None:
        if self.file is None:
            self.file = self.path.open("ab", buffering=0)
        write(self.file, content)
        os.fsync(self.file.fileno())
        self.length += len(content)
        self.sha256.update(content)

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


@dataclass(slots=True)
class Journal:
    """The files of a run, and how far they are. `announced`: whether chunks are noted before they are written."""

    output: Path
    made: Made
    mark: Mark
    records: Written
    failures: Written
    notes: IO[bytes]
    announced: bool = True

    def add(self, lines: Sequence[Line | Copied], read: int) -> None:
        """Writes the lines of the next chunk, made of `read` bytes of input. Raises FactxError if there is no room."""
        good = [line.raw for line in lines if line.ok]
        bad = [line.raw for line in lines if not line.ok]
        try:
            if self.announced:
                self._note(opening(good, bad))
            for file, parts in ((self.records, good), (self.failures, bad)):
                if parts:
                    file.write(b"".join(parts))
            mark = replace(
                self.mark.after(lines, read),
                output_bytes=self.records.length,
                output_sha256=self.records.sha256.hexdigest(),
                failure_bytes=self.failures.length,
                failure_sha256=self.failures.sha256.hexdigest(),
            )
            self._note(ending(mark, is_begun=self.announced))
        except OSError as error:
            raise no_room(self.output, error) from error
        self.mark = mark
        for line in lines:
            if not line.ok and isinstance(line, Line):
                LOG.info("%s", json.loads(line.json)["message"])
        LOG.info("%d articles done, %d failed, %d claims", mark.articles, mark.failed, mark.claims)

    def finish(self) -> None:
        """Notes that the files of an update are whole. Raises FactxError if there is no room."""
        try:
            self._note(ending(self.mark, is_begun=False, finished=True))
        except OSError as error:
            raise no_room(self.output, error) from error

    def _note(self, note: bytes) -> None:
        write(self.notes, note)
        os.fsync(self.notes.fileno())


def settle_update(output: Path) -> None:
    """Puts the files of an update that is whole in the place of the old ones; does nothing if there is none."""
    new = new_output(output)
    journal = side_files(new)[1]
    if not journal.exists():
        return
    lines = journal.read_bytes().splitlines(keepends=True)
    state = parsed([line for line in lines if line.endswith(b"\n")] or [b"{}"])
    if state is None or not state.finished:
        return
    if new.exists():
        new.replace(output)
    failures = side_files(new)[0]
    if failures.exists():
        failures.replace(side_files(output)[0])
    elif not state.mark.failure_bytes:
        side_files(output)[0].unlink(missing_ok=True)
    journal.replace(side_files(output)[1])


@contextmanager
def open_journal(output: Path, made: Made, *, fresh: bool, announced: bool = True) -> Iterator[Journal]:
    """The journal of a run that begins, or goes on where the last one ended.

    Raises UsageError if the output belongs to another run, or to none, and is not to be made `fresh`.
    """
    check_place(output)
    check_name(output)
    with ExitStack() as files:
        try:
            journal = opened(files, output, made, fresh=fresh, announced=announced)
        except OSError as error:
            raise no_room(output, error) from error
        yield journal


def opened(files: ExitStack, output: Path, made: Made, *, fresh: bool, announced: bool) -> Journal:
    """The journal of an output, ready to go on. Raises UsageError if it was begun with something else."""
    notes = files.enter_context(locked(output))
    state = State() if fresh else read_state(output, notes)
    if not announced:
        state = replace(state, next=None, next_failures=None)
    state = binding(output, state)
    if state.made and (changed := differences(state.made, made)):
        begun = f"{shown(str(output))} was begun with {changed}"
        raise UsageError(f"{begun}; use what it was begun with, bring it up to date with --update, or start --fresh")
    records, failures = (None, None) if fresh else (check_records(output, state), check_failures(output, state))
    journal = Journal(
        output,
        state.made or made,
        state.mark,
        cut_back(output, state.mark.output_bytes, records),
        cut_back(side_files(output)[0], state.mark.failure_bytes, failures),
        notes,
        announced,
    )
    if not state.made:
        notes.truncate(0)
        write(notes, json.dumps(made).encode() + b"\n")
    if journal.failures.length == 0:
        journal.failures.path.unlink(missing_ok=True)
    journal.records.file = files.enter_context(output.open("ab", buffering=0))
    files.callback(journal.failures.close)
    return journal


def binding(output: Path, state: State) -> State:
    """The state to go on from: a new one where no record is, since a run that read nothing binds no later one.

    What it could not read may be mended by then. Raises UsageError for files that are not as it left them.
    """
    failures = side_files(output)[0]
    if not state.made or (state.mark.output_bytes and output.exists()):
        return state
    for path, check in ((output, check_records), (failures, check_failures)):
        if path.exists():
            check(output, state)
    if output.exists():
        os.truncate(output, 0)
    failures.unlink(missing_ok=True)  # the journal is begun anew behind this: killed here, all this comes again
    return State()


def cut_back(path: Path, length: int, sha256: _Hash | None) -> Written:
    """A file without what stands behind `length`, ready to grow."""
    if path.exists():
        os.truncate(path, length)
    return Written(path, length, sha256 or hashlib.sha256())


@contextmanager
def locked(output: Path) -> Iterator[IO[bytes]]:
    """The journal, opened, a second run kept away; an update that is whole is settled first.

    Raises UsageError if another run writes there.
    """
    path = side_files(output)[1]
    with ExitStack() as files:
        notes = files.enter_context(lockable(path, output))
        settle_update(output)
        if not os.path.samestat(os.fstat(notes.fileno()), path.stat()):  # the update's journal has taken its place
            notes = files.enter_context(lockable(path, output))
        yield notes


@contextmanager
def lockable(path: Path, output: Path) -> Iterator[IO[bytes]]:
    """A journal, opened and locked. Raises UsageError if another run has it."""
    import fcntl

    with path.open("a+b", buffering=0) as notes:
        try:
            fcntl.flock(notes.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"another run is writing {shown(str(output))}") from None
        yield notes


def read_state(output: Path, notes: IO[bytes]) -> State:
    """What the journal says, half a note at its end cut off. Raises UsageError if it is no journal of this output."""
    notes.seek(0)
    content = notes.read()
    lines = content.splitlines(keepends=True)
    half = lines.pop() if lines and not content.endswith(b"\n") else b""
    if not lines:
        others = [path for path in (output, side_files(output)[0]) if path.exists() and path.stat().st_size]
        if others:
            raise foreign(shown(str(others[0])), "not from a run that could go on", START_OVER)
        return State()
    state = parsed(lines)
    if state is None:
        raise UsageError(f"the journal of {shown(str(output))} is damaged; {ADVICE}")
    if half:
        notes.truncate(len(content) - len(half))
    announced = read_object(half + b"}") or {}
    lists = [tuple(map(str, announced.get(name) or ())) for name in ("next", "next_failures")]
    return replace(state, next=lists[0], next_failures=lists[1])


def check_records(output: Path, state: State) -> _Hash:
    """The hash of the records that a state tells of. Raises UsageError if they are not as the run left them."""
    return check_own(output, state.mark.output_bytes, state.mark.output_sha256, state.next)


def check_failures(output: Path, state: State) -> _Hash:
    """The same for the failures."""
    return check_own(side_files(output)[0], state.mark.failure_bytes, state.mark.failure_sha256, state.next_failures)


def write(file: IO[bytes], content: bytes) -> None:
    """Writes all of it, since an unbuffered file may take a part. Raises OSError if there is no room."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def no_room(output: Path, error: OSError) -> FactxError:
    kept = "what is done is kept, the same command goes on from there"
    return FactxError(f"{shown(str(output))} cannot be written: {reason(error)}; {kept}")
