"""Lean records: without what stands in them twice, and without what is empty. Every command reads them as whole ones.

lean(record)    a claim has the ids of its quantity and its attribution in the place of the copies of both
whole(record)   the record as it was
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from factx.plain import SCHEMA, Plain, to_json

LEAN_SCHEMA = f"{SCHEMA}-lean"
ALWAYS = frozenset({"schema", "document", "id", "path", "sha256"})
OF_ATTRIBUTION = ("source", "cue")


def lean(record: Plain) -> Plain:
    """The same with less in it."""
    quantities = {q["id"]: q for q in record["quantities"]}
    attributions = {a["id"]: a for a in record["attributions"]}
    claims = [_without_copies(claim, quantities, attributions) for claim in record["claims"]]
    slim: Plain = _slim(record | {"claims": claims}, _schema())
    return slim | {"schema": LEAN_SCHEMA}


def to_lean_json(record: Plain) -> str:
    """A record as the shortest line."""
    return to_json(lean(record), separators=(",", ":"))


def _without_copies(claim: Plain, quantities: dict[str, Plain], attributions: dict[str, Plain]) -> Plain:
    quantity, stated = claim["quantity"], attributions.get(claim["attribution"] or "")
    if quantity is not None and quantities.get(quantity["id"]) == quantity:
        claim = claim | {"quantity": quantity["id"]}
    if stated is not None and all(claim[name] == stated[name] for name in OF_ATTRIBUTION):
        claim = {name: value for name, value in claim.items() if name not in OF_ATTRIBUTION}
    return claim


def _slim(value: Any, part: Plain) -> Any:
    """A value without the empty things that its schema requires, so that they can be put back."""
    part = _resolved(part)
    if isinstance(value, list) and isinstance(part.get("items"), dict):
        return [_slim(item, part["items"]) for item in value]
    if not isinstance(value, dict) or "properties" not in part:
        return value
    kinds, required = part["properties"], set(part["required"]) - ALWAYS
    kept = (name for name in value if name not in required or value[name] != _empty(kinds[name]))
    return {name: _slim(value[name], kinds.get(name, {})) for name in kept}


def _resolved(part: Plain) -> Plain:
    """What a reference, or "this or null", stands for."""
    while "$ref" in part or "anyOf" in part:
        part = _schema()["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part["anyOf"][0]
    return part


def whole(record: Plain) -> Plain:
    """The record that a lean one was made of. What is wrong with it stays wrong, for the check of records to say."""
    known = {name: _by_id(record.get(name)) for name in ("quantities", "attributions")}
    claims = record.get("claims")
    if isinstance(claims, list):
        record = record | {"claims": [_with_copies(claim, **known) for claim in claims]}
    found: Plain = _filled(record | {"schema": SCHEMA}, _schema())
    return found


def _by_id(listed: Any) -> dict[str, Plain]:
    return {one["id"]: one for one in listed or () if isinstance(one, dict) and isinstance(one.get("id"), str)}


def _with_copies(claim: Any, quantities: dict[str, Plain], attributions: dict[str, Plain]) -> Any:
    """A claim with its quantity, source and cue."""
    if not isinstance(claim, dict):
        return claim
    quantity, attribution = claim.get("quantity"), claim.get("attribution")
    if isinstance(quantity, str) and quantity in quantities:
        claim = claim | {"quantity": quantities[quantity]}
    stands_alone = any(name in claim for name in OF_ATTRIBUTION)
    if isinstance(attribution, str) and attribution in attributions and not stands_alone:
        claim = claim | {name: attributions[attribution].get(name) for name in OF_ATTRIBUTION}
    return claim


def _filled(value: Any, part: Plain) -> Any:
    """A value with the empty things that its schema requires."""
    if value is None:
        return None
    part = _resolved(part)
    if isinstance(value, list) and isinstance(part.get("items"), dict):
        return [_filled(item, part["items"]) for item in value]
    if not isinstance(value, dict) or "properties" not in part:
        return value
    kinds = part["properties"]
    due = [name for name in kinds if name in value or name in part["required"]]
    filled = {name: _filled(value.get(name, _empty(kinds[name])), kinds[name]) for name in due}
    return filled | {name: rest for name, rest in value.items() if name not in kinds}


def _empty(kind: Plain) -> Any:
    """What is left out of this kind; of kinds that are never empty something that none of them is."""
    if "default" in kind:
        return kind["default"]
    if kind.get("type") in ("array", "boolean"):
        return [] if kind["type"] == "array" else False
    return None


@cache
def _schema() -> Plain:
    text = resources.files("factx").joinpath("record.schema.json").read_text(encoding="utf-8")
    schema: Plain = json.loads(text)
    return schema
