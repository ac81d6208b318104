"""What a run is made of, name by name: a run goes on only with all of it unchanged, and what has changed is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from factx.batch.work import Work
from factx.models import best_model, folder_of
from factx.readers import Entry
from factx.rules import digest as rules_digest
from factx.version import __version__

Made = dict[str, str]

STAMPS = "stamps"  # what tells only that something may have changed
OPTIONS = "options"
# Option of the command -> its name in a journal, where that is another.
NAMES_OF_FLAGS = {"events": "event", "kinds": "kind", "sources": "source", "fields": "field"}


def made_of(work: Work, files: Sequence[Entry]) -> Made:
    """What the bytes of the output hang on. Times of files do not change them: they only say where to look again."""
    model, version = model_in_use(work.model)
    options = {"published": work.published, **asdict(work.filters)}
    return {
        "factx": __version__,
        "model": f"{model} {version}",
        OPTIONS: json.dumps(options | set_options(work)),
        "rules": rules_digest(work.rules),
        "inputs": digest(replace(file, changed=0) for file in files),
        STAMPS: digest(files),
    }


def set_options(work: Work) -> dict[str, object]:
    """The options of later versions that are set: what was begun without them goes on."""
    return {name: value for name in ("fields", "date_order", "lean") if (value := getattr(work, name))}


def digest(files: Iterable[Entry]) -> str:
    """One word for a list of files: their paths, ids, sizes, and times of change if they have any."""
    inputs = hashlib.sha256()
    for file in files:
        inputs.update(repr(file).encode("ascii", "backslashreplace"))
    return inputs.hexdigest()


def model_in_use(model: str | None) -> tuple[str, str]:
    """Name and version of the pipeline that workers will load, found without loading it."""
    name = model or best_model()
    folder = folder_of(name) or Path(name)
    try:
        return name, str(json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("version", ""))
    except (OSError, ValueError, AttributeError):
        return name, ""  # the worker says what is wrong with it


def differences(before: Made, now: Made) -> str:
    """What is not as it was, in words; empty if all is."""
    parts: list[str] = []
    for what, value in now.items():
        was = before.get(what, "")
        if what == STAMPS or was == value:
            continue
        if what == OPTIONS:
            parts += other_options(was, value)
        else:
            parts.append(f"other {what}" if what in ("inputs", "rules") else f"{what} {was} (now {value})")
    return ", ".join(parts)


def other_options(before: str, now: str) -> Iterator[str]:
    """The options that are not as they were: "--event none (now killed)"."""
    try:
        was, is_now = json.loads(before), json.loads(now)
    except ValueError:
        was, is_now = {}, json.loads(now)
    for name in dict.fromkeys([*was, *is_now]):
        if was.get(name) != is_now.get(name):
            flag = NAMES_OF_FLAGS.get(name, name).replace("_", "-")
            yield f"--{flag} {said(was.get(name))} (now {said(is_now.get(name))})"


def said(value: object) -> str:
    """The value of an option as it is given on the command line."""
    if isinstance(value, list):
        return " ".join("=".join(part) if isinstance(part, list) else str(part) for part in value) or "none"
    return "none" if value in (None, False) else "on" if value is True else str(value)
