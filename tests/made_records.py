"""Records made by hand, for the tests of what reads them."""

TEXT = "Toll rises\n\nAt least 200 people died in Karabakh, an official said. Some 50 others were hurt."


def span_of(words, text=TEXT):
    start = text.index(words)
    return [start, start + len(words)]


def quantity(**parts):
    return {
        "id": "q1",
        "span": span_of("At least 200"),
        "text": "At least 200",
        "number": span_of("200"),
        "kind": "count",
        "low": 200,
        "high": None,
        "bound": "at_least",
        "unit": "people",
        "unit_code": None,
        "counted": span_of("people"),
        "change": None,
        "derived": False,
        "rule": "at-least",
    } | parts


def source(**parts):
    return {
        "spans": [span_of("an official")],
        "text": "an official",
        "canonical": "an official",
        "head": "official",
        "type": "unnamed_person",
        "resolved_from": None,
        "rules": [],
    } | parts


def cue(**parts):
    return {"spans": [span_of("said")], "text": "said", "lemma": "say"} | parts


def attribution(**parts):
    words = "At least 200 people died in Karabakh"
    return {
        "id": "a1",
        "source": source(),
        "cue": cue(),
        "content": {"spans": [span_of(words)], "text": words},
        "form": "indirect",
        "stance": "neutral",
        "addressee": None,
        "within": None,
        "rule": "clausal-complement",
    } | parts


def claim(**parts):
    words = "At least 200 people died in Karabakh, an official said."
    return {
        "id": "c1",
        "kind": "figure",
        "gist": "at least 200 people killed in Karabakh, per an official",
        "span": span_of(words),
        "text": words,
        "section": "body",
        "event": {"type": "killed", "trigger": span_of("died"), "text": "died", "lemma": "die", "rule": "intransitive"},
        "quantity": quantity(),
        "place": {"span": span_of("Karabakh"), "text": "Karabakh", "country": "AZ"},
        "cause": None,
        "actor": None,
        "when": None,
        "reported": None,
        "attribution": "a1",
        "source": source(),
        "cue": cue(),
        "chain": ["an official"],
        "certainty": "certain",
        "polarity": "positive",
        "part_of": None,
        "additional": False,
        "superseded": False,
        "same_as": [],
        "rules": ["at-least", "intransitive", "clausal-complement"],
    } | parts


def record(claims=None, **document):
    return {
        "schema": "factx/1",
        "document": {
            "id": "toll",
            "path": "toll.txt",
            "sha256": None,
            "title": "Toll rises",
            "published": "2023-09-20",
            "anchor": {"value": "2023-09-20", "origin": "published", "span": None},
            "outlet": None,
            "author": None,
            "url": None,
            "characters": len(TEXT),
        }
        | document,
        "pipeline": {"factx": "0.2.0", "model": "made", "model_version": "0"},
        "sections": [
            {"kind": "headline", "span": span_of("Toll rises"), "repeats": None},
            {"kind": "body", "span": [12, len(TEXT)], "repeats": None},
        ],
        "quantities": [quantity()],
        "attributions": [attribution()],
        "dates": [],
        "names": [],
        "claims": [claim()] if claims is None else claims,
    }
