"""Every rule fires in the news, or says why it may stand although it seldom does.

How often each fired when they were last counted stands in gold/firings.toml; `python tests/test_firings.py NEWS…`
counts again over folders, files or records of news (`factx rules coverage` has the same counts with samples, and those
of the lexicons) and writes it. The readings of quantities make no record: tests/bench/readings.py counts them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from factx.coverage import entries, rare_rules

COUNTS = Path(__file__).parent / "gold" / "firings.toml"
LEAST = 10  # firings


def rules():
    """The rules there are, each with its stage."""
    return {entry: entry.file.partition("/")[0] for entry in entries() if entry.is_rule()}


def test_a_rule_fires_in_the_news_or_says_why_it_seldom_does():
    counts, rare = tomllib.loads(COUNTS.read_text(encoding="utf-8")), rare_rules()
    seldom = [
        f"{stage}/{entry.name}"
        for entry, stage in rules().items()
        if counts[stage].get(entry.name, 0) < LEAST and entry not in rare
    ]
    assert not seldom, f"count them anew (python {Path(__file__).name} NEWS), drop them or say why: {', '.join(seldom)}"


def test_what_was_counted_is_still_there():
    counts = tomllib.loads(COUNTS.read_text(encoding="utf-8"))
    counted = {(stage, name) for stage, of_stage in counts.items() if isinstance(of_stage, dict) for name in of_stage}
    assert not counted - {(stage, entry.name) for entry, stage in rules().items()}


def main():
    done = subprocess.run(
        [sys.executable, "-m", "factx", "rules", "coverage", "-f", "json", *sys.argv[1:]],
        capture_output=True,
        text=True,
        check=True,
    )
    articles = done.stderr.strip().splitlines()[-1].removeprefix("factx: ").split()[0]
    fires = {(row["file"], row["entry"]): row["fires"] for row in json.loads(done.stdout)}
    lines, last = [f"# How often each rule fired over so many articles of news.\narticles = {articles}"], ""
    for entry, stage in sorted(rules().items(), key=lambda pair: pair[1]):
        lines += [f"\n[{stage}]"] if stage != last else []
        lines.append(f"{entry.name} = {fires[entry.file, entry.name]}")
        last = stage
    COUNTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
