"""What places cost: python tests/bench/places.py [ARTICLES] prints their share of the time and their memory.

ARTICLES is a JSON lines file with `text` (default: the articles of `articles.py`). The share is that of the passes of
`factx.names` and `factx.places` and of the entities that the gazetteer corrects, in the time of the whole pipeline,
parsing included. Memory is what looking up every word and pair of words of all articles adds to a process, in one of
its own: what is remembered is full by then. It fails beyond 3 % and 20 MB.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from articles import write_article

MOST_OF_TIME = 0.03
MOST_MEMORY = 20.0  # MB in a worker
ARTICLES = 60


def read_texts(path: Path | None) -> list[str]:
    """The texts to measure on."""
    if path is None:
        return [write_article(number, sentences=12)["text"] for number in range(ARTICLES)]
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def timed(spent: dict[str, float], name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which adds its time to `spent`."""

    def run(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return call(*args, **options)
        finally:
            spent[name] += time.process_time() - start

    return run


def measure_time(texts: list[str]) -> dict[str, float]:
    """Seconds of each stage of places, and of all."""
    import factx
    from factx import components, pipeline

    nlp = factx.load()
    nlp.extract("Nine people died in Lima.")
    gc.collect()
    gc.freeze()  # what the model has loaded: to look through it falls on whoever happens to make the next object
    spent: dict[str, float] = defaultdict(float)
    for name in ("find_mentions", "find_parts", "locate", "placed_claims", "count_names"):
        setattr(pipeline, name, timed(spent, name, getattr(pipeline, name)))
    components.correct_entities = timed(spent, "correct_entities", components.correct_entities)  # type: ignore[assignment]
    start = time.process_time()
    for text in texts:
        nlp.extract(text)
    spent["all"] = time.process_time() - start
    return dict(spent)


def measure_memory(texts: list[str]) -> float:
    """MB that looking up every word and pair of words of the texts adds to a process."""
    from factx import gazetteer
    from factx.gazetteer import atlas

    before = resident()
    for text in texts:
        words = text.split()
        for name in (*words, *map(" ".join, pairwise(words))):
            gazetteer.lookup(name)
            for entry in atlas.look_up(atlas.fold(name)):
                atlas.place(entry.admin1 or 0)
    return resident() - before


def resident() -> float:
    """MB of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("articles", nargs="?", type=Path)
    asked.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    args = asked.parse_args()
    if args.memory:
        print(measure_memory(read_texts(args.articles)))
        return
    spent = measure_time(read_texts(args.articles))
    whole = spent.pop("all")
    for name, seconds in sorted(spent.items(), key=lambda both: -both[1]):
        print(f"{name:18}{seconds:8.3f} s {seconds / whole:7.2%}")
    share = sum(spent.values()) / whole
    again = [sys.executable, __file__, *sys.argv[1:], "--memory"]
    memory = float(subprocess.run(again, capture_output=True, check=True).stdout)
    print(f"{'places':18}{sum(spent.values()):8.3f} s {share:7.2%} of {whole:.2f} s; {memory:.1f} MB in a worker")
    if share > MOST_OF_TIME or memory > MOST_MEMORY:
        sys.exit(f"more than {MOST_OF_TIME:.0%} or {MOST_MEMORY:.0f} MB")


if __name__ == "__main__":
    main()
