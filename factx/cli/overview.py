"""The overview of the commands in `factx --help`, by the work they are for."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

WORK = {
    "Read articles": ("extract", "batch"),
    "Compare what they say": ("reconcile", "diff"),
    "Hand it on": ("report", "export", "schema"),
    "Look after factx": ("check", "rules"),
}

HELP_LETTERS = 400  # letters; the first sentence of a command's help is never cut


class Overview(TyperGroup):
    """A group whose help lists the commands under headings; one that no heading names comes last.

    Click's classes are not named: typer brings its own copy of them, or uses those of click, by its version.
    """

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        named = {name for names in WORK.values() for name in names}
        others = tuple(name for name in self.list_commands(ctx) if name not in named)
        for heading, names in [*WORK.items(), ("Else", others)]:
            found = [(name, command) for name in names if (command := self.get_command(ctx, name)) is not None]
            rows = [(name, command.get_short_help_str(limit=HELP_LETTERS)) for name, command in found]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
