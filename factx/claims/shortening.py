"""A clause as one line that is short enough to be read, with its figure still in it."""

from __future__ import annotations

LINE_LETTERS = 120
SLACK = 24  # letters that stand behind a figure
GIST_OPENING = 40  # letters of a long line that stand before what is left out of it …
BEFORE_FIGURE = 32  # … and those between that and the figure


def shortened(text: str, keep: str) -> str:
    """One line of at most `LINE_LETTERS` characters that still holds `keep`, and opens as the text does."""
    line, kept = one_line(text), one_line(keep)
    if len(line) <= LINE_LETTERS:
        return line
    at = max(0, line.find(kept))
    opening = ""
    if at + len(kept) + SLACK > LINE_LETTERS:
        opening = f"{cut_off(line[:GIST_OPENING])} … "
        line = line[line.find(" ", at - BEFORE_FIGURE) + 1 :]
    room = LINE_LETTERS - len(opening)
    return opening + (f"{cut_off(line[:room])} …" if len(line) > room else line)


def cut_off(piece: str) -> str:
    """What begins a line, without the word that it is cut off in."""
    return piece.rsplit(" ", 1)[0].rstrip(",;: ")


def one_line(text: str) -> str:
    return " ".join(text.split())
