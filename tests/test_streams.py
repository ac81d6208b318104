"""Pipes, full disks, closed descriptors, narrow terminals, signals: the command says one sentence, or does its work."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from command import factx

TEXT = "Twelve people died in the flood, police said."
ROWS = [
    {"id": "x", "text": "Nine people died, police said."},
    {"id": "y", "text": "Two ships are missing, police said."},
]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS)


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.txt"


def in_shell(line, cwd, **options):
    """What a line of the shell gives in which `factx` is the real command."""
    line = line.replace("factx ", f"{sys.executable} -m factx ")
    done = subprocess.run(["bash", "-c", line], cwd=cwd, capture_output=True, text=True, check=False, **options)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done


def ids(output):
    return [json.loads(line)["document"]["id"] for line in output.splitlines()]


@pytest.mark.parametrize(
    "command",
    ["extract a.txt", "schema", "--help", "--version", "check --help", "batch a.txt -q -o -"],
)
def test_a_full_standard_output_is_one_sentence(article, command):
    done = in_shell(f"factx {command} > /dev/full", article.parent)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no space" in done.stderr


@pytest.mark.parametrize(
    ("command", "named"), [("extract a.txt >&-", "standard output"), ("extract - <&-", "standard input")]
)
def test_what_is_closed_is_named(article, command, named):
    done = in_shell(f"factx {command}", article.parent)
    assert done.returncode == 1
    assert f"{named} is closed" in done.stderr


def test_a_batch_without_standard_error_does_its_work_and_complains_to_nobody(article):
    done = in_shell("factx batch a.txt missing.txt -o out.jsonl 2>&-", article.parent)
    assert done.returncode == 1
    assert done.stdout == ""
    assert ids((article.parent / "out.jsonl").read_text(encoding="utf-8")) == ["a"]
    assert (article.parent / "out.jsonl.journal").read_text(encoding="utf-8").startswith('{"factx"')


def test_a_terminal_of_no_columns_shows_the_table(article):
    assert "people killed" in factx("extract", article, check=0, COLUMNS="0").stdout


def test_few_open_files_are_enough_for_many_workers(article):
    for number in range(6):
        (article.parent / f"{number}.txt").write_text(TEXT + " " * 33_000, encoding="utf-8")
    done = in_shell("ulimit -n 24; factx batch . -q -o out.jsonl --workers 12", article.parent)
    assert done.returncode == 0, done.stderr
    assert len((article.parent / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 7


def test_one_article_starts_one_worker(article):
    run = subprocess.Popen(
        [sys.executable, "-m", "factx", "batch", article, "-q", "-o", article.parent / "out.jsonl", "--workers", "12"]
    )
    most = 0
    while run.poll() is None:
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        spawned = (
            [Path(f"/proc/{pid}/cmdline") for pid in children.read_text(encoding="utf-8").split()]
            if children.exists()
            else []
        )
        most = max(most, sum(b"spawn_main" in path.read_bytes() for path in spawned if path.exists()))
        time.sleep(0.05)
    assert (run.returncode, most) == (0, 1)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_asked_to_end_a_batch_says_how_to_go_on(article, number, code):
    (article.parent / "pipe").mkdir()
    os.mkfifo(article.parent / "pipe" / "never")
    run = subprocess.Popen(
        [sys.executable, "-m", "factx", "batch", article, article.parent / "pipe" / "never", "-o", "out.jsonl"],
        cwd=article.parent,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # under nohup the tests would ignore it too
    )
    while not (article.parent / "out.jsonl.journal").exists():
        time.sleep(0.05)
    run.send_signal(number)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == code
    assert errors.count(b"\n") == 1
    assert b"goes on" in errors


@pytest.mark.parametrize("command", ["extract - -f jsonl", "batch - -q -o -", "batch /dev/stdin -q -o -"])
def test_lines_of_articles_are_known_on_standard_input(command, tmp_path):
    done = in_shell(f"factx {command}", tmp_path, input=LINES)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert [record["document"]["id"] for record in records] == ["x", "y"]
    assert [record["document"]["text"] for record in records] == [
        json.loads(line)["text"] for line in LINES.splitlines()
    ]
    assert not list(tmp_path.iterdir())


def test_a_table_is_known_on_standard_input(tmp_path):
    table = 'url,body\nhttps://plain.example/1,"Nine people died, police said."\n'
    done = in_shell("factx extract - -f jsonl", tmp_path, input=table)
    document = json.loads(done.stdout)["document"]
    assert (document["url"], document["text"]) == ("https://plain.example/1", "Nine people died, police said.")


def test_a_pipe_with_a_name_is_read(article):
    os.mkfifo(article.parent / "pipe")
    feeder = threading.Thread(target=(article.parent / "pipe").write_text, args=(TEXT,))
    feeder.start()
    record = json.loads(factx("extract", article.parent / "pipe", "-f", "json", check=0).stdout)
    feeder.join()
    assert record["document"]["text"] == TEXT


@pytest.mark.parametrize("command", [["extract", "-", "-f", "jsonl"], ["batch", "-", "-q", "-o", "-"]])
def test_a_record_appears_when_its_article_is_done(command):
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-m", "factx", *command], **piped) as run:
        for line in LINES.splitlines(keepends=True):
            run.stdin.write(line.encode())
            run.stdin.flush()
            assert ids(run.stdout.readline()) == [json.loads(line)["id"]]  # while the pipe is still open
        run.stdin.close()
        assert run.wait(timeout=60) == 0


def test_failures_of_a_stream_are_told_and_the_rest_goes_on(tmp_path):
    done = in_shell("factx batch - -q -o -", tmp_path, input=LINES.replace('"Nine', "Nine"))
    assert done.returncode == 1
    assert ids(done.stdout) == ["y"]
    assert "line 1" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("output", "named"),
    [("claims.csv", "must end in .jsonl"), ("", "regular file"), ("a.parquet", "must end in .jsonl")],
)
def test_a_name_that_promises_something_else_is_refused(article, output, named):
    done = factx("batch", article, "-o", output, check=2)
    assert named in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in article.parent.iterdir()] == ["a.txt"]
