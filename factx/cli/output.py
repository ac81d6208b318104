"""Where every command writes: data to standard output, messages to standard error, a closed pipe ends quietly."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import typer


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


def complain(message: str) -> None:
    """One line on standard error, free of control characters."""
    from factx.render.text import one_line

    print(f"factx: {one_line(message)}", file=sys.stderr)
