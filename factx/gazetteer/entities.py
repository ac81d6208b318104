"""Corrects the entities of a Doc where the model is known to fail on names of countries, regions and peoples.

Reads the entities of the model, gives them with some relabelled and some added; `rules.toml` says which. A corrected
entity carries the id of its rule (`ent_id_`). Persons who are called like places ("Jordan Smith") stay persons: only
whole entities are looked at, and a name that is part of a longer person's name in the text is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from factx import words
from factx.gazetteer import atlas
from factx.gazetteer.engine import Place, lookup
from factx.gazetteer.surroundings import evident_places, starting_upper, told_villages
from factx.rules import Table, read_rules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LONGEST_NAME = 5  # tokens
LONGEST_CODE = 4  # letters: "SWAT"
TRUST = 2  # tokens before a name: "faith" of "faith in Shaw"
NAME_TAGS = ("PROPN", "ADJ", "NOUN")


Label = Literal[
    "", "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG",
    "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule(Table):
    """One correction; `rules.toml` says what each field means."""

    id: str
    kinds: frozenset[Literal["country", "region", "city", "people", "town", "village", "person"]]
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

    @cached_property
    def by_label(self) -> dict[str, list[Rule]]:
        """The rules that set right what has a label."""
        labels = {label for rule in self.entity for label in rule.corrects}
        return {label: [rule for rule in self.entity if label in rule.corrects] for label in labels}


@dataclass(frozen=True, slots=True)
class Names:
    """What one text says of names.

    persons   by word, the names of persons in which it stands, of several words
    places    names of places: by the model, or by what stands around them; `shown` by that alone
    villages  what the text calls a village, a town, a city
    """

    persons: Mapping[str, frozenset[str]]
    places: frozenset[str]
    shown: frozenset[str]
    villages: frozenset[str]


def load_rules() -> Rules:
    """The rules of the corrections. Raises RuleError for a file that is wrong."""
    return read_rules("gazetteer", Rules)


def correct_entities(doc: Doc, rules: Rules) -> Doc:
    """The Doc with its entities corrected in place; white space at their edges is cut off."""
    entities = doc.ents  # made anew each time that they are asked for
    capital = starting_upper(doc)
    names = read_names(doc, entities, capital, rules)
    trimmed = [whole for entity in entities if (whole := without_space(entity)) is not None]
    corrected = [corrected_entity(entity, names, rules) for entity in trimmed]
    doc.set_ents(sorted([*corrected, *missed_entities(doc, capital, names, rules)], key=lambda entity: entity.start))
    return doc


def without_space(entity: Span) -> Span | None:
    """The entity without white-space tokens at its edges, None if it is all white space."""
    start, end = entity.start, entity.end
    while start < end and entity.doc[start].is_space:
        start += 1
    while start < end and entity.doc[end - 1].is_space:
        end -= 1
    if (start, end) == (entity.start, entity.end):
        return entity
    return None if start == end else relabelled(entity.doc[start:end], entity.label_, entity.ent_id_)


def read_names(doc: Doc, entities: Sequence[Span], capital: Sequence[bool], rules: Rules) -> Names:
    """The names that this text is sure of, without case; a place is also what stands after "in", whatever its label."""
    persons: dict[str, set[str]] = {}
    for entity in entities:
        if entity.label_ == "PERSON" and len(entity) > 1:
            for token in entity:
                persons.setdefault(token.lower_, set()).add(entity.text.lower())
    named = frozenset(e.text.strip().lower() for e in entities if e.label_ in ("GPE", "LOC"))
    villages = frozenset(told_villages(doc, capital, rules.settlements))
    shown = villages.union(
        evident_places(doc, entities, capital),
        (e.text.lower() for e in entities if e.label_ in rules.by_label and is_shown(e, rules)),
    )
    return Names({word: frozenset(names) for word, names in persons.items()}, named | shown, shown, villages)


def corrected_entity(entity: Span, names: Names, rules: Rules) -> Span:
    """The entity, relabelled if a rule says so."""
    rule = matching_rule(entity, entity.label_, names, rules)
    return relabelled(entity, rule.label, rule.id) if rule else entity


def missed_entities(doc: Doc, capital: Sequence[bool], names: Names, rules: Rules) -> Iterator[Span]:
    """Names in capitals that the model has in no entity: whole runs of capitalised words only."""
    for run in capitalised_runs(doc, capital):
        if is_bounded(run):
            rule = matching_rule(run, "", names, rules)
            if rule is not None:
                yield relabelled(run, rule.label, rule.id)


def capitalised_runs(doc: Doc, capital: Sequence[bool]) -> Iterator[Span]:
    """The capitalised words of a sentence that stand side by side and in no entity."""
    kinds, tags, starts = doc.to_array(["ENT_TYPE", "POS", "SENT_START"]).T.tolist()
    wanted = {doc.vocab.strings[tag] for tag in NAME_TAGS}
    like = [c and not kind and tag in wanted for c, kind, tag in zip(capital, kinds, tags, strict=True)]
    after = 0
    for start in (i for i, is_like in enumerate(like) if is_like):
        if start >= after:
            after = next((i for i in range(start + 1, len(like)) if not like[i] or starts[i] == 1), len(like))
            yield doc[start:after]


def is_bounded(run: Span) -> bool:
    """Whether a run is short enough for a name, and neither end goes on: in a hyphen, or in an entity."""
    if len(run) > LONGEST_NAME:
        return False
    doc = run.doc
    after = doc[run.end] if run.end < len(doc) and not doc[run.end].is_sent_start else None
    before = doc[run.start - 1] if run.start > 0 and not run[0].is_sent_start else None
    return (after is None or not (after.text[0].isupper() or (after.text == "-" and not run[-1].whitespace_))) and (
        before is None or not is_glued(before)
    )


def is_glued(before: Token) -> bool:
    """Whether a token goes on in the next one: a hyphen, or a capitalised word of an entity."""
    return (not before.whitespace_ and before.text in ("-", "–", "/")) or (
        before.ent_type != 0 and before.pos_ == "PROPN"
    )


def matching_rule(name: Span, label: str, names: Names, rules: Rules) -> Rule | None:
    """The first rule that sets right what the model made of `name`, which is `label`."""
    candidates = rules.by_label.get(label)
    if not candidates or not name[0].text[0].isupper():
        return None
    if "person" in candidates[0].kinds and is_namesake(name, names, rules):
        return candidates[0]
    places = lookup(name.text) or (smaller_places(name, names) if has_evidence(name, names, rules) else ())
    if not places or (label == "" and name.text in rules.also_words) or is_personal(name, names, rules):
        return None
    for rule in candidates:
        if places[0].kind in rule.kinds and len(name) >= rule.words:
            is_sure = not rule.evidence and name.text not in rules.also_persons
            return rule if is_sure or has_evidence(name, names, rules) else None
    return None


def is_namesake(name: Span, names: Names, rules: Rules) -> bool:
    """Whether it is the family name of somebody whom the text names, and nothing shows it to be a place.

    Countries are themselves, but those that people are called after.
    """
    word = name.text.lower()
    full = names.persons.get(word, ())
    if len(name) > 1 or word in names.shown or not any(person.split()[-1] == word for person in full):
        return False
    if has_dwellers(name, rules):
        return False
    known = lookup(name.text)
    return not known or known[0].kind == "city" or name.text in rules.also_persons


def smaller_places(name: Span, names: Names) -> tuple[Place, ...]:
    """The town of that name, or the village that no list has, by what the text calls it."""
    is_village = name.text.lower() in names.villages
    return towns(name) or ((Place("village", None, 0, 0),) if is_village else ())


def towns(name: Span) -> tuple[Place, ...]:
    """The town, county or water of that name, too small for the lists; what is a common word or a code is none."""
    if words.classes(name.text.lower()) or (name.text.isupper() and len(name.text) <= LONGEST_CODE):
        return ()
    if not all(token.pos_ == "PROPN" or token.is_punct or token.is_upper for token in name):
        return ()
    entries = (entry for entry in atlas.look_up(atlas.fold(name.text)) if entry.main)
    return tuple(Place("town", entry.country, entry.population, 0) for entry in entries)


def is_personal(name: Span, names: Names, rules: Rules) -> bool:
    """Whether the text shows the name to be a person's: after a title, or part of a longer name elsewhere."""
    own = {name.text.lower()}
    before = word_before(name)
    is_titled = before.rstrip(".") in words.members("title") or before in rules.versus
    return is_titled or any(names.persons.get(token.lower_, own) - own for token in name)


