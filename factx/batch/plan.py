"""What a run is to do, and how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factx.batch.notes import Mark
from factx.batch.work import Copied, Line, Work

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


@dataclass(slots=True)
class Noticed:
    """Of the articles read now: how many hold no text, and how many are in which language other than English."""

    blank: int = 0
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, lines: Sequence[Line | Copied]) -> None:
        """Counts some more."""
        self.blank += sum(line.is_blank for line in lines)
        self.languages.update(line.language for line in lines if line.language)


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: `before` is what an earlier run had done already, `end` what is done now.

    kept, changed, gone  of an update: what became of the articles of the last time
    noticed              what the articles read now are that one would not expect
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
    noticed: Noticed = field(default_factory=Noticed)


def unwatched(mark: Mark, total: int) -> None:
    """Watches nothing."""
