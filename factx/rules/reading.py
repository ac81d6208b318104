"""From the tables of a TOML file to checked dataclasses; knows nothing of files.

A schema is a frozen dataclass, a `Table`, whose fields are

    str int bool Any                 as they are; `| None` may be left out
    Literal["up", "down"]            one of these words and no other
    WordList                         words in one string, separated by blanks: none of them twice
    tuple[str, ...] frozenset[str]   a list of strings, none of them twice
    tuple[str, str]                  a list of so many
    tuple[Entry, ...]                entries; no two may have the same `id`
    dict[str, X]                     a table with any keys; dict[Annotated[str, Literal[…]], X] one with these alone

`Annotated[Literal[…], EVERY]`, as the type of an entry's field or of the keys of a table, says that each of the words
must be there: what code names by its id cannot be missing in the file. What else must hold, a schema says in `faults`.
Any entry with an `id` may say `rare = "…"`: why it may stand although it seldom fires (`factx rules coverage`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from factx.errors import RuleError

EVERY = "every"
RARE = "rare"
WORD_LIST = "words"
WordList = Annotated[str, WORD_LIST]
WordSet = Annotated[frozenset[str], WORD_LIST]  # written as one string too
TOLD_BY = ("id", "name", "rule")  # the fields that an entry is called by in messages, the first that it has
TYPE_NAMES = {str: "a string", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}

T = TypeVar("T")
Where = tuple[str, ...]


class Table:
    """Base of the dataclasses that rule files are read into: a field that the dataclass does not have is refused."""

    __slots__ = ()

    def faults(self) -> Iterator[str]:
        """What is wrong with a file although every field is right: a sentence each. Only asked of the whole file."""
        return iter(())


def read_table(schema: type[T], tables: dict[str, Any]) -> T:
    """The tables of a file as a `schema` record. Raises RuleError with entry, field and what is wrong."""
    read: T = _table(schema, tables, ())
    for fault in read.faults() if isinstance(read, Table) else ():
        raise RuleError(fault)
    return read


def nearest(word: str, right: Iterable[str]) -> str:
    """How a message goes on about a word that is none of the `right` ones: "; did you mean 'at_least'?"."""
    close = get_close_matches(word, sorted(right), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def known(name: str, names: Iterable[str], what: str) -> str:
    """The name itself. Raises ValueError if there is nothing of that name."""
    if name not in names:
        raise ValueError(f"there is no {what} {name!r}{nearest(name, names)}")
    return name


def refuse(where: Where, sentence: str) -> RuleError:
    """The error for what stands at a place in a file."""
    return RuleError(": ".join((*where, sentence)))


@cache
def hints_of(schema: Any) -> dict[str, Any]:
    """The types of a Table's fields."""
    return get_type_hints(schema, include_extras=True)


def bare(hint: Any) -> tuple[Any, frozenset[str]]:
    """A type without what is annotated to it, and that; of `X | None` it is X."""
    marks: frozenset[str] = frozenset()
    while True:
        if get_origin(hint) is Annotated:
            closed = [mark for mark in hint.__metadata__ if get_origin(mark) is Literal]
            marks |= frozenset(mark for mark in hint.__metadata__ if isinstance(mark, str))
            hint = closed[0] if closed else hint.__origin__
        elif get_origin(hint) in (UnionType, Union):
            hint = next(part for part in get_args(hint) if part is not type(None))
        else:
            return hint, marks


@cache
def reader_of(hint: Any) -> Callable[[Any, Where], Any]:
    """The function that reads a value of that type."""
    hint, marks = bare(hint)
    parts, origin = get_args(hint), get_origin(hint) or hint
    if hint is Any:
        return lambda value, where: value
    if WORD_LIST in marks:
        return _word_list if origin is str else _word_set
    if origin is Literal:
        return lambda value, where: _one_of(parts, value, where)
    if origin in (str, int, bool):
        return _plain(origin)
    if origin is dict:
        return lambda value, where: _keyed(parts[0], reader_of(parts[1]), value, where)
    if origin in (tuple, frozenset):
        return lambda value, where: _list(origin, parts, value, where)
    return lambda value, where: _table(origin, value, where)


def _plain(kind: type[Any]) -> Callable[[Any, Where], Any]:
    return lambda value, where: _checked(kind, value, where)


