"""Records as a pandas data frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from factx.errors import FactxError
from factx.export.columns import COLUMNS, rows
from factx.model import Record
from factx.plain import record_to_plain

if TYPE_CHECKING:
    from pandas import DataFrame


def frame_of(records: Iterable[Record]) -> DataFrame:
    """One claim a row, the columns those of `factx export`. Raises FactxError without pandas."""
    try:
        import pandas
    except ImportError as error:
        raise FactxError("a data frame needs pandas: pip install pandas") from error
    return pandas.DataFrame([row for record in records for row in rows(record_to_plain(record))], columns=list(COLUMNS))
