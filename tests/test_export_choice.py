"""What of the records goes out: several files, filters, columns; and Excel's cells."""

import csv
import datetime

import openpyxl
import pytest
from command import factx
from made import flood, write_lines

from factx.export import Choice, export_records
from factx.filters import Filters


@pytest.fixture
def records(tmp_path):
    return write_lines(tmp_path / "records.jsonl", [flood()])


def cells(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_of_several_files_the_last_record_of_an_id_stands(tmp_path):
    old = write_lines(tmp_path / "old.jsonl", [flood(), flood(id="other"), flood(title="again")])
    new = write_lines(tmp_path / "new.jsonl", [flood(title="Newer")])
    factx("export", old, new, tmp_path / "a.csv", "--columns", "document,title,low", check=0)
    rows = cells(tmp_path / "a.csv")
    assert list(rows[0]) == ["document", "title", "low"]
    assert [(row["document"], row["title"]) for row in rows] == [("other", "Flood in Marlow")] * 4 + [
        ("marlow", "Newer")
    ] * 4
    factx("report", old, new, "-o", tmp_path / "a.html", check=0)
    assert "2 articles" in factx("report", old, new, "-o", tmp_path / "a.html", check=0).stderr


def test_filters_leave_what_was_asked_for(tmp_path, records):
    choice = Choice(select=Filters(events=("killed",), sources=("brook",)).apply)
    assert export_records(records, tmp_path / "a.csv", choice=choice) == 1
    done = factx("export", records, tmp_path / "a.xlsx", "--event", "killed", "--min-certainty", "certain", check=0)
    assert "2 claims" in done.stderr


@pytest.mark.parametrize(
    ("options", "named"),
    [(["a.csv", "--columns", "lowest"], "no column 'lowest'"), (["a.db", "--columns", "low"], "for tables")],
)
def test_a_column_that_there_is_not_is_refused(tmp_path, records, options, named):
    done = factx("export", records, tmp_path / options[0], *options[1:], check=2)
    assert named in done.stderr
    assert not (tmp_path / options[0]).exists()


def test_excel_has_typed_cells_a_frozen_header_and_no_formula(tmp_path):
    record = flood(outlet="=HYPERLINK(A1)", url="https://example.org/" + "x" * 3000, title="{=1+1}")
    source = write_lines(tmp_path / "in.jsonl", [record])
    assert export_records(source, tmp_path / "a.xlsx") == 4
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["claims"]
    assert sheet.freeze_panes == "A2"
    header, *rows = sheet.iter_rows()
    names = [cell.value for cell in header]
    first = dict(zip(names, rows[0], strict=True))
    assert (first["low"].value, first["low"].data_type) == (12, "n")
    assert first["published"].value == datetime.datetime(2024, 3, 5)
    assert first["additional"].value is False
    assert (first["outlet"].value, first["outlet"].data_type) == ("=HYPERLINK(A1)", "s")
    assert all(cell.data_type != "f" for row in rows for cell in row)


@pytest.mark.parametrize("letter", ["a", "🌊"])
def test_a_text_that_no_cell_of_excel_holds_ends_in_an_ellipsis(tmp_path, letter):
    source = write_lines(tmp_path / "in.jsonl", [flood(title=letter * 100_000)])
    export_records(source, tmp_path / "a.xlsx")
    titles = {row[3] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["claims"].iter_rows(2, values_only=True)}
    (title,) = titles
    assert title.endswith(f"{letter}…") and 32_765 <= len(title.encode("utf-16-le")) // 2 <= 32_767
