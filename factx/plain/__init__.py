"""The one plain form of the records: str, int, float, bool, None, list and dict, as `factx schema` describes it.

It is what is stored on a spaCy Doc, written as JSON and expected in the rule examples. `record_to_plain` and its
parts give it; `extraction_from_plain` reads it back.
"""

from factx.plain.documents import SCHEMA, record_from_parts, record_to_plain
from factx.plain.records import all_quantities, extraction_from_plain, extraction_to_plain, source_label
from factx.plain.writing import Plain, json_pieces, number_from_plain, to_json

__all__ = [
    "SCHEMA",
    "Plain",
    "all_quantities",
    "extraction_from_plain",
    "extraction_to_plain",
    "json_pieces",
    "number_from_plain",
    "record_from_parts",
    "record_to_plain",
    "source_label",
    "to_json",
]
