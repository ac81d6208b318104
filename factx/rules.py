"""Reads the rule files of a stage: TOML in the stage's folder -> checked dataclasses.

The only reader of rule files. A stage says in its `schema.py` what its rules look like: frozen dataclasses, each a
`Table`. The file is checked against that here, so that a rule author is told file, field and what is wrong with it.

pydantic's core checks. What it checks is put together here, from the few types that rule files have: pydantic's own
way from a dataclass to its core takes three times as long, and every start of factx waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields
from importlib import resources
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import tomli

from factx.errors import RuleError

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

T = TypeVar("T")


class Table:
    """Base of the dataclasses that rule files are read into: a field that the dataclass does not have is refused."""

    __slots__ = ()


def read_toml(stage: str, name: str) -> dict[str, Any]:
    """The tables of `factx/<stage>/<name>`. Raises RuleError if it is not TOML."""
    path = resources.files("factx").joinpath(stage, name)
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise RuleError(f"{stage}/{name} is not valid TOML: {error}") from error


def read_rules(stage: str, schema: type[T], name: str = "rules.toml") -> T:
    """The rules of a stage as a `schema` record. Raises RuleError naming the field that is wrong."""
    from pydantic_core import SchemaValidator, ValidationError  # late: `factx --help` need not pay for it

    try:
        rules: T = SchemaValidator(shape_of(schema)).validate_python(read_toml(stage, name))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RuleError(f"{stage}/{name}: {where}: {first['msg']}") from error
    return rules


def shape_of(hint: Any) -> CoreSchema:
    """What a value of that type looks like: a Table, str, int, bool or Any, or a tuple, a dict, … of such, or None."""
    from pydantic_core import core_schema as core

    parts = [shape_of(part) for part in get_args(hint) if part not in (..., type(None))]
    shapes: dict[Any, Callable[..., CoreSchema]] = {
        str: core.str_schema,
        int: core.int_schema,
        bool: core.bool_schema,
        Any: core.any_schema,
        frozenset: core.frozenset_schema,
        dict: core.dict_schema,
        UnionType: core.nullable_schema,
    }
    kind = get_origin(hint) or hint
    if kind is tuple:
        return core.tuple_schema(parts, variadic_item_index=0 if ... in get_args(hint) else None)
    return shapes[kind](*parts) if kind in shapes else table_shape(kind)


def table_shape(schema: type[Any]) -> CoreSchema:
    """What a Table looks like: its fields and no others."""
    from pydantic_core import core_schema as core

    hints = get_type_hints(schema)
    shapes = [
        core.dataclass_field(field.name, with_default(shape_of(hints[field.name]), field)) for field in fields(schema)
    ]
    arguments = core.dataclass_args_schema(schema.__name__, shapes)
    names = [field.name for field in fields(schema)]
    return core.dataclass_schema(schema, arguments, names, slots=True, config={"extra_fields_behavior": "forbid"})


def with_default(shape: CoreSchema, field: Field[Any]) -> CoreSchema:
    """The shape of a field that may be left out, if it may."""
    from pydantic_core import core_schema as core

    if field.default is not MISSING:
        return core.with_default_schema(shape, default=field.default)
    if field.default_factory is not MISSING:
        return core.with_default_schema(shape, default_factory=field.default_factory)
    return shape


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
