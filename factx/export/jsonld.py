"""JSON-LD: each claim a schema.org Claim, tied to its place in the article by a W3C Web Annotation.

The context is written out, so that nothing need be fetched to read the file. Positions are Unicode code points, as
the selectors of https://www.w3.org/TR/annotation-model/#text-position-selector want them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from factx.plain import Plain, source_label, to_json
from factx.records import text_of

LD_CONTEXT = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "id": "@id",
    "type": "@type",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "certainty": "urn:factx:certainty",
    "polarity": "urn:factx:polarity",
    "datePublished": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
}

AUTHORS = {
    "named_person": "Person",
    "unnamed_person": "Person",
    "witness": "Person",
    "author": "Person",
    "group": "Organization",
    "organisation": "Organization",
    "government": "Organization",
    "armed_group": "Organization",
    "media": "Organization",
    "law_or_court": "Organization",
    "document": "CreativeWork",
    "poll_or_study": "CreativeWork",
}

CONTEXT_LENGTH = 32  # characters of prefix and suffix: enough to find the words again in a text that has moved


def write_jsonld(path: Path, records: Iterable[Plain], folder: Path) -> int:
    """Writes the claims of all records as one graph and gives their number.

    Args:
        folder: where files that the records name may lie besides the working directory.
    """
    count = 0
    with path.open("x", encoding="utf-8") as file:
        file.write(f'{{"@context": {to_json(LD_CONTEXT)},\n"@graph": [')
        for record in records:
            text = text_of(record, folder)
            for item in [_article(record), *(_annotation(record, claim, text) for claim in record["claims"])]:
                file.write(f"{',' if count else ''}\n{to_json(item)}")
                count += 1
            count -= 1
        file.write("\n]}\n")
    return count


def _article_id(record: Plain) -> str:
    """The article's own address if it has one, else a name made from its id."""
    document = record["document"]
    url = document["url"] or ""
    return url if _is_web(url) else f"urn:factx:{quote(document['id'], safe='', errors='replace')}"


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https") and not set(url) & set(' <>"{}|\\^`')
    except ValueError:
        return False


def _article(record: Plain) -> Plain:
    document = record["document"]
    outlet = document["outlet"]
    return _filled(
        {
            "id": _article_id(record),
            "type": "NewsArticle",
            "identifier": document["id"],
            "headline": document["title"],
            "certainty": "urn:factx:certainty",
            "polarity": "urn:factx:polarity",
            "datePublished": document["published"],
            "publisher": {"type": "Organization", "name": outlet} if outlet else None,
        }
    )


def _annotation(record: Plain, claim: Plain, text: str | None) -> Plain:
    article = _article_id(record)
    name = f"urn:factx:{quote(record['document']['id'], safe='', errors='replace')}:{quote(claim['id'], safe='')}"
    return {
        "id": f"{name}:annotation",
        "type": "oa:Annotation",
        "motivation": "oa:identifying",
        "body": _claim(claim, name, article),
        "target": {"source": article, "selector": _selectors(claim, text)},
    }


def _claim(claim: Plain, name: str, article: str) -> Plain:
    place, event, source = claim["place"], claim["event"], claim["source"]
    kind = AUTHORS.get(source["type"], "Organization" if source["type"] == "unknown" else "Thing") if source else ""
    said_by = {"type": kind, "name": source_label(source)} if source else None
    about = [_quantity(claim["quantity"]), _place(place) if place else None]
    return _filled(
        {
            "id": name,
            "type": "Claim",
            "text": claim["gist"],
            "appearance": {"id": article},
            "author": said_by if kind in ("Person", "Organization") else None,
            "citation": said_by if kind not in ("Person", "Organization") else None,
            "about": [thing for thing in about if thing],
            "keywords": event["type"] if event else None,
            "temporalCoverage": (claim["when"] or {}).get("value"),
            "certainty": claim["certainty"],
            "polarity": claim["polarity"],
        }
    )


def _place(place: Plain) -> Plain:
    """The place, with its point and its GeoNames entry where they are known."""
    lat, lon, id = (place.get(field) for field in ("lat", "lon", "geonameid"))
    point = {"type": "GeoCoordinates", "latitude": lat, "longitude": lon} if lat is not None else None
    same = f"https://sws.geonames.org/{id}/" if id and place.get("precision") == "exact" else None
    return _filled({"type": "Place", "name": place["text"], "geo": point, "sameAs": same})


def _quantity(quantity: Plain | None) -> Plain | None:
    if quantity is None:
        return None
    return _filled(
        {
            "type": "QuantitativeValue",
            "minValue": quantity["low"],
            "maxValue": quantity["high"],
            "unitText": quantity["unit"],
            "unitCode": quantity["unit_code"],
            "description": quantity["text"],
        }
    )


def _selectors(claim: Plain, text: str | None) -> list[Plain]:
    start, end = claim["span"]
    quoted: dict[str, Any] = {"type": "oa:TextQuoteSelector", "exact": claim["text"]}
    if text is not None and text[start:end] == claim["text"]:
        quoted |= {"prefix": text[max(0, start - CONTEXT_LENGTH) : start], "suffix": text[end : end + CONTEXT_LENGTH]}
    return [{"type": "oa:TextPositionSelector", "start": start, "end": end}, quoted]


def _filled(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if value not in (None, [], {})}
