"""`factx diff`: which claims came, went, changed."""

import json

import pytest
from command import factx
from made import claim, write_lines
from made_articles import article, said

from factx.reconcile.diff import diff_records


def changes(old, new):
    return diff_records(article("old", "2024-03-05", old), article("new", "2024-03-06", new))


def statement(id, words, by="Ada Brook"):
    source = {"spans": [[0, 1]], "text": by, "canonical": by, "head": by, "type": "named_person", "resolved_from": None}
    return claim(id, "statement", words, words, source=source)


def test_a_version_has_no_changes_to_itself():
    claims = [said("killed", 3, by="police"), said("wounded", 8), statement("s1", "The road is closed.")]
    found = changes(claims, claims)
    assert (found["came"], found["went"], found["changed"], found["kept"]) == ([], [], [], 3)


def test_a_new_figure_of_the_same_voice_is_a_change():
    (change,) = changes([said("killed", 3, by="police")], [said("killed", 5, by="the police")])["changed"]
    assert change["what"] == ["figure"]
    assert (change["old"]["quantity"]["low"], change["new"]["quantity"]["low"]) == (3, 5)


def test_a_new_voice_for_the_same_figure_is_a_change():
    (change,) = changes([said("killed", 3, by="police")], [said("killed", 3, by="the mayor")])["changed"]
    assert change["what"] == ["source"]


def test_dead_and_hurt_are_never_taken_for_each_other():
    found = changes([said("killed", 3)], [said("wounded", 3)])
    assert (len(found["came"]), len(found["went"]), found["changed"]) == (1, 1, [])


def test_voices_are_matched_before_numbers():
    old = [said("killed", 3, by="police"), said("killed", 5, by="the mayor")]
    new = [said("killed", 5, by="police"), said("killed", 7, by="the mayor")]
    pairs = [(c["old"]["quantity"]["low"], c["new"]["quantity"]["low"]) for c in changes(old, new)["changed"]]
    assert sorted(pairs) == [(3, 5), (5, 7)]


def test_a_reworded_statement_is_a_change_and_another_one_is_not():
    old = [statement("s1", "The old mill road will stay closed for a week.")]
    new = [statement("s1", "The old mill road will stay closed for a month."), statement("s2", "Nobody saw it coming.")]
    found = changes(old, new)
    assert [change["what"] for change in found["changed"]] == [["words"]]
    assert [c["id"] for c in found["came"]] == ["s2"]


def test_the_same_words_of_another_voice_change_the_source():
    words = "The dam was never inspected."
    (change,) = changes([statement("s1", words)], [statement("s1", words, by="Jo Reed")])["changed"]
    assert change["what"] == ["source"]


def test_a_claim_told_twice_is_one():
    first, again = said("killed", 3), said("killed", 3)
    first["same_as"] = [again["id"]]
    assert len(changes([], [first, again])["came"]) == 1


def test_a_doubt_raised_is_a_change():
    old, new = said("killed", 3, by="police"), said("killed", 3, by="police", certainty="possible")
    assert [change["what"] for change in changes([old], [new])["changed"]] == [["certainty"]]


@pytest.fixture
def versions(tmp_path):
    old = [article("old", "2024-03-05", [said("killed", 3, by="[red]police"), said("arrested", 1)])]
    new = [article("new", "2024-03-06", [said("killed", 5, by="[red]police"), said("missing", 2)])]
    return write_lines(tmp_path / "old.jsonl", old), write_lines(tmp_path / "new.jsonl", new)


def test_the_table_shows_old_and_new(versions):
    done = factx("diff", *versions, COLUMNS="120", check=0)
    for words in ("1 changed, 1 came, 1 went, 0 kept", "3 → 5", "[red]police", "missing", "arrested"):
        assert words in done.stdout


def test_markdown_and_json_tell_the_same(versions):
    assert r"\[red\]police" in factx("diff", *versions, "--format", "md", check=0).stdout
    assert json.loads(factx("diff", *versions, "--format", "json", check=0).stdout)["schema"] == "factx-diff/1"


def test_articles_are_read_on_the_fly(tmp_path):
    for name, toll in (("old.txt", "three"), ("new.txt", "five")):
        (tmp_path / name).write_text(f"At least {toll} people were killed in Genoa, police said.", encoding="utf-8")
    assert factx("diff", tmp_path / "old.txt", tmp_path / "new.txt", check=0).stdout.startswith("old → new\n")


def test_a_file_of_several_records_is_refused(tmp_path):
    path = write_lines(tmp_path / "two.jsonl", [article("a", None), article("b", None)])
    done = factx("diff", path, path, check=1)
    assert "several records" in done.stderr
