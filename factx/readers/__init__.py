"""Articles in, documents out: one module a format, one front for `extract` and `batch`.

    for entry in expand(["articles", "more.jsonl", "-"]):   # what there is to read, in input order; opens nothing
        document = read(entry)                               # Document, or DocumentError with one sentence

A line of a JSONL file is an entry of its own, so one bad line costs one article.
"""

from factx.readers.entries import Entry, expand, find_files, open_lines, shown, valid
from factx.readers.read import KINDS, read

__all__ = ["KINDS", "Entry", "expand", "find_files", "open_lines", "read", "shown", "valid"]
