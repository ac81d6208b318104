"""Corrects the entities of a Doc where the model is known to fail on names of countries, regions and peoples.

Reads the entities of the model, gives them with some relabelled and some added; `rules.toml` says which. A corrected
entity carries the id of its rule (`ent_id_`). Persons who are called like places ("Jordan Smith") stay persons: only
whole entities are looked at, and a name that is part of a longer person's name in the text is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from factx import words
from factx.gazetteer import atlas
from factx.gazetteer.columns import Columns, Run, read_columns
from factx.gazetteer.engine import Place, lookup
from factx.gazetteer.firms import bare_name, known_firms, told_firms, with_assets
from factx.gazetteer.surroundings import evident_places, has_age, is_before_noun, starts_name, told_villages
from factx.rules import Table, read_rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LONGEST_NAME = 5  # tokens
LONGEST_CODE = 4  # letters: "SWAT"
NAME_HYPHENS = frozenset({"-", "–", "/"})
TRUST = 2  # tokens before a name: "faith" of "faith in Shaw"
NAME_PARTS = frozenset({"PROPN", "ADJ", "NOUN"})


Label = Literal[
    "", "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG",
    "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
]  # fmt: skip


Kind = Literal[
    "country", "region", "city", "capital", "people", "town", "village", "namesake", "family", "titled", "aged",
    "clock", "firm", "known firm",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule(Table):
    """One correction; `rules.toml` says what each field means."""

    id: str
    kinds: frozenset[Kind]
    corrects: frozenset[Label]
    label: Label
    evidence: bool
    words: int = 1


@dataclass(frozen=True)  # without slots: what is worked out of it stays with it
class Rules(Table):
    """The rule file."""

    entity: tuple[Rule, ...]
    also_persons: frozenset[str]
    also_words: frozenset[str]
    before: frozenset[str]
    trusted: frozenset[str]
    dwellers: frozenset[str]
    settlements: frozenset[str]
    versus: frozenset[str]
    honorifics: frozenset[str]
    heralds: frozenset[str]
    clocks: frozenset[str]
    assets: frozenset[str]
    capitals: frozenset[str]
    divisions: frozenset[str]

    @cached_property
    def by_label(self) -> dict[str, list[Rule]]:
        """The rules that set right what has a label."""
        labels = {label for rule in self.entity for label in rule.corrects}
        return {label: [rule for rule in self.entity if label in rule.corrects] for label in labels}

    @cached_property
    def tests(self) -> dict[str, list[tuple[Rule, Test]]]:
        """Those of them that need no place of that name, each with what it asks of a name."""
        return {
            label: [(rule, WITHOUT_PLACE[kind]) for rule in rules for kind in rule.kinds if kind in WITHOUT_PLACE]
            for label, rules in self.by_label.items()
        }


class Entity(NamedTuple):
    """One entity of the model, without white space at its edges; `span` is the model's own."""

    run: Run
    label: str
    span: Span

    @property
    def is_trimmed(self) -> bool:
        """Whether white space was cut off."""
        return (self.run.start, self.run.end) != (self.span.start, self.span.end)


@dataclass(frozen=True, slots=True)
class Names:
    """What one text says of names.

    persons   by word, the names of persons in which it stands, of several words
    bodies    the first words of organisations' names of several words
    places    names of places: by the model, or by what stands around them; `shown` by that alone
    villages  what the text calls a village, a town, a city
    firms     what the text shows to be firms; `owners` what owns what firms do
    """

    persons: Mapping[str, frozenset[str]]
    bodies: frozenset[str]
    places: frozenset[str]
    shown: frozenset[str]
    villages: frozenset[str]
    firms: frozenset[str]
    owners: frozenset[str]


Test = Callable[[Run, Names, Rules], bool]


def load_rules() -> Rules:
    """The rules of the corrections. Raises RuleError for a file that is wrong."""
    return read_rules("gazetteer", Rules)


