"""What `factx batch` writes goes into the tools people have: the commands are those of the README."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import factx

ARTICLES = {
    "flood": "Flood kills 12 in Ruda\n\nAt least 12 people were killed when the river left its bed, Ana Kolar said.\n",
    "fire": "Mill burns in Oro\n\nThree people were killed and 40 injured in a fire in Oro, police said on Monday.\n",
    "court": "Dairy fined\n\nA court fined the dairy $3 million on Monday. “We appeal,” said its owner, Ivo Brand.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the output of a run, and its claims beside it as plain records."""
    folder = tmp_path_factory.mktemp("tools")
    (folder / "news").mkdir()
    for name, text in ARTICLES.items():
        (folder / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    factx("batch", folder / "news", "-o", folder / "out.jsonl", "--published", "2024-03-05", "--workers", "1", check=0)
    return folder


@pytest.fixture(scope="module")
def deaths(folder):
    """(article, at least so many, who says so) of every claim of deaths."""
    records = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [
        (r["document"]["id"], c["quantity"]["low"], c["source"]["canonical"] if c["source"] else None)
        for r in records
        for c in r["claims"]
        if c["event"] and c["event"]["type"] == "killed" and c["quantity"]
    ]
    assert {article for article, _, _ in found} == {"flood", "fire"}
    return sorted(found, key=str)


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


DEATHS_JQ = (
    '.document.id as $id | .claims[] | select(.kind == "figure" and .event.type == "killed")'
    " | [$id, .quantity.low, .source.canonical]"
)


def test_jq(folder, deaths):
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    lines = run(folder, "jq", "-c", DEATHS_JQ, "out.jsonl").splitlines()
    assert sorted((tuple(json.loads(line)) for line in lines), key=str) == deaths


def test_jq_package(folder, deaths):
    jq = pytest.importorskip("jq")
    rows = jq.compile(DEATHS_JQ).input_text((folder / "out.jsonl").read_text(encoding="utf-8")).all()
    assert sorted((tuple(row) for row in rows), key=str) == deaths


def test_pandas(folder, deaths):
    pandas = pytest.importorskip("pandas")
    records = pandas.read_json(folder / "out.jsonl", lines=True)
    articles = pandas.json_normalize(records["document"].tolist())["id"]
    claims = records.assign(article=articles)[["article", "claims"]].explode("claims").dropna()
    table = claims[["article"]].reset_index(drop=True).join(pandas.json_normalize(claims["claims"].tolist()))
    killed = table[(table["event.type"] == "killed") & (table["kind"] == "figure")]
    killed = killed[["article", "quantity.low", "source.canonical"]].astype(object)
    rows = killed.where(killed.notna(), None).itertuples(index=False, name=None)
    assert sorted(((article, int(low), who) for article, low, who in rows), key=str) == deaths


DEATHS_DUCKDB = """
SELECT document.id, c.quantity.low, c.source.canonical
FROM (SELECT document, unnest(claims) AS c FROM read_json('out.jsonl'))
WHERE c.kind = 'figure' AND c.event.type = 'killed'
"""


def test_duckdb(folder, deaths, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    rows = duckdb.sql(DEATHS_DUCKDB).fetchall()
    assert sorted(((article, int(low), who) for article, low, who in rows), key=str) == deaths


DEATHS_SQLITE = """
SELECT document_id, json_extract(c.value, '$.quantity.low') AS low, json_extract(c.value, '$.source.canonical') AS who
FROM records, json_each(records.claims) AS c
WHERE json_extract(c.value, '$.kind') = 'figure' AND json_extract(c.value, '$.event.type') = 'killed'
"""


def test_sqlite_utils(folder, deaths):
    pytest.importorskip("sqlite_utils")
    tool = [sys.executable, "-m", "sqlite_utils"]
    run(folder, *tool, "insert", "news.db", "records", "out.jsonl", "--nl", "--flatten", "--pk", "document_id")
    rows = json.loads(run(folder, *tool, "query", "news.db", DEATHS_SQLITE))
    assert sorted(((row["document_id"], row["low"], row["who"]) for row in rows), key=str) == deaths


ROWS = [
    {"id": "a", "text": ARTICLES["flood"], "published": "2024-03-05"},
    {"id": "b", "text": ARTICLES["fire"], "published": float("nan")},
    {"id": "c", "text": None},
]


def test_ray_and_spark_call_the_same_work(folder):
    """`map_batches` gives a frame and wants a frame, `mapInPandas` an iterator of frames."""
    pandas = pytest.importorskip("pandas")
    from factx.batch import Work

    work = Work()

    def records(frame):
        lines = work.rows(frame.to_dict("records"))
        return pandas.DataFrame(
            {"id": frame["id"], "ok": [line.ok for line in lines], "record": [line.json for line in lines]}
        )

    table = records(pandas.DataFrame(ROWS))
    assert table["ok"].tolist() == [True, True, False]
    first, _, bad = [json.loads(record) for record in table["record"]]
    assert first["document"]["id"] == "a"
    assert first["document"]["published"] == "2024-03-05"
    assert first["claims"]
    assert bad == {"path": None, "id": "c", "error": "DocumentError", "message": 'has no "text"'}


def test_the_work_is_picklable_before_and_after_it_has_run(folder):
    import pickle

    from factx.batch import Work
    from factx.readers import expand

    work = pickle.loads(pickle.dumps(Work(published="2024-03-05")))
    entries = list(expand([folder / "news"]))
    lines = work(entries)
    assert [line.json for line in lines] == Path(folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert pickle.loads(pickle.dumps(work)) == work
