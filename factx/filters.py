"""Which claims of a record are wanted: the filters of `extract` and `batch`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources

import tomli

from factx.plain import Plain

# What a claim may be: a figure, by the kind of its quantity, or a statement.
CLAIM_KINDS = (
    *("figure", "statement"),
    *("count", "money", "percent", "measure", "ratio", "age", "duration", "score", "other"),
)
CERTAINTIES = ("unknown", "possible", "probable", "certain")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a claim must be; an empty field lets everything through.

    events         event types, one of which it must have
    kinds          "figure", "statement", or a kind of quantity ("count", "money", …)
    sources        words, one of which its source's mention or canonical name must hold, in any case of letters;
                   "-" stands for the narrator
    min_certainty  the least certainty
    """

    events: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    min_certainty: str | None = None

    def wants(self, claim: Plain) -> bool:
        """Whether a plain claim passes."""
        return self._event(claim) and self._kind(claim) and self._source(claim) and self._certainty(claim)

    @classmethod
    def of(
        cls,
        events: Sequence[str] | None,
        kinds: Sequence[str] | None,
        sources: Sequence[str] | None,
        min_certainty: str | None,
    ) -> Filters:
        """From lists that may be missing, as options are."""
        return cls(tuple(events or ()), tuple(kinds or ()), tuple(sources or ()), min_certainty)

    def apply(self, record: Plain) -> Plain:
        """The record with only the wanted claims; links to claims that are gone are dropped."""
        if self == Filters():
            return record
        kept = [claim for claim in record["claims"] if self.wants(claim)]
        ids = {claim["id"] for claim in kept}
        return record | {"claims": [_relinked(claim, ids) for claim in kept]}

    def _event(self, claim: Plain) -> bool:
        return not self.events or (claim["event"] or {}).get("type") in self.events

    def _kind(self, claim: Plain) -> bool:
        return not self.kinds or bool({claim["kind"], (claim["quantity"] or {}).get("kind")} & set(self.kinds))

    def _source(self, claim: Plain) -> bool:
        if not self.sources:
            return True
        source = claim["source"]
        if source is None:
            return "-" in self.sources
        named = f"{source['canonical'] or ''}\n{source['text']}".lower()
        return any(word.lower() in named for word in self.sources if word != "-")

    def _certainty(self, claim: Plain) -> bool:
        return self.min_certainty is None or CERTAINTIES.index(claim["certainty"]) >= CERTAINTIES.index(
            self.min_certainty
        )


@cache
def event_names() -> frozenset[str]:
    """Every type of the events' lexicon, and every word that tells one: an event may go by its own word."""
    text = resources.files("factx").joinpath("events", "lexicon.toml").read_text(encoding="utf-8")
    types = tomli.loads(text)["type"]
    words = {word for kind in types for value in kind.values() if isinstance(value, str) for word in value.split()}
    return frozenset(words | {kind["name"] for kind in types})


def nearest_events(name: str) -> list[str]:
    """The event types that a name may be a slip of the pen for; none for a name that is one."""
    if name in event_names():
        return []
    text = resources.files("factx").joinpath("events", "lexicon.toml").read_text(encoding="utf-8")
    return get_close_matches(name, sorted({kind["name"] for kind in tomli.loads(text)["type"]}), n=3, cutoff=0.7)


def _relinked(claim: Plain, ids: set[str]) -> Plain:
    part_of = claim["part_of"] if claim["part_of"] in ids else None
    return claim | {"part_of": part_of, "same_as": [i for i in claim["same_as"] if i in ids]}
