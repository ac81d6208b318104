"""From groups of incidents to the plain events that `factx reconcile --format json` prints (schema factx-events/1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factx.plain import Plain
from factx.reconcile.best import Origin
from factx.reconcile.days import iso
from factx.reconcile.figures import build_figures, uncounted
from factx.reconcile.model import Incident, Reason, Story

SCHEMA = "factx-events/1"


def event_to_plain(
    stories: Sequence[Story], incidents: Sequence[Incident], reasons: Iterable[Reason], origin: Origin, best: str
) -> Plain:
    """One event without its id: `incidents` tell it, `reasons` joined them."""
    said = [claim for incident in incidents for claim in incident.said]
    told = [stories[incident.story] for incident in incidents]
    about = [stories[incident.story] for incident in incidents if incident.main]
    figures = uncounted(said, about) + build_figures(said, stories, origin, best)
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


def _title(figures: Sequence[Plain], place: str | None, when: str | None) -> str:
    types = [type_ for type_ in dict.fromkeys(figure["type"] for figure in figures) if type_ not in ("be", "have")]
    what = ", ".join(types[:3]) + (" …" if len(types) > 3 else "") or ("figures" if figures else "no figures")
    return what + (f" in {place}" if place else "") + (f", {when}" if when else "")


def _why(reason: Reason, stories: Sequence[Story]) -> Plain:
    return {
        "documents": [stories[reason.first].id, stories[reason.second].id],
        "rule": reason.rule,
        "shared": reason.text,
    }
