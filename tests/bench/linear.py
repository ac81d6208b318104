"""Shows that time and memory grow with the text: python tests/bench/linear.py [--sizes 1 2 5 10] [--kinds news words]

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

`--small` measures 10, 20, 40 and 80 KB, where `over` is how many times linear the largest is: 1.15 at most.
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

from articles import write_article

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


def measured(path: Path) -> tuple[float, float]:
    """Core seconds and peak megabytes of one run of the command."""
    command = [sys.executable, "-m", "factx", "extract", str(path), "--format", "jsonl"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        sys.exit(f"factx ended with {run.returncode} on {path.name}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


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
    print(f"{'text':8} {'MB':>6} {'times':>6} {'core s':>10} {'peak MB':>10} {'times':>8} {'times':>8} {'over':>6}")
    start = idle()
    with tempfile.TemporaryDirectory() as folder:
        for kind in wanted.kinds:
            measure(kind, SMALL if wanted.small else wanted.sizes, Path(folder), start)


if __name__ == "__main__":
    main()
