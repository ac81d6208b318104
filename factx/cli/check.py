"""`factx check`: the installation, the model, and the rule examples on it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import typer

from factx.cli.options import Model, Rules
from factx.cli.output import emit, width_of_terminal

if TYPE_CHECKING:
    from factx.annotate import Extractor

FAULT_WIDTH = 80
BUNDLES = frozenset({"all", "test"})  # extras that only collect others, or that running factx does not need


def check(context: typer.Context, model: Model = None, rules: Rules = None) -> None:
    """Check the installation: the packages, the model, the rule examples on it, and those of your own rules."""
    from factx.cli.config import lines_in_force

    is_sound = True
    in_force = ((line, True) for line in lines_in_force(context))
    for lines in (_installation(), in_force, _model_and_examples(model, rules)):
        for line, good in lines:
            emit([f"{line}\n"])
            is_sound = is_sound and good
    raise typer.Exit(0 if is_sound else 1)


def _installation() -> Iterator[tuple[str, bool]]:
    """Lines on factx, Python and the packages factx needs or can use, each with whether it is as it must be."""
    yield "Installation", True
    yield _row("factx", version("factx")), True
    yield _row("Python", platform.python_version()), True
    for name, wanted, extra in _requirements():
        yield _package(name, wanted, extra)


def _requirements() -> Iterator[tuple[str, str, str | None]]:
    """The packages of factx: name, versions that will do, and the extra that brings it, None if factx needs it."""
    from packaging.requirements import Requirement  # spaCy brings it

    extras = [extra for extra in metadata("factx").get_all("Provides-Extra", []) if extra not in BUNDLES]
    for requirement in map(Requirement, requires("factx") or ()):
        if requirement.marker is None:
            yield requirement.name, str(requirement.specifier), None
        for extra in extras:
            if requirement.marker is not None and requirement.marker.evaluate({"extra": extra}):
                yield requirement.name, str(requirement.specifier), extra


def _package(name: str, wanted: str, extra: str | None) -> tuple[str, bool]:
    """The line of a package, and whether it is there in a version that will do; an optional one may be missing."""
    from packaging.specifiers import SpecifierSet

    try:
        found = version(name)
    except PackageNotFoundError:
        if extra is None:
            return _row(name, "MISSING", f"factx needs {wanted}"), False
        return _row(name, "not there", f"pip install '.[{extra}]'"), True
    will_do = SpecifierSet(wanted).contains(found, prereleases=True)
    return _row(name, found, "" if will_do else f"BUT factx needs {wanted}"), will_do


def _model_and_examples(model: str | None, rules: Path | None) -> Iterator[tuple[str, bool]]:
    """Lines on the model and on the examples of every stage, each with whether all is well."""
    from factx.annotate import load
    from factx.corpora import RECORDS, try_stage

    pipeline = (extractor := load(model, rules=rules)).pipeline
    yield "\nModel", True
    yield _row(pipeline.model, pipeline.model_version, "as asked for" if model else "the best one installed"), True
    yield from _files(pipeline.model)
    yield "\nRule examples on it", True
    faults: list[str] = []
    for stage in RECORDS:
        outcome = try_stage(extractor, stage)
        faults += outcome.faults
        held = f"{outcome.tried - len(outcome.faults)} of {outcome.tried} hold"
        gaps = f"known gaps: {outcome.gaps}, of which {outcome.closed} hold" if outcome.gaps else ""
        yield _row(stage, held, gaps), True
    if rules is not None:  # what they switch off or add to may be in the package's examples: that is no fault
        yield from ((f"  your rules change: {fault}", True) for fault in faults)
        yield f"\nExamples of {rules}", True
        faults = []
        yield from _own_examples(extractor, rules, faults)
    room = min(FAULT_WIDTH, width_of_terminal())
    yield f"\n{len(faults)} that do not hold:" if faults else "\nAll hold.", True
    yield from ((fill(fault, room, initial_indent="  ", subsequent_indent="    "), False) for fault in faults)


def _files(model: str) -> Iterator[tuple[str, bool]]:
    """Whether the files of the model are those of the manifest, where that lists them."""
    from factx.models import MODELS, is_installed, is_official, spoilt_files

    count, spoilt = spoilt_files(model)
    if count:
        held = f"{count - len(spoilt)} of {count} files"
        yield _row("", held, "as in the manifest" if not spoilt else f"OTHERS: {' '.join(spoilt[:3])}"), not spoilt
    for name in MODELS:
        if is_installed(name) and not is_official(name):
            yield _row(name, "NOT OFFICIAL", "by name, version and author; it is not used: pip uninstall it"), True


def _own_examples(extractor: Extractor, rules: Path, faults: list[str]) -> Iterator[tuple[str, bool]]:
    """A line for each example of the user's rules; `faults` grows by what is wrong."""
    from factx.corpora import read_own_examples, try_own

    examples = read_own_examples(rules)
    if not examples:
        yield f"  none: {rules / 'corpus.toml'} has no example", True
    for example in examples:
        results = list(try_own(extractor, example))
        wrong = [f"{example.name}: {fault} in {text!r}" for text, fault in results if fault]
        faults += wrong
        yield _row(example.name, f"{len(results) - len(wrong)} of {len(results)} hold"), True


def _row(name: str, what: str, remark: str = "") -> str:
    return f"  {name:<24}  {what:<18}  {remark}".rstrip()
