"""Reads a parsed Doc and its attributions, gives them with sources named and typed.

    roster of persons -> each mention by itself -> pronouns, roles and short names, in the order of the text

A mention is found to be somebody else's only where the article is clear: the subject of the sentence, who spoke in the
sentence before, gender and number agreeing, nobody else in the way. In doubt it stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.vocab import Vocab

from factx.language import Text
from factx.model import Attribution, Source
from factx.sources.article import Article
from factx.sources.lexicon import Rules, compile_rules
from factx.sources.mention import Resolved
from factx.sources.pronouns import UNSURE
from factx.sources.resolution import resolve

__all__ = ["Rules", "load_rules", "resolve_sources"]


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return compile_rules()


def resolve_sources(text: Text, attributions: Sequence[Attribution], rules: Rules) -> tuple[Attribution, ...]:
    """The attributions with canonical, type and resolved_from of each source filled in."""
    if not any(a.source for a in attributions):
        return tuple(attributions)
    article = Article.of(text, attributions, rules)
    found: dict[str, Resolved] = {}
    for mention in article.mentions:
        found[mention.attribution.id] = resolve(article, mention, found, rules)
    people = {who.referent.canonical for who in found.values() if who.rule and who.referent.kind == "named-person"}
    found = {key: _as_person(who) if who.referent.canonical in people else who for key, who in found.items()}
    return tuple(replace(a, source=_told(a.source, found[a.id], rules)) if a.source else a for a in attributions)


def _as_person(found: Resolved) -> Resolved:
    """What was found, of a name that "he" or "she" has shown to be a person's."""
    unsure = found.referent.kind in UNSURE
    return replace(found, referent=replace(found.referent, kind="named-person")) if unsure else found


def _told(source: Source, found: Resolved, rules: Rules) -> Source:
    """The source with what was found out about it."""
    who = found.referent
    made = (who.kind, *([found.rule] if found.rule else []))
    return replace(
        source,
        canonical=who.canonical,
        type=rules.type_of.get(who.kind, "unknown"),
        resolved_from=rules.how[found.rule] if found.rule else None,
        rules=tuple(rule for rule in made if rule != "unknown"),
    )
