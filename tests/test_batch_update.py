"""`batch --update`: what is new is read, what is the same is not, and the bytes are those of a fresh run."""

import json
import os
from dataclasses import replace

import pytest
from test_batch import FILL, Echo, Recorder, interrupted, laid_out, lines_of, planned, texts_of

from factx.batch import run
from factx.errors import UsageError


def recorded(folder, output, **changes):
    return planned(folder, output, work=Recorder(), glob="*.txt", **changes)


def files(output):
    return {path.name.replace(output.name, "OUT"): path.read_bytes() for path in output.parent.glob(f"{output.name}*")}


def fresh_run(folder, output, plan):
    """The bytes of a run that knows nothing of an earlier one."""
    run(replace(plan, output=output, fresh=True, update=False))
    return {name: content for name, content in files(output).items() if not name.endswith("journal")}


def same_as_fresh(tmp_path, plan):
    wanted = fresh_run(tmp_path / "in", tmp_path / "wanted.jsonl", plan)
    return {name: content for name, content in files(plan.output).items() if not name.endswith("journal")} == wanted


@pytest.fixture
def plan(tmp_path):
    """A finished run over ten articles and one that cannot be read."""
    folder = laid_out(tmp_path / "in", [f"{n} {FILL}" for n in range(10)])
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    plan = recorded(folder, tmp_path / "out.jsonl")
    run(plan)
    for path in folder.glob("*.read"):
        path.unlink()
    return replace(plan, update=True)


def change(folder):
    (folder / "0005.txt").write_text("new in the middle", encoding="utf-8")
    (folder / "zzz.txt").write_text("new at the end", encoding="utf-8")
    (folder / "002.txt").write_text(f"X {FILL}", encoding="utf-8")
    (folder / "007.txt").unlink()
    os.utime(folder / "003.txt", (1, 1))
    (folder / "gone.txt").unlink()


def test_only_what_is_new_or_changed_is_read(tmp_path, plan):
    change(tmp_path / "in")
    summary = run(plan)
    assert sorted(path.stem for path in (tmp_path / "in").glob("*.read")) == ["0005", "002", "zzz"]
    assert (summary.kept, summary.changed, summary.gone, summary.end.articles) == (8, 1, 1, 11)
    assert summary.end.claims == 11
    assert same_as_fresh(tmp_path, plan)
    assert sorted(files(plan.output)) == ["OUT", "OUT.journal"]


def test_after_an_update_the_same_command_goes_on_from_it(tmp_path, plan):
    change(tmp_path / "in")
    run(plan)
    assert run(replace(plan, update=False)).before.articles == 11
    (tmp_path / "in" / "zzzz.txt").write_text("one more", encoding="utf-8")
    assert run(plan).kept == 11
    assert same_as_fresh(tmp_path, plan)


def test_with_nothing_new_no_byte_is_written(tmp_path):
    folder = laid_out(tmp_path / "in", ["a", "b"])
    plan = recorded(folder, tmp_path / "out.jsonl", update=True)
    run(plan)  # the first time is an ordinary run
    os.utime(folder / "000.txt", (1, 1))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("out.jsonl*")}
    assert run(plan).kept == 2
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("out.jsonl*")} == before


@pytest.mark.parametrize("after", [1, 2])
def test_a_broken_update_goes_on_and_reads_nothing_twice(tmp_path, plan, after):
    for number in range(20, 30):
        (tmp_path / "in" / f"0{number}.txt").write_text(f"{number} {FILL}", encoding="utf-8")
    before = files(plan.output)
    interrupted_update(plan, after)
    assert {name: content for name, content in files(plan.output).items() if ".new" not in name} == before
    with plan.output.with_name("out.jsonl.new").open("ab") as torn:
        torn.write(b'{"half a li')
    done = {path.stem for path in (tmp_path / "in").glob("*.read")}
    for path in (tmp_path / "in").glob("*.read"):
        path.unlink()
    run(plan)
    again = {path.stem for path in (tmp_path / "in").glob("*.read")}
    assert len(done & again) < len(done)
    assert same_as_fresh(tmp_path, plan)


def interrupted_update(plan, after):
    class EnoughError(Exception):
        pass

    def watch(mark, total):
        if mark.articles >= 10 + after * 3:
            raise EnoughError

    with pytest.raises(EnoughError):
        run(plan, watch)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_killed_while_the_files_change_places_the_next_run_does_the_rest(tmp_path, plan, steps, monkeypatch):
    change(tmp_path / "in")
    monkeypatch.setattr("factx.batch.update.settle_update", lambda output: None)
    run(plan)
    monkeypatch.undo()
    new = plan.output.with_name("out.jsonl.new")
    if steps > 0:
        new.replace(plan.output)
    if steps > 1:
        plan.output.with_name("out.jsonl.failures.jsonl").unlink()
    run(replace(plan, update=False))
    assert same_as_fresh(tmp_path, plan)


def test_lines_that_grew_are_read_alone(tmp_path):
    rows = [{"id": f"n{n}", "text": f"{n} people fled."} for n in range(6)]
    source, output = tmp_path / "news.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows[:4]), encoding="utf-8")
    plan = planned(source, output, work=Recorder(), update=True)
    run(plan)
    rows[1]["text"] = "Nobody fled."
    source.write_text("".join(json.dumps(row) + "\n" for row in [*rows[:2], *rows[3:]]), encoding="utf-8")
    summary = run(plan)
    assert (summary.kept, summary.changed, summary.gone, summary.end.articles) == (2, 1, 1, 5)
    assert texts_of(output) == [row["text"] for row in [*rows[:2], *rows[3:]]]


def test_what_changes_every_record_has_all_read_again_and_is_told(tmp_path, plan):
    other = replace(plan, work=Recorder(published="2024-03-05"))
    summary = run(other)
    assert summary.redone == "--published none (now 2024-03-05)"
    assert (summary.kept, len(list((tmp_path / "in").glob("*.read")))) == (0, 10)
    assert same_as_fresh(tmp_path, other)


def test_an_unfinished_run_can_be_brought_up_to_date(tmp_path):
    folder = laid_out(tmp_path / "in", [f"{n} {FILL}" for n in range(9)])
    plan = recorded(folder, tmp_path / "out.jsonl")
    interrupted(plan, 1)
    (folder / "000.txt").write_text("other", encoding="utf-8")
    plan = replace(plan, update=True)
    assert run(plan).kept == 1
    assert same_as_fresh(tmp_path, plan)


def test_an_output_of_nobody_is_not_brought_up_to_date(tmp_path):
    folder, output = laid_out(tmp_path / "in", ["a"]), tmp_path / "out.jsonl"
    output.write_text("precious\n", encoding="utf-8")
    with pytest.raises(UsageError, match="--fresh"):
        run(planned(folder, output, work=Echo(), update=True))
    assert output.read_text(encoding="utf-8") == "precious\n"


def test_a_changed_failure_is_tried_again(tmp_path, plan):
    (tmp_path / "in" / "nowhere").write_text("here now", encoding="utf-8")
    run(plan)
    assert "here now" in texts_of(plan.output)
    assert same_as_fresh(tmp_path, plan)
    assert not plan.output.with_name("out.jsonl.failures.jsonl").exists()
    assert len(lines_of(plan.output)) == 11
