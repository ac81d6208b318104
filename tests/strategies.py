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


# Sentences in which voices hold each other: cues in front, behind, between, turned round, joined, one in another.
FACTS = [
    "nine people died in the flood",
    "the road was closed",
    "firms added only 146,000 jobs",
    "several masked men seized a hall and began shouting",
    "they “are open” to new rules",
    "the army would leave the town",
    "“We saw nothing,”",
    "the toll had risen to 12 from 8",
]
VOICES = ["Ana Ruiz", "the mayor", "police", "US authorities", "analysts", "first reports", "Labor Department figures"]
SPEECH = ["said", "says", "warned", "denied", "believe", "reported", "claimed", "announced", "told reporters"]
FRAMES = [
    "{f}, according to {v}, citing {w}",
    "{v} {c} {f}",
    "{v} {c} that {f}",
    "{f}, {v} {c}",
    "{f}, {c} {v}",
    "According to {v}, {f}",
    "{f}, according to {v}",
    "Saying {f}, {c} {v}, {d} {w}",
    "{v}, {c} {w}, {d} {f}",
    "{v} {c} {f} and {w} {d} {g}",
    "{f}, {v} {c}, adding that {g}",
    "{v} {c} {f}, citing {w}",
    "{f}, {v} {c}, citing {w}",
    "{f}, said {v}, says {w}",
    "“{f},” {c} {v}. “{g}.”",
    "{v} {c} {w} {d} {f}",
    "{v} was told by {w} that {f}",
    "{v}’s claim that {f} was denied by {w}",
    "{f} – {v}, {w} {d}",
]

facts = st.deferred(lambda: st.one_of(st.sampled_from(FACTS), sentences))
sentences = st.builds(
    lambda frame, **words: frame.format(**words),
    st.sampled_from(FRAMES),
    f=facts,
    g=st.sampled_from(FACTS),
    v=st.sampled_from(VOICES),
    w=st.sampled_from(VOICES),
    c=st.sampled_from(SPEECH),
    d=st.sampled_from(SPEECH),
)
reports = st.lists(sentences, min_size=1, max_size=4).map(
    lambda said: ". ".join(s[0].upper() + s[1:] for s in said) + "."
)

# Articles in which somebody is called by what he is: names of bodies and people, then bare descriptions and pronouns.
BODIES = ["Brenmark Motors", "the University of Lima", "National Park Service", "Ana Ruiz", "Tom Hale", "Orvelle Inc"]
BARE = [
    "The company",
    "The university",
    "The agency",
    "The striker",
    "She",
    "He",
    "It",
    "They",
    "The 33-year-old player",
]
casts = st.lists(
    st.builds("{} {} {}.".format, st.sampled_from(BODIES + BARE), st.sampled_from(SPEECH), st.sampled_from(FACTS)),
    min_size=1,
    max_size=6,
).map(" ".join)
