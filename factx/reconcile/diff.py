"""What changed between two versions of an article: claims that came, that went, and that changed.

Two figures are the same claim when they count the same thing of the same event: told by the same voice, or with the
same number. Two statements are when most of their words are the same, or when one voice says both and they share
some. What is left over came or went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from factx.plain import Plain, source_label
from factx.reconcile.origins import RUN_WORD

DIFF_SCHEMA = "factx-diff/1"
SHARED_ENOUGH = 0.5  # part of the words of the shorter statement that the other one must share
STATEMENTS_TRIED = 20  # statements with a word in common that one is compared with

Key = Callable[[Plain], Hashable]


def diff_records(old: Plain, new: Plain) -> Plain:
    """The changes from one record to another: `came`, `went`, `changed` (old, new and what differs), `kept`."""
    before, after = _distinct(old["claims"]), _distinct(new["claims"])
    pairs: list[tuple[Plain, Plain]] = []
    for key in (_whole, _figure_by_voice, _figure_by_number, _figure_alone, _statement_words):
        before, after = _paired(before, after, key, pairs)
    before, after = _alike(before, after, pairs)
    changed = [{"old": a, "new": b, "what": what} for a, b in pairs if (what := _differences(a, b))]
    return {
        "schema": DIFF_SCHEMA,
        "old": _about(old),
        "new": _about(new),
        "came": after,
        "went": before,
        "changed": sorted(changed, key=lambda change: change["new"]["span"]),
        "kept": len(pairs) - len(changed),
    }


def _about(record: Plain) -> Plain:
    return {key: record["document"][key] for key in ("id", "path", "title", "published")}


def _distinct(claims: Iterable[Plain]) -> list[Plain]:
    """The claims without those that tell an earlier one again."""
    told: set[str] = set()
    kept = []
    for claim in claims:
        if claim["id"] not in told:
            kept.append(claim)
        told.update(claim["same_as"])
    return kept


def _paired(
    before: list[Plain], after: list[Plain], key: Key, pairs: list[tuple[Plain, Plain]]
) -> tuple[list[Plain], list[Plain]]:
    """Takes claims with equal keys as pairs, in order; gives what is left of both. A key of None pairs nothing."""
    waiting: dict[Hashable, list[Plain]] = defaultdict(list)
    for claim in reversed(before):
        waiting[key(claim)].append(claim)
    waiting.pop(None, None)
    left, taken = [], set()
    for claim in after:
        own = key(claim)
        if own is not None and waiting[own]:
            partner = waiting[own].pop()
            pairs.append((partner, claim))
            taken.add(partner["id"])
        else:
            left.append(claim)
    return [claim for claim in before if claim["id"] not in taken], left


def voice(claim: Plain) -> str | None:
    """Who says it; None for the article itself."""
    return source_label(claim["source"]).casefold().removeprefix("the ") if claim["source"] else None


def _range(claim: Plain) -> tuple[object, ...] | None:
    quantity = claim["quantity"]
    return quantity and (quantity["low"], quantity["high"], quantity["bound"])


def _counted(claim: Plain) -> tuple[object, ...] | None:
    """What a figure counts: event, unit, and whether a part of another figure."""
    quantity = claim["quantity"]
    if quantity is None:
        return None
    type_ = claim["event"]["type"] if claim["event"] else None
    return type_, quantity["kind"], quantity["unit"], claim["part_of"] is None, claim["superseded"]


def _words(claim: Plain) -> tuple[str, ...]:
    return tuple(RUN_WORD.findall(claim["text"].casefold()))


def _whole(claim: Plain) -> Hashable:
    return claim["kind"], _counted(claim), _range(claim), voice(claim), _words(claim)


def _figure_by_voice(claim: Plain) -> Hashable:
    counted = _counted(claim)
    return counted and (counted, voice(claim), claim["place"] and claim["place"]["text"])


def _figure_by_number(claim: Plain) -> Hashable:
    counted = _counted(claim)
    return counted and (counted, _range(claim))


def _figure_alone(claim: Plain) -> Hashable:
    """For harm that is told once: another figure of another voice is still the same row."""
    counted = _counted(claim)
    return counted if claim["event"] and claim["quantity"] and claim["quantity"]["kind"] == "count" else None


def _statement_words(claim: Plain) -> Hashable:
    return _words(claim) if claim["quantity"] is None else None


def _alike(
    before: list[Plain], after: list[Plain], pairs: list[tuple[Plain, Plain]]
) -> tuple[list[Plain], list[Plain]]:
    """Pairs statements of one voice that share most of their words."""
    having: dict[Hashable, list[Plain]] = defaultdict(list)
    for claim in before:
        if claim["quantity"] is None:
            for word in set(_words(claim)):
                having[voice(claim), word].append(claim)
    taken: set[str] = set()
    left = []
    for claim in after:
        partner = _most_alike(claim, _sharing(claim, having, taken)) if claim["quantity"] is None else None
        if partner is None:
            left.append(claim)
        else:
            pairs.append((partner, claim))
            taken.add(partner["id"])
    return [claim for claim in before if claim["id"] not in taken], left


def _sharing(claim: Plain, having: dict[Hashable, list[Plain]], taken: set[str]) -> Iterator[Plain]:
    """Earlier statements of the same voice that share a word: by the rarest words first, at most STATEMENTS_TRIED."""
    seen: set[str] = set()
    for word in sorted(set(_words(claim)), key=lambda w: (len(having[voice(claim), w]), w)):
        for other in having[voice(claim), word][: STATEMENTS_TRIED - len(seen)]:
            if other["id"] not in seen and other["id"] not in taken:
                yield other
            seen.add(other["id"])


def _most_alike(claim: Plain, others: Iterable[Plain]) -> Plain | None:
    words = set(_words(claim))
    scored = [(len(words & (theirs := set(_words(o)))) / max(1, min(len(words), len(theirs))), o) for o in others]
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= SHARED_ENOUGH else None


def _differences(old: Plain, new: Plain) -> list[str]:
    """What differs, of: figure source certainty polarity words."""
    told: dict[str, Key] = {
        "figure": _range,
        "source": voice,
        "certainty": lambda claim: claim["certainty"],
        "polarity": lambda claim: claim["polarity"],
    }
    found = [name for name, key in told.items() if key(old) != key(new)]
    reworded = old["quantity"] is None and _words(old) != _words(new)
    return [*found, "words"] if reworded else found
