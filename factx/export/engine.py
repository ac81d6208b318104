"""A file of records -> a file in the form that its name asks for. Reads and writes record by record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from factx.export import coding as sheet
from factx.export.columns import COLUMNS, Scalar, rows
from factx.export.geojson import write_geojson
from factx.export.jsonld import write_jsonld
from factx.export.sqlite import write_sqlite
from factx.export.tables import write_csv, write_parquet
from factx.files import replacing
from factx.plain import Plain
from factx.records import read_records

Row = Mapping[str, Scalar]

TABLES: dict[str, Callable[[Path, Mapping[str, str], Iterable[Row]], int]] = {
    ".csv": write_csv,
    ".parquet": write_parquet,
}


def formats(*, coding: bool) -> tuple[str, ...]:
    """The endings that a result's name may have."""
    return tuple(TABLES) if coding else (*TABLES, ".db", ".geojson", ".jsonld")


def export_records(source: Path, target: Path, *, coding: str | None = None) -> int:
    """Writes the claims of a file of records to `target`, in the form its ending names; gives their number.

    `target` is replaced when all is written, or left as it was. Raises RecordError for a bad file of records,
    FactxError for a `target` that cannot be written.

    Args:
        coding: profile of `coding.PROFILES`; the coding sheet is written instead of the claims.
    """
    suffix = target.suffix.lower()
    records = read_records(source)
    with replacing(target, sources=(source,)) as partial:
        if suffix in TABLES:
            columns, wanted = (COLUMNS, _all(records)) if coding is None else (sheet.COLUMNS, _coded(records, coding))
            return TABLES[suffix](partial, columns, wanted)
        if suffix == ".db":
            return write_sqlite(partial, records)
        if suffix == ".geojson":
            return write_geojson(partial, records)
        return write_jsonld(partial, records, source.parent)


def _all(records: Iterable[Plain]) -> Iterator[Row]:
    return (row for record in records for row in rows(record))


def _coded(records: Iterable[Plain], profile: str) -> Iterator[Row]:
    return (row for record in records for row in sheet.coding_rows(record, profile))
