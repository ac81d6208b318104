"""Time expressions: what no rule example can show. The examples of every rule stand in factx/dates/corpus.toml."""

import pytest

from factx.dates import lexicon
from factx.dates.schema import DateRule
from factx.errors import RuleError
from factx.model import Document


def dates_of(extractor, text, published=None):
    return [(t.span.text, t.value) for t in extractor.extract(text, published=published).extraction.dates]


def anchor_of(extractor, text, published=None):
    anchor = extractor.extract(text, published=published).extraction.anchor
    return anchor and (anchor.value, anchor.origin)


def test_the_date_given_is_the_anchor(extractor):
    assert anchor_of(extractor, "The mill burned on May 3, 2011.", "2016-06-03") == ("2016-06-03", "published")


def test_a_stated_day_is_the_anchor_where_none_is_given(extractor):
    text = "Old mill burns\n\nPublished: 8 June 2016\n\nThe mill burned on Tuesday. It was built on May 3, 1911."
    assert anchor_of(extractor, text) == ("2016-06-08", "dateline")
    assert ("Tuesday", "2016-06-07") in dates_of(extractor, text)


def test_a_day_of_another_time_in_the_running_text_is_no_anchor(extractor):
    text = "Twelve people died on Tuesday. The war began on 3 May 1988."
    assert anchor_of(extractor, text) is None
    assert dates_of(extractor, text) == [("Tuesday", None), ("3 May 1988", "1988-05-03")]


def test_a_day_to_come_is_no_anchor(extractor):
    caption = "The old mill, which will close on June 7, 2016. (photo credit: Ada Marsh/Herald)"
    assert anchor_of(extractor, f"Old mill to close\n\n{caption}\n\nIt opened in 1911, the owner said.") is None


def test_a_published_value_that_is_no_day_is_not_used(extractor):
    assert anchor_of(extractor, "The mill burned on Tuesday.", "last spring") is None


def test_without_an_anchor_only_absolute_dates_have_values(extractor):
    found = dates_of(extractor, "The mill burned on Tuesday, two days ago, and last in 1911.")
    assert found == [("Tuesday", None), ("two days ago", None), ("1911", "1911")]


@pytest.mark.parametrize(
    ("published", "value"),
    [("2016-01-01", "2015-12-31"), ("2016-03-01", "2016-02-29"), ("2015-03-01", "2015-02-28")],
)
def test_yesterday_goes_over_the_ends_of_months_and_years(extractor, published, value):
    assert dates_of(extractor, "The mill burned yesterday.", published) == [("yesterday", value)]


def test_a_day_that_no_calendar_has_keeps_no_value(extractor):
    assert dates_of(extractor, "The mill burned on February 30, 2016.") == [("February 30, 2016", None)]


def test_a_date_broken_over_two_lines_is_one(extractor):
    text = "Nobody was hurt when the old mill on the river burned down on September\n19, 2023, in the small hours."
    assert dates_of(extractor, f"Old mill burns\n\n{text}") == [("September\n19, 2023", "2023-09-19")]


def test_dates_do_not_run_across_paragraphs(extractor):
    text = "The mill burned in September\n\n2016 was a bad year."
    assert [words for words, _ in dates_of(extractor, text)] == ["September", "2016"]


def test_a_caption_lies_near_the_day_of_writing(extractor):
    """A photograph of Tuesday, an article of Wednesday: "Wednesday" is the day after, "yesterday" is open."""
    caption = "Smoke over the old mill in Marlow, September 19, 2023. (photo credit: Ada Marsh/Herald)"
    text = f"Old mill burns\n\n{caption}\n\nThe mill burned on Wednesday, not yesterday."
    assert anchor_of(extractor, text) == ("2023-09-19", "caption")
    assert dates_of(extractor, text)[1:] == [("Wednesday", "2023-09-20"), ("yesterday", None)]


def test_a_pattern_that_is_none_is_named():
    rule = DateRule(id="half-open", pattern="(", needs=("unit",), type="DATE", value="fixed")
    with pytest.raises(RuleError, match="half-open"):
        lexicon.pattern_of(lexicon.WrittenRule(rule, 0, "(", None))


@pytest.mark.parametrize(
    ("text", "options", "value"),
    [
        ("The letter is dated 03/04/2024.", {}, "2024-03-04"),
        ("The letter is dated 03/04/2024.", {"url": "https://www.plain.co.uk/flood"}, "2024-04-03"),
        ("The letter is dated 03/04/2024.", {"url": "https://plain.example.com/flood"}, "2024-03-04"),
        ("The letter is dated 03/04/2024.", {"url": "https://www.theguardian.com/flood"}, "2024-04-03"),
        ("The letter is dated 03/04/2024.", {"url": "https://nottheguardian.com/flood"}, "2024-03-04"),
        ("The letter is dated 25/04/2024.", {}, "2024-04-25"),
        ("The letter is dated 03/04/2024, the answer 25/04/2024.", {}, "2024-04-03"),
        ("On 5 May 2023 he wrote again. The letter is dated 03/04/2024.", {}, "2024-04-03"),
        ("The letter is dated 3.4.2024.", {}, "2024-04-03"),
    ],
)
def test_which_figure_is_the_month_is_asked_of_outlet_and_article(extractor, text, options, value):
    record = extractor.record(Document(id="letter", text=text, **options))
    assert value in [t.value for t in record.extraction.dates]


def test_the_order_of_dates_can_be_given(extractor, monkeypatch):
    monkeypatch.setattr(extractor, "date_order", "dmy")
    assert dates_of(extractor, "The letter is dated 03/04/2024.") == [("03/04/2024", "2024-04-03")]


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("ZIRA, March 12 (Norpress) -- The council will meet tomorrow.", "2016-03-13", "2016-03-13"),
        (
            "Mill burns\n\nUpdated: March 15, 2016, 9:14 a.m.\n\nThe mill burned down yesterday.",
            "2016-03-13",
            "2016-03-14",
        ),
        ("The mill burned down yesterday.\n\nLast updated on 15 March 2016", "2016-03-13", "2016-03-14"),
    ],
)
def test_an_article_counts_from_the_day_that_its_text_belongs_to(extractor, text, day, value):
    assert value in [found for _, found in dates_of(extractor, text, day)]


@pytest.mark.parametrize(
    "text",
    [
        "ZIRA, May 12, 2011 (Norpress) -- The mill burned down yesterday.",
        "The list was updated on March 15, 2016. The mill burned down yesterday.",
        "The mill, updated in 2015, burned down yesterday. It was built on March 15, 1911.",
    ],
)
def test_a_day_far_from_publication_or_of_something_else_is_not_that_of_writing(extractor, text):
    assert "2016-03-12" in [found for _, found in dates_of(extractor, text, "2016-03-13")]
