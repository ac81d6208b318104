"""Each record as a plain form, and back."""

from __future__ import annotations

from factx.model import (
    Anchor,
    Attribution,
    Claim,
    Cue,
    Event,
    Extent,
    Extraction,
    Location,
    Name,
    PlaceMention,
    Quantity,
    Section,
    Source,
    Span,
    TextSpan,
    Timex,
)
from factx.plain.writing import Plain, number_from_plain, number_to_plain


def text_span_to_plain(piece: TextSpan | None) -> Plain | None:
    return None if piece is None else {"span": [piece.start, piece.end], "text": piece.text}


def text_span_from_plain(plain: Plain | None) -> TextSpan | None:
    return None if plain is None else located(plain)


def place_to_plain(place: PlaceMention | None) -> Plain | None:
    if place is None:
        return None
    return {"span": list(place.span.span), "text": place.span.text} | location_to_plain(place.location)


def place_from_plain(plain: Plain | None) -> PlaceMention | None:
    return None if plain is None else PlaceMention(located(plain), location_from_plain(plain))


def location_to_plain(location: Location) -> Plain:
    return {
        "country": location.country,
        "admin1": location.admin1,
        "geonameid": location.geonameid,
        "lat": location.lat,
        "lon": location.lon,
        "kind": location.kind,
        "precision": location.precision,
    }


def location_from_plain(plain: Plain) -> Location:
    """The location; records of earlier versions know the country alone."""
    return Location(
        country=plain.get("country"),
        admin1=plain.get("admin1"),
        geonameid=plain.get("geonameid"),
        lat=plain.get("lat"),
        lon=plain.get("lon"),
        kind=plain.get("kind"),
        precision=plain.get("precision"),
    )


def located(plain: Plain) -> TextSpan:
    """The stretch that a record with `span` and `text` stands for."""
    return TextSpan(plain["span"][0], plain["span"][1], plain["text"])


