"""What names mean, what lies in what, and when a country is left open."""

import subprocess
import sys
import time

import pytest

from factx.gazetteer import atlas, build_firms, country_of, lookup

# Places with their country, None where that is not sure.
COUNTRIES = [
    ("Paris", "FR"),
    ("Gaza", "PS"),
    ("Georgia", None),
    ("Punjab", None),
    ("Congo", None),
    ("Kurds", None),
    ("Nowhere", None),
    ("El Salvador", "SV"),
    ("Salvador", "BR"),
]


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Azerbaijan", "country", "AZ"),
        ("the United States", "country", "US"),
        ("U.S.", "country", "US"),
        ("Ivory Coast", "country", "CI"),
        ("Burma", "country", "MM"),
        ("Nagorno-Karabakh", "region", "AZ"),
        ("Catalonia", "region", "ES"),
        ("Bavaria", "region", "DE"),
        ("Texas", "region", "US"),
        ("Calif.", "region", "US"),
        ("Kiev", "city", "UA"),
        ("BAKU", "city", "AZ"),
        ("Mazar-e-Sharif", "city", "AF"),
        ("Azerbaijanis", "people", "AZ"),
        ("Dutch", "people", "NL"),
        ("Kurds", "people", None),
    ],
)
def test_the_best_known_meaning_comes_first(name, kind, country):
    first = lookup(name)[0]
    assert (first.kind, first.country) == (kind, country)


@pytest.mark.parametrize(
    "name", ["", "us", "turkey", "The car", "the White House", "North", "Apple", "Obama", "or", "OR what"]
)
def test_words_that_are_no_places(name):
    assert lookup(name) == ()


def test_a_name_of_two_places_gives_both():
    assert [(p.kind, p.country) for p in lookup("Georgia")] == [("country", "GE"), ("region", "US")]


@pytest.mark.parametrize(("name", "country"), [("El Salvador", "SV"), ("Salvador", "BR"), ("St. Louis", "US")])
def test_an_article_is_part_of_a_name(name, country):
    assert lookup(name)[0].country == country


@pytest.mark.parametrize(
    ("name", "country"), [("Karabakh", "AZ"), ("Sumatra", "ID"), ("Golan Heights", "SY"), ("North Ossetia", "RU")]
)
def test_what_is_known_by_its_name_has_a_point(name, country):
    (entry,) = (entry for entry in atlas.look_up(atlas.fold(name)) if entry.main)
    assert (entry.kind, entry.country, lookup(name)[0].country) == ("region", country, country)


@pytest.mark.parametrize(("name", "country"), COUNTRIES)
def test_a_country_only_where_it_is_sure(name, country):
    assert country_of(name) == country


def test_the_first_lookup_is_quick_and_needs_no_spacy():
    code = (
        "import sys, time, factx.gazetteer as g; start = time.perf_counter(); g.lookup('Kabul');"
        "print(time.perf_counter() - start, 'spacy' in sys.modules)"
    )
    seconds, spacy = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert float(seconds) < 0.3 and spacy == "False"


def test_looking_up_is_linear_in_the_name():
    start = time.perf_counter()
    assert lookup("A" * 1_000_000) == ()
    assert time.perf_counter() - start < 1


def test_white_space_is_cut_off_entities(extractor):
    doc = extractor.nlp("Nine people were hurt in Vallejo\n\nVALLEJO, Calif. (AP) - Nine people were hurt.")
    assert [e.text for e in doc.ents if e.text != e.text.strip()] == []


def test_the_atlas_is_opened_late_and_costs_little():
    code = (
        "import resource, sys, factx.gazetteer.atlas as atlas; late = 'sqlite3' not in sys.modules;"
        "used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; before = used();"
        "found = [atlas.look_up(f'{a}{b}') for a in ('san ', 'new ', 'st ', '') for b in ('jose', 'york', 'paris')];"
        "print(late, (used() - before) // 1024)"
    )
    late, megabytes = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert late == "True" and int(megabytes) < 20


@pytest.mark.parametrize("name", ["West", "the South", "North East", "Earth", "Mars"])
def test_what_else_is_called_so_is_no_small_town(name):
    assert all(entry.kind == "admin1" for entry in atlas.look_up(atlas.fold(name)))


def test_the_white_house_stands_in_washington():
    best = max(atlas.look_up("white house"), key=lambda entry: entry.main * entry.population)
    assert (best.country, best.id) == ("US", 4140963)


def test_a_process_that_was_forked_off_looks_up_by_itself():
    code = (
        "import os, factx.gazetteer.atlas as atlas; first = atlas.look_up('lima')\n"
        "if os.fork() == 0: os._exit(atlas.look_up('quito')[0].country != 'EC')\n"
        "assert os.waitstatus_to_exitcode(os.wait()[1]) == 0 and atlas.look_up('bogota')[0].country == 'CO'"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


FIRMS = ("Acme Motor Co.", "Sotherton, Inc. (Class A)", "Target Corp", "Lima SA", "3i")


def test_the_list_of_firms_leaves_out_words_places_and_legal_forms(tmp_path, monkeypatch):
    companies = [
        {"name": name} for name in ("Acme Motor Co.", "Sotherton, Inc. (Class A)", "Target Corp", "Lima SA", "3i")
    ]
    (tmp_path / "indices_data.py").write_text(
        f"INDICES = {{'AEX': {{'companies': {companies!r}}}}}\n", encoding="utf-8"
    )
    monkeypatch.setattr(build_firms, "TABLE", tmp_path / "firms.tsv")
    build_firms.main(tmp_path)
    names = (tmp_path / "firms.tsv").read_text(encoding="utf-8").splitlines()
    assert {"Acme Motor", "Sotherton", "Nokia"} <= {*names} and not {"Target", "Lima", "3i", "Acme Motor Co."} & {
        *names
    }
    assert names == sorted(names)
