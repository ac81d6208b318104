"""Sections: how text is cut into paragraphs, and that hostile text is cut in linear time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.sections import find_sections
from factx.sections.paragraphs import find_paragraphs


def texts(text):
    return [text[start:end] for start, end in find_paragraphs(text)]


def kinds(text):
    return [(section.kind, text[section.start : section.end]) for section in find_sections(text)]


def test_a_hard_wrapped_paragraph_stays_one():
    wrapped = (
        "The harbour master of Leros said on Monday that the ferry had left\n"
        "the port at noon with eighty people on board, and that no call for\n"
        "help had come.\n"
    )
    assert texts(wrapped + "\n" + wrapped) == [wrapped.strip()] * 2


def test_one_paragraph_a_line_is_split_by_line():
    line = "The harbour master of Leros said on Monday that the ferry had left the port at noon with eighty on board."
    assert texts(f"{line}\n{line}\n{line}") == [line] * 3


def test_a_short_line_ends_a_wrapped_paragraph():
    text = "The ferry sank on Monday.\nThe harbour master said it had left at noon with\neighty people on board."
    assert texts("Headline\n\n" + text)[1:] == [text.split("\n", 1)[0], text.split("\n", 1)[1]]


def test_each_bullet_is_a_paragraph():
    assert texts("What we know:\n- nine saved\n- two missing\n• a captain held") == [
        "What we know:",
        "- nine saved",
        "- two missing",
        "• a captain held",
    ]


@pytest.mark.parametrize("separator", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u2029\u2029", "\n\u00a0\n"])
def test_every_kind_of_blank_line_parts_paragraphs(separator):
    assert texts(f"One ferry sank{separator}Two sailed on") == ["One ferry sank", "Two sailed on"]


def test_an_article_in_all_its_parts():
    text = (
        "Nine saved off Samos\n\nBy Maria Lopez\n\nJune 9, 2021 5:03 AM\n\n"
        " Rescuers stand on a pier in Samos. (photo credit: Jan Vries)\nRescuers stand on a pier in Samos.\n"
        "(photo credit: Jan Vries)\n\n"
        "ATHENS (Reuters) - A ferry sank off Samos on Monday.\n\nSearch goes on\n\nDivers looked for the captain.\n\n"
        "(Reporting by Maria Lopez; Editing by Jan Vries)"
    )
    assert kinds(text) == [
        ("headline", "Nine saved off Samos"),
        ("byline", "By Maria Lopez"),
        ("dateline", "June 9, 2021 5:03 AM"),
        ("caption", "Rescuers stand on a pier in Samos."),
        ("credit", "(photo credit: Jan Vries)"),
        ("caption", "Rescuers stand on a pier in Samos."),
        ("credit", "(photo credit: Jan Vries)"),
        ("dateline", "ATHENS (Reuters) -"),
        ("body", "A ferry sank off Samos on Monday."),
        ("heading", "Search goes on"),
        ("body", "Divers looked for the captain."),
        ("byline", "(Reporting by Maria Lopez; Editing by Jan Vries)"),
    ]
    assert [section.repeats for section in find_sections(text)][5:7] == [3, 4]


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "."])
def test_nothing_to_read_gives_no_headline(text):
    assert {kind for kind, _ in kinds(text)} <= {"body"}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        "word " * 2_000_000,
        "\n" * 1_000_000,
        "a\n" * 200_000,
        "(" * 1_000_000,
        "By A " * 400_000,
        "A, B/C" * 400_000,
        "KABUL/" * 400_000,
        "A.B " * 400_000,
        ".A BC (AP" * 200_000,
        "—" * 1_000_000,
        "1/1/1 " * 400_000,
    ],
    ids=lambda text: text[:6].strip() or "newlines",
)
def test_hostile_text_takes_seconds_at_most(text):
    start = time.perf_counter()
    find_sections(text)
    assert time.perf_counter() - start < 10


@given(st.text(alphabet=st.sampled_from("aB.,-—/()\n\r\u2028 0:“”By"), max_size=200) | st.text(max_size=200))
def test_sections_are_in_order_apart_and_hold_all_words(text):
    sections = find_sections(text)
    covered = "".join(text[s.start : s.end] for s in sections)
    assert all(before.end <= after.start for before, after in pairwise(sections))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in sections)
    assert "".join(covered.split()) == "".join(text.split())
