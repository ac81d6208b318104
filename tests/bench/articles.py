"""Synthetic articles: python tests/bench/articles.py FOLDER COUNT [--jsonl] writes them, the same ones each time.

Invented people, towns and figures in templates of our own. Names are made of syllables, so that the vocabulary keeps
growing with the number of articles as it does with real news.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "ve",
    "sta",
    "lo",
    "ne",
    "bra",
    "du",
    "hel",
    "or",
    "zan",
    "ti",
    "gu",
    "fer",
    "wy",
    "al",
    "pos",
]
OFFICES = ["mayor", "fire chief", "police spokeswoman", "health minister", "governor", "union leader", "rescue worker"]
EVENTS = [
    ("flood", "{n} people were killed and {m} are missing after the river left its bed in {town} on {day}"),
    ("fire", "A fire in a paper mill in {town} killed at least {n} workers and injured {m} others on {day}"),
    (
        "quake",
        "An earthquake shook {town} early on {day}, and more than {n} houses fell in, leaving {m} families homeless",
    ),
    ("strike", "About {n},000 nurses stopped work in {town} on {day} to ask for {m} percent more pay"),
    ("fine", "A court in {town} fined the dairy company {name} ${n} million on {day} over {m} cases of spoiled milk"),
]
VOICES = [
    '"We have never seen anything like it," said {name}, the {office} of {town}.',
    "{name}, the {office}, told reporters that {n} more teams were on their way.",
    "According to the {office}, the number could rise to {m}.",
    'The {office} denied that warnings had come too late. "That is not true," {name} said.',
    "Officials said {n} roads were closed and {m} schools would stay shut until {day}.",
    "{name} said the damage would cost ${n}.{m} million.",
    "A neighbour who gave her name as {name} said she had heard nothing until {day}.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def write_article(number: int, sentences: int = 6) -> dict[str, str]:
    """Article `number`: always the same for the same number."""
    dice = random.Random(number)
    event, opening = dice.choice(EVENTS)
    town = invent(dice)
    told = [opening, *dice.sample(VOICES, min(sentences, len(VOICES)))]
    body = [filled(dice, sentence, town) for sentence in told]
    body[0] += "."
    headline = f"{event.title()} in {town}"
    day = f"2024-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    return {"id": f"{number:06d}", "title": headline, "published": day, "text": "\n\n".join([headline, *body]) + "\n"}


def filled(dice: random.Random, sentence: str, town: str) -> str:
    return sentence.format(
        n=dice.randint(2, 900),
        m=dice.randint(2, 90),
        town=town,
        name=f"{invent(dice)} {invent(dice)}",
        office=dice.choice(OFFICES),
        day=dice.choice(DAYS),
    )


def invent(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title()


def write_articles(count: int, start: int = 0) -> Iterator[dict[str, str]]:
    return (write_article(number) for number in range(start, start + count))


def write_folder(folder: Path, count: int) -> None:
    """The articles as .txt files, a thousand in a folder."""
    for article in write_articles(count):
        path = folder / article["id"][:3] / f"{article['id']}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article["text"], encoding="utf-8")


def write_jsonl(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(article) + "\n" for article in write_articles(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--jsonl", action="store_true", help="one file, an article a line")
    wanted = parser.parse_args()
    if wanted.jsonl:
        write_jsonl(wanted.target, wanted.count)
    else:
        write_folder(wanted.target, wanted.count)


if __name__ == "__main__":
    main()
