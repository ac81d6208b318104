"""The lines by which one figure of an event is told: the figure, who stands where, its parts, what stands apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from factx.plain import Plain, number_from_plain
from factx.render.figures import figure, number
from factx.render.text import one_line, shortened

NARRATOR = "the article"
UNNAMED = "somebody not named"
VAGUE = {
    12: "dozens",
    20: "scores",
    100: "hundreds",
    1000: "thousands",
    10_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
}
STATUS = {"agree": "agree", "update": "update", "conflict": "conflict", "subset": "parts only"}
STEPS_SHOWN = 6  # of how a figure moved
VOICES_SHOWN = 6  # that are shown where voices differ
VOICES_AGREEING = 3  # … where they agree
PARTS_SHOWN = 4
WIDTH = 44  # characters of a voice

Told = tuple[str, Plain]  # a voice and what it says

# Kinds of voices in the order in which they stand, by the types of sources.
STANDING = {
    "officials": ("government", "law_or_court"),
    "organisations": ("organisation", "document", "poll_or_study", "group"),
    "people": ("named_person", "unnamed_person", "witness", "armed_group", "unknown"),
    "media": ("media", "author", "narrator"),
}
STANDING_ORDER = {type_: place for place, types in enumerate(STANDING.values()) for type_ in types}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: of the figure itself (level 0, with its `head`), of a voice (1), of parts and notes (2)."""

    level: int
    text: str
    head: str = ""


def lines_of(row: Plain, head: str, *, whole: bool = False) -> Iterator[Line]:
    """The lines of a figure; with `whole` every voice, otherwise the few that stand for all."""
    says = [say for say in row["says"] if not (say["subset"] or say["superseded"] or say.get("outlier"))]
    voices = voices_of(says)
    yield Line(0, _summary(row, voices), head)
    if whole or row["status"] in ("conflict", "update"):
        most = len(voices) if whole else VOICES_SHOWN
        for name, told in voices[:most]:
            yield Line(1, _voice(name, told))
        if len(voices) > most:
            yield Line(1, f"and {len(voices) - most} more (--all)")
    if row["status"] == "conflict" and (words := differ(says)):
        yield Line(1, words)
    yield from _notes(row)


def _summary(row: Plain, voices: Sequence[tuple[str, list[Plain]]]) -> str:
    """ "480  28–480, voices differ: 28 → 233 → 480"."""
    best = "unsure" if row.get("unsure") else "best"
    best = f"{best} {VAGUE.get(row['best']) if _is_vague(row) else digits(row['best'])}"
    if row["scope"] == "running":
        best = f"{digits(row['best'])} so far" + (f" since {row['since']}" if row["since"] else "")
    if row["scope"] == "quarters":
        best = f"{digits(row['best'])} in {max(say['quarter'] for say in row['says'])}"
    parts = [best]
    if row["lowest"] != row["highest"]:
        parts.append(span(row))
    if row["status"] in STATUS:
        parts.append(STATUS[row["status"]])
    if row["derived"]:
        parts.append(one_line(row["derived"]))
    text = ", ".join(parts)
    if row["status"] in ("single", "agree") and voices:
        names = [shortened(name, WIDTH) for name, _ in voices[:VOICES_AGREEING]]
        more = [f"{len(voices) - VOICES_AGREEING} more"] if len(voices) > VOICES_AGREEING else []
        return f"{text}: {', '.join([*names, *more])}"
    steps = moved(row)
    return f"{text}: {steps}" if steps else text


def _is_vague(row: Plain) -> bool:
    """Whether nobody gives a number: "dozens"."""
    told = [say for say in row["says"] if not (say["subset"] or say["superseded"])]
    return bool(told) and row["best"] in VAGUE and all(say["bound"] == "vague" for say in told)


