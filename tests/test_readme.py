"""The pages are true: every console block prints what it shows, every Python block runs, CI runs the two commands.

The blocks of a page run one after the other in one folder.
In a console block `$ ` begins a command and what follows is its output, `...` on a line of its own leaves lines out.
A block after the comment `<!-- not run: why -->` is left alone; one after `<!-- file: name -->` is a file there.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in sorted(
        [*ROOT.glob("*.md"), *(p for top in ("factx", "models", "tests") for p in (ROOT / top).rglob("*.md"))]
    )
}
README = PAGES["README.md"]
BLOCK = re.compile(r"(?P<skip><!-- not run: [^>]+ -->\n+)?^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.M | re.S)


FILE = re.compile(r"^<!-- file: (?P<name>\S+) -->\n```\w+\n(?P<content>.*?)^```$", re.M | re.S)


def blocks(page, *languages):
    """(language, code) of the page's blocks in these languages, in order, without those that are not run."""
    found = BLOCK.finditer(PAGES[page])
    return [(m["language"], m["code"]) for m in found if m["language"] in languages and not m["skip"]]


RUN = [page for page in PAGES if blocks(page, "console", "python")]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.fixture
def folder(tmp_path):
    """A folder with what the commands of a page read and `factx` on the path."""
    folder = tmp_path / "page"
    folder.mkdir()
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("*.toml", "*.md"))
    binaries = folder / "bin"
    binaries.mkdir()
    starter = binaries / "factx"
    starter.write_text(f'#!/bin/sh\nexec {sys.executable} -m factx "$@"\n', encoding="utf-8")
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


@pytest.mark.parametrize("page", RUN)
def test_blocks_of_a_page_do_what_they_show(page, folder):
    for file in FILE.finditer(PAGES[page]):
        path = folder / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file["content"], encoding="utf-8")
    for language, code in blocks(page, "console", "python"):
        if language == "python":
            done = run([sys.executable, "-c", code], folder)
            assert done.returncode == 0, f"{code}\n{done.stderr}"
            continue
        for command, output in commands(code):
            if not missing_tools(command):
                done = run(["bash", "-c", command], folder)
                shown = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).split("\n"))
                assert re.fullmatch(as_pattern(output), shown), f"$ {command}\nprints\n{shown}\nnot\n{output}"


def run(command, folder):
    return subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)


def test_links_between_pages_lead_somewhere():
    for page, text in PAGES.items():
        for target in LINK.findall(text):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_ci_runs_the_two_commands():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").replace(" -q", "")
    [(_, block)] = blocks("README.md", "sh")
    for line in block.splitlines():
        assert line in ci, f"CI does not run {line!r}"


def test_every_command_is_told_of():
    from factx.cli import app

    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert any(f"factx {name}" in text for text in PAGES.values()), name


def test_the_quick_selection_names_files_that_there_are():
    from conftest import QUICK

    assert [name for name in QUICK if not (Path(__file__).parent / f"test_{name}.py").exists()] == []
