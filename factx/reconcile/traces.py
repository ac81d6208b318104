"""Traces of records made where the records are: many workers read stretches of the same files, one joins the traces.

A trace is what reconcile keeps of an article (`store.pack`), a few kilobytes: what is costly, reading and checking the
records, is done by whoever takes a stretch, be it a process of this machine or one of a cluster. They open the files
themselves, so a path must mean the same file everywhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from factx.errors import FactxError, RecordError, refusals
from factx.plain import Plain
from factx.reconcile.store import Trace, pack
from factx.reconcile.stories import read_story
from factx.records import read_records, read_stretch

SIZE = 8_000_000  # bytes of a stretch


class Stretch(NamedTuple):
    """The records of a file that begin at bytes from `start` on, before `end`; the whole file where that is None."""

    path: Path
    start: int
    end: int | None


def cut(paths: Iterable[Path], size: int = SIZE) -> Iterator[Stretch]:
    """The files in stretches of so many bytes. Raises RecordError for a file that cannot be read."""
    for path in paths:
        path = path.resolve()
        if path.suffix == ".json":
            yield Stretch(path, 0, None)
            continue
        with refusals(RecordError, path, "read"):
            length = path.stat().st_size
        yield from (Stretch(path, start, min(start + size, length)) for start in range(0, length, size))


def read_traces(stretch: Stretch) -> list[Trace]:
    """The traces of a stretch. Raises RecordError for a record that is none."""
    path, start, end = stretch
    return list(map(trace_of, read_records(path) if end is None else read_stretch(path, start, end)))


def traces_or_why(stretch: Stretch) -> list[Trace] | str:
    """The traces of a stretch, or why there are none: a cluster would print the error of a worker with its stack."""
    try:
        return read_traces(stretch)
    except RecordError as error:
        return str(error)


def trace_of(record: Plain) -> Trace:
    """The trace of a record."""
    story = read_story(0, record)
    return Trace(story.id, story.day, record["document"]["sha256"], *pack(story))


def gather(stretches: Iterable[Stretch], submit: Callable[..., Any], ahead: int) -> Iterator[Trace]:
    """The traces of stretches in their order.

    Args:
        submit: gives a future of a function with its argument, as an executor or the client of a Dask cluster does.
        ahead: stretches that are given out before the first is done.

    Raises RecordError for a record that is none, FactxError for workers that cannot do the work.
    """
    waiting: deque[Any] = deque()
    for stretch in stretches:
        waiting.append(submit(traces_or_why, stretch))
        if len(waiting) > ahead:
            yield from _traces(waiting.popleft())
    while waiting:
        yield from _traces(waiting.popleft())


def _traces(future: Any) -> list[Trace]:
    error = future.exception()
    if error is not None:
        raise FactxError(f"a worker cannot read the records ({type(error).__name__}: {error}); is factx there too?")
    found: list[Trace] | str = future.result()
    if isinstance(found, str):
        raise RecordError(found)
    return found
