"""Word, RTF, archive exports, agency formats, mails, web archives: files of each kind made here, in its layout."""

import gzip
import io
import json
import re
import zipfile

import pytest
from test_readers import write

from factx.errors import DocumentError
from factx.readers import expand, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"
BODY = "".join(
    f"<p>{n} people died in the flood at Ruda on Monday, the mayor of the town said.</p>" for n in range(3, 9)
)


def docx(paragraphs):
    told = "".join(f"<w:p><w:r><w:t>{p[:9]}</w:t></w:r><w:r><w:t>{p[9:]}</w:t></w:r></w:p>" for p in paragraphs)
    gone = "<w:p><w:del><w:r><w:delText>Deleted words.</w:delText></w:r></w:del></w:p>"
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", f"<w:document {W}><w:body>{told}{gone}</w:body></w:document>")
    return raw.getvalue()


def rtf(paragraphs):
    return ("{\\rtf1\\ansi " + "".join(p + "\\par\n" for p in paragraphs) + "}").encode("cp1252")


def articles(path):
    return [read(entry) for entry in expand([path])]


def test_a_word_file_is_one_article(tmp_path):
    raw = docx(["Flood kills 12", "At least 12 people died on Monday.", "", "Two are missing."])
    (document,) = articles(write(tmp_path / "flood.docx", raw))
    assert document.text == "Flood kills 12\n\nAt least 12 people died on Monday.\n\nTwo are missing.\n"
    assert (document.id, document.extracted) == ("flood", True)
    assert articles(write(tmp_path / "unnamed", raw))[0].text == document.text


def test_an_rtf_file_is_one_article(tmp_path):
    (document,) = articles(write(tmp_path / "flood.rtf", rtf(["Flood kills 12", "Caf\\'e9 owners fled."])))
    assert document.text == "Flood kills 12\n\nCafé owners fled.\n"


NEXIS = [
    *("Flood kills 12 in Ruda", "The Plain (Altona)", "March 5, 2024 Tuesday", "Copyright 2024 The Plain"),
    *("Section: NEWS; Pg. 1", "Length: 312 words", "Byline: Jane Roe", "Body"),
    *("At least 12 people died.", "Two are missing.", "Load-Date: March 6, 2024", "End of Document"),
    *("Fire in Marlow", "The Wend Post", "5 March 2024 Tuesday", "Length: 20 words", "Body", "A mill burned down."),
    "End of Document",
]
# The page about the search that stands before the first article; what an article has behind its text.
SEARCHED = [
    *("User Name: Jane Roe", "Date and Time: Tuesday, March 12, 2024 10:00 AM CET", "Job Number: 123456"),
    *("Documents (1)", "1. Flood kills 12 in Ruda", "Client/Matter: -None-", "Search Terms: flood", "March 2024"),
    *("Flood kills 12 in Ruda", "The Plain (Altona)", "March 5, 2024 Tuesday 4:08 PM GMT", "Copyright 2024 The Plain"),
    *("All Rights Reserved", "Section: NEWS; Pg. 1", "Length: 312 words", "Byline: By Jane Roe", "Body"),
    *("At least 12 people died.", "Two are missing.", "Classification", "Language: ENGLISH", "Subject: FLOODS (90%)"),
    *("Load-Date: March 6, 2024", "End of Document"),
]
FACTIVA = [
    *("Flood kills 12 in Ruda", "By Jane Roe", "312 words", "5 March 2024", "08:00", "The Plain", "PLN", "English"),
    *("Copyright 2024 The Plain", "At least 12 people died.", "Two are missing.", "Document PLN0000020240305ek3500001"),
    *("Fire in Marlow", "20 words", "5 March 2024", "The Wend Post", "WND", "English", "(c) 2024 The Wend Post"),
    *("A mill burned down.", "Document WND0000020240305ek3500002"),
]
CODED = [
    *("HD Flood kills 12 in Ruda", "BY By Jane Roe", "WC 312 words", "PD 5 March 2024", "SN The Plain", "SC PLN"),
    *("LA English", "LP At least 12 people died.", "TD Two are missing.", "Document PLN0000020240305ek3500001"),
]


@pytest.mark.parametrize("make", [docx, rtf])
@pytest.mark.parametrize("lines", [NEXIS, SEARCHED, FACTIVA, CODED])
def test_an_export_is_cut_into_its_articles(tmp_path, make, lines):
    first, *others = articles(write(tmp_path / f"export.{make.__name__}", make(lines)))
    assert (first.title, first.outlet.split(" (")[0]) == ("Flood kills 12 in Ruda", "The Plain")
    assert (first.published, first.author) == ("2024-03-05", "Jane Roe")
    assert first.text == "At least 12 people died.\n\nTwo are missing.\n"
    assert [(o.title, o.outlet, o.text, o.published) for o in others] in (
        [],
        [("Fire in Marlow", "The Wend Post", "A mill burned down.\n", "2024-03-05")],
    )
    assert len({document.id for document in [first, *others]}) == 1 + len(others) == 1 + (lines in (NEXIS, FACTIVA))


