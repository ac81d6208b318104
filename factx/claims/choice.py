"""Which attributions become rows: each one's signs are weighed, and the same words are said once.

The weights are counted by models/weigh_rows.py: the logarithm of the odds that an editor lets such a row stand, in
hundredths. An attribution is a row if bias and weights come to more than nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factx.claims.evidence import Surroundings, has_voice, says_more, says_something, signs, tells
from factx.errors import RuleError
from factx.events import Speech, Voice
from factx.model import Attribution, Claim, Span
from factx.rules import Table, nearest, read_rules, read_toml

CITED = "citing"  # the rule of a voice that a report passes on: it answers for the words, by way of the report
NOUN_CUE = "noun-cue"  # the rule of what somebody does with another's claim
NEARLY_WHOLE = 0.8  # of the characters of a content, above which it tells nothing but another voice
SAME_WORDS = 0.5  # characters in both contents over characters in either, above which they are the same words


@dataclass(frozen=True, slots=True)
class Weights(Table):
    """weights.toml: what each sign speaks for (above 0) or against (below), in hundredths; `bias` is there always."""

    bias: int
    signs: dict[str, int]

    def score(self, found: Iterable[str]) -> int:
        """What the signs come to; above 0 the row stands."""
        return self.bias + sum(self.signs.get(sign, 0) for sign in found)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an attribution is a row, or is none.

    score   what bias and signs come to, in hundredths of a logit
    signs   each sign that has a weight, with it; those that weigh most first
    bars    what keeps it from being a row whatever the signs say
    """

    score: int
    signs: tuple[tuple[str, int], ...]
    bars: tuple[str, ...]

    @property
    def is_row(self) -> bool:
        """Whether an editor would let it stand."""
        return self.score > 0 and not self.bars


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows among the attributions of a text.

    rows       ids of the attributions that are statements
    restates   id of such an attribution -> id of the one that tells the same words more fully
    """

    rows: Collection[str]
    restates: Mapping[str, str]


def load_weights() -> Weights:
    """The package's weights, with a user's. Raises RuleError, also for a sign that begins as none of the package's."""
    weights = read_rules("claims", Weights, "weights.toml")
    begun = {sign.partition(" ")[0] for sign in read_toml("claims", "weights.toml")["signs"]}
    strange = next((sign for sign in weights.signs if sign.partition(" ")[0] not in begun), None)
    if strange is not None:
        first = strange.partition(" ")[0]
        raise RuleError(f"claims/weights.toml: no sign begins with {first!r}{nearest(first, begun)}")
    return weights


def choose_rows(speech: Speech, figures: Sequence[Claim], weights: Weights) -> Chosen:
    """The attributions that an editor would print, and which of them only say again what another one says.

    `figures` are the claims made already: a content that tells no more than they do is no row.
    """
    around = Surroundings.of(speech, figures)
    rows = {voice.said.id: voice.said for voice in speech.heard.values() if evidence(voice, around, weights).is_row}
    restates = {}
    for voice in speech.voices.attributions:
        _, *outer = (heard.said for heard in speech.outwards(voice))
        fuller = next((o for o in outer if o.id in rows and is_same(voice, o)), None)
        if fuller is None:
            continue
        if voice.rule == CITED or (voice.id in rows and passes_on(fuller, voice)):
            rows[voice.id] = voice
            restates[fuller.id] = voice.id
        elif voice.id in rows:
            restates[voice.id] = fuller.id
    return Chosen(rows, restates)


def evidence(voice: Voice, around: Surroundings, weights: Weights) -> Evidence:
    """What speaks for and against an attribution as a row."""
    found = signs(voice, around)
    known = ((sign, weights.signs[sign]) for sign in found if sign in weights.signs)
    bars = (
        (says_more(voice, around), "tells no more than its figures"),
        (has_voice(voice, around), "nobody speaks"),
        (tells(voice, around), "only names something"),
        (says_something(voice, around), "only names what is talked of"),
    )
    return Evidence(
        score=weights.score(found),
        signs=tuple(sorted(known, key=lambda weighed: (-abs(weighed[1]), weighed[0]))),
        bars=tuple(reason for holds, reason in bars if not holds),
    )


def is_same(a: Attribution, b: Attribution) -> bool:
    """Whether the contents of two attributions are mostly the same stretch of the text."""
    both = sum(overlap(x, y) for x in a.content.spans for y in b.content.spans)
    either = sum(end - start for found in (a, b) for start, end in found.content.spans) - both
    return both >= SAME_WORDS * either


def passes_on(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution tells nothing but that another one speaks: "Rao told the council that …, Reuters said"."""
    if inner.source is None or inner.source.resolved_from == "pronoun" or inner.kind != "speech":
        return False
    if inner.rule == NOUN_CUE:  # "Rao rejected the claim that …" says the opposite
        return False
    if inner.source.type == "unknown":  # "others argued that growth suggested …": growth does not speak
        return False
    if outer.source is None or outer.source.canonical == inner.source.canonical:
        return False
    parts = [*inner.content.spans, *inner.cue.extent.spans, *inner.source.mention.spans, inner.addressee or (0, 0)]
    told = {i for span in parts for i in range(*span)}
    whole = [i for span in outer.content.spans for i in range(*span)]
    return sum(i in told for i in whole) >= NEARLY_WHOLE * len(whole)


def overlap(a: Span, b: Span) -> int:
    """How many characters two stretches share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
