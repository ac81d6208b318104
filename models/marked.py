"""What the scripts that count weights share: the lines of a file, and articles as the rules see them at run time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import factx
from factx.annotate import AFTER_PARSING
from factx.components import ClaimExtractor, cut_at_sections, stored_extraction
from factx.language import Text, with_mended_parse
from factx.model import Document, Extraction


def read_lines(path: str) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def read_articles(articles: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Text, Extraction]]:
    """Each article by its id, with the view that the rules have of it and what they find."""
    extractor = factx.load()
    component = extractor.nlp.get_pipe("factx_claims")
    assert isinstance(component, ClaimExtractor)
    for document, doc in extractor._parse([Document(a["id"], a["text"]) for a in articles]):
        doc._.published = None
        for name in AFTER_PARSING:
            doc = extractor.nlp.get_pipe(name)(doc)
        found = stored_extraction(doc)
        text = Text.of(cut_at_sections(doc, found.sections), found.sections)
        yield document.id, with_mended_parse(text, component.rules.attributions.speech), found
