"""`factx batch`: many articles, one record a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.ending import ENDED_BY, exit_code
from factx.cli.options import (
    AnyLanguage,
    DateOrders,
    Events,
    Fields,
    Kinds,
    MinCertainty,
    Model,
    Published,
    Rules,
    Sources,
    path_argument,
    path_option,
)
from factx.cli.output import announce, complain, emit
from factx.errors import UsageError

if TYPE_CHECKING:
    from factx.batch import Line, Plan, Summary
    from factx.batch.plan import Watch


LOOKS_EVERY = 500  # milliseconds between looks at what has changed
RATED = 100  # articles; for fewer the rate is that of loading the model


class Engine(StrEnum):
    """Who does the work."""

    LOCAL = "local"
    DASK = "dask"


Inputs = Annotated[
    list[Path],
    path_argument(metavar="PATH", help="Folders, files (.txt .md .html .pdf), globs, .jsonl with an article a line."),
]
Output = Annotated[
    Path, path_option("--output", "-o", metavar="OUT.jsonl", help="Where the records go, one a line; - prints them.")
]
Workers = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes, each with a model; without it one for each core.")
]
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
    date_order: DateOrders = None,
    field: Fields = None,
    model: Model = None,
    rules: Rules = None,
    event: Events = None,
    kind: Kinds = None,
    source: Sources = None,
    min_certainty: MinCertainty = None,
    lean: Annotated[
        bool, typer.Option("--lean", help="Small records: without what stands in them twice; every command reads them.")
    ] = False,
    any_language: AnyLanguage = False,
    update: Annotated[
        bool, typer.Option("--update", help="Bring a finished OUT up to date: read only new and changed articles.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep OUT up to date with folders until Ctrl-C (extra watch).")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over instead of going on.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
    engine: Annotated[Engine, typer.Option(help="Processes of this machine, or a Dask cluster.")] = Engine.LOCAL,
    scheduler: Scheduler = None,
) -> None:
    """Extract many articles into a JSONL file. Started again after any end, it goes on where it stopped."""
    from factx.batch import Plan, Work
    from factx.filters import Filters
    from factx.readers.fields import read_fields

    _check(rules, is_contradiction=fresh and update)
    filters = Filters.of(event, kind, source, min_certainty)
    plan = Plan(
        paths=tuple(paths),
        output=None if str(output) == "-" else output,
        work=Work(
            model=model,
            published=published,
            filters=filters,
            rules=rules.resolve() if rules else None,
            fields=tuple(read_fields(field or ()).items()),
            date_order=date_order,
            lean=lean,
        ),
        glob=glob,
        workers=workers or _cores(),
        engine=engine,
        scheduler=scheduler,
        fresh=fresh,
        update=update,
    )
    told = Told(quiet=quiet, any_language=any_language)
    if watch:
        _keep_up_to_date(plan, told)
    if _run(plan, told).end.failed:
        raise typer.Exit(1)


def _check(rules: Path | None, *, is_contradiction: bool) -> None:
    """Raises BadParameter for options that exclude each other, RuleError for rules that are wrong: before any work."""
    if is_contradiction:
        raise typer.BadParameter("--update goes on with what is there, --fresh does not: choose one")
    if rules is not None:
        from factx.annotate import check_rules

        check_rules(rules)


@dataclass(frozen=True, slots=True)
class Told:
    """What is not to be told of a run."""

    quiet: bool
    any_language: bool


def _keep_up_to_date(plan: Plan, told: Told) -> None:
    """Updates the output whenever the inputs change, until the command is ended."""
    try:
        from watchfiles import watch as changes
    except ModuleNotFoundError:
        raise UsageError("--watch needs watchfiles: pip install '.[watch]'") from None
    if plan.output is None:
        raise UsageError("--watch keeps a file up to date: give it a name with -o")
    from factx.batch.outputs import files_of

    own = {str(path.resolve()) for path in files_of(plan.output)}
    places = watched_places(plan.paths)
    plan = replace(plan, update=True)
    is_first = True  # which waits for no change, but for the watching to have begun
    try:
        for found in changes(*places, raise_interrupt=True, yield_on_timeout=True, rust_timeout=LOOKS_EVERY):
            if is_first or any(path not in own and _is_below(Path(path), places) for _, path in found):
                _run(plan, told)
                is_first = False
    except ENDED_BY as error:
        raise typer.Exit(exit_code(error)) from None


def watched_places(paths: Sequence[Path]) -> dict[Path, Path]:
    """Folder to watch -> what in it is read. Raises UsageError for a path that is not there.

    A file is watched in its folder, since many programs write a new one and rename it; a pattern, in the folder before
    its first part that is one.
    """
    places: dict[Path, Path] = {}
    for path in paths:
        place = path
        while has_magic(str(place)) and not place.exists():
            place = place.parent
        if not place.exists() or str(path) == "-":
            raise UsageError(f"{path}: there is nothing to watch")
        place = place.resolve()
        places[place if place.is_dir() else place.parent] = place
    return places


def _is_below(changed: Path, places: dict[Path, Path]) -> bool:
    return any(changed == place or place in changed.parents for place in places.values())


def _cores() -> int:
    """The cores this process may use, where the system tells; else those of the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run(plan: Plan, told: Told) -> Summary:
    """Runs the plan and tells how it went."""
    from factx.batch import run, stream

    try:
        with _watching(quiet=told.quiet or plan.output is None) as watch:
            summary = stream(plan, _print) if plan.output is None else run(plan, watch)
    except ENDED_BY as error:
        kept = f"; what is done is in {plan.output}, and the same command goes on from there" if plan.output else ""
        complain(f"interrupted{kept}")
        raise typer.Exit(exit_code(error)) from None
    if not told.quiet:
        announce(_told(summary, plan.output))
    if blank := summary.noticed.blank:
        complain(f"{blank} article{'s hold' if blank > 1 else ' holds'} no text")
    if summary.noticed.languages and not told.any_language:
        found = ", ".join(f"{count} {code}" for code, count in sorted(summary.noticed.languages.items()))
        complain(f"articles that seem to be in another language, but factx reads English: {found}")
    return summary


