"""CSV and Parquet: an article a row, under the names that other tools give to its fields."""

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import factx
from test_readers import refused, write

from factx.errors import UsageError
from factx.readers import expand, read
from factx.readers.fields import read_fields

ROWS = [
    {
        "url": "https://plain.example/1",
        "headline": "Flood",
        "date": "March 5, 2024",
        "body": 'Twelve "fled".\nTwo stay.',
    },
    {"url": "https://plain.example/2", "headline": "Fire", "date": "unknown", "body": "Nine died."},
]


def articles(path, **fields):
    return [read(entry, fields=fields) for entry in expand([path], fields=fields)]


def as_csv(path, rows, **options):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), **options)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_row_of_csv_is_an_article(tmp_path, separator):
    first, second = articles(as_csv(tmp_path / "news.csv", ROWS, delimiter=separator))
    assert (first.id, first.text, first.title) == ("news:1", 'Twelve "fled".\nTwo stay.', "Flood")
    assert (first.published, first.url, first.extracted) == ("2024-03-05", "https://plain.example/1", True)
    assert (second.id, second.published) == ("news:2", None)


def test_columns_may_be_named(tmp_path):
    path = as_csv(tmp_path / "news.csv", [{"inhalt": "Twelve fled.", "body": "no", "key": "k1", "tag": "2024-03-05"}])
    (document,) = articles(path, text="inhalt", id="key", published="tag")
    assert (document.id, document.text, document.published) == ("k1", "Twelve fled.", "2024-03-05")
    (entry,) = expand([path], fields={"text": "missing"})
    assert entry.problem == 'has no "missing"'


def test_a_row_of_parquet_is_an_article(tmp_path):
    import datetime

    rows = [row | {"id": n, "date": datetime.date(2024, 3, 5), "authors": ["A", "B"]} for n, row in enumerate(ROWS)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "news.parquet")
    documents = articles(tmp_path / "news.parquet")
    assert [d.id for d in documents] == ["0", "1"]
    assert [d.text for d in documents] == [row["body"] for row in ROWS]
    assert (documents[0].published, documents[0].author) == ("2024-03-05", "A, B")
    (tmp_path / "unnamed").write_bytes((tmp_path / "news.parquet").read_bytes())
    assert [d.id for d in articles(tmp_path / "unnamed")] == ["0", "1"]


def test_lines_of_other_tools_are_read(tmp_path):
    row = {"maintext": "Twelve fled.", "title": "Flood", "date_publish": "2024-03-05 08:00:00", "authors": ["J. Roe"]}
    (document,) = articles(write(tmp_path / "crawl.jsonl", json.dumps(row)))
    assert (document.id, document.text, document.title) == ("crawl:1", "Twelve fled.", "Flood")
    assert (document.published, document.author) == ("2024-03-05", "J. Roe")


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.csv", b"id,text\n1,\x00\n", "NUL"),
        ("a.csv", b"id,text\n1,\xff\n2,\xc3\xa9\n", "mixes UTF-8"),
        ("a.csv", b'id,text\n1,"x"y\n', "no CSV"),
        ("a.parquet", b"PAR1 cut off", "no Parquet"),
        ("a.csv", b"id,words\n1,x\n", 'no "text"'),
    ],
)
def test_what_is_no_table_is_told(tmp_path, name, raw, reason):
    assert reason in refused(write(tmp_path / name, raw))


@pytest.mark.parametrize("pair", ["text", "=x", "text=", "words=body"])
def test_a_field_that_no_article_has_is_refused(pair):
    with pytest.raises(UsageError, match="FIELD=COLUMN"):
        read_fields([pair])


def test_the_command_takes_tables_and_fields(tmp_path):
    path = as_csv(tmp_path / "news.csv", [{"inhalt": "Twelve people died, police said.", "n": "7"}])
    out = tmp_path / "out.jsonl"
    factx("batch", path, "-q", "-o", out, "--field", "text=inhalt", "--field", "id=n", check=0)
    assert json.loads(out.read_text(encoding="utf-8"))["document"]["id"] == "7"
    assert json.loads(out.read_text(encoding="utf-8"))["claims"]
    assert factx("batch", path, "-o", tmp_path / "b.jsonl", "--field", "inhalt", check=2).stderr.count("\n") == 1
