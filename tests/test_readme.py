"""The README is true: every console block prints what it shows, every Python block runs, CI runs the two commands.

In a console block `$ ` begins a command and what follows is its output, `...` on a line of its own leaves lines out.
A block after the comment `<!-- not run: why -->` is left alone.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?P<skip><!-- not run: [^>]+ -->\n+)?^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.M | re.S)


def blocks(language):
    return [m["code"] for m in BLOCK.finditer(README) if m["language"] == language and not m["skip"]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with what the README's commands read and `factx` on the path."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("*.toml", "*.md"))
    binaries = folder / "bin"
    binaries.mkdir()
    starter = binaries / "factx"
    starter.write_text(f'#!/bin/sh\nexec {sys.executable} -m factx "$@"\n')
    starter.chmod(0o755)
    return folder


def environment(folder):
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    return os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}


def commands(block):
    """(command, expected output) pairs of a console block."""
    parts = re.split(r"^\$ ", block, flags=re.M)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def missing_tools(command):
    """The tools of others that the command needs and this machine does not have."""
    return [tool for tool in ("jq", "sqlite-utils") if re.search(rf"\b{tool} ", command) and not shutil.which(tool)]


def as_pattern(output):
    lines = output.rstrip("\n").split("\n")
    return r"\n".join(r"(?:.*\n)*?.*" if line.strip() == "..." else re.escape(line.rstrip()) for line in lines) + r"\n*"


def test_console_blocks_print_what_they_show(folder):
    assert blocks("console")
    for block in blocks("console"):
        for command, output in commands(block):
            if missing_tools(command):
                continue
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=folder,
                env=environment(folder),
                capture_output=True,
                text=True,
                check=False,
            )
            shown = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).split("\n"))
            assert re.fullmatch(as_pattern(output), shown), f"$ {command}\nprints\n{shown}\nnot\n{output}"


def test_python_blocks_run(folder):
    assert blocks("python")
    for code in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{code}\n{done.stderr}"


def test_ci_runs_the_two_commands():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace(" -q", "")
    assert len(blocks("sh")) == 1
    for line in blocks("sh")[0].splitlines():
        assert line in ci, f"CI does not run {line!r}"


def test_every_command_is_told_of():
    from factx.cli import app

    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert f"factx {name}" in README
