"""Hypothesis strategies that write news-like text: names, numbers, cues, quotations and breaks at random."""

from hypothesis import strategies as st

WHO = ["police", "Mayor Ana Ruiz", "the ministry", "an official in the region", "Haddad", "he", "they", "Reuters"]
CUES = ["said", "told reporters that", "denied", "according to", "claimed", "was told", "warned of", "added:", "—"]
NUMBERS = ["12", "at least 200", "two dozen", "2.5 million", "$3.4bn", "12-15", "no", "half a", "1,2,3", "30%", "3-1"]
THINGS = [
    "people",
    "soldiers were killed",
    "homes",
    "dead",
    "wounded, including",
    "of them",
    "miles per hour",
    "aged 34",
]
MARKS = ['"', "“", "”", "'", "‘", "’", ",", ".", "?", "(", ")", "[", ":", ";", "-", "…", "\n", "\n\n", "\r\n", "\t"]
TIMES = ["on Wednesday", "last year", "in the 1990s", "overnight", "Sept. 3, 2019", "10:45 p.m.", "two days ago"]
ODD = ["\u202e", "\u200b", "👩‍👩‍👧", "é", "\x00", "½", "万", "<b>", "&amp;", "[/]", "\x1b[31m"]

PIECES = st.sampled_from([*WHO, *CUES, *NUMBERS, *THINGS, *MARKS, *TIMES, *ODD])
SEPARATORS = st.sampled_from([" ", " ", " ", "", "\n"])

news = st.lists(st.tuples(PIECES, SEPARATORS), max_size=60).map(lambda parts: "".join(a + b for a, b in parts))
articles = st.one_of(news, st.text(max_size=300))
dates = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))
