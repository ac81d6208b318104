"""`factx batch` as people meet it: real model, real processes, killed, interrupted and out of disk."""

import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench.articles import write_article, write_folder, write_jsonl
from command import factx
from pdfs import make_pdf

COUNT = 120


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A folder of articles of every kind, with some that cannot be read."""
    folder = tmp_path_factory.mktemp("news")
    write_folder(folder, COUNT)
    text = write_article(COUNT)["text"]
    (folder / "page.html").write_text(
        f"<article>{''.join(f'<p>{p}</p>' for p in text.split(chr(10)))}</article>", encoding="utf-8"
    )
    lines = [(72, 720 - 14 * n, 11, line[:90]) for n, line in enumerate(text.split("\n\n"))]
    (folder / "paper.pdf").write_bytes(make_pdf([lines]))
    write_jsonl(folder / "lines.jsonl", 4)
    with (folder / "lines.jsonl").open("a") as more:
        more.write('{"id": "bad", "text": \n{"id": "last", "text": "Twelve people died, police said."}\n')
    (folder / "noise.txt").write_bytes(bytes(range(256)))
    (folder / "cut.pdf").write_bytes(make_pdf([lines])[:300])
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    return folder


@pytest.fixture(scope="module")
def whole(inputs, tmp_path_factory):
    """What a run without a break writes, by one worker."""
    output = tmp_path_factory.mktemp("whole") / "out.jsonl"
    done = factx("batch", inputs, "-o", output, "--workers", "1", check=1)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return written(output)


def written(output):
    return [path.read_bytes() if path.exists() else None for path in (output, Path(f"{output}.failures.jsonl"))]


def started(*args, **options):
    command = [sys.executable, "-m", "factx", "batch", *map(os.fspath, args)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, **options)


def heed_interrupts():
    """As at a terminal: what a shell runs in the background begins deaf to Ctrl-C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(found, seconds=200.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def children(pid):
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text(encoding="utf-8").split()] if path.exists() else []


def chunks_noted(output):
    """How many chunks the journal says are done."""
    journal = Path(f"{output}.journal")
    return journal.read_bytes().count(b"\n") - 1 if journal.exists() else 0


def test_every_article_is_a_record_or_a_failure(inputs, whole):
    records = [json.loads(line) for line in whole[0].splitlines()]
    failures = [json.loads(line) for line in whole[1].splitlines()]
    ids = [record["document"]["id"] for record in records]
    assert ids[:2] == ["000/000000", "000/000001"]
    assert ids[-7:] == ["000000", "000001", "000002", "000003", "last", "page", "paper"]
    assert len(ids) == len(set(ids)) == COUNT + 7
    assert [f["id"] for f in failures] == ["cut", "bad", "noise", "photo"]
    for failure in failures:
        assert failure["error"] == "DocumentError"
        assert failure["path"].startswith(str(inputs))
        assert len(failure["message"]) < 300
    for record in records[-7:]:
        text = record["document"]["text"]
        assert len(text) == record["document"]["characters"]
        assert all(text[s["span"][0] : s["span"][1]].strip() for s in record["sections"])


def test_the_number_of_workers_changes_no_byte(inputs, whole, tmp_path):
    factx("batch", inputs, "-o", tmp_path / "out.jsonl", "--workers", "2", check=1)
    assert written(tmp_path / "out.jsonl") == whole


