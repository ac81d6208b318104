"""From groups of incidents to the plain events that `factx reconcile --format json` prints (schema factx-events/1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from factx.plain import Plain
from factx.reconcile.best import Origin, best_of, top_of, value_of
from factx.reconcile.days import iso
from factx.reconcile.lexicon import AFTERMATH, HARM
from factx.reconcile.model import Incident, Reason, Said, Story
from factx.reconcile.status import range_of, status_of

SCHEMA = "factx-events/1"
ORDER = ("killed", "wounded", "casualties", "missing")  # rows that come first

Row = tuple[str, str | None, str, object]


def event_to_plain(
    stories: Sequence[Story], incidents: Sequence[Incident], reasons: Iterable[Reason], origin: Origin, best: str
) -> Plain:
    """One event without its id: `incidents` tell it, `reasons` joined them."""
    said = [claim for incident in incidents for claim in incident.said]
    told = [stories[incident.story] for incident in incidents]
    figures = [_figure(row, claims, stories, origin, best) for row, claims in _rows(said)]
    figures += _derived(figures)
    place, when = _place(incidents, told), _when(incidents, told)
    return {
        "title": _title(figures, place, when),
        "place": place,
        "when": when,
        "articles": len({story.number for story in told}),
        "origins": len({origin(story.number) for story in told}),
        "documents": _documents(incidents, stories, origin),
        "figures": figures,
        "why": [_why(reason, stories) for reason in reasons],
    }


def _rows(said: Sequence[Said]) -> list[tuple[Row, list[Said]]]:
    """The claims that are compared with each other, harm first.

    Dead and hurt are compared by type and what is counted. For all else nobody knows whether two figures measure the
    same, unless they name the same doer: so each value has a row of its own. People who were shot or stabbed are hurt
    ones only where nobody tells of dead or hurt beside them.
    """
    rows: dict[Row, list[Said]] = defaultdict(list)
    both = any(claim.type == "killed" or (claim.type == "wounded" and not claim.hit) for claim in said)
    for claim in said:
        own = None if claim.type in HARM | AFTERMATH else claim.subject or (claim.low, claim.high)
        type_ = "casualties" if claim.hit and both else claim.type
        rows[type_, claim.unit, claim.kind, own].append(claim)
    first = {type_: place for place, type_ in enumerate(ORDER)}
    return sorted(rows.items(), key=lambda row: (first.get(row[0][0], len(ORDER)), row[0][0], -len(row[1])))


def _figure(row: Row, said: Sequence[Said], stories: Sequence[Story], origin: Origin, best: str) -> Plain:
    counted = [s for s in said if not (s.subset or s.superseded)] or said
    return {
        "type": row[0],
        "unit": row[1],
        "lowest": min(map(value_of, counted)),
        "highest": max(map(top_of, counted)),
        "best": best_of(said, origin, best),
        "status": status_of(said, origin),
        "says": _says(said, stories, origin),
        "derived": None,
    }


def _derived(figures: Iterable[Plain]) -> list[Plain]:
    """The hurt where nobody counts them, but the dead, and dead and hurt together: a figure that nobody says."""
    people = {figure["type"]: figure for figure in figures if figure["unit"] == "people"}
    both, dead = people.get("casualties"), people.get("killed")
    if "wounded" in people or both is None or dead is None or both["best"] < dead["best"]:
        return []
    hurt = both["best"] - dead["best"]
    figure = {"type": "wounded", "unit": "people", "lowest": hurt, "highest": hurt, "best": hurt}
    return [figure | {"status": both["status"], "says": [], "derived": "casualties less killed"}]


def _says(said: Iterable[Said], stories: Sequence[Story], origin: Origin) -> list[Plain]:
    """Who says how many, in order of publication; the same figure of the same voice on the same day once."""
    merged: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one in said:
        outlet = stories[one.story].outlet if one.voice is None else None
        key = (one.day or 0, one.voice or "", outlet or "", one.low, one.high, one.bound, one.subset, one.superseded)
        merged[key].append(one)
    return [_say(claims, stories, origin) for claims in sorted(merged.values(), key=_say_order)]


def _say_order(said: Sequence[Said]) -> tuple[object, ...]:
    one = said[0]
    return one.day or 0, one.voice or "", value_of(one), range_of(one), one.story


def _say(said: Sequence[Said], stories: Sequence[Story], origin: Origin) -> Plain:
    one = said[0]
    return {
        "source": one.voice,
        "outlet": stories[one.story].outlet if one.voice is None else None,
        "low": one.low,
        "high": one.high,
        "bound": one.bound,
        "published": iso(one.day),
        "counted": one.noun,
        "subset": one.subset,
        "superseded": one.superseded,
        "hedged": all(s.hedged for s in said),
        "origins": _origins(said, origin),
        "claims": [[stories[s.story].id, s.claim] for s in said],
    }


def _origins(said: Iterable[Said], origin: Origin) -> int:
    """How many texts the claims come from: copies of one text, or of one sentence, count once."""
    by_text: dict[int, int] = {}
    for one in said:
        text = origin(one.story)
        by_text.setdefault(text, one.fingerprint or -text - 1)
    return len(set(by_text.values()))


def _documents(incidents: Iterable[Incident], stories: Sequence[Story], origin: Origin) -> list[Plain]:
    main: dict[int, bool] = {}
    for incident in incidents:
        main[incident.story] = main.get(incident.story, False) or incident.main
    numbers: dict[int, int] = {}
    return [
        {
            "id": stories[number].id,
            "main": main[number],
            "published": stories[number].published,
            "outlet": stories[number].outlet,
            "origin": numbers.setdefault(origin(number), len(numbers) + 1),
        }
        for number in sorted(main)
    ]


def _place(incidents: Iterable[Incident], told: Sequence[Story]) -> str | None:
    """Where most claims say it happened; else the place that most of the articles name."""
    said = Counter(incident.place for incident in incidents if incident.place)
    if said:
        return said.most_common(1)[0][0]
    names = Counter(key for story in told for key in story.places)
    if not names:
        return None
    key = names.most_common(1)[0][0]
    return next(story.places[key] for story in told if key in story.places)


def _when(incidents: Iterable[Incident], told: Sequence[Story]) -> str | None:
    """The day that most articles give, or the month; else the day of the first report."""
    days = Counter(incident.days for incident in incidents if incident.days)
    if days:
        first, last = min(days, key=lambda d: (d[1] - d[0], -days[d], d))
        return iso(first) if first == last else (iso(first) or "")[: 7 if last - first < 32 else 4]
    return iso(min((story.day for story in told if story.day is not None), default=None))


def _title(figures: Iterable[Plain], place: str | None, when: str | None) -> str:
    types = list(dict.fromkeys(figure["type"] for figure in figures))
    what = ", ".join(types[:3]) + (" …" if len(types) > 3 else "") if types else "no figures"
    return what + (f" in {place}" if place else "") + (f", {when}" if when else "")


def _why(reason: Reason, stories: Sequence[Story]) -> Plain:
    return {
        "documents": [stories[reason.first].id, stories[reason.second].id],
        "rule": reason.rule,
        "shared": reason.text,
    }
