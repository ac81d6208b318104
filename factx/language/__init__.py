"""What all stages read: the article's parse, mended once, with its sections and quotations; the questions about it."""

from factx.language.mend import with_mended_parse
from factx.language.quotations import Piece
from factx.language.text import Text

__all__ = ["Piece", "Text", "with_mended_parse"]
