"""Builds first_names.tsv: `python -m factx.sources.build FOLDER`; needed only when its source changes.

FOLDER holds the package faker 40.54.0 (`pip download faker`, unpacked; MIT licence, copyright 2012 Daniele Faraglia),
whose lists of first names by sex come from statistical offices. A line of first_names.tsv is a name in small letters,
a tab, and f or m; a name that many lists have for either sex is left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from factx.sources.gender import FIRST_NAMES

SURE_SEX = 0.75  # of the lists that have a name
ENGLISH = {"en": 3, "en_US": 3, "en_GB": 3}  # these lists count for more: most names in English news are like theirs
FIRST_NAME = re.compile(r"[a-z]+(?:-[a-z]+)?")


def build() -> str:
    """The text of first_names.tsv."""
    lists: dict[str, Counter[str]] = defaultdict(Counter)
    for name, sex, weight in read_names():
        lists[name][sex] += weight
    usual = {name: found.most_common(1)[0] for name, found in lists.items()}
    kept = {name: sex for name, (sex, weight) in usual.items() if weight >= SURE_SEX * lists[name].total()}
    return "".join(f"{name}\t{sex}\n" for name, sex in sorted(kept.items()))


def read_names() -> Iterator[tuple[str, str, int]]:
    """Every first name of every locale in Latin letters, with f or m and what the list counts."""
    people = import_module("faker.providers.person")
    for module in iter_modules(people.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for sex, attribute in (("f", "first_names_female"), ("m", "first_names_male")):
            for name in getattr(provider, attribute, ()):
                if FIRST_NAME.fullmatch(name.lower()) and len(name) > 1:
                    yield name.lower(), sex, ENGLISH.get(module.name, 1)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    Path(FIRST_NAMES).write_text(build(), encoding="utf-8")
