"""`factx extract`: a few articles in, their claims out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def extract(
    files: Annotated[list[Path], typer.Argument(help="Articles; - for standard input.")],
    format: Annotated[str, typer.Option(help="table json jsonl csv md")] = "table",
    published: Annotated[str | None, typer.Option(help="The day the article appeared, YYYY-MM-DD.")] = None,
    model: Annotated[str | None, typer.Option(help="spaCy pipeline: package name or path.")] = None,
) -> None:
    """Print the claims of a few articles."""
    from factx.annotate import load
    from factx.model import Document

    extractor = load(model)
    documents = [
        Document(id=f.stem, text=f.read_text(encoding="utf-8"), path=str(f), published=published) for f in files
    ]
    for record in extractor.plain_records(documents):
        typer.echo(json.dumps(record, ensure_ascii=False))
