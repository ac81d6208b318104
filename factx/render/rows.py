"""A plain record folded into rows: claims that tell the same thing are one row, figures first, then statements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factx import words
from factx.plain import Plain, source_label
from factx.render.figures import figure
from factx.render.text import one_line

NARRATOR = "the article"
NOT_NAMED = "not named"
WEIGHTIEST = 5  # signs of the evidence shown for a row
# What a row says of its figure besides, and the field that tells.
NOTES = {"of the above": "part_of", "more": "additional", "earlier figure": "superseded"}
MULTIPLES = ("time",)  # "fired five times as many shells": nothing of that number was fired
LABEL_ROOM = 24  # letters that a gist's label may have beside the figure
OPEN = ("it", "he", "she", "they", "one", "this", "that", "who")  # whom only the words before could tell
THAT = re.compile(r"^that (?=\w|[\"“‘'(])")  # no part of what is said, as a column shows it
WORN = ("destroyed or damaged", "damaged", "destroyed", "shot down")  # what the gist says of the one type "destroyed"
OF_NUMBER = re.compile(r"(?<=[a-z]{3}) of \W{0,2}\d[\d.,]*(?: ?(?:million|billion|trillion|bn|m))?(?: [a-z]+)?$")
QUOTED_COMMA = re.compile(r",([\"”’])(?=$| [\"“‘])")  # the comma of a quotation before the words that say who speaks
DAY_OR_YEAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)")  # of a TIMEX value
NOT = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
HEDGE = re.compile(r" \((?:probably|possibly|unclear)\)(?=$|, per )")  # what the gist says of certainty
SOURCES = {
    "named_person": "person",
    "unnamed_person": "unnamed",
    "poll_or_study": "study",
    "law_or_court": "court",
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: how many, what, where, when, who says so, how sure, where in the article, and why."""

    figure: str
    what: str
    where: str
    when: str
    source: str
    sure: str
    places: str
    why: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement: who, how said, what, how sure, where in the article, and why."""

    source: str
    cue: str
    content: str
    sure: str
    places: str
    why: str


def figure_rows(record: Plain) -> list[FigureRow]:
    """The figures of a record in the order of the article, told-again ones folded into the best of their kind."""
    return [_figure_row(record, group) for group in fold(record, "figure")]


def statement_rows(record: Plain) -> list[StatementRow]:
    """The statements of a record, folded alike."""
    attributions = attributions_of(record)
    return [_statement_row(record, group, attributions) for group in fold(record, "statement")]


def attributions_of(record: Plain) -> dict[str, Plain]:
    """The attributions of a record by their ids."""
    return {attribution["id"]: attribution for attribution in record["attributions"]}


def _adds_a_voice(claim: Plain, attributions: dict[str, Plain]) -> bool:
    """Whether a statement says more than the one it stands in: not if nobody else speaks there."""
    attribution = attributions.get(claim["attribution"] or "")
    outer = attributions.get(attribution["within"] or "") if attribution else None
    if outer is None:
        return True
    return claim["source"] is not None and claim["source"]["canonical"] != (outer["source"] or {}).get("canonical")


def fold(record: Plain, kind: str) -> list[list[Plain]]:
    """Claims of one kind; those linked by `same_as` together, the one to show first, and none that only restates.

    Nor any statement that a voice makes inside its own statement.
    """
    ids_of_all = {c["id"] for c in record["claims"]}
    claims = [c for c in record["claims"] if c["kind"] == kind and c.get("restates") not in ids_of_all]
    if kind == "statement":
        attributions = attributions_of(record)
        claims = [c for c in claims if _adds_a_voice(c, attributions)]
    by_id = {c["id"]: c for c in claims}
    seen: set[str] = set()
    groups = []
    for claim in claims:
        if claim["id"] in seen:
            continue
        ids = [claim["id"], *(i for i in claim["same_as"] if i in by_id and i not in seen)]
        seen.update(ids)
        groups.append(sorted((by_id[i] for i in ids), key=_rank))
    return groups


def _rank(claim: Plain) -> tuple[bool, bool]:
    """A claim with a source, in the body, says most."""
    return claim["source"] is None, claim["section"] != "body"


def _figure_row(record: Plain, group: list[Plain]) -> FigureRow:
    claim = group[0]
    return FigureRow(
        figure=figure(claim["quantity"]),
        what=what(claim),
        where=one_line(claim["place"]["text"]) if claim["place"] else "",
        when=when(claim),
        source=source_name(claim),
        sure=sure(claim, what(claim)),
        places=places(record, group),
        why=why(claim),
    )


def _statement_row(record: Plain, group: list[Plain], attributions: dict[str, Plain]) -> StatementRow:
    claim = group[0]
    attribution = attributions.get(claim["attribution"] or "")
    return StatementRow(
        source=source_name(claim),
        cue=cue(claim, attribution),
        content=content(attribution["content"]["text"] if attribution else claim["text"]),
        sure=sure(claim, claim["gist"], attribution),
        places=places(record, group),
        why=why(claim),
    )


def cue(claim: Plain, attribution: Plain | None) -> str:
    """How it is said, and to whom where the gist has that behind it: "told reporters"."""
    if claim["cue"] is None:
        return ""
    said, addressee = one_line(claim["cue"]["text"]), attribution and attribution["addressee"]
    if not addressee:
        return said
    rest = str(claim["gist"]).partition(f" {said} ")[2]
    length = addressee[1] - addressee[0]
    return f"{said} {rest[:length]}" if rest[length:].startswith((":", " ")) else said


def content(text: str) -> str:
    """What is said as a column shows it: on one line, without "that" in front and the comma that ends a quotation."""
    return QUOTED_COMMA.sub(r"\1", THAT.sub("", one_line(text)))


def what(claim: Plain) -> str:
    """ "people killed", "jobs cut"; of no count, or of an event without a type, the clause, as the gist has it."""
    event = claim["event"]
    if event is not None and event["type"] == "distance" and claim["subject"]:
        return how_far(one_line(told(claim)), one_line(event["text"]))
    notes = [note for note, key in NOTES.items() if claim[key]]
    behind = f" ({', '.join(notes)})" if notes else ""
    is_counted = claim["quantity"]["kind"] == "count" and claim["quantity"]["unit"] not in MULTIPLES
    if event is None or event["type"] == event["lemma"] or not is_counted:
        return beside_figure(one_line(told(claim)), claim) + behind
    thing, line = counted(claim), one_line(told(claim))
    if one_line(event["text"]).lower() not in thing.lower().split():
        return " ".join(part for part in (thing, happened(claim)) if part) + behind
    return noun_alone(line, thing, claim) + behind


def noun_alone(line: str, thing: str, claim: Plain) -> str:
    """The noun that is counted where it tells all, "deaths", else the clause: "Rao leads by nine votes"."""
    number = one_line(claim["quantity"]["text"]).lower()
    if not line.lower().startswith(number):
        return beside_figure(line, claim)
    rest = line[len(number) :].strip()
    place = f"{thing} in {one_line(claim['place']['text'])}" if claim["place"] else thing
    return thing if rest in (thing, place) else rest


def how_far(line: str, way: str) -> str:
    """A distance without its length: "the dam: west of Ostrau"."""
    head, colon, rest = line.partition(": ")
    return head + colon + rest[max(0, rest.find(f" {way}")) :].strip() if colon else line


def beside_figure(line: str, claim: Plain) -> str:
    """A gist without its figure in front ("2.3%: …") or behind ("profit of $45m"): that has its own column."""
    stated = one_line(claim["quantity"]["text"])
    head, _, rest = line.rpartition(": ")
    if head and stated.lower() in head.lower() and len(head) < len(stated) + LABEL_ROOM:
        line = rest
    elif head and rest.lower().startswith(stated.lower()) and len(rest) < len(stated) + LABEL_ROOM:
        thing = rest[len(stated) :].strip() if claim["quantity"]["kind"] == "count" else ""
        line = f"{head}: {thing}" if thing else head  # "the exhibition: paintings"
    line = line if claim["quantity"]["kind"] == "count" else OF_NUMBER.sub("", line)
    is_figure_alone = not re.sub(r"[\d.,%\s]|percent", "", line.lower().replace(stated.lower(), ""))
    return one_line(claim["event"]["text"]) if is_figure_alone and claim["event"] else line


def counted(claim: Plain) -> str:
    """What is counted, in the article's own words where the claim holds them, else as the record names it."""
    quantity, start = claim["quantity"], claim["span"][0]
    if quantity["kind"] != "count":
        return ""
    if quantity["counted"]:
        stated = claim["text"][quantity["counted"][0] - start : quantity["counted"][1] - start]
        if stated and quantity["counted"][0] >= start:
            return one_line(stated)
    unit = one_line(quantity["unit"] or "")
    return words.plural(unit) if unit and not quantity["low"] == quantity["high"] == 1 else unit


