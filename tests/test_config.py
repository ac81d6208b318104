"""factx.toml, --log and -v; and a folder that is watched."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import factx

from factx.cli.config import default_map, read_config
from factx.errors import UsageError

ENVIRONMENT = {"PYTHONPATH": str(Path(__file__).parents[1])}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "Twelve people died, police said. The mayor said it was a shame.", encoding="utf-8"
    )
    return tmp_path


def test_the_file_of_the_folder_is_in_force_and_flags_win(folder):
    (folder / "factx.toml").write_text('kind = "figure"\npublished = "2024-03-05"\n', encoding="utf-8")
    command = ["--log", "log.txt", "-v", "extract", "in/a.txt", "-f", "json"]
    done = factx(*command, check=0, **ENVIRONMENT)
    record = json.loads(done.stdout)
    assert {claim["kind"] for claim in record["claims"]} == {"figure"}
    assert record["document"]["published"] == "2024-03-05"
    assert "in/a.txt: 2 claims" in done.stderr
    assert "in/a.txt: 2 claims" in (folder / "log.txt").read_text(encoding="utf-8")
    done = factx("extract", "in/a.txt", "-f", "json", "--kind", "statement", check=0, **ENVIRONMENT)
    record = json.loads(done.stdout)
    assert "figure" not in {claim["kind"] for claim in record["claims"]}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('kinds = "figure"', "nearest: kind"),
        ('workers = "many"', "another kind"),
        ("workers = true", "another kind"),
        ("= 1", "no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_wrong_usage(folder, text, named):
    (folder / "my.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=named):
        read_config(folder / "my.toml")


def test_each_command_gets_its_own_options_and_paths_are_below_the_file(folder):
    (folder / "my.toml").write_text('rules = "mine"\nworkers = 3\nevent = "killed"\n', encoding="utf-8")
    options = default_map(read_config(folder / "my.toml"))
    assert options["batch"] == {"rules": str(folder / "mine"), "workers": 3, "event": ["killed"]}
    assert options["export"] == {"event": ["killed"]}


def test_a_config_that_is_not_there_is_wrong_usage(folder):
    assert "cannot be read" in factx("--config", "none.toml", "schema", check=2, **ENVIRONMENT).stderr


@pytest.mark.parametrize("path", ["in", "in/*.txt"])
def test_a_watched_folder_is_kept_up_to_date(folder, path):
    command = [sys.executable, "-m", "factx", "batch", path, "-o", "in/out.jsonl", "-q", "--watch"]
    run = subprocess.Popen(command, env=os.environ | ENVIRONMENT)

    def wait_for(count):
        until = time.monotonic() + 120
        out = folder / "in" / "out.jsonl"
        while time.monotonic() < until:
            if out.exists() and out.read_bytes().count(b"\n") == count:
                return
            time.sleep(0.1)
        raise AssertionError("waited in vain")

    while not (folder / "in" / "out.jsonl.journal").exists():
        time.sleep(0.05)
    (folder / "in" / "b.txt").write_text(
        "Two ships are missing, police said.", encoding="utf-8"
    )  # while the first run goes on
    wait_for(2)
    run.send_signal(signal.SIGTERM)
    assert run.wait(timeout=60) in (130, 143)


@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.txt", "-"])
def test_what_cannot_be_watched_is_told(folder, path):
    done = factx("batch", path, "-o", "out.jsonl", "--watch", check=2, **ENVIRONMENT)
    assert "watch" in done.stderr


def test_a_log_tells_each_step_of_a_batch(folder):
    done = factx(
        "--log", "log.txt", "batch", "in", "none.txt", "-o", "out.jsonl", "--workers", "1", check=1, **ENVIRONMENT
    )
    log = (folder / "log.txt").read_text(encoding="utf-8")
    assert "2 files, " in log
    assert "INFO none.txt cannot be read: no such file or directory" in log
    assert "NOTE 1 article, 2 claims in out.jsonl; 1 failed" in log
    assert done.stderr.count("\n") == 1
