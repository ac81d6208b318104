"""What the page needs of each record, and no more: the copies that claims carry are left to the page to look up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from factx import words
from factx.export.geojson import EventPoints
from factx.model import AFTERMATH, HARM
from factx.plain import Plain, source_label
from factx.records import text_of

FIGURES = frozenset({"count", "money", "percent", "measure", "ratio"})  # ages, scores and durations are none
MOST_FIGURES = 20  # of one claim


def article_content(record: Plain, folder: Path | None) -> Plain:
    """The article with its text, if that can be had, its attributions and its claims."""
    document, text = record["document"], text_of(record, folder)
    return {
        "id": document["id"],
        "title": document["title"] or _headline(record, text) or document["id"],
        "published": document["published"],
        "outlet": document["outlet"],
        "author": document.get("author"),
        "url": document["url"],
        "web": _is_web(document["url"]),
        "path": document["path"],
        "language": document.get("language"),
        "text": text,
        "sections": [[s["kind"], *s["span"]] for s in record["sections"]],
        "attributions": {a["id"]: _attribution(a) for a in (*_left_out(record), *record["attributions"])},
        "claims": _claims(record, text),
    }


def _headline(record: Plain, text: str | None) -> str:
    """The article's own headline, for articles that bring no title."""
    spans = [s["span"] for s in record["sections"] if s["kind"] == "headline"]
    return " ".join(text[slice(*spans[0])].split()) if text and spans else ""


def _left_out(record: Plain) -> Iterator[Plain]:
    """What claims say of attributions that the record does not list: nobody's words become the article's own."""
    listed = {a["id"] for a in record["attributions"]}
    for claim in record["claims"]:
        if claim["attribution"] is not None and claim["attribution"] not in listed:
            cue = claim["cue"] or {"spans": [], "text": "", "lemma": ""}
            content = {"spans": [claim["span"]], "text": claim["text"]}
            yield {"id": claim["attribution"], "source": claim["source"], "cue": cue, "content": content} | {
                "form": "unknown",
                "stance": "unknown",
                "within": None,
                "rule": "",
            }


def event_content(event: Plain, records: Sequence[Plain], points: EventPoints) -> Plain:
    """The event as `factx reconcile` gives it, its articles by their place in the page, and its point on maps."""
    places = {record["document"]["id"]: place for place, record in reversed(list(enumerate(records)))}
    documents = [places[d["id"]] for d in event["documents"] if d["id"] in places]
    joined = [
        {"articles": [places[document] for document in why["documents"]], "rule": why["rule"], "shared": why["shared"]}
        for why in event["why"]
    ]
    return {
        **{name: event[name] for name in ("id", "title", "place", "when", "origins")},
        "documents": documents,
        "figures": [_placed(figure, places) for figure in event["figures"]],
        "why": joined,
        "point": _point(points.place_of(event)),
    }


def _point(place: Plain | None) -> Plain | None:
    """Where a mark of the map stands: latitude and longitude, whose point that is, and of what kind the place is."""
    return place and {name: place.get(name) for name in ("lat", "lon", "text", "country", "kind", "precision")}


def _placed(figure: Plain, places: dict[str, int]) -> Plain:
    """The figure with the articles of its claims by their place, and whether it is a toll, which stands first."""
    says = [
        said | {"claims": [[places[document], claim] for document, claim in said["claims"] if document in places]}
        for said in figure["says"]
    ]
    toll = figure.get("kind", "count") == "count" and figure["type"] in HARM | AFTERMATH and not figure.get("passing")
    return figure | {"says": says, "toll": toll}


def _is_web(url: str | None) -> bool:
    """Whether an address may be made a link: a page on the web and nothing else, `javascript:` least of all."""
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False


def _attribution(a: Plain) -> Plain:
    source = a["source"]
    return {
        "source": source
        and {
            "spans": source["spans"],
            "text": source["text"],
            "name": source_label(source),
            "type": source["type"],
            "resolved": source["resolved_from"],
            "rules": source.get("rules", []),
        },
        "cue": {"spans": a["cue"]["spans"], "text": a["cue"]["text"], "lemma": a["cue"]["lemma"]},
        "content": a["content"]["spans"],
        "form": a["form"],
        "stance": a["stance"],
        "within": a["within"],
        "rule": a["rule"],
    }


def _claims(record: Plain, text: str | None) -> list[Plain]:
    """The claims, each with the words of the figures in it, which the page sets in bold."""
    told = sorted((q for q in record["quantities"] if q["kind"] in FIGURES), key=lambda q: q["span"])
    starts = [q["span"][0] for q in told]
    claims = []
    for claim in record["claims"]:
        own = [claim["quantity"]["text"]] if claim["quantity"] else []
        start, end = claim["span"] if claim["section"] != "title" else (0, 0)
        inside = told[bisect_left(starts, start) : bisect_left(starts, end)] if not own else []
        claims.append(_claim(claim, text) | {"figures": own + [q["text"] for q in inside[:MOST_FIGURES]]})
    return claims


def _claim(claim: Plain, text: str | None) -> Plain:
    same_name = ("id", "kind", "gist", "text", "span", "section", "attribution", "chain", "certainty", "polarity")
    links = ("part_of", "additional", "superseded", "same_as", "restates", "rules")
    event, quantity = claim["event"], claim["quantity"]
    kept = {name: claim.get(name) for name in same_name + links}
    kept |= {name: (claim[name] or {}).get("text") for name in ("place", "cause", "actor")}
    kept |= {name: claim[name] and [claim[name]["text"], claim[name]["value"]] for name in ("when", "reported")}
    return kept | {
        "country": (claim["place"] or {}).get("country"),
        "event": event and _event(event),
        "quantity": quantity and _quantity(quantity, text),
    }


def _event(event: Plain) -> Plain:
    """The event; `told` is whether its type says more than the verb of the sentence: "killed", not "carry"."""
    told = event["type"] not in (event["lemma"], "other")
    return {"type": event["type"], "trigger": event["trigger"], "text": event["text"], "told": told}


def _quantity(quantity: Plain, text: str | None) -> Plain:
    """The figure; `unit` in the article's own words ("noncombatants") where it has some."""
    kept = {name: quantity[name] for name in ("span", "text", "kind", "low", "high", "bound", "unit")}
    start, end = quantity["counted"] or (0, 0)
    own = text[start:end] if text is not None else ""
    return kept | {"unit": own or _named(quantity)}


def _named(quantity: Plain) -> str | None:
    """The unit in its number where a noun is counted or a currency named: "9 villages", "200,000 pesos"."""
    unit: str | None = quantity["unit"]
    is_one = quantity["low"] == quantity["high"] == 1
    if not unit or is_one or quantity["kind"] not in ("count", "money") or " per " in unit:
        return unit
    return words.plural(unit)
