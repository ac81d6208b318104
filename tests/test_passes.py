"""Passes are known by what they are, can be left out and put back, and explain the claims that need them."""

import pytest

from factx.explain import explained_records
from factx.model import Document
from factx.passes import STAGES, as_pass, at_work, find_passes, functions_of, modules_of, watched, without
from factx.render.rows import why

EXPLAINED = ("passes", "evidence")
TEXT = "At least 12 people were killed on Tuesday, the mayor said. The bridge will be closed, the governor said."


def test_every_pass_is_explained_by_its_stage_and_name():
    assert len(find_passes()) > 100
    for id, found in find_passes().items():
        assert id.startswith(f"{found.stage}/")
        assert id == id.lower()


def test_of_two_passes_of_one_name_none_is_hidden():
    every = {
        function
        for stage in STAGES
        for module in modules_of(stage)
        for name, function in functions_of(module)
        if as_pass(stage, name, function)
    }
    assert {found.function for found in find_passes().values()} == every


@pytest.fixture(scope="module")
def record(extractor):
    return next(iter(explained_records(extractor, [Document(id="a", text=TEXT)])))


def test_an_explained_record_is_the_record_with_the_passes_of_each_claim(extractor, record):
    [plain] = extractor.plain_records([Document(id="a", text=TEXT)])
    bare = [{key: value for key, value in claim.items() if key not in EXPLAINED} for claim in record["claims"]]
    assert bare == plain["claims"]
    assert all(set(claim["passes"]) <= set(find_passes()) for claim in record["claims"])


def test_a_statement_shows_the_signs_by_which_it_became_a_row(extractor, record):
    [statement] = [claim for claim in record["claims"] if claim["kind"] == "statement"]
    found, weights = statement["evidence"], extractor.nlp.get_pipe("factx_claims").rules.claims.weights
    assert found["score"] == weights.bias + sum(weight for _, weight in found["signs"]) > 0
    assert ["cue say", weights.signs["cue say"]] in found["signs"]
    assert found["bars"] == []
    assert "a row by +" in why(statement)
    assert "evidence" not in next(claim for claim in record["claims"] if claim["kind"] == "figure")


def test_an_attribution_that_is_no_row_shows_what_speaks_against_it(record):
    reasons = [attribution["evidence"]["bars"] for attribution in record["attributions"]]
    assert reasons == [["tells no more than its figures"], []]


def test_a_figure_needs_other_passes_than_a_statement(record):
    kinds = {claim["kind"]: set(claim["passes"]) for claim in record["claims"]}
    assert {id.partition("/")[0] for id in kinds["figure"] - kinds["statement"]} >= {"quantities", "events"}
    assert "claims/figure-claim" in kinds["figure"]


def test_a_pass_that_is_left_out_does_nothing_and_comes_back(extractor):
    def claims():
        return [c.kind for c in extractor.extract(TEXT).claims]

    before = claims()
    assert "figure" in before
    with without(find_passes()["claims/figure-claim"]):
        assert "figure" not in claims()
    assert claims() == before


def test_a_pass_comes_back_after_a_failure():
    found = find_passes()["claims/figure-claim"]
    own = found.function.__code__
    with pytest.raises(ZeroDivisionError), without(found):
        raise ZeroDivisionError
    assert found.function.__code__ is own


def test_what_is_at_work_was_asked(extractor):
    def run():
        extractor.extract(TEXT)

    assert "claims/figure-claim" in at_work(run)
    assert at_work(run) < {id for id, _ in watched(run)}
