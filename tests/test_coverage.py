"""How often each rule and entry fires: counted over articles, over records of a batch, and with a user's own rules."""

import csv
import io
import json

import pytest
from command import factx

from factx.coverage import RuleEntry, count_firings, entries, rare_rules
from factx.lean import to_lean_json
from factx.model import Document
from factx.plain import to_json

TEXT = (
    "At least 12 people were killed in the blast, the mayor said. Fuel cost $40 on May 3, 2021, he said. "
    "Fire burned 12 hectares."
)
SAY = RuleEntry("attributions/lexicon.toml", "verb say")


@pytest.fixture(scope="module")
def records(extractor):
    return list(extractor.plain_records([Document(id=str(n), text=TEXT) for n in range(2)]))


def test_what_fires_is_counted_with_articles_and_samples(records):
    found = count_firings(records)
    assert (found[SAY].count, found[SAY].articles) == (4, 2)
    assert "the mayor said" in found[SAY].samples[0]
    for entry in (
        RuleEntry("quantities/rules.toml", "at-least"),
        RuleEntry("quantities/currencies.toml", "USD"),
        RuleEntry("events/rules.toml", "passive-victim"),
        RuleEntry("events/lexicon.toml", "killed kill"),
        RuleEntry("attributions/rules.toml", "clausal-complement"),
        RuleEntry("dates/rules.toml", "full-date"),
    ):
        assert found[entry].articles == 2, entry


def test_what_never_fires_is_there_with_nothing(records):
    found = count_firings(records)
    assert found[RuleEntry("attributions/lexicon.toml", "verb accuse")].count == 0
    assert len(found) > 1000


def test_every_rule_of_every_example_is_an_entry():
    names = {entry.name for entry in entries()}
    assert {"at-least", "full-date", "toll-value", "credit", "longer-name", "verb say", "killed kill", "metre"} <= names


def test_the_command_reads_records_and_a_users_rules(tmp_path, records):
    news = tmp_path / "out.jsonl"
    news.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    own = tmp_path / "own" / "attributions"
    own.mkdir(parents=True)
    (own / "lexicon.toml").write_text('[verb.accuse]\nbesmirch = "o"\n', encoding="utf-8")
    done = factx("rules", "coverage", news, "--rules", tmp_path / "own", "--never", "-f", "csv", check=0)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.stderr.startswith("factx: 2 articles; ")
    assert {"verb besmirch"} <= {row["entry"] for row in rows}
    assert "verb say" not in {row["entry"] for row in rows}
    assert {row["fires"] for row in rows} == {"0"}


def test_the_command_knows_lean_records_as_records(tmp_path, records):
    told = []
    for name, write in (("whole.jsonl", to_json), ("lean.jsonl", to_lean_json)):
        (tmp_path / name).write_text("".join(write(record) + "\n" for record in records), encoding="utf-8")
        told.append(factx("rules", "coverage", tmp_path / name, "-f", "csv", check=0).stdout)
    assert told[0] == told[1]


def test_the_command_reads_articles(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = factx("rules", "coverage", tmp_path, "--file", "units", "--format", "json", check=0).stdout
    assert (json.loads(out)[0]["entry"], json.loads(out)[0]["fires"]) == ("hectare", 1)
    assert {entry["file"] for entry in json.loads(out)} == {"quantities/units.toml"}


def test_a_rule_that_says_why_it_is_rare_is_not_asked_after(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    options = ("--file", "dates/rules", "--below", "1", "--format", "json")
    seldom = {entry["entry"] for entry in json.loads(factx("rules", "coverage", tmp_path, *options, check=0).stdout)}
    assert "weekday" in seldom
    assert not seldom & {"full-date", *(entry.name for entry in rare_rules())}
