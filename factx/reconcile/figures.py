"""The figures of one event: a row for each thing counted, with who says how many, range, best and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factx.model import AFTERMATH, HARM, TOLLS_IN_ORDER
from factx.plain import Plain
from factx.reconcile.best import DEFAULT, RULES, Origin, best_of, so_far, top_of, value_of, voice_of
from factx.reconcile.days import iso
from factx.reconcile.lexicon import lexicon
from factx.reconcile.model import CHARGE, Claims, Said, Story
from factx.reconcile.outliers import Outliers, outliers_of, trend_of
from factx.reconcile.quarters import Quarters, values_of
from factx.reconcile.series import Line
from factx.reconcile.status import range_of, status_of
from factx.reconcile.voices import one_voice, voice_key

ONE_SIZE = 2.0  # times that sums of money for one thing may differ
TYPE_ORDER = (*TOLLS_IN_ORDER, "laid_off", "protested")

DERIVED = "shot or stabbed less killed"
UNNUMBERED = "told without a number"
CHARGED = "as many as somebody is charged with the murder of"
Row = tuple[str, str | None, str, object]


def build_figures(
    said: Sequence[Said], about: Iterable[Story], stories: Mapping[int, Story], origin: Origin, best: str
) -> list[Plain]:
    """The rows of figures that claims of one event make; articles `about` it may tell of a death without a number."""
    said = [one for one in said if not _denied(one)]
    dead = uncounted(said, about)
    rows = _rows(said, deadly=bool(dead))
    figures = dead + [_figure(row, parts_marked(claims), stories, origin, best) for row, claims in rows.items()]
    hurt = [one for row, claims in rows.items() if row[:2] == ("wounded", "people") for one in claims]
    if all(one.subset or one.negative or _is_sort(one) for one in hurt):
        derived = _derived(said, stories, origin, best) or (_left(figures) if _all_hit(rows) else [])
        figures = [f for f in figures if not (derived and f["type"] == "wounded" and f["unit"] == "people")] + derived
    return figures


def _all_hit(rows: Mapping[Row, Sequence[Said]]) -> bool:
    """Whether the casualties are people who were shot or stabbed, not losses of a war."""
    return all(one.hit for row, said in rows.items() if row[0] == "casualties" for one in said if not one.subset)


def _denied(one: Said) -> bool:
    """Whether a voice says that it is not so ("did not kill 12"): no figure of its own, as "killed nobody" is."""
    return one.negative and one.high != 0


def _is_sort(one: Said) -> bool:
    """Whether only a sort of people is counted ("two children")."""
    return one.noun is not None and one.noun not in lexicon().whole


def in_order(figures: Iterable[Plain]) -> list[Plain]:
    """Tolls first, the gravest first; then money, then all else; of one type what is told most."""
    place = {type_: place for place, type_ in enumerate(TYPE_ORDER)}
    return sorted(figures, key=lambda f: (_sort(f, place), f["type"], f["scope"], -len(f["says"])))


def _sort(figure: Plain, place: dict[str, int]) -> int:
    """Where a figure stands by its type."""
    money = figure["kind"] == "money"
    return place.get(figure["type"], len(place) + (0 if money else 1))


def series_figure(line: Line, stories: Mapping[int, Story], origin: Origin, best: str) -> Plain:
    """The figure of a series; of a toll that runs the best is the latest, unless another rule is asked for."""
    said = [point.said for point in (*line.undated, *line.points)]
    figure = _figure((line.type, "people", "count", None), said, stories, origin, best)
    if not line.runs:
        return figure
    last = so_far(said, origin) if best == DEFAULT else RULES[best](said, origin)
    risen = figure["status"] == "agree" and len(figure["trend"]) > 1  # "more than" each time, and more each time
    figure |= {"status": "update"} if risen else {}
    return figure | {"scope": "running", "since": iso(line.since), "best": last}


def quarters_figure(quarters: Quarters, stories: Mapping[int, Story], origin: Origin) -> Plain:
    """The figure of a company's quarters: the best is the last quarter's; `trend` has each at its first day."""
    said = [one for told in quarters.values() for one in told]
    moved = values_of(quarters, origin)
    measure = next((one.quarter.measure for one in said if one.quarter), "")
    figure = _figure((measure, said[0].unit, "money", None), said, stories, origin, "latest")
    ends = {"scope": "quarters", "since": iso(moved[0][0]), "best": moved[-1][1]}
    return figure | ends | {"status": "update", "trend": [[iso(day), value] for day, value in moved]}


def _rows(said: Sequence[Said], *, deadly: bool) -> dict[Row, list[Said]]:
    """The claims that are compared with each other.

    Dead and hurt are compared by type and what is counted, and so are jobs, protesters and votes; sums of money of one
    type and currency where they are of one size. For all else nobody knows whether two figures measure the same, unless
    they name the same doer: so each value has a row of its own. Where there are dead (`deadly`, or counted), those who
    were shot or stabbed are dead and hurt together.
    """
    rows: dict[Row, list[Said]] = defaultdict(list)
    deadly = deadly or any(_tells_dead(claim) for claim in said)
    beside = _beside_another(said)
    sums: dict[tuple[str, str | None], list[float]] = defaultdict(list)
    for claim in sorted(said, key=value_of):
        if claim.kind == "money" and claim.claims not in beside.get(claim.story, ()):
            sums[claim.type, claim.unit].append(value_of(claim))
    for claim in said:
        if claim.hit and deadly and not claim.claims:
            continue  # who was shot is dead
        type_ = "casualties" if claim.hit and deadly else claim.type
        near = [] if claim.claims in beside.get(claim.story, ()) else sums[claim.type, claim.unit]
        rows[type_, claim.unit, claim.kind, _own(claim, near)].append(claim)
    return rows


def _beside_another(said: Iterable[Said]) -> dict[int, set[Claims]]:
    """Sums of money, by story, beside which their sentence tells another of the type: two sales, not one corrected."""
    told: dict[tuple[int, tuple[object, ...]], dict[float, Claims]] = defaultdict(dict)
    for one in said:
        if one.kind == "money" and not one.superseded:
            told[one.story, (one.type, one.unit, one.sentence, one.voice)].setdefault(value_of(one), one.claims)
    beside: dict[int, set[Claims]] = defaultdict(set)
    for (story, _), values in told.items():
        if len(values) > 1:
            beside[story].update(values.values())
    return beside


def _own(claim: Said, sums: Sequence[float]) -> object:
    """What sets a claim apart from others of its type and unit."""
    if claim.type in HARM | AFTERMATH | lexicon().compared and claim.kind == "count":
        return None
    if claim.kind != "money":
        return claim.subject or (claim.low, claim.high)
    below = [value for value in sums if value <= value_of(claim)]
    while len(below) > 1 and below[-1] <= ONE_SIZE * below[-2]:
        below.pop()
    return below[-1] if below else value_of(claim)


def _tells_dead(claim: Said) -> bool:
    return claim.type == "killed" and claim.unit == "people" and not claim.negative


def parts_marked(said: Sequence[Said]) -> list[Said]:
    """The claims; those of one sort of people ("two children") are parts where another voice counts more in all.

    Fighters are not, where the voice that counts them never counts more: it denies the others' count.
    """
    lists = lexicon()
    wholes = [s for s in said if not s.subset and (s.noun is None or s.noun in lists.whole)]
    most = max((s.low or 0 for s in wholes), default=0)
    counting = {voice_of(s) for s in wholes}

    def is_part(one: Said) -> bool:
        sort = one.unit == "people" and one.noun is not None and one.noun not in lists.whole
        denies = one.noun in lists.fighters and one.voice is not None and voice_of(one) not in counting
        return sort and top_of(one) < most and not denies

    return [one._replace(subset=True) if is_part(one) else one for one in said]


def _figure(row: Row, said: Sequence[Said], stories: Mapping[int, Story], origin: Origin, best: str) -> Plain:
    out = outliers_of(said, origin)
    kept = [one for one in said if one.claims not in out.get(one.story, {})]
    told = [s for s in kept if s.claims and not (s.negative and s.hedged)]
    told = told if any(_is_count(s) for s in told) else kept  # a victim of a headline is no range where others count
    counted = [s for s in told if not (s.subset or s.superseded)] or told
    harm = row[0] in HARM | AFTERMATH  # a plan or a price may fall again
    firm = [s for s in counted if s.bound != "vague"] or counted
    firm = [s for s in firm if len(s.claims) < 2 and not s.added_up] or firm  # what no text states
    planned = kept if harm else [s for s in kept if s.bound != "vague"] or kept  # plans are no fears
    size = best_of(planned, origin, best if harm or best != DEFAULT else "latest")
    unsaid = [size] if any(len(s.claims) != 1 or s.added_up for s in kept) else []  # the best may be stated nowhere
    return {
        "type": row[0],
        "unit": row[1],
        "kind": row[2],
        "scope": "event",
        "since": None,
        "lowest": min([*unsaid, *map(value_of, firm)]),
        "highest": max([*unsaid, *map(top_of, firm)]),
        "best": size,
        "status": status_of(told, origin),
        "unsure": all(s.hedged for s in counted),
        "derived": _derivation(counted),
        "trend": [[iso(day), value] for day, value in trend_of(kept, origin)],
        "says": _says((s for s in said if s.claims), stories, origin, out),
    }


def _derivation(counted: Sequence[Said]) -> str | None:
    """Where the figures come from that no claim makes."""
    if any(s.claims for s in counted):
        return None
    return CHARGED if max(counted, key=value_of).standing == CHARGE else UNNUMBERED


def _is_count(said: Said) -> bool:
    return not (said.subset or said.superseded or said.negative)


def _derived(said: Sequence[Said], stories: Mapping[int, Story], origin: Origin, best: str) -> list[Plain]:
    """The hurt where nobody counts them, but one article tells how many were shot, and how many of them died."""
    dead = {claim.story: claim for claim in said if _tells_dead(claim) and claim.opening}
    hurt = list(_less(said, dead))
    row = ("wounded", "people", "count", None)
    return [_figure(row, hurt, stories, origin, best) | {"derived": DERIVED}] if hurt else []


def uncounted(said: Iterable[Said], about: Iterable[Story]) -> list[Plain]:
    """One dead at least, where nobody counts the dead, but the headline of an article `about` the event has them.

    Some article must count victims, or those held: a debate about killings has a deadly headline too.
    """
    said = list(said)
    counted = any(claim.type in HARM | AFTERMATH for claim in said)
    deadly = any(story.deadly and story.harmed for story in about)
    if not (counted and deadly) or any(_tells_dead(claim) for claim in said):
        return []
    return [_unsaid("killed", 1, "at least one, told without a number")]


def _unsaid(type_: str, count: float, why: str) -> Plain:
    """A figure that no voice tells, with the reason."""
    values = {"lowest": count, "highest": count, "best": count, "status": "single", "unsure": False, "derived": why}
    row = {"type": type_, "unit": "people", "kind": "count", "scope": "event", "since": None}
    return row | values | {"trend": [], "says": []}


def _left(figures: Iterable[Plain]) -> list[Plain]:
    """The hurt as those who were shot, less the dead, where each is told, by whichever article."""
    best = {f["type"]: f["best"] for f in figures if f["unit"] == "people"}
    hurt, known = best.get("casualties", 0) - best.get("killed", 0), best.get("wounded", 0)
    return [_unsaid("wounded", hurt, DERIVED)] if "killed" in best and hurt > known else []


def _less(said: Iterable[Said], dead: dict[int, Said]) -> Iterator[Said]:
    """Each article's opening figure of the shot less its dead; the claim keeps its id."""
    for claim in said:
        died = dead.get(claim.story)
        if claim.hit and claim.opening and died and value_of(claim) > value_of(died):
            left = value_of(claim) - value_of(died)
            yield claim._replace(type="wounded", low=left, high=left)


