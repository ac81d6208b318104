"""Which country a text is at home in, by words for what that country alone has: "grand jury", "crown court"."""

from __future__ import annotations

import re
from collections import Counter

from factx.places.schema import Rules

OTHERWISE = 2  # words that tell of no country: one word tells less than five
BREAKS = re.compile(r"[\s(\"“‘-]+")


def setting_of(text: str, rules: Rules) -> dict[str, float]:
    """Country -> its share of all such words in the text, each counted once; below 1, as few words tell little."""
    lowered = f" {BREAKS.sub(' ', text.lower())}"
    told = Counter(s.country for s in rules.setting for word in s.words if f" {word}" in lowered)
    total = OTHERWISE + sum(told.values())
    return {country: count / total for country, count in told.items()}
