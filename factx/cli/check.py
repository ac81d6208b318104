"""`factx check`: the installation, the model, and the rule examples on it."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version

import typer

from factx.cli.options import Model
from factx.cli.output import emit

BUNDLES = frozenset({"all", "test"})  # extras that only collect others, or that running factx does not need


def check(model: Model = None) -> None:
    """Check the installation: the packages, the model, and the rule examples on it."""
    is_sound = True
    for lines in (_installation(), _model_and_examples(model)):
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
        return _row(name, "not there", f"optional: pip install 'factx[{extra}]'"), True
    will_do = SpecifierSet(wanted).contains(found, prereleases=True)
    return _row(name, found, "" if will_do else f"BUT factx needs {wanted}"), will_do


def _model_and_examples(model: str | None) -> Iterator[tuple[str, bool]]:
    """Lines on the model and on the examples of every stage, each with whether all is well."""
    from factx.annotate import load
    from factx.corpora import RECORDS, try_stage

    pipeline = (extractor := load(model)).pipeline
    yield "\nModel", True
    yield _row(pipeline.model, pipeline.model_version, "as asked for" if model else "the best one installed"), True
    yield "\nRule examples on it", True
    faults: list[str] = []
    for stage in RECORDS:
        outcome = try_stage(extractor, stage)
        faults += outcome.faults
        held = f"{outcome.tried - len(outcome.faults)} of {outcome.tried} hold"
        gaps = f"known gaps: {outcome.gaps}, of which {outcome.closed} hold" if outcome.gaps else ""
        yield _row(stage, held, gaps), True
    yield f"\n{len(faults)} that do not hold:" if faults else "\nAll hold.", True
    yield from ((f"  {fault}", False) for fault in faults)


def _row(name: str, what: str, remark: str = "") -> str:
    return f"  {name:<24}  {what:<18}  {remark}".rstrip()
