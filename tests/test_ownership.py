"""A file is written over only if the same command has written it."""

import csv

import pytest
from command import factx
from made_records import TEXT, claim, record

from factx.errors import UsageError
from factx.export import COLUMNS, export_records, formats
from factx.plain import to_json
from factx.report import write_report

PLACE = {"span": [36, 44], "text": "Karabakh", "country": "AZ", "admin1": None, "geonameid": 587386}
PLACE |= {"lat": 39.8, "lon": 46.75, "kind": "region", "precision": "exact"}
pytestmark = pytest.mark.quick

FILES = [ending for ending in formats(coding=False) if ending != ".brat"]  # which is a folder
ADVICE = "nothing is touched; move it away, or give another name"


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text(to_json(record([claim(place=PLACE)], text=TEXT)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_text(to_json(record([], text=TEXT)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "content", [b"Call the mayor at nine.\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"{}", b"\xff\xfe\0"]
)
@pytest.mark.parametrize("ending", FILES)
def test_an_export_leaves_a_file_of_another_kind_as_it_is(records, tmp_path, ending, content):
    target = tmp_path / f"mine{ending}"
    target.write_bytes(content)
    with pytest.raises(UsageError, match=ADVICE):
        export_records(records, target)
    assert target.read_bytes() == content
    assert sorted(tmp_path.iterdir()) == sorted([records, target])


@pytest.mark.parametrize("ending", FILES)
def test_an_export_takes_the_place_of_an_earlier_one(records, empty, tmp_path, ending):
    target = tmp_path / f"claims{ending}"
    for source in (records, empty, records):
        export_records(source, target)
    assert export_records(records, target) == 1


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_an_export_takes_the_place_of_one_with_other_columns(records, tmp_path, ending):
    target = tmp_path / f"sheet{ending}"
    export_records(records, target, coding="floor")
    export_records(records, target)
    export_records(records, target, coding="floor")


def test_a_coding_sheet_that_was_filled_in_is_the_coders(records, tmp_path):
    target = tmp_path / "coding.csv"
    export_records(records, target, coding="blank")
    filled = target.read_text(encoding="utf-8").replace(",200,,", ",200,212,")
    target.write_text(filled, encoding="utf-8")
    for coding in ("blank", "floor", None):
        with pytest.raises(UsageError, match=f"that is filled in has; {ADVICE}"):
            export_records(records, target, coding=coding)
    assert ",200,212," in target.read_text(encoding="utf-8")


def test_a_coding_sheet_grows_with_the_records(records, tmp_path):
    target, more = tmp_path / "coding.csv", tmp_path / "more.jsonl"
    export_records(records, target, coding="floor")
    more.write_text(to_json(record([claim(place=PLACE)], text=TEXT, id="another")) + "\n", encoding="utf-8")
    export_records([records, more], target, coding="floor")
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("name", ["photo.png", "page", "page.html.jsonl"])
def test_a_page_goes_to_a_name_of_a_page(records, tmp_path, name):
    done = factx("report", records, "-o", tmp_path / name, check=2)
    assert done.stderr == f"factx: {tmp_path / name}: the name must end in .html or .htm\n"
    assert not (tmp_path / name).exists()


def test_an_empty_file_is_nobodys(records, tmp_path):
    (tmp_path / "claims.csv").touch()
    assert export_records(records, tmp_path / "claims.csv") == 1


@pytest.mark.parametrize(
    "header",
    [
        "title,text,url,published",  # articles, by the names that ours have too
        "date,place,source,event,note",  # somebody's own coding
        ",".join([*COLUMNS, "my remark"]),
        ";".join(COLUMNS),
        "\ufeff" + ",".join(COLUMNS),
    ],
)
def test_a_table_that_somebody_made_or_worked_on_is_theirs(records, tmp_path, header):
    target = tmp_path / "claims.csv"
    target.write_text(header + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=ADVICE):
        export_records(records, target)


def test_the_columns_that_are_asked_for_again_are_ours(records, tmp_path):
    target = tmp_path / "short.csv"
    for _ in range(2):
        factx("export", records, target, "--columns", "source,low", check=0)
    with target.open(encoding="utf-8") as file:
        assert next(csv.reader(file)) == ["source", "low"]


def test_a_page_takes_the_place_of_a_page_and_of_nothing_else(records, tmp_path):
    page, notes = tmp_path / "page.html", tmp_path / "notes.html"
    write_report(records, page, title="One")
    write_report(records, page, title="Another")
    assert "<title>Another" in page.read_text(encoding="utf-8")
    notes.write_text("<!doctype html>\n<html lang='en'><body>Mine</body></html>\n", encoding="utf-8")
    done = factx("report", records, "-o", notes, check=2)
    assert done.stderr.count("\n") == 1 and ADVICE in done.stderr
    assert "Mine" in notes.read_text(encoding="utf-8")


def test_the_records_are_not_written_over_by_what_is_made_of_them(records):
    before = records.read_bytes()
    done = factx("report", records, "-o", records, check=2)
    assert done.stderr == f"factx: {records} is the file to read from; give another name for the result\n"
    assert records.read_bytes() == before


def test_a_log_is_written_behind_a_log_and_behind_nothing_else(records, tmp_path):
    log, article = tmp_path / "factx.log", tmp_path / "article.txt"
    for name in ("a.csv", "b.csv"):
        factx("--log", log, "export", records, tmp_path / name, check=0)
    assert log.read_text(encoding="utf-8").count("claims in") == 2
    article.write_text("Twelve people died.\n", encoding="utf-8")
    done = factx("--log", article, "export", records, tmp_path / "c.csv", check=2)
    assert "is there already, and no log of factx; nothing is touched" in done.stderr
    assert article.read_text(encoding="utf-8") == "Twelve people died.\n"
