"""The plain record of a document: what is known of it, what ran, and what was found."""

from __future__ import annotations

from factx.model import Document, Pipeline, Record
from factx.plain.records import extraction_to_plain
from factx.plain.writing import Plain

SCHEMA = "factx/1"


def headline(text: str, sections: list[Plain]) -> str | None:
    """The words of the first headline."""
    spans = [section["span"] for section in sections if section["kind"] == "headline"]
    return text[spans[0][0] : spans[0][1]] if spans else None


def document_to_plain(d: Document, extraction: Plain) -> Plain:
    """The document's part of the record; `text` only where it is not the file's own."""
    plain: Plain = {
        "id": d.id,
        "path": d.path,
        "sha256": d.sha256,
        "title": d.title or headline(d.text, extraction["sections"]),
        "published": d.published,
        "published_at": d.published_at,
        "language": d.language,
        "anchor": extraction["anchor"],
        "outlet": d.outlet,
        "author": d.author,
        "url": d.url,
        "characters": len(d.text),
    }
    return plain | {"text": d.text} if d.extracted else plain


def record_from_parts(document: Document, pipeline: Pipeline, extraction: Plain) -> Plain:
    """The document record of a plain extraction: what one line of `batch` output holds."""
    rest = {key: value for key, value in extraction.items() if key != "anchor"}
    return {
        "schema": SCHEMA,
        "document": document_to_plain(document, extraction),
        "pipeline": {"factx": pipeline.factx, "model": pipeline.model, "model_version": pipeline.model_version},
        **rest,
    }


def record_to_plain(record: Record) -> Plain:
    """The document record, as `factx extract --format json` prints it."""
    return record_from_parts(record.document, record.pipeline, extraction_to_plain(record.extraction))
