"""Writes a file whole or not at all, and over nobody else's; finds one among unpacked sources."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factx.errors import FactxError, UsageError, refusals

ANOTHER_NAME = "give another name for the result"


@contextmanager
def replacing(
    path: Path, *, sources: tuple[Path, ...] = (), is_own: Callable[[Path], bool] = lambda _: False
) -> Iterator[Path]:
    """A name beside `path` to write to; when all went well the file takes the place of `path`, else it is removed.

    Raises UsageError if `path` is one of the `sources` that are read from, is no place for a file, or holds something
    that is not the command's own; FactxError if it cannot be written.

    Args:
        is_own: whether the command has written the file that is there; an empty one is nobody's.
    """
    check_replaceable(path, sources, is_own)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    with refusals(FactxError, path, "written"):
        try:
            yield partial
            partial.replace(path)
        finally:
            if partial.is_dir():
                shutil.rmtree(partial)
            partial.unlink(missing_ok=True)


def check_replaceable(path: Path, sources: tuple[Path, ...], is_own: Callable[[Path], bool]) -> None:
    """Raises what `replacing` does at its start, for those who have much to do before they write."""
    with refusals(FactxError, path, "written"):
        _check(path, sources, is_own)


def _check(path: Path, sources: tuple[Path, ...], is_own: Callable[[Path], bool]) -> None:
    if any(path.exists() and source.exists() and path.samefile(source) for source in sources):
        raise UsageError(f"{path} is the file to read from; {ANOTHER_NAME}")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a plain file, so it is not replaced; {ANOTHER_NAME}")
    if not path.parent.is_dir():
        raise UsageError(f"{path.parent} is not a folder; make it first, or {ANOTHER_NAME}")
    if path.exists() and path.stat().st_size and not is_own(path):
        raise foreign(str(path), "not what this command writes", ANOTHER_NAME)


def foreign(name: str, why: str, otherwise: str) -> UsageError:
    """The error for a file that is there and is somebody's: no command writes over it, or into it."""
    return UsageError(f"{name} is there already, and {why}; {untouched(otherwise)}")


def untouched(otherwise: str) -> str:
    """How a refusal to write over a file ends."""
    return f"nothing is touched; move it away, or {otherwise}"


def one_file(sources: Path, name: str, package: str = "its package") -> Path:
    """The file of that name, or of that pattern, somewhere below `sources`. Raises FileNotFoundError."""
    found = next(iter(sorted(sources.rglob(name))), None)
    if found is None:
        raise FileNotFoundError(f"{name} is not below {sources}: unpack {package} there first")
    return found
