"""Whether a person is spoken of as he or she: by form of address, role noun or first name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# Name, tab, f or m; build.py says where it comes from.
FIRST_NAMES = Path(__file__).with_name("first_names.tsv")


@cache
def first_names() -> dict[str, str]:
    """First names that only one sex bears, in small letters -> f or m."""
    lines = FIRST_NAMES.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)
