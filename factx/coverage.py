"""How often each rule and each entry of a lexicon fires over a collection of records, and which never do.

A rule that never fires in a thousand articles serves the sentence it was written for and nothing else; one that fires
often is worth a look at its samples. What counts is read off the records: the ids of the rules that made them, the
cues, the triggers with the type they tell, units and currencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factx.plain import Plain, all_quantities
from factx.rules import RARE, layered, read_layered, rule_ids

RULE_STAGES = ("sections", "quantities", "attributions", "sources", "dates", "events")
CUE_TABLES = ("verb", "adjective", "noun", "owned", "preposition")
TRIGGER_ROLES = ("patient", "agent", "state", "noun", "multiple", "of", "toll", "place")
RECORDLESS = ("reading", "share")
MOST_SAMPLES = 3
SAMPLE_LENGTH = 100  # characters


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule or an entry of a lexicon: its file, and what it is called there."""

    file: str
    name: str

    def is_rule(self) -> bool:
        """Whether it is a rule: an entry of a lexicon is there for a word, however seldom that is."""
        return self.file.endswith("/rules.toml")


@dataclass(slots=True)
class Firings:
    """How often an entry fired, in how many articles, with the first few texts."""

    count: int = 0
    articles: int = 0
    samples: list[str] = field(default_factory=list)


Fired = Iterator[tuple[RuleEntry, str]]


def count_firings(records: Iterable[Plain], rules: Path | None = None) -> dict[RuleEntry, Firings]:
    """The firings of every entry that there is, those of a user's folder of rules included, in the order of the files.

    Raises RuleError for a rule file that is wrong.
    """
    with layered(rules):
        found = {entry: Firings() for entry in entries()}
    for record in records:
        here: set[RuleEntry] = set()
        for entry, text in fired(record):
            if entry not in found:
                continue  # of another version of the rules
            firings = found[entry]
            firings.count += 1
            firings.articles += entry not in here
            here.add(entry)
            if len(firings.samples) < MOST_SAMPLES and text not in firings.samples:
                firings.samples.append(text)
    return found


def entries() -> Iterator[RuleEntry]:
    """Every rule, cue, trigger, unit and currency of the rule files in force."""
    for stage in RULE_STAGES:
        for id in rule_ids(stage):
            if id not in silent_ids(stage):
                yield RuleEntry(f"{stage}/rules.toml", id)
    lexicon = read_layered("attributions", "lexicon.toml")
    for table in CUE_TABLES:
        for cues in lexicon.get(table, {}).values():
            yield from (RuleEntry("attributions/lexicon.toml", f"{table} {cue}") for cue in cues)
    triggers = dict.fromkeys(
        f"{kind['name']} {word}"
        for kind in read_layered("events", "lexicon.toml")["type"]
        for role in TRIGGER_ROLES
        for word in kind.get(role, "").split()
    )
    yield from (RuleEntry("events/lexicon.toml", trigger) for trigger in triggers)
    yield from (
        RuleEntry("quantities/units.toml", unit["name"]) for unit in read_layered("quantities", "units.toml")["unit"]
    )
    yield from (
        RuleEntry("quantities/currencies.toml", code) for code in read_layered("quantities", "currencies.toml")["names"]
    )


def silent_ids(stage: str) -> frozenset[str]:
    """The rules that make no record: they keep others from making one, or tell what one has from another."""
    tables = read_layered(stage, "rules.toml")
    return frozenset(rule["id"] for table in RECORDLESS for rule in tables.get(table, ()))


def rare_rules() -> frozenset[RuleEntry]:
    """The rules whose entry says why they may stand although they seldom fire."""
    return frozenset(
        RuleEntry(f"{stage}/rules.toml", id)
        for stage in RULE_STAGES
        for id in _rare_ids(read_layered(stage, "rules.toml"))
    )


def _rare_ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if RARE in value and "id" in value:
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _rare_ids(part)


def fired(record: Plain) -> Fired:
    """Every firing of an entry in a record, with the text it fired on."""
    yield from ((RuleEntry("sections/rules.toml", s["kind"]), "") for s in record["sections"])
    for quantity in all_quantities(record):
        yield from of_quantity(quantity)
    for timex in record["dates"]:
        yield RuleEntry("dates/rules.toml", timex["rule"]), timex["text"]
    for attribution in record["attributions"]:
        yield from of_attribution(attribution)
    for claim in record["claims"]:
        yield from of_claim(claim)


def of_quantity(quantity: Plain) -> Fired:
    """The rule, the unit and the currency of a quantity."""
    yield (
        RuleEntry(f"{'events' if quantity['derived'] else 'quantities'}/rules.toml", quantity["rule"]),
        quantity["text"],
    )
    if quantity["unit"]:
        yield RuleEntry("quantities/units.toml", quantity["unit"]), quantity["text"]
    if quantity["kind"] == "money" and quantity["unit_code"]:
        yield RuleEntry("quantities/currencies.toml", quantity["unit_code"]), quantity["text"]


def of_attribution(attribution: Plain) -> Fired:
    """The rule and the cue of an attribution, and the rules that told who its source is."""
    source, cue = attribution["source"], attribution["cue"]
    said = shortened(" ".join(part["text"] for part in (source, cue, attribution["content"]) if part))
    yield RuleEntry("attributions/rules.toml", attribution["rule"]), said
    yield from ((RuleEntry("attributions/lexicon.toml", f"{table} {cue['lemma']}"), said) for table in CUE_TABLES)
    for rule in (source or {}).get("rules", ()):
        yield RuleEntry("sources/rules.toml", rule), shortened(source["text"])


def of_claim(claim: Plain) -> Fired:
    """The construction and the trigger of the event that a claim tells."""
    event: dict[str, Any] | None = claim["event"]
    if event is not None:
        said = shortened(claim["text"])
        yield RuleEntry("events/rules.toml", event["rule"]), said
        words = re.split(r"\W+", event["text"].lower())
        for word in dict.fromkeys((event["lemma"], event["text"].lower(), "_".join(words), *words)):
            yield RuleEntry("events/lexicon.toml", f"{event['type']} {word}"), said


def shortened(text: str) -> str:
    """The text on one line, cut where a sample ends."""
    line = " ".join(text.split())
    return line if len(line) <= SAMPLE_LENGTH else line[: SAMPLE_LENGTH - 1] + "…"
