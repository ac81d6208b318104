"""Tables in, one article a row out: CSV with a header line, and Parquet (extra `parquet`), a few rows at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO

from factx.errors import DocumentError
from factx.readers.entries import Entry
from factx.readers.fields import SEPARATORS, Fields
from factx.readers.rows import row_entry
from factx.readers.streams import read_whole
from factx.readers.text import encoding_of

LONGEST_CELL = 20_000_000  # letters
ROWS_AT_ONCE = 64


def cut_csv(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The rows of a CSV file. The separator is the one that its first line has most of.

    Raises DocumentError, behind the rows before it, for what is no CSV.
    """
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(content, encoding=encoding_of(content), newline="")
    try:
        header = text.readline()
        separator = max(SEPARATORS, key=header.count)
        names = next(csv.reader([header], delimiter=separator), [])
        for number, cells in enumerate(csv.reader(text, delimiter=separator, strict=True), start=1):
            if cells:
                yield row_entry(dict(zip(names, cells, strict=False)), number, file, fields)
    except (csv.Error, UnicodeError) as error:
        raise DocumentError(f"is no CSV that can be read: {error}; it must have a line of names") from None
    finally:
        text.detach()


def cut_parquet(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The rows of a Parquet file. Raises DocumentError for what is none, or without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise DocumentError("needs pyarrow: pip install '.[parquet]'") from None
    source = content if content.seekable() else io.BytesIO(read_whole(content))
    try:
        number = 0
        for batch in pq.ParquetFile(source).iter_batches(batch_size=ROWS_AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                yield row_entry({name: jsonable(value) for name, value in row.items()}, number, file, fields)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DocumentError(f"is no Parquet that can be read ({type(error).__name__})") from None


def jsonable(value: object) -> object:
    """A cell as JSON has it: times as ISO 8601, bytes and the like as their words."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | list | dict) else str(value)
