"""A company's quarters as a series over its reports."""

import csv
import json

import pytest
from command import factx
from made import write_lines
from made_articles import article, said

from factx.reconcile import reconcile
from factx.reconcile.quarters import company_of, measure_of

REPORTS = [("2024-04-25", "2024-Q1", 3.1e9), ("2024-07-25", "2024-Q2", 3.4e9), ("2024-10-24", "2024-Q3", 3.2e9)]


def earned(amount, quarter, *, subject="Its quarterly revenue", by=None, **more):
    """A claim that a company earned so much in a quarter."""
    claim = said("revenue", amount, by=by, kind=more.pop("kind", "organisation"), when=quarter, unit="dollar", **more)
    claim["quantity"]["kind"] = "money"
    return claim | {"subject": {"span": [0, 1], "text": subject}}


def report(id, published, claims, company="Quillmar"):
    title = f"{company} tells of its year in report {id}"
    return article(id, published, claims, [(company, "organisation"), ("Portlow", "place")], title=title)


def series(*records):
    return [event for event in reconcile(list(records))["events"] if event["figures"][0]["scope"] == "quarters"]


def three(**more):
    return [report(f"r{n}", day, [earned(sum_, period, **more)]) for n, (day, period, sum_) in enumerate(REPORTS)]


def test_the_quarters_of_a_company_are_one_series():
    [event] = series(*three(by="Quillmar"))
    [row] = event["figures"]
    assert event["title"] == "Quillmar, revenue by quarter, 2024-Q1 to 2024-Q3"
    assert row["trend"] == [["2024-01-01", 3.1e9], ["2024-04-01", 3.4e9], ["2024-07-01", 3.2e9]]
    assert (row["best"], row["type"], row["unit"], row["since"]) == (3.2e9, "revenue", "dollar", "2024-01-01")
    assert [say["quarter"] for say in row["says"]] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert not any(document["main"] for document in event["documents"])


def test_a_quarter_that_is_corrected_later_has_its_last_figure():
    corrected = report("r9", "2024-05-30", [earned(3.0e9, "2024-Q1")])
    [event] = series(*three(), corrected)
    assert event["figures"][0]["trend"][0] == ["2024-01-01", 3.0e9]


@pytest.mark.parametrize(
    "other",
    [
        {"by": "Ostwick Chips"},  # another company's
        {"superseded": True},
        {"subject": "The fine"},
        {"subject": "Its net profit"},
    ],
)
def test_another_figure_is_no_point_of_the_series(other):
    last = report("r9", "2025-01-30", [earned(9.9e9, "2024-Q4", **other)])
    assert [event["figures"][0]["highest"] for event in series(*three(), last)] == [3.4e9]


def test_a_year_or_a_single_report_makes_no_series():
    assert series(*(report(f"r{n}", f"2024-0{n}-01", [earned(1e9, "2024")]) for n in (1, 2))) == []
    both = [earned(3.1e9, "2024-Q1"), earned(3.4e9, "2024-Q2")]
    assert series(report("r1", "2024-07-25", both)) == []


def test_two_companies_are_two_series():
    others = [
        report(f"o{n}", day, [earned(sum_, period)], "Ostwick Chips") for n, (day, period, sum_) in enumerate(REPORTS)
    ]
    assert len(series(*three(), *others)) == 2


@pytest.mark.parametrize(
    ("subject", "measure"),
    [
        ("First-quarter revenue of $3.1 billion", "revenue"),
        ("The group's net profit", "net profit"),
        ("Operating income at its mills", "operating income"),
        ("Strong sales", "sales"),
        ("The cost of the plant", None),
        ("Shipments", None),
    ],
)
def test_what_companies_report(subject, measure):
    assert measure_of(subject) == measure


def test_the_company_is_the_first_that_an_article_names():
    made = article(
        "a", "2024-04-25", (), [("Portlow", "place"), ("Quillmar", "organisation"), ("Ostwick", "organisation")]
    )
    assert company_of(made) == "Quillmar"
    assert company_of(article("a", "2024-04-25", (), [("Portlow", "place")])) is None


def test_the_table_and_the_file_of_series_have_the_quarters(tmp_path):
    out, target = tmp_path / "out.jsonl", tmp_path / "series.csv"
    write_lines(out, three(by="Quillmar"))
    table = factx("reconcile", out, COLUMNS="120", check=0).stdout
    assert "best" not in table.split("by quarter")[1].split("\n")[2]
    assert "3.2 billion in 2024-Q3" in table
    factx("export", out, target, check=0)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert [(row["quarter"], row["type"]) for row in rows] == [(period, "revenue") for _, period, _ in REPORTS]


def test_the_quarter_stays_in_a_file_of_traces(tmp_path):
    first, *rest = three(by="Quillmar")
    for n, part in enumerate(([first], rest)):
        write_lines(tmp_path / f"{n}.jsonl", part)
        done = factx("reconcile", tmp_path / f"{n}.jsonl", "--update", tmp_path / "t.db", "--format", "json", check=0)
    events = json.loads(done.stdout)["events"]
    assert [event["figures"][0]["best"] for event in events if event["figures"][0]["scope"] == "quarters"] == [3.2e9]
