"""`factx report`: records as one page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    records: Annotated[Path, typer.Argument(help="What factx batch wrote.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The page.")],
    title: Annotated[str, typer.Option(help="Its heading.")] = "Who says what",
) -> None:
    """Write one self-contained HTML page: articles with their claims marked, all claims, all events."""
    from factx.report import write_report

    count = write_report(records, output, title=title)
    typer.echo(f"{count} articles in {output}, {output.stat().st_size / 1e6:.1f} MB", err=True)
