"""The Dask engine on a real scheduler and two real workers in processes of their own, one of them killed midway."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bench.articles import write_folder
from command import factx
from test_batch_command import chunks_noted, started, wait_for, written

pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("news")
    write_folder(folder, 120)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    return folder


@pytest.fixture(scope="module")
def whole(inputs, tmp_path_factory):
    output = tmp_path_factory.mktemp("whole") / "out.jsonl"
    factx("batch", inputs, "-o", output, "--workers", "2", check=1)
    return written(output)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler, and its two workers."""
    folder = tmp_path_factory.mktemp("dask")
    address = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    running = [subprocess.Popen([*dask, "--no-dashboard", "--scheduler-file", address], **quiet)]
    try:
        wait_for(address.exists)
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(address)]
        worker += ["--nthreads", "1", "--no-nanny", "--no-dashboard"]
        running += [subprocess.Popen([*worker, "--name", name], **quiet) for name in ("one", "two")]
        yield json.loads(address.read_text(encoding="utf-8"))["address"], running[1:]
    finally:
        for program in running:
            program.kill()
            program.wait()


def test_a_cluster_that_loses_a_worker_writes_the_same_bytes(inputs, whole, cluster, tmp_path):
    address, workers = cluster
    output = tmp_path / "out.jsonl"
    run = started(inputs, "-o", output, "--engine", "dask", "--scheduler", address)
    wait_for(lambda: chunks_noted(output) > 0)
    os.kill(workers[0].pid, signal.SIGKILL)
    _, errors = run.communicate(timeout=240)
    assert run.returncode == 1, errors
    assert errors.count(b"\n") == 1, errors
    assert written(output) == whole


def test_a_run_begun_here_goes_on_on_a_cluster_made_for_it(inputs, whole, tmp_path):
    output = tmp_path / "out.jsonl"
    run = started(inputs, "-o", output, "--workers", "1")
    wait_for(lambda: chunks_noted(output) > 0)
    run.kill()
    run.communicate()
    done = factx("batch", inputs, "-o", output, "--workers", "2", "--engine", "dask", check=1)
    assert "done before" in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert written(output) == whole


def test_an_update_on_a_cluster_has_the_bytes_of_a_fresh_run(cluster, tmp_path):
    address, _ = cluster
    news, output = tmp_path / "news", tmp_path / "out.jsonl"
    write_folder(news, 40)
    factx("batch", news, "-o", output, "--workers", "1", check=0)
    paths = sorted(news.rglob("*.txt"))
    paths[3].unlink()
    paths[7].write_text("Two people fled the fire, police said.", encoding="utf-8")
    (news / "zz.txt").write_text("Nine people died in the flood, police said.", encoding="utf-8")
    done = factx("batch", news, "-o", output, "--update", "--engine", "dask", "--scheduler", address, check=0)
    assert "1 new, 1 changed, 1 gone, 38 kept" in done.stderr
    factx("batch", news, "-o", tmp_path / "fresh.jsonl", "--workers", "1", check=0)
    assert output.read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


def test_no_scheduler_there_is_one_sentence(inputs, tmp_path):
    address = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]
    done = factx(
        "batch", inputs, "-o", tmp_path / "out.jsonl", *address, check=1, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="2s"
    )
    assert "no Dask scheduler" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not Path(tmp_path / "out.jsonl").read_bytes()
