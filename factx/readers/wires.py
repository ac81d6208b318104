"""What news agencies send: NewsML-G2, NITF (XML) and ninjs (JSON, versions 1 and 2), one or many articles a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from factx.errors import DocumentError
from factx.readers.arrays import json_values
from factx.readers.entries import Entry
from factx.readers.fields import Fields, Row
from factx.readers.rows import row_entries

WIRE_BLOCKS = frozenset(
    {"p", "hl1", "hl2", "h1", "h2", "h3", "h4", "li", "blockquote", "td", "th", "pre", "br", "dateline"}
)
ROWS_IN = ("articles", "items", "results", "data", "hits", "docs")  # where a JSON object may have many


def cut_xml(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The articles of a NewsML-G2 or NITF file. Raises DocumentError for other XML."""
    yield from row_entries(_items(content), file, fields)


def _items(content: IO[bytes]) -> Iterator[Row]:
    """The articles, each as soon as its element ends; what has been read is let go."""
    from lxml.etree import XMLSyntaxError, iterparse

    found = False
    try:
        safe = {"resolve_entities": False, "no_network": True, "remove_comments": True}
        for _, element in iterparse(content, events=("end",), tag=("{*}newsItem", "{*}nitf"), **safe):
            if local(element) == "newsItem" or element.getparent() is None:
                found = True
                yield news_item(element) if local(element) == "newsItem" else nitf(element)
                forget(element)
    except (XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"is no XML that can be read ({type(error).__name__})") from None
    if not found:
        raise DocumentError("is XML, but neither NewsML-G2 nor NITF")


def forget(element: Any) -> None:
    """Empties an element that has been read, and takes out those before it."""
    element.clear()
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


def cut_json(content: IO[bytes], file: Entry, fields: Fields) -> Iterator[Entry]:
    """The articles of a JSON file: ninjs, or one object or many with a text."""
    yield from row_entries(_rows(content), file, fields)


def _rows(content: IO[bytes]) -> Iterator[Row]:
    """The articles of an array, or of the list in an object; or the object."""
    found = False
    for row in json_values(content, ROWS_IN):
        found = True
        yield ninjs(row) if isinstance(row, dict) else {}
    if not found:
        raise DocumentError("is JSON, but holds no article")


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(element: Any, *names: str) -> Any:
    """The first element below with one of these names, the names in their order; None if there is none."""
    for name in names:
        for found in element.iterdescendants():
            if local(found) == name:
                return found
    return None


def words(element: Any) -> str | None:
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def markup_text(element: Any) -> str:
    """The blocks of a piece of markup as paragraphs."""
    blocks: list[list[str]] = [[]]
    from lxml.etree import iterwalk

    for event, part in iterwalk(element, events=("start", "end")):
        if local(part) in WIRE_BLOCKS:
            blocks.append([])
        blocks[-1].append((part.text if event == "start" else part.tail if part is not element else "") or "")
    told = [" ".join("".join(block).split()) for block in blocks]
    return "".join(f"{text}\n\n" for text in told if text)[:-1]


def html_text(html: str) -> str:
    from lxml.html import fromstring

    return markup_text(fromstring(f"<div>{html}</div>"))


def nitf(root: Any) -> Row:
    """An article in NITF: head with dates, body with headline, byline and content."""
    issued, content = first(root, "date.issue"), first(root, "body.content")
    outlet = first(root, "doc.copyright", "distributor")
    holder = None if outlet is None else outlet.get("holder") or words(outlet)
    id = first(root, "doc-id")
    return {
        "id": None if id is None else id.get("id-string"),
        "title": words(first(root, "hl1", "title")),
        "author": words(first(root, "byline")),
        "date": None if issued is None else compact_day(issued.get("norm")),
        "outlet": holder,
        "text": "" if content is None else markup_text(content),
    }


def compact_day(norm: str | None) -> str | None:
    """The day of a compact ISO date ("20240305T080000Z")."""
    return f"{norm[:4]}-{norm[4:6]}-{norm[6:8]}" if norm and norm[:8].isdigit() and len(norm) >= 8 else norm


def news_item(item: Any) -> Row:
    """A newsItem of NewsML-G2 with its text in HTML, NITF, or plain."""
    provider, created = first(item, "provider"), first(item, "firstCreated", "contentCreated", "versionCreated")
    named = None if provider is None else words(first(provider, "name")) or provider.get("literal")
    row: dict[str, Any] = {
        "id": item.get("guid"),
        "title": words(first(item, "headline")),
        "author": words(first(item, "by")),
        "published": words(created),
        "outlet": named,
        "text": "",
    }
    content = first(item, "inlineXML", "inlineData")
    if content is None:
        return row
    if local(content) == "inlineData":
        return row | {"text": plain_text(content)}
    inside = first(content, "body.content", "body")
    return row | {"text": markup_text(content if inside is None else inside)}


def plain_text(element: Any) -> str:
    return "".join(element.itertext()).strip() + "\n"


def ninjs(row: Row) -> Row:
    """The fields of an article of ninjs; any other object as it is."""
    bodies = {b.get("contenttype") or b.get("role"): b.get("value") for b in listed(row, "bodies")}
    html = text_in(row, "body_xhtml", "body_html") or text_in(bodies, "text/html", "application/xhtml+xml")
    plain = text_in(row, "body_text") or text_in(bodies, "text/plain")
    if plain is None and html is None:
        return row
    headlines = {"value": next((h.get("value") for h in listed(row, "headlines")), None)}
    return {
        "id": text_in(row, "uri"),
        "title": text_in(row, "headline") or text_in(headlines, "value"),
        "author": text_in(row, "byline", "by"),
        "published": text_in(row, "firstcreated", "firstCreated", "versioncreated", "versionCreated"),
        "outlet": text_in(row, "provider", "copyrightholder", "copyrightHolder", "source"),
        "url": text_in(row, "url"),
        "text": plain if plain is not None else html_text(html or ""),
    }


def text_in(row: Mapping[Any, Any], *names: str) -> str | None:
    """The first string under one of these names."""
    return next((row[name] for name in names if isinstance(row.get(name), str) and row[name]), None)


def listed(row: Row, name: str) -> list[dict[str, Any]]:
    value = row.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
