"""The command line as people and scripts meet it: help, formats, filters, exit codes, pipes."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest
from command import factx
from conftest import check_record

from factx.cli import app

ARTICLE = (
    "Bridge falls\n\nAt least 12 people were killed on Tuesday when a bridge fell in Genoa, the mayor said.\n\n"
    "Police denied that more than 40 were hurt."
)
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_a_line_for_each_option(command):
    done = factx(command, "--help", check=0)
    assert "Usage: " in done.stdout
    assert re.search(r"<(?:list|int|str|path|Path)\b", done.stdout) is None
    assert done.stderr == ""


def test_help_needs_neither_spacy_nor_rich():
    code = "import sys, factx.cli; print(sorted({'spacy', 'rich.console', 'pydantic'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_version_names_factx_model_and_spacy():
    assert " spaCy 3." in factx("--version", check=0).stdout


def test_the_table_says_who_says_how_many(article):
    done = factx("extract", article, "--published", "2018-08-15", check=0)
    for words in ("≥ 12", "killed", "the mayor", "2018-08-14", "¶1"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_json_of_one_file_is_a_true_record(article):
    record = json.loads(factx("extract", article, "--format", "json", check=0).stdout)
    check_record(record, ARTICLE)
    assert record["document"]["id"] == "bridge"


def test_json_of_two_files_is_a_list_and_jsonl_a_line_each(article):
    as_list = json.loads(factx("extract", article, article, "--format", "json", check=0).stdout)
    lines = factx("extract", article, article, "--format", "jsonl", check=0).stdout.splitlines()
    assert [json.loads(line) for line in lines] == as_list
    assert len(lines) == 2


def test_csv_is_one_claim_a_row(article):
    record = json.loads(factx("extract", article, "--format", "json", check=0).stdout)
    rows = list(csv.DictReader(io.StringIO(factx("extract", article, "--format", "csv", check=0).stdout)))
    assert len(rows) == len(record["claims"]) > 0


def test_markdown_is_a_gist_a_claim(article):
    page = factx("extract", article, "--format", "md", check=0).stdout
    assert page.startswith("## Bridge falls\n")
    assert "at least 12 people killed" in page


def test_html_is_a_whole_page(article):
    assert factx("extract", article, "--format", "html", check=0).stdout.lstrip().lower().startswith("<!doctype html>")


def test_standard_input_is_an_article():
    done = factx("extract", "-", "--format", "json", stdin=ARTICLE, check=0)
    check_record(json.loads(done.stdout), ARTICLE)


def test_the_same_input_gives_the_same_bytes(article):
    runs = {factx("extract", article, "--format", "json", check=0).stdout for _ in range(2)}
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--event", "killed"], lambda c: c["event"]["type"] == "killed"),
        (["--kind", "statement"], lambda c: c["kind"] == "statement"),
        (["--source", "mayor"], lambda c: "mayor" in c["source"]["text"]),
        (["--min-certainty", "certain"], lambda c: c["certainty"] == "certain"),
    ],
)
def test_filters_leave_only_what_was_asked_for(article, options, holds):
    claims = json.loads(factx("extract", article, "--format", "json", *options, check=0).stdout)["claims"]
    assert all(map(holds, claims))
    assert claims or options[1] == "statement"


def test_a_file_that_fails_does_not_take_the_others_with_it(article, tmp_path):
    done = factx("extract", tmp_path / "none.txt", article, "--format", "jsonl", check=1)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.count("\n") == 1
    assert "none.txt" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["extract"],
        ["extract", "x.txt", "--format", "xml"],
        ["extract", "x.txt", "--published", "yesterday"],
        ["extract", "x.txt", "--min-certainty", "maybe"],
        ["unknown"],
    ],
)
def test_wrong_usage_ends_with_2(args):
    assert factx(*args, check=2).stdout == ""


def test_a_missing_model_is_one_sentence(article):
    done = factx("extract", article, "--model", "no_such_model", check=1)
    assert done.stderr.count("\n") == 1
    assert "no_such_model" in done.stderr


def test_a_closed_pipe_ends_quietly(article):
    command = f"{sys.executable} -m factx extract {article} --format json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert len(done.stdout) == 10


def test_colour_is_for_terminals_that_want_it(article):
    assert "\x1b" not in factx("extract", article, check=0, NO_COLOR="1", TERM="xterm").stdout


def test_the_schema_is_the_one_records_are_checked_against():
    assert json.loads(factx("schema", check=0).stdout)["properties"]["schema"] == {"const": "factx/1"}


def test_help_lists_every_command_under_what_it_is_for():
    shown = factx("--help", check=0).stdout
    headings = ["Read articles:", "Compare what they say:", "Hand it on:", "Look after factx:"]
    assert [shown.index(heading) for heading in headings] == sorted(shown.index(heading) for heading in headings)
    assert "Else:" not in shown


def test_the_example_needs_no_file():
    record = json.loads(factx("extract", "--demo", "--format", "json", check=0).stdout)
    assert ("killed", 12, "Ada Brook") in {
        (c["event"]["type"], c["quantity"]["low"], (c["source"] or {}).get("canonical"))
        for c in record["claims"]
        if c["quantity"]
    }


def test_no_article_is_wrong_usage():
    assert "--demo" in factx("extract", check=2).stderr