def _says(said: Iterable[Said], stories: Mapping[int, Story], origin: Origin, out: Outliers) -> list[Plain]:
    """Who says how many, in order of publication; the same figure of the same voice on the same day once."""
    merged: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one in said:
        voice = voice_of(one) if one.voice else stories[one.story].outlet
        part = (one.minute, one.quarter, one.subset, one.superseded, len(one.claims))
        reason = out.get(one.story, {}).get(one.claims)
        merged[one.day, one.voice is None, voice, one.low, one.high, one.bound, *part, reason].append(one)
    whose = one_voice({one.voice for told in merged.values() for one in told if one.voice})
    return [
        _say(claims, stories, origin, whose) | {"outlier": key[-1]}
        for key, claims in sorted(merged.items(), key=lambda told: _say_order(told[1]))
    ]


def _say_order(said: Sequence[Said]) -> tuple[object, ...]:
    one = said[0]
    return one.day or 0, one.voice or "", value_of(one), range_of(one), one.story


def _say(said: Sequence[Said], stories: Mapping[int, Story], origin: Origin, whose: Mapping[str, str]) -> Plain:
    one = said[0]
    voice = None if one.voice is None else voice_key(one.voice)
    return {
        "source": one.voice,
        "voice": whose.get(voice, voice) if voice else None,
        "standing": one.standing,
        "outlet": stories[one.story].outlet if one.voice is None else None,
        "low": one.low,
        "high": one.high,
        "bound": one.bound,
        "published": iso(one.day),
        "quarter": one.quarter and one.quarter.period,
        "at": None if one.minute is None else f"{one.minute // 60:02}:{one.minute % 60:02}",
        "counted": one.noun,
        "subset": one.subset,
        "superseded": one.superseded,
        "summed": len(one.claims) > 1,
        "hedged": all(s.hedged for s in said),
        "origins": _origins(said, origin),
        "claims": [[stories[s.story].id, claim] for s in said for claim in s.claims],
    }


def _origins(said: Iterable[Said], origin: Origin) -> int:
    """How many texts the claims come from: copies of one text, or of one sentence, count once."""
    by_text: dict[int, int] = {}
    for one in said:
        text = origin(one.story)
        by_text.setdefault(text, one.sentence if one.sentence >= 0 else -1 - text)
    return len(set(by_text.values()))
