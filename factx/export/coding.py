"""The coding sheet: one row a reported toll, with low, best and high, as conflict and disaster coders keep them.

The columns follow the habit of event data sets (ACLED: one conservative figure with the sources and a note;
UCDP GED: low, best and high estimate). A row is what one voice says in one article; which rows tell of the same
incident is for the coder to decide, or for `factx reconcile` to propose.

Left out are figures that are no count or count no toll, sizes of a change ("12 more than last year"), figures that
the article itself replaces by a newer one, and what the same voice (or, after a source, the article itself) says
again. A subset ("including three children") and an addition ("another 30") stay, and the note says so: neither may
be summed blindly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from factx.export.attackers import attacker_note
from factx.export.columns import COLUMNS as CLAIM_COLUMNS
from factx.export.columns import Scalar, rows
from factx.model import AFTERMATH, HARM
from factx.plain import Plain

SHEET_COLUMNS: dict[str, str] = {
    "event": "what happened: killed, wounded, …",
    "date": "day or period of the event; if the article gives none, the day it appeared (the note says so)",
    "place": "where, as the article has it",
    "country": "ISO 3166-1 alpha-2 code, where sure",
    "latitude": "of the place, degrees (WGS 84); empty where no more than the country is known",
    "longitude": "of the place, degrees (WGS 84)",
    "geo_precision": "as ACLED has it: 1 the town, 2 a district or what is near a town, 3 a province or region",
    "geonameid": "id of the place in GeoNames",
    "low": "lowest count",
    "best": "the count to use; how it is chosen is the profile's rule",
    "high": "highest count; empty if open",
    "unit": "who or what is counted",
    "source": "who gives the count; the outlet if the article says it in its own voice",
    "source_kind": "kind of source; 'article' for the article's own voice",
    "note": "the article's words, and what to watch for",
    "outlet": "who published the article",
    "published": "the day it appeared",
    "document": "id of the article",
    "claim": "id of the claim within it",
}

TOLL_TYPES = HARM | AFTERMATH

# The day or period that a TIMEX value begins with; a time of day is left off, a duration has none.
DATE_PART = re.compile(r"\d{4}(?:-(?:W\d\d|Q\d|H\d|\d\d(?:-\d\d)?))?(?![\d-])")

PRECISIONS = {"city": 1, "admin2": 2}

# Low, best, high.
Range = tuple[float | None, float | None, float | None]


def floor(low: float | None, high: float | None) -> Range:
    """The least the words allow: dozens 12, hundreds 100 (so ACLED's rule for vague reports)."""
    return low, low, high


def plural(low: float | None, high: float | None) -> Range:
    """The plural of a round number taken at its word, two of them: dozens 24, hundreds 200. `low` stays the least."""
    return low, 2 * low if low is not None and low >= 10 else low, high


def blank(low: float | None, high: float | None) -> Range:
    """No best figure: the coder decides. `low` stays the least."""
    return low, None, high


# What becomes of a vague number; every other number is treated alike under all of them.
PROFILES: dict[str, Callable[[float | None, float | None], Range]] = {"floor": floor, "plural": plural, "blank": blank}


def coding_rows(record: Plain, profile: str, text: str | None = None) -> Iterator[dict[str, Scalar]]:
    """One row for each toll the record's claims report; `text` is the article, which says more than the claims."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    places = {id: place for place, id in enumerate(claims)}
    numbers = [claim["quantity"]["number"][0] for claim in record["claims"] if claim["quantity"] is not None]
    for claim, row in zip(record["claims"], rows(record), strict=True):
        same = [claims[id] for id in claim["same_as"] if id in claims]
        if _is_toll(claim) and not any(_says_it_better(other, claim, places) for other in same):
            coded = _coded(claim, row, profile)
            attacker = attacker_note(claim, text, numbers)
            yield coded | ({"note": f"{attacker}; {coded['note']}"} if attacker else {})


def best_of(quantity: Plain, profile: str) -> Range:
    """Low, best and high. Best is the number itself, the low end of a range or of "at least", and nothing where only
    an upper limit is given; for a vague number the profile decides.
    """
    low, high = quantity["low"], quantity["high"]
    return PROFILES[profile](low, high) if quantity["bound"] == "vague" else (low, low, high)


def _is_toll(claim: Plain) -> bool:
    quantity, event = claim["quantity"], claim["event"]
    if quantity is None or event is None or claim["superseded"]:
        return False
    return event["type"] in TOLL_TYPES and quantity["kind"] == "count" and quantity["change"] is None


def _says_it_better(other: Plain, claim: Plain, places: Mapping[str, int]) -> bool:
    """Whether `claim` need not be coded beside `other`, which tells the same: a source goes before the article's own
    words, and the first mention before a later one of the same voice.
    """
    if claim["source"] is None and other["source"] is not None:
        return True
    names = [(c["source"] or {}).get("canonical") for c in (claim, other)]
    return names[0] == names[1] and places[other["id"]] < places[claim["id"]]


def _day(row: Mapping[str, Scalar]) -> str | None:
    found = DATE_PART.match(str(row["when_value"] or ""))
    return found[0] if found else None


def _coded(claim: Plain, row: dict[str, Scalar], profile: str) -> dict[str, Scalar]:
    low, best, high = best_of(claim["quantity"], profile)
    same_name = set(SHEET_COLUMNS) & set(CLAIM_COLUMNS)
    cells: dict[str, Scalar] = {name: row[name] for name in same_name}
    cells |= {"low": low, "best": best, "high": high, "date": _day(row) or row["published"]}
    cells |= {"source": _voice(claim, row), "source_kind": _kind(claim, row), "note": _note(claim, row)}
    precision = geo_precision(claim["place"])
    cells |= {"geo_precision": precision} | ({} if precision else {"latitude": None, "longitude": None})
    return {name: cells[name] for name in SHEET_COLUMNS}


def geo_precision(place: Plain | None) -> int | None:
    """How near the point is to where it happened, as ACLED codes it; None where there is none but the country's.

    1 the town itself; 2 the second-order division, or the town that a place without an entry lies in; 3 the province,
    the region, the sea.
    """
    if not place or place.get("lat") is None or place["kind"] == "country":
        return None
    nearest = PRECISIONS.get(place["kind"], 3)
    return max(2, nearest) if place["precision"] == "container" else nearest


def _voice(claim: Plain, row: dict[str, Scalar]) -> Scalar:
    return row["source"] if claim["attribution"] else row["outlet"]


def _kind(claim: Plain, row: dict[str, Scalar]) -> Scalar:
    return (row["source_type"] or "unknown") if claim["attribution"] else "article"


def _note(claim: Plain, row: dict[str, Scalar]) -> str:
    quantity = claim["quantity"]
    watch = {
        f"bound: {quantity['bound']}": quantity["bound"] != "exact",
        "date: publication": _day(row) is None and row["published"] is not None,
        f"certainty: {claim['certainty']}": claim["certainty"] != "certain",
        f"stance: {row['stance']}": row["stance"] not in (None, "neutral"),
        f"part of {claim['part_of']}": claim["part_of"] is not None,
        "in addition to an earlier figure": claim["additional"],
        f"voices: {row['chain']}": len(claim["chain"]) > 1,
    }
    return "; ".join([*(words for words, holds in watch.items() if holds), f"“{row['text']}”"])
