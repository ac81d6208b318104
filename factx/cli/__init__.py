"""The commands: each module of this folder holds one, and does nothing but parse options, call the library and
pick a renderer. Heavy parts (spaCy, Rich) are imported inside the commands: `factx --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from factx.cli.batch import batch
from factx.cli.check import check
from factx.cli.diff import diff
from factx.cli.export import export
from factx.cli.extract import extract
from factx.cli.output import complain
from factx.cli.reconcile import reconcile
from factx.cli.report import report
from factx.cli.schema import schema
from factx.errors import FactxError, UsageError

app = typer.Typer(name="factx", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
for command in (extract, batch, reconcile, diff, report, export, schema, check):
    app.command()(command)


def print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from factx.annotate import best_model
        from factx.version import __version__

        name = best_model()
        typer.echo(f"factx {__version__}, {name} {version(name.replace('_', '-'))}, spaCy {version('spacy')}")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the versions and stop.")
    ] = False,
) -> None:
    """Reads news and prints who says what, with the figures."""


def main() -> None:
    """Runs the command line. Exit: 0 done, 1 some input failed, 2 wrong usage, 130 interrupted."""
    try:
        app()
    except FactxError as error:
        complain(str(error))
        sys.exit(2 if isinstance(error, UsageError) else 1)
