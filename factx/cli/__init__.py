"""The commands: each module of this folder holds one, and does nothing but parse options, call the library and
pick a renderer. Heavy parts (spaCy, Rich) are imported inside the commands: `factx --help` answers at once.
"""

from __future__ import annotations

import os
import sys

import typer

from factx.cli.batch import batch
from factx.cli.check import check
from factx.cli.export import export
from factx.cli.extract import extract
from factx.errors import FactxError

app = typer.Typer(
    name="factx",
    help="Reads news and prints who says what, with the figures.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(extract)
app.command()(batch)
app.command()(export)
app.command()(check)


def main() -> None:
    """Runs the command line. Exit: 0 done, 1 some input failed, 2 wrong usage, 130 interrupted."""
    try:
        app()
    except FactxError as error:
        print(f"factx: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
