"""What a terminal shows while a run goes on: articles, failures, rate, time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from factx.batch.notes import Mark
from factx.batch.plan import Watch


@contextmanager
def shown_progress() -> Iterator[Watch]:
    """A watch for `run` that draws a bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[articles]} articles  {task.fields[rate]:.1f}/s"),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=None, articles=0, failed=0, rate=0.0)
        before: int | None = None

        def watch(mark: Mark, total: int) -> None:
            nonlocal before
            before = mark.articles if before is None else before
            rate = (mark.articles - before) / (progress.tasks[0].elapsed or 1.0)
            progress.update(
                bar, total=total, completed=mark.read, articles=mark.articles, failed=mark.failed, rate=rate
            )

        yield watch
