"""Numbers that are part of a name: flights, models, addresses, news channels, emergency lines."""

from __future__ import annotations

import re

from factx.quantities.atoms import BREAK, NUMBER, WORD
from factx.quantities.place import Place

NAMES = frozenset({"ORG", "PRODUCT", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"})
VERBS = frozenset({"VB", "VBD", "VBP", "VBZ"})
HOUSE_REACH = 5
FIRST_FAR = 100  # house numbers from here on are told from "5 W Panels"
DIRECTIONS = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW"})
CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}|FOX|ABC|CBS|NBC")


def name_head(place: Place) -> bool:
    """ "Flight 370", "Boeing 737", "page 4", "No. 3"."""
    atoms, figure = place.atoms, place.figure
    if figure.begin != figure.first or (figure.unit and not figure.counted):
        return False
    at = figure.first - 1
    if atoms.words[at] == "." and atoms.words[at - 1] in ("no", "nos", "vol", "fig", "prop", "pg", "p", "pp"):
        return True
    if atoms.words[at] not in place.lists.heads:
        return False
    if atoms.words[at] == "no" or (atoms.token(at).tag_ in VERBS and not atoms.raw(at)[0].isupper()):
        return False  # "could top 1,000"
    return (atoms.raw(at)[0].isupper() and not place.headline) or not counts_several(place)


def counts_several(place: Place) -> bool:
    """Whether the counted noun is a plural, as it must be after any number but one."""
    if place.figure.counted is None:
        return False
    head = place.atoms.token(place.figure.after - 1)
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "police", "staff", "crew")


def house_number(place: Place) -> bool:
    """ "12 Elm Street", "9 E 71st St", "9700 W Ferris"."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits" or figure.begin != figure.first:
        return False
    if figure.value >= FIRST_FAR and atoms.raw(figure.end) in DIRECTIONS:
        named = atoms.raw(figure.end + 1 + (atoms.words[figure.end + 1] == "."))
        return named.istitle() or named.isdecimal()
    for at in range(figure.end, min(figure.end + HOUSE_REACH, len(atoms))):
        if atoms.kinds[at] == WORD and not atoms.raw(at)[0].isupper() and atoms.words[at] not in place.lists.ordinals:
            return False
        if atoms.kinds[at] not in (WORD, NUMBER):
            return False
        if atoms.words[at] in place.lists.streets and at > figure.end - (atoms.words[at] == "ave"):
            return True
    return False


def news_channel(place: Place) -> bool:
    """ "WXYZ 9 News", "stay with 12 News", "KLMN 7": the number of a station."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits" or (figure.unit is not None and figure.counted is None) or counts_several(place):
        return False
    behind = range(figure.end, min(figure.after, figure.end + HOUSE_REACH))
    return any(atoms.raw(at) == "News" for at in behind) or bool(CALL_SIGN.fullmatch(atoms.raw(figure.first - 1)))


def block_number(place: Place) -> bool:
    """ "the 1100 block of Oak Street"."""
    atoms, figure = place.atoms, place.figure
    round_number = figure.style == "digits" and figure.value >= 100 and figure.begin == figure.first
    return round_number and any(atoms.phrase_at(figure.end, block) for block in place.lists.blocks)


def model_name(place: Place) -> bool:
    """ "a 911 Turbo", "its own 787 Dreamliner": many, by the digits, yet the name behind them is of one thing."""
    atoms, figure = place.atoms, place.figure
    if figure.style != "digits" or figure.counted is None or figure.value < 2 or place.headline:
        return False
    if atoms.words[figure.begin - 1] not in place.lists.models or figure.after != figure.end + 1:
        return False
    single = atoms.token(figure.end).tag_ in ("NN", "NNP") and not atoms.words[figure.end].endswith("s")
    return single and atoms.raw(figure.end)[0].isupper() and not figure.joined


def emergency_number(place: Place) -> bool:
    """ "called 911", "911 calls"."""
    atoms, figure = place.atoms, place.figure
    measured = figure.unit is not None and figure.counted is None
    if figure.end != figure.first + 1 or atoms.words[figure.first] not in place.lists.emergency or measured:
        return False
    called = atoms.words[figure.first - 1] in place.lists.words["calling"] and not counts_several(place)
    return called or atoms.words[figure.end] in place.lists.words["calls"]


def inside_name(place: Place) -> bool:
    """ "Stoxx 600", "Galaxy S23", "the Big Three": the number is part of a name."""
    atoms, figure = place.atoms, place.figure
    if figure.begin != figure.first or (figure.unit is not None and figure.counted is None):
        return False
    token = atoms.token(figure.first)
    if token.i == 0 or token.is_sent_start or atoms.kinds[figure.first - 1] == BREAK:
        return False
    before = token.nbor(-1)
    if not before.text[0].isupper() or figure.first - 1 < 1 or atoms.kinds[figure.first - 1] != WORD:
        return False
    named = token.ent_type_ in NAMES and token.ent_iob_ == "I"
    if figure.style != "digits":
        titled = token.text[0].isupper() and figure.counted is None and not place.headline
        return titled and (named or not before.is_sent_start)
    if atoms.dash(figure.end) and atoms.kinds[figure.end + 1] == NUMBER:
        return False
    if figure.counted is not None and token.head.i > token.i:
        return before.pos_ == "PROPN" and atoms.token(figure.after - 1).tag_ == "NNP" and not place.headline
    return named or (before.pos_ == "PROPN" and not place.headline and not before.is_sent_start)
