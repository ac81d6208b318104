"""Tables that can be read in every terminal: words too long for a column go on in its next line, none is cut off."""

from __future__ import annotations

from textwrap import fill

from rich import box
from rich.table import Table

# In fewer columns what else has a column of its own stands below what it belongs to.
SLIM = 60
DEEPER = 2  # blanks before what goes on of a line


def new_table(title: str | None = None) -> Table:
    """A table as every command draws it: a line below the header, none between the rows."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        header_style="dim",
    )


def add_columns(table: Table, *headers: str, max_width: int | None = None) -> None:
    """Columns of words. Rich would end a word that is longer than its column with an ellipsis."""
    for header in headers:
        table.add_column(header, overflow="fold", max_width=max_width)


def hung(line: str, width: int) -> str:
    """A line with its indent, in a slim terminal as several that hang below it."""
    if width >= SLIM:
        return line
    words = line.lstrip()
    indent = " " * min(len(line) - len(words), width // 4)
    return fill(words, width, initial_indent=indent, subsequent_indent=indent + " " * DEEPER)
