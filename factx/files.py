"""Writes a file whole or not at all; finds one among unpacked sources."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factx.errors import FactxError


@contextmanager
def replacing(path: Path, *, sources: tuple[Path, ...] = ()) -> Iterator[Path]:
    """A name beside `path` to write to; when all went well the file takes the place of `path`, else it is removed.

    Raises FactxError if `path` is one of the `sources` that are read from, or is no place for a file.
    """
    _refuse(path, sources)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise FactxError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if partial.is_dir():
            shutil.rmtree(partial)
        partial.unlink(missing_ok=True)


def _refuse(path: Path, sources: tuple[Path, ...]) -> None:
    if any(path.exists() and source.exists() and path.samefile(source) for source in sources):
        raise FactxError(f"{path} is the file to read from; give another name for the result")
    if path.exists() and not path.is_file():
        raise FactxError(f"{path} is not a plain file, so it is not replaced; give another name for the result")
    if not path.parent.is_dir():
        raise FactxError(f"{path.parent} is not a folder; make it first, or give another name for the result")


def one_file(sources: Path, name: str, package: str = "its package") -> Path:
    """The file of that name, or of that pattern, somewhere below `sources`. Raises FileNotFoundError."""
    found = next(iter(sorted(sources.rglob(name))), None)
    if found is None:
        raise FileNotFoundError(f"{name} is not below {sources}: unpack {package} there first")
    return found