def correct_entities(doc: Doc, rules: Rules) -> Doc:
    """The Doc with its entities corrected in place; white space at their edges is cut off."""
    columns = read_columns(doc)
    given = doc.ents
    entities = list(trimmed_entities(given, columns))
    names = read_names(columns, [entity for entity in entities if entity.label in rules.by_label], rules)
    kept = [corrected_entity(entity, names, rules) for entity in entities]
    missed = [new_entity(doc, run, rule.label, rule.id) for run, rule in missed_names(columns, names, rules)]
    if missed or len(kept) < len(given) or any(new is not old for new, old in zip(kept, given, strict=True)):
        doc.set_ents(sorted([*kept, *missed], key=lambda entity: entity.start))
    return doc


def trimmed_entities(spans: Sequence[Span], columns: Columns) -> Iterator[Entity]:
    """The entities of the model, without the white space at their edges."""
    space, parts = columns.code("SPACE"), columns.parts
    for span in spans:
        start, end = span.start, span.end
        while start < end and parts[start] == space:
            start += 1
        while start < end and parts[end - 1] == space:
            end -= 1
        if start < end:
            yield Entity(columns.run(start, end), span.label_, span)


def read_names(columns: Columns, entities: Sequence[Entity], rules: Rules) -> Names:
    """The names that this text is sure of, without case; a place is also what stands after "in", whatever its label."""
    persons: dict[str, set[str]] = {}
    for entity in entities:
        if entity.label == "PERSON" and len(entity.run) > 1:
            for word in entity.run.words:
                persons.setdefault(word, set()).add(entity.run.lower)
    named = frozenset(e.run.lower for e in entities if e.label in ("GPE", "LOC"))
    villages = frozenset(told_villages(columns, rules.settlements))
    shown = villages.union(
        evident_places(columns, [entity.run for entity in entities if entity.label == "GPE"]),
        (e.run.lower for e in entities if is_shown(e.run, rules)),
    )
    whole = {word: frozenset(names) for word, names in persons.items()}
    bodies = frozenset(e.run.words[0] for e in entities if e.label == "ORG" and len(e.run) > 1)
    firms = frozenset(told_firms(e.run for e in entities))
    owners = frozenset(with_assets((e.run for e in entities), rules.assets))
    return Names(whole, bodies, named | shown, shown, villages, firms, owners)


def corrected_entity(entity: Entity, names: Names, rules: Rules) -> Span:
    """The entity, relabelled if a rule says so."""
    rule = matching_rule(entity.run, entity.label, names, rules)
    if rule is None and not entity.is_trimmed:
        return entity.span
    label, id = (rule.label, rule.id) if rule else (entity.label, entity.span.ent_id_)
    return new_entity(entity.span.doc, entity.run, label, id)


def missed_names(doc: Columns, names: Names, rules: Rules) -> Iterator[tuple[Run, Rule]]:
    """Names in capitals that the model has in no entity: whole runs of capitalised words only."""
    for start, end in capitalised_runs(doc):
        if is_bounded(doc, start, end):
            run = doc.run(start, end)
            rule = matching_rule(run, "", names, rules)
            if rule is not None:
                yield run, rule


def capitalised_runs(doc: Columns) -> Iterator[tuple[int, int]]:
    """The capitalised words of a sentence that stand side by side and in no entity."""
    parts = frozenset(map(doc.code, NAME_PARTS))
    named = (i for i, is_capital in enumerate(doc.capital) if is_capital and not doc.kinds[i] and doc.parts[i] in parts)
    start = end = 0
    for i in named:
        if i > end or doc.opens[i]:
            if start < end:
                yield start, end
            start = i
        end = i + 1
    if start < end:
        yield start, end


def is_bounded(doc: Columns, start: int, end: int) -> bool:
    """Whether a run is short enough for a name, and neither end goes on: in a hyphen, or in an entity."""
    if end - start > LONGEST_NAME:
        return False
    if end < len(doc) and not doc.opens[end]:
        is_hyphened = doc.word(end) == "-" and not doc.blank[end - 1]
        if doc.capital[end] or is_hyphened:
            return False
    return start == 0 or doc.opens[start] or not goes_on_in(doc, start - 1)


