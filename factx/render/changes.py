"""The changes between two versions of an article, as a table (Rich) and as Markdown. Reads factx-diff/1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from factx.plain import Plain, source_label
from factx.render.figures import figure
from factx.render.layout import SLIM, add_columns, new_table
from factx.render.markdown import escaped
from factx.render.rows import NARRATOR
from factx.render.rows import what as row_of
from factx.render.text import one_line, shortened

TEXT_WIDTH = 120
WHAT_WIDTH = 60


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line: "+" came, "−" went, "~" changed; what it is about; the figure or the words; who says it."""

    sign: str
    what: str
    told: str
    source: str


def change_rows(changes: Plain) -> list[ChangeRow]:
    """The changes, those of claims in both versions first."""
    rows = [_changed(change["old"], change["new"]) for change in changes["changed"]]
    rows += [ChangeRow("+", what(claim), told(claim), who(claim)) for claim in changes["came"]]
    return rows + [ChangeRow("−", what(claim), told(claim), who(claim)) for claim in changes["went"]]


def _changed(old: Plain, new: Plain) -> ChangeRow:
    notes = [f"{old[key]} → {new[key]}" for key in ("certainty", "polarity") if old[key] != new[key]]
    return ChangeRow("~", "; ".join([what(new), *notes]), _arrow(told(old), told(new)), _arrow(who(old), who(new)))


def _arrow(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def what(claim: Plain) -> str:
    """ "people killed", or the clause as the table of an article has it; of a statement that it is one."""
    return "statement" if claim["quantity"] is None else shortened(row_of(claim), WHAT_WIDTH)


def told(claim: Plain) -> str:
    return figure(claim["quantity"]) if claim["quantity"] else shortened(claim["text"], TEXT_WIDTH)


def who(claim: Plain) -> str:
    return one_line(source_label(claim["source"]) if claim["source"] else NARRATOR)


def summary(changes: Plain) -> str:
    """ "2 changed, 1 came, 0 went, 5 kept"."""
    counts = {name: len(changes[name]) for name in ("changed", "came", "went")} | {"kept": changes["kept"]}
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def render_changes(console: Console, changes: Plain) -> None:
    """Prints the changes to `console`."""
    console.print(Text(one_line(f"{changes['old']['id']} → {changes['new']['id']}"), style="bold"))
    console.print(Text(summary(changes), style="dim"))
    slim = console.width < SLIM
    table = new_table()
    add_columns(table, "", *(["What, says, source"] if slim else ["What", "Says", "Source"]))
    for row in change_rows(changes):
        cells = [f"{row.what}: {row.told}\n{row.source}"] if slim else [row.what, row.told, row.source]
        table.add_row(*map(Text, (row.sign, *cells)))
    if table.row_count:
        console.print(table)


def render_changes_markdown(changes: Plain) -> Iterator[str]:
    """The lines of the page, each with its line end."""
    yield f"## {escaped(changes['old']['id'])} → {escaped(changes['new']['id'])}\n\n{summary(changes)}\n\n"
    for row in change_rows(changes):
        yield f"- {row.sign} {escaped(row.what)}: {escaped(row.told)} ({escaped(row.source)})\n"
