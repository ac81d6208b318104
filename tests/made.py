"""Records made by hand, for tests of what reads records: every span is looked up in the text, so it is true."""

from __future__ import annotations

import hashlib
import json

TEXT = (
    "Flood kills at least 12 in Marlow\n\n"
    "At least 12 people died when the river Wend burst its banks in Marlow on Monday, Mayor Ada Brook said.\n"
    "“Dozens of homes are under water,” she told reporters. The fire service may have missed 3 people."
)


def span(text, words, start=0):
    at = text.index(words, start)
    return [at, at + len(words)]


def piece(text, words, start=0):
    return {"span": span(text, words, start), "text": words}


def extent(text, words, start=0):
    return {"spans": [span(text, words, start)], "text": words}


def quantity(text, words, numeral, low, high, bound, **more):
    at = span(text, words, more.pop("start", 0))
    made = {"id": "q1", "span": at, "text": words, "number": span(text, numeral, at[0]), "kind": "count"}
    made |= {"low": low, "high": high, "bound": bound, "unit": "people", "unit_code": None, "counted": None}
    return made | {"change": None, "derived": False, "rule": bound.replace("_", "-")} | more


def source(text, words, canonical, kind, start=0):
    made = extent(text, words, start) | {"canonical": canonical, "head": words.split()[-1], "type": kind}
    return made | {"resolved_from": None if words == canonical else "pronoun", "rules": ["role-noun"]}


def attribution(id, source, cue, content):
    made = {"id": id, "source": source, "cue": cue, "content": content, "form": "indirect", "stance": "neutral"}
    return made | {"addressee": None, "within": None, "rule": "clausal-complement"}


def claim(id, kind, text, words, **more):
    made = {"id": id, "kind": kind, "gist": words, **piece(text, words, more.pop("start", 0)), "section": "body"}
    made |= dict.fromkeys(("event", "quantity", "place", "cause", "actor", "when", "reported"))
    made |= dict.fromkeys(("attribution", "source", "cue", "part_of"))
    made |= {"chain": [], "certainty": "certain", "polarity": "positive", "additional": False, "superseded": False}
    return made | {"same_as": [], "rules": ["passive-victim"]} | more


def event(text, type, trigger, lemma):
    return {"type": type, "trigger": span(text, trigger), "text": trigger, "lemma": lemma, "rule": "passive-victim"}


def record(text=TEXT, claims=(), attributions=(), **document):
    bytes_ = text.encode("utf-8", "surrogatepass")
    made = {"id": "marlow", "path": None, "sha256": hashlib.sha256(bytes_).hexdigest(), "title": "Flood in Marlow"}
    made |= {"published": "2024-03-05", "outlet": "The Wend Post", "url": "https://example.org/flood", "anchor": None}
    made |= {"author": None, "characters": len(text), "text": text}
    pipeline = {"factx": "0.2.0", "model": "en_core_web_sm", "model_version": "3.8.0"}
    quantities = [c["quantity"] for c in claims if c["quantity"]]
    found = {"sections": [{"kind": "body", "span": [0, len(text)], "repeats": None}], "quantities": quantities}
    found |= {"attributions": list(attributions), "dates": [], "claims": list(claims)}
    return {"schema": "factx/1", "document": made | document, "pipeline": pipeline, **found}


def flood(**document):
    """The article above with four claims: headline and body figure, a vague one in a quotation, a possible one."""
    brook = source(TEXT, "Mayor Ada Brook", "Mayor Ada Brook", "named_person")
    she = source(TEXT, "she", "Mayor Ada Brook", "named_person", TEXT.index("water,”"))
    said = attribution(
        "a1", brook, extent(TEXT, "said") | {"lemma": "say"}, extent(TEXT, "At least 12 people died when the river")
    )
    told = attribution("a2", she, extent(TEXT, "told") | {"lemma": "tell"}, extent(TEXT, "Dozens of homes"))
    killed = event(TEXT, "killed", "died", "die")
    twelve = quantity(TEXT, "At least 12", "12", 12, None, "at_least")
    when = piece(TEXT, "Monday") | {"value": "2024-03-04", "type": "DATE", "rule": "weekday"}
    by_brook = {"attribution": "a1", "source": brook, "cue": said["cue"], "chain": ["Mayor Ada Brook"]}
    by_her = {"attribution": "a2", "source": she, "cue": told["cue"], "chain": ["Mayor Ada Brook"]}
    headline = quantity(TEXT, "at least 12", "12", 12, None, "at_least", id="q0")
    dozens = quantity(TEXT, "Dozens", "Dozens", 12, None, "vague", id="q2", unit="home")
    three = quantity(TEXT, "3", "3", 3, 3, "exact", id="q3")
    claims = [
        claim("c1", "figure", TEXT, "Flood kills at least 12 in Marlow", quantity=headline, section="headline")
        | {"event": event(TEXT, "killed", "kills", "kill"), "place": piece(TEXT, "Marlow"), "same_as": ["c2"]},
        claim("c2", "figure", TEXT, "At least 12 people died", quantity=twelve, event=killed, when=when, **by_brook)
        | {"place": piece(TEXT, "Marlow", 40) | {"country": "GB"}, "same_as": ["c1"]},
        claim("c3", "figure", TEXT, "Dozens of homes are under water", quantity=dozens, **by_her)
        | {"event": event(TEXT, "affected", "under water", "water")},
        claim("c4", "figure", TEXT, "The fire service may have missed 3 people", quantity=three)
        | {"event": event(TEXT, "missing", "missed", "miss"), "certainty": "possible"},
    ]
    return record(TEXT, claims, [said, told], **document)


def write_lines(path, records):
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path
