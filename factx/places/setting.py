"""Which country a text is at home in: by words for what that country alone has, and by the address of its publisher."""

from __future__ import annotations

import re
from collections import Counter

from factx.gazetteer import atlas
from factx.model import Document
from factx.places.schema import Rules

OTHERWISE = 2  # words that tell of no country: one word tells less than five
ADDRESS = 2  # words that the country of an address counts like
SETTING_WORD = re.compile(r"\w+|£")
HOST_NAME = re.compile(r"(?:[\w-]+\.)+[a-z]+")
COUNTRY_CODES = {"uk": "GB"}  # ends of host names that are no code of ISO 3166


def setting_of(text: str, rules: Rules, outlet: str | None = None) -> dict[str, float]:
    """Country -> its share of all such words in the text, each counted once; below 1, as few words tell little.

    Args:
        outlet: the host name of the publisher, whose country counts too.
    """
    lowered = text.lower()
    words = frozenset(SETTING_WORD.findall(lowered))
    told = Counter(
        country
        for country, first, phrase in rules.settings
        if first in words and (first == phrase or phrase in lowered)
    )
    if home := home_of(outlet, rules):
        told[home] += ADDRESS
    total = OTHERWISE + sum(told.values())
    return {country: count / total for country, count in told.items()}


def host_of(document: Document) -> str | None:
    """The host name of the publisher of an article: of its address, or else its outlet, where that is one."""
    outlet = (document.outlet or "").lower()
    return document.host or (outlet if HOST_NAME.fullmatch(outlet) else None)


def home_of(outlet: str | None, rules: Rules) -> str | None:
    """The country that a host name ends in; None if it ends in what is open to everybody."""
    end = (outlet or "").rpartition(".")[2]
    code = COUNTRY_CODES.get(end, end.upper())
    return code if end not in rules.anywhere and atlas.country(code) else None
