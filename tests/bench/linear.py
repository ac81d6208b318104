"""Shows that time and memory grow with the text: python tests/bench/linear.py [--sizes 1 2 5 10] [--small] [--kinds …]

Runs `factx extract --format jsonl` on texts of so many megabytes and prints core seconds and peak memory; `times` is
how many times those of the smallest text, to be compared with how many times its length.

    news    synthetic articles, one after the other
    line    the same without a line break
    words   two hundred thousand words a megabyte, no full stop among them
    quotes  opening quotation marks
    word    one word
    brackets  opening brackets
    list    "12, 12, 12, … people died."
    people  "3 people 3 people …"
    ranges  "12 to 12 to …"
    killed  "12 killed 12 killed …"
    million "million million …"
    numbers a paragraph of ever other numbers
    ago     "two days ago two days ago …"

`--small` measures 10, 20, 40 and 80 KB in one process; `over` is by how far the time outgrows the length: 1.15 at most.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import process_time

from articles import write_article

import factx
from factx.annotate import Extractor
from factx.model import Document
from factx.plain import to_json

MEGABYTE = 1_000_000


def news(size: int) -> str:
    parts, length = [], 0
    for number in count():
        if length >= size:
            return "".join(parts)[:size]
        parts.append(write_article(number)["text"] + "\n")
        length += len(parts[-1])
    raise AssertionError("numbers do not end")


def line(size: int) -> str:
    return news(size).replace("\n", " ")


def words(size: int) -> str:
    return ("word " * (size // 5 + 1))[:size]


def quotes(size: int) -> str:
    return "“" * size


def again(words: str, end: str = "") -> Callable[[int], str]:
    """A text of the same words again and again."""
    return lambda size: (words * (size // len(words) + 1))[: max(0, size - len(end))] + end


def numbers(size: int) -> str:
    parts, length = [], 0
    for number in count():
        if length >= size:
            break
        parts.append(f"{number * 7919 % 9973} ")
        length += len(parts[-1])
    return "".join(parts)[:size]


KINDS: dict[str, Callable[[int], str]] = {
    "news": news,
    "line": line,
    "words": words,
    "quotes": quotes,
    "word": again("word"),
    "brackets": again("("),
    "list": again("12, ", "people died."),
    "people": again("3 people "),
    "ranges": again("12 to "),
    "killed": again("12 killed "),
    "million": again("million "),
    "numbers": numbers,
    "ago": again("two days ago "),
}
SMALL = [0.01, 0.02, 0.04, 0.08]  # megabytes
RUNS = 3


def measured(path: Path) -> tuple[float, float]:
    """Core seconds and peak megabytes of one run of the command."""
    command = [sys.executable, "-m", "factx", "extract", str(path), "--format", "jsonl"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        sys.exit(f"factx ended with {run.returncode} on {path.name}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def measure_small(kind: str, extractor: Extractor) -> None:
    """Prints a line for each small size: the best of several runs in this process, so that starting does not count."""
    first = 0.0
    for size in SMALL:
        text = KINDS[kind](int(size * MEGABYTE))
        seconds = min(core_seconds(extractor, text) for _ in range(RUNS))
        first = first or seconds
        times = size / SMALL[0]
        print(
            f"{kind:8} {size:6g} {times:6.1f} {seconds:10.2f} {seconds / first:8.1f} {seconds / first / times:6.2f}",
            flush=True,
        )


def core_seconds(extractor: Extractor, text: str) -> float:
    """Core seconds of reading one text and writing its record."""
    began = process_time()
    for record in extractor.plain_records([Document(id="text", text=text)]):
        to_json(record)
    return process_time() - began


def idle() -> float:
    """Core seconds that the command takes for a text of one word."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.txt"
        path.write_text("word", encoding="utf-8")
        return min(measured(path)[0] for _ in range(2))


def measure(kind: str, sizes: list[float], folder: Path, start: float) -> None:
    """Prints a line for each size; `over` is the time beyond starting, by how far it outgrows the length."""
    first: tuple[float, float, float] | None = None
    for size in sizes:
        path = folder / f"{kind}-{size:g}.txt"
        path.write_text(KINDS[kind](int(size * MEGABYTE)), encoding="utf-8")
        seconds, memory = measured(path)
        first = first or (size, seconds, memory)
        over = (seconds - start) / max(first[1] - start, 0.01) / (size / first[0])
        ratios = f"{seconds / first[1]:8.1f} {memory / first[2]:8.1f} {over:6.2f}"
        print(f"{kind:8} {size:6g} {size / first[0]:6.1f} {seconds:10.1f} {memory:10.0f} {ratios}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 2, 5, 10], help="megabytes, smallest first")
    parser.add_argument("--small", action="store_true", help="10 to 80 KB instead")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    wanted = parser.parse_args()
    if wanted.small:
        show_small(wanted.kinds)
    else:
        show_large(wanted.kinds, wanted.sizes)


def show_small(kinds: list[str]) -> None:
    print(f"{'text':8} {'MB':>6} {'times':>6} {'core s':>10} {'times':>8} {'over':>6}")
    extractor = factx.load()
    core_seconds(extractor, news(int(SMALL[0] * MEGABYTE)))  # what is read late is read now
    for kind in kinds:
        measure_small(kind, extractor)


def show_large(kinds: list[str], sizes: list[float]) -> None:
    print(f"{'text':8} {'MB':>6} {'times':>6} {'core s':>10} {'peak MB':>10} {'times':>8} {'times':>8} {'over':>6}")
    start = idle()
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            measure(kind, sizes, Path(folder), start)


if __name__ == "__main__":
    main()
