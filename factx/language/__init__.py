"""What all stages read: the article's parse, mended once, with its sections, and the questions about it."""

from factx.language.text import Piece, Text

__all__ = ["Piece", "Text"]
