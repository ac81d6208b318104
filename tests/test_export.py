"""What `factx export` and its tables give: all claims, documented columns, safe cells, whole files."""

import csv
import json
import sqlite3
import tracemalloc
from contextlib import closing

import pyarrow.parquet
import pytest
from made import TEXT, claim, event, flood, quantity, record, write_lines
from typer.testing import CliRunner

from factx import record_to_plain
from factx.cli import app
from factx.errors import FactxError, RecordError
from factx.export import COLUMNS, export_records, rows, safe_cell
from factx.export.coding import coding_rows


@pytest.fixture
def batch(tmp_path):
    return write_lines(tmp_path / "out.jsonl", [flood(), flood(id="marlow-2", outlet=None)])


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(*args):
    return CliRunner().invoke(app, ["export", *map(str, args)])


def test_a_row_has_every_column_and_reads_alone():
    _, second, *_ = rows(flood())
    assert list(second) == list(COLUMNS)
    assert (second["document"], second["claim"], second["event"]) == ("marlow", "c2", "killed")
    assert (second["low"], second["high"], second["bound"]) == (12, None, "at_least")
    assert (second["source"], second["cue"], second["form"]) == ("Mayor Ada Brook", "said", "indirect")
    assert (second["when_value"], second["place"], second["country"]) == ("2024-03-04", "Marlow", "GB")


def test_the_article_s_own_claims_have_no_source():
    first, *_ = rows(flood())
    assert first["source"] is None
    assert first["attribution"] is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2 people", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_compute_is_guarded(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (2.5, "2.5"), (None, ""), (True, "1"), (False, "0"), ("a=b", "a=b")]
)
def test_numbers_stay_numbers_and_other_texts_stay_as_they_are(value, cell):
    assert safe_cell(value) == cell


def test_csv_holds_every_claim(batch, tmp_path):
    assert export_records(batch, tmp_path / "claims.csv") == 8
    found = read_csv(tmp_path / "claims.csv")
    assert [row["claim"] for row in found] == ["c1", "c2", "c3", "c4"] * 2
    assert found[1]["low"] == "12"
    assert found[1]["high"] == ""


def test_csv_keeps_quotes_line_breaks_and_lone_surrogates_in_their_cell(tmp_path):
    text = 'He said "no,\r\nnever" \ud800 3'
    source = write_lines(tmp_path / "o.jsonl", [record(text, [claim("c1", "statement", text, text)], title="=cmd()")])
    export_records(source, tmp_path / "c.csv")
    (row,) = read_csv(tmp_path / "c.csv")
    assert row["text"] == 'He said "no,\r\nnever" \ufffd 3'
    assert row["title"] == "'=cmd()"


def test_parquet_has_numbers_flags_and_the_meaning_of_each_column(batch, tmp_path):
    export_records(batch, tmp_path / "claims.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "claims.parquet")
    assert table.column("low").to_pylist()[:4] == [12.0, 12.0, 12.0, 3.0]
    assert table.column("additional").to_pylist()[0] is False
    assert table.schema.field("low").metadata[b"meaning"].decode() == COLUMNS["low"]


def test_the_database_joins_to_the_same_rows_as_the_csv(batch, tmp_path):
    export_records(batch, tmp_path / "claims.db")
    export_records(batch, tmp_path / "claims.csv")
    with closing(sqlite3.connect(tmp_path / "claims.db")) as db:
        found = db.execute("SELECT * FROM claim_rows ORDER BY rowid").fetchall()
        assert [[safe_cell(cell) for cell in row] for row in found] == [
            list(row.values()) for row in read_csv(tmp_path / "claims.csv")
        ]
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        assert db.execute("SELECT source FROM attributions WHERE id = 'a2'").fetchone() == ("Mayor Ada Brook",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_database_finds_an_event_by_an_index(batch, tmp_path):
    export_records(batch, tmp_path / "claims.db")
    with closing(sqlite3.connect(tmp_path / "claims.db")) as db:
        plan = db.execute("EXPLAIN QUERY PLAN SELECT * FROM claims WHERE event = 'killed' AND low > 5").fetchall()
    assert "claims_by_event" in plan[0][3]


def test_a_text_full_of_sql_is_stored_as_text(tmp_path):
    text = "'); DROP TABLE claims; --"
    source = write_lines(tmp_path / "o.jsonl", [record(text, [claim("c1", "statement", text, text)])])
    export_records(source, tmp_path / "c.db")
    with closing(sqlite3.connect(tmp_path / "c.db")) as db:
        assert db.execute("SELECT text FROM claims").fetchall() == [(text,)]


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".db", ".jsonld"])
def test_a_number_beyond_all_machine_numbers_is_no_obstacle(tmp_path, suffix):
    huge = quantity(TEXT, "12", "12", 10**400, 10**25, "exact")
    one = claim("c1", "figure", TEXT, "12 people died", quantity=huge)
    source = write_lines(tmp_path / "o.jsonl", [record(TEXT, [one])])
    assert export_records(source, tmp_path / f"c{suffix}") == 1


