"""When two articles name one place: by the entry of the atlas, not by the spelling."""

import pytest

from factx.reconcile.places import is_same_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Marlow", None), ("MARLOW", None)),
        (("Khan Younis", "PS"), ("Khan Yunis", "PS")),
        (("Kiev", "UA"), ("Kyiv", "UA")),
        (("Marlow", "GB"), ("Marlow", None)),
    ],
)
def test_two_spellings_of_one_place_are_one(one, other):
    assert is_same_place(*one, *other) and is_same_place(*other, *one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Tripoli", "LB"), ("Tripoli", "LY")),
        (("Khan Younis", "PS"), ("Rafah", "PS")),
        (("Kiev", None), ("Kyiv", None)),
        ((None, None), (None, None)),
    ],
)
def test_two_places_are_two(one, other):
    assert not is_same_place(*one, *other) and not is_same_place(*other, *one)
