"""Which attributions become rows, and who answers for a figure among several voices."""

import pytest


@pytest.fixture(scope="module")
def claims(extractor):
    def find(text, **options):
        return extractor.extract(text, **options).claims

    return find


def figures(found):
    return [c for c in found if c.quantity]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor was horrified by a shooting that left 50 people dead.", None),
        ("Lawmakers asked for details of how thieves stole $81 million.", None),
        ("The mayor said 12 people are believed to have died.", "The mayor"),
        ("The ministry said twelve people had died, citing the police.", "the police"),
        ('Tom Reyes, baker: "We believe 12 people died in our street."', "Tom Reyes"),
        ("The mayor denied that 12 people had died.", "The mayor"),
        ("The coast guard has confirmed 17 deaths.", "The coast guard"),
    ],
)
def test_who_answers_for_a_figure_among_several_voices(claims, text, who):
    [figure] = figures(claims(text))
    assert (figure.attribution.source.canonical if figure.attribution else None) == who


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("It is believed that the mayor will leave the town on Monday.", []),
        ("Speculation that the mayor would leave the town had grown.", []),
        ("When asked if the bridge would open, Ana Ruiz went home.", []),
        ("Some 48% of agents said prices fell in May.", []),
        ("Agents said prices fell in May.", ["Agents"]),
        ("In a paper printed on Wednesday Karvenia also said its boats had been harassed.", ["Karvenia"]),
    ],
)
def test_a_statement_needs_somebody_who_speaks(claims, text, rows):
    assert [c.attribution.source.canonical for c in claims(text) if c.quantity is None] == rows


def test_a_row_whose_words_are_all_told_further_in_is_there(claims):
    [row] = claims("The report is out.\n\n“As I said when she was picked, Dana is a real expert.” — Peter Lind")
    assert row.attribution.source.canonical == "Peter Lind"
    assert row.attribution.content.text == "“As I said when she was picked, Dana is a real expert.”"


def test_who_is_passed_on_answers_and_the_report_of_it_is_folded(claims):
    rows = claims("Ana Ruiz told the council that the dam would not hold, the Herald has reported.")
    told = {c.attribution.source.canonical: c for c in rows}
    assert told["Herald"].restates == told["Ana Ruiz"].id
    assert told["Ana Ruiz"].restates is None
    assert told["Ana Ruiz"].chain == ("Herald", "Ana Ruiz")
