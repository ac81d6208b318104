"""The builder of places.db on a made world of two countries: what comes in, and what a look-up finds afterwards."""

import json
import pickle
import sqlite3

import pytest

from factx.gazetteer import atlas, engine, lookup
from factx.gazetteer.build import PlainUnpickler, build

COUNTRIES = {
    "AD": {"geonameid": 11, "name": "Ardania", "capital": "Bray", "population": 5_000_000},
    "AE": {"geonameid": 22, "name": "Emiria", "capital": "Solo", "population": 900_000},
}
# name, ISO 3166-2, GeoNames code, id, kind, other names, level, the row above, country (both from 1)
DIVISIONS = [
    ["Westmark Province", "AD-01", "AD.01", "101", "Province", "Provincia de Westmark|Vestmarka", "1", "", "1"],
    ["Brayshire", "", "AD.01.1", "102", "County", "", "2", "1", "1"],
    ["Solo Province", "AE-01", "AE.01", "201", "Province", "", "1", "", "2"],
    ["Jenin", "PS-JEN", "PS.JEN", "7828733", "Governorate", "Jenin Governorate", "1", "", "3"],
]
COUNTRY_ROWS = [["Ardania", "AD", "ARD", "11"], ["Emiria", "AE", "EMI", "22"], ["Palestine", "PS", "PSE", "33"]]
# name, id, divisions (rows from 1), country, people, latitude, longitude
CITIES = [
    ["Bray", "1001", "1|2", "1", "1200000", "50.0", "10.0"],
    ["Marlow", "1002", "1|2", "1", "40000", "51.0", "11.0"],
    ["Marlow", "1003", "3", "2", "800", "-20.0", "100.0"],
    ["West", "1004", "1", "1", "700", "52.0", "12.0"],
    ["Jenin", "3001", "4", "3", "39000", "32.4", "35.3"],
    ["Gaza", "281133", "", "3", "410000", "31.5", "34.5"],
]
MORE = {
    "1001": ["Bray", "Braye", "BRY", "Brajo", "Брай", "Sun", "Bray-on-Sun"],
    "1002": ["Marlowe"],
    "1003": ["Marlowe-on-Sea"],
    "1004": [],
    "281133": ["Ghazzah", "Gaza"],
}
# name, what it is called, country, longitude, latitude, id, kind, people
POINTS = [
    ["Ardania", "Ardania", "AD", 10.5, 50.5, "11", "country", 5_000_000],
    ["Ardanien", "Ardania", "AD", 10.5, 50.5, "11", "country", 5_000_000],
    ["Northlands", "Northlands", "AD", 9.0, 55.0, "301", "region", 0],
]
ISO = {"AD": {"AD-01": {"name": "Westmark Province", "localOtherName": None, "parentCode": None}}, "AE": {}}


