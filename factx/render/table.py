"""Records as tables for a terminal, by Rich: figures first, then statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factx.plain import Plain
from factx.render.layout import SLIM, add_columns, hung, new_table
from factx.render.rows import NARRATOR, FigureRow, StatementRow, figure_rows, statement_rows
from factx.render.text import one_line, shortened

# From here on every part of a figure has a column of its own.
ROOMY = 120
ROOM_BESIDE = 50  # columns that words need beside the figures: with fewer "(organisation)" is broken
CONTENT = 240
LABEL_LETTERS = 60  # letters of a row above its reasons
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
        console.print(_draw(record, options, console.width))


def _draw(record: Plain, options: TableOptions, width: int) -> RenderableType:
    figures, statements = figure_rows(record), statement_rows(record)
    roomy = options.wide or width >= ROOMY
    parts: list[RenderableType] = [_title(record, len(figures), len(statements), width), ""]
    if figures:
        parts.append(_figures(figures, width, roomy=roomy))
        parts += [*_reasons(figures)] if options.explain else []
    if statements:
        parts.append(_statements(statements, options, width, roomy=roomy))
        parts += [*_reasons(statements)] if options.explain else []
    if signs := _legend(figures):
        parts.append(Text(hung(f" {signs}", width), style="dim"))
    return Group(*parts)


def _reasons(rows: Sequence[FigureRow | StatementRow]) -> Iterator[RenderableType]:
    """The rules and passes behind each row, below its first words, as wide as the terminal."""
    yield Text("Why", style="bold")
    for row in rows:
        told = f"{row.figure} {row.what}" if isinstance(row, FigureRow) else f"{row.source}: {row.cue} {row.content}"
        yield Text(f"\n {shortened(told, LABEL_LETTERS)} ({row.places})")
        yield Padding(Text(f"by {row.why}", style="dim"), (0, 0, 0, 3))
    yield ""


def _title(record: Plain, figures: int, statements: int, width: int) -> Text:
    document = record["document"]
    title = Text(one_line(document["title"] or document["id"]), style="bold")
    facts = [_dated(document), document["outlet"], _count(figures, "figure"), _count(statements, "statement")]
    return title.append("\n").append(_joined([one_line(f) for f in facts if f], width), style="not bold dim")


def _joined(facts: Sequence[str], width: int) -> str:
    """The facts with points between them; what would be cut at the end of a line begins the next one."""
    lines = [""]
    for fact in facts:
        longer = f"{lines[-1]} · {fact}" if lines[-1] else fact
        lines = [*lines, fact] if lines[-1] and len(longer) > width else [*lines[:-1], longer]
    return "\n".join(lines)


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


def _figures(rows: Sequence[FigureRow], width: int, *, roomy: bool) -> Table:
    table = new_table("Figures")
    longest = max(len(row.figure) for row in rows)
    room = None if longest <= width // 3 else width // 3
    table.add_column("How many", justify="right", no_wrap=room is None, max_width=room, overflow="fold")
    if width < SLIM or width - min(longest, width // 3) < ROOM_BESIDE:
        add_columns(table, "What, by whom")
        for row in rows:
            table.add_row(Text(row.figure), Text(f"{_together(row)}\n{row.source} ({row.places})"))
        return table
    parts = _parts(rows) if roomy else {}
    add_columns(table, "What", *parts, "Source", "In")
    for n, row in enumerate(rows):
        middle = [row.what, *(column[n] for column in parts.values())] if roomy else [_together(row)]
        table.add_row(*map(Text, (row.figure, *middle, row.source, row.places)))
    return table


def _parts(rows: Sequence[FigureRow]) -> dict[str, list[str]]:
    """The columns of a roomy table behind What; those without a word in them are left out."""
    columns = {"Where": [r.where for r in rows], "When": [r.when for r in rows], "Sure": [r.sure for r in rows]}
    return {header: cells for header, cells in columns.items() if any(cells)}


def _together(row: FigureRow) -> str:
    """What, where (unless that is told already), when and, if it is not certain, how sure, in one cell."""
    where = "" if row.where in row.what else row.where
    return ", ".join(part for part in (row.what, where, row.when, _doubt(row.sure)) if part)


def _statements(rows: Sequence[StatementRow], options: TableOptions, width: int, *, roomy: bool) -> Table:
    table = new_table("Statements")
    if roomy:
        add_columns(table, "Source", max_width=None if options.wide else 40)
        add_columns(table, "Cue", max_width=None if options.wide else 24)
        add_columns(table, "Content", "Sure", "In")
    elif width < SLIM:
        add_columns(table, "Source and content")
    else:
        add_columns(table, "Source", max_width=24)
        add_columns(table, "Content", "In")
    for row in rows:
        content = row.content if options.wide else shortened(row.content, CONTENT)
        doubt = f" ({_doubt(row.sure)})" if _doubt(row.sure) else ""
        if roomy:
            cells = [row.source, row.cue, content, row.sure, row.places]
        elif width < SLIM:
            cells = [f"{row.source}: {row.cue}\n{content}{doubt} ({row.places})"]
        else:
            cells = [f"{row.source}: {row.cue}", content + doubt, row.places]
        table.add_row(*map(Text, cells), end_section=width < SLIM)
    return table


def _doubt(sure: str) -> str:
    return "" if sure == "certain" else sure
