"""The clean text: what is set in an odd way reads like what is set plainly, and every letter keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.notation import clean_text

SET = st.text(st.sampled_from("12 ,.'’ab\u00ad\u200b\u2060\u2007\u202f１，⁄/€\n٣"), max_size=30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("killed １，２００ peo\u00adple", "killed 1,200 people"),
        ("12\u2007500 and 1’000’000", "12,500 and 1,000,000"),
        ("3\u2060400", "3400"),
        ("2 1⁄2", "2 1/2"),
        ("in 5 100 people", "in 5 100 people"),
        ("5’11 and '99", "5’11 and '99"),
        ("16 people[citation needed] died.[3]", "16 people died."),
        ("hurt,[4][12] he said", "hurt, he said"),
        ("seven [sic] men", "seven men"),
        ("the yen JPY=, the S&P 500 .SPX and crude CLc1\nfell", "the yen, the S&P 500 and crude\nfell"),
        ("at $1.1194 EUR=, to 109.49 JPY=, at 2,011 .SPX.", "at $1.1194, to 109.49 JPY, at 2,011."),
        ("the .NET platform and E=MC", "the .NET platform and E=MC"),
        ("every sector [of the economy]", "every sector [of the economy]"),
        ("in [2024] and [3]", "in [2024] and [3]"),
    ],
)
def test_the_text_is_read_as_it_is_meant(written, meant):
    assert clean_text(written).text == meant


@given(SET)
def test_every_letter_has_its_place(text):
    clean = clean_text(text)
    places = [clean.place(i) for i in range(len(clean.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    for i, place in enumerate(places[:-1]):
        assert place < clean.end(i + 1) <= places[i + 1]


def test_invisible_letters_do_not_change_what_is_read(extractor):
    plain = "At least 200 people were killed in the attack, the ministry said."
    hidden = (
        plain.replace("people", "peo\u00adple").replace("killed", "kil\u200bled").replace("ministry", "mi\u00adnistry")
    )
    expected, found = extractor.extract(plain), extractor.extract(hidden)
    read = [(c.kind, c.event and c.event.type, c.quantity and c.quantity.low) for c in expected.extraction.claims]
    assert [(c.kind, c.event and c.event.type, c.quantity and c.quantity.low) for c in found.extraction.claims] == read
    (claim,) = [c for c in found.extraction.claims if c.kind == "figure"]
    assert claim.quantity.unit == "people"
    start, end = claim.quantity.counted
    assert hidden[start:end] == "peo\u00adple"


def test_marks_of_notes_do_not_change_what_is_read(extractor):
    text = "16 people[citation needed] were killed in the attack.[3] Nine[4] were hurt, police said."
    claims = extractor.extract(text).extraction.claims
    assert [claim.gist for claim in claims] == ["16 people killed", "nine people wounded, per police"]
    assert [claim.quantity.unit for claim in claims] == ["people", "people"]
    assert [text[slice(*claim.quantity.span.span)] for claim in claims] == ["16", "Nine"]


def test_codes_of_what_is_traded_do_not_change_what_is_read(extractor):
    claims = extractor.extract("The euro rose to $1.1021 EUR= after Acme Corp (ACM.N) shares fell 3 percent.")
    assert [claim.gist for claim in claims.extraction.claims] == [
        "the euro rose to $1.1021",
        "Acme Corp shares fell 3 percent",
    ]