def test_jsonld_points_at_the_words(batch, tmp_path):
    assert export_records(batch, tmp_path / "claims.jsonld") == 8
    graph = json.loads((tmp_path / "claims.jsonld").read_text(encoding="utf-8"))["@graph"]
    article, _, annotation = graph[:3]
    assert article["type"] == "NewsArticle"
    assert annotation["body"]["author"] == {"type": "Person", "name": "Mayor Ada Brook"}
    position, quoted = annotation["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quoted["exact"] == "At least 12 people died"
    assert TEXT.startswith(quoted["suffix"], position["end"])


def test_jsonld_expands_to_the_two_vocabularies(batch, tmp_path):
    from pyld import jsonld

    export_records(batch, tmp_path / "claims.jsonld")
    expanded = jsonld.expand(json.loads((tmp_path / "claims.jsonld").read_text(encoding="utf-8")))
    written = json.dumps(expanded)
    assert "https://schema.org/Claim" in written
    assert "http://www.w3.org/ns/oa#TextPositionSelector" in written
    assert "http://www.w3.org/ns/oa#hasSelector" in written


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[", "ftp://x/y", "https://a b/"])
def test_an_article_is_never_named_by_an_address_that_is_none(tmp_path, url):
    source = write_lines(tmp_path / "o.jsonl", [flood(url=url)])
    export_records(source, tmp_path / "c.jsonld")
    graph = json.loads((tmp_path / "c.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert graph[0]["id"] == "urn:factx:marlow"


def test_an_empty_batch_gives_an_empty_table_and_graph(tmp_path):
    source = write_lines(tmp_path / "o.jsonl", [])
    assert export_records(source, tmp_path / "c.csv") == 0
    assert export_records(source, tmp_path / "c.jsonld") == 0
    assert json.loads((tmp_path / "c.jsonld").read_text(encoding="utf-8"))["@graph"] == []


@pytest.mark.parametrize(("profile", "best"), [("floor", 12), ("plural", 24), ("blank", None)])
def test_the_profile_decides_what_a_vague_number_becomes(profile, best):
    homes = next(r for r in coding_rows(flood(), profile) if r["event"] == "affected")
    assert (homes["low"], homes["best"], homes["high"]) == (12, best, None)


def test_the_coding_sheet_says_who_and_what_to_watch_for():
    killed, *_, missing = coding_rows(flood(), "floor")
    assert (killed["date"], killed["source"], killed["source_kind"]) == (
        "2024-03-04",
        "Mayor Ada Brook",
        "named_person",
    )
    assert killed["note"] == "bound: at_least; “At least 12 people died”"
    assert (missing["date"], missing["source"], missing["source_kind"]) == ("2024-03-05", "The Wend Post", "article")
    assert missing["note"].startswith("date: publication; certainty: possible; ")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Five people were killed, including the gunman, police said.", "includes the attacker"),
        ("The gunman was among the five killed in Marlow.", "includes the attacker"),
        ("He shot his wife and two children dead, then himself.", "includes the attacker"),
        ("The blast killed five people, not counting the suicide bomber.", "does not include the attacker"),
        ("Five people were killed, including the gunman's wife.", None),
        ("Five people were killed and three hurt, including the gunman.", None),
        ("Five people were killed. Police were looking for three men, including the suspected gunman.", None),
    ],
)
def test_the_coding_sheet_says_whether_the_attacker_is_counted(extractor, text, note):
    killed = next(coding_rows(record_to_plain(extractor.extract(text)), "floor", text))
    said = killed["note"].split("; ")[0]
    assert killed["event"] == "killed"
    assert said == note if note else "attacker" not in killed["note"].partition("“")[0]


def test_without_the_article_the_coding_sheet_goes_by_the_words_of_the_claim(extractor):
    record = record_to_plain(extractor.extract("Five people were killed, including the gunman, police said."))
    assert next(coding_rows(record, "floor"))["note"].startswith("includes the attacker; ")


def test_the_coding_sheet_has_what_is_told_twice_once_for_each_voice():
    assert [row["claim"] for row in coding_rows(flood(), "floor")] == ["c2", "c3", "c4"]


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-03-04TMO", "2024-03-04"),
        ("2024-03", "2024-03"),
        ("2024-W10", "2024-W10"),
        ("P3D", "2024-03-05"),
        (None, "2024-03-05"),
    ],
)
def test_the_date_of_a_toll_is_a_day_or_period_of_the_calendar(value, date):
    made = flood()
    made["claims"][1]["when"]["value"] = value
    assert next(coding_rows(made, "floor"))["date"] == date


