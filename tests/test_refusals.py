"""What the system refuses is one sentence with the name, in the same words for every command, and no traceback."""

import os
import subprocess
import sys

import pytest
from command import factx
from made_records import TEXT, record

from factx.export import formats
from factx.plain import to_json

LONG = "x" * 300
NO_ROOM = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (0, 0)); from factx.cli import main; main()"
NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A file of records, an article, and a folder with a name in each ending."""
    path = tmp_path_factory.mktemp("refusals")
    (path / "out.jsonl").write_text(to_json(record(text=TEXT)) + "\n", encoding="utf-8")
    (path / "article.txt").write_text(TEXT, encoding="utf-8")
    for ending in ("csv", "html", "jsonl", "txt"):
        (path / f"folder.{ending}").mkdir()
    return path


def refused(folder, args, *, code=1, script="from factx.cli import main; main()"):
    """The one line that a command ends with."""
    done = subprocess.run(
        [sys.executable, "-c", script, *args], cwd=folder, capture_output=True, text=True, timeout=100, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


WRITE = {
    "batch": ["batch", "article.txt", "-q", "-o", "{}.jsonl"],
    "report": ["report", "out.jsonl", "-o", "{}.html"],
    "reconcile": ["reconcile", "out.jsonl", "--update", "{}"],
} | {ending: ["export", "out.jsonl", f"{{}}{ending}"] for ending in formats(coding=False)}
READ = {
    "extract": ["extract", "{}.txt"],
    "report": ["report", "{}.jsonl", "-o", "new.html"],
    "export": ["export", "{}.jsonl", "new.csv"],
    "reconcile": ["reconcile", "{}.jsonl"],
    "diff": ["diff", "{}.txt", "article.txt"],
    "diff of records": ["diff", "{}.jsonl", "out.jsonl"],
}


@pytest.mark.parametrize("command", WRITE)
def test_a_full_disk(folder, command):
    told = refused(folder, [part.format("new") for part in WRITE[command]], script=NO_ROOM)
    assert "cannot be written: " in told and "new" in told
    assert not [path.name for path in folder.iterdir() if path.name.endswith(".part")]


@pytest.mark.parametrize("command", WRITE)
def test_a_name_too_long_to_be_written(folder, command):
    told = refused(folder, [part.format(LONG) for part in WRITE[command]])
    assert "cannot be written: file name too long" in told or command == "reconcile"
    assert "cannot be written" in told and LONG in told


@pytest.mark.parametrize("command", READ)
@pytest.mark.parametrize(("name", "why"), [(LONG, "file name too long"), ("nowhere", "no such file or directory")])
def test_what_cannot_be_read(folder, command, name, why):
    told = refused(folder, [part.format(name) for part in READ[command]])
    assert f"cannot be read: {why}" in told and name in told


@pytest.mark.parametrize("option", ["--log", "--config"])
@pytest.mark.parametrize(("name", "why"), [(LONG, "file name too long"), ("folder.txt", "is a directory")])
def test_an_option_of_every_command(folder, option, name, why):
    told = refused(folder, [option, name, "schema"], code=2)
    assert told.startswith(f"factx: {name} cannot be ") and told.endswith(f": {why}\n")


def test_a_folder_of_rules_with_a_name_too_long(folder):
    assert f"{LONG} cannot be read: file name too long" in refused(folder, ["check", "--rules", LONG])


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["export", "out.jsonl", "folder.csv"], 2),
        (["report", "out.jsonl", "-o", "folder.html"], 2),
        (["batch", "article.txt", "-o", "folder.jsonl"], 2),
        (["reconcile", "out.jsonl", "--update", "folder.txt"], 1),
        (["reconcile", "folder.jsonl"], 1),
        (["diff", "folder.txt", "article.txt"], 1),
    ],
)
def test_a_folder_where_a_file_should_be(folder, args, code):
    refused(folder, args, code=code)


def test_a_log_that_cannot_grow_ends_and_the_work_goes_on(folder):
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, "--log", "new.log", "--verbose", "extract", "article.txt", "-f", "jsonl"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
        check=True,
    )
    assert done.stderr.count("new.log cannot be written: file too large; the log ends here") == 1
    assert done.stdout.count("\n") == 1


@NOT_ROOT
@pytest.mark.parametrize("command", ["extract", "export", "reconcile", "diff", "rules"])
def test_what_may_not_be_read(folder, command):
    locked = folder / f"locked.{'jsonl' if command in ('export', 'reconcile') else 'txt'}"
    locked.touch(mode=0)
    args = {"export": ["new.csv"], "diff": ["article.txt"]}.get(command, [])
    first = ["rules", "coverage"] if command == "rules" else [command]
    done = factx(*first, locked, *(folder / arg for arg in args), check=1)
    assert f"{locked} cannot be read: permission denied" in done.stderr


@NOT_ROOT
def test_one_locked_article_of_many_costs_no_other(folder, tmp_path):
    locked, output = tmp_path / "locked.txt", tmp_path / "out.jsonl"
    locked.touch(mode=0)
    done = factx("batch", locked, folder / "article.txt", "-o", output, check=1)
    assert "1 article," in done.stderr and "1 failed" in done.stderr


def test_the_news_that_coverage_cannot_read_counts_as_failed(tmp_path):
    done = factx("rules", "coverage", tmp_path / "nowhere.txt", check=1)
    assert "nowhere.txt cannot be read: no such file or directory" in done.stderr
