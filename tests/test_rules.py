"""Rule files that are wrong: the author is told file, field and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from factx import rules
from factx.errors import RuleError
from factx.rules import Table, read_rules


@dataclass(frozen=True, slots=True)
class Entry(Table):
    id: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File(Table):
    entry: tuple[Entry, ...]
    pair: tuple[str, int]
    names: dict[str, frozenset[str]]
    any: Any = None
    note: str | None = None
    loud: bool = False
    more: dict[str, int] = field(default_factory=dict)


TOML = """
pair = ["a", 2]
names = {x = ["p", "q", "p"]}
entry = [{id = "one"}, {id = "two", words = ["a b", "c"]}]
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A function that reads a text as the rules of a stage."""
    monkeypatch.setattr(rules.resources, "files", lambda package: tmp_path)
    (tmp_path / "stage").mkdir()

    def read_text(text):
        (tmp_path / "stage" / "rules.toml").write_text(text, encoding="utf-8")
        return read_rules("stage", File)

    return read_text


def test_a_file_is_read_into_its_records(read):
    assert read(TOML) == File((Entry("one"), Entry("two", ("a b", "c"))), ("a", 2), {"x": frozenset("pq")})
    assert read(TOML + "[any]\nx = 1\n[more]\ny = 2\n") == File(
        (Entry("one"), Entry("two", ("a b", "c"))), ("a", 2), {"x": frozenset("pq")}, any={"x": 1}, more={"y": 2}
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TOML.replace('id = "two", ', ""), r"^stage/rules\.toml: entry\.1\.id: Field required$"),
        (TOML.replace('"c"', "3"), r"^stage/rules\.toml: entry\.1\.words\.1: Input should be a valid string$"),
        (TOML.replace("words", "word"), r"^stage/rules\.toml: entry\.1\.word: Unexpected keyword argument$"),
        (TOML.replace("2]", "2, 3]"), r"^stage/rules\.toml: pair: Tuple should have at most 2 items"),
        (TOML.replace("2]", '"b"]'), r"^stage/rules\.toml: pair\.1: Input should be a valid integer"),
        (TOML.replace('"q"', "[]"), r"^stage/rules\.toml: names\.x\.1: Input should be a valid string$"),
        ('loud = "perhaps"\n' + TOML, r"^stage/rules\.toml: loud: Input should be a valid boolean"),
        ("note = 1\n" + TOML, r"^stage/rules\.toml: note: Input should be a valid string$"),
        ("pair = [", r"^stage/rules\.toml is not valid TOML: "),
    ],
    ids=["left-out", "no-string", "unknown", "too-long", "no-number", "in-a-table", "no-truth", "no-note", "no-toml"],
)
def test_what_is_wrong_is_told_with_its_field(read, text, sentence):
    with pytest.raises(RuleError, match=sentence):
        read(text)
