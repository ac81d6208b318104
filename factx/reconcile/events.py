"""From groups of incidents to the plain events that `factx reconcile --format json` prints (schema factx-events/1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log2, log10

from factx.model import AFTERMATH, HARM
from factx.plain import Plain
from factx.reconcile.best import Origin, voice_of
from factx.reconcile.days import iso
from factx.reconcile.figures import (
    CHARGED,
    UNNUMBERED,
    build_figures,
    in_order,
    parts_marked,
    quarters_figure,
    series_figure,
)
from factx.reconcile.groups import Group
from factx.reconcile.incidents import is_recent
from factx.reconcile.lexicon import lexicon
from factx.reconcile.model import Incident, Reason, Story
from factx.reconcile.names import NAME_WORD, key_of
from factx.reconcile.outliers import FAR
from factx.reconcile.places import FAME, is_act, known, on_map, telling
from factx.reconcile.quarters import Quarters, company_told, first_day
from factx.reconcile.words import POSSESSIVE

EVENTS_SCHEMA = "factx-events/1"
OPENED_BY = 0.34  # part of the articles about an event that must open with harm for it to be the event's size
GRAVE = frozenset(("killed", "wounded"))
ASIDE_OF = 2  # articles of which more are needed to tell that what one alone tells is told in passing
RECALLED_BY = 5  # origins by which an event that no article is about stands among those that some are about
# Weight of what a claim takes for a place that is on no map: told once it gives way to what articles name.
UNMAPPED = 0.5
ALONE = 0.5  # weight of harm that one origin alone tells, and of a toll that runs behind the news
OUTLET_NAMED = re.compile(r"\s[–—|-]\s[^–—|]+$")  # "… – Washington Post" at the end of a headline
LONGEST_CODE = 4  # letters: "UAE"; a longer name in capitals is one of a dateline


def event_to_plain(
    stories: Mapping[int, Story], incidents: Sequence[Incident], group: Group, origin: Origin, best: str
) -> Plain:
    """One event without its id: `incidents` tell it; `stories` are theirs and those of the group's reasons."""
    lined = {point.said for line in group.lines for point in (*line.points, *line.undated)}
    lined |= {one for told in group.quarters.values() for one in told}
    said = [claim for incident in incidents for claim in incident.said if claim not in lined]
    told = [stories[incident.story] for incident in incidents]
    about = [stories[incident.story] for incident in incidents if incident.main]
    figures = build_figures(said, about, stories, origin, best)
    figures = in_order([*figures, *(series_figure(line, stories, origin, best) for line in group.lines)])
    mains = [incident for incident in incidents if incident.main]
    when = _when(incidents, group, told)
    passing = not _about_harm(figures, mains) or (bool(mains) and _is_past(when, told))
    figures = [
        figure
        | {
            "passing": _is_days_harm(figure)
            and (
                passing
                or not _is_victim_of(figure, mains, about)
                or _is_aside(figure, mains or incidents)
                or _is_some_of_the_dead(figure, figures)
            )
        }
        for figure in figures
    ]
    if group.quarters:
        figures.append(quarters_figure(group.quarters, stories, origin) | {"passing": False})
    harm = not passing and any(_is_days_harm(figure) and figure["type"] in HARM for figure in figures)
    place, when = _place(incidents, group, told, harm=harm), _when([], group, told) if passing else when
    return {
        "title": _quarters_title(group.quarters) if group.quarters else _title(figures, place, when, about),
        "place": place,
        "when": when,
        "articles": len({story.number for story in told}),
        "origins": len({origin(story.number) for story in told}),
        "documents": _documents(incidents, stories, origin),
        "figures": figures,
        "why": [_why(reason, stories) for reason in group.reasons],
        "apart": [_why(reason, stories) for reason in group.apart],
    }


def _documents(incidents: Iterable[Incident], stories: Mapping[int, Story], origin: Origin) -> list[Plain]:
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


def _place(incidents: Sequence[Incident], group: Group, told: Sequence[Story], *, harm: bool) -> str | None:
    """Where most claims say it happened, of an event of `harm` those of harm; else the place that articles name most.

    Headlines about harm name where it was.
    """
    if group.quarters:
        return None
    if group.lines and not group.mains:
        return group.lines[0].place
    placed = [incident for incident in incidents if incident.place]
    grave = [incident for incident in placed if harm and any(one.type in HARM for one in incident.said)]
    said = Counter(_bare(incident.place or "") for incident in grave or placed)
    if said and lexicon().worldwide.issuperset(map(str.casefold, said)):
        return None
    titles = [NAME_WORD.findall(OUTLET_NAMED.sub("", story.title).casefold()) for story in told if story.title]
    names = Counter(key for story in told for key, name in story.places.items() if known(_bare(name)))
    told_at = _weighed(said, placed, titles)
    may_be_named = bool(group.mains and names)  # what is only recalled was somewhere else
    if told_at and (max(told_at.values()) > UNMAPPED or not may_be_named):
        return _most_told(told_at, names)
    return _most_named(names, told, titles if harm else []) if may_be_named else None


