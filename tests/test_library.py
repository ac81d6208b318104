"""What a program gets: claims whose parts go by the names of the JSON, records read back, a data frame."""

import subprocess
import sys

import pytest
from made import TEXT, flood, write_lines

import factx

ARTICLE = "At least 12 people were killed in Genoa on Tuesday when a bridge fell, the mayor said."


def test_parts_of_a_claim_go_by_the_names_of_the_json(extractor):
    record = extractor.extract(ARTICLE, published="2018-08-15")
    plain = factx.record_to_plain(record)
    for claim, told in zip(record.claims, plain["claims"], strict=True):
        assert claim.text == told["text"]
        assert claim.gist == told["gist"]
        assert (claim.place and claim.place.span.text) == (told["place"] and told["place"]["text"])
        assert (claim.source and claim.source.canonical) == (told["source"] and told["source"]["canonical"])
        assert (claim.cue and claim.cue.lemma) == (told["cue"] and told["cue"]["lemma"])
        assert (claim.cause, claim.actor) == (claim.event.cause, claim.event.actor)
    assert record.claims[0].place.span.text == "Genoa"
    assert (record.names, record.dates, record.sections) == (
        record.extraction.names,
        record.extraction.dates,
        record.extraction.sections,
    )


def test_records_are_read_back(tmp_path, extractor):
    record = extractor.extract(ARTICLE, published="2018-08-15")
    write_lines(tmp_path / "a.jsonl", [factx.record_to_plain(record), flood()])
    first, second = factx.read_records(tmp_path / "a.jsonl")
    assert first.extraction == record.extraction
    assert first.pipeline == record.pipeline
    assert (second.document.text, second.document.outlet) == (TEXT, "The Wend Post")
    assert [claim.place and claim.place.span.text for claim in second.claims][1] == "Marlow"
    with pytest.raises(factx.RecordError, match="line 1"):
        list(factx.read_records(write_lines(tmp_path / "b.jsonl", [{}])))


def test_a_record_is_a_data_frame(tmp_path):
    (record,) = factx.read_records(write_lines(tmp_path / "a.jsonl", [flood()]))
    frame = record.to_pandas()
    assert list(frame["low"]) == [12, 12, 12, 3]
    assert list(frame["place"])[:2] == ["Marlow", "Marlow"]


def test_importing_factx_loads_neither_spacy_nor_pandas():
    code = "import sys, factx; print(sorted({'spacy', 'pandas', 'pydantic', 'rich'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
