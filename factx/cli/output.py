"""Where every command writes: data to standard output, messages to standard error, a closed pipe ends quietly."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factx.errors import FactxError, reason

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 10_000
NARROW = 40  # columns, below which no table can be read

NOTE = 25  # between INFO, which --verbose prints, and WARNING

logging.addLevelName(NOTE, "NOTE")
logging.getLogger("factx").addHandler(logging.NullHandler())  # without --log it says nothing of its own


def emit(pieces: Iterable[str]) -> None:
    """Writes text to standard output as UTF-8 with line ends as they are; stops without a word if nobody reads on.

    Raises FactxError if standard output takes nothing.
    """
    if sys.__stdout__ is None:
        raise FactxError("standard output is closed")
    out = sys.stdout.buffer
    try:
        for piece in pieces:
            out.write(piece.encode("utf-8", "backslashreplace"))
        out.flush()
    except BrokenPipeError:
        forget_output()
        raise typer.Exit(0) from None
    except OSError as error:
        forget_output()
        raise cannot_write(error) from None


def cannot_write(error: OSError) -> FactxError:
    return FactxError(f"standard output cannot be written: {reason(error)}")


def forget_output() -> None:
    """Leaves what is still in the buffer of standard output to nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def flush_output() -> None:
    """Writes what is still in the buffer of standard output. Raises FactxError if it takes nothing."""
    try:
        if sys.__stdout__ is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        forget_output()
    except OSError as error:
        forget_output()
        raise cannot_write(error) from None


def hold_descriptors() -> None:
    """Ties standard input, output and error that were closed to nothing: else the next file opened becomes them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 to the end


def drawn(draw: Callable[[Console], None], *, wide: bool = False) -> Iterator[str]:
    """The lines that `draw` prints, coloured where standard output is a terminal that wants it."""
    from rich.console import Console

    console = Console(width=WIDE if wide else width_of_terminal(), soft_wrap=wide)
    with console.capture() as captured:
        draw(console)
    yield from (line.rstrip() + "\n" for line in captured.get().splitlines())


def width_of_terminal() -> int:
    """Columns, never too few for a table: COLUMNS may be 0, and Rich takes it at its word."""
    return max(NARROW, shutil.get_terminal_size().columns)


def tell(message: str) -> None:
    """One step, for those who asked for each."""
    logging.getLogger("factx").info(message)


def announce(message: str) -> None:
    """One line on standard error: how a command went."""
    _print_line(message, NOTE)


def complain(message: str) -> None:
    """One line on standard error: what is wrong."""
    _print_line(message, logging.WARNING)


def _print_line(message: str, level: int) -> None:
    """One line on standard error and in the log, free of control characters."""
    from factx.render.text import one_line

    logging.getLogger("factx").log(level, one_line(message))
    with suppress(OSError, ValueError):  # who closes standard error wants to hear nothing
        print(f"factx: {one_line(message)}", file=sys.stderr, flush=True)