def _weighed(said: Mapping[str, int], placed: Iterable[Incident], titles: Sequence[Sequence[str]]) -> dict[str, float]:
    """How often each place is told, by claims and headlines; less of what is on no map, and nothing that is done."""
    located = {_bare(one.place) for incident in placed for one in incident.said if one.place and one.country}
    weights: dict[str, float] = {}
    for place, times in said.items():
        if place in located or on_map(place):
            weights[place] = times + _named(place, titles)
        elif not is_act(place):
            weights[place] = UNMAPPED * times
    return weights


def _most_named(names: Mapping[str, int], told: Sequence[Story], titles: Sequence[Sequence[str]]) -> str:
    """The place that most articles name, those doubly that have it in the headline."""
    key = max(names, key=lambda key: names[key] + sum(_stands_in(key.split(), title) for title in titles))
    return _bare(next(story.places[key] for story in told if key in story.places))


def _most_told(told: Mapping[str, float], names: Mapping[str, int]) -> str:
    """The place that is told most; of towns told as often the one that most articles name."""
    first = max(told, key=lambda place: told[place])
    if not _is_town(first):
        return first
    return max(told, key=lambda place: (told[place], _is_town(place), names.get(key_of(place), 0)))


def _named(place: str, titles: Iterable[Sequence[str]]) -> int:
    """In how many headlines a town stands: a headline about an attack names where it was."""
    words = NAME_WORD.findall(place.casefold())
    return sum(_stands_in(words, title) for title in titles) if _is_town(place) else 0


def _is_town(place: str) -> bool:
    """Whether it is neither a country nor a region."""
    return telling(place) not in (FAME["country"], FAME["region"])


def _stands_in(words: Sequence[str], title: Sequence[str]) -> bool:
    """Whether the words stand in a headline one after the other."""
    return any(list(title[n : n + len(words)]) == list(words) for n in range(len(title)))


def _bare(name: str) -> str:
    """The name of a place without the ending of a possessive, and not in the capitals of a dateline."""
    name = POSSESSIVE.sub("", name)
    return name.title() if name.isupper() and len(name) > LONGEST_CODE else name


def _when(incidents: Iterable[Incident], group: Group, told: Sequence[Story]) -> str | None:
    """The day that most articles give, or the month; of a series that it is counted from; else of the first report."""
    if group.quarters:
        return iso(first_day(next(iter(group.quarters))))
    if group.lines and not group.mains:
        begun = [line.since if line.runs else line.when and line.when[1] for line in group.lines]
        known = Counter(day for day in begun if day)
        return iso(known.most_common(1)[0][0]) if known else None
    days = Counter(incident.days for incident in incidents if incident.days)
    reported = min((story.day for story in told if story.day is not None), default=None)
    if days:
        first, last = min(days, key=lambda d: (d[1] - d[0], -days[d], not is_recent(d, reported), d))
        return iso(first) if first == last else (iso(first) or "")[: 7 if last - first < 32 else 4]
    return iso(reported)


def _title(figures: Sequence[Plain], place: str | None, when: str | None, about: Sequence[Story]) -> str:
    """What was counted, where and when; where no harm is, or only in passing, the first headline."""
    harm = (figure for figure in figures if figure["type"] in HARM | AFTERMATH)
    told = (figure["type"] for figure in harm if figure["best"] and not (figure["passing"] or figure["unsure"]))
    tolls = list(dict.fromkeys(told))
    headline = next((story.title for story in about if story.title), None)
    if not tolls and headline:
        return headline + (f", {when}" if when else "")
    types = tolls or list(dict.fromkeys(figure["type"] for figure in figures if figure["type"] not in ("be", "have")))
    what = ", ".join(types[:3]).replace("_", " ") + (" …" if len(types) > 3 else "") or (
        "figures" if figures else "no figures"
    )
    running = any(figure["scope"] == "running" for figure in figures)
    return what + (f" in {place}" if place else "") + (f"{' since' if running else ','} {when}" if when else "")


def _quarters_title(quarters: Quarters) -> str:
    """ "Quillmar, net profit by quarter, 2024-Q1 to 2024-Q4"."""
    first, *_, last = quarters
    told = quarters[first][0].quarter
    return f"{company_told(quarters)}, {told.measure if told else ''} by quarter, {first} to {last}"