def test_the_coding_sheet_leaves_out_what_is_no_count_or_no_longer_holds():
    kept = quantity(TEXT, "12", "12", 12, 12, "exact")
    died = event(TEXT, "killed", "died", "die")
    claims = [
        claim("c1", "figure", TEXT, "12", quantity=kept | {"kind": "money"}),
        claim("c2", "figure", TEXT, "12", quantity=kept | {"change": "up"}),
        claim("c3", "figure", TEXT, "12", quantity=kept, superseded=True),
        claim("c4", "statement", TEXT, "12"),
        claim("c5", "figure", TEXT, "12", quantity=kept),
        claim("c6", "figure", TEXT, "12", quantity=kept) | {"event": event(TEXT, "carry", "told", "carry")},
        claim("c7", "figure", TEXT, "12", quantity=kept),
    ]
    for one in (*claims[:5], claims[6]):
        one["event"] = died
    claims[4]["event"] = None
    assert [row["claim"] for row in coding_rows(record(TEXT, claims), "floor")] == ["c7"]


def test_a_best_count_is_never_made_from_an_upper_limit_alone():
    died = event(TEXT, "killed", "died", "die")
    upto = quantity(TEXT, "12", "12", None, 12, "at_most")
    (row,) = coding_rows(record(TEXT, [claim("c1", "figure", TEXT, "12", quantity=upto, event=died)]), "floor")
    assert (row["low"], row["best"], row["high"]) == (None, None, 12)


def test_the_command_writes_the_coding_sheet(batch, tmp_path):
    result = run(batch, tmp_path / "coding.csv", "--coding", "floor")
    assert result.exit_code == 0
    assert read_csv(tmp_path / "coding.csv")[0]["best"] == "12"


@pytest.mark.parametrize("args", [["claims.xls"], ["claims.db", "--coding", "floor"], ["c.csv", "--coding", "magic"]])
def test_what_cannot_be_asked_for_is_wrong_usage(batch, tmp_path, args):
    result = run(batch, tmp_path / args[0], *args[1:])
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == [batch]


