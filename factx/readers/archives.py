"""Exports of news archives in, their articles out: Nexis Uni ("End of Document") and Factiva ("Document ABC0000…").

Both put many articles into one file, each with a few lines before its text that say who published it, when, and who
wrote it. What is no export is one article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from factx.readers.fields import Row
from factx.readers.moments import says_a_day

NEXIS_END = "end of document"
FACTIVA_END = re.compile(r"Document ([A-Z][A-Za-z0-9]{14,})")
LABEL_LINE = re.compile(
    "(Section|Length|Byline|Dateline|Highlight|Edition|Graphic|Classification|Language|Publication-Type|Subject|Notes"
    "|Correction|Load-Date|Correction-Date)(?:: *(.*))?"
)
# What ends the text.
LABELS_BEHIND = ("Graphic", "Classification", "Language", "Publication-Type", "Notes", "Load-Date", "Correction-Date")
CODES = "HD|SE|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|CLM|ART"
CODE = re.compile(rf"({CODES})(?:[ |]+(.*)|$)")
WORD_COUNT = re.compile(r"[\d,]+ words")
COPYRIGHT_LINE = re.compile(r"(\(c\)|©|Copyright)", re.IGNORECASE)
BYLINE = re.compile(r"By [A-Z].{0,80}")


def cut_articles(paragraphs: Sequence[str]) -> list[Row]:
    """The articles that paragraphs make up."""
    if any(line.lower() == NEXIS_END for line in paragraphs):
        return [nexis(lines) for lines in parts(paragraphs, lambda line: line.lower() == NEXIS_END)]
    if any(FACTIVA_END.fullmatch(line) for line in paragraphs):
        return [factiva(lines) for lines in parts(paragraphs, lambda line: FACTIVA_END.fullmatch(line) is not None)]
    return [{"text": joined(paragraphs), "title": None}]


def parts(lines: Sequence[str], ends: Callable[[str], bool]) -> Iterator[list[str]]:
    """The lines up to and with each that ends an article; what stands behind the last one is no article."""
    part: list[str] = []
    for line in lines:
        part.append(line)
        if ends(line):
            yield part
            part = []


def joined(lines: Sequence[str]) -> str:
    return "\n\n".join(lines) + "\n" if lines else ""


def nexis(lines: Sequence[str]) -> Row:
    """An article of Nexis Uni: headline, outlet, day, labelled lines, "Body", the text, "Load-Date: …"."""
    start = next((n for n, line in enumerate(lines) if line == "Body"), None)
    head = list(lines[:start] if start is not None else lines[:8])
    rest = lines[start + 1 if start is not None else len(head) :]
    body = takewhile(lambda line: not is_label(line, *LABELS_BEHIND), rest)
    labels = {m[1]: m[2] for m in map(LABEL_LINE.fullmatch, head) if m}
    plain = [line for line in head if not LABEL_LINE.fullmatch(line) and not COPYRIGHT_LINE.match(line)]
    # The last day: before the first article of an export stands a page about the search, with days of its own.
    day = max((n for n, line in enumerate(plain) if n and says_a_day(line)), default=None)
    title = 0 if day is None else max(0, day - 2)
    return {
        "title": plain[title] if plain else None,
        "outlet": plain[day - 1] if day is not None and day > 1 else None,
        "date": plain[day] if day is not None else None,
        "author": writer(labels.get("Byline")),
        "text": joined([line for line in body if line.lower() != NEXIS_END]),
    }


def writer(said: str | None) -> str | None:
    """Who wrote it, of a line that may begin with "By"."""
    return re.sub("^By ", "", said, flags=re.IGNORECASE) if said else None


def is_label(line: str, *names: str) -> bool:
    found = LABEL_LINE.fullmatch(line)
    return found is not None and found[1] in names


def factiva(lines: Sequence[str]) -> Row:
    """An article of Factiva, with two-letter codes before its fields or without."""
    id = FACTIVA_END.fullmatch(lines[-1])
    coded = sum(CODE.fullmatch(line.strip("| ")) is not None for line in lines) > 4
    row = with_codes(lines[:-1]) if coded else without_codes(lines[:-1])
    return {**row, "id": id[1] if id else None}


def with_codes(lines: Sequence[str]) -> Row:
    """The row of an article whose fields stand behind codes of two letters."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in (line.strip("| ") for line in lines):  # the cells of a table have bars between them
        if found := CODE.fullmatch(line):
            code, line = found[1], found[2] or ""
        if line:
            fields.setdefault(code, []).append(line)
    first = {name: " ".join(told) for name, told in fields.items()}
    return {
        "title": first.get("HD"),
        "outlet": first.get("SN"),
        "date": first.get("PD"),
        "author": writer(first.get("BY")),
        "text": joined([*fields.get("LP", ()), *fields.get("TD", ())]),
    }


def without_codes(lines: Sequence[str]) -> Row:
    """Headline, byline, number of words, day, outlet, code, language, copyright, text."""
    count = next((n for n, line in enumerate(lines) if WORD_COUNT.fullmatch(line)), 0)
    head, rest = list(lines[:count]), list(lines[count + 1 :])
    author = next((line for line in head[1:] if BYLINE.fullmatch(line)), None)
    day = next((n for n, line in enumerate(rest[:4]) if says_a_day(line)), None)
    owner = next((n for n, line in enumerate(rest[:10]) if COPYRIGHT_LINE.match(line)), None)
    start = owner + 1 if owner is not None else min(5, len(rest))
    names = [line for line in rest[(day + 1 if day is not None else 0) : start] if not re.fullmatch(r"[\d:]+", line)]
    return {
        "title": " ".join(line for line in head if line != author) or None,
        "outlet": names[0] if names else None,
        "date": rest[day] if day is not None else None,
        "author": writer(author),
        "text": joined(rest[start:]),
    }
