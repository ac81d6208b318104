"""`factx.toml`: what the options are where the command line does not give them. Flags win.

model = "en_core_web_md"
rules = "my-rules"            # paths are below the folder of the file
workers = 8
kind = ["figure"]             # filters as on the command line
field = ["text=body", "id=url"]
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from factx.cli.output import complain
from factx.errors import UsageError, reason, refusals
from factx.files import foreign

FILENAME = "factx.toml"
# Key -> the commands that it is an option of.
READING = ("extract", "batch")
OUT = ("export", "report")
KEYS: dict[str, tuple[str, ...]] = {
    "model": (*READING, "diff", "check"),
    "rules": (*READING, "check"),
    "workers": ("batch",),
    "glob": ("batch",),
    "lean": ("batch",),
    "published": READING,
    "date_order": READING,
    "field": READING,
    "any_language": READING,
    "event": (*READING, *OUT),
    "kind": (*READING, *OUT),
    "source": (*READING, *OUT),
    "min_certainty": (*READING, *OUT),
}
LISTS = frozenset({"event", "kind", "source", "field"})
LOG_LINE = re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ ")
LOG_HEAD = 100  # bytes
OPTION_TYPES: dict[str, type] = {"workers": int, "lean": bool, "any_language": bool}


def find_config(given: Path | None) -> Path | None:
    """The file given, or `factx.toml` in the working folder; None if there is none."""
    if given is not None:
        return given
    return Path(FILENAME) if Path(FILENAME).is_file() else None


def read_config(path: Path) -> dict[str, Any]:
    """The options of a file. Raises UsageError for a file that cannot be read, or a key or value that is none."""
    import tomli

    try:
        with refusals(UsageError, path, "read"):
            found = tomli.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8") from error
    except tomli.TOMLDecodeError as error:
        raise UsageError(f"{path}: no TOML: {error}") from error
    for key, value in found.items():
        check_key(key, value, path)
    if "rules" in found:
        found["rules"] = str(path.parent / found["rules"])
    return found


def check_key(key: str, value: object, path: Path) -> None:
    """Raises UsageError for a key that there is not, or a value of another kind."""
    from difflib import get_close_matches

    if key not in KEYS:
        near = get_close_matches(key, KEYS, n=1)
        hint = f"nearest: {near[0]}" if near else f"there are {' '.join(KEYS)}"
        raise UsageError(f"{path}: there is no key {key!r}; {hint}")
    parts = value if key in LISTS and isinstance(value, list) else [value]
    if not all(type(part) is OPTION_TYPES.get(key, str) for part in parts):
        raise UsageError(f"{path}: {key} = {value!r} is of another kind than --{key.replace('_', '-')} takes")


def default_map(options: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The options by command, as Click takes them."""
    commands: dict[str, dict[str, Any]] = {}
    for key, value in options.items():
        for command in KEYS[key]:
            commands.setdefault(command, {})[key] = [value] if key in LISTS and isinstance(value, str) else value
    return commands


def lines_in_force(context: typer.Context) -> Iterator[str]:
    """What `factx check` says of the configuration."""
    path, options = (context.obj or {}).get("path"), (context.obj or {}).get("options", {})
    yield (
        f"\nConfiguration: {path}" if path else f"\nConfiguration: none ({FILENAME} in this folder, or --config FILE)"
    )
    for key, value in options.items():
        yield f"  {key:<24}  {' '.join(map(str, value)) if isinstance(value, list) else value}"


def start_log(file: Path | None, *, verbose: bool) -> None:
    """Sends what factx tells to a file, and with `verbose` each step to standard error.

    Raises UsageError for a file that cannot be written, or that is somebody's and no log.
    """
    logger = logging.getLogger("factx")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handlers: list[logging.Handler] = []
    if file is not None:
        with refusals(UsageError, file, "written"):
            if file.is_file() and file.stat().st_size and not is_log(file):
                raise foreign(str(file), "no log of factx", "give another name for the log")
            handlers.append(LogFile(file, encoding="utf-8", errors="backslashreplace"))
        handlers[0].setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    if verbose:
        shown = logging.StreamHandler(sys.stderr)
        shown.addFilter(lambda record: record.levelno <= logging.INFO)  # what is above is printed anyway
        shown.setFormatter(logging.Formatter("factx: %(message)s"))
        handlers.append(shown)
    for handler in handlers or [logging.NullHandler()]:
        logger.addHandler(handler)


class LogFile(logging.FileHandler):
    """A log that tells once that it cannot be written, and is no longer written then."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, the name is logging's
        error = sys.exc_info()[1]
        logging.getLogger("factx").removeHandler(self)
        why = reason(error) if isinstance(error, OSError) else str(error)
        complain(f"{self.baseFilename} cannot be written: {why}; the log ends here")


def is_log(file: Path) -> bool:
    """Whether a file begins as a log does."""
    with file.open("rb") as content:
        return LOG_LINE.match(content.readline(LOG_HEAD)) is not None