def test_the_file_read_from_is_never_replaced(tmp_path):
    source = write_lines(tmp_path / "out.csv", [flood()])
    before = source.read_bytes()
    with pytest.raises(FactxError, match="is the file to read from"):
        export_records(source, source)
    (tmp_path / "link.csv").symlink_to(source)
    with pytest.raises(FactxError, match="is the file to read from"):
        export_records(source, tmp_path / "link.csv")
    assert source.read_bytes() == before


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".db", ".jsonld"])
def test_a_bad_line_leaves_the_old_result_and_no_half_file(tmp_path, suffix):
    source = write_lines(tmp_path / "out.jsonl", [flood()])
    target = tmp_path / f"claims{suffix}"
    export_records(source, target)
    old = target.read_bytes()
    source.write_text(source.read_text(encoding="utf-8") + '{"schema": "factx/1"', encoding="utf-8")
    with pytest.raises(RecordError, match="line 2: not JSON"):
        export_records(source, target)
    assert target.read_bytes() == old
    assert sorted(tmp_path.iterdir()) == sorted([source, target])


def test_a_target_in_no_folder_is_one_clear_sentence(batch, tmp_path):
    with pytest.raises(FactxError, match="is not a folder"):
        export_records(batch, tmp_path / "none" / "claims.csv")


def test_memory_does_not_grow_with_the_number_of_records(tmp_path):
    source = write_lines(tmp_path / "out.jsonl", [flood()] * 2_000)
    export_records(source, tmp_path / "warm.csv")
    tracemalloc.start()
    export_records(source, tmp_path / "claims.csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000 < source.stat().st_size


ALEPPO = {"country": "SY", "admin1": "Ḩalab", "geonameid": 170063, "lat": 36.2012, "lon": 37.1612, "kind": "city"}


def placed(**parts):
    """The flood with its second claim at a place that is known."""
    made = flood()
    made["claims"][1]["place"] |= ALEPPO | {"precision": "exact"} | parts
    return made


def test_geojson_has_the_claims_with_a_point(tmp_path):
    import geojson

    source = write_lines(tmp_path / "o.jsonl", [placed()])
    assert export_records(source, tmp_path / "c.geojson") == 1
    found = geojson.loads((tmp_path / "c.geojson").read_text(encoding="utf-8"))
    assert found.is_valid
    (feature,) = found["features"]
    assert feature["geometry"]["coordinates"] == [37.1612, 36.2012]
    properties = feature["properties"]
    assert (properties["event"], properties["low"], properties["geonameid"]) == ("killed", 12, 170063)
    assert "latitude" not in properties and None not in properties.values()


def test_geojson_of_no_claims_is_valid(tmp_path):
    import geojson

    source = write_lines(tmp_path / "o.jsonl", [])
    assert export_records(source, tmp_path / "c.geojson") == 0
    assert geojson.loads((tmp_path / "c.geojson").read_text(encoding="utf-8")).is_valid


@pytest.mark.parametrize(
    ("parts", "precision"),
    [
        ({}, 1),
        ({"precision": "carried"}, 1),
        ({"precision": "container"}, 2),
        ({"kind": "admin2"}, 2),
        ({"kind": "admin1"}, 3),
        ({"kind": "admin1", "precision": "container"}, 3),
        ({"kind": "water", "country": None}, 3),
        ({"kind": "country"}, None),
        (dict.fromkeys(("lat", "lon", "kind", "precision", "geonameid")), None),
    ],
)
def test_the_coding_sheet_says_how_near_the_point_is(parts, precision):
    row = next(coding_rows(placed(**parts), "floor"))
    assert row["geo_precision"] == precision
    assert (row["latitude"] is None) == (precision is None)


def test_every_table_has_the_point_as_numbers(tmp_path):
    import pandas

    source = write_lines(tmp_path / "o.jsonl", [placed()])
    export_records(source, tmp_path / "c.parquet")
    export_records(source, tmp_path / "c.db")
    row = pandas.read_parquet(tmp_path / "c.parquet").loc[1]
    assert (row["geonameid"], row["latitude"], row["place_kind"]) == (170063, 36.2012, "city")
    with closing(sqlite3.connect(tmp_path / "c.db")) as db:
        assert db.execute("SELECT latitude FROM claim_rows WHERE geonameid = 170063").fetchall() == [(36.2012,)]
