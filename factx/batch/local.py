"""Chunks done by processes of this machine, each with a model of its own.

Spawned and watched over here: `nlp.pipe(n_process=…)` waits forever for a worker that was killed, and a
`ProcessPoolExecutor` throws away the work of all others with it. Each worker has a pipe of its own whose far end
only the worker holds, so its death is read as the end of the pipe, even in the middle of an answer.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from factx.batch.board import Board, Done, Job
from factx.batch.spawning import spawning
from factx.batch.work import GLANCE, Chunk, Work
from factx.errors import FactxError, reason

CHUNKS_AHEAD_EACH = 32  # chunks a worker may be ahead of the slowest
PATIENCE = 300.0  # seconds a worker may be silent, and as many more as its job has KB: then it is taken for stuck
LOADING = 300.0  # … and until one is ready, which is no article's fault
STARTS = 3  # times in a row that a worker may die before it has its model
READY = "ready"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def run_local(work: Work, chunks: Iterator[Chunk], workers: int) -> Generator[Done]:
    """Each chunk with its lines, in order. A worker starts when there is work for it: at most `workers`.

    Raises FactxError if none can start.
    """
    board = Board(chunks, ahead=CHUNKS_AHEAD_EACH * workers)
    with ExitStack() as crew:
        idle: list[Worker] = []
        busy: dict[Connection, Worker] = {}
        room = workers
        while True:
            while (idle or room) and (job := board.next_job()):
                if not idle:
                    idle, room = hired(work, crew, room, is_first=not busy)
                if not idle:
                    board.again(job)
                    break
                worker = idle.pop()
                worker.give(job)
                busy[worker.pipe] = worker
            yield from board.ready()
            if not busy and not board.is_waiting:
                return
            idle += answered(board, busy)


def hired(work: Work, crew: ExitStack, room: int, *, is_first: bool) -> tuple[list[Worker], int]:
    """One more worker, if the machine lets it start, and for how many there is room then.

    Raises FactxError if not even the first one can start.
    """
    try:
        return [crew.enter_context(Worker(work))], room - 1
    except OSError as error:
        if is_first:
            raise FactxError(f"no worker can start: {reason(error)}") from error
        return [], 0  # those that have started do the work


def answered(board: Board, busy: dict[Connection, Worker]) -> list[Worker]:
    """Waits for workers, tells the board what they have done, and gives those that are free again."""
    free: list[Worker] = []
    ready = wait(list(busy), timeout=GLANCE if board.is_waiting else PATIENCE / 10)
    if not busy:
        time.sleep(GLANCE)
    for worker in [*busy.values()]:
        if worker.pipe in ready or worker.is_stuck():
            pipe = worker.pipe
            if worker.settle(board):
                del busy[pipe]
                free.append(worker)
    return free


class Worker:
    """A process that does one job at a time, and is replaced when it dies."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._job: Job | None = None
        self._until = 0.0
        self._starts = 0
        self._start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _start(self) -> None:
        spawn = spawning()
        self._starts += 1
        self.pipe, far = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(self._work, far), daemon=True)
        try:
            with_interrupts_ignored(self._process.start)
        except OSError:
            self.pipe.close()
            raise
        finally:
            far.close()

    def _end(self) -> None:
        self.pipe.close()
        self._process.kill()  # it holds nothing that is not here
        self._process.join()

    def give(self, job: Job) -> None:
        """Sends a job. If the worker is gone, that shows when its answer is waited for."""
        self._job = job
        self._wait_for(job)
        with suppress(OSError):
            self.pipe.send(job.entries)

    def _wait_for(self, job: Job) -> None:
        """Begins to wait: for a process that is not ready as long as it may load, else as long as the job may take."""
        patience = LOADING if self._starts else PATIENCE
        self._until = time.monotonic() + patience + sum(entry.size for entry in job.entries) / 1000

    def is_stuck(self) -> bool:
        """Whether the worker has been silent for too long."""
        return time.monotonic() > self._until

    def settle(self, board: Board) -> bool:
        """Takes the worker's answer and tells the board; whether the worker is free for another job.

        Raises FactxError if the worker says that none can work, or dies before it is ready again and again.
        """
        assert self._job is not None
        try:
            answer = self.pipe.recv() if self.pipe.poll() else None
        except (EOFError, OSError):
            answer = None
        if answer is None:
            self._replace(board, self._job)
            return True
        if isinstance(answer, FactxError):
            raise answer
        if answer == READY:
            self._starts = 0
            self._wait_for(self._job)
            return False
        board.done(self._job, answer)
        return True

    def _replace(self, board: Board, job: Job) -> None:
        """Puts a new process in place of a dead or stuck one; the job is to blame only if the model was loaded."""
        if self._starts:
            board.again(job)
        else:
            board.died(job)
        self._end()
        if self._starts == STARTS:
            raise FactxError("the workers end before they are ready; is there memory for so many --workers?")
        self._start()


def with_interrupts_ignored(start: Callable[[], None]) -> None:
    """Starts a process that Ctrl-C in the terminal does not reach: its parent ends it."""
    if threading.current_thread() is not threading.main_thread():  # which alone may set signals
        start()
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        start()
    finally:
        signal.signal(signal.SIGINT, before)


def serve(work: Work, pipe: Connection) -> None:
    """What a worker does until the pipe closes: chunks in, their lines out."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    for name in THREADS:  # the workers are the threads, and no sum hangs on the number of cores
        os.environ.setdefault(name, "1")
    with suppress(EOFError, OSError):  # the parent is gone
        try:
            work.warm()
            pipe.send(READY)
            while True:
                pipe.send(work(pipe.recv()))
        except Exception as error:  # what the articles do is their own failure; this is the installation's
            known = isinstance(error, FactxError)
            pipe.send(error if known else FactxError(f"a worker cannot work ({type(error).__name__}: {error})"))


def end_with_parent() -> None:
    """Ends this process when its parent is gone, even in the middle of a job."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
