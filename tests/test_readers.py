"""Readers: the text is what the file holds, and what cannot be read says why in one sentence."""

import gzip
import hashlib
import json
import os
import subprocess
from pathlib import Path

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


def test_ids_are_unique_and_in_order(tmp_path):
    for name in ("b/c.txt", "a.html", "a.txt", "b.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / "news" / name, "x")
    write(tmp_path / "more" / "a.md", "x")
    entries = list(expand([tmp_path / "news", tmp_path / "more", tmp_path / "news" / "b.txt"]))
    assert [e.id for e in entries] == ["a", "a~2", "b/c", "b", "a~3", "b~2"]
    assert [e.path.removeprefix(str(tmp_path)) for e in entries][:2] == ["/news/a.html", "/news/a.txt"]


@pytest.mark.parametrize(
    ("paths", "glob", "ids"),
    [
        (["."], "*.txt", ["a"]),
        (["."], "**/*.txt", ["a", "b/c"]),
        (["."], "b/*", ["b/c", "b/d"]),
        (["b/*.md"], None, ["d"]),
        (["**/*.txt"], None, ["a", "b/c"]),
        (["a.txt", "b"], None, ["a", "c", "d"]),
    ],
)
def test_globs(tmp_path, monkeypatch, paths, glob, ids):
    for name in ("a.txt", "b/c.txt", "b/d.md", ".hidden/e.txt"):
        write(tmp_path / name, "x")
    monkeypatch.chdir(tmp_path)
    assert [entry.id for entry in expand(paths, glob=glob)] == ids
    assert all(read(entry).text == "x" for entry in expand(paths, glob=glob))


def problems(path, **options):
    found = []
    for entry in expand([path], **options):
        with pytest.raises(DocumentError) as caught:
            read(entry)
        found.append(str(caught.value))
    return found


@pytest.mark.parametrize("glob", ["*.html", "/etc/*", ""])
def test_a_glob_that_names_nothing_is_told(tmp_path, glob):
    write(tmp_path / "a.txt", "x")
    (message,) = problems(tmp_path, glob=glob)
    assert "names no file" in message


def test_links_and_things_that_are_no_files_are_told(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "letter.xyz", b"PK\x03\x04")
    write(tmp_path / "README", "no suffix")
    messages = "\n".join(problems(tmp_path))
    for told in (
        "link that leads nowhere",
        "too many levels",
        "leads back",
        "no regular file",
        "letter.xyz is of no kind",
        "README is of no kind",
    ):
        assert told in messages
    assert messages.count("\n") == 5


def test_a_folder_that_is_linked_twice_is_read_twice(tmp_path):
    write(tmp_path / "news" / "a.txt", "x")
    (tmp_path / "links").mkdir()
    for name in ("one", "two"):
        (tmp_path / "links" / name).symlink_to(tmp_path / "news")
    assert [read(entry).id for entry in expand([tmp_path / "links"])] == ["one/a", "two/a"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_told(tmp_path):
    write(tmp_path / "closed" / "a.txt", "x")
    write(tmp_path / "a.txt", "x").chmod(0)
    (tmp_path / "closed").chmod(0)
    messages = problems(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert [m.endswith("cannot be read: permission denied") for m in messages] == [True, True]


def test_a_file_that_is_gone_when_its_turn_comes_is_told(tmp_path):
    path = write(tmp_path / "a.txt", "x")
    (entry,) = expand([path])
    path.unlink()
    with pytest.raises(DocumentError, match="no such file"):
        read(entry)


def test_a_pattern_enters_linked_folders(tmp_path):
    write(tmp_path / "far" / "deep" / "a.txt", "x")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "link").symlink_to(tmp_path / "far")
    assert [entry.id for entry in expand([tmp_path / "news"], glob="**/*.txt")] == ["link/deep/a"]
    assert [entry.id for entry in expand([tmp_path / "ne*" / "**" / "*.txt"])] == ["news/link/deep/a"]


def test_a_fan_of_links_is_soon_walked_and_told(tmp_path):
    write(tmp_path / "level15" / "a.txt", "x")
    for level in range(14, -1, -1):
        (tmp_path / f"level{level}").mkdir()
        for name in ("left", "right"):
            (tmp_path / f"level{level}" / name).symlink_to(tmp_path / f"level{level + 1}")
    entries = list(expand([tmp_path / "level0"]))
    assert 16 <= len(entries) < 500
    assert any("more than 16 ways" in (entry.problem or "") for entry in entries)


def test_folders_as_deep_as_the_system_lets_them_be_are_walked_without_recursion(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):
        Path("d").mkdir()
        os.chdir("d")
    write(Path("a.txt"), "x")
    os.chdir(tmp_path)
    (entry,) = expand(["d"])
    assert read(entry).text == "x"
    subprocess.run(["rm", "-rf", "d"], check=True)  # Python cannot


@pytest.mark.parametrize("name", ["n" * 300 + ".txt", "a\0b.txt", "self/self/self"])
def test_names_that_no_file_has_are_told(tmp_path, name):
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (entry,) = expand([tmp_path / name])
    assert entry.problem
    (entry,) = expand([tmp_path], glob="self*")
    assert "levels of symbolic links" in entry.problem


@pytest.mark.skipif(os.geteuid() == 0, reason="root enters everything")
def test_a_pattern_tells_of_folders_that_it_may_not_enter(tmp_path):
    write(tmp_path / "closed" / "a.txt", "x")
    write(tmp_path / "unlisted" / "a.txt", "x")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "unlisted").chmod(0o600)  # names may be read, nothing else
    found = problems(tmp_path, glob="**/*.txt")
    for name in ("closed", "unlisted"):
        (tmp_path / name).chmod(0o700)
    assert [m.endswith("permission denied") for m in found] == [True, True]


def test_lines_that_are_rewritten_while_they_are_read_keep_their_ids_and_it_is_told(tmp_path):
    rows = [json.dumps({"id": f"n{n}", "text": f"{n} people fled."}) for n in range(40)]
    path = write(tmp_path / "news.jsonl", "\n".join(rows))
    entries = expand([path])
    found = [next(entries) for _ in range(4)]
    write(path, "\n".join(row.replace("n", "longer-n") for row in reversed(rows)))
    found += entries
    assert [read(entry).text for entry in found[:4]] == [f"{n} people fled." for n in range(4)]
    with pytest.raises(DocumentError, match=r"news\.jsonl was changed while"):
        read(found[-1])


def test_a_file_that_is_rewritten_before_its_turn_is_told(tmp_path):
    path = write(tmp_path / "a.txt", "Twelve fled.")
    (entry,) = expand([path])
    write(path, "")
    with pytest.raises(DocumentError, match=r"a\.txt was changed while"):
        read(entry)


def test_what_a_file_is_shows_where_its_name_does_not_tell(tmp_path):
    page = b"<!DOCTYPE html><article>" + b"<p>Nine people died in the flood, police said on Monday.</p>" * 5
    assert "Nine people died" in read_one(write(tmp_path / "page", page)).text
    lines = b'{"id": "a", "text": "Twelve fled."}\n'
    with (tmp_path / "packed.jsonl.gz").open("wb") as file:
        file.write(gzip.compress(lines))
    assert [read(entry).id for entry in expand([tmp_path / "packed.jsonl.gz"])] == ["a"]
    document = read_one(write(tmp_path / "plain.txt.gz", gzip.compress(b"Twelve fled.")))
    assert (document.id, document.text, document.extracted) == ("plain", "Twelve fled.", True)
    cut_off = refused(write(tmp_path / "cut.txt.gz", gzip.compress(b"Twelve fled.")[:-9]))
    assert "cannot be unpacked" in cut_off
    assert "cannot be unpacked" in refused(write(tmp_path / "cut.jsonl.gz", gzip.compress(lines)[:-9]))
