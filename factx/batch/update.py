"""An output brought up to date: articles that are the same are taken over, the others read, those gone left out.

The new output is written beside the old one, `OUT.jsonl.new`, with a journal of its own, so that it can go on after
any end like every run. When it is whole, its files take the place of the old ones one by one; the journal says that
they are to, and goes last, so that whoever comes after a kill in the middle does the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from factx.batch.earlier import Earlier, read_earlier
from factx.batch.engines import done_by
from factx.batch.journal import (
    Journal,
    check_failures,
    check_records,
    locked,
    open_journal,
    read_state,
    settle_update,
)
from factx.batch.made import Made, differences
from factx.batch.outputs import new_output, side_files
from factx.batch.plan import Noticed, Plan, Summary, Watch
from factx.batch.work import Copied, Line, cut
from factx.errors import UsageError
from factx.readers import Entry, open_articles

MOST_TAKEN_OVER = 4_000_000  # bytes of records that are taken over at once

Block = tuple[list[Line | Copied], int]  # lines, and the bytes of input they are made of


def is_begun(output: Path) -> bool:
    """Whether a run has written there before."""
    journal = side_files(output)[1]
    return output.exists() and journal.exists() and journal.stat().st_size > 0


def update(plan: Plan, output: Path, files: Sequence[Entry], made: Made, watch: Watch) -> Summary:
    """Brings an output up to date with a plan. Raises UsageError if it is not as the last run left it."""
    with ExitStack() as closed:
        notes = closed.enter_context(locked(output))
        state = read_state(output, notes)
        check_records(output, state)
        check_failures(output, state)
        redone = differences(state.made, {name: made[name] for name in made if name != "inputs"})
        earlier = read_earlier(closed.enter_context(output.open("rb")), 0 if redone else state.mark.output_bytes)
        found = compared(plan, files, earlier)
        summary = Summary(state.mark, state.mark, 0.0, found.kept, found.changed, found.gone, redone, is_update=True)
        if found.is_all_there and not state.mark.failed and not differences(state.made, made):
            return summary
        journal = closed.enter_context(open_new(new_output(output), made))
        total = sum(file.size for file in files)
        watch(journal.mark, total)
        noticed = Noticed()
        for lines, read in merged(plan, files, earlier, journal.mark.articles):
            journal.add(lines, read)
            noticed.add(lines)
            watch(journal.mark, total)
        journal.finish()
        settle_update(output)
        return replace(summary, end=journal.mark, noticed=noticed)


@dataclass(frozen=True, slots=True)
class Found:
    """What has become of the articles of the last time, and whether nothing at all is to do."""

    kept: int
    changed: int
    gone: int
    is_all_there: bool


def compared(plan: Plan, files: Sequence[Entry], earlier: Earlier) -> Found:
    """The articles that are there now beside those of an earlier run."""
    before = iter(earlier.places)
    articles = kept = known = 0
    in_order = True
    for entry in open_articles(files, dict(plan.work.fields)):
        articles += 1
        kept += earlier.has(entry)
        known += entry.id in earlier.places
        in_order = in_order and next(before, None) == entry.id
    gone = len(earlier.places) - known
    return Found(kept, known - kept, gone, in_order and articles == kept == len(earlier.places))


@contextmanager
def open_new(output: Path, made: Made) -> Iterator[Journal]:
    """The journal of an update that begins, or goes on where one with the same inputs was killed.

    Raises UsageError if another run is writing there.
    """
    with ExitStack() as closed:
        try:
            journal = closed.enter_context(open_journal(output, made, fresh=False, announced=False))
            if journal.made != made:
                raise UsageError("files were touched since")
        except UsageError:
            closed.close()
            journal = closed.enter_context(open_journal(output, made, fresh=True, announced=False))
        yield journal


def merged(plan: Plan, files: Sequence[Entry], earlier: Earlier, done: int) -> Iterator[Block]:
    """The lines of all articles from number `done` on, in order: those taken over and those that are read now."""
    order: deque[Entry | None] = deque()  # what is taken over; None for what is read

    def to_read() -> Iterator[Entry]:
        for entry in islice(open_articles(files, dict(plan.work.fields)), done, None):
            is_kept = earlier.has(entry)
            order.append(replace(entry, content=None) if is_kept else None)
            if not is_kept:
                yield entry

    with closing(done_by(plan, cut(to_read()))) as chunks:
        for chunk, lines in chunks:
            for entry, line in zip(chunk, lines, strict=True):
                yield from taken_over(order, earlier)
                order.popleft()
                yield [line], entry.size
    yield from taken_over(order, earlier)


def taken_over(order: deque[Entry | None], earlier: Earlier) -> Iterator[Block]:
    """The lines that stand before the next article that is read."""
    lines: list[Line | Copied] = []
    size = read = 0
    while order and (entry := order[0]) is not None:
        order.popleft()
        lines.append(line := earlier.line(entry))
        size += len(line.raw)
        read += entry.size
        if size > MOST_TAKEN_OVER:
            yield lines, read
            lines, size, read = [], 0, 0
    if lines:
        yield lines, read
