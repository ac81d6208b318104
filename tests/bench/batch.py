"""Measures `factx batch` on synthetic articles: python tests/bench/batch.py WHAT [--count N], where WHAT is

    throughput  articles a second with 1 and 2 workers and on the bare spaCy pipeline, in turn, in one run
    memory      resident memory of each worker from the first hundred articles to the last
    resume      killed half-way: how long until the second run has its first new article
    dask        the same work by 2 local workers and by 2 Dask workers
    update      50 more articles in an output of so many that is brought up to date, beside these 50 alone

Every figure is of one machine at one time; compare only within a run.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import write_article, write_articles, write_jsonl

BARE = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
for doc in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")):
    len(doc)
"""
ROUNDS = 3
ADDED = 50  # articles of an update


def command(source: Path, output: Path, *options: str) -> list[str]:
    for path in output.parent.glob(output.name + "*"):
        path.unlink()
    return [sys.executable, "-m", "factx", "batch", str(source), "-o", str(output), "--quiet", *options]


def seconds(arguments: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(arguments, check=True)
    return time.perf_counter() - began


def processor_seconds(arguments: list[str]) -> float:
    """What a command and its workers take of the cores: a figure that a busy machine changes little."""
    before = os.times()
    subprocess.run(arguments, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def measure_throughput(folder: Path, count: int) -> dict[str, object]:
    source, output = folder / "articles.jsonl", folder / "out.jsonl"
    write_jsonl(source, count)
    times: dict[str, list[float]] = {"bare": [], "1": [], "2": []}
    for _ in range(ROUNDS):
        times["1"].append(seconds(command(source, output, "--workers", "1")))
        model = json.loads(output.read_text(encoding="utf-8").splitlines()[0])["pipeline"]["model"]
        times["bare"].append(seconds([sys.executable, "-c", BARE, model, str(source)]))
        times["2"].append(seconds(command(source, output, "--workers", "2")))
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    again = {name: processor_seconds(command(source, output, "--workers", name)) for name in ("1", "2")}
    bare = processor_seconds([sys.executable, "-c", BARE, model, str(source)])
    return {
        "articles": count,
        "a second, 1 worker": round(count / middle["1"], 1),
        "a second, 2 workers": round(count / middle["2"], 1),
        "2 over 1": round(middle["1"] / middle["2"], 2),
        "1 worker over bare spaCy": round(middle["bare"] / middle["1"], 2),
        "core seconds, bare spaCy": round(bare, 1),
        "core seconds, 1 worker": round(again["1"], 1),
        "core seconds, 2 workers": round(again["2"], 1),
    }


def measure_memory(folder: Path, count: int) -> dict[str, object]:
    source, output = folder / "articles.jsonl", folder / "out.jsonl"
    write_jsonl(source, count)
    run = subprocess.Popen(command(source, output, "--workers", "2"))
    seen: list[tuple[int, int]] = []
    while run.poll() is None:
        seen.append((articles_noted(output), max((resident(pid) for pid in workers_of(run.pid)), default=0)))
        time.sleep(1)
    busy = [(done, size) for done, size in seen if done >= 100]
    quarter = len(busy) // 4 or 1
    return {
        "articles": count,
        "MB a worker, first quarter": largest(busy[:quarter]),
        "MB a worker, last quarter": largest(busy[-quarter:]),
        "MB a worker, most": largest(busy),
        "exit code": run.returncode,
    }


def largest(seen: list[tuple[int, int]]) -> int:
    return max(size for _, size in seen) // 1_000_000


def articles_noted(output: Path) -> int:
    journal = output.with_name(output.name + ".journal")
    lines = journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []
    return int(json.loads(lines[-1])["articles"]) if len(lines) > 1 else 0


def workers_of(pid: int) -> list[int]:
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]
        return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except OSError:
        return []


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def measure_resume(folder: Path, count: int) -> dict[str, object]:
    source, output = folder / "articles.jsonl", folder / "out.jsonl"
    write_jsonl(source, count)
    arguments = command(source, output, "--workers", "2")
    first = subprocess.Popen(arguments)
    while articles_noted(output) < count // 2:
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    before, began = articles_noted(output), time.perf_counter()
    second = subprocess.Popen(arguments)
    while articles_noted(output) == before and second.poll() is None:
        time.sleep(0.02)
    waited = time.perf_counter() - began
    second.wait()
    return {
        "articles": count,
        "done before the kill": before,
        "seconds to the next ones": round(waited, 1),
        "records": len(output.read_bytes().splitlines()),
        "exit code": second.returncode,
    }


def measure_dask(folder: Path, count: int) -> dict[str, object]:
    source, output = folder / "articles.jsonl", folder / "out.jsonl"
    write_jsonl(source, count)
    local = seconds(command(source, output, "--workers", "2"))
    whole = output.read_bytes()
    dask = seconds(command(source, output, "--workers", "2", "--engine", "dask"))
    return {
        "articles": count,
        "local, seconds": round(local, 1),
        "Dask, seconds": round(dask, 1),
        "Dask over local": round(dask / local, 2),
        "same bytes": output.read_bytes() == whole,
    }


def measure_update(folder: Path, count: int) -> dict[str, object]:
    """By core seconds and by the clock; the articles there before are short, since they are not read again."""
    source, output, alone = folder / "articles.jsonl", folder / "out.jsonl", folder / "alone.jsonl"
    old = [json.dumps(write_article(number, sentences=0)) + "\n" for number in range(count - ADDED)]
    new = [json.dumps(article) + "\n" for article in write_articles(ADDED, start=count)]
    source.write_text("".join(old), encoding="utf-8")
    subprocess.run(command(source, output, "--workers", "2"), check=True)
    source.write_text("".join(old + new), encoding="utf-8")
    alone.write_text("".join(new), encoding="utf-8")
    update = [
        sys.executable,
        "-m",
        "factx",
        "batch",
        str(source),
        "-o",
        str(output),
        "-q",
        "--update",
        "--workers",
        "1",
    ]
    parts = processor_seconds(command(alone, folder / "first.jsonl", "--workers", "1")), processor_seconds(update)
    return {
        "articles": count,
        "core seconds, 50 alone": round(parts[0], 1),
        "core seconds, update": round(parts[1], 1),
        "at most (1.3 times and 3)": round(parts[0] * 1.3 + 3, 1),
        "records": len(output.read_bytes().splitlines()),
    }


MEASURES = {
    "update": (measure_update, 10_000),
    "throughput": (measure_throughput, 1000),
    "memory": (measure_memory, 20_000),
    "resume": (measure_resume, 1000),
    "dask": (measure_dask, 1000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("--count", type=int, help="articles")
    wanted = parser.parse_args()
    measure, count = MEASURES[wanted.what]
    with tempfile.TemporaryDirectory() as folder:
        for name, figure in measure(Path(folder), wanted.count or count).items():
            print(f"{name:26} {figure}")
    print(f"{'cores':26} {os.cpu_count()}")


if __name__ == "__main__":
    main()