def span_to_plain(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def span_from_plain(plain: list[int] | None) -> Span | None:
    return None if plain is None else (plain[0], plain[1])


def extent_to_plain(extent: Extent) -> Plain:
    return {"spans": [list(s) for s in extent.spans], "text": extent.text}


def extent_from_plain(plain: Plain) -> Extent:
    return Extent(tuple((s, e) for s, e in plain["spans"]), plain["text"])


def section_to_plain(section: Section) -> Plain:
    return {"kind": section.kind, "span": [section.start, section.end], "repeats": section.repeats}


def section_from_plain(plain: Plain) -> Section:
    return Section(plain["kind"], plain["span"][0], plain["span"][1], plain["repeats"])


def quantity_to_plain(q: Quantity) -> Plain:
    return {
        "id": q.id,
        "span": list(q.span.span),
        "text": q.span.text,
        "number": list(q.number),
        "kind": q.kind,
        "low": number_to_plain(q.low),
        "high": number_to_plain(q.high),
        "bound": q.bound,
        "unit": q.unit,
        "unit_code": q.unit_code,
        "counted": span_to_plain(q.counted),
        "change": q.change,
        "derived": q.derived,
        "rule": q.rule,
    }


def all_quantities(record: Plain) -> list[Plain]:
    """The quantities that a plain record lists, and those that its claims read otherwise: levels, sizes of changes."""
    listed = record["quantities"]
    return [*listed, *(q for c in record["claims"] if (q := c["quantity"]) is not None and q not in listed)]


def quantity_from_plain(p: Plain) -> Quantity:
    return Quantity(
        id=p["id"],
        span=located(p),
        number=(p["number"][0], p["number"][1]),
        kind=p["kind"],
        low=number_from_plain(p["low"]),
        high=number_from_plain(p["high"]),
        bound=p["bound"],
        unit=p["unit"],
        unit_code=p["unit_code"],
        counted=span_from_plain(p["counted"]),
        change=p["change"],
        rule=p["rule"],
        derived=p.get("derived", False),
    )


def source_to_plain(source: Source | None) -> Plain | None:
    if source is None:
        return None
    return extent_to_plain(source.mention) | {
        "canonical": source.canonical,
        "head": source.head,
        "type": source.type,
        "resolved_from": source.resolved_from,
        "rules": list(source.rules),
    }


def source_label(source: Plain) -> str:
    """The canonical name of a plain source, or the mention as it stands where it is not clear who speaks."""
    return str(source["canonical"] or source["text"])


def source_from_plain(p: Plain | None) -> Source | None:
    if p is None:
        return None
    return Source(extent_from_plain(p), p["canonical"], p["head"], p["type"], p["resolved_from"], tuple(p["rules"]))


def cue_to_plain(cue: Cue) -> Plain:
    return extent_to_plain(cue.extent) | {"lemma": cue.lemma}


def attribution_to_plain(a: Attribution) -> Plain:
    return {
        "id": a.id,
        "source": source_to_plain(a.source),
        "cue": cue_to_plain(a.cue),
        "content": extent_to_plain(a.content),
        "form": a.form,
        "kind": a.kind,
        "stance": a.stance,
        "addressee": span_to_plain(a.addressee),
        "within": a.within,
        "rule": a.rule,
    }


def attribution_from_plain(p: Plain) -> Attribution:
    return Attribution(
        id=p["id"],
        source=source_from_plain(p["source"]),
        cue=Cue(extent_from_plain(p["cue"]), p["cue"]["lemma"]),
        content=extent_from_plain(p["content"]),
        form=p["form"],
        stance=p["stance"],
        addressee=span_from_plain(p["addressee"]),
        within=p["within"],
        rule=p["rule"],
        kind=p.get("kind", "speech"),
    )


def timex_to_plain(timex: Timex | None) -> Plain | None:
    if timex is None:
        return None
    return {
        "span": list(timex.span.span),
        "text": timex.span.text,
        "value": timex.value,
        "type": timex.type,
        "rule": timex.rule,
    }


def timex_from_plain(p: Plain | None) -> Timex | None:
    return None if p is None else Timex(located(p), p["value"], p["type"], p["rule"])


def name_to_plain(name: Name) -> Plain:
    plain = {"span": list(name.span.span), "text": name.span.text, "type": name.type, "count": name.count}
    return plain | location_to_plain(name.location) if name.type == "place" else plain


def name_from_plain(p: Plain) -> Name:
    return Name(located(p), p["type"], p["count"], location_from_plain(p))


def event_to_plain(event: Event | None) -> Plain | None:
    if event is None:
        return None
    return {
        "type": event.type,
        "trigger": list(event.trigger.span),
        "text": event.trigger.text,
        "lemma": event.lemma,
        "rule": event.rule,
    }


def claim_to_plain(c: Claim) -> Plain:
    event, attribution = c.event, c.attribution
    return {
        "id": c.id,
        "kind": c.kind,
        "gist": c.gist,
        "span": list(c.span.span),
        "text": c.span.text,
        "section": c.section,
        "event": event_to_plain(event),
        "quantity": None if c.quantity is None else quantity_to_plain(c.quantity),
        "subject": text_span_to_plain(c.subject),
        "place": place_to_plain(event.place) if event else None,
        "cause": text_span_to_plain(event.cause) if event else None,
        "actor": text_span_to_plain(event.actor) if event else None,
        "when": timex_to_plain(c.when),
        "reported": timex_to_plain(c.reported),
        "attribution": attribution.id if attribution else None,
        "source": source_to_plain(attribution.source) if attribution else None,
        "cue": cue_to_plain(attribution.cue) if attribution else None,
        "chain": list(c.chain),
        "certainty": c.certainty,
        "polarity": c.polarity,
        "part_of": c.part_of,
        "additional": c.additional,
        "superseded": c.superseded,
        "same_as": list(c.same_as),
        "restates": c.restates,
        "rules": list(c.rules),
    }


def claim_from_plain(p: Plain, attributions: dict[str, Attribution]) -> Claim:
    """The claim; its attribution is looked up by id, or else made of what the claim copies: a title's is not listed."""
    event = p["event"]
    return Claim(
        id=p["id"],
        kind=p["kind"],
        gist=p["gist"],
        span=located(p),
        section=p["section"],
        event=None if event is None else event_from_claim(p),
        quantity=None if p["quantity"] is None else quantity_from_plain(p["quantity"]),
        when=timex_from_plain(p["when"]),
        reported=timex_from_plain(p["reported"]),
        attribution=None if p["attribution"] is None else attributions.get(p["attribution"]) or attribution_of_claim(p),
        chain=tuple(p["chain"]),
        certainty=p["certainty"],
        polarity=p["polarity"],
        part_of=p["part_of"],
        additional=p["additional"],
        superseded=p["superseded"],
        same_as=tuple(p["same_as"]),
        rules=tuple(p["rules"]),
        subject=text_span_from_plain(p.get("subject")),
        restates=p.get("restates"),
    )


def attribution_of_claim(p: Plain) -> Attribution:
    """What a claim copies of an attribution that its record does not list; the content is the claim's stretch."""
    cue = p["cue"] or {"spans": [], "text": "", "lemma": ""}
    return Attribution(
        id=p["attribution"],
        source=source_from_plain(p["source"]),
        cue=Cue(extent_from_plain(cue), cue["lemma"]),
        content=Extent((located(p).span,), p["text"]),
        form="indirect",
        stance="neutral",
        addressee=None,
        within=None,
        rule="",
    )


def event_from_claim(p: Plain) -> Event:
    """The event of a plain claim: the trigger stands in `event`, its participants beside it."""
    event = p["event"]
    return Event(
        type=event["type"],
        trigger=TextSpan(event["trigger"][0], event["trigger"][1], event["text"]),
        lemma=event["lemma"],
        quantity=p["quantity"]["id"] if p["quantity"] else None,
        place=place_from_plain(p["place"]),
        cause=text_span_from_plain(p["cause"]),
        actor=text_span_from_plain(p["actor"]),
        certainty=p["certainty"],
        polarity=p["polarity"],
        part_of=p["part_of"],
        additional=p["additional"],
        superseded=p["superseded"],
        rule=event["rule"],
        subject=text_span_from_plain(p.get("subject")),
    )


def anchor_to_plain(anchor: Anchor | None) -> Plain | None:
    if anchor is None:
        return None
    return {"value": anchor.value, "origin": anchor.origin, "span": span_to_plain(anchor.span)}


def extraction_to_plain(extraction: Extraction) -> Plain:
    return {
        "anchor": anchor_to_plain(extraction.anchor),
        "sections": [section_to_plain(s) for s in extraction.sections],
        "quantities": [quantity_to_plain(q) for q in extraction.quantities],
        "attributions": [attribution_to_plain(a) for a in extraction.attributions],
        "dates": [timex_to_plain(t) for t in extraction.dates],
        "claims": [claim_to_plain(c) for c in extraction.claims],
        "names": [name_to_plain(n) for n in extraction.names],
    }


def extraction_from_plain(p: Plain) -> Extraction:
    anchor = p["anchor"]
    attributions = tuple(attribution_from_plain(a) for a in p["attributions"])
    by_id = {a.id: a for a in attributions}
    return Extraction(
        anchor=None if anchor is None else Anchor(anchor["value"], anchor["origin"], span_from_plain(anchor["span"])),
        sections=tuple(section_from_plain(s) for s in p["sections"]),
        quantities=tuple(quantity_from_plain(q) for q in p["quantities"]),
        attributions=attributions,
        dates=tuple(t for t in map(timex_from_plain, p["dates"]) if t is not None),
        claims=tuple(claim_from_plain(c, by_id) for c in p["claims"]),
        names=tuple(name_from_plain(n) for n in p["names"]),
    )
