"""What a run is to do, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factx.batch.journal import Mark
from factx.batch.work import Work

# Called at the start and after each chunk, with how far the run is and the bytes of all inputs.
Watch = Callable[[Mark, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do.

    paths      folders, files, globs
    output     where the records go; None for a run that hands them on
    glob       which files of the folders
    workers    processes, at most
    engine     "local" or "dask"; `scheduler` is the address of a Dask cluster, None for one made here
    fresh      whether to start over
    update     whether a finished output is to be brought up to date
    """

    paths: tuple[Path, ...]
    output: Path | None
    work: Work
    glob: str | None = None
    workers: int = 1
    engine: str = "local"
    scheduler: str | None = None
    fresh: bool = False
    update: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: `before` is what an earlier run had done already, `end` what is done now.

    kept, changed, gone  of an update: what became of the articles of the last time
    languages            of articles read now that are not English, with their numbers
    redone               of an update: why all were read again, if they were
    """

    before: Mark
    end: Mark
    seconds: float
    kept: int = 0
    changed: int = 0
    gone: int = 0
    redone: str = ""
    is_update: bool = False
    languages: Mapping[str, int] = field(default_factory=dict)


def unwatched(mark: Mark, total: int) -> None:
    """Watches nothing."""
