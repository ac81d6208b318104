"""The commands: each module of this folder holds one, and does nothing but parse options, call the library and
pick a renderer. Heavy parts (spaCy, Rich) are imported inside the commands: `factx --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from factx.cli.batch import batch
from factx.cli.check import check
from factx.cli.diff import diff
from factx.cli.ending import ENDED_BY, exit_code, heed_signals
from factx.cli.export import export
from factx.cli.extract import extract
from factx.cli.options import path_option
from factx.cli.output import complain, flush_output, forget_output, hold_descriptors
from factx.cli.overview import Overview, PlainHelp
from factx.cli.reconcile import reconcile
from factx.cli.report import report
from factx.cli.rules import app as rules
from factx.cli.schema import schema
from factx.errors import FactxError, UsageError, reason

app = typer.Typer(
    name="factx", cls=Overview, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)
for command in (extract, batch, reconcile, diff, report, export, schema, check):
    app.command(cls=PlainHelp)(command)
app.add_typer(rules, name="rules")


def print_version(wanted: bool) -> None:
    """Prints the versions of all that a record hangs on, and ends the command."""
    if wanted:
        from importlib.metadata import version

        from factx.models import best_model
        from factx.version import __version__

        name = best_model()
        typer.echo(f"factx {__version__}, {name} {version(name.replace('_', '-'))}, spaCy {version('spacy')}")
        raise typer.Exit()


@app.callback()
def root(
    context: typer.Context,
    config: Annotated[
        Path | None, path_option("--config", metavar="FILE", help="Options; without it factx.toml of this folder.")
    ] = None,
    log: Annotated[Path | None, path_option("--log", metavar="FILE", help="Write what is told to a file too.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell each step.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the versions and stop.")
    ] = False,
) -> None:
    """Reads news and prints who says what, with the figures."""
    from factx.cli.config import default_map, find_config, read_config, start_log

    start_log(log, verbose=verbose)
    path = find_config(config)
    options = read_config(path) if path is not None else {}
    context.obj = {"path": path, "options": options}
    context.default_map = default_map(options)


def main() -> None:
    """Runs the command line. Exit: 0 done, 1 some input failed, 2 wrong usage, 130 interrupted, 143 ended."""
    hold_descriptors()
    heed_signals()
    code = ended(app)
    sys.exit(ended(flush_output) or code)


def ended(step: Callable[[], object]) -> int:
    """Does a step and gives the exit code; what went wrong is told in one sentence."""
    try:
        step()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except FactxError as error:
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except ENDED_BY as error:
        return exit_code(error)
    except BrokenPipeError:
        forget_output()
    except OSError as error:
        forget_output()
        named = f"{error.filename} cannot be used" if error.filename else "cannot go on"
        complain(f"{named}: {reason(error)}")
        return 1
    except Exception as error:
        if os.environ.get("FACTX_TRACEBACK"):
            raise
        complain(f"ended by a fault of its own ({type(error).__name__}: {error}); FACTX_TRACEBACK=1 shows where")
        return 1
    return 0
