"""The columns of a claim's row, and what a cell may hold. Every table that factx writes has these.

`COLUMNS` is the documentation as well: each name with its meaning, in the order of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factx.plain import Plain

Scalar = str | int | float | bool | None

# What a terminal obeys, and what turns the direction of the cells after it: no spreadsheet shows any of them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

COLUMNS: dict[str, str] = {
    "document": "id of the article",
    "published": "day the article appeared, ISO 8601",
    "outlet": "who published it",
    "title": "its title",
    "url": "its address",
    "path": "the file it was read from",
    "claim": "id of the claim within the article",
    "kind": "figure or statement",
    "gist": "the claim in one line",
    "event": "type of event: killed, wounded, … or the trigger's lemma",
    "trigger": "the word that names the event",
    "low": "lowest value, inclusive; empty if open",
    "high": "highest value, inclusive; empty if open",
    "bound": "exact at_least more_than at_most less_than about range vague",
    "unit": "what is counted or measured",
    "unit_code": "ISO 4217 code of a currency, symbol of a measure",
    "quantity_kind": "count money percent measure ratio age duration score other",
    "change": "up or down if the number is the size of a change",
    "derived": "1 if no numeral states the number: the article counts people out ('a man and two children')",
    "quantity": "the number with its bound, as the article has it",
    "place": "where, as the article has it",
    "country": "ISO 3166-1 alpha-2 code of the place, where sure",
    "admin1": "the first-order division that the place is or lies in",
    "geonameid": "id of the place in GeoNames",
    "latitude": "of the place's point, degrees (WGS 84)",
    "longitude": "of the place's point, degrees (WGS 84)",
    "place_kind": "country admin1 admin2 city region water",
    "place_precision": "exact, carried (the place is in a longer name) or container (what it lies in)",
    "cause": "what brought it about, as the article has it",
    "actor": "who did it, as the article has it",
    "when": "time of the event, as the article has it",
    "when_value": "the same resolved: ISO 8601 or TIMEX3",
    "reported": "time it was said, as the article has it",
    "reported_value": "the same resolved",
    "source": "who answers for it: best full name in the article; empty: the article itself, or nobody named",
    "source_mention": "the source as it stands beside the claim",
    "source_type": "named_person unnamed_person group organisation government armed_group media document …",
    "resolved_from": "how the mention was resolved: pronoun partial_name role plural quotation",
    "cue": "the words that tie source and claim: said, according to",
    "attribution": "id of the attribution within the article; empty: the article itself says it",
    "form": "direct indirect mixed",
    "stance": "neutral affirm deny accuse admit doubt intend believe",
    "chain": "all voices, outermost first, joined by ' > '",
    "certainty": "certain probable possible unknown",
    "polarity": "positive negative",
    "part_of": "id of the claim this one is a subset of",
    "additional": "1 if it comes on top ('another 30')",
    "superseded": "1 if the article itself gives a newer figure",
    "same_as": "ids of the claims of this article that tell the same, joined by a blank",
    "restates": "id of the claim that tells the same words more fully; tables leave such rows out",
    "text": "the article's words",
    "section": "headline dateline byline body caption credit heading",
    "start": "where `text` starts in the article, in Unicode code points",
    "end": "where it ends, exclusive",
    "rules": "ids of the rules that made it, joined by a blank",
}

# The columns of a location, and the fields of the record's place that they are.
LOCATION = {
    "country": "country",
    "admin1": "admin1",
    "geonameid": "geonameid",
    "latitude": "lat",
    "longitude": "lon",
    "place_kind": "kind",
    "place_precision": "precision",
}

# A spreadsheet takes a cell that begins like this for a formula (OWASP, "CSV Injection"; the wide forms too).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(record: Plain) -> Iterator[dict[str, Scalar]]:
    """One row a claim, every column filled or None. Texts are well-formed Unicode, numbers are numbers."""
    stated = {a["id"]: a for a in record["attributions"]}
    of_document = _document_cells(record["document"])
    for claim in record["claims"]:
        cells = of_document | _claim_cells(claim) | _source_cells(claim, stated.get(claim["attribution"] or ""))
        cells |= _figure_cells(claim) | _place_and_time_cells(claim)
        yield {name: clean(cells[name]) for name in COLUMNS}


def safe_cell(value: Scalar) -> str:
    """The cell of a CSV table: a text that a spreadsheet would take for a formula gets an apostrophe in front.

    Control characters other than tabs and line ends are left out. Only texts are guarded. A number is written as a
    number, so -5 stays one; True and False are 1 and 0; None is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = CONTROLS.sub("", value)
        return f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return str(int(value) if isinstance(value, bool) else value)


def clean(value: Scalar) -> Scalar:
    """A lone surrogate, which no file can hold, becomes U+FFFD; all else stays."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


def _document_cells(document: Plain) -> dict[str, Scalar]:
    return {
        "document": document["id"],
        "published": document["published"],
        "outlet": document["outlet"],
        "title": document["title"],
        "url": document["url"],
        "path": document["path"],
    }


def _claim_cells(claim: Plain) -> dict[str, Scalar]:
    event = claim["event"] or {}
    return {
        "claim": claim["id"],
        "kind": claim["kind"],
        "gist": claim["gist"],
        "event": event.get("type"),
        "trigger": event.get("text"),
        "certainty": claim["certainty"],
        "polarity": claim["polarity"],
        "part_of": claim["part_of"],
        "additional": claim["additional"],
        "superseded": claim["superseded"],
        "same_as": " ".join(claim["same_as"]) or None,
        "restates": claim.get("restates"),
        "text": claim["text"],
        "section": claim["section"],
        "start": claim["span"][0],
        "end": claim["span"][1],
        "rules": " ".join(claim["rules"]) or None,
    }


def _figure_cells(claim: Plain) -> dict[str, Scalar]:
    quantity = claim["quantity"] or {}
    same_name = ("low", "high", "bound", "unit", "unit_code", "change", "derived")
    cells: dict[str, Scalar] = {name: quantity.get(name) for name in same_name}
    return cells | {"quantity": quantity.get("text"), "quantity_kind": quantity.get("kind")}


def _place_and_time_cells(claim: Plain) -> dict[str, Scalar]:
    cells: dict[str, Scalar] = {
        name: (claim[name] or {}).get("text") for name in ("place", "cause", "actor", "when", "reported")
    }
    values = {f"{name}_value": (claim[name] or {}).get("value") for name in ("when", "reported")}
    place = claim["place"] or {}
    return cells | values | {column: place.get(field) for column, field in LOCATION.items()}


def _source_cells(claim: Plain, attribution: Plain | None) -> dict[str, Scalar]:
    source, stated = claim["source"] or {}, attribution or {}
    return {
        "source": source.get("canonical"),
        "source_mention": source.get("text"),
        "source_type": source.get("type"),
        "resolved_from": source.get("resolved_from"),
        "cue": (claim["cue"] or {}).get("text"),
        "attribution": claim["attribution"],
        "form": stated.get("form"),
        "stance": stated.get("stance"),
        "chain": " > ".join(claim["chain"]) or None,
    }
