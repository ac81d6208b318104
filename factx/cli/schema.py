"""`factx schema`: the JSON Schema of a document record."""

from __future__ import annotations

from importlib import resources

from factx.cli.output import emit


def schema() -> None:
    """Print the JSON Schema of a document record."""
    emit([resources.files("factx").joinpath("record.schema.json").read_text(encoding="utf-8")])