def happened(claim: Plain) -> str:
    """The event type in words; of things the word of the gist, since one type has those destroyed and those damaged."""
    type_ = one_line(claim["event"]["type"].replace("_", " "))
    return next((word for word in WORN if word in claim["gist"]), type_) if type_ in WORN else type_


def told(claim: Plain) -> str:
    """The gist without its source, which has a column of its own."""
    gist = str(claim["gist"])
    line = gist.rpartition(", per ")[0] or gist if claim["source"] else gist
    return HEDGE.sub("", line)


def when(claim: Plain) -> str:
    """The day of the event, or of the telling where the event has none."""
    for name, label in (("when", ""), ("reported", "said ")):
        date = claim[name]
        if date:
            return label + day(date)
    return ""


def day(date: Plain) -> str:
    """A time expression as a day, month or year where it is one, a stretch of such, or in the article's words."""
    ends = str(date["value"] or "").split("/")
    plain = [found.group() for found in map(DAY_OR_YEAR.match, ends) if found]
    return " to ".join(plain) if len(plain) == len(ends) else one_line(date["text"])


def source_name(claim: Plain) -> str:
    """Who answers for the claim, with the kind of source and the voice between, if any."""
    source = claim["source"]
    if source is None:
        return NOT_NAMED if claim["attribution"] else NARRATOR
    name = one_line(source_label(source))
    kind = SOURCES.get(source["type"], source["type"].replace("_", " "))
    between = [one_line(v) for v in claim["chain"][:-1]]
    is_open = kind == "unknown" and name.lower() in OPEN
    labels = (["not clear who"] if is_open else [kind] if kind != "unknown" else []) + [
        f"via {voice}" for voice in reversed(between)
    ]
    return f"{name} ({', '.join(labels)})" if labels else name


