"""The passes of the stages: what each is, which of them were at work, and what would be without one.

A pass is a function of a stage that can be left out, which its signature tells: one that returns nothing changes what
it is given; one that answers may say no, or yes; one that finds something or several may find none; one that returns
what it is given, changed, may return it unchanged. It is known by its stage and name, "attributions/fill-gap", and
explained by its docstring. So there is no list of passes to keep, and none can be forgotten.

`factx extract --explain` shows the passes behind each claim; `pytest -m removal` switches off each in turn and wants an
example of its stage to fail.
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

STAGES = (
    "gazetteer", "sections", "language", "quantities", "attributions", "sources", "dates", "events", "places", "claims",
)  # fmt: skip
# Modules that read and compile rules: what they do is done before there is a text.
COMPILING = frozenset(("schema", "lexicon", "build", "spellings", "columns", "atlas"))
COMPILERS = ("load_", "compile_", "build_", "read_rules")


def _nothing(*given: Any, **named: Any) -> None:
    return None


def _no(*given: Any, **named: Any) -> bool:
    return False


def _yes(*given: Any, **named: Any) -> bool:
    return True


def _none_found(*given: Any, **named: Any) -> Iterator[Any]:
    yield from ()


def _empty_tuple(*given: Any, **named: Any) -> tuple[Any, ...]:
    return ()


def _empty_list(*given: Any, **named: Any) -> list[Any]:
    return []


def _first(*given: Any, **named: Any) -> Any:
    return given[0]


def _second(*given: Any, **named: Any) -> Any:
    return given[1]


@dataclass(frozen=True, slots=True)
class Pass:
    """A function of a stage that can be left out.

    says      the first line of its docstring
    stand_in  what stands in its place while it is left out
    """

    id: str
    stage: str
    says: str
    function: FunctionType
    stand_in: CodeType

    def changes(self) -> bool:
        """Whether it returns nothing, and so can only change what it is given."""
        return bool(self.function.__annotations__["return"] == "None")

    def given(self, frame: FrameType) -> Any:
        """What a call gives the pass that may come back unchanged; None if its kind of pass is given no such thing."""
        at = {_first.__code__: 0, _second.__code__: 1}.get(self.stand_in)
        return None if at is None else frame.f_locals[frame.f_code.co_varnames[at]]

    def does(self, given: Any, result: Any) -> bool:
        """Whether a call did anything: changed what it was given, found something, said yes."""
        if self.stand_in is _nothing.__code__:
            return self.changes() or result is not None  # token 0 is something
        return bool(result != given if is_frozen(given) else result)

    def answers(self) -> bool:
        """Whether it says yes or no; then it can be left out in two ways."""
        return self.stand_in is _no.__code__


def is_frozen(thing: Any) -> bool:
    """Whether a thing cannot be changed, so that whoever changes it has to give another one."""
    parameters = getattr(thing, "__dataclass_params__", None)
    return isinstance(thing, tuple) or (parameters is not None and bool(parameters.frozen))


@cache
def find_passes() -> dict[str, Pass]:
    """Every pass of every stage by its id; where two modules of a stage have one of a name, with that of the module."""
    every = [
        (module.__name__.rpartition(".")[2], found)
        for stage in STAGES
        for module in modules_of(stage)
        for name, function in functions_of(module)
        if (found := as_pass(stage, name, function))
    ]
    named = Counter(found.id for _, found in every)
    return {
        one.id: one
        for module, found in every
        for one in (found if named[found.id] == 1 else replace(found, id=found.id.replace("/", f"/{module}-")),)
    }


def modules_of(stage: str) -> Iterator[ModuleType]:
    """The modules of a stage that read texts."""
    package = import_module(f"factx.{stage}")
    for info in iter_modules(package.__path__):
        if not info.name.startswith(tuple(COMPILING)):
            yield import_module(f"factx.{stage}.{info.name}")


def functions_of(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The functions of a module and the methods of its classes, with their names."""
    for name, thing in vars(module).items():
        if inspect.isfunction(thing) and thing.__module__ == module.__name__:
            yield name, thing
        elif inspect.isclass(thing) and thing.__module__ == module.__name__:
            for method, function in vars(thing).items():
                if inspect.isfunction(function) and function.__module__ == module.__name__:
                    yield f"{name}-{method}", function


def as_pass(stage: str, name: str, function: FunctionType) -> Pass | None:
    """The function as a pass, None if it is none."""
    dull = function.__name__.startswith(("__", *COMPILERS)) or function.__code__.co_freevars
    stand_in = None if dull else stand_in_for(function)
    if stand_in is None:
        return None
    id = f"{stage}/{name.strip('_').replace('_', '-').lower()}"
    return Pass(id, stage, (function.__doc__ or "").partition("\n")[0], function, stand_in)


def stand_in_for(function: FunctionType) -> CodeType | None:
    """What can stand in for a function by its signature; None if nothing can."""
    given = [p.annotation for p in inspect.signature(function).parameters.values()]
    returned = function.__annotations__.get("return")
    if returned in ("None", "bool"):
        return _nothing.__code__ if returned == "None" else _no.__code__
    if not isinstance(returned, str):
        return None
    if returned.endswith("| None"):
        return _nothing.__code__
    for start, stub in (("Iterator[", _none_found), ("list[", _empty_list)):
        if returned.startswith(start):
            return stub.__code__
    if returned.startswith("tuple[") and returned.endswith(", ...]"):
        return _empty_tuple.__code__
    at = given.index(returned) if returned in given[:2] else None
    return None if at is None else (_first, _second)[at].__code__


@contextmanager
def without(left_out: Pass, *, says: bool = False) -> Iterator[None]:
    """Within it a pass is left out, wherever it is called from; one that answers always says `says`.

    The whole process sees it, so nothing else may be reading texts meanwhile.
    """
    own = left_out.function.__code__
    left_out.function.__code__ = _yes.__code__ if says else left_out.stand_in
    try:
        yield
    finally:
        left_out.function.__code__ = own


def at_work(run: Callable[[], Any]) -> frozenset[str]:
    """The ids of the passes that do something while `run` runs: say yes, find something, change what they are given."""
    return frozenset(id for id, did in watched(run) if did)


def watched(run: Callable[[], Any]) -> set[tuple[str, bool]]:
    """The ids of the passes that `run` calls, each with whether it does anything."""
    by_code = {found.function.__code__: found for found in find_passes().values()}
    seen: set[tuple[str, bool]] = set()
    given: dict[FrameType, Any] = {}

    def note(frame: FrameType, event: str, result: Any) -> None:
        found = by_code.get(frame.f_code)
        if found is not None and event == "call":
            given[frame] = found.given(frame)
        elif found is not None and event == "return":
            seen.add((found.id, found.does(given.pop(frame, None), result)))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    return seen
