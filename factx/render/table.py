"""Records as tables for a terminal, by Rich: figures first, then statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from factx.plain import Plain
from factx.render.rows import NARRATOR, FigureRow, StatementRow, figure_rows, statement_rows
from factx.render.text import one_line, shortened

# From here on every part of a figure has a column of its own.
ROOMY = 120
CONTENT = 240
LEGEND = {
    "≥ ": "at least",
    "> ": "more than",
    "≤ ": "at most",
    "< ": "less than",
    "≈ ": "about",
    "+": "up by",
    "−": "down by",
}


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How to draw: `wide` shortens nothing, `explain` adds the rules behind each claim."""

    wide: bool = False
    explain: bool = False


def render_table(console: Console, records: Sequence[Plain], options: TableOptions) -> None:
    """Prints the claims of each record to `console`."""
    for n, record in enumerate(records):
        if n:
            console.print()
        console.print(_draw(record, options, roomy=options.wide or console.width >= ROOMY))


def _draw(record: Plain, options: TableOptions, *, roomy: bool) -> RenderableType:
    figures, statements = figure_rows(record), statement_rows(record)
    parts: list[RenderableType] = [_title(record, len(figures), len(statements)), ""]
    if figures:
        parts.append(_figures(figures, options, roomy=roomy))
    if statements:
        parts.append(_statements(statements, options, roomy=roomy))
    if signs := _legend(figures):
        parts.append(Text(f" {signs}", style="dim"))
    return Group(*parts)


def _title(record: Plain, figures: int, statements: int) -> Text:
    document = record["document"]
    title = Text(one_line(document["title"] or document["id"]), style="bold")
    facts = [_dated(document), document["outlet"], _count(figures, "figure"), _count(statements, "statement")]
    return title.append("\n").append(" · ".join(one_line(f) for f in facts if f), style="not bold dim")


def _dated(document: Plain) -> str:
    """The day of the article; how to give it one where it has none."""
    anchor = document["anchor"]
    if document["published"]:
        return str(document["published"])
    if anchor is None:
        return "no date (--published gives it one)"
    return f"about {anchor['value']} (from the {anchor['origin']}; --published sets it)"


def _legend(rows: Sequence[FigureRow]) -> str:
    """What the signs mean that are really there."""
    there = "".join(row.figure for row in rows)
    said = [f"{sign.strip()} {meaning}" for sign, meaning in LEGEND.items() if sign in there]
    if any(row.source == NARRATOR for row in rows):
        said.append(f"{NARRATOR}: it names nobody")
    return " · ".join(said)


def _count(n: int, noun: str) -> str:
    return f"{n or 'no'} {noun}{'' if n == 1 else 's'}"


def _figures(rows: Sequence[FigureRow], options: TableOptions, *, roomy: bool) -> Table:
    table = _table("Figures")
    table.add_column("How many", justify="right", no_wrap=True)
    table.add_column("What")
    parts = _parts(rows) if roomy else {}
    for header in parts:
        table.add_column(header)
    table.add_column("Source")
    table.add_column("In")
    for n, row in enumerate(rows):
        middle = [row.what, *(column[n] for column in parts.values())] if roomy else [_together(row)]
        cells = [row.figure, *middle, row.source, row.places]
        _add(table, cells, below={1: f"by {row.why}"} if options.explain else {})
    return table


def _parts(rows: Sequence[FigureRow]) -> dict[str, list[str]]:
    """The columns of a roomy table behind What; those without a word in them are left out."""
    columns = {"Where": [r.where for r in rows], "When": [r.when for r in rows], "Sure": [r.sure for r in rows]}
    return {header: cells for header, cells in columns.items() if any(cells)}


def _together(row: FigureRow) -> str:
    """What, where, when and, if it is not certain, how sure, in one cell."""
    return ", ".join(part for part in (row.what, row.where, row.when, _doubt(row.sure)) if part)


def _statements(rows: Sequence[StatementRow], options: TableOptions, *, roomy: bool) -> Table:
    table = _table("Statements")
    table.add_column("Source", max_width=None if options.wide else 40 if roomy else 24)
    if roomy:
        table.add_column("Cue", max_width=None if options.wide else 24)
    table.add_column("Content")
    if roomy:
        table.add_column("Sure")
    table.add_column("In")
    for row in rows:
        content = row.content if options.wide else shortened(row.content, CONTENT)
        doubt = f" ({_doubt(row.sure)})" if _doubt(row.sure) else ""
        cells = [row.source, row.cue, content, row.sure] if roomy else [f"{row.source}: {row.cue}", content + doubt]
        below = {len(cells) - 1 - roomy: f"by {row.why}"} if options.explain else {}
        _add(table, [*cells, row.places], below=below)
    return table


def _doubt(sure: str) -> str:
    return "" if sure == "certain" else sure


def _table(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        header_style="dim",
    )


def _add(table: Table, cells: Sequence[str], *, below: dict[int, str]) -> None:
    """A row of plain text; `below` says what stands in a second, dim line, by column."""
    table.add_row(*map(Text, cells))
    if below:
        table.add_row(*(Text(below.get(n, ""), style="dim") for n in range(len(cells))))
