"""Reads the rule files of a stage: TOML in the stage's folder -> checked dataclasses.

The only reader of rule files. A stage says in its `schema.py` what its rules look like: frozen dataclasses, each a
`Table`. The file is checked against that here, so that a rule author is told file, field and what is wrong with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any, TypeVar

from factx.errors import RuleError

T = TypeVar("T")


class Table:
    """Base of the dataclasses that rule files are read into: a field that the dataclass does not have is refused."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - the form pydantic asks for on a plain dataclass


def read_toml(stage: str, name: str) -> dict[str, Any]:
    """The tables of `factx/<stage>/<name>`. Raises RuleError if it is not TOML."""
    path = resources.files("factx").joinpath(stage, name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{stage}/{name} is not valid TOML: {error}") from error


def read_rules(stage: str, schema: type[T], name: str = "rules.toml") -> T:
    """The rules of a stage as a `schema` record. Raises RuleError naming the field that is wrong."""
    from pydantic import TypeAdapter, ValidationError  # late: 0.1 s that `factx --help` need not pay

    adapter = TypeAdapter(schema)
    try:
        rules: T = adapter.validate_python(read_toml(stage, name))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{stage}/{name}: {where}: {first['msg']}") from error
    return rules


def rule_ids(stage: str, name: str = "rules.toml") -> frozenset[str]:
    """Every `id` in a stage's rule file."""
    return frozenset(_ids(read_toml(stage, name)))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from _ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)
