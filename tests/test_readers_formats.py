"""HTML, PDF and JSONL: the article as it stands on the page, and one sentence where there is none."""

import json
from itertools import count

import pytest
from pdfs import make_pdf
from test_readers import read_one, refused, write

from factx.readers import expand, read

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Flood kills 12 in Ruda - The Plain</title>
<meta property="og:title" content="Flood kills 12 in Ruda"><meta property="og:site_name" content="The Plain">
<meta property="article:published_time" content="2024-03-05T08:00:00Z"><meta name="author" content="Jane Roe">
<link rel="canonical" href="https://plain.example/flood"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Flood kills 12 in Ruda</h1>
<p>RUDA &mdash; At least 12 people were killed when the <b>river</b> Ruda left its bed on Monday, the mayor said.</p>
<h2>What is next</h2>
<p>“We need <a href="/boats">boats</a>,” said Mayor Ana Kolar, who has run the town since 2010.<br>Teams arrived.</p>
<ul><li>Two roads are closed until Friday.</li></ul></article>
<script>document.write("Ninety people died.")</script><footer>All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path):
    document = read_one(write(tmp_path / "flood.html", PAGE))
    assert document.text.split("\n\n") == [
        "Flood kills 12 in Ruda",
        "RUDA — At least 12 people were killed when the river Ruda left its bed on Monday, the mayor said.",
        "What is next",
        "“We need boats,” said Mayor Ana Kolar, who has run the town since 2010.",
        "Teams arrived.",
        "Two roads are closed until Friday.\n",
    ]
    assert (document.title, document.published, document.outlet) == (
        "Flood kills 12 in Ruda",
        "2024-03-05",
        "The Plain",
    )
    assert (document.author, document.url) == ("Jane Roe", "https://plain.example/flood")
    assert document.extracted


@pytest.mark.parametrize("blank", ["&nbsp;", "&#8239;", "&#xA0;", "&thinsp;", "\u202f"])
def test_blanks_between_thousands_stay_as_the_page_has_them(tmp_path, blank):
    page = PAGE.replace("<p>", f"<p>It cost 3{blank}450{blank}000 euros on 12{blank}May. ", 1)
    text = read_one(write(tmp_path / "flood.html", page)).text
    (kept,) = {letter for letter in text if not letter.isascii() and letter.isspace()}
    assert f"3{kept}450{kept}000 euros on 12 May." in text


def test_a_date_given_goes_before_the_one_of_the_page(tmp_path):
    (entry,) = expand([write(tmp_path / "flood.htm", PAGE)])
    assert read(entry, published="2024-03-09").published == "2024-03-09"


def test_a_date_in_the_text_alone_dates_no_page(tmp_path):
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-05T08:00:00Z">', "")
    page = page.replace("on Monday", "on 7 May 2019")
    assert read_one(write(tmp_path / "flood.html", page)).published is None


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1251", "cp1251"),
        ("iso-8859-1", "cp1252"),
        ("no-such-thing", "utf-8"),
        ("utf-8", "cp1252"),
    ],
)
def test_a_page_is_decoded_as_it_declares_or_as_it_is(tmp_path, declared, encoding):
    words = "Жители" if encoding == "cp1251" else "Žižkov “café”"
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("Teams arrived", words)
    raw = page.replace("—", "-").encode(encoding)
    assert words in read_one(write(tmp_path / "flood.html", raw)).text


SENTENCE = "<p>Twelve people died in the flood on Monday, police said, and two are missing.</p>"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "no article"),
        ("<html><body><img src=x></body></html>", "no article"),
        ("<" * 100_000, "no article"),
        ("<p " + " ".join(f"a{n}=1" for n in range(60_000)) + f">{SENTENCE}", "thousands of attributes"),
        ("<html>\x00</html>", "NUL"),
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path, page, reason):
    assert reason in refused(write(tmp_path / "page.html", page))


