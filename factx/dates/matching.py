"""Where the patterns of rules.toml match a text.

A word that time expressions are made of is looked for first. Around such words, and only there, those patterns are
tried that need one of them; a pattern is compiled when it is first tried, for that takes longer than reading with it.
Of patterns that match at one place the longest match counts, and of equal ones the rule that stands first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factx.dates.guards import is_allowed
from factx.dates.lexicon import Rules, WrittenRule, compiled, pattern_of
from factx.dates.match import Match
from factx.dates.schema import DateRule
from factx.language import Text
from factx.model import Section

# Characters around a word of time within which its expression lies.
EXPRESSION_REACH = 40
# Characters before an expression in which `after` and `lead` are looked for.
LOOKED_BEFORE = 90
PART = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Page:
    """An article, and where the words stand that time expressions are made of, with their classes."""

    article: Text
    spots: tuple[tuple[int, frozenset[str]], ...]


def read_page(text: Text, rules: Rules) -> Page:
    """The article with the places of the words that time expressions are made of."""
    known = {word: classes_of(word, rules) for word in set(text.lower)}
    places = zip(text.starts, text.lower, strict=True)
    return Page(text, tuple((place, known[word]) for place, word in places if known[word]))


def classes_of(word: str, rules: Rules) -> frozenset[str]:
    """The classes of a word in small letters; "figures" for a number that may be part of a date."""
    found = rules.classes.get(word) or rules.classes.get(word.rstrip(".")) or frozenset()
    if word.isalpha() or not any(c.isdigit() for c in word):
        return found
    if compiled(rules.lists.shape).fullmatch(word):
        found |= {"figures"}
    for part in PART.findall(word):  # "Oct/2"
        found |= rules.classes.get(part, frozenset())
    return found


def regions(page: Page, section: Section, rules: Rules) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The stretches of a section that lie near a word of time, with the classes of all words in them, in order."""
    first = bisect_left(page.spots, section.start, key=place_of)
    last = bisect_left(page.spots, section.end, key=place_of)
    stretches: list[tuple[int, int]] = []
    for spot, classes in page.spots[first:last]:
        if classes <= rules.lists.qualifiers:
            continue
        start, end = max(section.start, spot - EXPRESSION_REACH), min(section.end, spot + EXPRESSION_REACH)
        if stretches and start <= stretches[-1][1]:
            start, _ = stretches.pop()
        stretches.append((start, end))
    for start, end in stretches:
        here = page.spots[bisect_left(page.spots, start, key=place_of) : bisect_left(page.spots, end, key=place_of)]
        yield start, end, frozenset().union(*(classes for _, classes in here))


def place_of(spot: tuple[int, frozenset[str]]) -> int:
    return spot[0]


def find_matches(page: Page, section: Section, rules: Rules, *, narrative: bool = False) -> list[Match]:
    """The places of a section that rules match, in order, none overlapping."""
    found: list[Match] = []
    for start, end, needs in regions(page, section, rules):
        written = {r.rank: r for need in needs for r in rules.by_need[need] if is_tried(r.rule, needs, narrative)}
        found += region_matches(page, [written[rank] for rank in sorted(written)], start, end, rules)
    return found


def is_tried(rule: DateRule, classes: frozenset[str], narrative: bool) -> bool:
    """Whether the words beside those that a rule needs stand there too."""
    return (narrative or not rule.narrative) and (not rule.beside or not classes.isdisjoint(rule.beside))


def region_matches(page: Page, written: Sequence[WrittenRule], start: int, end: int, rules: Rules) -> Iterator[Match]:
    """The matches of a stretch: at each place the longest, then on behind it."""
    hits = [hit for rule in written for hit in hits_of(page, rule, start, end)]
    hits.sort(key=lambda hit: (hit[1].start(), -hit[1].end(), hit[0].rank))
    cursor = start
    for rule, hit in hits:
        if hit.start() < cursor:
            continue
        match = read_match(page, rule, hit, rules)
        if match is not None and is_allowed(match, rules):
            yield match
            cursor = match.end


def hits_of(page: Page, rule: WrittenRule, start: int, end: int) -> Iterator[tuple[WrittenRule, re.Match[str]]]:
    """Where the pattern of one rule matches, overlapping ones too: the first may be refused."""
    pattern = pattern_of(rule)
    hit = pattern.search(page.article.text, start, end)
    while hit:
        yield rule, hit
        hit = pattern.search(page.article.text, hit.start() + 1, end)


def read_match(page: Page, rule: WrittenRule, hit: re.Match[str], rules: Rules) -> Match | None:
    """What stands in the places of the rule's pattern, words as what they stand for."""
    groups = dict(hit.groupdict())
    if rule.after:
        before = compiled(rule.after).search(page.article.text, max(0, hit.start() - LOOKED_BEFORE), hit.start())
        if before is None:
            return None
        groups |= before.groupdict()
    words = page.article.slice(hit.span())
    if words is None:
        return None
    forms: dict[str, str] = {}
    for group, said in groups.items():
        if said is not None:
            name, plain = group.rpartition("_")[0], " ".join(said.lower().split())
            forms[name] = rules.lists.words.get(name, {}).get(plain, plain)
    return Match(rule.rule, hit.start(), hit.end(), forms, words)
