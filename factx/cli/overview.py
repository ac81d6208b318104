"""What `--help` prints: the commands by the work they are for, and the options of each without Python's types."""

from __future__ import annotations

import os
import re
import shlex
from typing import Any

from typer.core import TyperCommand, TyperGroup

from factx.errors import UsageError

WORK = {
    "Read articles": ("extract", "batch"),
    "Compare what they say": ("reconcile", "diff"),
    "Hand it on": ("report", "export", "schema"),
    "Look after factx": ("check", "rules"),
}

TYPE = re.compile(r" <[^<>]*>$")  # "FILE... <list[Path]>", as some versions of typer have it
HELP_LETTERS = 400  # letters; the first sentence of a command's help is never cut


class Overview(TyperGroup):
    """A group whose help lists the commands under headings; one that no heading names comes last.

    Click's classes are not named: typer brings its own copy of them, or uses those of click, by its version.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names. Raises UsageError if that is a file, which `extract` would read."""
        if self.get_command(ctx, args[0]) is None and os.path.exists(args[0]):  # noqa: PTH110 pathlib's own may raise
            raise UsageError(f"{args[0]} is no command; to read it: factx extract {shlex.quote(args[0])}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        named = {name for names in WORK.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in named)
        for heading, names in [*WORK.items(), ("Commands", others)]:
            found = [(name, command) for name in names if (command := self.get_command(ctx, name)) is not None]
            rows = [(name, command.get_short_help_str(limit=HELP_LETTERS)) for name, command in found]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class PlainHelp(TyperCommand):
    """A command whose help names its arguments as the line of usage does, and whose errors none of Python's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:  # of click or of typer's copy of it, by its version
            if isinstance(message := getattr(error, "message", None), str):
                error.message = message.removeprefix("Value error, ")  # type: ignore[attr-defined]
            raise

    def format_options(self, ctx: Any, formatter: Any) -> None:
        told: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            if record := param.get_help_record(ctx):
                is_argument = param.param_type_name == "argument"
                named = (TYPE.sub("", record[0]), record[1]) if is_argument else record
                told["Arguments" if is_argument else "Options"].append(named)
        for heading, rows in told.items():
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
