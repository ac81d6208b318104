"""Many articles: any number of processes or a cluster, resumable, the same bytes whoever did the work.

    inputs -> entries -> chunks -> engine (local processes | Dask) -> lines in input order -> output, journal

`run` is that line; `Work` is the one unit of work, a picklable callable that other frameworks can call too.
"""

from factx.batch.plan import Plan, Summary
from factx.batch.runs import run, stream
from factx.batch.work import Line, Work

__all__ = ["Line", "Plan", "Summary", "Work", "run", "stream"]
