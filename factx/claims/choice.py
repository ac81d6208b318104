"""Which attributions become rows: each one's signs are weighed, and the same words are said once.

The weights are counted by models/weigh_rows.py: the logarithm of the odds that an editor lets such a row stand, in
hundredths. An attribution is a row if bias and weights come to more than nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factx.claims.evidence import Surroundings, has_voice, says_more, signs
from factx.language import Text
from factx.model import Attribution, Claim, Span
from factx.rules import Table, read_rules

CITED = "citing"  # the rule of a voice that a report passes on: it answers for the words, by way of the report
WHOLE = 0.8  # of the characters of a content, above which it tells nothing but another voice
SAME = 0.5  # characters in both contents over characters in either, above which they are the same words


@dataclass(frozen=True, slots=True)
class Weights(Table):
    """weights.toml: what each sign speaks for (above 0) or against (below), in hundredths; `bias` is there always."""

    bias: int
    signs: dict[str, int]

    def score(self, found: Iterable[str]) -> int:
        """What the signs come to; above 0 the row stands."""
        return self.bias + sum(self.signs.get(sign, 0) for sign in found)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows among the attributions of a text.

    rows       ids of the attributions that are statements
    restates   id of such an attribution -> id of the one that tells the same words more fully
    """

    rows: Collection[str]
    restates: Mapping[str, str]


def load_weights() -> Weights:
    """The package's weights. Raises RuleError."""
    return read_rules("claims", Weights, "weights.toml")


def choose_rows(text: Text, attributions: Sequence[Attribution], figures: Sequence[Claim], weights: Weights) -> Chosen:
    """The attributions that an editor would print, and which of them only say again what another one says.

    `figures` are the claims made already: a content that tells no more than they do is no row.
    """
    around = Surroundings.of(text, attributions, figures)
    rows = {
        a.id: a
        for a in attributions
        if says_more(a, around) and has_voice(a, around) and weights.score(signs(a, around)) > 0
    }
    restates = {}
    for voice in attributions:
        fuller = next((o for o in _outwards(voice, around.by_id) if o.id in rows and is_same(voice, o)), None)
        if fuller is None:
            continue
        if voice.rule == CITED or (voice.id in rows and passes_on(fuller, voice)):
            rows[voice.id] = voice
            restates[fuller.id] = voice.id
        elif voice.id in rows:
            restates[voice.id] = fuller.id
    return Chosen(rows, restates)


def _outwards(voice: Attribution, by_id: Mapping[str, Attribution]) -> Iterable[Attribution]:
    """The attributions around one, the nearest first."""
    while voice.within is not None and voice.within in by_id:
        voice = by_id[voice.within]
        yield voice


def is_same(a: Attribution, b: Attribution) -> bool:
    """Whether the contents of two attributions are mostly the same stretch of the text."""
    both = sum(overlap(x, y) for x in a.content.spans for y in b.content.spans)
    either = sum(end - start for found in (a, b) for start, end in found.content.spans) - both
    return both >= SAME * either


def passes_on(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution tells nothing but that another one speaks: "Rao told the council that …, Reuters said"."""
    if inner.source is None or inner.source.resolved_from == "pronoun" or inner.kind != "speech":
        return False
    if inner.source.type == "unknown":  # "others argued that growth suggested …": growth does not speak
        return False
    if outer.source is None or outer.source.canonical == inner.source.canonical:
        return False
    parts = [*inner.content.spans, *inner.cue.extent.spans, *inner.source.mention.spans, inner.addressee or (0, 0)]
    told = {i for span in parts for i in range(*span)}
    whole = [i for span in outer.content.spans for i in range(*span)]
    return sum(i in told for i in whole) >= WHOLE * len(whole)


def overlap(a: Span, b: Span) -> int:
    """How many characters two stretches share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