def goes_on_in(doc: Columns, at: int) -> bool:
    """Whether a token goes on in the next one: a hyphen, or a capitalised word of an entity."""
    is_hyphen = doc.word(at) in NAME_HYPHENS and not doc.blank[at]
    return is_hyphen or (bool(doc.kinds[at]) and doc.parts[at] == doc.code("PROPN"))


def matching_rule(name: Run, label: str, names: Names, rules: Rules) -> Rule | None:
    """The first rule that sets right what the model made of `name`, which is `label`."""
    candidates = rules.by_label.get(label)
    if not candidates or not starts_name(name.doc, name.start):
        return None
    for rule, holds in rules.tests[label]:
        if holds(name, names, rules):
            return rule
    places = lookup(name.text) or (smaller_places(name, names) if has_evidence(name, names, rules) else ())
    if not places or (label == "" and name.text in rules.also_words) or is_personal(name, names, rules):
        return None
    for rule in candidates:
        is_kind = places[0].kind in rule.kinds or ("capital" in rule.kinds and name.text in rules.capitals)
        if is_kind and len(name) >= rule.words:
            is_sure = not rule.evidence and name.text not in rules.also_persons
            return rule if is_sure or has_evidence(name, names, rules) else None
    return None


def is_namesake(name: Run, names: Names, rules: Rules) -> bool:
    """Whether it is the family name of somebody whom the text names, and nothing shows it to be a place.

    Countries are themselves, but those that people are called after.
    """
    if not bearers(name, names) or name.lower in names.shown or has_dwellers(name, rules):
        return False
    known = lookup(name.text)
    return not known or known[0].kind == "city" or name.text in rules.also_persons


def bearers(name: Run, names: Names) -> list[str]:
    """The persons whom the text names in full and whose last name it is."""
    full = names.persons.get(name.lower, ()) if len(name) == 1 else ()
    return [person for person in full if person.split()[-1] == name.lower]


def is_family_name(name: Run, names: Names, rules: Rules) -> bool:
    """Whether it is the last name of somebody whom the text names, and nothing shows it to be a firm's or a club's.

    "Ford" where the text has Ford Motor is the firm, and nobody is called Manchester United.
    """
    if name.lower in names.bodies or name.lower in names.shown or lookup(name.text) or name.text in known_firms():
        return False
    return any(person.replace(" ", "").isalpha() and not is_called_after(person) for person in bearers(name, names))


def is_called_after(name: str) -> bool:
    """Whether the first word of a name is a place that is known by its name alone, as in the names of clubs."""
    return bool(atlas.known(atlas.fold(name.split()[0])))


def is_firm(name: Run, names: Names, rules: Rules) -> bool:
    """Whether it is a firm's name, by its form or ticker elsewhere, by the list, or by what it owns."""
    name = name.unowned
    is_told = " ".join(bare_name(name.words)) in names.firms
    if not (is_told or name.lower in names.owners or name.text in known_firms()):
        return False
    if name.lower in names.shown or name.before.rstrip(".") in words.members("title"):
        return False
    places = lookup(name.text)
    if is_told and not (places and places[0].kind in ("country", "people", "region")):
        return True
    return is_known_firm(name, names, rules) or (name.lower in names.owners and not places and not bearers(name, names))


def is_known_firm(name: Run, names: Names, rules: Rules) -> bool:
    """Whether it is the name of a large firm, and of nobody in the text."""
    return name.text in known_firms() and not bearers(name, names) and name.lower not in names.shown


def is_titled(name: Run, names: Names, rules: Rules) -> bool:
    """Whether a title before it makes it a person's name: "Mr Bray", "the envoy Staffan Marlow"."""
    doc, before = name.doc, name.before.rstrip(".")
    if before not in rules.honorifics and (before not in rules.heralds or len(name) == 1):
        return False
    if name.end < len(doc) and doc.capital[name.end] and not doc.opens[name.end]:  # its name goes on
        return False
    if any(doc.parts[i] != doc.code("PROPN") for i in range(name.start, name.end)):
        return False
    return before in rules.honorifics or not (is_of_body(name) or atlas.look_up(atlas.fold(name.text)))


