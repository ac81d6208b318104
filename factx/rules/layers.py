"""Lays a user's rule file over the package's: adds to entries, adds entries, switches off what `off` names.

What adding means follows from the schema: lists and word lists grow, an entry with a known `id` grows field by field,
entries with a new one stand before the package's (where order is preference, the user's are preferred), a table gets
the new keys, and of a plain value the user's stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args, get_origin

from factx.errors import RuleError
from factx.rules.reading import RARE, WORD_LIST, bare, hints_of, is_table, nearest

OFF = "off"
CALLED_BY = ("id", "name")  # the fields by which `off` calls an entry


def lay_over(schema: Any, package: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The package's tables with a user's laid over them. Raises RuleError if `off` names what is not there."""
    own = dict(own)
    names = own.pop(OFF, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise RuleError(f"{OFF}: must be a list of strings")
    missing = [name for name in names if name not in set(names_in(schema, package))]
    if missing:
        close = nearest(missing[0], set(names_in(schema, package)))
        raise RuleError(f"{OFF}: the package has no {missing[0]!r} in this file{close}")
    left = without(schema, package, frozenset(names)) if names else package
    laid: dict[str, Any] = laid_over(schema, left, own)
    return laid


def names_in(hint: Any, value: Any) -> Iterable[str]:
    """Everything that `off` may name: ids and names of entries, keys of tables, words of lists."""
    kind, marks = bare(hint)
    if WORD_LIST in marks:
        yield from str(value).split()
    elif is_table(kind):
        yield from (value[name] for name in CALLED_BY if name in value)
        for field, part in value.items():
            yield from names_in(hint_of(kind, field), part)
    elif get_origin(kind) is dict:
        yield from value
        for part in value.values():
            yield from names_in(get_args(kind)[1], part)
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
        for item in value:
            yield from names_in(get_args(kind)[0], item) if isinstance(item, dict) else ()


def without(hint: Any, value: Any, names: frozenset[str]) -> Any:
    """The value without the entries, keys and words of those names."""
    kind, marks = bare(hint)
    if WORD_LIST in marks:
        return " ".join(word for word in value.split() if word not in names)
    if is_table(kind):
        return {field: without(hint_of(kind, field), part, names) for field, part in value.items()}
    if get_origin(kind) is dict:
        inner = get_args(kind)[1]
        return {key: without(inner, part, names) for key, part in value.items() if key not in names}
    if isinstance(value, list):
        inner = get_args(kind)[0]
        return [without(inner, item, names) for item in value if not is_named(item, names)]
    return value


def hint_of(schema: Any, field: str) -> Any:
    """The type of an entry's field; `rare` may stand in any entry and is text."""
    return str if field == RARE else hints_of(schema)[field]


def is_named(item: Any, names: frozenset[str]) -> bool:
    """Whether an item of a list is one of those names: an entry by its id, a word by itself."""
    if isinstance(item, dict):
        return any(item.get(field) in names for field in CALLED_BY)
    return isinstance(item, str) and item in names


def laid_over(hint: Any, package: Any, own: Any) -> Any:
    """The package's value with the user's laid over it."""
    kind, marks = bare(hint)
    if type(package) is not type(own):
        return own  # reading it says what is wrong
    if WORD_LIST in marks:
        return " ".join(dict.fromkeys([*package.split(), *own.split()]))
    if isinstance(own, dict):
        hints = hints_of(kind) if is_table(kind) else {}
        inner = get_args(kind)[1] if get_origin(kind) is dict else Any
        return package | {
            key: laid_over(hints.get(key, inner), package[key], part) if key in package else part
            for key, part in own.items()
        }
    if isinstance(own, list) and is_table(get_args(kind)[0]):
        return grown(get_args(kind)[0], package, own)
    if isinstance(own, list) and ... not in get_args(kind) and get_origin(kind) is tuple:
        return own
    return [*package, *(item for item in own if item not in package)] if isinstance(own, list) else own


def grown(entry: Any, package: list[Any], own: list[Any]) -> list[Any]:
    """The package's entries, those that the user has too with what he adds, behind the user's new ones."""
    known = {item["id"]: item for item in package if "id" in item}
    added = {item.get("id"): item for item in own if isinstance(item, dict) and item.get("id") in known}
    new = [item for item in own if not isinstance(item, dict) or item.get("id") not in known]
    return [*new, *(laid_over(entry, item, added[i]) if (i := item.get("id")) in added else item for item in package)]
