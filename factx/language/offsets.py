"""From the characters of a record back to tokens of the Doc, for stages that hold no `Text`.

No other module of the package turns characters into tokens: tokens travel between stages, characters stand in records.
"""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from factx.model import Span


def words_touched(doc: Doc, span: Span) -> DocSpan | None:
    """The tokens that characters [start, end) touch; None where there are none."""
    found: DocSpan | None = doc.char_span(*span, alignment_mode="expand")
    return found


def words_inside(doc: Doc, span: Span) -> DocSpan | None:
    """The tokens that stand wholly within characters [start, end); None where there are none."""
    found: DocSpan | None = doc.char_span(*span, alignment_mode="contract")
    return found
