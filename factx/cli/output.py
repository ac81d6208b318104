"""Where every command writes: data to standard output, messages to standard error, a closed pipe ends quietly."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 10_000


def emit(pieces: Iterable[str]) -> None:
    """Writes text to standard output as UTF-8 with line ends as they are; stops without a word if nobody reads on."""
    out = sys.stdout.buffer
    try:
        for piece in pieces:
            out.write(piece.encode("utf-8", "backslashreplace"))
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def drawn(draw: Callable[[Console], None], *, wide: bool = False) -> Iterator[str]:
    """The lines that `draw` prints, coloured where standard output is a terminal that wants it."""
    from rich.console import Console

    console = Console(width=WIDE if wide else None, soft_wrap=wide)
    with console.capture() as captured:
        draw(console)
    yield from (line.rstrip() + "\n" for line in captured.get().splitlines())


def complain(message: str) -> None:
    """One line on standard error, free of control characters."""
    from factx.render.text import one_line

    print(f"factx: {one_line(message)}", file=sys.stderr)