def has_evidence(name: Span, names: Names, rules: Rules) -> bool:
    """Whether the text shows the name to be a place's, here or elsewhere."""
    return name.text.lower() in names.places or stands_in(name, rules) or has_dwellers(name, rules)


def is_shown(name: Span, rules: Rules) -> bool:
    """Whether the words beside a name show it to be a place's."""
    return stands_in(name, rules) or has_dwellers(name, rules)


def stands_in(name: Span, rules: Rules) -> bool:
    """Whether the name follows a word like "in" and owns nothing: "in Homs", not "in Shaw's play", "trust in Shaw"."""
    if word_before(name) not in rules.before:
        return False
    if name.end < len(name.doc) and name.doc[name.end].tag_ == "POS":
        return False
    return name.start < TRUST or name.doc[name.start - TRUST].lower_ not in rules.trusted


def has_dwellers(name: Span, rules: Rules) -> bool:
    """Whether those who live there, or serve it, stand right behind: "Marlow police", "a Marlow man"."""
    return name.end < len(name.doc) and name.doc[name.end].lower_ in rules.dwellers


def word_before(name: Span) -> str:
    return "" if name.start == 0 or name[0].is_sent_start else str(name.doc[name.start - 1].lower_)


def relabelled(name: Span, label: str, rule: str) -> Span:
    """The span as an entity with that label, and the id of the rule that made it."""
    return type(name)(name.doc, name.start, name.end, label=label, span_id=rule)
