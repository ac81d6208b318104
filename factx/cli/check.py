"""`factx check`: the installation, the model, and the rule examples on it."""

from __future__ import annotations

import typer


def check() -> None:
    """Check the installation: the model, and the rule examples on it."""
    from factx.annotate import load
    from factx.corpora import RECORDS, failures, read_examples

    extractor = load()
    wrong = [f for stage in RECORDS for e in read_examples(stage) if not e.gap for f in failures(extractor, stage, e)]
    for line in wrong:
        typer.echo(line)
    raise typer.Exit(1 if wrong else 0)
