"""Counts over a folder of news what each reading keeps from being a quantity: python tests/bench/readings.py NEWS.jsonl

`factx rules coverage` counts the rules that make a record; readings make none, they only keep numbers out. Here each is
counted by the numbers that it is the first to keep out, with samples, and ages by the numbers they make. It ends with 1
if a reading fires less than ten times and does not say why it may stand all the same (`rare = "…"`).

    --articles N   the first N articles (1000)
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import factx
from factx.model import Document
from factx.quantities import readings
from factx.quantities.candidate import Candidate
from factx.rules import read_layered

LEAST = 10
SAMPLES, AROUND = 3, 4  # of each reading, and atoms on either side of the number


def documents(path: Path, most: int) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(itertools.islice(lines, most)):
            yield Document(id=str(n), text=json.loads(line)["text"])


def shown(candidate: Candidate) -> str:
    """The number with the words around it."""
    atoms, figure = candidate.atoms, candidate.figure
    first, end = max(1, figure.first - AROUND), min(len(atoms) - 1, figure.end + AROUND)
    return " ".join(atoms.written(first, end).split())


def count(path: Path, most: int) -> tuple[Counter[str], dict[str, list[str]]]:
    """How often each reading and age rule holds first, and the first texts it holds on."""
    fired: Counter[str] = Counter()
    samples: dict[str, list[str]] = defaultdict(list)
    real = readings.holds

    def noted(candidate: Candidate, reading: readings.Reading) -> bool:
        found = real(candidate, reading)
        if found:
            fired[reading.rule.id] += 1
            if len(samples[reading.rule.id]) < SAMPLES:
                samples[reading.rule.id].append(shown(candidate))
        return found

    readings.holds = noted
    for _ in factx.load().plain_records(documents(path, most)):
        pass
    return fired, samples


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    given = parser.parse_args()
    fired, samples = count(given.news, given.articles)
    rules = read_layered("quantities", "rules.toml")
    seldom = []
    for rule in (*rules["reading"], *rules["age"]):
        id, times = rule["id"], fired[rule["id"]]
        print(f"{times:6} {id:20} {' · '.join(samples[id])}{'   rare: ' + rule['rare'] if 'rare' in rule else ''}")
        if times < LEAST and "rare" not in rule:
            seldom.append(id)
    if seldom:
        print(f"less than {LEAST} times, and not said to be rare: {', '.join(seldom)}", file=sys.stderr)
    return 1 if seldom else 0


if __name__ == "__main__":
    sys.exit(main())
