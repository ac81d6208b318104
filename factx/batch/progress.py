"""What a terminal shows while a run goes on: articles, failures, rate, time left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from factx.batch.notes import Mark
from factx.batch.plan import Watch

if TYPE_CHECKING:
    from rich.progress import ProgressColumn


def columns_of(width: int) -> Sequence[ProgressColumn]:
    """What stands beside each other in a line of so many letters; in a slim one there is no bar."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    from factx.render.layout import SLIM

    done, rate = TextColumn("{task.percentage:>3.0f} %"), TextColumn("{task.fields[rate]:.1f}/s")
    counts = TextColumn("{task.fields[articles]} articles"), TextColumn("{task.fields[failed]} failed")
    if width < SLIM:
        return (done, *counts, TimeRemainingColumn())
    return (BarColumn(), done, counts[0], rate, counts[1], TimeRemainingColumn())


@contextmanager
def shown_progress() -> Iterator[Watch]:
    """A watch for `run` that draws a bar on standard error."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(*columns_of(console.width), console=console, transient=True) as progress:
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