def test_a_paragraph_that_begins_like_a_label_is_text(tmp_path):
    told = ["Graphic images spread.", "Notes were found.", "Language barriers remain.", "Subject to change."]
    (document, *_) = articles(write(tmp_path / "export.docx", docx([*NEXIS[:8], *told, *NEXIS[10:12]])))
    assert document.text == "\n\n".join(told) + "\n"


def test_the_cells_of_an_export_are_its_fields(tmp_path):
    row = r"\trowd\cellx900\cellx9000 {}\cell {}\cell\row "
    cells = "".join(row.format(line[:2], line[3:]) for line in CODED[:-1])
    (document,) = articles(write(tmp_path / "export.rtf", "{\\rtf1\\ansi " + cells + CODED[-1] + r"\par}"))
    assert (document.title, document.author, document.published) == ("Flood kills 12 in Ruda", "Jane Roe", "2024-03-05")
    assert (document.text, document.id) == (
        "At least 12 people died.\n\nTwo are missing.\n",
        "PLN0000020240305ek3500001",
    )


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{id}"><itemMeta><provider literal="AltonaWire"/>
<versionCreated>2024-03-05T08:00:00Z</versionCreated></itemMeta><contentMeta><headline>{title}</headline><by>Jane Roe</by>
</contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>At least 12 <b>people</b> died.</p>
<p>Two are missing.</p></body></html></inlineXML></contentSet></newsItem>"""
NITF = """<?xml version="1.0"?><nitf><head><title>x</title><docdata><doc-id id-string="n1"/><date.issue norm="20240305T080000Z"/>
<doc.copyright holder="AltonaWire"/></docdata></head><body><body.head><hedline><hl1>Flood</hl1></hedline><byline>Jane Roe
</byline></body.head><body.content><block><p>At least 12 people died.</p><p>Two are missing.</p></block></body.content></body></nitf>"""


def test_newsml_and_nitf_give_their_articles(tmp_path):
    one = ITEM.format(id="urn:1", title="Flood")
    two = f"<newsMessage>{one}{ITEM.format(id='urn:2', title='Again')}</newsMessage>"
    found = [articles(write(tmp_path / name, raw)) for name, raw in (("a.xml", one), ("b", two), ("c.xml", NITF))]
    assert [len(documents) for documents in found] == [1, 2, 1]
    assert [document.id for documents in found for document in documents] == ["urn:1", "urn:1", "urn:2", "n1"]
    for document in (documents[0] for documents in found):
        assert document.text == "At least 12 people died.\n\nTwo are missing.\n"
        assert (document.title, document.published, document.outlet) == ("Flood", "2024-03-05", "AltonaWire")
        assert document.author == "Jane Roe"


def test_ninjs_of_both_versions_gives_its_article(tmp_path):
    first = {"uri": "n1", "headline": "Flood", "byline": "Jane Roe", "versioncreated": "2024-03-05T08:00:00Z"}
    first |= {"body_xhtml": "<p>At least 12 people died.</p><p>Two are missing.</p>"}
    second = {"uri": "n2", "headlines": [{"role": "main", "value": "Flood"}], "by": "Jane Roe"}
    second |= {"versionCreated": "2024-03-05T08:00:00Z"}
    second |= {"bodies": [{"contenttype": "text/plain", "value": "At least 12 people died.\n\nTwo are missing.\n"}]}
    (a,) = articles(write(tmp_path / "a.json", json.dumps(first)))
    (b,) = articles(write(tmp_path / "b.json", json.dumps({"items": [second]})))
    for document in (a, b):
        assert document.text == "At least 12 people died.\n\nTwo are missing.\n"
        assert (document.title, document.author, document.published) == ("Flood", "Jane Roe", "2024-03-05")
    many = articles(write(tmp_path / "c.json", json.dumps([{"maintext": "One."}, {"text": "Two.", "id": "t"}])))
    assert [(d.id, d.text) for d in many] == [("c:1", "One."), ("t", "Two.")]


def test_an_array_is_read_value_by_value(tmp_path, monkeypatch):
    monkeypatch.setattr("factx.readers.arrays.BLOCK", 7)  # so that every value lies across blocks
    rows = [{"id": f"n{n}", "text": f"{n} “people” fled.", "n": [n, 10**n, None]} for n in range(30)]
    found = articles(write(tmp_path / "a.json", "\ufeff " + json.dumps(rows, indent=1, ensure_ascii=False) + "\n"))
    assert [(d.id, d.text) for d in found] == [(row["id"], row["text"]) for row in rows]


@pytest.mark.parametrize("end", ["", ",", "}", ", {", "] x", ', {"text": tru', " " + "[" * 50_000])
def test_a_broken_array_costs_what_stands_behind(tmp_path, end):
    path = write(tmp_path / "a.json", '[{"id": "a", "text": "One fled."}' + end)
    first, second = expand([path])
    assert read(first).text == "One fled."
    with pytest.raises(DocumentError, match="no JSON"):
        read(second)


def test_a_broken_news_message_costs_what_stands_behind(tmp_path):
    raw = f"<newsMessage>{ITEM.format(id='urn:1', title='Flood')}{ITEM.format(id='urn:2', title='Again')}<newsItem"
    *items, broken = expand([write(tmp_path / "a.xml", raw)])
    assert [read(item).title for item in items] == ["Flood", "Again"]
    with pytest.raises(DocumentError, match="no XML"):
        read(broken)


def test_a_letter_and_a_saved_page_give_their_articles(tmp_path):
    letter = (
        "From: Jane Roe <jane@plain.example>\nSubject: Flood\nDate: Tue, 05 Mar 2024 08:00:00 +0000\n\nTwelve died.\n"
    )
    (document,) = articles(write(tmp_path / "a.eml", letter))
    assert (document.text, document.title, document.author) == ("Twelve died.\n", "Flood", "Jane Roe")
    assert document.published == "2024-03-05"
    saved = "From: <Saved>\nSnapshot-Content-Location: https://plain.example/flood\nSubject: Flood\nMIME-Version: 1.0\n"
    saved += "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n"
    saved += PAGE.format("Flood kills many", BODY) + "\n--x--\n"
    (page,) = articles(write(tmp_path / "b.mhtml", saved))
    assert "8 people died" in page.text
    assert (page.title, page.url) == ("Flood kills many", "https://plain.example/flood")


def warc(tmp_path, pages, packed):
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    records = []
    for number, (address, status, kind, page) in enumerate(pages):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-05T08:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
        records.append(f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n")
    path.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_web_archive_are_articles(tmp_path, packed):
    page = PAGE.format("Flüsse flood Ruda", BODY).encode("latin-1")
    pages = [
        ("https://plain.example/1", "200 OK", "text/html; charset=iso-8859-1", page),
        ("https://plain.example/2", "404 Not Found", "text/html", page),
        ("https://plain.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://plain.example/4", "200 OK", "text/html", b"<p>"),
        ("https://plain.example/5", "200 OK", "text/html", PAGE.format("Fire", BODY).encode()),
    ]
    path = warc(tmp_path, pages, packed)
    first, bad, last = expand([path])
    document = read(first)
    assert (document.title, document.url, document.published) == ("Flüsse flood Ruda", pages[0][0], "2024-03-05")
    assert "8 people died" in document.text
    with pytest.raises(DocumentError, match="no article"):
        read(bad)
    assert read(last).id == "https://plain.example/5"
    path.write_bytes(path.read_bytes()[:-200])
    first, *_, last = expand([path])
    assert read(first).title == "Flüsse flood Ruda"
    assert last.problem


def spoilt(raw, start, length=20):
    return raw[:start] + bytes(length) + raw[start + length :]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: spoilt(one, len(one) // 2),
        lambda one: spoilt(one, 0),
        lambda one: spoilt(one, len(one) - 8, 4),  # its sum
        lambda one: one[:-30],
    ],
)
def test_a_packed_record_that_is_broken_costs_itself(tmp_path, spoil):
    pages = [(f"https://plain.example/{n}", "200 OK", "text/html", PAGE.format(n, BODY).encode()) for n in range(4)]
    path = warc(tmp_path, pages, packed=True)
    records = [
        gzip.compress(one, mtime=0) for one in re.split(rb"(?=WARC/1.0\r)", gzip.decompress(path.read_bytes()))[1:]
    ]
    for number in range(4):
        path.write_bytes(b"".join(spoil(one) if n == number else one for n, one in enumerate(records)))
        found = list(expand([path]))
        assert [bool(entry.problem) for entry in found] == [n == number for n in range(4)]
        assert all(read(entry).id == pages[n][0] for n, entry in enumerate(found) if n != number)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("was", [rb"Content-Length: \d+", rb"Content-Length: ", rb"WARC/1.0"])
@pytest.mark.parametrize(
    "becomes", [b"Content-Length: 99", b"Content-Length: 9999999", b"Content-Length: 99999999999", b"x"]
)
def test_a_record_that_lies_about_itself_costs_itself(tmp_path, was, becomes, packed):
    pages = [(f"https://plain.example/{n}", "200 OK", "text/html", PAGE.format(n, BODY).encode()) for n in range(3)]
    raw = warc(tmp_path, pages, packed=False).read_bytes()
    first, second, third = re.split(rb"(?=WARC/1.0\r)", raw)[1:]
    raw = first + re.sub(was, becomes, second, count=1) + third
    path = write(tmp_path / "crawl.warc.gz", gzip.compress(raw) if packed else raw)
    before, bad, behind = expand([path])
    assert (before.id, behind.id) == ("https://plain.example/0", "https://plain.example/2")
    assert "broken" in bad.problem
    assert read(before).text == read(behind).text.replace("2", "0", 1)


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.docx", b"PK\x03\x04", "no Word file"),
        ("a.docx", b"", "is empty"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.txt", b"WARC/1.0\r\n", "begins as a file in .warc"),
        ("a.rtf", b"plain words", "no RTF"),
        ("a.xml", b"<rss><channel/></rss>", "neither NewsML-G2 nor NITF"),
        ("a.xml", b"<nitf", "no XML"),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><nitf>&e;</nitf>', "text"),
        ("a.json", b"{", "no JSON"),
        ("a.json", b"[]", "no article"),
        ("a.json", b'{"a": 1}', '"text"'),
        ("a.eml", b"\x00\x01", "no mail"),
        ("a.warc", b"not a web archive at all", "is no WARC"),
        ("a.csv.gz", gzip.compress(b"id,text\n1,x\n", mtime=0)[:-6], "cannot be unpacked"),
    ],
)
def test_a_broken_file_gets_its_one_line(tmp_path, name, raw, reason):
    path = write(tmp_path / name, raw)
    messages = []
    for entry in expand([path]):
        try:
            assert read(entry).text.strip() in ("", "x")
        except DocumentError as error:
            messages.append(str(error))
    if reason != "text":
        assert len(messages) == 1
        assert reason in messages[0]
        assert "\n" not in messages[0]


A_TEXT = "At least 12 people died.\n\nTwo are missing.\n"
LINES_OF_JSON = "".join(json.dumps({"id": n, "text": A_TEXT}) + "\n" for n in "ab")
A_LETTER = f"From: Jane Roe <jane@plain.example>\nSubject: Flood\n\n{A_TEXT}"
XHTML = '<?xml version="1.0"?>\n<!-- saved --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">'


@pytest.mark.parametrize(
    ("name", "raw", "count"),
    [
        ("a.doc", rtf([A_TEXT]), 1),
        ("a.rtf", docx(A_TEXT.split("\n\n")), 1),
        ("a.docx", rtf(A_TEXT.split("\n\n")), 1),
        ("a.pdf", PAGE.format("Flood", BODY), 1),
        ("a.txt", PAGE.format("Flood", BODY), 1),
        ("a.html", XHTML + PAGE.format("Flood", BODY), 1),
        ("a", XHTML + PAGE.format("Flood", BODY), 1),
        ("a.txt", A_LETTER, 1),
        ("a.csv", LINES_OF_JSON, 2),
        ("a.json", LINES_OF_JSON, 2),
        ("a", LINES_OF_JSON, 2),
        ("a.jsonl", json.dumps([{"text": A_TEXT}, {"text": A_TEXT}]), 2),
        ("a.jsonl", json.dumps({"text": A_TEXT}, indent=1), 1),
        ("a", json.dumps([{"text": A_TEXT}, {"text": A_TEXT}]), 2),
        ("a", 'url,"headline",body\nx,F,"At least 12 people died."\n', 1),
        ("a.csv.gz", "id;body\n1;Café owners fled.\n".encode("cp1252"), 1),
        ("a.tsv", "id\tbody\n1\tCafé owners fled.\n".encode("utf-16"), 1),
    ],
)
def test_a_file_is_read_as_what_it_is_whatever_its_name(tmp_path, name, raw, count):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    documents = articles(write(tmp_path / name, gzip.compress(raw) if name.endswith(".gz") else raw))
    assert len(documents) == count
    for document in documents:
        assert "people died" in document.text or document.text == "Café owners fled."
        assert "<" not in document.text.removeprefix(A_LETTER)


def test_a_bad_line_in_a_file_of_json_costs_itself(tmp_path):
    first, bad, last = expand([write(tmp_path / "a.json", LINES_OF_JSON.replace("\n", '\n{"text": \n', 1))])
    assert (read(first).id, read(last).id) == ("a", "b")
    with pytest.raises(DocumentError, match="line 2"):
        read(bad)
