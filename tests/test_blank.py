"""An article without any text is a record like every other, and standard error tells of it."""

import json

import pytest
from command import factx


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blank")
    (folder / "empty.txt").touch()
    (folder / "spaces.txt").write_text(" \n\n\t ", encoding="utf-8")
    (folder / "told.txt").write_text("Twelve people died in the flood, police said.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md", "html"])
def test_extract_names_each_in_one_line(articles, format):
    done = factx("extract", articles / "empty.txt", articles / "spaces.txt", "-f", format, check=0)
    told = [f"factx: {articles / name}: holds no text" for name in ("empty.txt", "spaces.txt")]
    assert done.stderr.splitlines() == told
    if format == "json":
        assert [record["document"]["id"] for record in json.loads(done.stdout)] == ["empty", "spaces"]


def test_batch_counts_them(articles, tmp_path):
    output = tmp_path / "out.jsonl"
    done = factx("batch", articles, "-o", output, "--workers", "1", "--quiet", check=0)
    assert done.stderr == "factx: 2 articles hold no text\n"
    assert [json.loads(line)["document"]["id"] for line in output.read_text(encoding="utf-8").splitlines()] == [
        "empty",
        "spaces",
        "told",
    ]
    (articles / "told.txt").rename(articles / "news.txt")
    (articles / "empty.txt").write_text("\n", encoding="utf-8")
    done = factx("batch", articles, "-o", output, "--workers", "1", "--quiet", "--update", check=0)
    assert done.stderr == "factx: 1 article holds no text\n"


def test_a_page_without_an_article_is_told_of(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html><head><title>Menu</title></head><body></body></html>", encoding="utf-8")
    done = factx("extract", page, "-f", "json", check=1)
    assert done.stderr == f"factx: {page} holds no article text that could be found\n"
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("stdin", ["", "\n"])
def test_nothing_in_a_pipe_is_told_of(stdin):
    assert factx("extract", "-", stdin=stdin, check=0).stderr == "factx: stdin: holds no text\n"


def test_where_no_article_is_extract_says_so(tmp_path):
    (tmp_path / "none.jsonl").touch()
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "none.jsonl", tmp_path / "folder"):
        assert factx("extract", path, check=0).stderr == f"factx: there is no article in {path}\n"
    assert factx("reconcile", tmp_path / "none.jsonl", check=0).stderr == "factx: the records tell of no event\n"
