"""What is asked for wrongly, or cannot be meant, is said before any work is done."""

import json

import pytest
from command import factx
from made import flood, write_lines
from made_records import TEXT, record

from factx.errors import DocumentError
from factx.lean import to_lean_json
from factx.plain import to_json
from factx.readers import expand, read
from factx.readers.languages import other_language


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text("Twelve people died in the flood, police said.", encoding="utf-8")
    return tmp_path / "a.txt"


@pytest.mark.parametrize("command", [["extract"], ["batch", "-o", "out.jsonl"]])
def test_a_kind_that_no_claim_has_is_refused(article, command):
    done = factx(*command, article, "--kind", "nonsense", check=2)
    assert "figure" in done.stderr
    assert done.stdout == ""


def test_a_slip_in_the_name_of_an_event_gets_a_hint(article):
    done = factx("extract", article, "--event", "killd", check=0)
    assert "no event of that name; nearest: killed" in done.stderr
    assert factx("extract", article, "--event", "killed", check=0).stderr == ""


def test_a_value_that_an_option_cannot_have_is_told_without_pythons_errors(article):
    for option in ("--format", "--min-certainty", "--date-order"):
        done = factx("extract", article, option, "nonsense", check=2)
        assert f"for '{option}'" in done.stderr and "'nonsense' is not one of" in done.stderr
        assert "Value error" not in done.stderr


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--since", "2030-01-01"], "--since"),
        (["--event", "fined", "--place", "Oslo"], "--event and --place"),
        (["--min-articles", "7"], "--min-articles"),
    ],
)
def test_reconcile_says_which_choice_leaves_nothing(tmp_path, options, named):
    write_lines(tmp_path / "out.jsonl", [record()])
    done = factx("reconcile", tmp_path / "out.jsonl", *options, check=0)
    assert done.stderr == f"factx: no event is as asked for by {named}\n"


def test_a_day_that_is_none_names_its_option(tmp_path):
    write_lines(tmp_path / "out.jsonl", [record()])
    assert "for '--since': '12'" in factx("reconcile", tmp_path / "out.jsonl", "--since", "12", check=2).stderr


def test_what_alone_failed_of_a_batch_is_told(tmp_path):
    done = factx("batch", tmp_path / "none", "-o", tmp_path / "out.jsonl", check=1)
    assert f"1 failed: {tmp_path / 'none'} cannot be read: no such file or directory;" in done.stderr


@pytest.mark.parametrize("day", ["2024-03", "2024", "2024-03-05"])
def test_a_month_dates_an_article_too(tmp_path, day):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Twelve fled.", "published": day}), encoding="utf-8")
    (entry,) = expand([path])
    assert read(entry).published == day


@pytest.mark.parametrize("day", ["2024-13", "03-2024", "2024-3"])
def test_what_is_no_month_is_refused(tmp_path, day):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "Twelve fled.", "published": day}), encoding="utf-8")
    (entry,) = expand([path])
    with pytest.raises(DocumentError, match="no date"):
        read(entry)


GERMAN = "Zwölf Menschen starben am Montag bei der Flut in Altstadt, sagte die Polizei am Dienstag."


def test_an_article_in_another_language_is_told_of_and_marked(tmp_path):
    (tmp_path / "flut.txt").write_text(GERMAN, encoding="utf-8")
    done = factx("extract", tmp_path / "flut.txt", "-f", "json", check=0)
    assert done.stderr.count("\n") == 1
    assert "(de)" in done.stderr
    assert json.loads(done.stdout)["document"]["language"] == "de"
    told = factx("batch", tmp_path / "flut.txt", "-q", "-o", tmp_path / "out.jsonl", check=0).stderr
    assert told.count("\n") == 1
    assert "1 de" in told
    assert factx("extract", tmp_path / "flut.txt", "--any-language", check=0).stderr == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        ("Douze personnes sont mortes lundi dans les inondations, a annoncé la police mardi matin.", "fr"),
        ("قال المتحدث باسم الشرطة إن اثني عشر شخصا قتلوا في الفيضانات التي ضربت المدينة يوم الاثنين", "ar"),
        ("Twelve people died in the flood in the old town on Monday, the police said on Tuesday.", None),
        ("Toll rises to 12", None),
        ("1,200 3,400 5,600 7,800 " * 20, None),
        ("Profit rises 5% at Altona Steel; Marlow Foods cuts jobs; Wend Bank chief quits", None),
        ("", None),
    ],
)
def test_other_languages_are_told_from_english(text, code):
    assert other_language(text) == code


RECORD = json.dumps(flood())
HOSTILE = {
    "a million digits": RECORD.replace('"low": 12', '"low": ' + "9" * 1_000_000, 1),
    "an infinite number": RECORD.replace('"low": 12', '"low": 1e400', 1),
    "a span of 10^30": RECORD.replace('"span": [0, 33]', '"span": [0, 1' + "0" * 30 + "]"),
    "another version": RECORD.replace("factx/1", "factx/2"),
    "a list": "[1]",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", [["reconcile"], ["export", "claims.parquet"], ["report", "-o", "page.html"]])
def test_a_record_that_no_factx_writes_is_one_sentence(tmp_path, name, command):
    path = tmp_path / "records.jsonl"
    path.write_text(HOSTILE[name] + "\n", encoding="utf-8")
    rest = [tmp_path / word if "." in word else word for word in command[1:]]
    done = factx(command[0], path, *rest, check=1)
    assert done.stderr.count("\n") == 1
    assert "line 1" in done.stderr
    assert len(done.stderr) < 400


def test_half_a_letter_in_an_id_harms_nothing(tmp_path):
    path = write_lines(tmp_path / "records.jsonl", [flood(id="m\ud83d")])
    for command in (
        ["reconcile", path],
        ["export", path, tmp_path / "a.csv"],
        ["report", path, "-o", tmp_path / "a.html"],
    ):
        factx(*command, check=0)
    assert "m\ufffd" in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_an_article_in_the_place_of_a_command_is_told_how_to_read_it(tmp_path):
    article = tmp_path / "two words.txt"
    article.write_text("Twelve people died.\n", encoding="utf-8")
    done = factx(article, check=2)
    assert done.stderr == f"factx: {article} is no command; to read it: factx extract '{article}'\n"
    assert "No such command" in factx("nowhere.txt", check=2).stderr


def test_an_address_is_told_from_a_file_that_is_not_there():
    done = factx("extract", "https://example.org/a", check=1)
    assert "is an address, and factx fetches nothing" in done.stderr


@pytest.mark.parametrize("write", [to_json, to_lean_json])
def test_records_given_as_articles_are_told_from_articles(tmp_path, write):
    lines = [write(record(text=TEXT))] * 3 + [json.dumps({"id": "a", "text": "Nine people died."})]
    (tmp_path / "out.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = factx("extract", tmp_path / "out.jsonl", "-f", "md", check=1)
    assert "line 1, is no article but the record of one" in done.stderr
    assert done.stderr.count("\n") == 1  # and not again of each line
    assert "nine people killed" in done.stdout
