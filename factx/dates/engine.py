"""Reads a parsed Doc, gives its time expressions with TIMEX3 values, and the day it is read from.

A word that time expressions are made of is looked for first; the patterns of rules.toml are tried around such words
only, all of them as one expression, in one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import count

from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from factx.dates.schema import DateRule, DateRules
from factx.dates.values import Found, resolve_value
from factx.errors import RuleError
from factx.language import Text
from factx.model import Anchor, Section, TextSpan, Timex
from factx.rules import read_rules

# Characters around a word of time within which its expression lies.
REACH = 32
# How far up the parse the verb is looked for that says whether something lies ahead.
CLIMB = 8
GAP = r"(?:[^\S\n]{0,3}\s[^\S\n]{0,3})"
# Rules whose expressions can date an article, and the sections where they are looked for, best first.
ANCHORING = frozenset({"full-date", "day-first-date", "date-in-figures"})
ANCHOR_SECTIONS = ("dateline", "byline", "caption", "body")
# A day told in these is near the day of writing, not the day itself.
NEAR = ("caption", "body")
ARTICLE = re.compile(r"\bthe\s*$", re.I)
DAY = re.compile(r"\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule with its patterns written out; compiled only when one is needed, for that takes longer than reading."""

    rule: DateRule
    pattern: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage.

    any     all patterns in one, each as the group r0, r1, …
    """

    rules: tuple[WrittenRule, ...]
    any: re.Pattern[str]
    trigger: re.Pattern[str]
    lead: re.Pattern[str]
    words: dict[str, dict[str, str]]
    future: frozenset[str]
    names: frozenset[str]


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    table = read_rules("dates", DateRules)
    rules = tuple(write_out(rule, table) for rule in table.rule)
    return Rules(
        rules=rules,
        any=any_of(rules),
        trigger=re.compile(table.trigger.replace("\n", ""), re.I),
        lead=re.compile(rf"(?<![\w-]){table.lead.replace(' ', GAP)}\Z", re.I),
        words=table.words,
        future=frozenset(table.future),
        names=frozenset(table.names),
    )


def any_of(rules: Sequence[WrittenRule]) -> re.Pattern[str]:
    """All patterns in one. Raises RuleError naming the one that is no regular expression."""
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules)
    places = "|".join(f"(?P<r{n}>{pattern})" for n, pattern in enumerate(nameless))
    try:
        return compiled(rf"(?<!\w)(?=[\w'’])(?:{places})")
    except re.error:
        for rule in rules:
            check(rule)
        raise


def check(rule: WrittenRule) -> None:
    """Raises RuleError if a pattern of the rule is no regular expression."""
    try:
        compiled(rule.pattern)
    except re.error as error:
        raise RuleError(f"dates/rules.toml: {rule.rule.id}: not a regular expression: {error}") from error


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def write_out(rule: DateRule, table: DateRules) -> WrittenRule:
    """The rule, its pattern with forms and words put in, each place a group: `unit_3` is a place for a unit."""
    number = count()

    def place(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in table.forms:
            return f"(?P<{name}>{table.forms[name]})"
        if name not in table.words:
            raise RuleError(f"dates/rules.toml: {rule.id}: there are no forms or words named {name!r}")
        words = sorted(table.words[name], key=len, reverse=True)
        return f"(?P<{name}>{'|'.join(words)})"

    pattern = re.sub(r"\{([a-z_]+)\}", place, rule.pattern)
    pattern = re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m.group(1)}_{next(number)}>", pattern)
    after = rf"(?<!\w){rule.after.replace(' ', GAP)}\Z" if rule.after else None
    return WrittenRule(rule, rf"(?:{pattern.replace(' ', GAP)})(?!\w)", after)


@dataclass(frozen=True, slots=True)
class Page:
    """A Doc with what every step needs of it; `Doc.text` is put together anew each time it is asked for.

    spots   where the words stand that time expressions are made of
    """

    doc: Doc
    text: str
    spots: list[int]


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the text that a rule matches: what stood in the places of its pattern, and the words it covers."""

    rule: DateRule
    start: int
    end: int
    forms: dict[str, str]
    words: Span


def find_anchor(text: Text, published: str | None, rules: Rules) -> Anchor | None:
    """The day relative dates count from: `published` (ISO), or a full date that the article itself states."""
    given = read_day(published)
    if given:
        return Anchor(given.isoformat(), "published", None)
    page = read_page(text.doc, rules)
    stated: dict[str, list[Timex]] = {}
    for section in text.sections:
        if section.kind in ANCHOR_SECTIONS:
            stated.setdefault(section.kind, []).extend(stated_days(page, section, rules))
    for kind in ANCHOR_SECTIONS:
        if stated.get(kind):
            # Of several dates in the running text the latest is nearest to the day of writing.
            latest = max(stated[kind], key=lambda timex: (timex.value or "", -timex.span.start))
            return Anchor(latest.value or "", kind, latest.span.span)
    return None


