"""`factx batch`: many articles, one record a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def batch(
    paths: Annotated[list[Path], typer.Argument(help="Folders, files, globs, JSONL of articles.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the records go, one a line.")],
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
    model: Annotated[str | None, typer.Option(help="spaCy pipeline: package name or path.")] = None,
) -> None:
    """Extract a folder of articles into a JSONL file."""
    from factx.annotate import load
    from factx.model import Document

    documents: list[Document] = []
    for path in paths:
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in path.open(encoding="utf-8")]
            documents += [
                Document(id=r["id"], text=r["text"], path=str(path), published=r.get("published")) for r in rows
            ]
        else:
            files = sorted(path.rglob("*.txt"))
            documents += [
                Document(id=f.stem, text=f.open(encoding="utf-8", newline="").read(), path=str(f)) for f in files
            ]
    with output.open("w", encoding="utf-8") as out:
        for record in load(model).plain_records(documents):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