def moved(row: Plain) -> str:
    """ "28 → 233 → … → 480": how the figure moved, empty where it did not."""
    values = [digits(value) for _, value in row.get("trend", ())]
    if len(values) > STEPS_SHOWN:
        values = [*values[: STEPS_SHOWN // 2], "…", *values[-STEPS_SHOWN // 2 :]]
    return " → ".join(values) if len(values) > 1 else ""


def voices_of(says: Sequence[Plain]) -> list[tuple[str, list[Plain]]]:
    """What each voice says, the latest last; officials first, of one kind those that speak of most."""
    told: dict[str, list[Plain]] = defaultdict(list)
    names: dict[str, str] = {}
    for say in says:
        key = say.get("voice") or who(say).casefold().removeprefix("the ")
        names.setdefault(key, who(say))
        told[key].append(say)
    found = [(names[key], told[key]) for key in told]
    return sorted(found, key=_standing)


def _standing(voice: tuple[str, list[Plain]]) -> tuple[bool, int, int]:
    name, told = voice
    return name == UNNAMED, STANDING_ORDER.get(str(told[-1].get("standing")), len(STANDING_ORDER)), -len(told)


def _voice(name: str, told: Sequence[Plain]) -> str:
    """ "the coast guard: 17 (2024-03-06), before ≥ 11"."""
    last = told[-1]
    amounts = [how_many(say) for say in told]
    before = list(dict.fromkeys(amount for amount in reversed(amounts[:-1]) if amount != amounts[-1]))
    notes = ", ".join(note for note in (last["published"], from_(last)) if note)
    since = "before" if all(say["published"] for say in told) else "also"  # of articles without a day none is earlier
    earlier = f", {since} {', '.join(before[:3])}{' …' * (len(before) > 3)}" if before else ""
    return f"{shortened(name, WIDTH)}: {amounts[-1]}{f' ({notes})' if notes else ''}{earlier}"


def differ(says: Sequence[Plain]) -> str:
    """The conflict in words: the two voices furthest apart of those that exclude each other, named ones first.

    Their last words count, and where none of those exclude each other all they say.
    """
    voices = voices_of(says)
    named = [voice for voice in voices if voice[0] != UNNAMED]
    last = [(name, told[-1:]) for name, told in named]
    found = next(filter(None, map(_excluding, (last, named, voices))), None)
    if found is None:
        return ""
    return "in conflict: " + ", ".join(f"{shortened(name, WIDTH)} {how_many(say)}" for name, say in found)


def _excluding(voices: Sequence[tuple[str, Sequence[Plain]]]) -> tuple[Told, Told] | None:
    """The highest figure and the lowest one of another voice that cannot both be, None where there are no two."""
    told = [(name, say) for name, says in voices for say in says]
    more = max(told, key=lambda one: _ends(one[1])[0], default=None)
    others = [one for one in told if more and one[0] != more[0] and _ends(one[1])[1] < _ends(more[1])[0]]
    less = min(others, key=lambda one: _ends(one[1])[1], default=None)
    return (more, less) if more and less else None


def _ends(say: Plain) -> tuple[float, float]:
    """The numbers that a figure allows; nobody knows how many "dozens" are, so they allow all."""
    if say["bound"] == "vague":
        return -inf, inf
    return -inf if say["low"] is None else say["low"], inf if say["high"] is None else say["high"]


def _notes(row: Plain) -> Iterator[Line]:
    parts = [say for say in row["says"] if say["subset"] and not (say["superseded"] or say.get("outlier"))]
    told = dict.fromkeys(how_many(say) for say in parts if say["counted"])
    if told:
        words = list(told)
        yield Line(2, f"of them {', '.join(words[:PARTS_SHOWN])}{' …' * (len(words) > PARTS_SHOWN)}")
    for say in row["says"]:
        if say.get("outlier"):
            yield Line(2, f"apart: {how_many(say)}, {shortened(who(say), WIDTH)}: {one_line(say['outlier'])}")


def span(row: Plain) -> str:
    low, high = digits(row["lowest"]), digits(row["highest"])
    return low if low == high else f"{low}–{high}"


def digits(value: int | float | None) -> str:
    exact = number_from_plain(value)
    return "?" if exact is None else number(exact)


def how_many(say: Plain) -> str:
    """ "≥ 12", "12 (women)", "dozens": what this voice says."""
    words = VAGUE.get(say["low"], f"≥ {digits(say['low'])}")
    told = {"text": words, "change": None, "kind": "count", "unit": None, "unit_code": None}
    counted = say["counted"] if say["subset"] and say["counted"] else None
    return figure({**told, **{key: say[key] for key in ("low", "high", "bound")}}) + (
        f" ({counted})" if counted else ""
    )


def who(say: Plain) -> str:
    return one_line(say["source"] or say["outlet"] or NARRATOR)


def from_(say: Plain) -> str:
    """Marks of a say: how many articles and origins, unsure."""
    articles = len({document for document, _ in say["claims"]})
    copied = f", {say['origins']} origin{'s' * (say['origins'] != 1)}" if say["origins"] < articles else ""
    marks = [f"{articles} articles{copied}"] if articles > 1 else []
    return ", ".join([*marks, "unsure"] if say["hedged"] else marks)
