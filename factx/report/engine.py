"""Records -> one HTML page that holds all it shows: no network, no file beside it.

The page carries the records as JSON and draws what is looked at; a content security policy with the hashes of its
own script and style keeps everything else out. The same records give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from factx.errors import UsageError
from factx.export import EventPoints
from factx.files import check_replaceable, replacing
from factx.plain import Plain, to_json
from factx.reconcile import reconcile
from factx.records import read_latest
from factx.report.content import article_content, event_content

if TYPE_CHECKING:
    from jinja2 import Template

TITLE = "Who says what"
PAGE_ENDINGS = (".html", ".htm")

# The scripts of the page in the order in which they are run; each uses names of those before it and of no other.
SCRIPTS = (
    "dom.js",  # elements and numbers as text
    "store.js",  # the records, what is wanted of them, what is open
    "text.js",  # an article with its claims marked
    "claims.js",  # the table of claims
    "outline.js",  # who speaks in an article
    "chart.js",  # the figures of an event over time
    "events.js",  # the view of events, with the chart
    "map.js",  # where the events were
    "main.js",  # the address, the filters and the four views
)

# What could end the script element that holds the JSON, or open another.
JSON_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def write_report(
    sources: Path | Sequence[Path],
    target: Path,
    *,
    title: str = TITLE,
    select: Callable[[Plain], Plain] | None = None,
) -> int:
    """Writes the page of files of records to `target`, whole or not at all; gives the number of articles.

    Of records with one id the last one stands; `select` says what is left of each.

    Raises RecordError for a bad file of records, FactxError for a `target` that cannot be written, UsageError for one
    that holds something else than such a page, or has the name of something else.
    """
    paths = [sources] if isinstance(sources, Path) else list(sources)
    check_replaceable(target, tuple(paths), is_page)
    if target.suffix.lower() not in PAGE_ENDINGS:
        raise UsageError(f"{target}: the name must end in {' or '.join(PAGE_ENDINGS)}")
    read = read_latest(paths)
    records = list(read if select is None else map(select, read))
    page = render_report(records, title=title, folder=paths[0].parent)
    with replacing(target, sources=tuple(paths), is_own=is_page) as unfinished:
        unfinished.write_text(page, encoding="utf-8", newline="")
    return len(records)


def is_page(path: Path) -> bool:
    """Whether a file begins as every page of ours does, up to the first of its own words."""
    opening = _read("page.html").partition("{{")[0].encode()
    with path.open("rb") as file:
        return file.read(len(opening)) == opening


def render_report(
    records: Iterable[Plain], *, events: Sequence[Plain] | None = None, title: str = TITLE, folder: Path | None = None
) -> str:
    """The page for plain records.

    Args:
        events: the events across documents, if they are not the ones that `reconcile` finds in the records.
        folder: where files that the records name may lie besides the working directory.
    """
    points = EventPoints()
    kept = list(points.watch(records))
    told = reconcile(kept)["events"] if events is None else events
    events = [event_content(event, kept, points) for event in told if event["figures"]]
    content = {
        "articles": [article_content(record, folder) for record in kept],
        "events": events,
        "world": json.loads(_read("world.json")) if any(event["point"] for event in events) else None,
        "made": sorted({_made_with(record["pipeline"]) for record in kept}),
    }
    style, script = _style(), _script()
    page = _template().render(
        title=title,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        content=to_json(content).translate(JSON_ESCAPES),
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _made_with(pipeline: Plain) -> str:
    return f"factx {pipeline['factx']}, {pipeline['model']} {pipeline['model_version']}".rstrip()


def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # late: the command line must answer at once

    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(
        _read("page.html")
    )


def _style() -> str:
    return _read("page.css")


def _script() -> str:
    parts = "".join(_read(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _read(name: str) -> str:
    return resources.files("factx.report").joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression by which a content security policy lets this very text run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