def _print(lines: Sequence[Line]) -> None:
    """Records to standard output, failures to standard error."""
    for line in lines:
        if line.ok:
            emit((line.json, "\n"))
        else:
            complain(json.loads(line.json)["message"])


def _watching(*, quiet: bool) -> AbstractContextManager[Watch]:
    """A progress bar where standard error is a terminal."""
    if quiet or not sys.stderr.isatty():
        from factx.batch.plan import unwatched

        return nullcontext(unwatched)
    from factx.batch.progress import shown_progress

    return shown_progress()


def _seen_in(failures: Path, count: int) -> str:
    """Where it is told what failed; of one failure that itself."""
    with failures.open(encoding="utf-8") as file:
        return f": {json.loads(file.readline())['message']}" if count == 1 else f", see {failures}"


def _told(summary: Summary, output: Path | None) -> str:
    """The last line of a run."""
    from factx.batch.outputs import side_files

    before, end = summary.before, summary.end
    read = end.articles - end.failed
    counted = f"{read} article{'' if read == 1 else 's'}, {end.claims} claim{'' if end.claims == 1 else 's'}"
    parts = [counted + (f" in {output}" if output else "")]
    if end.failed:
        parts.append(f"{end.failed} failed" + (_seen_in(side_files(output)[0], end.failed) if output else ""))
    if summary.redone:
        parts.append(f"all read again: {summary.redone}")
    elif summary.is_update:
        new = end.articles - summary.kept - summary.changed
        parts.append(f"{new} new, {summary.changed} changed, {summary.gone} gone, {summary.kept} kept")
    elif before.articles:
        parts.append(f"{before.articles} of them done before")
    new = end.articles - (summary.kept if summary.is_update else before.articles)
    if new:
        rate = f", {new / summary.seconds:.1f} a second" if new >= RATED else ""
        parts.append(f"{new} in {summary.seconds:.1f} s{rate}")
    return "; ".join(parts)