def _why(reason: Reason, stories: Mapping[int, Story]) -> Plain:
    return {
        "documents": [stories[reason.first].id, stories[reason.second].id],
        "rule": reason.rule,
        "shared": reason.text,
    }


def _is_past(when: str | None, told: Iterable[Story]) -> bool:
    """Whether it happened in a year before the one in which its articles appeared, and before the year before."""
    published = min((story.day for story in told if story.day is not None), default=None)
    return published is not None and when is not None and int(when[:4]) < date.fromordinal(published).year - 1


def rank_of(event: Plain, incidents: Sequence[Incident]) -> float:
    """How far up an event stands: what articles are about, or many recall, and series first, then by harm and articles.

    Harm counts where a part of the articles about the event open with it: not the statistics that an article ends on,
    nor the harm of long ago that it recalls. What one origin alone tells counts half, and so do a toll that runs
    and harm that is only recalled.
    """
    mains = [incident for incident in incidents if incident.main]
    origins = {document["id"]: document["origin"] for document in event["documents"]}
    alone: dict[str, float] = {}
    shared: dict[str, float] = {}
    for figure in event["figures"]:
        opens = figure["scope"] != "event" or (_opens(figure["type"], mains) and not (mains and figure["passing"]))
        if figure["type"] in HARM and figure["unit"] == "people" and opens and not figure["unsure"]:
            for best in (alone, shared) if _is_shared(figure, origins) else (alone,):
                best[figure["type"]] = max(best.get(figure["type"], 0), figure["best"])
    running = any(figure["scope"] != "event" for figure in event["figures"])
    weight = ALONE if running or not mains else 1.0
    first = bool(mains) or running or event["origins"] >= RECALLED_BY
    return 100.0 * first + max(weight * _size(shared), ALONE * _size(alone)) + log2(event["origins"])


def _size(best: Mapping[str, float]) -> float:
    """How much harm there is, of the best figure of each type."""
    return log10(1 + best.get("killed", 0) + sum(best.values()) / 10)


def _is_shared(figure: Plain, origins: Mapping[str, int]) -> bool:
    """Whether two origins tell of harm of about the size of the best figure."""
    firm = (say for say in figure["says"] if not (say["subset"] or say["superseded"] or say["outlier"]))
    large = (say for say in firm if ((say["high"] if say["low"] is None else say["low"]) or 0) * FAR >= figure["best"])
    return len({origins[article] for say in large for article, _ in say["claims"]}) > 1


def _about_harm(figures: Iterable[Plain], mains: Sequence[Incident]) -> bool:
    """Whether enough of the articles about an event open with harm; of one article alone nobody knows."""
    return len(mains) < 2 or any(_is_days_harm(figure) and _opens(figure["type"], mains) for figure in figures)


def _is_victim_of(figure: Plain, mains: Sequence[Incident], about: Sequence[Story]) -> bool:
    """Whether one who is told of without a number is what the articles are about: a headline has a death, or most do.

    A debate, a film or a ruling has its dead too.
    """
    if figure["derived"] not in (UNNUMBERED, CHARGED):
        return True
    telling = sum(any(said.type == figure["type"] and not said.claims for said in one.said) for one in mains)
    told = telling * 2 >= len(mains) and sum(story.harmed for story in about) * 2 > len(about)
    return told or any(story.deadly and story.harmed for story in about)


def _is_aside(figure: Plain, incidents: Sequence[Incident]) -> bool:
    """Whether of several articles about an event one alone tells, once, of what came of it, below its lead."""
    if len(incidents) <= ASIDE_OF or figure["type"] in GRAVE:
        return False
    row = figure["type"], figure["unit"]
    counted = parts_marked([said for one in incidents for said in one.said if (said.type, said.unit) == row])
    told = [said for said in counted if not said.subset]
    return len({said.story for said in told}) == 1 == len({voice_of(said) for said in told}) and not any(
        said.lead or not said.claims for said in told
    )


def _is_some_of_the_dead(figure: Plain, figures: Iterable[Plain]) -> bool:
    """Whether fewer are dead and hurt together than are dead: some who are seen, or named."""
    dead = max((f["best"] for f in figures if f["type"] == "killed" and f["unit"] == "people"), default=0)
    return (figure["type"], figure["unit"]) == ("casualties", "people") and bool(figure["highest"] < dead)


def _is_days_harm(figure: Plain) -> bool:
    """Whether it counts harm, or what comes of it, that happened on one day."""
    return figure["type"] in HARM | AFTERMATH and figure["scope"] == "event"


def _opens(type_: str, mains: Sequence[Incident]) -> bool:
    """Whether enough articles about an event open with figures of a type; what none is about needs none."""
    opening = sum(any(said.type == type_ and (said.lead or not said.claims) for said in one.said) for one in mains)
    return opening >= OPENED_BY * len(mains)
