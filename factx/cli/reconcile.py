"""`factx reconcile`: the events that many articles tell."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factx.cli.batch import Engine, Scheduler
from factx.cli.options import Events, iso_date, path_argument, path_option
from factx.cli.output import complain, drawn, emit

if TYPE_CHECKING:
    from factx.plain import Plain
    from factx.reconcile import Wanted
    from factx.reconcile.store import Trace


# Traces make no circles, and looking for some in all that is held takes a third of the time.
SELDOM = (200_000, 50, 1000)


STRETCHES_AHEAD = 4  # stretches of records that each worker has waiting


class Format(StrEnum):
    """What `reconcile` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    GEOJSON = "geojson"


class Best(StrEnum):
    """Which figure counts as the best."""

    CREDIBLE = "credible"
    LATEST = "latest"
    MOST = "most"
    LOWEST = "lowest"
    HIGHEST = "highest"


def reconcile(
    records: Annotated[
        list[Path],
        path_argument(
            help="What factx batch wrote; events of an earlier run (.json) keep their ids.", metavar="OUT.jsonl"
        ),
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TABLE,
    best: Annotated[
        Best, typer.Option(help="The best figure: latest of the most credible kind of source, or another rule.")
    ] = Best.CREDIBLE,
    event: Events = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=iso_date, help="Only events told in articles of that day and later."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only events at this place.")] = None,
    min_articles: Annotated[int, typer.Option(min=1, metavar="N", help="Only events told by so many articles.")] = 1,
    all_: Annotated[bool, typer.Option("--all", help="Table and md: all figures and all voices.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Why articles were joined, and what kept others apart.")
    ] = False,
    update: Annotated[
        Path | None,
        path_option(metavar="FILE", help="Keep traces here; later runs add articles, and events keep their ids."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read the records.")] = 1,
    engine: Annotated[Engine, typer.Option(help="Processes of this machine, or a Dask cluster.")] = Engine.LOCAL,
    scheduler: Scheduler = None,
) -> None:
    """Group the claims of many articles into events: who says how many, and how it agrees."""
    from factx.export import EventPoints
    from factx.reconcile import EVENTS_SCHEMA, Wanted, find_events, is_events_file, read_homes
    from factx.records import read_records

    gc.set_threshold(*SELDOM)
    wanted = Wanted(types=frozenset(event or ()), since=since, place=place, articles=min_articles)
    earlier = [path for path in records if path.suffix == ".json" and is_events_file(path, EVENTS_SCHEMA)]
    files = [path for path in records if path not in earlier]
    before = [home for path in earlier for home in read_homes(path)]
    is_spread = workers > 1 or engine is Engine.DASK
    _check(before, is_spread=is_spread, format=format, update=update)
    points = EventPoints()
    read = (record for path in files for record in read_records(path))
    located = points.watch(read) if format is Format.GEOJSON else read
    with _traces(files if is_spread else [], engine, workers, scheduler) as traces:
        found = find_events(
            () if is_spread else located,
            best=best.value,
            update=update,
            before=before,
            traces=traces,
            explain=explain,
        )
        chosen = _or_said((kept for one in found if (kept := wanted.of(one)) is not None), wanted)
        if format is Format.GEOJSON:
            emit(points.lines(chosen))
        else:
            emit(_pieces(chosen, format, explain=explain, all_=all_ or event is not None))


def _or_said(chosen: Iterator[Plain], wanted: Wanted) -> Iterator[Plain]:
    """The events; where there is none, standard error says so."""
    first = next(chosen, None)
    if first is not None:
        yield first
    elif wanted.is_choice:
        complain(f"no event is as asked for by {' and '.join(_asked(wanted))}")
    else:
        complain("the records tell of no event")
    yield from chosen


def _asked(wanted: Wanted) -> Iterator[str]:
    """The options that choose among the events, as far as they are given."""
    given = {
        "--event": wanted.types,
        "--since": wanted.since,
        "--place": wanted.place,
        "--min-articles": wanted.articles > 1,
    }
    yield from (name for name, value in given.items() if value)


def _check(before: Sequence[object], *, is_spread: bool, format: Format, update: Path | None) -> None:
    """Raises BadParameter for options that exclude each other."""
    if before and update:
        raise typer.BadParameter("--update keeps the ids of events by itself: give no file of events beside it")
    if is_spread and format is Format.GEOJSON:
        raise typer.BadParameter("geojson reads the records here: leave out --workers and --engine")


@contextmanager
def _traces(files: Sequence[Path], engine: Engine, workers: int, scheduler: str | None) -> Iterator[Iterator[Trace]]:
    """The traces of the files, made by processes of this machine or by a cluster; without files none are started."""
    from factx.reconcile import cut, gather

    if not files:
        yield iter(())
    elif engine is Engine.DASK:
        from factx.batch.dask import connected

        with connected(scheduler, workers) as client:
            ahead = STRETCHES_AHEAD * max(1, len(client.nthreads()))
            yield gather(cut(files), client.submit, ahead)
    else:
        from concurrent.futures import ProcessPoolExecutor

        from factx.batch.spawning import spawning

        with ProcessPoolExecutor(workers, mp_context=spawning()) as pool:
            yield gather(cut(files), pool.submit, STRETCHES_AHEAD * workers)


def _pieces(events: Iterator[Plain], format: Format, *, explain: bool, all_: bool) -> Iterator[str]:
    match format:
        case Format.JSON:
            yield from _json(events)
        case Format.CSV:
            from factx.export import csv_lines
            from factx.render.events import EVENT_COLUMNS, event_rows

            yield from csv_lines(EVENT_COLUMNS, event_rows(events))
        case Format.MD:
            from factx.render.events import render_events_markdown

            yield from render_events_markdown(events, explain=explain, all_=all_)
        case _:
            from factx.render.events import render_events

            yield from drawn(lambda console: render_events(console, events, explain=explain, all_=all_))


def _json(events: Iterator[Plain]) -> Iterator[str]:
    """The whole as `to_json` with an indent writes it, one event after the other."""
    from factx.plain import to_json
    from factx.reconcile import EVENTS_SCHEMA

    yield f'{{\n  "schema": "{EVENTS_SCHEMA}",\n  "events": ['
    last = ""
    for event in events:
        yield f"{last}\n    " + to_json(event, indent=2).replace("\n", "\n    ")
        last = ","
    yield "\n  ]\n}\n" if last else "]\n}\n"
