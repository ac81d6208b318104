"""The title of an article whose text does not open with it: read as a text of its own, its claims before the others.

    title_of(document)          -> the title as a document, None where the text has it
    with_title(extraction, of_title, title) -> the extraction with the title's claims in front

Their section is `title`, and their spans count in the title. Their quantities and attributions stand in the claims
alone, numbered behind those that the record lists: all that it lists counts in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from factx.model import Claim, Document, Extraction, Source

SECTION = "title"
LONGEST_TITLE = 500  # letters; what is longer is no title


def title_of(document: Document) -> Document | None:
    """The title as a document of its own; None if there is none, or the text opens with it."""
    title = document.title
    if not title or len(title) > LONGEST_TITLE or _opens_with(document.text, title):
        return None
    return Document(id=document.id, text=title, published=document.published, outlet=document.outlet, url=document.url)


def _opens_with(text: str, title: str) -> bool:
    """Whether a text begins with a title, however spaced and in whatever letters."""
    words = title.casefold().split()
    return text[: 2 * len(title) + LONGEST_TITLE].casefold().split()[: len(words)] == words


def with_titles(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents in order, each title that is to be read behind its own."""
    for document in documents:
        yield document
        title = title_of(document)
        if title is not None:
            yield title


def with_title(found: Extraction, of_title: Extraction) -> Extraction:
    """An extraction with the claims of the title before its own; those that tell the same are linked."""
    named = [a.source for a in found.attributions if a.source is not None]
    from factx.claims.same import link_repeats  # brings spaCy, which `import factx` must not

    ahead, voices, numbers = len(of_title.claims), len(found.attributions), len(found.quantities)
    claims = [
        replace(
            numbered(claim, 0),
            section=SECTION,
            quantity=replace(claim.quantity, id=f"q{numbers + n}") if claim.quantity else None,
            **_of_title(claim, f"a{voices + n}", named),
        )
        for n, claim in enumerate(of_title.claims, 1)
    ]
    return replace(found, claims=link_repeats((*claims, *(numbered(claim, ahead) for claim in found.claims))))


def numbered(claim: Claim, ahead: int) -> Claim:
    """A claim whose ids, own and named, count so many claims before it."""
    part_of, restates = (f"c{int(id[1:]) + ahead}" if id else None for id in (claim.part_of, claim.restates))
    return replace(claim, id=f"c{int(claim.id[1:]) + ahead}", part_of=part_of, restates=restates)


def _of_title(claim: Claim, id: str, named: list[Source]) -> dict[str, Any]:
    """The voice of a title's claim, with an id of its own; a last name is whom the article names so in full."""
    voice = claim.attribution
    if voice is None or voice.source is None:
        return {"attribution": voice and replace(voice, id=id, within=None)}
    short = voice.source.canonical or ""
    fuller = {s.canonical: s for s in named if s.canonical and s.canonical.split()[-1] == short}
    meant = next(iter(fuller.values())) if len(fuller) == 1 else voice.source
    source = replace(voice.source, canonical=meant.canonical, type=meant.type)
    return {
        "attribution": replace(voice, id=id, within=None, source=source),
        "chain": (*claim.chain[:-1], source.label),
    }
