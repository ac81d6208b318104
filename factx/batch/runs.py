"""A run from its plan to its summary: finds the inputs, opens the journal, has the chunks done, writes their lines."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from factx.annotate import best_model
from factx.batch.board import Done
from factx.batch.dask import run_dask
from factx.batch.journal import Journal, Made, Mark, open_journal, side_files
from factx.batch.local import run_local
from factx.batch.work import Work, cut
from factx.errors import UsageError
from factx.readers import Entry, find_files, open_lines, shown
from factx.readers.entries import STDIN
from factx.rules import digest
from factx.version import __version__


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do.

    paths      folders, files, globs
    glob       which files of the folders
    workers    processes
    engine     "local" or "dask"; `scheduler` is the address of a Dask cluster, None for one made here
    fresh      whether to start over
    """

    paths: tuple[Path, ...]
    output: Path
    work: Work
    glob: str | None = None
    workers: int = 1
    engine: str = "local"
    scheduler: str | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: `before` is what an earlier run had done already, `end` what is done now."""

    before: Mark
    end: Mark
    seconds: float


Watch = Callable[[Mark, int], None]


def unwatched(mark: Mark, total: int) -> None:
    """Watches nothing."""


def run(plan: Plan, watch: Watch = unwatched) -> Summary:
    """Does what is still to do of a plan. Raises FactxError if it cannot, UsageError if it should not.

    Args:
        watch: called at the start and after each chunk, with how far the run is and the bytes of all inputs.
    """
    began = time.monotonic()
    files = find_inputs(plan)
    total = sum(file.size for file in files)
    with open_journal(plan.output, made_of(plan, files), fresh=plan.fresh) as journal:
        before = journal.mark
        watch(before, total)
        with closing(todo(plan, files, journal)) as chunks:
            for chunk, lines in chunks:
                journal.add(lines, sum(entry.size for entry in chunk))
                watch(journal.mark, total)
        return Summary(before, journal.mark, time.monotonic() - began)


def find_inputs(plan: Plan) -> list[Entry]:
    """The input files in order. Raises UsageError if the output is one of them, or if one is standard input."""
    outputs = {path.resolve() for path in (plan.output, *side_files(plan.output))}
    files = list(find_files(plan.paths, glob=plan.glob, without=outputs))
    for path in plan.paths:
        if str(path) == STDIN:
            raise UsageError("batch reads files, to be able to go on later; factx extract reads standard input")
        if path.resolve() in outputs:
            raise UsageError(f"{shown(str(path))} cannot be both input and output")
    return files


def todo(plan: Plan, files: Sequence[Entry], journal: Journal) -> Generator[Done]:
    """The chunks that no earlier run has done, in order, with their lines."""
    chunks = islice(cut(open_lines(files)), journal.mark.chunks, None)
    if plan.engine == "dask":
        return run_dask(plan.work, chunks, plan.workers, plan.scheduler)
    return run_local(plan.work, chunks, plan.workers)


def made_of(plan: Plan, files: Sequence[Entry]) -> Made:
    """What the bytes of the output hang on."""
    model, version = model_in_use(plan.work.model)
    inputs = hashlib.sha256()
    for file in files:
        inputs.update(repr(file).encode("ascii", "backslashreplace"))
    return {
        "factx": __version__,
        "model": f"{model} {version}",
        "options": json.dumps({"published": plan.work.published, **asdict(plan.work.filters)}),
        "inputs": inputs.hexdigest(),
        "rules": digest(plan.work.rules),
    }


def model_in_use(model: str | None) -> tuple[str, str]:
    """Name and version of the pipeline that workers will load, found without loading it."""
    name = model or best_model()
    found = importlib.util.find_spec(name) if name.isidentifier() else None
    folder = Path(found.origin).parent if found and found.origin else Path(name)
    try:
        return name, str(json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("version", ""))
    except (OSError, ValueError):
        return name, ""  # the worker says what is wrong with it
