"""Finds rule files and reads them: the package's, and over them those of the user's folder that is in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import tomli

from factx.errors import RuleError, reason, refusals
from factx.rules.layers import lay_over
from factx.rules.reading import nearest, read_table

T = TypeVar("T")

# The files that a user's folder may have, each adding to the package's of that name.
OPEN_FILES = (
    "attributions/lexicon.toml",
    "attributions/rules.toml",
    "claims/rules.toml",
    "claims/weights.toml",
    "dates/rules.toml",
    "events/lexicon.toml",
    "events/rules.toml",
    "quantities/currencies.toml",
    "quantities/rules.toml",
    "quantities/units.toml",
    "sources/rules.toml",
    "sources/salience.toml",
    "words/words.toml",
)
OWN_CORPUS = "corpus.toml"  # its examples

_own: ContextVar[Path | None] = ContextVar("own_rules", default=None)


@contextmanager
def layered(folder: Path | None) -> Iterator[None]:
    """Within it, rule files are read with those of the user's folder laid over them; None: the package's alone.

    Raises RuleError if the folder is none, or has a file that is no rule file.
    """
    if folder is not None:
        check_folder(folder)
    token = _own.set(folder)
    try:
        yield
    finally:
        _own.reset(token)


def own_files(folder: Path) -> list[str]:
    """The rule files of a user's folder, examples included, as paths below it, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))


def digest(folder: Path | None) -> str:
    """A hash of all rule files of a user's folder, names and contents; empty for no folder."""
    if folder is None:
        return ""
    found = hashlib.sha256()
    for name in own_files(folder):
        found.update(f"{name}\0".encode())
        found.update((folder / name).read_bytes())
    return found.hexdigest()


def check_folder(folder: Path) -> None:
    """Raises RuleError if the folder is none, has no rule file or one whose name means nothing."""
    with refusals(RuleError, folder, "read"):
        if not folder.is_dir():
            raise RuleError(f"{folder} is not a folder of rules")
    found = own_files(folder)
    if not found:
        raise RuleError(f"{folder} has no rule file; the first could be {OPEN_FILES[0]}")
    allowed = {*OPEN_FILES, OWN_CORPUS}
    for name in found:
        if name not in allowed:
            raise RuleError(f"{folder / name}: there is no rule file of that name to add to{nearest(name, allowed)}")


def read_toml(stage: str, name: str) -> dict[str, Any]:
    """The tables of the package's `factx/<stage>/<name>`. Raises RuleError if it is not TOML."""
    path = resources.files("factx").joinpath(stage, name)
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"{stage}/{name} is not valid TOML: {error}") from error


def read_rules(stage: str, schema: type[T], name: str = "rules.toml") -> T:
    """The rules of a stage as a `schema` record, with the user's own where a folder is in force.

    Raises RuleError naming file, entry, field and the nearest right word.
    """
    tables = read_toml(stage, name)
    own = own_file(stage, name)
    try:
        return read_table(schema, lay_over(schema, tables, read_own(own)) if own else tables)
    except RuleError as error:
        raise RuleError(f"{own or f'{stage}/{name}'}: {error}") from error


def read_own_rules(path: Path, schema: type[T]) -> T:
    """A user's file that has none of the package below it, as a `schema` record. Raises RuleError."""
    try:
        return read_table(schema, read_own(path))
    except RuleError as error:
        raise RuleError(f"{path}: {error}") from error


def own_file(stage: str, name: str) -> Path | None:
    """The file of the user's folder that adds to a file of the package, if there is one."""
    folder = _own.get()
    path = folder / stage / name if folder else None
    return path if path is not None and path.is_file() else None


def read_own(path: Path) -> dict[str, Any]:
    """The tables of a user's file. Raises RuleError if it cannot be read or is not TOML."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise RuleError("cannot be read: it is not UTF-8") from error
    except OSError as error:
        raise RuleError(f"cannot be read: {reason(error)}") from error


def rule_ids(stage: str, name: str = "rules.toml") -> tuple[str, ...]:
    """Every `id` in a stage's rule file, in order, with the user's own where a folder is in force."""
    return tuple(dict.fromkeys(_ids(read_layered(stage, name))))


def read_layered(stage: str, name: str) -> dict[str, Any]:
    """The tables of a rule file as they stand, unchecked, the user's new entries behind the package's."""
    tables, own = read_toml(stage, name), own_file(stage, name)
    return appended(tables, read_own(own)) if own else tables


def appended(tables: Any, own: Any) -> Any:
    """Tables and lists with those of another file behind them; of two plain values the other's."""
    if isinstance(tables, dict) and isinstance(own, dict):
        return tables | {key: appended(tables[key], part) if key in tables else part for key, part in own.items()}
    if isinstance(tables, list) and isinstance(own, list):
        return [*tables, *own]
    return own


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from _ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)
