"""Counts over a folder of news what each reading keeps from being a quantity: python tests/bench/readings.py NEWS.jsonl

`factx rules coverage` counts the rules that make a record; readings make none, they only keep numbers out. Here each is
counted by the numbers that it is the first to keep out, with samples, ages by the numbers they make, and the rules of
sharing by the numbers that have something from another. It ends with 1 if a rule fires less than ten times and does not
say why it may stand all the same (`rare = "…"`).

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
from factx.quantities import readings, sharing
from factx.quantities.atoms import Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure
from factx.rules import read_layered

LEAST = 10
SAMPLES, AROUND = 3, 4  # of each reading, and atoms on either side of the number


def documents(path: Path, most: int) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(itertools.islice(lines, most)):
            yield Document(id=str(n), text=json.loads(line)["text"])


def shown(atoms: Atoms, figure: Figure) -> str:
    """The number with the words around it."""
    first, end = max(1, figure.first - AROUND), min(len(atoms) - 1, figure.end + AROUND)
    return " ".join(atoms.written(first, end).split())


def count(path: Path, most: int) -> tuple[Counter[str], dict[str, list[str]]]:
    """How often each reading, age and share holds first, and the first texts it holds on."""
    fired: Counter[str] = Counter()
    samples: dict[str, list[str]] = defaultdict(list)
    holds, stands = readings.holds, sharing.stands

    def note(id: str, atoms: Atoms, figure: Figure) -> None:
        fired[id] += 1
        if len(samples[id]) < SAMPLES:
            samples[id].append(shown(atoms, figure))

    def noted(candidate: Candidate, reading: readings.Reading) -> bool:
        found = holds(candidate, reading)
        if found:
            note(reading.rule.id, candidate.atoms, candidate.figure)
        return found

    def shared(atoms: Atoms, first: Figure, second: Figure, share: sharing.Share) -> bool:
        found = stands(atoms, first, second, share)
        if found:
            note(share.rule.id, atoms, second)
        return found

    readings.holds, sharing.stands = noted, shared
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
    for rule in (*rules["reading"], *rules["age"], *rules["share"]):
        id, times = rule["id"], fired[rule["id"]]
        print(f"{times:6} {id:20} {' · '.join(samples[id])}{'   rare: ' + rule['rare'] if 'rare' in rule else ''}")
        if times < LEAST and "rare" not in rule:
            seldom.append(id)
    if seldom:
        print(f"less than {LEAST} times, and not said to be rare: {', '.join(seldom)}", file=sys.stderr)
    return 1 if seldom else 0


if __name__ == "__main__":
    sys.exit(main())
