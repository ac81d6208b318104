"""Records read by many: processes of this machine, and a Dask cluster with a real scheduler."""

import json

import pytest
from bench.reconcile import stories
from command import factx
from made import write_lines
from made_articles import article, said

from factx.errors import RecordError
from factx.reconcile import cut, find_events, gather

PLACES = [("Marlow", "place"), ("Wend Street", "place")]


class Done:
    """A future of what is done at once."""

    def __init__(self, function, argument):
        self._found = function(argument)

    def exception(self):
        return None

    def result(self):
        return self._found


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "out.jsonl"
    write_lines(path, list(stories(2600)))
    assert len(list(cut([path]))) > 1
    return path


@pytest.fixture(scope="module")
def alone(records):
    return factx("reconcile", records, "--format", "json", check=0).stdout


@pytest.mark.parametrize("size", [1, 700, 5_000, 10**9])
def test_stretches_of_any_size_hold_every_record_once(tmp_path, size):
    path = tmp_path / "out.jsonl"
    write_lines(path, list(stories(30)))
    whole = [json.loads(line)["document"]["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert [trace.id for trace in gather(cut([path], size), Done, 2)] == whole


def test_traces_made_elsewhere_tell_the_same_events(tmp_path):
    path = tmp_path / "out.jsonl"
    made = list(stories(60))
    write_lines(path, made)
    assert list(find_events((), traces=gather(cut([path], 20_000), Done, 2))) == list(find_events(made))


def test_two_processes_print_the_same_bytes(records, alone):
    assert factx("reconcile", records, "--format", "json", "--workers", "2", check=0).stdout == alone


def test_a_cluster_prints_the_same_bytes(records, alone):
    pytest.importorskip("distributed")
    cluster = ("--engine", "dask", "--workers", "2")
    assert factx("reconcile", records, "--format", "json", *cluster, check=0).stdout == alone


@pytest.mark.parametrize("spread", [("--workers", "2"), ("--engine", "dask", "--workers", "1")])
def test_a_line_that_is_no_record_is_one_sentence(tmp_path, spread):
    path = tmp_path / "out.jsonl"
    write_lines(path, [*stories(2), {"schema": "other/1"}])
    done = factx("reconcile", path, *spread, check=1)
    assert done.stderr.count("\n") == 1
    assert "line at byte" in done.stderr
    assert "factx/1" in done.stderr


def test_a_scheduler_that_is_not_there_is_one_sentence(records):
    pytest.importorskip("distributed")
    done = factx("reconcile", records, "--engine", "dask", "--scheduler", "nowhere", check=1)
    assert done.stderr == "factx: no Dask scheduler answers at nowhere\n"


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(RecordError, match="cannot be read"):
        list(cut([tmp_path / "none.jsonl"]))
    path = tmp_path / "a.jsonl"
    write_lines(path, list(stories(1)))
    stretches = list(cut([path]))
    path.unlink()
    with pytest.raises(RecordError, match="cannot be read"):
        list(gather(stretches, Done, 1))


def two_days():
    first = article("a", "2024-03-05", [said("killed", 3, by="police")], PLACES, title="Gunfire in Marlow arcade")
    other = article("b", "2024-03-05", [said("missing", 2)], [("Ostwick", "place")], title="Climbers lost on Ostwick")
    later = article("c", "2024-03-09", [said("killed", 40)], [("Lund", "place")], title="Forty die in Lund quake")
    return [first, other], [first, other, later]


def test_events_of_an_earlier_run_keep_their_ids(tmp_path):
    before, after = two_days()
    old, new, events = tmp_path / "old.jsonl", tmp_path / "new.jsonl", tmp_path / "events.json"
    write_lines(old, before)
    write_lines(new, after[len(before) :])
    events.write_text(factx("reconcile", old, "--format", "json", check=0).stdout, encoding="utf-8")
    known = {
        event["documents"][0]["id"]: event["id"] for event in json.loads(events.read_text(encoding="utf-8"))["events"]
    }
    told = json.loads(factx("reconcile", events, old, new, "--format", "json", check=0).stdout)["events"]
    ids = {event["documents"][0]["id"]: event["id"] for event in told}
    assert ids == known | {"c": "e3"}
    assert next(iter(ids)) == "c"  # the gravest comes first, with the highest id


def test_events_of_articles_that_are_not_given_are_refused(tmp_path):
    before, after = two_days()
    old, new, events = tmp_path / "old.jsonl", tmp_path / "new.jsonl", tmp_path / "events.json"
    write_lines(old, before)
    write_lines(new, after[len(before) :])
    events.write_text(factx("reconcile", old, "--format", "json", check=0).stdout, encoding="utf-8")
    done = factx("reconcile", events, new, check=1)
    assert "2 articles whose records are not given" in done.stderr
    assert "--update" in done.stderr
    assert factx("reconcile", events, old, "--update", tmp_path / "events.db", check=2).stderr


@pytest.mark.parametrize("events", ['[{"id": "e1"}]', '[{"id": "x", "documents": []}]', "7"])
def test_a_file_that_is_no_file_of_events_is_one_sentence(tmp_path, events):
    path = tmp_path / "events.json"
    path.write_text(f'{{"schema": "factx-events/1", "events": {events}}}', encoding="utf-8")
    done = factx("reconcile", path, check=1)
    assert done.stderr.count("\n") == 1
    assert "not a file of events" in done.stderr
