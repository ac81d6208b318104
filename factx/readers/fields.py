"""Rows of any table in, the fields of an article out: under their own names, names that other tools use, or given ones.

    named({"maintext": "…", "headline": "…"}, {})               {"text": "…", "title": "…"}
    named({"inhalt": "…", "url": "…"}, {"text": "inhalt"})      {"text": "…", "url": "…"}

A field's own name goes before the names of others; with a name given for a field, only that one is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factx.errors import DocumentError, UsageError
from factx.readers.moments import says_a_day

Row = Mapping[str, Any]
# Field of an article -> the column it stands in.
Fields = Mapping[str, str]

SEPARATORS = ",;\t|"  # of the columns of a table

# What news scrapers, data sets and CSV exports call them, commonest first.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("article_id", "articleid", "uuid", "guid", "uid"),
    "text": (
        "maintext",
        "body",
        "content",
        "article_body",
        "articlebody",
        "body_text",
        "full_text",
        "fulltext",
        "article",
    ),
    "title": ("headline", "heading", "article_title"),
    "published": (
        *("date", "date_publish", "publish_date", "published_date", "date_published", "datepublished"),
        *("publication_date", "pub_date", "pubdate", "firstcreated", "published_on"),
    ),
    "outlet": (
        "publication",
        "source",
        "publisher",
        "source_name",
        "newspaper",
        "sitename",
        "source_domain",
        "media_name",
    ),
    "author": ("byline", "authors", "creator", "writer"),
    "url": ("link", "web_url", "article_url", "permalink", "canonical_url"),
}


def read_fields(pairs: Iterable[str]) -> dict[str, str]:
    """The fields of options like "text=body". Raises UsageError for one that names no field of an article."""
    fields: dict[str, str] = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not column or field not in ALIASES:
            raise UsageError(f"--field {pair!r}: write FIELD=COLUMN, FIELD one of {' '.join(ALIASES)}")
        fields[field] = column
    return fields


def named(row: Row, fields: Fields) -> dict[str, Any]:
    """The fields of an article that a row has. Raises DocumentError if a column that was asked for is not there."""
    columns = {str(name).strip().lower(): name for name in reversed(list(row))}
    found: dict[str, Any] = {}
    for field, aliases in ALIASES.items():
        if field in fields:
            if fields[field] not in row:
                raise DocumentError(f'has no "{fields[field]}"')
            found[field] = row[fields[field]]
        elif field in row:
            found[field] = row[field]
        elif field in columns:
            found[field] = row[columns[field]]
        else:
            value = first_words(row, columns, aliases)
            if value is not None and (field != "published" or says_a_day(value)):
                found[field] = value
    return found


def first_words(row: Row, columns: Mapping[str, str], aliases: Iterable[str]) -> str | None:
    """What stands in the first column of these names that holds words: what others call alike may be anything."""
    for alias in aliases:
        value = words_of(row[columns[alias]]) if alias in columns else None
        if value:
            return value
    return None


def words_of(value: object) -> str | None:
    """A string, or the strings of a list joined; None for anything else."""
    if isinstance(value, list):
        return ", ".join(part for part in value if isinstance(part, str)) or None
    return value if isinstance(value, str) else None
