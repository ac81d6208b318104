"""Articles in, documents out: one module a format, one front for `extract` and `batch`.

    for entry in expand(["articles", "more.jsonl", "-"]):   # what there is to read, in input order; opens nothing
        document = read(entry)                               # Document, or DocumentError with one sentence

An article in a file of many is an entry of its own, so one bad line costs one article.
"""

from factx.readers.articles import expand, open_articles
from factx.readers.entries import Entry, shown, valid
from factx.readers.folders import find_files
from factx.readers.read import KINDS, read

__all__ = ["KINDS", "Entry", "expand", "find_files", "open_articles", "read", "shown", "valid"]
