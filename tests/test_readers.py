"""Readers: the text is what the file holds, and what cannot be read says why in one sentence."""

import hashlib
import json
import os

import pytest

from factx.errors import DocumentError
from factx.readers import expand, read


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_one(path):
    (entry,) = expand([path])
    return read(entry)


def refused(path):
    with pytest.raises(DocumentError) as caught:
        read_one(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name.encode("unicode_escape").decode() in message
    return message


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b" \r\n\t", " \r\n\t"),
        (b"a", "a"),
        (b"One.\r\nTwo.\rThree.\n", "One.\r\nTwo.\rThree.\n"),
        ("Zürich “fled” 🙂\n".encode(), "Zürich “fled” 🙂\n"),
        (b"\xef\xbb\xbfTwelve fled.", "Twelve fled."),
        (b"\xef\xbb\xbf", ""),
        ("﻿Twelve fled.".encode("utf-16-le"), "Twelve fled."),
        ("﻿Twelve fled.".encode("utf-32-be"), "Twelve fled."),
        (b"Caf\xe9 owners \x93fled\x94 \x96 12 of them", "Café owners “fled” – 12 of them"),
        ("\u202eright to left\u202c and zero\u200bwidth \x1b[31mred".encode(), None),
    ],
)
def test_text_is_what_the_file_holds(tmp_path, raw, text):
    assert read_one(write(tmp_path / "a.txt", raw)).text == (raw.decode() if text is None else text)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Twelve\x00fled.", "NUL"),
        (bytes(range(1, 32)) * 20, "control characters"),
        ("Zürich and M".encode() + b"\xfcnchen", "mixes UTF-8"),
        (b"\x81\x8d\x8f\x90", "neither UTF-8"),
        (b"\xff\xfeT\x00w\x00x", "byte-order mark"),
        ("Ålesund: twelve fle\u00e9".encode()[:-1], "mixes UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path, raw, reason):
    assert reason in refused(write(tmp_path / "a.txt", raw))


def test_a_file_is_known_by_its_path_below_the_folder_and_its_bytes(tmp_path):
    write(tmp_path / "news/2024/flood.txt", "Twelve fled.")
    (entry,) = expand([tmp_path / "news"])
    document = read(entry, published="2024-03-05")
    assert (document.id, document.path) == ("2024/flood", str(tmp_path / "news/2024/flood.txt"))
    assert document.sha256 == hashlib.sha256(b"Twelve fled.").hexdigest()
    assert document.published == "2024-03-05"
    assert not document.extracted


ROW = {"id": "a", "text": "Twelve fled.", "title": "Flood", "published": "2024-03-05T08:00:00Z", "outlet": "The Plain"}


def test_a_line_is_an_article(tmp_path):
    document = read_one(write(tmp_path / "a.jsonl", json.dumps(ROW)))
    assert (document.id, document.text, document.title) == ("a", "Twelve fled.", "Flood")
    assert (document.published, document.outlet, document.url) == ("2024-03-05", "The Plain", None)
    assert document.extracted


def test_name_with_newline_and_no_utf8(tmp_path):
    for name in (b"a\nb.txt", b"caf\xe9.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(b"Twelve fled.")
    documents = [read(entry) for entry in expand([tmp_path])]
    assert [d.id for d in documents] == ["a\nb", "caf\\xe9"]
    for document in documents:
        document.path.encode("utf-8")