def _checked(kind: type[T], value: Any, where: Where) -> T:
    if type(value) is not kind:
        raise refuse(where, f"must be {TYPE_NAMES[kind]}, not {value!r:.60}")
    return value


def _one_of(words: tuple[str, ...], value: Any, where: Where) -> str:
    if value not in words:
        raise refuse(where, f"{value!r} is none of {', '.join(words)}{nearest(str(value), words)}")
    return str(value)


def _word_list(value: Any, where: Where) -> str:
    once(_checked(str, value, where).split(), where)
    return str(value)


def _word_set(value: Any, where: Where) -> frozenset[str]:
    return frozenset(_word_list(value, where).split())


def once(words: Iterable[str], where: Where) -> None:
    """Raises RuleError if a word stands twice."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise refuse(where, f"{word!r} stands twice")
        seen.add(word)


def _keyed(key: Any, read: Callable[[Any, Where], Any], value: Any, where: Where) -> dict[str, Any]:
    value = _checked(dict, value, where)
    key, marks = bare(key)
    if get_origin(key) is Literal:
        for name in value:
            _one_of(get_args(key), name, where)
        if EVERY in marks:
            all_there(get_args(key), value, where)
    return {name: read(part, (*where, name)) for name, part in value.items()}


def all_there(words: Iterable[str], found: Iterable[str], where: Where) -> None:
    """Raises RuleError if one of the words that code names is missing."""
    missing = sorted(set(words) - set(found))
    if missing:
        raise refuse(where, f"{missing[0]!r} is missing, which the code names")


def _list(kind: type[Any], parts: tuple[Any, ...], value: Any, where: Where) -> Any:
    value = _checked(list, value, where)
    if kind is tuple and ... not in parts:
        if len(value) != len(parts):
            raise refuse(where, f"must have {len(parts)} items, not {len(value)}")
        return tuple(reader_of(part)(item, where) for part, item in zip(parts, value, strict=True))
    if parts[0] is str:
        found = kind(_checked(str, item, where) for item in value)
    else:
        read = reader_of(parts[0])
        found = kind(read(item, entry_at(where, item, n)) for n, item in enumerate(value))
    if value and isinstance(value[0], str):
        once(value, where)
    if is_table(parts[0]):
        known_entries(bare(parts[0])[0], value, where)
    return found


def is_table(hint: Any) -> bool:
    """Whether a type is that of an entry with fields of its own."""
    kind = bare(hint)[0]
    return isinstance(kind, type) and issubclass(kind, Table)


def entry_at(where: Where, item: Any, number: int) -> Where:
    """Where an item of a list stands: an entry by what it is called, or by its number."""
    if not isinstance(item, dict):
        return where
    name = next((item[field] for field in TOLD_BY if isinstance(item.get(field), str)), f"number {number + 1}")
    return (*where, name)


def known_entries(schema: Any, value: list[dict[str, Any]], where: Where) -> None:
    """Raises RuleError if an id stands twice, or one that the code names is missing."""
    hints = hints_of(schema)
    if "id" in hints:
        once((entry["id"] for entry in value), where)
    for field, hint in hints.items():
        kind, marks = bare(hint)
        if EVERY in marks:
            all_there(get_args(kind), (entry[field] for entry in value if field in entry), where)


@cache
def fields_of(schema: Any) -> tuple[dict[str, Callable[[Any, Where], Any]], tuple[str, ...]]:
    """The function that reads each field of a Table, and the fields that may not be left out, in order."""
    readers = {name: reader_of(hint) for name, hint in hints_of(schema).items()}
    return readers, tuple(field.name for field in fields(schema) if is_needed(field))


def _table(schema: Any, value: Any, where: Where) -> Any:
    value = _checked(dict, value, where)
    readers, needed = fields_of(schema)
    if "id" in readers and RARE in value:
        _checked(str, value[RARE], (*where, RARE))
        value = {name: part for name, part in value.items() if name != RARE}
    for name in value:
        if name not in readers:
            raise refuse(where, f"there is no field {name!r}{nearest(name, readers)}")
    missing = next((name for name in needed if name not in value), None)
    if missing is not None:
        raise refuse(where, f"the field {missing!r} is missing")
    return schema(**{name: readers[name](part, (*where, name)) for name, part in value.items()})


def is_needed(field: Field[Any]) -> bool:
    """Whether a field may not be left out."""
    return field.default is MISSING and field.default_factory is MISSING
