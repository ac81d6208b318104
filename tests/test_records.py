"""Files of records are checked before anyone reads on, and texts are found again only where they are the same."""

import hashlib
import json

import pytest
from conftest import SCHEMA
from made import TEXT, flood, write_lines

from factx.errors import RecordError
from factx.reconcile import reconcile
from factx.records import read_records, text_of
from factx.report import render_report


def test_records_come_back_as_they_were_written(tmp_path):
    path = write_lines(tmp_path / "out.jsonl", [flood(), flood(id="two")])
    assert list(read_records(path)) == [flood(), flood(id="two")]


def test_a_json_file_holds_one_record_or_an_array(tmp_path):
    path = tmp_path / "out.json"
    path.write_text(json.dumps(flood(), indent=2), encoding="utf-8")
    assert list(read_records(path)) == [flood()]
    path.write_text(json.dumps([flood(), flood()]), encoding="utf-8")
    assert len(list(read_records(path))) == 2


def test_a_separator_inside_a_text_does_not_end_a_line(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(flood(title="a\u2028b\x85c"), ensure_ascii=False) + "\n", encoding="utf-8")
    assert [r["document"]["title"] for r in read_records(path)] == ["a\u2028b\x85c"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "not a factx/1 record"),
        ('{"id": "x", "text": "y"}', "not a factx/1 record"),
        ("[" * 100_000, "not JSON"),
        ("1" * 5_000, "not JSON"),
        ('{"schema": "factx/1", "document": {"id": NaN}}', "NaN"),
        ('{"schema": "factx/1"}', "document: Field required"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path, line, complaint):
    path = tmp_path / "out.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(RecordError, match=complaint):
        list(read_records(path))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("span", "0-5"),
        ("span", [3]),
        ("span", [-1, 3]),
        ("certainty", "sure"),
        ("section", "sidebar"),
        ("source", {"canonical": "X"}),
        ("same_as", None),
        ("additional", 1),
        ("gist", 5),
    ],
)
def test_a_claim_of_the_wrong_shape_is_named(tmp_path, field, value):
    record = flood()
    record["claims"][1][field] = value
    with pytest.raises(RecordError, match=f"line 1: claims.1.{field}"):
        list(read_records(write_lines(tmp_path / "out.jsonl", [record])))


def without_defaults(value, part):
    """The value without the keys for which the schema has a default."""
    part = SCHEMA["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    if isinstance(value, list):
        return [without_defaults(one, part["items"]) for one in value] if part.get("items") else value
    if "anyOf" in part:
        return value and without_defaults(value, part["anyOf"][0])
    if not isinstance(value, dict):
        return value
    known = part["properties"]
    return {k: without_defaults(v, known[k]) for k, v in value.items() if "default" not in known[k]}


def test_a_record_with_no_more_than_the_schema_requires_is_read(tmp_path):
    bare = without_defaults(flood(), SCHEMA)
    assert "anchor" in flood()["document"] and "anchor" not in bare["document"]
    assert list(read_records(write_lines(tmp_path / "out.jsonl", [bare]))) == [bare]
    assert reconcile([bare])["events"][0]["figures"] == reconcile([flood()])["events"][0]["figures"]
    assert "Ada Brook" in render_report([bare])


def test_keys_that_the_schema_does_not_have_are_let_through(tmp_path):
    more = flood() | {"note": "read twice"}
    more["claims"][0]["note"] = 5
    assert list(read_records(write_lines(tmp_path / "out.jsonl", [more]))) == [more]


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_one_clear_sentence(tmp_path):
    (tmp_path / "out.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecordError, match="not UTF-8"):
        list(read_records(tmp_path / "out.jsonl"))
    with pytest.raises(RecordError, match="cannot be read"):
        list(read_records(tmp_path / "none.jsonl"))
    with pytest.raises(RecordError, match="cannot be read"):
        list(read_records(tmp_path))


def from_file(path, content, characters):
    record = flood(path=str(path), sha256=hashlib.sha256(content).hexdigest(), characters=characters)
    del record["document"]["text"]
    return record


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_text_of_a_file_is_read_again_in_its_encoding(tmp_path, encoding):
    content = TEXT.encode(encoding)
    (tmp_path / "a.txt").write_bytes(content)
    assert text_of(from_file(tmp_path / "a.txt", content, len(TEXT))) == TEXT


def test_line_ends_are_left_as_they_are(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\r")
    assert text_of(from_file(tmp_path / "a.txt", b"one\r\ntwo\r", 9)) == "one\r\ntwo\r"


def test_a_file_may_lie_beside_the_records(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one")
    assert text_of(from_file("a.txt", b"one", 3), tmp_path) == "one"


def test_a_file_that_has_changed_is_not_taken(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one")
    assert text_of(from_file(tmp_path / "a.txt", b"two", 3)) is None


@pytest.mark.parametrize("path", ["none.txt", "/dev/zero", ".", "a\0b", None])
def test_what_is_no_plain_file_is_never_read(path):
    assert text_of(from_file(path, b"", 0) | {}) is None
