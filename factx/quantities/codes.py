"""Numbers that are codes or parts of words: "G7", "555-0123", "24/7", "(4)", "two-way", web addresses."""

from __future__ import annotations

from decimal import Decimal

from factx.quantities.ages import after_name
from factx.quantities.atoms import NUMBER, WORD, Atoms
from factx.quantities.figure import Figure
from factx.quantities.names import counts_several
from factx.quantities.numerals import SIGNIFICANT, significant
from factx.quantities.place import Place


def letters_glued(place: Place) -> bool:
    """ "G7", "A380", "Covid-19", "1990s", "3G"; not "RM79" and "5km", whose letters are a unit."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits":
        return False
    at, end = figure.first, figure.end
    if atoms.words[at - 1] == "/" and atoms.kinds[at - 2] == WORD and atoms.glued(at - 1) and atoms.glued(at - 2):
        return figure.begin == at
    if figure.begin == at and atoms.glued(at - 1):
        before = at - 1 if not atoms.dash(at - 1) else at - 2
        if atoms.kinds[before] == WORD and atoms.glued(before) and atoms.words[before] not in place.lists.words["tied"]:
            return True
    if figure.unit == "penny" and figure.value in RESOLUTIONS and is_video(place):
        return True
    if figure.prefixed or (figure.letter != "k" and not atoms.glued(end - 1)):
        return False
    if figure.letter == "k" and not counts_several(place):  # "a 4K screen", "the 10k race"
        return figure.raw <= 16
    if atoms.words[end] in place.lists.ordinals:
        return True
    if atoms.words[end] in ("'", "’"):
        return atoms.glued(end) and atoms.words[end + 1] == "s"
    return (atoms.kinds[end] == WORD and figure.after == end) or (
        atoms.kinds[end] == WORD and figure.counted is not None
    )


def is_video(place: Place) -> bool:
    """Whether "1080p" counts lines of a picture: a word of pictures stands near, as in "1080p video"."""
    near = place.atoms.words[max(1, place.figure.first - SEEN) : place.figure.end + SEEN]
    return any(word in place.lists.words["pictures"] for word in near)


RESOLUTIONS = frozenset({480, 720, 1080, 1440, 2160, 4320})
SEEN = 10  # atoms around "1080p" in which a word of pictures stands


def digit_groups(place: Place) -> bool:
    """ "555-0123", "1-800-111", "24/7", "3.4.1", "007": digits that are a code."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits" or figure.prefixed:
        return False
    raw = atoms.raw(figure.end - 1) if atoms.kinds[figure.end - 1] == NUMBER else "1"
    if len(raw) > 1 and raw[0] == "0" and raw.isdecimal():
        return True
    if is_tally(atoms, figure):
        return True
    left, right = chain(atoms, figure.first, -1), chain(atoms, figure.end - 1, 1)
    if left + right >= 2:
        return True
    return mark_to_digit(atoms, figure, "/.,") or (left + right == 1 and code_beside(atoms, figure))


def is_tally(atoms: Atoms, figure: Figure) -> bool:
    """ "11-of-22 shooting", "6-for-13": how many of how many went in."""
    first, end = figure.first, figure.end
    ahead = atoms.dash(end) and atoms.words[end + 1] in TALLY and atoms.dash(end + 2)
    return ahead or (atoms.dash(first - 1) and atoms.words[first - 2] in TALLY and atoms.dash(first - 3))


TALLY = frozenset({"of", "for"})


def code_beside(atoms: Atoms, figure: Figure) -> bool:
    """Whether the number tied to this one by a dash begins with a zero, as in "555-0123"."""
    left, right = figure.first - 1, figure.end
    near = [at + step for at, step in ((left, -1), (right, 1)) if atoms.dash(at) and atoms.kinds[at + step] == NUMBER]
    return any(len(atoms.words[at]) > 1 and atoms.words[at][0] == "0" and atoms.words[at].isdecimal() for at in near)


def chain(atoms: Atoms, at: int, step: int) -> int:
    """How many numbers follow that are tied by dashes without a blank, at most two, going left or right."""
    count = 0
    while count < 2 and 0 < at + 2 * step < len(atoms):
        mark, number = at + step, at + 2 * step
        tied = atoms.glued(min(at, mark)) and atoms.glued(min(mark, number))
        if not (atoms.dash(mark) and atoms.kinds[number] == NUMBER and tied):
            return count
        count, at = count + 1, number
    return count


def mark_to_digit(atoms: Atoms, figure: Figure, marks: str) -> bool:
    """Whether one of `marks` ties the number to another one."""
    at, end = figure.first, figure.end
    before = (
        atoms.words[at - 1] in marks and atoms.glued(at - 1) and atoms.kinds[at - 2] == NUMBER and atoms.glued(at - 2)
    )
    after = atoms.words[end] in marks and atoms.glued(end - 1) and atoms.kinds[end + 1] == NUMBER and atoms.glued(end)
    return (bool(atoms.words[at - 1]) and before) or (bool(atoms.words[end]) and after)


def list_number(place: Place) -> bool:
    """ "1. Firstly", "2) Then", "(4)"."""
    atoms, figure = place.atoms, place.figure
    if figure.unit is not None and figure.counted is None:
        return False
    mark, at = atoms.words[figure.end], figure.first
    if after_name(atoms, figure, place.lists.age_nouns):
        return False
    if atoms.words[at - 1] in ("(", "[") and mark in (")", "]"):
        return True
    start = atoms.starts[at]
    line = start == 0 or atoms.text[start - 1] == "\n"
    return line and mark in (".", ")", ":") and figure.style == "digits"


def web_address(place: Place) -> bool:
    """Numbers in addresses, mail, hashtags and handles."""
    token = place.atoms.token(place.figure.first)
    mark = place.atoms.words[place.figure.first - 1]
    attribute = mark in ('"', "'") and place.atoms.words[place.figure.first - 2] == "="
    return bool(attribute or token.like_url or token.like_email or mark in ("@", "#", "&") or "://" in token.text)


def too_long(place: Place) -> bool:
    """More significant digits than any figure in the news has."""
    values = (place.figure.low, place.figure.high)
    return any(v is not None and (significant(v) > SIGNIFICANT or abs(v) >= Decimal(10) ** 18) for v in values)


def joined_word(place: Place) -> bool:
    """ "two-way", "one-on-one", "five-storey", "7-Eleven"; not "two-day", "12-member"."""
    atoms, figure = place.atoms, place.figure
    end = figure.end
    if not (atoms.dash(end) and atoms.glued(end - 1) and atoms.glued(end) and atoms.kinds[end + 1] == WORD):
        return False
    if figure.unit is not None and figure.counted is None:
        return atoms.words[figure.first] == "one" and atoms.words[end + 1] == "time"
    if atoms.words[end + 1] == "in" and atoms.dash(end + 2):  # "a one-in-five chance"
        return False
    if atoms.words[end + 1] in ("strong", "odd", "plus", "ish", "year", "old"):
        return False
    if atoms.raw(end + 1)[0].isupper() and not place.headline:
        return True
    return (
        figure.style != "digits" and atoms.words[end + 1] not in place.lists.words["joined_nouns"]
    ) or figure.counted is None
