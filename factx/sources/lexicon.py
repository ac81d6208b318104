"""The stage's word lists and rules, compiled."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules import read_rules
from factx.sources.schema import Kind, LastNamed, Salience, SourceRules
from factx.words import members


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage. The word lists are those of `schema.SourceRules`.

    heads   lemma of a head -> id of its kind, names likewise; type_of gives the kind's type
    how     id of a resolution -> what the mention was
    last_named   bare word -> how the name that it means is found
    salience   the weights of salience.toml
    """

    lists: SourceRules
    titles: frozenset[str]
    heads: dict[str, str]
    names: dict[str, str]
    type_of: dict[str, str]
    how: dict[str, str]
    last_named: dict[str, LastNamed]
    salience: Salience


def compile_rules() -> Rules:
    """The rules of rules.toml. Raises RuleError."""
    table = read_rules("sources", SourceRules)
    kinds = table.kind[::-1]  # where two kinds have a word, the first one keeps it
    return Rules(
        lists=table,
        titles=titles(),
        heads={head: kind.id for kind in kinds for head in (*nouns_of(kind), *kind.heads.split())},
        names=dict.fromkeys(firm_forms(), "organisation") | {n: kind.id for kind in kinds for n in kind.names.split()},
        type_of={kind.id: kind.type for kind in kinds},
        how={resolution.id: resolution.resolved_from for resolution in table.resolution},
        last_named={word: entry for entry in table.last_named for word in entry.words},
        salience=read_rules("sources", Salience, "salience.toml"),
    )


def nouns_of(kind: Kind) -> frozenset[str]:
    """The nouns that are of the kind by their class alone."""
    return members(kind.nouns) if kind.nouns else frozenset()


def firm_forms() -> list[str]:
    """The legal forms that end firms' names, as they are written: "Inc", "plc", "LLC"."""
    return [written for form in members("firm_form") for written in (form, form.capitalize(), form.upper())]


def titles() -> frozenset[str]:
    """What stands before a name and is no part of it, with and without the full stop of a short form."""
    known = members("title")
    return known | {f"{title}." for title in known}
