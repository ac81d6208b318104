"""Where a run writes: the output, what stands beside it, and which names and places will do."""

from __future__ import annotations

from pathlib import Path

from factx.errors import FactxError, UsageError, refusals
from factx.readers import shown

TEMPORARY = ".new"  # behind the output's name while an update is written


def side_files(output: Path) -> tuple[Path, Path]:
    """Where the failures and the journal of an output stand."""
    return output.with_name(output.name + ".failures.jsonl"), output.with_name(output.name + ".journal")


def new_output(output: Path) -> Path:
    """Where an update is written until it is whole."""
    return output.with_name(output.name + TEMPORARY)


def files_of(output: Path) -> tuple[Path, ...]:
    """Everything that a run may write."""
    new = new_output(output)
    return (output, *side_files(output), new, *side_files(new))


def check_place(output: Path) -> None:
    """Raises UsageError where no file can be, FactxError where the system lets none be."""
    name = shown(str(output))
    with refusals(FactxError, name, "written"):
        if not output.parent.is_dir():
            raise UsageError(f"there is no folder {shown(str(output.parent))} to write {shown(output.name)} into")
        if not output.name or (output.exists() and not output.is_file()):
            raise UsageError(
                f"{name} is no regular file, which a run that can go on later needs; -o - prints the records"
            )


def check_name(output: Path) -> None:
    """Raises UsageError for a name that promises something else than records."""
    if output.suffix.lower() not in (".jsonl", ".ndjson", TEMPORARY):
        name = shown(str(output))
        raise UsageError(
            f"{name}: the records are JSON lines, so the name must end in .jsonl; factx export makes tables"
        )
