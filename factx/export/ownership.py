"""Whether a file is one that an export has written: only then may the next one take its place.

An export keeps no journal as a batch does, so the file itself must show it: by the names of its columns or tables, or
by how it begins. One that somebody has worked on since (a column of notes, a table beside ours) is theirs.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from html import unescape
from itertools import islice
from pathlib import Path

from factx.export.coding import SHEET_COLUMNS
from factx.export.columns import COLUMNS

HEAD = 65_536
SHEET = "xl/worksheets/sheet1.xml"
CELL = re.compile(r"<t[^>]*>([^<]*)</t>")
DATABASE_NAMES = {"documents", "attributions", "claims", "claim_rows"}
PRODIGY_KEYS = {"text", "meta", "tokens", "spans", "relations"}


def is_own(path: Path, ending: str | None, columns: Collection[str]) -> bool:
    """Whether the file at `path` is what an export in the form of `ending` leaves.

    Args:
        columns: those that the export about to be made would write; tables.
    """
    try:
        if ending in HEADERS:
            return are_own_columns(HEADERS[ending](path), columns)
        return ending in OPENINGS and OPENINGS[ending](path)
    except Exception:  # it may be anything, and readers fail on that in ways that nobody foresees
        return False


def are_own_columns(names: Sequence[str], columns: Collection[str]) -> bool:
    """Whether a header is the one to be written, or all of it ours: with `claim`, which no table of articles has."""
    return list(names) == list(columns) or ("claim" in names and {*names} <= {*COLUMNS, *SHEET_COLUMNS, *columns})


def is_coding_sheet(path: Path) -> bool:
    """Whether the CSV at `path` has a column that only coding sheets have."""
    return not {*_csv_header(path)}.isdisjoint({*SHEET_COLUMNS} - {*COLUMNS})


def is_filled_in(path: Path, given: Callable[[Sequence[str]], Iterable[Sequence[str]]]) -> bool:
    """Whether a CSV holds a row that is none of those `given`: somebody has worked in it.

    Args:
        given: for the columns of the file, the rows that it may have, as CSV has them.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        kept = {tuple(row) for row in rows}
    return bool(kept.difference(map(tuple, given(header))))


def _csv_header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader([file.readline(HEAD)]), [])


def _parquet_header(path: Path) -> list[str]:
    import pyarrow.parquet as pq

    return list(pq.read_schema(path).names)


def _xlsx_header(path: Path) -> list[str]:
    """The first row, whose words stand in it as xlsxwriter puts them; a workbook saved by Excel has them elsewhere."""
    with zipfile.ZipFile(path) as book, book.open(SHEET) as sheet:
        row = sheet.read(HEAD).decode("utf-8", "ignore").partition("</row>")[0]
    return [unescape(name) for name in CELL.findall(row)]


def _is_database(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as db:
        found = db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        return {name for (name,) in found} == DATABASE_NAMES


def _is_geojson(path: Path) -> bool:
    *opening, first = _first_lines(path, 3)
    if opening != ['{"type": "FeatureCollection",\n', '"features": [\n']:
        return False
    return first == "]}\n" or "claim" in json.loads(first.rstrip(",\n"))["properties"]


def _is_json_ld(path: Path) -> bool:
    context = _first_lines(path, 1)[0]
    return context.startswith('{"@context": {') and '"urn:factx:' in context


def _is_label_studio(path: Path) -> bool:
    opening, first = _first_lines(path, 2)
    if first == "]\n":
        return opening == "[\n"
    (prediction,) = json.loads(first.rstrip(",\n"))["predictions"]
    return str(prediction["model_version"]).startswith("factx ")


def _is_prodigy(path: Path) -> bool:
    return set(json.loads(_first_lines(path, 1)[0])) == PRODIGY_KEYS


def _first_lines(path: Path, count: int) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return list(islice(file, count))


HEADERS: dict[str, Callable[[Path], list[str]]] = {
    ".csv": _csv_header,
    ".parquet": _parquet_header,
    ".xlsx": _xlsx_header,
}
OPENINGS: dict[str, Callable[[Path], bool]] = {
    ".db": _is_database,
    ".geojson": _is_geojson,
    ".jsonld": _is_json_ld,
    ".labelstudio.json": _is_label_studio,
    ".prodigy.jsonl": _is_prodigy,
}
