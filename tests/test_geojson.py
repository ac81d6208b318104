"""Events on a map: each where most of its claims are."""

import geojson
import pytest
from made import flood, write_lines
from typer.testing import CliRunner

from factx.cli import app

ALEPPO = {"country": "SY", "admin1": "Ḩalab", "geonameid": 170063, "lat": 36.2012, "lon": 37.1612, "kind": "city"}


@pytest.fixture
def at_aleppo(tmp_path):
    made = flood()
    for claim in made["claims"]:
        if claim["place"]:
            claim["place"] |= ALEPPO | {"precision": "exact"}
    return write_lines(tmp_path / "o.jsonl", [made])


def printed(path):
    done = CliRunner().invoke(app, ["reconcile", str(path), "--format", "geojson"])
    assert done.exit_code == 0
    found = geojson.loads(done.stdout)
    assert found.is_valid
    return found["features"]


def test_an_event_stands_where_its_claims_do(at_aleppo):
    (feature,) = printed(at_aleppo)
    assert feature["geometry"]["coordinates"] == [37.1612, 36.2012]
    properties = feature["properties"]
    assert (properties["killed"], properties["geonameid"], properties["articles"]) == (12, 170063, 1)


def test_an_event_whose_place_is_not_known_is_left_out(tmp_path):
    assert printed(write_lines(tmp_path / "o.jsonl", [flood()])) == []