def read_day(published: str | None) -> date | None:
    """The day of an ISO date or date and time; None for anything else."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def stated_days(page: Page, section: Section, rules: Rules) -> Iterator[Timex]:
    """The days of a section that are stated with their year, those to come left out."""
    for match in find_matches(page, section, rules):
        if match.rule.id in ANCHORING and not lies_ahead(match.words[0], rules):
            timex = build_timex(page, match, None, None, rules)
            if timex.value:
                yield timex


def find_dates(text: Text, anchor: Anchor | None, rules: Rules) -> tuple[Timex, ...]:
    """Every time expression, in order."""
    page = read_page(text.doc, rules)
    found: list[Timex] = []
    for section in text.sections:
        last = None
        here: list[Timex] = []
        for match in find_matches(page, section, rules):
            timex = build_timex(page, match, anchor, last, rules)
            here.append(timex)
            if timex.type in ("DATE", "TIME") and timex.value and timex.value[0].isdigit():
                last = timex.value
        found += put_on_days(text.doc, here)
    return tuple(found)


def read_page(doc: Doc, rules: Rules) -> Page:
    """The Doc, its text and where the words stand that time expressions are made of."""
    words = [(token.text, token.idx) for token in doc]
    is_trigger = {word: rules.trigger.fullmatch(word) is not None for word in {word for word, _ in words}}
    return Page(doc, doc.text, [place for word, place in words if is_trigger[word]])


def regions(section: Section, spots: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a section that lie near a trigger, in order, none overlapping."""
    start = end = section.start
    for spot in spots[bisect_left(spots, section.start) : bisect_left(spots, section.end)]:
        if spot - REACH > end:
            yield start, end
            start = spot - REACH
        end = min(section.end, spot + REACH)
    yield start, end


def find_matches(page: Page, section: Section, rules: Rules) -> Iterator[Match]:
    """The places of a section that rules match, in order, none overlapping."""
    for start, end in regions(section, page.spots):
        for hit in rules.any.finditer(page.text, start, end):
            # The rule that matched may ask for more than its pattern; then the next ones get their turn.
            first = int((hit.lastgroup or "r0")[1:])
            candidates = (read_match(page, rule, hit.start(), end, rules) for rule in rules.rules[first:])
            match = next((m for m in candidates if m), None)
            if match and not is_part_of_a_name(match, rules) and not counts_things(match):
                yield match


def read_match(page: Page, rule: WrittenRule, start: int, end: int, rules: Rules) -> Match | None:
    """What stands in the places of the rule's pattern, words as what they stand for."""
    found = compiled(rule.pattern).match(page.text, start, end)
    if found is None:
        return None
    if rule.after and not compiled(rule.after).search(page.text, max(0, start - REACH), start):
        return None
    words = page.doc.char_span(start, found.end(), alignment_mode="expand")
    if words is None:
        return None
    forms: dict[str, str] = {}
    for group, said in found.groupdict().items():
        if said:
            name, plain = group.rpartition("_")[0], " ".join(said.lower().split())
            forms[name] = rules.words.get(name, {}).get(plain, plain)
    return Match(rule.rule, start, found.end(), forms, words)


def is_part_of_a_name(match: Match, rules: Rules) -> bool:
    """Whether the words belong to a longer name: "the Sunday Times"; or are a person's: "April said"."""
    words = match.words
    after = words.doc[words.end] if words.end < len(words.doc) else None
    if match.rule.id == "month" and words[-1].dep_ == "compound" and words[-1].head.tag_ == "NNP":
        return True
    if words[-1].ent_type_ == "PERSON" and words[-1].text.istitle() and len(words) <= 2:
        return True
    begins_before = words[0].ent_iob_ == "I" and words[0].ent_type_ in rules.names
    return begins_before or (after is not None and after.ent_iob_ == "I" and after.ent_type_ in rules.names)


def counts_things(match: Match) -> bool:
    """Whether a bare year is a number of things: "1500 soldiers"."""
    token = match.words[-1]
    if match.rule.id != "year" or token.dep_ != "nummod" or token.head.tag_ != "NNS" or token.head.i < token.i:
        return False
    return not any(child.dep_ in ("det", "poss") for child in token.head.children)


def build_timex(page: Page, match: Match, anchor: Anchor | None, last: str | None, rules: Rules) -> Timex:
    """The expression with what belongs to it on the left, and its value."""
    text, rule = page.text, match.rule
    found = Found(
        text=text[match.start : match.end],
        rule=rule,
        forms=match.forms,
        anchor=read_day(anchor.value) if anchor else None,
        near=anchor is not None and anchor.origin in NEAR,
        last=last,
        ahead=lies_ahead(match.words[0], rules),
    )
    lead = rules.lead.search(text, max(0, match.start - REACH), match.start)
    start = match.start if lead is None or (not rule.article and ARTICLE.search(lead.group())) else lead.start()
    return Timex(TextSpan.of(text, start, match.end), resolve_value(found), rule.type, rule.id)


def lies_ahead(token: Token, rules: Rules) -> bool | None:
    """Whether the clause of a word is about what is to come; None if its verb does not tell."""
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            if any(t.lower_ in rules.future or t.lemma_.lower() in rules.future for t in (token, *token.lefts)):
                return True
            if token.tag_ in ("VBD", "VBN"):
                return False
        if token.head == token:
            break
        token = token.head
    return None


def put_on_days(doc: Doc, found: Sequence[Timex]) -> Iterator[Timex]:
    """The expressions, times of day put on a day; without one they have no value."""
    days = [t for t in found if t.value and DAY.match(t.value)]
    for timex in found:
        if timex.rule == "clock":
            timex = replace(timex, value=day_of(doc, timex, days))
        yield timex


def place_of(timex: Timex) -> int:
    return timex.span.start


def day_of(doc: Doc, clock: Timex, days: Sequence[Timex]) -> str | None:
    """A time of day with the nearest day of its sentence in front, or else the last day before it in the section."""
    words = doc.char_span(*clock.span.span, alignment_mode="expand")
    if words is None:
        return None
    sentence = words[0].sent
    first = bisect_left(days, sentence.start_char, key=place_of)
    near = days[first : bisect_left(days, sentence.end_char, key=place_of)] or days[:first][-1:]
    if not near or clock.value is None:
        return None
    day = min(near, key=lambda d: abs(d.span.start - clock.span.start))
    return f"{day.value}{clock.value}"
