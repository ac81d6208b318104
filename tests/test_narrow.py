"""In a narrow terminal every word of a row is there, whole, and in lines that one can read."""

import io

import pytest
from made_articles import article, said
from made_records import claim, quantity, record, source
from rich.console import Console
from rich.progress import Progress

from factx.batch.progress import columns_of
from factx.cli.rules import _draw
from factx.coverage import Firings, RuleEntry
from factx.reconcile import reconcile
from factx.reconcile.diff import diff_records
from factx.render import render_table
from factx.render.changes import render_changes
from factx.render.events import render_events
from factx.render.table import TableOptions

pytestmark = pytest.mark.quick

WIDTHS = pytest.mark.parametrize("width", [40, 50, 59, 60, 80])
LONG_NAME = "Donaudampfschifffahrtsgesellschaft"


def printed(render, width):
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    render(console)
    return console.file.getvalue()


def run_together(shown):
    return "".join(shown.split())


@WIDTHS
def test_the_table_cuts_no_word_off(width):
    named = source(canonical=f"a separatist human rights official of the {LONG_NAME}")
    shown = printed(lambda console: render_table(console, [record([claim(source=named)])], TableOptions()), width)
    assert "…" not in shown
    assert all(len(line) <= width for line in shown.splitlines())
    if width < 60:
        assert run_together(f"a separatist human rights official of the {LONG_NAME}") in run_together(shown)


@WIDTHS
def test_a_long_figure_leaves_room_for_what_it_counts_and_who_says_so(width):
    long = quantity(low=1_234_567_890_123, high=2_345_678_901_234, bound="range")
    shown = printed(lambda c: render_table(c, [record([claim(quantity=long)])], TableOptions()), width)
    assert all(word in shown for word in ("people", "killed", "official"))
    digits = "".join(c for line in shown.splitlines() for c in line[: width // 3 + 2] if c in "0123456789,–")
    assert "1,234,567,890,123–2,345,678,901,234" in digits


@WIDTHS
def test_a_diff_cuts_no_word_off(width):
    versions = [
        article(id, "2024-03-05", [said("killed", n, by=f"the {LONG_NAME}")]) for id, n in (("old", 3), ("new", 5))
    ]
    changes = diff_records(*versions)
    shown, wide = (printed(lambda console: render_changes(console, changes), room) for room in (width, 200))
    assert shown.count("…") == wide.count("…") and "3→5" in run_together(shown)
    assert all(len(line) <= width for line in shown.splitlines())


@WIDTHS
def test_events_hang_below_their_lines(width):
    told = [
        article(id, "2024-03-05", [said("killed", n, by=by)]) for id, n, by in (("a", 3, "police"), ("b", 5, LONG_NAME))
    ]
    events = reconcile(told)["events"]
    shown = printed(lambda console: render_events(console, events), width)
    wide = printed(lambda console: render_events(console, events), 200)
    assert shown.split() == wide.split()
    assert width >= 60 or all(len(line) <= width for line in shown.splitlines())


@WIDTHS
def test_the_coverage_table_names_file_and_entry_whole(width):
    entry = RuleEntry("attributions/lexicon.toml", "verb claim responsibility")
    shown = printed(lambda console: _draw(console, [(entry, Firings(3, 2, ["the group claimed it"]))]), width)
    assert "…" not in shown
    assert run_together(entry.file) in run_together(shown)
    assert all(word in shown for word in ["claim", "responsibility", "group", "3", "2"])


@WIDTHS
def test_the_progress_of_a_batch_fits_on_its_line(width):
    console = Console(file=io.StringIO(), width=width, force_terminal=True)
    with Progress(*columns_of(width), console=console, auto_refresh=False) as progress:
        progress.add_task("", total=100, completed=100, articles=12_345, failed=123, rate=17.5)
    (line,) = {line.rstrip() for line in console.file.getvalue().splitlines() if "articles" in line}
    assert all(part in line for part in ("100 %", "12345 articles", "123 failed", "-:--:--")), line
