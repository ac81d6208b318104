"""Articles that come through a pipe: each is a chunk as soon as it is there, and nobody waits for the next one."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator

from factx.batch.work import NOTHING_YET, Chunk
from factx.readers import Entry

READ_AHEAD = 64  # articles


def fed(entries: Iterable[Entry]) -> Iterator[Chunk]:
    """The entries as chunks of one; `NOTHING_YET` while the next has not come. Raises whatever `entries` raises."""
    waiting: queue.Queue[Entry | BaseException | None] = queue.Queue(READ_AHEAD)
    threading.Thread(target=_read, args=(entries, waiting), daemon=True).start()
    while True:
        try:
            entry = waiting.get_nowait()
        except queue.Empty:
            yield NOTHING_YET
            continue
        if entry is None:
            return
        if isinstance(entry, BaseException):
            raise entry
        yield (entry,)


def _read(entries: Iterable[Entry], waiting: queue.Queue[Entry | BaseException | None]) -> None:
    try:
        for entry in entries:
            waiting.put(entry)
        waiting.put(None)
    except BaseException as error:  # raised again where the chunks are asked for
        waiting.put(error)