@pytest.mark.parametrize(
    "page",
    [
        "<article>" + SENTENCE * 5 + "<b>" * 50_000 + "x</article>",
        "<article>" + SENTENCE * 2000 + "</article>",
        "<article>" + SENTENCE * 5 + "<script>" + "x=1;" * 50_000 + "</script></article>",
    ],
    ids=["nested", "long", "script"],
)
def test_a_hostile_page_gives_its_article_all_the_same(tmp_path, page):
    assert "Twelve people died" in read_one(write(tmp_path / "page.html", page)).text


PARAGRAPHS = (
    ["At least 12 people were killed when the river Ruda left its", "bed on Monday. Hundreds fled to the neigh-"],
    ["“Nobody warned us,” a farmer said. He had been in the well-", "known fields all day."],
)


def paper(*paragraphs, top=690.0, gap=10.0):
    """The lines of a column."""
    y = count(0)
    lines, down = [], 0.0
    for paragraph in paragraphs:
        for text in paragraph:
            lines.append((72, round(top - 13 * next(y) - down, 1), 11, text))
        down += gap
    return lines


def test_a_pdf_gives_paragraphs_with_lines_and_words_joined(tmp_path):
    first = [(72, 720, 20, "Flood kills 12 in Ruda"), *paper(PARAGRAPHS[0], top=690)]
    second = [*paper(["bouring villages, the mayor said."], PARAGRAPHS[1], top=720), (300, 40, 9, "2")]
    raw = make_pdf(
        [[*first, (300, 40, 9, "1")], second], "/Title (Flood) /Author (Jane Roe) /CreationDate (D:20240305)"
    )
    document = read_one(write(tmp_path / "flood.pdf", raw))
    assert document.text.split("\n\n") == [
        "Flood kills 12 in Ruda",
        "At least 12 people were killed when the river Ruda left its bed on Monday. Hundreds fled to the neighbouring"
        " villages, the mayor said.",
        "“Nobody warned us,” a farmer said. He had been in the well-known fields all day.\n",
    ]
    assert (document.title, document.author, document.published) == ("Flood", "Jane Roe", None)
    assert document.extracted


def test_an_indent_or_a_short_last_line_starts_a_paragraph(tmp_path):
    lines = paper(
        ["The first one runs over the whole width of the page", "and ends here.", "The second has no gap before it,"]
    )
    lines += [
        (84, 690 - 13 * 3, 11, "but this one is indented, as in a printed paper,"),
        (72, 690 - 13 * 4, 11, "and goes on."),
    ]
    text = read_one(write(tmp_path / "a.pdf", make_pdf([lines]))).text
    assert [p.split()[0] for p in text.split("\n\n")] == ["The", "The", "but"]


def test_what_stands_at_the_edge_of_every_page_is_left_out(tmp_path):
    bodies = ["Twelve people died.", "Two are missing.", "The mayor resigned."]
    pages = [[(72, 760, 8, f"The Plain, page {n}"), *paper([body])] for n, body in enumerate(bodies)]
    assert read_one(write(tmp_path / "a.pdf", make_pdf(pages))).text == "\n\n".join(bodies) + "\n"


