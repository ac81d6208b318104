"""Label Studio, Prodigy and brat: every mark stands where it says, every link leads from mark to mark."""

import json
import re

import pytest
from command import factx
from made import TEXT, flood, write_lines

from factx.export import export_records
from factx.export.annotators import LABEL_STUDIO_CONFIG, brat_lines, label_studio_task, prodigy_task, tokens_of
from factx.model import Document

TWO_LINES = "Flood\n\nAt least 12 people died on Monday in\nGenoa, “the worst day,” Ana Ruiz said, “of our lives.”"


@pytest.fixture
def records(tmp_path):
    return write_lines(tmp_path / "records.jsonl", [flood(), flood(id="lost", text=TEXT)])


@pytest.fixture(scope="module")
def real(extractor):
    (record,) = extractor.plain_records([Document(id="a/b", text=TWO_LINES, extracted=True)])
    return record


def test_label_studio_tasks_hold_predictions(tmp_path, real):
    write_lines(tmp_path / "in.jsonl", [flood(), real])
    assert export_records(tmp_path / "in.jsonl", tmp_path / "t.labelstudio.json") == 4 + len(real["claims"])
    tasks = json.loads((tmp_path / "t.labelstudio.json").read_text(encoding="utf-8"))
    assert [task["data"]["text"] for task in tasks] == [TEXT, TWO_LINES]
    for task in tasks:
        regions = {r["id"]: r for r in task["predictions"][0]["result"] if r["type"] == "labels"}
        for region in regions.values():
            value = region["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
            assert f"<Label value='{value['labels'][0]}'/>" in LABEL_STUDIO_CONFIG
        relations = [r for r in task["predictions"][0]["result"] if r["type"] == "relation"]
        assert relations
        assert {r[end] for r in relations for end in ("from_id", "to_id")} <= set(regions)


def test_prodigy_lines_hold_tokens_spans_and_relations(tmp_path, real):
    write_lines(tmp_path / "in.jsonl", [flood(), real])
    export_records(tmp_path / "in.jsonl", tmp_path / "t.prodigy.jsonl")
    for line in (tmp_path / "t.prodigy.jsonl").read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        for token in task["tokens"]:
            assert task["text"][token["start"] : token["end"]] == token["text"]
        for span in task["spans"]:
            assert task["tokens"][span["token_start"]]["start"] == span["start"]
            assert task["tokens"][span["token_end"]]["end"] == span["end"]
        assert task["relations"]
        assert all(r["head_span"] in task["spans"] and r["child_span"] in task["spans"] for r in task["relations"])


def test_a_token_is_cut_where_a_span_is():
    assert [t["text"] for t in tokens_of("$3bn more.", {2})] == ["$", "3", "bn", "more", "."]


ANNOTATION = re.compile(
    r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\n]+"
    r"|E\d+\t[\w-]+:T\d+( \w+:T\d+)*"
    r"|R\d+\t\w+ Arg1:T\d+ Arg2:T\d+"
)


def test_brat_files_stand_off_from_the_text(tmp_path, real):
    write_lines(tmp_path / "in.jsonl", [flood(), real, real | {"document": real["document"] | {"id": "a_b"}}])
    export_records(tmp_path / "in.jsonl", tmp_path / "out.brat")
    names = sorted(path.name for path in (tmp_path / "out.brat").iterdir())
    assert names == ["a_b.ann", "a_b.txt", "a_b_2.ann", "a_b_2.txt", "annotation.conf", "marlow.ann", "marlow.txt"]
    config = (tmp_path / "out.brat" / "annotation.conf").read_text(encoding="utf-8")
    assert "Killed\tFigure?:Figure" in config
    for name in ("a_b", "marlow"):
        text = (tmp_path / "out.brat" / f"{name}.txt").read_text(encoding="utf-8")
        lines = (tmp_path / "out.brat" / f"{name}.ann").read_text(encoding="utf-8").splitlines()
        assert all(ANNOTATION.fullmatch(line) for line in lines)
        for line in (line for line in lines if line.startswith("T")):
            _, mark, words = line.split("\t")
            pieces = [tuple(map(int, piece.split())) for piece in mark.partition(" ")[2].split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == words
        assert {line[0] for line in lines} == {"T", "E", "R"}


def test_a_stretch_over_a_line_end_is_two_for_brat(real):
    assert all("\n" not in line for line in brat_lines(real, TWO_LINES))


ASTRAL = (
    "Flood 🎉\n\nAt least 12 people died on Monday in Genoa 😀, “the worst 🇺🇦,” Ana Ruiz said, “of our 𝟙𝟚 lives.”\n"
)


@pytest.fixture(scope="module")
def emoji(extractor):
    (record,) = extractor.plain_records([Document(id="emoji", text=ASTRAL, extracted=True)])
    return record


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # bratly's own
def test_a_reader_of_brat_opens_the_folder(tmp_path, real, emoji):
    from bratly.io.file_read_src import read_document_collection_from_folder

    write_lines(tmp_path / "in.jsonl", [flood(), real, emoji])
    export_records(tmp_path / "in.jsonl", tmp_path / "out.brat")
    opened = read_document_collection_from_folder(str(tmp_path / "out.brat"))
    assert opened is not None
    found = {document.filename_without_ext: document.annotation_collections[0] for document in opened.documents}
    assert set(found) == {"marlow", "a_b", "emoji"}
    for name, collection in found.items():
        lines = (tmp_path / "out.brat" / f"{name}.ann").read_text(encoding="utf-8").splitlines()
        assert len(collection.annotations) == len(lines)


def test_label_studio_takes_config_tasks_and_predictions(real, emoji):
    sdk = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="half a gigabyte: pip install label-studio-sdk"
    )
    interface = sdk.LabelInterface(LABEL_STUDIO_CONFIG)
    interface.validate()
    for record, text in ((real, TWO_LINES), (emoji, ASTRAL)):
        task = label_studio_task(record, text)
        assert interface.validate_task({"data": task["data"]})
        assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []


def test_letters_beyond_the_first_plane_count_one_for_each_tool(emoji):
    said = [a["source"]["text"] for a in emoji["attributions"]]
    assert "Ana Ruiz" in said
    start = ASTRAL.index("Ana Ruiz")  # in code points: three and more letters behind emoji
    regions = label_studio_task(emoji, ASTRAL)["predictions"][0]["result"]
    assert (start, start + 8) in {(r["value"]["start"], r["value"]["end"]) for r in regions if r["type"] == "labels"}
    assert start in {span["start"] for span in prodigy_task(emoji, ASTRAL)["spans"] if span["label"] == "Source"}
    assert any(f"Source {start} {start + 8}\tAna Ruiz" in line for line in brat_lines(emoji, ASTRAL))


def test_an_article_whose_text_is_gone_is_left_out_and_told(tmp_path):
    lost = flood(id="lost", path="gone.txt")
    del lost["document"]["text"]
    write_lines(tmp_path / "in.jsonl", [flood(), lost])
    done = factx("export", tmp_path / "in.jsonl", tmp_path / "t.prodigy.jsonl", check=1)
    assert "1 articles are left out" in done.stderr
    assert "lost" in done.stderr
    assert len((tmp_path / "t.prodigy.jsonl").read_text(encoding="utf-8").splitlines()) == 1