def is_aged(name: Run, names: Names, rules: Rules) -> bool:
    """Whether its age makes it a person's name; no place, body or firm has one."""
    if not has_age(name):
        return False
    is_body = name.lower in names.firms or name.words[-1] in words.members("firm_form") or is_of_body(name)
    return not (is_body or name.lower in names.shown or lookup(name.text))


def is_of_body(name: Run) -> bool:
    """Whether a name says that it is an organisation's: by its last word, or by an abbreviation in it."""
    last = words.classes(name.words[-1])
    return bool({"body", "group", "organization"} & last) or any(word.isupper() for word in name.text.split())


def is_clock(name: Run, names: Names, rules: Rules) -> bool:
    """Whether it names the time of a zone: "0930 GMT"."""
    return name.text in rules.clocks


# What makes a name something else though no list of places has it.
WITHOUT_PLACE: Mapping[str, Test] = {
    "namesake": is_namesake,
    "family": is_family_name,
    "titled": is_titled,
    "aged": is_aged,
    "clock": is_clock,
    "firm": is_firm,
    "known firm": is_known_firm,
}


def smaller_places(name: Run, names: Names) -> tuple[Place, ...]:
    """The town of that name, or the village that no list has, by what the text calls it."""
    is_village = name.lower in names.villages
    return towns(name) or ((Place("village", None, 0, 0),) if is_village else ())


def towns(name: Run) -> tuple[Place, ...]:
    """The town, county or water of that name, too small for the lists; what is a common word or a code is none."""
    if words.classes(name.lower) or (name.text.isupper() and len(name.text) <= LONGEST_CODE):
        return ()
    doc = name.doc
    for i in range(name.start, name.end):
        word = doc.word(i)
        if doc.parts[i] != doc.code("PROPN") and word[0].isalnum() and not word.isupper():
            return ()
    entries = (entry for entry in atlas.look_up(atlas.fold(name.text)) if entry.main)
    return tuple(Place("town", entry.country, entry.population, 0) for entry in entries)


def is_personal(name: Run, names: Names, rules: Rules) -> bool:
    """Whether the text shows the name to be a person's: after a title, or part of a longer name elsewhere."""
    before = name.before
    if before.rstrip(".") in words.members("title") or before in rules.versus:
        return True
    own = {name.lower}
    return any(names.persons.get(word, own) - own for word in name.words)


def has_evidence(name: Run, names: Names, rules: Rules) -> bool:
    """Whether the text shows the name to be a place's, here or elsewhere."""
    return name.lower in names.places or is_shown(name, rules) or name.words[-1] in rules.divisions


def is_shown(name: Run, rules: Rules) -> bool:
    """Whether the words beside a name show it to be a place's."""
    return stands_in(name, rules) or has_dwellers(name, rules)


def stands_in(name: Run, rules: Rules) -> bool:
    """Whether the name follows a word like "in" and owns nothing: "in Homs", not "in Shaw's play", "trust in Shaw"."""
    if name.before not in rules.before:
        return False
    doc = name.doc
    if doc.is_tagged(name.end, "POS") or (name.text in known_firms() and is_before_noun(name)):
        return False
    return name.start < TRUST or doc.word(name.start - TRUST).lower() not in rules.trusted


def has_dwellers(name: Run, rules: Rules) -> bool:
    """Whether those who live there, or serve it, stand right behind: "Marlow police", "Marlow-based"."""
    behind = name.behind
    is_seat = behind == "-" and name.end + 1 < len(name.doc) and name.doc.word(name.end + 1) == "based"
    return is_seat or behind in rules.dwellers


def new_entity(doc: Doc, run: Run, label: str, rule: str) -> Span:
    """The run as an entity with that label, and the id of the rule that made it."""
    span_of = type(doc[run.start : run.end])  # not imported: what only looks names up does without spaCy
    return span_of(doc, run.start, run.end, label=label, span_id=rule)
