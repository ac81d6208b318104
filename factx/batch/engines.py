"""Who does the chunks: processes of this machine, or a Dask cluster. The same lines in the same order."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from factx.batch.board import Done
from factx.batch.dask import run_dask
from factx.batch.local import run_local
from factx.batch.plan import Plan
from factx.batch.work import Chunk


def done_by(plan: Plan, chunks: Iterator[Chunk]) -> Generator[Done]:
    """Each chunk with its lines, in order."""
    if plan.engine == "dask":
        return run_dask(plan.work, chunks, plan.workers, plan.scheduler)
    return run_local(plan.work, chunks, plan.workers)
