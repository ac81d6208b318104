"""`factx export`: records as a table, a database or linked data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.options import Events, Kinds, MinCertainty, Sources, path_argument
from factx.cli.output import announce, complain

if TYPE_CHECKING:
    from factx.filters import Filters
    from factx.plain import Plain

SERIES = "series.csv"


def export(
    paths: Annotated[
        list[Path],
        path_argument(
            metavar="OUT.jsonl… TARGET",
            help="What factx batch wrote, and last where it goes: .csv .xlsx .parquet .db .geojson .jsonld "
            ".labelstudio.json .prodigy.jsonl .brat",
        ),
    ],
    coding: Annotated[
        str | None,
        typer.Option(
            metavar="NUMBERS", help="Write a coding sheet instead; what vague numbers become: floor plural blank."
        ),
    ] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="NAME,…", help="Tables: only these columns, in this order.")
    ] = None,
    event: Events = None,
    kind: Kinds = None,
    source: Sources = None,
    min_certainty: MinCertainty = None,
) -> None:
    """Write one claim a row to a table or database, or the claims as linked data, GeoJSON or for annotation tools.

    Of records with one id in several files the last stands. A name that ends in series.csv gets the tolls that run
    through the news instead: day, voice, figure, article.
    """
    from factx.export import PROFILES, Choice, ending_of, export_records, formats
    from factx.filters import Filters

    *records, target = paths
    if not records:
        raise typer.BadParameter("give the records and where they go", param_hint="TARGET")
    filters = Filters.of(event, kind, source, min_certainty)
    if target.name.lower().endswith(SERIES):
        if coding is not None or columns is not None:
            raise typer.BadParameter(f"a file of {SERIES} has its own columns: leave out --coding and --columns")
        announce(f"{_write_series(records, target, filters)} figures of series in {target}")
        return
    ending = ending_of(target, coding=coding is not None)
    if ending is None:
        choices = " ".join(formats(coding=coding is not None))
        raise typer.BadParameter(f"{target}: the name must end in one of {choices}", param_hint="TARGET")
    if coding is not None and coding not in PROFILES:
        raise typer.BadParameter(f"{coding!r} is none of {' '.join(PROFILES)}", param_hint="--coding")
    wanted = tuple(name.strip() for name in columns.split(",")) if columns is not None else None
    missing: list[str] = []
    count = export_records(records, target, choice=Choice(coding, wanted, filters.apply), missing=missing)
    what = "tolls" if coding is not None else "claims with a point" if ending == ".geojson" else "claims"
    announce(f"{count} {what} in {target}")
    if missing:
        left_out = " ".join(missing[:5])
        complain(f"{len(missing)} articles are left out, since their texts are not to be had: {left_out}")
        raise typer.Exit(1)


def _write_series(records: list[Path], target: Path, filters: Filters) -> int:
    """Writes the figures of running tolls that are wanted, one a line, in the order of time; gives their number.

    The events are those of all claims: what is not wanted of a series does not make it another.
    """
    from functools import partial

    from factx.export import csv_lines, is_own
    from factx.files import replacing
    from factx.reconcile import find_events
    from factx.records import read_latest
    from factx.render.events import SERIES_COLUMNS, series_rows

    wanted: set[tuple[object, object]] = set()

    def noted(read: Iterable[Plain]) -> Iterator[Plain]:
        for record in read:
            wanted.update((record["document"]["id"], claim["id"]) for claim in filters.apply(record)["claims"])
            yield record

    is_series = partial(is_own, ending=".csv", columns=SERIES_COLUMNS)
    with replacing(target, sources=tuple(records), is_own=is_series) as unfinished:
        found = series_rows(find_events(noted(read_latest(records))))
        rows = [row for row in found if (row["article"], row["claim"]) in wanted]
        with unfinished.open("w", encoding="utf-8", newline="") as out:
            out.writelines(csv_lines(SERIES_COLUMNS, rows))
    return len(rows)
