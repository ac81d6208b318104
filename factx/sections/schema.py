"""What the section rules look like: `rules.toml` -> Rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factx.rules import Table, read_rules

FRAGMENT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Patterns(Table):
    """How a kind of section is recognised by its words; `rules.toml` says what each field means."""

    id: str
    whole: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    run_in: tuple[str, ...] = ()
    label: str = ""
    words: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Form(Table):
    """How long a kind of section is at most."""

    id: str
    longest: int
    most_words: int


@dataclass(frozen=True, slots=True)
class Headline(Form):
    """How a headline looks; with a full stop it has fewer words, and none of the `dropped` ones."""

    most_sentence_words: int
    dropped: frozenset[str]


@dataclass(frozen=True, slots=True)
class File(Table):
    """The rule file."""

    section: tuple[Patterns, ...]
    headline: Headline
    heading: Form
    fragments: dict[str, str]
    not_places: tuple[str, ...]
    more_places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, compiled. whole and tail: kind and pattern, in the order in which they are tried."""

    whole: tuple[tuple[str, re.Pattern[str]], ...]
    tail: tuple[tuple[str, re.Pattern[str]], ...]
    lead: re.Pattern[str]
    label: re.Pattern[str]
    run_in: re.Pattern[str]
    bare_lead: re.Pattern[str]
    date_word: re.Pattern[str]
    date_needs: re.Pattern[str]
    headline: Headline
    heading: Form
    not_places: tuple[str, ...]
    more_places: frozenset[str]


@cache
def load_rules() -> Rules:
    """The compiled rules of this stage. Raises RuleError for a file that is wrong."""
    file = read_rules("sections", File)
    rules = {rule.id: rule for rule in file.section}
    dateline = rules["dateline"]

    def compiled(*patterns: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{expanded(p, file.fragments)})" for p in patterns), re.DOTALL)

    return Rules(
        whole=tuple((rule.id, compiled(*rule.whole)) for rule in file.section if rule.whole),
        tail=tuple((rule.id, compiled(*(f"(?:{p})$" for p in rule.tail))) for rule in file.section if rule.tail),
        lead=compiled(*dateline.lead),
        label=compiled(rules["caption"].label),
        run_in=compiled(*rules["credit"].run_in),
        bare_lead=compiled("(?P<place>{place})(?P<region>,(?:\\s{name}){1,3})?\\s{beginning}"),
        date_word=compiled(dateline.words),
        date_needs=compiled(dateline.needs),
        headline=file.headline,
        heading=file.heading,
        not_places=file.not_places,
        more_places=file.more_places,
    )


def expanded(pattern: str, fragments: dict[str, str]) -> str:
    """The pattern with every {fragment} written out."""
    return FRAGMENT.sub(lambda match: expanded(fragments[match[1]], fragments), pattern)
