"""Chunks done by a Dask cluster (extra `dask`): the same work, board and order as with processes of this machine.

The workers open the articles themselves, so paths must mean the same file everywhere. A scheduler gives up on a task
whose workers keep dying (`distributed.scheduler.allowed-failures`); such a chunk is then done article by article.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

from factx.batch.board import Board, Done, Job
from factx.batch.work import GLANCE, Chunk, Work
from factx.errors import FactxError

CHUNKS_AHEAD = 512  # chunks that may be ahead of the slowest
QUEUED = 2  # chunks for each thread of the cluster, so that none waits for the next one
CONNECT_SECONDS = 30  # seconds to reach a scheduler


def run_dask(work: Work, chunks: Iterator[Chunk], workers: int, scheduler: str | None) -> Generator[Done]:
    """Each chunk with its lines, in order. Raises FactxError if the cluster cannot be reached or is lost."""
    board = Board(chunks, ahead=CHUNKS_AHEAD)
    running: dict[Any, Job] = {}
    with connected(scheduler, workers) as client:
        while True:
            room = QUEUED * max(1, sum(client.nthreads().values())) - len(running)
            while room > 0 and (job := board.next_job()):
                running[client.submit(work, job.entries, pure=False)] = job
                room -= 1
            yield from board.ready()
            if not running and not board.is_waiting:
                return
            for future in finished(list(running), glance=board.is_waiting):
                settle(board, running.pop(future), future)


def finished(futures: list[Any], *, glance: bool) -> list[Any]:
    """Those that are done: as soon as there is one, or for a `glance` those that are now."""
    from distributed import wait

    if glance:
        time.sleep(GLANCE)
        return [future for future in futures if future.done()]
    return list(wait(futures, return_when="FIRST_COMPLETED").done)


def settle(board: Board, job: Job, future: Any) -> None:
    """Tells the board what became of a job. Raises FactxError if it failed through no article's fault."""
    from distributed.scheduler import KilledWorker

    if future.status == "finished":
        board.done(job, future.result())
        return
    if future.status != "error":
        raise FactxError("the Dask cluster has dropped its work; start the same command again to go on")
    error = future.exception()
    if isinstance(error, KilledWorker):
        board.died(job)
    elif isinstance(error, FactxError):
        raise error
    else:
        raise FactxError(f"a Dask worker cannot do the work ({type(error).__name__}: {error}); is factx there too?")


@contextmanager
def connected(scheduler: str | None, workers: int) -> Iterator[Any]:
    """A client of the scheduler at that address, or of a cluster of `workers` processes made for it.

    Raises FactxError without Dask, or if no scheduler answers.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ModuleNotFoundError:
        raise FactxError("--engine dask needs Dask: pip install '.[dask]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it would log here, the failure lines say
    if scheduler is None:
        once: Any = dask.config.set({"distributed.scheduler.allowed-failures": 0})
        quiet = logging.CRITICAL  # a worker that is told to end may find the scheduler gone
        local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": quiet}
        with once, LocalCluster(**local) as cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise FactxError(f"no Dask scheduler answers at {scheduler}") from error
    with client:
        yield client
