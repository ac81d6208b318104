"""`factx export`: records as a table, a database or linked data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factx.cli.output import complain


def export(
    records: Annotated[Path, typer.Argument(help="What factx batch wrote.")],
    target: Annotated[Path, typer.Argument(help="Where it goes: .csv .parquet .db .geojson .jsonld")],
    coding: Annotated[
        str | None,
        typer.Option(help="Write a coding sheet instead; what vague numbers become: floor plural blank."),
    ] = None,
) -> None:
    """Write one claim a row to a CSV, Parquet or SQLite file, or all claims as JSON-LD or (if located) GeoJSON."""
    from factx.export import PROFILES, export_records, formats

    choices, suffix = formats(coding=coding is not None), target.suffix.lower()
    if suffix not in choices:
        raise typer.BadParameter(f"{target}: the name must end in one of {' '.join(choices)}", param_hint="TARGET")
    if coding is not None and coding not in PROFILES:
        raise typer.BadParameter(f"{coding!r} is none of {' '.join(PROFILES)}", param_hint="--coding")
    count = export_records(records, target, coding=coding)
    what = "tolls" if coding is not None else "claims with a point" if suffix == ".geojson" else "claims"
    complain(f"{count} {what} in {target}")