def sure(claim: Plain, line: str, attribution: Plain | None = None) -> str:
    """How certain, beside the line that tells the claim; a figure that the source says is wrong is "not so".

    Nothing where the line says that itself: "the ship did not arrive", "denied the charges".
    """
    if attribution is not None and attribution["stance"] == "deny":
        return ""
    quantity = claim["quantity"]
    denied = claim["polarity"] == "negative" and quantity is not None and quantity["high"] != 0
    return "not so" if denied and not NOT.search(line) else str(claim["certainty"])


def says_how_sure(claim: Plain) -> bool:
    """Whether the gist itself says how certain it is: "900 people (probably), per the mayor"."""
    return HEDGE.search(claim["gist"]) is not None


def places(record: Plain, group: list[Plain]) -> str:
    """Where the article says it: "headline, ¶1"."""
    found = sorted({_place(record, claim) for claim in group})
    return ", ".join(label for _, label in found)


def _place(record: Plain, claim: Plain) -> tuple[int, str]:
    if claim["section"] == "title":  # whose spans do not count in the text
        return -1, "title"
    paragraph = 0
    for n, section in enumerate(record["sections"]):
        paragraph += section["kind"] == "body"
        if section["span"][0] <= claim["span"][0] < section["span"][1]:
            return n, f"¶{paragraph}" if section["kind"] == "body" else section["kind"]
    return len(record["sections"]), claim["section"]


def why(claim: Plain) -> str:
    """The rules that made a claim; in an explained record also the evidence for the row, and the passes it needed."""
    stages: dict[str, list[str]] = {}
    for id in claim.get("passes", ()):
        stage, _, name = id.partition("/")
        stages.setdefault(stage, []).append(name)
    passes = (f"{stage}: {', '.join(names)}" for stage, names in stages.items())
    weighed = (f"a row by {signed(found['score'])}: {_weightiest(found)}" for found in [claim.get("evidence")] if found)
    return "; ".join((" → ".join(claim["rules"]), *weighed, *passes))


def _weightiest(found: Plain) -> str:
    """The signs that weigh most: "cue say +0.81, source pronoun -0.40"."""
    return ", ".join(f"{sign} {signed(weight)}" for sign, weight in found["signs"][:WEIGHTIEST])


def signed(weight: int) -> str:
    """A weight in logits: "+0.81"."""
    return f"{weight / 100:+.2f}"