def test_a_file_named_like_a_module_of_python_is_not_run(tmp_path):
    """The workers start in the folder that one works in, among what somebody put there."""
    (tmp_path / "socket.py").write_text(
        "from pathlib import Path\nPath('run').touch()\nraise SystemExit(3)\n", encoding="utf-8"
    )
    write_jsonl(tmp_path / "lines.jsonl", 4)
    command = [Path(sys.executable).with_name("factx"), "batch", "lines.jsonl", "-o", "out.jsonl", "--workers", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count("\n") == 4
    reconciled = subprocess.run(
        [command[0], "reconcile", "out.jsonl", "--workers", "2", "--format", "json"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert reconciled.returncode == 0, reconciled.stderr
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("name", ["json.py", "numbers.py", "tomli.py"])
def test_as_a_module_it_runs_nothing_of_the_current_folder(tmp_path, name):
    """Python itself looks for modules in the folder in which `python -m factx` is typed."""
    (tmp_path / name).write_text(
        "from pathlib import Path\nPath('run').touch()\nraise SystemExit(3)\n", encoding="utf-8"
    )
    (tmp_path / "flood.txt").write_text("Nine people died in the flood, police said.\n", encoding="utf-8")
    command = [sys.executable, "-m", "factx", "batch", "flood.txt", "-o", "out.jsonl"]
    path = {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.jsonl").exists() and not (tmp_path / "run").exists()


def test_killed_again_and_again_it_ends_with_the_same_bytes(inputs, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    for chunks in (1, 2):
        run = started(inputs, "-o", output, "--workers", "2")
        wait_for(lambda chunks=chunks: chunks_noted(output) >= chunks)
        workers = children(run.pid)
        run.kill()
        run.communicate()
        wait_for(lambda workers=workers: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    done = factx("batch", inputs, "-o", output, "--workers", "1", check=1)
    assert "done before" in done.stderr
    assert written(output) == whole


def test_a_killed_worker_is_replaced(inputs, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    run = started(inputs, "-o", output, "--workers", "2")
    wait_for(lambda: chunks_noted(output) > 0)
    for child in children(run.pid):
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(child, signal.SIGKILL)
            break
    _, errors = run.communicate(timeout=240)
    assert run.returncode == 1, errors
    assert errors.count(b"\n") == 1
    assert written(output) == whole


def test_interrupted_it_says_how_to_go_on(inputs, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    run = started(inputs, "-o", output, "--workers", "2", start_new_session=True, preexec_fn=heed_interrupts)
    wait_for(lambda: chunks_noted(output) > 0)
    os.killpg(run.pid, signal.SIGINT)  # as Ctrl-C does: parent and workers
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 130
    assert errors.count(b"\n") == 1
    assert b"goes on" in errors
    factx("batch", inputs, "-o", output, check=1)
    assert written(output) == whole


def test_a_full_disk_is_one_sentence_and_can_be_resumed(inputs, whole, tmp_path):
    output = tmp_path / "out.jsonl"

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole[0]) // 2, resource.RLIM_INFINITY))

    run = started(inputs, "-o", output, "--workers", "1", preexec_fn=little_room)
    _, errors = run.communicate(timeout=240)
    assert run.returncode == 1
    assert errors.count(b"\n") == 1
    assert b"goes on from there" in errors
    done = factx("batch", inputs, "-o", output, "--workers", "1", check=1)
    assert "done before" in done.stderr
    assert written(output) == whole


def test_a_terminal_sees_progress_and_one_line_at_the_end(tmp_path):
    write_folder(tmp_path / "in", 3)
    leader, follower = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "factx", "batch", tmp_path / "in", "-o", tmp_path / "out.jsonl", "--workers", "1"],
        stderr=follower,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(follower)
    shown = b""
    while piece := read_terminal(leader):
        shown += piece
    assert run.wait() == 0
    assert b"3 articles" in shown
    assert b"factx: 3 articles" in shown.strip().splitlines()[-1]


def read_terminal(leader):
    try:
        return os.read(leader, 65536)
    except OSError:  # the end of a terminal
        return b""


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["in", "-o", "missing/out.jsonl"], "no folder"),
        (["in/a.txt", "-o", "in/a.txt"], "both input and output"),
        (["-", "-o", "out.jsonl"], "standard input"),
        (["in/a.txt", "-o", "in"], "regular file"),
        (["in", "-o", "out.jsonl", "--workers", "0"], "--workers"),
        (["in", "-o", "out.jsonl", "--engine", "abacus"], "--engine"),
    ],
)
def test_wrong_usage_is_told(tmp_path, monkeypatch, args, named):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("Twelve people died, police said.", encoding="utf-8")
    done = factx("batch", *args, check=2, PYTHONPATH=str(Path(__file__).parents[1]))
    assert named in done.stderr
    assert not Path("out.jsonl").exists()
    assert Path("in/a.txt").read_text(encoding="utf-8") == "Twelve people died, police said."


def test_what_is_not_there_is_a_failure_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text("Twelve people died, police said.", encoding="utf-8")
    output = tmp_path / "out.jsonl"
    arguments = [tmp_path / "a.txt", tmp_path / "missing.txt", tmp_path / "*.html"]
    factx("batch", *arguments, "-o", output, "--quiet", "--workers", "1", check=1)
    assert [json.loads(line)["document"]["id"] for line in output.read_text(encoding="utf-8").splitlines()] == ["a"]
    failures = [json.loads(line) for line in Path(f"{output}.failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [f["path"] for f in failures] == [str(tmp_path / "missing.txt"), str(tmp_path / "*.html")]


def test_filters_and_date_reach_the_workers(tmp_path):
    (tmp_path / "a.txt").write_text("Twelve people died on Monday, police said.", encoding="utf-8")
    options = ["--published", "2024-03-05", "--kind", "money", "--quiet", "--workers", "1"]
    done = factx("batch", tmp_path / "a.txt", "-o", tmp_path / "out.jsonl", *options, check=0)
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert record["document"]["published"] == "2024-03-05"
    assert record["claims"] == []
    assert done.stderr == ""


def test_a_missing_model_is_one_sentence(tmp_path):
    (tmp_path / "a.txt").write_text("Twelve people died.", encoding="utf-8")
    done = factx("batch", tmp_path / "a.txt", "-o", tmp_path / "out.jsonl", "--model", "en_nowhere", check=1)
    assert "en_nowhere" in done.stderr
    assert done.stderr.count("\n") == 1
