"""factx: who says what, with the figures.

import factx
record = factx.load().extract(text, published="2023-09-20")
for claim in record.claims:
    print(claim.gist, claim.source, claim.place)
for record in factx.read_records("claims.jsonl"):
    print(record.document.title, len(record.claims))
"""

import sys

# `python -m factx` looks for modules in the current folder first, and would run a json.py that lies there.
if sys.argv[:1] == ["-m"] and not sys.flags.safe_path and not __file__.startswith(sys.path[0]):
    sys.path.append(sys.path.pop(0))

from factx.annotate import Extractor, load
from factx.errors import DocumentError, FactxError, ModelError, RecordError, RuleError
from factx.model import Attribution, Claim, Document, Event, Quantity, Record, Source
from factx.plain import record_to_plain
from factx.records import typed_records as read_records
from factx.version import __version__


def extract(text: str, *, published: str | None = None, model: str | None = None, rules: str | None = None) -> Record:
    """The record of one text, on a pipeline loaded for it; `load` once for many texts."""
    return load(model, rules=rules).extract(text, published=published)


__all__ = [
    "Attribution",
    "Claim",
    "Document",
    "DocumentError",
    "Event",
    "Extractor",
    "FactxError",
    "ModelError",
    "Quantity",
    "Record",
    "RecordError",
    "RuleError",
    "Source",
    "__version__",
    "extract",
    "load",
    "read_records",
    "record_to_plain",
]
