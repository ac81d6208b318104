"""Which chunks are to do, being done, and done: what every engine asks for the next job and tells the outcome.

A chunk whose worker died is done again, each of its articles alone; an article that takes a worker with it once more
becomes a failure. Chunks run ahead of the slowest one only so far, so that what waits for its turn stays small.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from factx.batch.work import NOTHING_YET, Chunk, Line, failure
from factx.errors import DocumentError
from factx.readers import shown

Done = tuple[Chunk, list[Line]]


@dataclass(frozen=True, slots=True)
class Job:
    """A chunk for a worker, or one article of a chunk that has killed a worker (`at` is its place there)."""

    chunk: int
    entries: Chunk
    at: int | None = None


class Board:
    """Hands out jobs in the order of the chunks and gives back lines in that order."""

    def __init__(self, chunks: Iterator[Chunk], ahead: int) -> None:
        self._chunks = chunks
        self._ahead = ahead
        self._again: deque[Job] = deque()
        self._slots: dict[int, tuple[Chunk, list[Line | None]]] = {}
        self._taken = 0  # chunks handed out
        self._given = 0  # chunks given back
        self.is_waiting = False  # for a chunk that has not come yet

    def next_job(self) -> Job | None:
        """The next job, None if there is none now."""
        if self._again:
            return self._again.popleft()
        if self._taken - self._given >= self._ahead:
            return None
        chunk = next(self._chunks, None)
        self.is_waiting = chunk == NOTHING_YET
        if not chunk:
            return None
        self._slots[self._taken] = (chunk, [None] * len(chunk))
        self._taken += 1
        return Job(self._taken - 1, chunk)

    def done(self, job: Job, lines: list[Line]) -> None:
        """Notes what a job gave."""
        start = job.at or 0
        self._slots[job.chunk][1][start : start + len(lines)] = lines

    def again(self, job: Job) -> None:
        """Takes back a job that nobody has begun."""
        self._again.appendleft(job)

    def died(self, job: Job) -> None:
        """Notes that the worker of a job is gone."""
        if job.at is not None:
            self.done(job, [failure(job.entries[0], worker_died(job))])
            return
        self._again.extend(Job(job.chunk, (entry,), at) for at, entry in enumerate(job.entries))

    def ready(self) -> Iterator[Done]:
        """The chunks whose turn it is, with their lines."""
        while self._given in self._slots:
            chunk, lines = self._slots[self._given]
            whole = [line for line in lines if line is not None]
            if len(whole) < len(chunk):
                return
            del self._slots[self._given]
            self._given += 1
            yield chunk, whole


def worker_died(job: Job) -> DocumentError:
    name = shown(job.entries[0].path)
    return DocumentError(f"{name} ended the worker that read it, twice: out of memory, killed, or never done")
