"""Shows that `factx reconcile` grows with the news: python tests/bench/reconcile.py [--sizes 10000 100000 1000000]

Writes so many synthetic stories as records, ten thousand of them a month, five an event, a tenth of them about a war
whose toll runs through the rest, and prints core seconds, peak memory, the size of a trace and how many of the events
came out whole. The records are small (about 6 KB): what reading larger ones costs is a matter of their bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ARTICLES = 5  # of an event
A_DAY = 330  # stories
SYLLABLES = [consonant + vowel for consonant in "bdklmnrstv" for vowel in "aeo"]
FIRST = date(2020, 1, 1)
RUN = """
import gc, json, resource, sys
from pathlib import Path
from factx.cli.reconcile import SELDOM
from factx.reconcile import find_events
from factx.records import read_records
gc.set_threshold(*SELDOM)
told = whole = 0
for event in find_events(read_records(Path(sys.argv[1]))):
    main = [d["id"].partition("-")[0] for d in event["documents"] if d["main"]]
    told += bool(main)
    whole += len(main) == int(sys.argv[2]) and len(set(main)) == 1
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told, whole]))
"""


def word(chance: random.Random, syllables: int = 3) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables))


def vocabulary(size: int = 20_000) -> list[str]:
    chance = random.Random(1)
    return sorted({word(chance, chance.choice((2, 3, 4))) for _ in range(size)})


def stories(count: int) -> Iterator[dict[str, Any]]:
    """Records in the order of time; those of one event share names and half of their words."""
    words = vocabulary()
    common = words[:: len(words) // 400]
    for number in range(count):
        event = number // (ARTICLES * 40) * 40 + number % 40  # forty events at a time
        yield story(event, number, words, common)


def story(event: int, number: int, words: list[str], common: list[str]) -> dict[str, Any]:
    of_event, own = random.Random(event), random.Random(-number - 1)
    places = [word(of_event, 4).title() for _ in range(2)]
    people = [f"{word(of_event).title()} {word(of_event).title()}" for _ in range(2)]
    told = of_event.choices(words, k=60)
    text = " ".join([*own.choices(common, k=70), *own.sample(told, 30), *own.choices(words, k=30), *places, *people])
    day = (FIRST + timedelta(days=number // A_DAY)).isoformat()
    dead = of_event.randrange(2, 40)
    claims = [claim("c1", "killed", dead, f"{dead} people were killed in {places[0]}.", day, places[0])]
    claims += [claim("c2", "wounded", 2 * dead, f"{2 * dead} people were hurt in {places[0]}.", day, places[0])]
    if number % 10 == 0:
        so_far = 10_000 + number // 40
        claims.append(
            claim("c3", "killed", so_far, f"{so_far} have been killed since the war began in Dorva.", None, "Dorva")
        )
    title = " ".join(told[:6])
    about = {"id": f"{event}-{number}", "title": title, "published": day, "outlet": f"Paper {number % 7}", "text": text}
    names = [name(text, place, "place") for place in places] + [name(text, person, "person") for person in people]
    return {
        "schema": "factx/1",
        "document": about | {"path": None, "sha256": None, "url": None, "characters": len(text)},
        "pipeline": {"factx": "bench", "model": "none", "model_version": ""},
        "sections": [], "quantities": [], "attributions": [], "dates": [], "claims": claims, "names": names,
    }  # fmt: skip


def name(text: str, words: str, kind: str) -> dict[str, Any]:
    at = text.index(words)
    return {"span": [at, at + len(words)], "text": words, "type": kind, "count": 2}


def claim(id: str, type_: str, count: int, text: str, day: str | None, place: str) -> dict[str, Any]:
    digits = str(count)
    quantity = {
        "id": f"q{id}", "span": [0, len(digits)], "text": digits, "number": [0, len(digits)], "kind": "count",
        "low": count, "high": count, "bound": "exact", "unit": "people", "unit_code": None,
        "counted": None, "change": None, "derived": False, "rule": "bench",
    }  # fmt: skip
    return {
        "id": id, "kind": "figure", "gist": text, "span": [0, len(text)], "text": text, "section": "body",
        "event": {"type": type_, "trigger": [0, 1], "text": type_, "lemma": type_, "rule": "bench"},
        "quantity": quantity, "subject": None,
        "place": {"span": [0, 1], "text": place, "country": None},
        "cause": None, "actor": None, "when": day and {"span": [0, 1], "text": day, "value": day}, "reported": None,
        "attribution": None, "source": None, "cue": None, "chain": [], "certainty": "certain", "polarity": "positive",
        "part_of": None, "additional": False, "superseded": False, "same_as": [], "restates": None, "rules": [],
    }  # fmt: skip


def measure(count: int, folder: Path) -> None:
    path = folder / "stories.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for record in stories(count):
            out.write(json.dumps(record) + "\n")
    command = [sys.executable, "-c", RUN, str(path), str(ARTICLES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    seconds, megabytes, told, whole = json.loads(done.stdout)
    print(
        f"{count:>9,} stories, {path.stat().st_size / count / 1000:.1f} KB each: {seconds:.0f} s on one core "
        f"({1000 * seconds / count:.2f} ms a story), {megabytes:,.0f} MB, {told:,} events, {whole:,} of them whole",
        flush=True,
    )
    path.unlink()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    with tempfile.TemporaryDirectory() as folder:
        for count in options.parse_args().sizes:
            measure(count, Path(folder))


if __name__ == "__main__":
    main()
