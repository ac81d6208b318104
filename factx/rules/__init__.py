"""Reads rule files, and refuses those that are wrong: see README.md in this folder.

    from factx.rules import EVERY, RARE, Table, WordList, read_rules

A stage says in its `schema.py` what its files look like and reads them with `read_rules`. Everything else is here:
closed vocabularies, entries given twice, a user's own files beside the package's.
"""

from factx.rules.files import digest, layered, read_layered, read_own_rules, read_rules, read_toml, rule_ids
from factx.rules.reading import EVERY, RARE, Table, WordList, WordSet, known, nearest

__all__ = [
    "EVERY",
    "RARE",
    "Table",
    "WordList",
    "WordSet",
    "digest",
    "known",
    "layered",
    "nearest",
    "read_layered",
    "read_own_rules",
    "read_rules",
    "read_toml",
    "rule_ids",
]
