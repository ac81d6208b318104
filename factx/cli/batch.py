"""`factx batch`: many articles, one record a line."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.options import Events, Kinds, MinCertainty, Model, Published, Rules, Sources
from factx.cli.output import complain

if TYPE_CHECKING:
    from factx.batch import Plan, Summary
    from factx.batch.runs import Watch


class Engine(StrEnum):
    """Who does the work."""

    LOCAL = "local"
    DASK = "dask"


Inputs = Annotated[
    list[Path], typer.Argument(help="Folders, files (.txt .md .html .pdf), globs, .jsonl with an article a line.")
]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the records go, one a line.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes, each with a model; without it one for each core.")]
Glob = Annotated[str | None, typer.Option(metavar="PATTERN", help="Which files of the folders, such as '**/*.html'.")]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Dask: where the scheduler is; without it a cluster is made here.")
]


def batch(
    paths: Inputs,
    output: Output,
    workers: Workers = None,
    glob: Glob = None,
    published: Published = None,
    model: Model = None,
    rules: Rules = None,
    event: Events = None,
    kind: Kinds = None,
    source: Sources = None,
    min_certainty: MinCertainty = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over instead of going on.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    engine: Annotated[Engine, typer.Option(help="Processes of this machine, or a Dask cluster.")] = Engine.LOCAL,
    scheduler: Scheduler = None,
) -> None:
    """Extract many articles into a JSONL file. Started again after any end, it goes on where it stopped."""
    from factx.batch import Plan, Work
    from factx.filters import Filters

    if rules is not None:
        from factx.annotate import check_rules

        check_rules(rules)
    filters = Filters(tuple(event or ()), tuple(kind or ()), tuple(source or ()), min_certainty)
    plan = Plan(
        paths=tuple(paths),
        output=output,
        work=Work(model, published, filters, rules=rules.resolve() if rules else None),
        glob=glob,
        workers=workers or _cores(),
        engine=engine,
        scheduler=scheduler,
        fresh=fresh,
    )
    if _run(plan, quiet=quiet).end.failed:
        raise typer.Exit(1)


def _cores() -> int:
    """The cores this process may use, where the system tells; else those of the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(plan: Plan, *, quiet: bool) -> Summary:
    """Runs the plan and tells how it went."""
    from factx.batch.runs import run

    try:
        with _watching(quiet=quiet) as watch:
            summary = run(plan, watch)
    except KeyboardInterrupt:
        complain(f"interrupted; what is done is in {plan.output}, and the same command goes on from there")
        raise typer.Exit(130) from None
    if not quiet:
        complain(_told(summary, plan.output))
    return summary


def _watching(*, quiet: bool) -> AbstractContextManager[Watch]:
    """A progress bar where standard error is a terminal."""
    if quiet or not sys.stderr.isatty():
        from factx.batch.runs import unwatched

        return nullcontext(unwatched)
    from factx.batch.progress import shown_progress

    return shown_progress()


def _told(summary: Summary, output: Path) -> str:
    """The last line of a run."""
    from factx.batch.journal import side_files

    before, end = summary.before, summary.end
    new = end.articles - before.articles
    parts = [f"{end.articles} articles, {end.claims} claims in {output}"]
    if end.failed:
        parts.append(f"{end.failed} failed, see {side_files(output)[0]}")
    if before.articles:
        parts.append(f"{before.articles} of them done before")
    if new:
        parts.append(f"{new} in {summary.seconds:.1f} s, {new / summary.seconds:.1f} a second")
    return "; ".join(parts)