def write_lines(path, rows):
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The folder of packages, as they are unpacked."""
    folder = tmp_path_factory.mktemp("sources")
    for name, content in (
        ("countries.json", COUNTRIES),
        ("cities500.json", {id: {"alternatenames": names} for id, names in MORE.items()}),
        ("iso3166-2.json", ISO),
        ("en.json", {"nationalities": {"AD": "Ardanian"}}),
    ):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    write_lines(folder / "subdivisions.tsv", DIVISIONS)
    write_lines(folder / "countries.tsv", COUNTRY_ROWS)
    write_lines(folder / "cities.tsv", CITIES)
    (folder / "geonames_1.pkl").write_bytes(pickle.dumps(POINTS))
    (folder / "en.dat").write_bytes(pickle.dumps({"territories": {"AD": "Ardania", "AE": "Emiria", "001": "World"}}))
    return folder


@pytest.fixture
def built(sources, tmp_path, monkeypatch):
    """The gazetteer with the made database in the place of its own."""
    target = tmp_path / "places.db"
    build(sources, target)
    kept = (engine.lookup, atlas.look_up, atlas.place, atlas.known, atlas.country, atlas._peoples, atlas._known_hashes)
    monkeypatch.setattr(atlas, "ATLAS", target)
    for forget in (atlas._close, *(function.cache_clear for function in kept)):
        forget()
    yield target
    for forget in (atlas._close, *(function.cache_clear for function in kept)):
        forget()


def found(name):
    """Each entry of a name by its id."""
    return {entry.id: entry for entry in atlas.look_up(atlas.fold(name))}


def test_a_city_lies_in_its_divisions_and_has_its_point(built):
    bray = found("Bray")[1001]
    assert (bray.kind, bray.country, bray.admin1, bray.admin2, bray.population) == ("city", "AD", 101, 102, 1_200_000)
    assert (bray.lat, bray.lon, bray.main) == (50.0, 10.0, True)


def test_two_towns_of_one_name_are_two_the_larger_first(built):
    assert list(found("Marlow")) == [1002, 1003]
    assert [place.country for place in lookup("Marlow")] == ["AD"]  # the small one is known by no name alone


def test_other_names_are_of_large_places_and_written_as_in_english(built):
    assert found("Braye")[1001].main is False
    assert (found("BRY"), found("Брай"), found("Marlowe-on-Sea")) == ({}, {}, {})
    assert lookup("Braye")[0].country == "AD" and lookup("Marlowe") == ()


def test_a_division_is_called_so_without_its_kind_and_has_the_middle_of_its_cities(built):
    westmark = found("Westmark")[101]
    assert (westmark.kind, westmark.main, lookup("Westmark")[0].kind) == ("admin1", False, "region")
    assert 50.0 < westmark.lat < 50.1 and 10.0 < westmark.lon < 10.1  # where nearly all of its people live
    assert found("Vestmarka") and not found("Provincia de Westmark")
    assert found("Brayshire")[102].kind == "admin2"


def test_governorates_of_the_west_bank_lie_in_it_and_leave_their_bare_names_to_towns(built):
    assert {id: entry.kind for id, entry in found("Jenin").items()} == {3001: "city"}
    governorate = found("Jenin Governorate")[7828733]
    assert (governorate.kind, governorate.admin1, found("Jenin")[3001].admin1) == ("admin2", 285153, 285153)


def test_gaza_is_no_name_of_gaza_city(built):
    assert (281133 in found("Gaza"), found("Gaza City")[281133].main, 281133 in found("Ghazzah")) == (False, True, True)


def test_a_town_keeps_its_names_but_those_of_something_else_in_the_news(built):
    assert found("Sun") == {} and found("Bray-on-Sun")[1001].kind == "city"


def test_countries_regions_and_peoples_are_known(built):
    assert (found("Ardania")[11].lat, lookup("Ardania")[0].kind, atlas.country("AD").id) == (50.5, "country", 11)
    assert (found("Northlands")[301].kind, lookup("Northlands")) == ("region", ())
    assert (lookup("Ardanians")[0].kind, lookup("Ardanians")[0].country) == ("people", "AD")
    assert lookup("World") == ()


def test_a_point_of_the_compass_is_no_town(built):
    assert found("West") == {}


def test_seas_and_regions_of_the_checked_list_come_along(built):
    assert [entry.kind for entry in atlas.look_up("black sea")] == ["water"]


def test_the_same_lists_give_the_same_bytes(sources, built, tmp_path):
    build(sources, tmp_path / "again.db")
    assert (tmp_path / "again.db").read_bytes() == built.read_bytes()


def test_what_is_known_is_told_from_what_is_not_by_its_hash(built):
    with sqlite3.connect(built) as connection:
        keys = {key for (key,) in connection.execute("SELECT key FROM name WHERE known NOTNULL")}
    assert keys and all(map(atlas.may_be_known, keys))
    assert not any(map(atlas.may_be_known, ("brayshire", "northlands", "ann bray", "")))


def test_a_package_that_is_missing_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"geonames_\*\.pkl is not below .*: unpack its package there first"):
        build(tmp_path, tmp_path / "places.db")


def test_lists_that_would_run_code_are_refused(tmp_path):
    path = tmp_path / "geonames_1.pkl"
    path.write_bytes(pickle.dumps([print]))
    with path.open("rb") as file, pytest.raises(pickle.UnpicklingError, match="is not plain data"):
        PlainUnpickler(file).load()
