"""Records as Markdown: a heading an article, a gist a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factx.plain import Plain
from factx.render.rows import attributions_of, fold, places, says_how_sure, sure, when, why
from factx.render.text import one_line

# Everything that Markdown or the HTML in it would obey.
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def escaped(text: str) -> str:
    """`text` on one line, as Markdown that shows it letter by letter."""
    return MARKDOWN_SIGNS.sub(r"\\\1", one_line(text))


def render_markdown(records: Sequence[Plain], *, explain: bool = False) -> Iterator[str]:
    """The lines of the page, each with its line end."""
    for n, record in enumerate(records):
        document = record["document"]
        yield f"{chr(10) if n else ''}## {escaped(document['title'] or document['id'])}\n\n"
        attributions = attributions_of(record)
        for title, kind in (("Figures", "figure"), ("Statements", "statement")):
            groups = fold(record, kind)
            if groups:
                yield f"**{title}**\n\n"
                yield from (_item(record, group, attributions, explain=explain) for group in groups)
                yield "\n"
        if not record["claims"]:
            yield "No claims found.\n"


def _item(record: Plain, group: list[Plain], attributions: dict[str, Plain], *, explain: bool) -> str:
    claim = group[0]
    attribution = None if claim["quantity"] else attributions.get(claim["attribution"] or "")
    certainty = sure(claim, claim["gist"], attribution)
    doubt = "" if certainty == "certain" or says_how_sure(claim) else certainty
    notes = [when(claim), doubt, places(record, group)]
    line = f"- {escaped(claim['gist'])} ({'; '.join(escaped(note) for note in notes if note)})\n"
    return line + (f"  - {escaped(why(claim))}\n" if explain else "")
