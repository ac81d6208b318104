"""Rows of any table or file of many articles in, entries out: each row as a line of JSON under its own id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from factx.errors import DocumentError
from factx.readers.entries import Entry, line_id
from factx.readers.fields import Fields, Row, named


def row_entry(row: Row, number: int, file: Entry, fields: Fields) -> Entry:
    """A row as a line of JSON, under its own id or the number of the row."""
    try:
        found: dict[str, Any] = named(row, fields)
    except DocumentError as error:
        return replace(file, id=f"{file.id}:{number}", line=number, problem=str(error))
    id = line_id(found) or f"{file.id}:{number}"
    content = json.dumps({**found, "id": id}, default=str).encode("ascii")
    return replace(file, id=id, size=len(content), line=number, content=content, kind=".row")


def row_entries(rows: Iterable[Row], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The articles of a file, in order: one that is the only one and has no id goes by the name of the file.

    So the first waits for the second; where the file is broken behind it, it comes all the same.
    """
    first: Entry | None = None
    try:
        for number, row in enumerate(rows, start=1):
            entry = row_entry(row, number, file, fields)
            if number == 1:
                first = entry
                continue
            if first is not None:
                yield first
                first = None
            yield entry
    except DocumentError:
        if first is not None:
            yield first
        raise
    if first is not None:
        yield replace(first, id=file.id if first.id == f"{file.id}:1" else first.id, line=None)
