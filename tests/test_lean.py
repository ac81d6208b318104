"""Lean records say all that whole ones say, and every command reads them."""

import json

import pytest
from command import factx
from conftest import check_record
from made import TEXT, flood, write_lines

from factx.lean import lean, to_lean_json, whole
from factx.model import Document
from factx.records import read_latest, read_records

ARTICLES = (
    TEXT,
    "Bridge falls\n\nAt least 12 people were killed on Tuesday when a bridge fell in Genoa, the mayor said, citing "
    "police.\n\nOfficials denied that more than 40 were hurt. A man and two children drowned. Nobody was arrested.",
)


@pytest.mark.parametrize("text", ARTICLES)
def test_nothing_is_lost(extractor, text):
    (record,) = extractor.plain_records([Document(id="a", text=text, published="2024-03-05")])
    small = to_lean_json(record)
    again = whole(json.loads(small))
    assert again == record
    check_record(again, text)
    assert len(small) < 0.6 * len(json.dumps(record))


def test_a_copy_that_differs_is_kept():
    record = flood()
    record["claims"][1]["quantity"] = record["claims"][1]["quantity"] | {"low": 13}
    record["claims"][1]["source"] = record["claims"][1]["source"] | {"head": "mayor"}
    small = lean(record)
    assert whole(small)["claims"] == list(read_filled(record))


def read_filled(record):
    return whole(record)["claims"]


def test_every_command_reads_them(tmp_path):
    write_lines(tmp_path / "whole.jsonl", [flood()])
    (record,) = read_records(tmp_path / "whole.jsonl")
    record = whole(record)
    (tmp_path / "lean.jsonl").write_text(to_lean_json(record) + "\n", encoding="utf-8")
    assert list(read_records(tmp_path / "lean.jsonl")) == [record]
    assert list(read_latest([tmp_path / "lean.jsonl", tmp_path / "lean.jsonl"])) == [record]
    tables = []
    for name in ("whole", "lean"):
        factx("export", tmp_path / f"{name}.jsonl", tmp_path / f"{name}.csv", check=0)
        tables.append((tmp_path / f"{name}.csv").read_text(encoding="utf-8"))
    assert tables[0] == tables[1]


def test_batch_writes_them_and_brings_them_up_to_date(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLES[1], encoding="utf-8")
    command = ["batch", tmp_path / "in", "-o", tmp_path / "out.jsonl", "--lean", "--update"]
    factx(*command, check=0)
    (tmp_path / "in" / "b.txt").write_text(ARTICLES[1], encoding="utf-8")
    done = factx(*command, check=0)
    assert "1 new, 0 changed, 0 gone, 1 kept" in done.stderr
    first, second = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert first["schema"] == second["schema"] == "factx/1-lean"
    assert f"{2 * len(first['claims'])} claims" in done.stderr
