"""The rule examples of every stage, both ways: each example holds, each rule has an example and a look-alike."""

import pytest

from factx.corpora import RECORDS, failures, read_examples
from factx.coverage import silent_ids
from factx.model import Document
from factx.rules import rule_ids

EXAMPLES = [(stage, example) for stage in RECORDS for example in read_examples(stage)]


def name(value):
    return value if isinstance(value, str) else f"{value.rule}-{value.texts[0][:40]}"


@pytest.mark.parametrize(("stage", "example"), [(s, e) for s, e in EXAMPLES if not e.gap], ids=name)
def test_example_holds(stage, example, extractor):
    assert list(failures(extractor, stage, example)) == []


@pytest.mark.parametrize(("stage", "example"), [(s, e) for s, e in EXAMPLES if e.gap], ids=name)
def test_a_known_gap_is_still_one(stage, example, extractor):
    assert list(failures(extractor, stage, example)), "it holds now: drop the gap"


@pytest.mark.parametrize("stage", RECORDS)
def test_every_rule_has_an_example_and_a_look_alike(stage):
    examples = read_examples(stage)
    needed = {e.rule for e in examples if e.expect}
    refused = {e.rule for e in examples if not e.expect}
    assert made_by(stage) - needed == set(), "rules without an example"
    assert made_by(stage) - refused == set(), "rules without a look-alike that must not match"


def made_by(stage):
    """The ids of the rules of a stage that make its records."""
    return set(rule_ids(stage)) - silent_ids(stage)


@pytest.mark.parametrize("stage", ["attributions", "quantities", "events"])
def test_a_text_that_breaks_off_anywhere_is_read(extractor, stage):
    """An article cut off in mid-sentence, as feeds do, loses nothing but its end."""
    words = {text: text.split(" ") for example in read_examples(stage) for text in example.texts}
    cut = sorted({" ".join(said[:end]).rstrip(".,") for said in words.values() for end in range(1, len(said) + 1)})
    documents = [Document(id=text, text=text) for text in cut if text]
    assert [outcome for outcome in extractor.outcomes(documents) if isinstance(outcome, Exception)] == []
