"""Events across articles drawn for people: a table (Rich), Markdown and rows for CSV. Reads factx-events/1.

All three have one order: tolls first, then money, the rest only where it is asked for. A toll has its best figure, its
range and how it moved; below it who stands where, a line a voice with its last figure and earlier ones behind it, the
official voices first; and parts below their whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from factx.model import AFTERMATH, HARM
from factx.plain import Plain
from factx.render.layout import hung
from factx.render.markdown import escaped
from factx.render.text import one_line
from factx.render.tolls import Line, lines_of

STATES = ("be", "have")  # types that say nothing beside what is counted
SUMS = 4  # sums of money that are drawn of an event
WIDEST = 24  # characters of the column of types
COLOURS = {"conflict": "red", "update": "yellow"}

EVENT_COLUMNS = {
    "event": "id of the event",
    "title": "types, place and day of the event",
    "place": "where it happened",
    "when": "the day it happened, or of the first report",
    "type": "event type of the figure",
    "unit": "what is counted",
    "scope": "event, running: the toll so far of a war, an epidemic, a season, or quarters: a company's",
    "since": "the day a running toll is counted from",
    "lowest": "lowest figure anyone gives",
    "highest": "highest figure anyone gives",
    "best": "the best figure, by the rule chosen",
    "status": "single, agree, update, conflict or subset",
    "source": "who says it; empty for the article itself",
    "standing": "the kind of source",
    "outlet": "where, if the article itself says it",
    "low": "lower end of what is said",
    "high": "upper end of what is said",
    "bound": "exact, at_least, about …",
    "published": "the day the article appeared",
    "subset": "whether it counts a part only",
    "outlier": "why the figure stands apart from the others, if it does",
    "origins": "texts it comes from, copies of one counted once",
    "claims": "document and claim ids",
}

SERIES_COLUMNS = {
    "series": "id of the event that the toll makes, in this run",
    "title": "what, where, since when",
    "type": "event type of the figure",
    "since": "the day it is counted from",
    "day": "the day the article appeared",
    "quarter": "of a company's figures the quarter they are of",
    "source": "who says it; empty for the article itself",
    "low": "lower end of what is said",
    "high": "upper end of what is said",
    "bound": "exact, at_least, about …",
    "article": "id of the article",
    "claim": "id of its claim",
}


def shown(event: Plain, *, all_: bool = False) -> list[Plain]:
    """The figures of an event that are drawn: tolls and the sums of money told most, and with `all_` the rest."""
    if all_:
        return list(event["figures"])
    told = [row for row in event["figures"] if any(not say["superseded"] for say in row["says"]) or not row["says"]]
    told = [row for row in told if not in_passing(row)]
    money = sorted((row for row in told if row["kind"] == "money"), key=lambda row: -len(row["says"]))
    return [row for row in told if is_toll(row)] + money[:SUMS]


def in_passing(row: Plain) -> bool:
    """Whether one article alone tells the harm, where the articles about the event open with something else."""
    return row.get("passing", False) and len({article for say in row["says"] for article, _ in say["claims"]}) < 2


def is_toll(row: Plain) -> bool:
    """Whether people or things are counted that something befell; no part of them in percent."""
    return row["kind"] == "count" and (row["type"] in HARM | AFTERMATH or row["type"] in ("laid_off", "protested"))


def render_events(console: Console, events: Iterable[Plain], *, explain: bool = False, all_: bool = False) -> None:
    """Prints each event to `console`: a line a figure, and below it who stands where.

    What one article alone tells in passing is counted in the last line, and drawn with `all_`.
    """
    passing = Passing(events, all_=all_)
    for n, event in enumerate(passing):
        if n:
            console.print()
        _print(console, one_line(f"{event['id']}  {event['title']}"), "bold")
        _print(console, f"    {told_by(event)}", "dim")
        rows = shown(event, all_=all_)
        width = min(WIDEST, max((len(what(row)) for row in rows), default=0))
        for row in rows:
            for line in lines_of(row, what(row), whole=all_):
                _print(console, *_drawn(line, width, row))
        left = len(event["figures"]) - len(rows)
        if left:
            _print(console, f"    {left} other figure{'s' * (left != 1)} (--all)", "dim")
        if explain:
            for reason in reasons(event):
                _print(console, f"    {reason}", "dim")
    if passing.left:
        console.print()
        _print(console, passing.told(), "dim")


def _print(console: Console, line: str, style: str) -> None:
    console.print(Text(hung(line, console.width), style=style), soft_wrap=True)


class Passing:
    """The events that are drawn; `left` counts those that one article alone tells in passing, which are not."""

    def __init__(self, events: Iterable[Plain], *, all_: bool) -> None:
        self._events, self._all, self.left = events, all_, 0

    def __iter__(self) -> Iterator[Plain]:
        for event in self._events:
            if self._all or event["articles"] > 1 or any(document["main"] for document in event["documents"]):
                yield event
            else:
                self.left += 1

    def told(self) -> str:
        """ "12 events told in passing by one article each (--all)"."""
        one = self.left == 1
        return f"{self.left} event{'s' * (not one)} told in passing by one article{' each' * (not one)} (--all)"


def _drawn(line: Line, width: int, row: Plain) -> tuple[str, str]:
    """A line with its indent, and its style."""
    if line.level:
        return f"{' ' * (width + 6)}{line.text}", "dim" if line.level > 1 else ""
    return f"    {line.head.ljust(width)}  {line.text}", COLOURS.get(row["status"], "")


def render_events_markdown(events: Iterable[Plain], *, explain: bool = False, all_: bool = False) -> Iterator[str]:
    """The lines of the page, each with its line end: a heading an event, an item a figure, an item below it a voice."""
    passing = Passing(events, all_=all_)
    for n, event in enumerate(passing):
        yield f"{chr(10) if n else ''}## {escaped(event['title'])}\n\n{told_by(event)}\n\n"
        for row in shown(event, all_=all_):
            for line in lines_of(row, what(row), whole=all_):
                head = f"**{escaped(line.head)}** " if line.head else ""
                yield f"{'  ' * line.level}- {head}{escaped(line.text.strip())}\n"
        if explain:
            yield from ("\n" + "".join(f"- {escaped(reason)}\n" for reason in reasons(event)),)
    if passing.left:
        yield f"\n{passing.told()}\n"


def event_rows(events: Iterable[Plain]) -> Iterator[dict[str, str | int | float | bool | None]]:
    """One row a voice and figure, with the columns of EVENT_COLUMNS."""
    for event in events:
        about = {"event": event["id"], **{key: event[key] for key in ("title", "place", "when")}}
        for row in event["figures"]:
            kept = ("type", "unit", "scope", "since", "lowest", "highest", "best", "status")
            figures = {key: row[key] for key in kept}
            if not row["says"]:
                yield {**dict.fromkeys(EVENT_COLUMNS), **about, **figures}
            for say in row["says"]:
                told = {key: say[key] for key in EVENT_COLUMNS if key in say and key != "claims"}
                claims = " ".join("#".join(claim) for claim in say["claims"])
                yield {**about, **figures, **told, "claims": claims}


def series_rows(events: Iterable[Plain]) -> Iterator[dict[str, str | int | float | bool | None]]:
    """One row a figure of a running toll and article, in the order of time."""
    for event in events:
        for row in event["figures"]:
            if row["scope"] == "event":
                continue
            for say in row["says"]:
                told = {"series": event["id"], "title": event["title"], "type": row["type"], "since": row["since"]}
                told |= {"day": say["published"], "quarter": say.get("quarter")}
                told |= {key: say[key] for key in ("source", "low", "high", "bound")}
                yield from (told | {"article": article, "claim": claim} for article, claim in say["claims"])


def told_by(event: Plain) -> str:
    """ "9 articles, 2 origins, 2024-03-05 to 2024-03-08"."""
    articles, origins = event["articles"], event["origins"]
    days = sorted({document["published"] for document in event["documents"] if document["published"]})
    span = [days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"] if days else []
    counts = [f"{articles} article{'s' * (articles != 1)}", f"{origins} origin{'s' * (origins != 1)}"]
    return ", ".join([*counts, *span])


def reasons(event: Plain) -> Iterator[str]:
    """One line for each pair of articles that was joined, then for those that were kept apart."""
    for sign, key in (("+", "why"), ("≠", "apart")):
        for why in event[key]:
            first, second = why["documents"]
            yield one_line(f"{first} {sign} {second}: {why['rule']}: {why['shared']}")


def what(row: Plain) -> str:
    """ "killed", "destroyed (house)": the type, and what is counted where that is not people."""
    type_ = row["type"].replace("_", " ")
    if row["unit"] is None or (row["unit"] == "people" and row["type"] not in STATES):
        return one_line(type_)
    return one_line(row["unit"] if row["type"] in STATES else f"{type_} ({row['unit']})")
