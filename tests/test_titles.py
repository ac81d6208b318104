"""A title that the text does not open with makes claims of its own, in front, which count in the title."""

import json

import pytest

from factx import read_records, record_to_plain
from factx.explain import explained_records
from factx.model import Document
from factx.render.markdown import render_markdown

TITLE = "12 dead and 30 wounded in Kabul bombing, Holm says"
TEXT = "A bomb went off in Kabul.\n\nAt least 12 people were killed, police chief Lena Holm said. She said it fell."


def article(title, text=TEXT, id="a"):
    return Document(id=id, text=text, title=title, published="2024-05-15", extracted=True)


@pytest.fixture(scope="module")
def record(extractor):
    return next(extractor.plain_records([article(TITLE)]))


def of_title(record):
    return [claim for claim in record["claims"] if claim["section"] == "title"]


def test_the_titles_claims_stand_in_front_and_count_in_the_title(record):
    first, second, *others = record["claims"]
    assert [c["section"] for c in (first, second)] == ["title", "title"]
    assert [c["quantity"]["low"] for c in (first, second)] == [12, 30]
    assert all(c["section"] == "body" for c in others)
    for claim in of_title(record):
        for part in (claim, claim["quantity"], claim["place"] or claim):
            assert TITLE[slice(*part["span"])] == part["text"]
    assert [c["id"] for c in record["claims"]] == [f"c{n}" for n in range(1, len(record["claims"]) + 1)]


def test_what_the_text_tells_again_is_the_same_and_who_says_it_is_named_in_full(record):
    first, second, toll, *_ = record["claims"]
    assert first["same_as"] == [toll["id"]]
    assert toll["same_as"] == [first["id"]]
    assert second["source"]["canonical"] == "Lena Holm"
    assert second["chain"] == ["Lena Holm"]


def test_what_a_record_lists_counts_in_the_text(record):
    bare = Document(id="a", text=TEXT, published="2024-05-15", extracted=True)
    assert {a["id"] for a in record["attributions"]}.isdisjoint(c["attribution"] for c in of_title(record))
    for thing in (*record["quantities"], *record["dates"]):
        assert TEXT[slice(*thing["span"])] == thing["text"]
    assert bare.text == TEXT


@pytest.mark.parametrize(
    "title",
    [
        None,
        "A bomb went off in Kabul.",
        "A BOMB went\u00a0off  in Kabul.",
        "A market day in Kabul",
        "12 dead " * 100,
    ],
)
def test_a_title_that_the_text_opens_with_or_that_claims_nothing_adds_nothing(extractor, title):
    plain, bare = extractor.plain_records([article(title), article(None)])
    assert plain["claims"] == bare["claims"]


def test_each_article_gets_its_own_title(extractor):
    documents = [article(TITLE, id="a"), article(None, id="b"), article("Holm denies the attack", id="c")]
    found = {record["document"]["id"]: of_title(record) for record in extractor.plain_records(documents)}
    assert {id: len(claims) for id, claims in found.items()} == {"a": 2, "b": 0, "c": 1}
    assert found["c"][0]["cue"]["text"] == "denies"


def test_a_record_with_a_title_is_read_back(extractor, record, tmp_path):
    assert record_to_plain(extractor.record(article(TITLE))) == record
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    [back] = read_records(path)
    assert [c.source.canonical for c in back.claims if c.section == "title"] == ["Lena Holm", "Lena Holm"]


def test_an_explained_record_has_the_titles_claims_too(extractor, record):
    explained = next(iter(explained_records(extractor, [article(TITLE)])))
    assert [c["gist"] for c in explained["claims"]] == [c["gist"] for c in record["claims"]]


def test_a_table_says_that_it_stands_in_the_title(record):
    assert "title" in next(line for line in "".join(render_markdown([record])).splitlines() if line.startswith("- 30"))
