"""Broken and hostile articles through the real command: one sentence or a record, never a traceback."""

import json
import os

import pytest
from command import factx
from conftest import check_record

TEXTS = {
    "empty": "",
    "blank": " \n\t\n  ",
    "one-letter": "a",
    "newlines": "\n" * 5000,
    "byte-order-mark": "\ufeffTwelve people died, police said.",
    "carriage-returns": "Toll rises\r\n\r\nTwelve people died, police said.\r\n\r\nTwo are missing.\r\n",
    "punctuation": "?!... --- ,;: ()[]{} " * 200,
    "numbers": " ".join(str(n) for n in range(3000)),
    "digits": "9" * 50_000,
    "quotes": "“" * 20_000 + "x",
    "straight-quotes": '"' * 20_001,
    "brackets": "(" * 5_000 + "12 people died" + ")" * 5_000,
    "right-to-left": "قال المتحدث إن 12 شخصا قتلوا. \u202e12 people died\u202c, police said.",
    "zero-width": "Tw\u200belve peo\u200dple di\u2060ed, pol\ufeffice said.",
    "emoji": "👩‍👩‍👧‍👦 12 people 🎉 died 🇺🇦, police said 😀.",
    "markup": "[bold]Twelve[/bold] people [/] died, [link=x]police[/link] said.",
    "html": "<script>alert(1)</script> Twelve people died, <b>police</b> said. &lt;x&gt;",
    "escapes": "\x1b[31mTwelve\x1b[0m people \x07died, police\x08 said.",
    "formula": "=cmd|' /C calc'!A0 said 12 people died. @SUM(1) +1 -2 said \"no\".",
    "no-blank": "x" * 200_000,
    "colons": "a: " * 5_000,
    "hyphens": "12-" * 5_000,
    "million-words": "million " * 5_000,
    "odd-numbers": "½ ² ① ٣ 万 Ⅻ 1e400 0x12 1,,2 1..2 -0 +-3 %% $$ $ % 5%%",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    return folder


@pytest.fixture(scope="module")
def records(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "hostile.jsonl"
    factx("batch", folder, "-o", out, "--workers", "1", check=0)
    return {r["document"]["id"]: r for r in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_gives_a_true_record(records, name):
    check_record(records[name], TEXTS[name].removeprefix("\ufeff"))


@pytest.mark.parametrize("format", ["table", "md", "csv"])
def test_nothing_that_a_terminal_obeys_is_printed(folder, format):
    names = ["markup", "escapes", "right-to-left", "emoji", "formula", "html"]
    shown = factx("extract", *(folder / f"{n}.txt" for n in names), "--format", format, check=0).stdout
    assert not {"\x1b", "\x07", "\x08", "\u202e"} & set(shown)
    assert "12" in shown


# What cannot be read: how the file is named, what is in it (None: nothing is made), and words of the sentence it gets.
BROKEN = {
    "escapes": (b"a\x1b[31m\nb.txt", None, "a\\x1b[31m\\nb.txt"),
    "no-utf-8": (b"caf\xe9.txt", None, "caf\\xe9.txt"),
    "binary": (b"image.txt", bytes(range(256)) * 20, "NUL"),
    "mixed-encodings": (b"mixed.txt", "Zürich and M".encode() + b"\xfcnchen", "mixes UTF-8"),
    "empty-page": (b"page.html", b"<" * 100_000, "no article"),
    "cut-pdf": (b"cut.pdf", b"%PDF-1.4\n1 0 obj\n<<", "PDF"),
    "missing-folder": (b"missing/x.txt", None, "missing"),
    "a-million-digits": (b"digits.txt", b"At least " + b"9" * 1_000_000 + b" people died, police said.", "no record"),
    "circular-link": (b"round.txt", "round.txt", "levels"),
    "broken-link": (b"gone.txt", "nowhere.txt", "nowhere"),
}
LINES = [
    b'{"id": "first", "text": "Twelve people died, police said."}',
    b'{"id": "cut", "text": "Twelve peo',
    b'{"id": "half", "text": "half a letter \\ud83d"}',
    b'{"id": "last", "text": "Two people are missing, police said."}',
]


@pytest.fixture(scope="module")
def mishap(tmp_path_factory):
    """One command on everything that cannot be read, with a good page and good lines among it."""
    folder = tmp_path_factory.mktemp("broken")
    for name, content, _ in BROKEN.values():
        path = folder / os.fsdecode(name)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content:
            path.symlink_to(folder / content)
    (folder / "deep.html").write_text(
        "<article>" + "<p>Nine people died, police said.</p>" * 9 + "<b>" * 50_000, encoding="utf-8"
    )
    # Codecs of Python that are no charsets.
    for charset in ("rot13", "idna", "punycode", "hex", "zlib"):
        told = [f"<p>{n} people died in the flood on Monday, the police said.</p>" for n in range(9)]
        page = f"<body><article>{''.join(told)}"
        (folder / f"{charset}.html").write_text(f'<meta charset="{charset}">{page}', encoding="utf-8")
    (folder / "lines.jsonl").write_bytes(b"\n".join(LINES))
    paths = [folder / os.fsdecode(name) for name, _, _ in BROKEN.values()]
    charsets = [folder / f"{charset}.html" for charset in ("rot13", "idna", "punycode", "hex", "zlib")]
    return factx(
        "extract", *paths, folder / "deep.html", *charsets, folder / "lines.jsonl", "--format", "jsonl", check=1
    )


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_told_in_one_sentence(mishap, name):
    (told,) = [line for line in mishap.stderr.splitlines() if BROKEN[name][2] in line]
    assert told.isprintable()


def test_what_cannot_be_read_harms_nothing_else(mishap):
    assert [json.loads(line)["document"]["id"] for line in mishap.stdout.splitlines()] == [
        *("deep", "rot13", "idna", "punycode", "hex", "zlib", "first", "last")
    ]
    assert mishap.stderr.count("\n") == len(BROKEN) + 2


def test_an_article_that_the_pipeline_cannot_take_costs_only_itself(extractor, monkeypatch):
    from factx.annotate import Extractor
    from factx.model import Document

    def fail(self, documents, annotate=Extractor._annotate):
        for document, plain in annotate(self, documents):
            if document.id == "b":
                raise KeyError("unforeseen")
            yield document, plain

    monkeypatch.setattr(Extractor, "_annotate", fail)
    documents = [Document(id=id, text="Nine people died, police said.") for id in "abcd"]
    outcomes = list(extractor.outcomes(documents))
    assert [o["document"]["id"] if isinstance(o, dict) else type(o).__name__ for o in outcomes] == [
        *("a", "KeyError", "c", "d")
    ]


@pytest.mark.parametrize("output", ["missing/out.jsonl", "a.txt", "."])
def test_an_output_that_cannot_be_is_wrong_usage_and_no_input_is_touched(tmp_path, output):
    (tmp_path / "a.txt").write_text("Twelve people died.", encoding="utf-8")
    done = factx("batch", tmp_path / "a.txt", "-o", tmp_path / output, check=2)
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Twelve people died."
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_one_sentence(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("Twelve people died.", encoding="utf-8")
    path.chmod(0)
    assert factx("extract", path, check=1).stderr.count("\n") == 1


def test_a_model_of_another_language_is_refused(tmp_path, folder):
    import spacy

    spacy.blank("de").to_disk(tmp_path / "german")
    done = factx("extract", folder / "emoji.txt", "--model", tmp_path / "german", check=1)
    assert "English" in done.stderr
    assert done.stderr.count("\n") == 1
