"""SQLite: documents, attributions and claims in a table each, and the view `claim_rows` with the flat columns.

`key` is each table's own number, since an article's id is only as unique as the folders it came from. Numbers too
large for SQLite's integers are stored as reals.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from factx.export.columns import COLUMNS, Scalar, clean, rows
from factx.export.tables import real
from factx.plain import Plain, to_json

DOCUMENT_COLUMNS = ("published", "outlet", "title", "url", "path")
OWN_COLUMNS = [name for name in COLUMNS if name not in {"document", "attribution", *DOCUMENT_COLUMNS}]
NUMERIC = {"low", "high", "geonameid", "latitude", "longitude", "additional", "superseded", "start", "end"}

SQL_SCHEMA = """
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL, title TEXT, published TEXT, outlet TEXT, url TEXT, path TEXT, sha256 TEXT,
    characters INTEGER NOT NULL, factx TEXT NOT NULL, model TEXT NOT NULL, model_version TEXT NOT NULL
);
CREATE TABLE attributions (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key),
    id TEXT NOT NULL, source TEXT, source_mention TEXT, source_type TEXT, resolved_from TEXT, source_spans TEXT,
    cue TEXT NOT NULL, cue_lemma TEXT NOT NULL, cue_spans TEXT NOT NULL, content TEXT NOT NULL,
    content_spans TEXT NOT NULL, form TEXT NOT NULL, stance TEXT NOT NULL, within TEXT, rule TEXT NOT NULL
);
CREATE TABLE claims (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key),
    attribution INTEGER REFERENCES attributions (key),
    {own}
);
CREATE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_published ON documents (published);
CREATE INDEX documents_by_outlet ON documents (outlet);
CREATE INDEX attributions_by_document ON attributions (document);
CREATE INDEX attributions_by_source ON attributions (source);
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_attribution ON claims (attribution);
CREATE INDEX claims_by_event ON claims (event, low);
CREATE INDEX claims_by_source ON claims (source);
CREATE INDEX claims_by_when ON claims (when_value);
CREATE INDEX claims_by_place ON claims (geonameid);
CREATE VIEW claim_rows AS SELECT {all}
    FROM claims JOIN documents ON documents.key = claims.document
    LEFT JOIN attributions ON attributions.key = claims.attribution;
"""


def write_sqlite(path: Path, records: Iterable[Plain]) -> int:
    """Writes a new database and gives the number of claims in it. Raises OSError if it cannot be written."""
    try:
        with closing(sqlite3.connect(path)) as db:
            # The file is a new one that counts only when whole: no journal to come back from.
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _schema())
            with db:
                return sum(_insert(db, record) for record in records)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _schema() -> str:
    own = ", ".join(f'"{name}" {"NUMERIC" if name in NUMERIC else "TEXT"}' for name in OWN_COLUMNS)
    tables = dict.fromkeys(OWN_COLUMNS, "claims") | dict.fromkeys(DOCUMENT_COLUMNS, "documents")
    # In the view the article and the attribution go by the ids that the records have.
    ids = {"document": 'documents.id AS "document"', "attribution": 'attributions.id AS "attribution"'}
    view = ", ".join(ids.get(name) or f'{tables[name]}."{name}"' for name in COLUMNS)
    return SQL_SCHEMA.replace("{own}", own).replace("{all}", view)


def _insert(db: sqlite3.Connection, record: Plain) -> int:
    document = _add(db, "documents", _document_row(record))
    keys: dict[str | None, int] = {
        a["id"]: _add(db, "attributions", {"document": document} | _attribution_row(a)) for a in record["attributions"]
    }
    count = 0
    for row in rows(record):
        own = {name: _stored(row[name]) for name in OWN_COLUMNS}
        attribution = row["attribution"]
        key = keys.get(attribution) if isinstance(attribution, str) else None
        _add(db, "claims", {"document": document, "attribution": key} | own)
        count += 1
    return count


def _add(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    """Inserts a row and gives its key. Names are this module's own; values go in as parameters."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    added = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    return added.lastrowid or 0


def _document_row(record: Plain) -> dict[str, Scalar]:
    document = record["document"]
    names = ("id", "title", "published", "outlet", "url", "path", "sha256", "characters")
    return {n: clean(document[n]) for n in names} | {
        n: clean(record["pipeline"][n]) for n in ("factx", "model", "model_version")
    }


def _attribution_row(a: Plain) -> dict[str, Scalar]:
    source = a["source"] or {}
    row: dict[str, Scalar] = {
        "id": a["id"],
        "source": source.get("canonical"),
        "source_mention": source.get("text"),
        "source_type": source.get("type"),
        "resolved_from": source.get("resolved_from"),
        "source_spans": to_json(source["spans"]) if source else None,
        "cue": a["cue"]["text"],
        "cue_lemma": a["cue"]["lemma"],
        "cue_spans": to_json(a["cue"]["spans"]),
        "content": a["content"]["text"],
        "content_spans": to_json(a["content"]["spans"]),
    }
    row |= {name: a[name] for name in ("form", "stance", "within", "rule")}
    return {name: clean(value) for name, value in row.items()}


def _stored(value: Scalar) -> Scalar:
    too_large = isinstance(value, int) and not -(2**63) <= value < 2**63
    return real(value) if too_large else value
