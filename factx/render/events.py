"""Events across articles drawn for people: a table (Rich), Markdown and rows for CSV. Reads factx-events/1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from factx.plain import Plain, number_from_plain
from factx.render.figures import figure, number
from factx.render.markdown import escaped
from factx.render.text import one_line

NARRATOR = "the article"
VAGUE = {12: "dozens", 20: "scores", 100: "hundreds", 1000: "thousands", 10_000: "tens of thousands"}
STATES = ("be", "have")  # types that say nothing beside what is counted
COLOURS = {"conflict": "red", "update": "yellow"}

COLUMNS = {
    "event": "id of the event",
    "title": "types, place and day of the event",
    "place": "where it happened",
    "when": "the day it happened, or of the first report",
    "type": "event type of the figure",
    "unit": "what is counted",
    "lowest": "lowest figure anyone gives",
    "highest": "highest figure anyone gives",
    "best": "the best figure, by the rule chosen",
    "status": "single, agree, update, conflict or subset",
    "source": "who says it; empty for the article itself",
    "outlet": "where, if the article itself says it",
    "low": "lower end of what is said",
    "high": "upper end of what is said",
    "bound": "exact, at_least, about …",
    "published": "the day the article appeared",
    "subset": "whether it counts a part only",
    "origins": "texts it comes from, copies of one counted once",
    "claims": "document and claim ids",
}


def render_events(console: Console, events: Sequence[Plain], *, explain: bool = False) -> None:
    """Prints each event to `console`: a line a figure, and below it who says how many."""
    for n, event in enumerate(events):
        if n:
            console.print()
        console.print(Text(one_line(f"{event['id']}  {event['title']}"), style="bold"))
        console.print(Text(told_by(event), style="dim"))
        for row in event["figures"]:
            console.print(Text("\n" + headline(row), style=COLOURS.get(row["status"], "")))
            console.print(_says(row))
        if explain and event["why"]:
            console.print()
            for reason in reasons(event):
                console.print(Text(reason, style="dim"))


def _says(row: Plain) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(justify="right", min_width=10, no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    for say in row["says"]:
        table.add_row(*map(Text, (how_many(row, say), who(say), say["published"] or "", from_(say))))
    return table


def headline(row: Plain) -> str:
    """ "killed: best 17, 11–23, conflict"."""
    derived = f", {row['derived']}" if row["derived"] else ""
    return f"{what(row)}: best {digits(row['best'])}, {span(row)}, {row['status']}{one_line(derived)}"


def render_events_markdown(events: Sequence[Plain], *, explain: bool = False) -> Iterator[str]:
    """The lines of the page, each with its line end: a heading an event, an item a figure, an item below it a voice."""
    for n, event in enumerate(events):
        yield f"{chr(10) if n else ''}## {escaped(event['title'])}\n\n{told_by(event)}\n\n"
        for row in event["figures"]:
            yield f"- {escaped(headline(row))}\n"
            for say in row["says"]:
                notes = "; ".join(note for note in (say["published"], from_(say)) if note)
                yield f"  - {escaped(how_many(row, say))}: {escaped(who(say))}{f' ({notes})' if notes else ''}\n"
        if explain:
            yield from ("\n" + "".join(f"- {escaped(reason)}\n" for reason in reasons(event)),)


def event_rows(events: Sequence[Plain]) -> Iterator[dict[str, str | int | float | bool | None]]:
    """One row a voice and figure, with the columns of COLUMNS."""
    for event in events:
        about = {"event": event["id"], **{key: event[key] for key in ("title", "place", "when")}}
        for row in event["figures"]:
            figures = {key: row[key] for key in ("type", "unit", "lowest", "highest", "best", "status")}
            if not row["says"]:
                yield {**dict.fromkeys(COLUMNS), **about, **figures}
            for say in row["says"]:
                told = {key: say[key] for key in COLUMNS if key in say and key != "claims"}
                claims = " ".join("#".join(claim) for claim in say["claims"])
                yield {**about, **figures, **told, "claims": claims}


def told_by(event: Plain) -> str:
    """ "9 articles, 2 origins"."""
    articles, origins = event["articles"], event["origins"]
    return f"{articles} article{'s' * (articles != 1)}, {origins} origin{'s' * (origins != 1)}"


def reasons(event: Plain) -> Iterator[str]:
    """One line for each pair of articles that was joined."""
    for why in event["why"]:
        first, second = why["documents"]
        yield one_line(f"{first} + {second}: {why['rule']}: {why['shared']}")


def what(row: Plain) -> str:
    """ "killed", "destroyed house": the type, and what is counted where that is not people."""
    if row["unit"] is None or (row["unit"] == "people" and row["type"] not in STATES):
        return one_line(row["type"])
    return one_line(row["unit"] if row["type"] in STATES else f"{row['type']} ({row['unit']})")


def span(row: Plain) -> str:
    low, high = digits(row["lowest"]), digits(row["highest"])
    return low if low == high else f"{low}–{high}"


def digits(value: int | float | None) -> str:
    exact = number_from_plain(value)
    return "?" if exact is None else number(exact)


def how_many(row: Plain, say: Plain) -> str:
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
    """Marks of a say: how many articles and origins, a part, taken back, unsure."""
    articles = len({document for document, _ in say["claims"]})
    copied = f", {say['origins']} origin{'s' * (say['origins'] != 1)}" if say["origins"] < articles else ""
    count = f"{articles} articles{copied}"
    marks = [mark for mark, key in (("part", "subset"), ("old", "superseded"), ("unsure", "hedged")) if say[key]]
    return ", ".join(([count] if articles > 1 else []) + marks)
