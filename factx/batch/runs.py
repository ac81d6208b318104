"""A run from its plan to its summary: finds the inputs, opens the journal, has the chunks done, writes their lines."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from factx.batch.board import Done
from factx.batch.earlier import read_earlier
from factx.batch.engines import done_by
from factx.batch.feed import fed
from factx.batch.journal import Journal, open_journal
from factx.batch.made import made_of
from factx.batch.notes import Mark
from factx.batch.outputs import check_place, files_of
from factx.batch.plan import Noticed, Plan, Summary, Watch, unwatched
from factx.batch.update import is_begun, update
from factx.batch.work import Line, cut
from factx.errors import UsageError
from factx.readers import Entry, find_files, open_articles, shown
from factx.readers.articles import is_stream
from factx.readers.entries import STDIN
from factx.readers.folders import real_path

LOG = logging.getLogger("factx")


def run(plan: Plan, watch: Watch = unwatched) -> Summary:
    """Does what is still to do of a plan. Raises FactxError if it cannot, UsageError if it should not.

    Args:
        watch: called at the start and after each chunk, with how far the run is and the bytes of all inputs.
    """
    assert plan.output is not None
    began = time.monotonic()
    check_place(plan.output)
    files = find_inputs(plan, plan.output)
    made = made_of(plan.work, files)
    LOG.info("%d files, %s, at most %d workers", len(files), made["model"], plan.workers)
    if plan.update and is_begun(plan.output):
        summary = update(plan, plan.output, files, made, watch)
        return replace(summary, seconds=time.monotonic() - began)
    total = sum(file.size for file in files)
    with open_journal(plan.output, made, fresh=plan.fresh) as journal:
        before, noticed = journal.mark, Noticed()
        watch(before, total)
        if before.articles and (journal.made["stamps"] != made["stamps"] or any(map(is_stream, files))):
            check_same(plan, files, journal)
        with closing(done_by(plan, cut(islice(articles(plan, files), before.articles, None)))) as chunks:
            for chunk, lines in chunks:
                journal.add(lines, sum(entry.size for entry in chunk))
                noticed.add(lines)
                watch(journal.mark, total)
        return Summary(before, journal.mark, time.monotonic() - began, noticed=noticed)


def stream(plan: Plan, write: Callable[[Sequence[Line]], None], watch: Watch = unwatched) -> Summary:
    """Does a plan without an output: hands on the lines of each chunk, in order, as soon as it is done.

    Of pipes and standard input each article is a chunk of its own, so that it waits for no other.
    """
    began = time.monotonic()
    files = list(find_files(plan.paths, glob=plan.glob))
    mark, noticed = Mark(), Noticed()
    entries = articles(plan, files)
    chunks = fed(entries) if any(map(is_stream, files)) else cut(entries)
    with closing(done_by(plan, chunks)) as done:
        for chunk, lines in done:
            write(lines)
            noticed.add(lines)
            mark = mark.after(lines, sum(entry.size for entry in chunk))
            watch(mark, sum(file.size for file in files))
    return Summary(Mark(), mark, time.monotonic() - began, noticed=noticed)


def articles(plan: Plan, files: Iterable[Entry]) -> Iterator[Entry]:
    return open_articles(files, dict(plan.work.fields))


def find_inputs(plan: Plan, output: Path) -> list[Entry]:
    """The input files in order. Raises UsageError if the output is one of them, or if one is standard input."""
    outputs = {real_path(path) for path in files_of(output)}
    files = list(find_files(plan.paths, glob=plan.glob, without=outputs))
    for path in plan.paths:
        if str(path) == STDIN:
            raise UsageError("to go on later, batch must read files: -o - prints the records of standard input")
        if real_path(path) in outputs:
            raise UsageError(f"{shown(str(path))} cannot be both input and output")
    return files


def check_same(plan: Plan, files: Sequence[Entry], journal: Journal) -> None:
    """Raises UsageError if an article that the journal has done is not the same any more, whatever its file's time."""
    known = 0
    with journal.output.open("rb") as file:
        earlier = read_earlier(file, journal.mark.output_bytes)
        for entry in islice(articles(plan, files), journal.mark.articles):
            if entry.id in earlier.places:
                known += 1
                if not earlier.has(entry):
                    raise other_inputs(journal, f"{shown(entry.path)} has changed")
    if known != journal.mark.articles - journal.mark.failed:
        raise other_inputs(journal, "other articles")


def other_inputs(journal: Journal, what: str) -> UsageError:
    """The error for an output that was begun with something else than is there now."""
    name = shown(str(journal.output))
    return UsageError(
        f"{name} was begun with other inputs ({what}); bring it up to date with --update, or start over with --fresh"
    )


__all__ = ["Done", "Plan", "Summary", "Watch", "find_inputs", "made_of", "run", "stream", "unwatched"]