def locked_pdf(password):
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf([paper(["Twelve people died."])]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_locked_against_changes_is_read(tmp_path):
    assert read_one(write(tmp_path / "a.pdf", locked_pdf(""))).text == "Twelve people died.\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (locked_pdf("secret"), "wants a password"),
        (make_pdf([paper(["Twelve people died."])])[:200], "cut off or broken"),
        (b"%PDF-1.4\n", "cut off or broken"),
        (b"", "cut off or broken"),
        (b"plain words", "cut off or broken"),
        (make_pdf([[]]), "no text"),
    ],
)
def test_a_pdf_without_text_is_refused(tmp_path, raw, reason):
    assert reason in refused(write(tmp_path / "a.pdf", raw))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "beyond measure"),
        ('{"id": ' + "9" * 5000 + "}", "beyond measure"),
        ('{"text": "x"}', '"id"'),
        ('{"id": true, "text": "x"}', '"id"'),
        ('{"id": "a"}', '"text"'),
        ('{"id": "a", "text": 5}', '"text"'),
        ('{"id": "a", "text": "x", "title": 5}', '"title"'),
        ('{"id": "a", "text": "x", "published": "last week"}', "no date"),
        ('{"id": "a", "text": "x", "published": "03/04/2024"}', "no date"),
        ('{"id": "a", "text": "half a letter \\ud83d"}', "lone surrogate"),
        (b'{"id": "a", "text": "caf\xe9"}', "not UTF-8"),
    ],
)
def test_a_bad_line_is_refused_alone(tmp_path, line, reason):
    good = b'{"id": "good", "text": "Twelve died."}'
    line = line if isinstance(line, bytes) else line.encode()
    path = write(tmp_path / "news.jsonl", b"\n".join([good, line, b"", good.replace(b"good", b"other")]))
    first, bad, last = expand([path])
    assert (read(first).id, read(last).id) == ("good", "other")
    assert last.line == 4
    alone = write(tmp_path / "alone.jsonl", line)
    message = refused(alone)
    assert reason in message
    assert "line 1" in message
    assert bad.line == 2


def test_lines_of_all_shapes_are_read_as_they_are(tmp_path):
    rows = [
        {"id": "a", "text": "One.\r\n\nTwo."},
        {"text": "id comes later", "id": "b/é", "published": "Tue, 05 Mar 2024 08:00:00 GMT"},
        {"id": 7, "text": "", "title": "", "published": None, "extra": {"kept": "not"}},
        {"id": "a", "text": "the same id again"},
    ]
    raw = "\ufeff" + "\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    documents = [read(entry) for entry in expand([write(tmp_path / "news.jsonl", raw)])]
    assert [d.id for d in documents] == ["a", "b/é", "7", "a~2"]
    assert [d.text for d in documents] == [row["text"] for row in rows]
    assert [d.published for d in documents] == [None, "2024-03-05", None, None]
    assert documents[2].title is None


CHANGED = '<meta property="article:modified_time" content="2024-03-14T10:00:00Z">'
PUBLISHED = '<meta property="article:published_time" content="2024-03-05T08:00:00Z">'


@pytest.mark.parametrize(
    ("head", "published", "moment"),
    [
        (CHANGED + PUBLISHED, "2024-03-05", "2024-03-05T08:00:00+00:00"),
        (
            '<meta property="og:updated_time" content="2024-03-14T10:00:00Z"><script type="application/ld+json">'
            '{"@graph": [{"@type": "Person", "datePublished": "2001-01-01"},'
            '{"@type": ["NewsArticle"], "datePublished": "2024-03-06T23:30:00-05:00"}]}</script>',
            "2024-03-06",
            "2024-03-06T23:30:00-05:00",
        ),
        (CHANGED + '<meta name="date" content="2024-03-06">', "2024-03-06", None),
        ('<script type="application/ld+json">{"datePublished": "soon"}</script>' + PUBLISHED, "2024-03-05", "…"),
        ('<script type="application/ld+json">{"datePublished": </script>' + PUBLISHED, "2024-03-05", "…"),
    ],
    ids=["modified", "json-ld", "day", "no-date", "no-json"],
)
def test_a_page_is_dated_by_its_publication_not_by_its_last_change(tmp_path, head, published, moment):
    document = read_one(write(tmp_path / "flood.html", PAGE.replace(PUBLISHED, head)))
    assert document.published == published
    assert document.published_at == ("2024-03-05T08:00:00+00:00" if moment == "…" else moment)


def test_a_line_keeps_the_moment_of_its_publication(tmp_path):
    line = {"id": "a", "text": "One.", "published": "Tue, 05 Mar 2024 23:30:00 -0500"}
    (entry,) = expand([write(tmp_path / "news.jsonl", json.dumps(line))])
    assert (read(entry).published, read(entry).published_at) == ("2024-03-05", "2024-03-05T23:30:00-05:00")
    assert read(entry, published="2024-03-09").published_at is None
