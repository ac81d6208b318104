"""Flat tables: CSV and Parquet, a row at a time or a few thousand, whatever the number of records."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from factx.errors import FactxError
from factx.export.columns import Scalar, safe_cell

Row = Mapping[str, Scalar]

WHOLE_NUMBERS = frozenset({"start", "end", "geonameid", "geo_precision"})
NUMBERS = frozenset({"low", "best", "high", "latitude", "longitude"})
FLAGS = frozenset({"derived", "additional", "superseded"})
ROWS_A_GROUP = 5_000


class _Line:
    """What `csv.writer` writes to: keeps the line it is given."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(columns: Mapping[str, str], rows: Iterable[Row]) -> Iterator[str]:
    """Lines of CSV with their line ends, the header first, safe against formulas."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(columns)
    yield line.text
    for row in rows:
        writer.writerow([safe_cell(row[name]) for name in columns])
        yield line.text


def write_csv(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> int:
    """Writes UTF-8 CSV with a header line, safe against formulas; gives the number of rows."""
    count = -1  # the header is no row
    with path.open("x", encoding="utf-8", newline="") as file:
        for line in csv_lines(columns, rows):
            file.write(line)
            count += 1
    return count


def write_parquet(path: Path, columns: Mapping[str, str], rows: Iterable[Row]) -> int:
    """Writes Parquet and gives the number of rows; each field's metadata tells what the column means.

    Raises FactxError without pyarrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise FactxError("Parquet needs pyarrow: pip install '.[parquet]'") from error
    fields = [pa.field(name, _arrow_type(pa, name), metadata={"meaning": columns[name]}) for name in columns]
    schema = pa.schema(fields)
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        for group in _groups(rows):
            cells = {name: [_typed(name, row[name]) for row in group] for name in columns}
            writer.write_table(pa.table(cells, schema=schema))
            count += len(group)
    return count


def real(value: Scalar) -> float | None:
    """The number as a float; one too large for that is infinite."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return float("inf")


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while group := list(islice(remaining, ROWS_A_GROUP)):
        yield group


def _typed(name: str, value: Scalar) -> Scalar:
    return real(value) if name in NUMBERS else value


def _arrow_type(pa: Any, name: str) -> Any:
    if name in WHOLE_NUMBERS:
        return pa.int64()
    if name in NUMBERS:
        return pa.float64()
    return pa.bool_() if name in FLAGS else pa.string()
