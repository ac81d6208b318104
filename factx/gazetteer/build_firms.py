"""Builds firms.tsv from the members of stock indices: `python -m factx.gazetteer.build_firms SOURCES`.

SOURCES is a folder that holds the package pytickersymbols 1.17.10, unpacked (`pip download pytickersymbols`; MIT, the
licence is in FIRMS-LICENSE beside this file): the firms of twenty indices of America, Europe and Japan. Beside this
file `additions.toml` has those of the news that are in none.

A line is a firm's name without its legal form ("Ford Motor"). Left out is what is a common word, a name of people
or a place as well ("Target", "Elisa"), so that a name of the list alone tells of a firm.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from factx import words
from factx.files import one_file
from factx.gazetteer.engine import lookup
from factx.gazetteer.firms import TABLE, bare_name
from factx.rules import read_toml

ASIDE = re.compile(r"(?<!\s)\s*\(.*")
LONGEST_FIRM = 4  # words
LEAST = 3  # letters


def firms(names: Iterable[str]) -> list[str]:
    """The names without legal forms and asides that are nothing else."""
    bare = {" ".join(bare_name(ASIDE.sub("", name).replace(",", " ").split())) for name in names}
    return [name for name in bare if is_told_by_name(name)]


def is_told_by_name(name: str) -> bool:
    """Whether a name can be nothing but the firm's."""
    parts = name.split()
    if not 1 <= len(parts) <= LONGEST_FIRM or not name[0].isupper() or sum(map(str.isalpha, name)) < LEAST:
        return False
    return len(parts) > 1 or not (words.classes(name.lower()) or lookup(name))


def main(folder: Path) -> None:
    """Writes the table. Raises FileNotFoundError for a folder without the package."""
    source = one_file(folder, "indices_data.py").read_text(encoding="utf-8")
    indices = ast.literal_eval(source.partition("INDICES = ")[2])
    names = [company["name"] for index in indices.values() for company in index["companies"]]
    news = read_toml("gazetteer", "additions.toml")
    known = sorted({*firms(names), *news["firms"]} - {*news["no_firms"]})
    TABLE.write_text("".join(f"{name}\n" for name in known), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
