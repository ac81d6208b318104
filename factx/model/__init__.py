"""The records of factx: what each stage gives and what `factx extract --format json` prints.

Plain frozen dataclasses that know nothing of spaCy. Offsets are Unicode code points of the document's text,
end exclusive. Exact numbers are `Decimal`. Every record that a rule made carries the rule's id in `rule`.
Terms follow the trade: source, cue and content as in PolNeAR (Newell et al., LREC 2018), TIMEX values as in
ISO-TimeML, polarity and certainty as in FactBank (Saurí and Pustejovsky, 2009).

`factx.plain` turns these records into JSON-ready dictionaries and back.
"""

from factx.model.findings import (
    AFTERMATH,
    HARM,
    NOWHERE,
    TOLLS_IN_ORDER,
    Anchor,
    Attribution,
    Claim,
    Cue,
    Event,
    Location,
    Name,
    PlaceMention,
    Quantity,
    Source,
    Timex,
)
from factx.model.record import Document, Extraction, Pipeline, Record
from factx.model.spans import Extent, Section, Span, TextSpan

__all__ = [
    "AFTERMATH",
    "HARM",
    "NOWHERE",
    "TOLLS_IN_ORDER",
    "Anchor",
    "Attribution",
    "Claim",
    "Cue",
    "Document",
    "Event",
    "Extent",
    "Extraction",
    "Location",
    "Name",
    "Pipeline",
    "PlaceMention",
    "Quantity",
    "Record",
    "Section",
    "Source",
    "Span",
    "TextSpan",
    "Timex",
]
