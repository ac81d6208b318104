"""Excel workbooks: typed cells, the header frozen, every text a text: nothing in it is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from factx.errors import FactxError
from factx.export.columns import CONTROLS, Scalar
from factx.export.tables import FLAGS, NUMBERS, WHOLE_NUMBERS, real

MOST_ROWS = 1_048_575  # below the header
MOST_LETTERS = 32_767  # of a cell
ELLIPSIS = "…"
WIDTHS = {"gist": 60, "text": 60, "title": 40, "source": 30}
DAY_COLUMNS = frozenset({"published", "date", "when_value", "reported_value"})


def write_xlsx(path: Path, columns: Mapping[str, str], rows: Iterable[Mapping[str, Scalar]]) -> int:
    """Writes a workbook and gives the number of rows.

    Raises FactxError without xlsxwriter, or for too many rows; OSError if it cannot be written.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise FactxError("Excel workbooks need xlsxwriter: pip install '.[xlsx]'") from error
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with TemporaryDirectory() as rows_until_closed:
        book = xlsxwriter.Workbook(str(path), options | {"tmpdir": rows_until_closed})
        try:
            count = fill_sheet(book, columns, rows)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # what the system has said
        finally:
            book.fileclosed = True  # else it is written after all when it is forgotten
    return count


def fill_sheet(book: Any, columns: Mapping[str, str], rows: Iterable[Mapping[str, Scalar]]) -> int:
    """Puts the rows on the one sheet of a workbook; gives their number. Raises FactxError for too many."""
    sheet = book.add_worksheet("claims")
    sheet.freeze_panes(1, 0)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, name in enumerate(columns):
        sheet.set_column(at, at, WIDTHS.get(name, 14))
        sheet.write_string(0, at, name, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise FactxError(f"a sheet holds {MOST_ROWS} rows and no more; filter the claims, or write .csv or .db")
        for at, name in enumerate(columns):
            write_cell(sheet, (count, at), name, row[name], day)
    return count


def write_cell(sheet: Any, place: tuple[int, int], name: str, value: Scalar, day: Any) -> None:
    """Writes a cell as what it is: number, truth, day or text; of None nothing."""
    if value is None:
        return
    if name in FLAGS:
        sheet.write_boolean(*place, bool(value))
    elif name in NUMBERS | WHOLE_NUMBERS:
        sheet.write_number(*place, real(value))
    elif name in DAY_COLUMNS and (found := whole_day(value)):
        sheet.write_datetime(*place, found, day)
    else:
        sheet.write_string(*place, fitting(CONTROLS.sub("", str(value))))


def fitting(text: str) -> str:
    """The text, or as much of it as a cell holds, with a sign that there was more. Letters count as in UTF-16."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MOST_LETTERS:
        return text
    return units[: 2 * (MOST_LETTERS - len(ELLIPSIS))].decode("utf-16-le", "ignore") + ELLIPSIS


def whole_day(value: Scalar) -> date | None:
    """The day that a text says, if it says one whole day that Excel has."""
    try:
        found = date.fromisoformat(str(value)) if len(str(value)) == len("2024-03-05") else None
    except ValueError:
        return None
    return found if found is not None and found.year > 1900 else None
