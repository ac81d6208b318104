"""Which country a text is at home in, by words for what that country alone has: "grand jury", "crown court"."""

from __future__ import annotations

import re
from collections import Counter

from factx.places.schema import Rules

OTHERWISE = 2  # words that tell of no country: one word tells less than five
SETTING_WORD = re.compile(r"\w+|£")


def setting_of(text: str, rules: Rules) -> dict[str, float]:
    """Country -> its share of all such words in the text, each counted once; below 1, as few words tell little."""
    lowered = text.lower()
    words = frozenset(SETTING_WORD.findall(lowered))
    told = Counter(
        country
        for country, first, phrase in rules.settings
        if first in words and (first == phrase or phrase in lowered)
    )
    total = OTHERWISE + sum(told.values())
    return {country: count / total for country, count in told.items()}
