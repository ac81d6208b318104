"""Batch: every article is in the output or among the failures, once, in order, whatever happens on the way.

Most tests have stand-in work done by real processes: it needs no model, and dies where an article says so.
"""

import json
import os
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from factx.batch import Plan, Work, run
from factx.batch.work import CHUNK_BYTES, Line, cut, failure
from factx.errors import DocumentError, FactxError, ModelError, UsageError
from factx.readers import Entry, expand, read


class Echo(Work):
    """Gives each article back in capitals; does what an article orders first."""

    def warm(self):
        pass

    def __call__(self, entries):
        return [self.obeyed(entry) for entry in entries]

    def obeyed(self, entry):
        try:
            text = read(entry).text
        except DocumentError as error:
            return failure(entry, error)
        if text.startswith("DIE ONCE"):
            marker = Path(entry.path).with_suffix(".died")
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        elif text.startswith("DIE"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif text.startswith("HANG"):
            time.sleep(3600)
        elif text.startswith("SLEEP"):
            time.sleep(0.3)
        return Line(True, json.dumps(text.upper()))


class Recorder(Echo):
    """Gives each article back as the beginning of its record; notes what it has read beside it."""

    def obeyed(self, entry):
        if entry.problem:
            return failure(entry, DocumentError(entry.problem))
        document = read(entry)
        Path(entry.path).with_suffix(".read").touch()
        about = {"id": document.id, "path": document.path, "sha256": document.sha256, "text": document.text}
        return Line(True, json.dumps({"schema": "factx/1", "document": about, "claims": [{"gist": "one"}]}), 1)


class Stillborn(Echo):
    def warm(self):
        os.kill(os.getpid(), signal.SIGKILL)


class NoModel(Echo):
    def warm(self):
        raise ModelError("no such pipeline")


def laid_out(folder, texts):
    folder.mkdir(exist_ok=True)
    for n, text in enumerate(texts):
        (folder / f"{n:03d}.txt").write_text(text, encoding="utf-8")
    return folder


def planned(folder, output, **changes):
    return replace(Plan((folder,), output, Echo(), workers=2), **changes)


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def failures_of(output):
    return lines_of(output.with_name(output.name + ".failures.jsonl"))


FILL = "x" * (CHUNK_BYTES // 3)  # three articles a chunk


@pytest.mark.parametrize("workers", [1, 3])
def test_output_is_in_input_order(tmp_path, workers):
    folder = laid_out(tmp_path / "in", [f"{'SLEEP' if n % 5 == 0 else n} {FILL}" for n in range(20)])
    summary = run(planned(folder, tmp_path / "out.jsonl", workers=workers))
    assert lines_of(tmp_path / "out.jsonl") == [
        path.read_text(encoding="utf-8").upper() for path in sorted(folder.iterdir())
    ]
    assert (summary.end.articles, summary.end.failed) == (20, 0)


def test_an_article_that_kills_its_worker_costs_only_itself(tmp_path):
    texts = [f"{'DIE' if n in (0, 1, 2, 7) else n} {FILL}" for n in range(12)]
    summary = run(planned(laid_out(tmp_path / "in", texts), tmp_path / "out.jsonl"))
    assert [line.split()[0] for line in lines_of(tmp_path / "out.jsonl")] == ["3", "4", "5", "6", "8", "9", "10", "11"]
    assert [Path(f["path"]).stem for f in failures_of(tmp_path / "out.jsonl")] == ["000", "001", "002", "007"]
    assert all("worker" in f["message"] for f in failures_of(tmp_path / "out.jsonl"))
    assert summary.end.failed == 4


def test_a_worker_killed_from_outside_costs_nothing(tmp_path):
    texts = [f"{'DIE ONCE' if n == 4 else n} {FILL}" for n in range(9)]
    summary = run(planned(laid_out(tmp_path / "in", texts), tmp_path / "out.jsonl"))
    assert (summary.end.articles, summary.end.failed) == (9, 0)
    assert len(lines_of(tmp_path / "out.jsonl")) == 9


def test_an_article_that_never_ends_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr("factx.batch.local.PATIENCE", 2.0)
    folder = laid_out(tmp_path / "in", ["0", "HANG", "2"])
    run(planned(folder, tmp_path / "out.jsonl", workers=1))
    assert lines_of(tmp_path / "out.jsonl") == ["0", "2"]
    assert [Path(f["path"]).stem for f in failures_of(tmp_path / "out.jsonl")] == ["001"]


def test_workers_that_cannot_start_end_the_run(tmp_path):
    folder = laid_out(tmp_path / "in", ["a"])
    with pytest.raises(FactxError, match="before they are ready"):
        run(planned(folder, tmp_path / "out.jsonl", work=Stillborn()))
    with pytest.raises(ModelError, match="no such pipeline"):
        run(planned(folder, tmp_path / "out.jsonl", work=NoModel()))


def test_chunks_hang_on_the_entries_alone():
    entries = [Entry(str(n), str(n), size=CHUNK_BYTES // 4) for n in range(9)] + [Entry("big", "big", CHUNK_BYTES * 5)]
    assert [len(chunk) for chunk in cut(entries)] == [4, 4, 1, 1]
    assert [entry for chunk in cut(entries) for entry in chunk] == entries


def interrupted(plan, after):
    """The plan run until so many chunks are done, and given up then."""

    class EnoughError(Exception):
        pass

    def watch(mark, total):
        if mark.chunks == after:
            raise EnoughError

    with pytest.raises(EnoughError):
        run(plan, watch)


@pytest.fixture
def unbroken(tmp_path):
    """Inputs with a failure among them, a plan, and the bytes of a run without a break."""
    folder = laid_out(tmp_path / "in", [f"{'DIE' if n == 3 else n} {FILL}" for n in range(15)])
    (folder / "odd.xyz").write_bytes(b"PK")
    run(planned(folder, tmp_path / "whole.jsonl"))
    return folder, written(tmp_path / "whole.jsonl")


def written(output):
    return output.read_bytes(), output.with_name(output.name + ".failures.jsonl").read_bytes()


@pytest.mark.parametrize("after", [0, 1, 2, 4])
def test_a_broken_run_goes_on_and_ends_with_the_same_bytes(tmp_path, unbroken, after):
    folder, whole = unbroken
    output = tmp_path / "out.jsonl"
    interrupted(planned(folder, output), after)
    for name in ("out.jsonl", "out.jsonl.failures.jsonl", "out.jsonl.journal"):
        with (tmp_path / name).open("ab") as torn:  # what a kill in the middle of a write leaves
            torn.write(b'{"half a li')
    summary = run(planned(folder, output, workers=1))
    assert summary.before.chunks == after
    assert written(output) == whole


def test_a_finished_run_has_nothing_left_to_do(tmp_path, unbroken):
    folder, whole = unbroken
    began = time.monotonic()
    summary = run(planned(folder, tmp_path / "whole.jsonl"))
    assert summary.before == summary.end
    assert written(tmp_path / "whole.jsonl") == whole
    assert time.monotonic() - began < 5


def grow(output):
    with output.open("a") as more:
        more.write('"A LINE OF THE USER"\n')


def overwrite(output):
    with output.open("r+b") as file:
        file.seek(output.stat().st_size // 2)
        file.write(b"?" * 40)


SPOILT = {
    "a bigger file in its place": (
        lambda output: output.write_text("precious " * 100_000, encoding="utf-8"),
        "out.jsonl was changed",
    ),
    "lines appended": (grow, "out.jsonl holds lines that the run did not write"),
    "overwritten in the middle": (overwrite, "out.jsonl was changed"),
    "cut": (lambda output: os.truncate(output, 3), "out.jsonl has become shorter"),
    "failures emptied": (lambda output: os.truncate(side(output, "failures.jsonl"), 0), "failures.jsonl has become"),
    "failures deleted": (lambda output: side(output, "failures.jsonl").unlink(), "failures.jsonl is gone"),
    "failures appended": (lambda output: grow(side(output, "failures.jsonl")), "failures.jsonl holds lines"),
    "journal emptied": (lambda output: os.truncate(side(output, "journal"), 0), "not from a run"),
    "journal gone": (lambda output: side(output, "journal").unlink(), "not from a run"),
    "journal a list": (
        lambda output: side(output, "journal").write_text("[1]\n", encoding="utf-8"),
        "journal .* is damaged",
    ),
    "journal of words": (
        lambda output: side(output, "journal").write_text('{"factx": "1"}\n{"chunks": "a"}\n', encoding="utf-8"),
        "damaged",
    ),
}


def side(output, name):
    return output.with_name(f"{output.name}.{name}")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A folder with inputs and the files of a run over them that has ended."""
    folder = tmp_path_factory.mktemp("finished")
    laid_out(folder / "in", ["0", "1"])
    (folder / "in" / "odd.xyz").write_bytes(b"PK")
    run(planned(folder / "in", folder / "out.jsonl"))
    return folder


@pytest.mark.parametrize("name", SPOILT)
@pytest.mark.parametrize("update", [False, True])
def test_what_is_not_the_runs_own_is_not_touched(tmp_path, finished, name, update):
    spoil, told = SPOILT[name]
    output = tmp_path / "out.jsonl"
    for path in finished.glob("out.jsonl*"):
        shutil.copy(path, tmp_path)
    spoil(output)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError, match=told) as caught:
        run(planned(finished / "in", output, update=update))
    assert "--fresh" in str(caught.value)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert after | {"out.jsonl.journal": b""} == before | {"out.jsonl.journal": b""}


def test_fresh_overwrites_what_is_not_its_own(tmp_path, finished):
    for path in finished.glob("out.jsonl*"):
        shutil.copy(path, tmp_path)
    grow(tmp_path / "out.jsonl")
    run(planned(finished / "in", tmp_path / "out.jsonl", fresh=True))
    assert written(tmp_path / "out.jsonl") == written(finished / "out.jsonl")


def change_text(folder, plan):
    (folder / "002.txt").write_text("2 other", encoding="utf-8")
    return plan


def add_file(folder, plan):
    (folder / "zzz.txt").write_text("new", encoding="utf-8")
    return plan


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (change_text, "inputs"),
        (add_file, "inputs"),
        (lambda folder, plan: replace(plan, work=Echo(published="2024-03-05")), r"--published none \(now 2024-03-05\)"),
        (lambda folder, plan: replace(plan, work=Echo(model="en_core_web_lg")), "model"),
    ],
)
def test_what_has_changed_is_noticed_and_fresh_starts_over(tmp_path, change, named):
    folder, output = laid_out(tmp_path / "in", [f"{n} {FILL}" for n in range(6)]), tmp_path / "out.jsonl"
    interrupted(planned(folder, output), 1)
    before = output.read_bytes()
    plan = change(folder, planned(folder, output))
    with pytest.raises(UsageError, match=f"{named}.*--fresh"):
        run(plan)
    assert output.read_bytes() == before
    run(replace(plan, fresh=True))
    assert lines_of(output) == [path.read_text(encoding="utf-8").upper() for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("wrong", ["empty", "nowhere", "unreadable"])
def test_a_run_that_read_nothing_binds_no_later_one(tmp_path, wrong):
    output, right = tmp_path / "out.jsonl", laid_out(tmp_path / "right", ["one", "two"])
    (tmp_path / "empty").mkdir()
    laid_out(tmp_path / "unreadable", ["\0"])
    assert run(planned(tmp_path / wrong, output)).end.articles == (wrong != "empty")
    summary = run(planned(right, output))
    assert (summary.before.articles, summary.end.articles, summary.end.failed) == (0, 2, 0)
    assert output.read_text(encoding="utf-8").split() == ['"ONE"', '"TWO"']
    assert not (tmp_path / "out.jsonl.failures.jsonl").exists()


def test_what_nothing_could_be_read_of_is_tried_again(tmp_path):
    folder, output = laid_out(tmp_path / "in", ["one"]), tmp_path / "out.jsonl"
    article = folder / "000.txt"
    away = article.rename(tmp_path / "away.txt")
    article.symlink_to(away.with_name("nowhere.txt"))
    assert run(planned(folder, output)).end.failed == 1
    article.unlink()
    away.rename(article)
    assert run(planned(folder, output)).end.failed == 0


def test_a_file_that_somebody_worked_on_is_theirs_though_nothing_was_read(tmp_path):
    output, right = tmp_path / "out.jsonl", laid_out(tmp_path / "right", ["one"])
    run(planned(tmp_path / "nowhere", output))
    failures = tmp_path / "out.jsonl.failures.jsonl"
    failures.write_text(failures.read_text(encoding="utf-8") + "ask the desk\n", encoding="utf-8")
    with pytest.raises(UsageError, match="holds lines that the run did not write"):
        run(planned(right, output))
    assert failures.read_text(encoding="utf-8").endswith("ask the desk\n")


def test_the_time_of_a_file_changes_nothing_but_its_words_do(tmp_path):
    folder, output = laid_out(tmp_path / "in", [f"{n} {FILL}" for n in range(6)]), tmp_path / "out.jsonl"
    plan = planned(folder, output, work=Recorder(), glob="*.txt")
    interrupted(plan, 1)
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    (folder / "005.txt").write_text(f"9 {FILL}", encoding="utf-8")  # its turn has not come
    assert run(plan).before.chunks == 1
    assert texts_of(output) == [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    (folder / "001.txt").write_text(f"9 {FILL}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"inputs \(.*001.*--update"):
        run(plan)


def texts_of(output):
    return [record["document"]["text"] for record in lines_of(output)]


def test_another_version_of_factx_is_noticed(tmp_path, monkeypatch):
    folder, output = laid_out(tmp_path / "in", ["a"]), tmp_path / "out.jsonl"
    run(planned(folder, output))
    monkeypatch.setattr("factx.batch.made.__version__", "9.9")
    with pytest.raises(UsageError, match=r"factx .* \(now 9\.9\).*--fresh"):
        run(planned(folder, output))


def test_an_output_that_was_cut_or_is_somebody_elses_is_not_touched(tmp_path):
    folder, output = laid_out(tmp_path / "in", ["a", "b"]), tmp_path / "out.jsonl"
    output.write_text("precious\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--fresh"):
        run(planned(folder, output))
    assert output.read_text(encoding="utf-8") == "precious\n"
    run(planned(folder, output, fresh=True))
    output.write_bytes(output.read_bytes()[:-3])
    with pytest.raises(UsageError, match="shorter"):
        run(planned(folder, output))
    output.unlink()
    assert run(planned(folder, output)).end.articles == 2


def test_output_and_input_are_kept_apart(tmp_path):
    folder = laid_out(tmp_path / "in", ["a", "b"])
    output = folder / "out.jsonl"
    run(planned(folder, output))
    assert run(planned(folder, output)).end.articles == 2  # what a run writes into the folder is not read
    with pytest.raises(UsageError, match="both input and output"):
        run(planned(folder / "000.txt", folder / "000.txt"))
    link = tmp_path / "link.txt"
    link.symlink_to(folder / "000.txt")
    with pytest.raises(UsageError, match="both input and output"):
        run(planned(link, folder / "000.txt", fresh=True))
    assert (folder / "000.txt").read_text(encoding="utf-8") == "a"


@pytest.mark.parametrize(
    ("output", "named"), [("missing/out.jsonl", "no folder"), (".", "regular file"), ("/dev/null", "regular file")]
)
def test_impossible_outputs_are_named(tmp_path, output, named):
    folder = laid_out(tmp_path / "in", ["a"])
    with pytest.raises(UsageError, match=named):
        run(planned(folder, tmp_path / output))


def test_two_runs_do_not_write_one_output(tmp_path):
    folder, output = laid_out(tmp_path / "in", ["a"]), tmp_path / "out.jsonl"

    def second_run(mark, total):
        with pytest.raises(UsageError, match="another run"):
            run(planned(folder, output))

    run(planned(folder, output), second_run)
    assert lines_of(output) == ["A"]


def test_every_input_is_a_record_or_a_failure(tmp_path):
    folder = laid_out(tmp_path / "in", ["a", "b"])
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "again").symlink_to(folder)
    (folder / ".hidden.txt").write_text("not read", encoding="utf-8")
    ids = [entry.id for entry in expand([folder, tmp_path / "missing.txt"])]
    assert ids == ["000", "001", "again", "nowhere", "picture", "missing"]
