"""Files of records -> a file in the form that its name asks for. Reads and writes record by record."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factx.errors import UsageError
from factx.export import coding as sheet
from factx.export.annotators import Texts, write_brat, write_label_studio, write_prodigy
from factx.export.columns import COLUMNS, Scalar, rows
from factx.export.geojson import write_geojson
from factx.export.jsonld import write_jsonld
from factx.export.ownership import is_coding_sheet, is_filled_in, is_own
from factx.export.sheets import write_xlsx
from factx.export.sqlite import write_sqlite
from factx.export.tables import csv_lines, write_csv, write_parquet
from factx.files import ANOTHER_NAME, foreign, replacing
from factx.plain import Plain
from factx.records import read_latest, text_of

Row = Mapping[str, Scalar]

TABLE_WRITERS: dict[str, Callable[[Path, Mapping[str, str], Iterable[Row]], int]] = {
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".xlsx": write_xlsx,
}
STORE_WRITERS: dict[str, Callable[[Path, Iterable[Plain]], int]] = {".db": write_sqlite, ".geojson": write_geojson}
FOR_ANNOTATORS: dict[str, Callable[[Path, Texts], int]] = {
    ".labelstudio.json": write_label_studio,
    ".prodigy.jsonl": write_prodigy,
    ".brat": write_brat,
}
JSON_LD = ".jsonld"


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the records is wanted, and how.

    coding   profile of `coding.PROFILES`: the coding sheet is written instead of the claims
    columns  which columns of a table, in this order; None: all
    select   what is left of a record, such as `Filters.apply`
    """

    coding: str | None = None
    columns: tuple[str, ...] | None = None
    select: Callable[[Plain], Plain] | None = None


def formats(*, coding: bool) -> tuple[str, ...]:
    """The endings that a result's name may have."""
    return tuple(TABLE_WRITERS) if coding else (*TABLE_WRITERS, *STORE_WRITERS, JSON_LD, *FOR_ANNOTATORS)


def ending_of(target: Path, *, coding: bool = False) -> str | None:
    """The ending of a name that says the form, None if none does."""
    return next((ending for ending in formats(coding=coding) if target.name.lower().endswith(ending)), None)


def export_records(
    sources: Path | Sequence[Path],
    target: Path,
    *,
    coding: str | None = None,
    choice: Choice | None = None,
    missing: list[str] | None = None,
) -> int:
    """Writes the claims of files of records to `target`, in the form its ending names; gives their number.

    `target` is replaced when all is written, or left as it was. Raises RecordError for a bad file of records,
    FactxError for a `target` that cannot be written, UsageError for one that holds something else than an earlier
    export, or a coding sheet with rows that the records do not give, or for a column that there is not.

    Args:
        coding: as in `Choice`.
        missing: gets the ids of articles that are left out since their text is not to be had.
    """
    paths = [sources] if isinstance(sources, Path) else list(sources)
    choice = choice or Choice(coding)
    ending = ending_of(target, coding=choice.coding is not None)
    columns = _columns(choice)
    read = read_latest(paths)
    records = read if choice.select is None else map(choice.select, read)
    is_earlier = partial(_is_earlier, ending=ending, columns=columns, sources=paths)
    with replacing(target, sources=tuple(paths), is_own=is_earlier) as unfinished:
        if ending in TABLE_WRITERS:
            return TABLE_WRITERS[ending](unfinished, columns, _rows(records, choice.coding, paths[0].parent))
        if choice.columns:
            raise UsageError(f"--columns is for tables: {' '.join(TABLE_WRITERS)}")
        if ending in STORE_WRITERS:
            return STORE_WRITERS[ending](unfinished, records)
        if ending in FOR_ANNOTATORS:
            texts = Texts(records, paths[0].parent, [] if missing is None else missing)
            return FOR_ANNOTATORS[ending](unfinished, texts)
        return write_jsonld(unfinished, records, paths[0].parent)


def _is_earlier(path: Path, ending: str | None, columns: Mapping[str, str], sources: Sequence[Path]) -> bool:
    """Whether the file is an earlier export. Raises UsageError for a coding sheet that somebody has filled in."""
    if not is_own(path, ending, columns):
        return False
    if ending == ".csv" and is_coding_sheet(path) and is_filled_in(path, partial(_sheet_lines, sources)):
        raise foreign(str(path), "has rows that these records do not give, as one that is filled in has", ANOTHER_NAME)
    return True


def _sheet_lines(sources: Sequence[Path], columns: Sequence[str]) -> Iterator[list[str]]:
    """The rows of all coding sheets of the records, by any profile, as CSV has them."""
    for record in read_latest(sources):
        for profile in sheet.PROFILES:
            lines = csv_lines(dict.fromkeys(columns, ""), _rows([record], profile, sources[0].parent))
            yield from csv.reader(lines)


def _columns(choice: Choice) -> Mapping[str, str]:
    """The columns of a table, and what they mean. Raises UsageError for one that there is not."""
    columns = COLUMNS if choice.coding is None else sheet.SHEET_COLUMNS
    for name in choice.columns or ():
        if name not in columns:
            raise UsageError(f"there is no column {name!r}; there are {' '.join(columns)}")
    return columns if choice.columns is None else {name: columns[name] for name in choice.columns}


def _rows(records: Iterable[Plain], profile: str | None, folder: Path) -> Iterator[Row]:
    if profile is None:
        return (row for record in records for row in rows(record))
    return (row for r in records for row in sheet.coding_rows(r, profile, text_of(r, folder)))
