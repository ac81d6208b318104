"""Records for annotation tools: Label Studio tasks with predictions, Prodigy lines, brat's standoff files.

All need the text that the spans count in; a record whose text is not to be had is left out, and `Texts.missing` has its
id. Offsets are code points: so count brat and Prodigy, which are written in Python, and Label Studio since 1.4, which
turns what the browser counts into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from factx.export.columns import clean
from factx.export.marks import LABELS, MARK_LINKS, Link, Mark, marks_of
from factx.plain import Plain, to_json
from factx.records import text_of

TOKEN = re.compile(r"\w+|[^\w\s]")
NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")
# The labelling interface that the tasks are for: Label Studio asks for it when a project is made.
LABEL_STUDIO_CONFIG = "\n".join(
    [
        "<View>",
        "  <Style>.htx-text { white-space: pre-wrap }</Style>",  # else it trims blanks, which the offsets count
        f"  <Relations>{''.join(f'<Relation value={link!r}/>' for link in MARK_LINKS)}</Relations>",
        f"  <Labels name='label' toName='text'>{''.join(f'<Label value={label!r}/>' for label in LABELS)}</Labels>",
        "  <Text name='text' value='$text'/>",
        "</View>",
    ]
)


@dataclass(slots=True)
class Texts:
    """The records with their texts; `missing` grows by those that have none."""

    records: Iterable[Plain]
    folder: Path
    missing: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[Plain, str]]:
        for record in self.records:
            text = text_of(record, self.folder)
            if text is None:
                self.missing.append(record["document"]["id"])
            else:
                yield record, str(clean(text))


def write_label_studio(path: Path, texts: Texts) -> int:
    """Writes a JSON array of tasks, one an article; gives the number of claims."""
    count = 0
    with path.open("x", encoding="utf-8") as file:
        file.write("[")
        for number, (record, text) in enumerate(texts):
            file.write((",\n" if number else "\n") + to_json(label_studio_task(record, text)))
            count += len(record["claims"])
        file.write("\n]\n")
    return count


def label_studio_task(record: Plain, text: str) -> Plain:
    """A task with its text and the marks as a prediction, which a person may take over or mend."""
    marks, links = marks_of(record)
    pipeline = record["pipeline"]
    regions = [region for mark in marks for region in _regions(mark, text)]
    relations = [
        {"type": "relation", "from_id": f"{link.start}-0", "to_id": f"{link.end}-0"}
        | {"direction": "right", "labels": [link.label]}
        for link in links
    ]
    version = f"factx {pipeline['factx']}, {pipeline['model']} {pipeline['model_version']}"
    about = {name: record["document"][name] for name in ("id", "title", "published", "outlet", "url")}
    return {"data": {"text": text, **about}, "predictions": [{"model_version": version, "result": regions + relations}]}


def _regions(mark: Mark, text: str) -> Iterator[Plain]:
    for number, (start, end) in enumerate(mark.spans):
        region: Plain = {"id": f"{mark.id}-{number}", "from_name": "label", "to_name": "text", "type": "labels"}
        region["value"] = {"start": start, "end": end, "text": text[start:end], "labels": [mark.label]}
        yield region | ({"meta": {"text": [mark.type]}} if mark.type else {})


def write_prodigy(path: Path, texts: Texts) -> int:
    """Writes a task a line; gives the number of claims."""
    count = 0
    with path.open("x", encoding="utf-8") as file:
        for record, text in texts:
            file.write(to_json(prodigy_task(record, text)) + "\n")
            count += len(record["claims"])
    return count


def prodigy_task(record: Plain, text: str) -> Plain:
    """A task with tokens, spans and relations."""
    marks, links = marks_of(record)
    tokens = tokens_of(text, {edge for mark in marks for span in mark.spans for edge in span})
    starts = {token["start"]: token["id"] for token in tokens}
    ends = {token["end"]: token["id"] for token in tokens}
    spans = {
        f"{mark.id}-{n}": {"start": s, "end": e, "token_start": starts[s], "token_end": ends[e], "label": mark.label}
        for mark in marks
        for n, (s, e) in enumerate(mark.spans)
        if s in starts and e in ends
    }
    relations = [_relation(link, spans) for link in links if {f"{link.start}-0", f"{link.end}-0"} <= set(spans)]
    about = {name: record["document"][name] for name in ("id", "title", "published", "outlet", "url")}
    return {"text": text, "meta": about, "tokens": tokens, "spans": list(spans.values()), "relations": relations}


def _relation(link: Link, spans: dict[str, dict[str, Any]]) -> Plain:
    head, child = spans[f"{link.start}-0"], spans[f"{link.end}-0"]
    ends = {"head": head["token_end"], "child": child["token_end"]}
    return ends | {"head_span": head, "child_span": child, "label": link.label}


def tokens_of(text: str, edges: set[int]) -> list[Plain]:
    """Words and marks of a text, cut wherever a span starts or ends."""
    tokens: list[Plain] = []
    for found in TOKEN.finditer(text):
        cuts = [found.start(), *(n for n in range(found.start() + 1, found.end()) if n in edges), found.end()]
        for start, end in pairwise(cuts):
            token = {"text": text[start:end], "start": start, "end": end, "id": len(tokens)}
            tokens.append(token | {"ws": text[end : end + 1].isspace()})
    return tokens


def write_brat(folder: Path, texts: Texts) -> int:
    """Writes a folder with a .txt and an .ann for each article, and the configuration; gives the number of claims."""
    folder.mkdir()
    count = 0
    types: set[str] = set()
    names: set[str] = set()
    for record, text in texts:
        name = _own_name(record["document"]["id"], names)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        lines = brat_lines(record, text)
        (folder / f"{name}.ann").write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="")
        types |= {line.split()[1].partition(":")[0] for line in lines if line.startswith("E")}
        count += len(record["claims"])
    (folder / "annotation.conf").write_text(brat_config(sorted(types)), encoding="utf-8")
    return count


def _own_name(id: str, taken: set[str]) -> str:
    """A file name for an id, which may hold anything."""
    plain = NOT_IN_NAMES.sub("_", id)[:100] or "_"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain}_{number}"
    taken.add(name.lower())
    return name


def brat_lines(record: Plain, text: str) -> list[str]:
    """The lines of an .ann file: what is marked, events with their arguments, and who said what."""
    marks, links = marks_of(record)
    keys = {mark.id: f"T{n}" for n, mark in enumerate(marks, start=1)}
    lines = [_brat_mark(keys[mark.id], mark, text) for mark in marks]
    events = [mark for mark in marks if mark.label == "Event"]
    for number, mark in enumerate(events, start=1):
        arguments = [f"{x.label.title()}:{keys[x.end]}" for x in links if x.start == mark.id]
        lines.append(f"E{number}\t{' '.join([f'{_brat_type(mark)}:{keys[mark.id]}', *arguments])}")
    said = [link for link in links if link.label in ("source", "content")]
    for number, link in enumerate(said, start=1):
        lines.append(f"R{number}\t{link.label.title()} Arg1:{keys[link.start]} Arg2:{keys[link.end]}")
    return lines


def _brat_mark(key: str, mark: Mark, text: str) -> str:
    pieces = [piece for start, end in mark.spans for piece in _on_one_line(start, end, text)]
    words = " ".join(text[start:end] for start, end in pieces)
    return f"{key}\t{_brat_type(mark)} {';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"


def _brat_type(mark: Mark) -> str:
    return NOT_IN_NAMES.sub("_", mark.type).capitalize() if mark.type else mark.label


def _on_one_line(start: int, end: int, text: str) -> list[tuple[int, int]]:
    """The parts of a stretch between line ends: brat takes none across."""
    parts = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\r\n]+", text[start:end])]
    return parts or [(start, end)]


def brat_config(types: Sequence[str]) -> str:
    """What may be marked, as brat asks for it."""
    entities = [label for label in LABELS if label != "Event"]
    arguments = "Figure?:Figure, Place?:Place, Time?:Time"
    return "\n".join(
        [
            *("[entities]", *entities),
            *("[relations]", "Source\tArg1:Cue, Arg2:Source", "Content\tArg1:Cue, Arg2:Content"),
            *("[events]", *(f"{type}\t{arguments}" for type in types)),
            *("[attributes]", ""),
        ]
    )
