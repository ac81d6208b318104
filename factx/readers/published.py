"""When a page was published, as its metadata say: never the day of the last change where the first one is told.

JSON-LD (schema.org) before Open Graph and other <meta> tags, those before <time> tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from itertools import islice
from typing import Any

from factx.readers.moments import read_moment

LD = re.compile(r"<script\b[^<>]{0,500}?application/ld\+json[^<>]{0,500}>(.{2,500000}?)</script", re.I | re.S)
TAG = re.compile(r"<(?:meta|time|span|p|div)\b[^<>]{1,2000}>", re.I)
PUBDATE = re.compile(r"<time\b[^<>]{0,500}\bpubdate\b", re.I)
ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'>]{1,200}))""")
ARTICLES = ("Article", "BlogPosting", "Report")
MOST_NODES = 5000
MOST_TAGS = 5000
# Names of <meta> tags that tell the first publication, best first.
META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "rnews:datepublished",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "citation_publication_date",
    "dc.date",
    "date",
)


def find_published(page: str) -> datetime | date | None:
    """The moment of publication that a page declares, a day where no time is told; None if it declares none."""
    for said in (*from_json_ld(page), *from_tags(page)):
        moment = read_moment(said)
        if moment is not None:
            return moment
    return None


def from_json_ld(page: str) -> Iterator[str]:
    """Every `datePublished`: those of articles first."""
    nodes = [node for script in LD.findall(page) for node in islice(nodes_of(script), MOST_NODES)]
    told = [(is_article(node), node["datePublished"]) for node in nodes if isinstance(node.get("datePublished"), str)]
    yield from (said for _, said in sorted(told, key=lambda pair: not pair[0]))


def nodes_of(script: str) -> Iterator[dict[str, Any]]:
    """The tables of a JSON-LD script, however deep, in order; none if it is no JSON."""
    try:
        pending = [json.loads(unescape(script).strip(), strict=False)]
    except (ValueError, RecursionError):
        return
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            yield node
            pending += reversed(list(node.values()))
        elif isinstance(node, list):
            pending += reversed(node)


def is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    said = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(ARTICLES) for kind in said)


def from_tags(page: str) -> Iterator[str]:
    """What <meta> and <time> tags say, the best names first."""
    found: dict[str, str] = {}
    for tag in islice(TAG.finditer(page), MOST_TAGS):
        attributes = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(tag.group())}
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        said = attributes.get("content") or attributes.get("datetime")
        if PUBDATE.match(tag.group()) or "publish" in attributes.get("class", "").lower():
            name = name or "published"
        if said and name:
            found.setdefault(name, said)
    yield from (found[name] for name in (*META, "published") if name in found)
