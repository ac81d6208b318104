"""Reads a parsed Doc, gives its time expressions with TIMEX3 values, and the day they are read from.

matching.py finds the words, values.py and spans.py say what they stand for, told.py keeps what they lean on, joins.py
puts together what stands side by side. An article is read once as news; if that shows it to be a history, again as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from factx.dates.clause import AHEAD, direction_of, is_of_what_is_set, is_perfect, is_promised, is_said_then, is_sure
from factx.dates.found import Found
from factx.dates.grain import cut, first_day
from factx.dates.guards import tells_longer, tells_results
from factx.dates.joins import join_neighbours, put_on_days
from factx.dates.lexicon import Rules, compiled
from factx.dates.match import Match
from factx.dates.matching import LOOKED_BEFORE, Page, find_matches, read_page
from factx.dates.order import order_told
from factx.dates.spans import resolve_value
from factx.dates.told import Setting, is_narrative, is_over, is_told, latest, moves_on, quarter_of, stride_of
from factx.language import Text
from factx.language.grammar import MODIFYING
from factx.model import Anchor, Section, TextSpan, Timex

# Rules whose expressions can date an article, and the sections where they are looked for, best first.
ANCHORING = frozenset(("full-date", "day-first-date", "date-in-figures", "date-in-iso"))
ANCHOR_SECTIONS = ("dateline", "byline", "caption")
# Rules whose expressions tell the day of writing in sections that are about it, or behind a label.
OWN_DAYS = ANCHORING | {"month-and-day", "day-and-month"}
OF_WRITING = ("dateline", "byline")
UPDATED = re.compile(
    r"(?:^|\n)\W{0,3}(?:last )?(?:updated|update|modified)(?: on| at)?\s?:?\s?(?:[\w.]{1,9},? |\d\d?[:.]\d\d ?)*$", re.I
)
UPDATE = re.compile(r"(?:updated?|modified)\b", re.I)
LABEL_REACH = 50
# Days before and after that of publication within which it may lie.
EARLIEST, LATEST = -3, 60
# A day told in these is near the day of writing, not the day itself. What running text tells may be of any year ("the
# war that began on 3 May 1988"): an article that is dated by it has more wrong days than one that has no day.
NEAR_ORIGINS = ("caption",)
# Rules whose day shows that the article is of the day after.
WEEKDAYS = frozenset(("weekday", "part-of-a-weekday"))
# Rules whose quarter is the one that is reported on.
QUARTERS = frozenset(("quarter", "quarter-of-a-year", "the-quarter"))
# Prepositions that bound a time, and how many words before it: "until 5 p.m. on Nov. 9", "since early October".
BOUNDING = {"until": 4, "till": 4, "through": 1, "since": 2, "for": 1}
LASTING = frozenset(("until", "till", "through"))
# What stands between two days of a stretch or pair.
STRETCHING = frozenset(("to", "until", "till", "through", "thru", "and", "or", "-", "–", "—"))
# Kinds of sections whose present tense tells of the past.
TOLD_IN_PRESENT = ("headline", "caption")
# Characters before an expression that opens its sentence: "By the".
OPENING_LETTERS = 12


def find_anchor(text: Text, published: str | None, rules: Rules, *, order: str | None = None) -> Anchor | None:
    """The day relative dates count from: `published` (ISO), or a full date in its dateline, byline or a caption.

    Of an article that says on what day it was written or brought up to date, close to `published`, that day counts.
    """
    page = read_page(text, rules)
    given = read_day(published)
    if given:
        return own_day(page, given, rules, order) or Anchor(given.isoformat(), "published", None)
    stated: dict[str, list[Timex]] = {}
    for section in text.sections:
        if section.kind in ANCHOR_SECTIONS:
            stated.setdefault(section.kind, []).extend(stated_days(page, section, rules, order))
    for kind in ANCHOR_SECTIONS:
        if stated.get(kind):
            # Of several dates the latest is nearest to the day of writing.
            latest = max(stated[kind], key=lambda timex: (timex.value or "", -timex.span.start))
            return Anchor(latest.value or "", kind, latest.span.span)
    return None


def own_day(page: Page, given: date, rules: Rules, order: str | None) -> Anchor | None:
    """The day that a dateline or byline tells ("ZIRA, March 12 —"), or a line "Updated May 3": the latest, if near."""
    text, days = page.article.text, []
    for section in page.article.sections:
        is_of_writing = section.kind in OF_WRITING
        if not is_of_writing and UPDATE.search(text, section.start, section.end) is None:
            continue
        for match in find_matches(page, section, rules):
            label = text[max(0, match.start - LABEL_REACH) : match.start]
            if match.rule.id in OWN_DAYS and (is_of_writing or UPDATED.search(label)):
                timex = build_timex(page, match, Setting(anchor=given, order=order), rules)
                days.append((timex.value or "", section.kind, timex.span.span))
    days = [day for day in days if day[0] and EARLIEST <= (date.fromisoformat(day[0]) - given).days <= LATEST]
    if not days:
        return None
    value, kind, span = max(days)
    return None if value == given.isoformat() else Anchor(value, kind, span)


def read_day(published: str | None) -> date | None:
    """The day of an ISO date or date and time; None for anything else."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def stated_days(page: Page, section: Section, rules: Rules, order: str | None) -> Iterator[Timex]:
    """The days of a section that are stated with their year, those to come left out (not "By Ann Lee, 6 May 2025")."""
    for match in find_matches(page, section, rules):
        is_ahead = section.kind != "byline" and direction_of(match.words[0], rules.lists.direction) == AHEAD
        if match.rule.id in ANCHORING and not is_ahead:
            timex = build_timex(page, match, Setting(order=order), rules)
            if timex.value:
                yield timex


def find_dates(text: Text, anchor: Anchor | None, rules: Rules, *, order: str | None = None) -> tuple[Timex, ...]:
    """Every time expression, in order.

    Args:
        order: DMY or MDY where it is known which of two figures is the month (order.py).
    """
    page = read_page(text, rules)
    setting = Setting(
        anchor=read_day(anchor.value) if anchor else None,
        near=anchor is not None and anchor.origin in NEAR_ORIGINS,
        order=order,
    )
    found = read_sections(page, setting, rules)
    period = next((t.value for t in found if t.rule in QUARTERS and "-Q" in (t.value or "")), None)
    narrative = is_narrative(found, setting.anchor)
    told = order or order_told(found, setting.anchor)
    slipped = not narrative and any(is_of_the_day_after(text, timex, setting.anchor, rules) for timex in found)
    if narrative or period or told != order or slipped:
        setting = replace(setting, narrative=narrative, period=period, order=told, slipped=slipped)
        found = read_sections(page, replace(setting, stride=stride_of(found)), rules)
    return tuple(found)


def is_of_the_day_after(text: Text, timex: Timex, anchor: date | None, rules: Rules) -> bool:
    """Whether something was said on a day that is only to come: the article is dated by a clock further west."""
    words = text.slice(timex.span.span)
    if anchor is None or words is None or timex.rule not in WEEKDAYS:
        return False
    is_tomorrow = (timex.value or "")[:10] == (anchor + timedelta(1)).isoformat()
    return is_tomorrow and is_said_then(words.root, rules.lists.direction)


def read_sections(page: Page, setting: Setting, rules: Rules) -> list[Timex]:
    """The expressions of all sections; what one tells, the next ones lean on."""
    found: list[Timex] = []
    told: list[str] = []
    text = page.article
    for section in text.sections:
        matches = find_matches(page, section, rules, narrative=setting.narrative)
        here: list[Timex] = []
        before = latest(told, "D")
        for match in matches:
            told_beside = replace(
                setting,
                told=told,
                bounds=bounds_before(text, match.words.start),
                said=day_of_saying(text, here, match),
                first=first_of_stretch(text, here, match),
            )
            timex = build_timex(page, match, within_clause(told_beside, match, section, rules), rules)
            here.append(timex)
            if is_told(timex) and timex.rule != "year-earlier":
                told.append(timex.value or "")
                setting = with_period(page, timex, setting)
                if setting.narrative and is_next(page, timex, section, setting):
                    setting = replace(setting, main=timex.value)
        anchor = None if setting.narrative or setting.near else setting.anchor
        found += put_on_days(text, join_neighbours(text.text, here, rules), before, anchor)
    return found


def within_clause(setting: Setting, match: Match, section: Section, rules: Rules) -> Setting:
    """The setting with what the clause of a match tells of its direction."""
    root = match.words.root
    words = rules.lists.direction
    direction = direction_of(root, words, headline=section.kind in TOLD_IN_PRESENT)
    return replace(
        setting,
        direction=direction,
        is_set=is_of_what_is_set(root, words) or (direction == AHEAD and is_promised(root, words)),
        is_lasting=not LASTING.isdisjoint(setting.bounds) and not is_perfect(root),
        is_said=is_said_then(root, words),
        is_sure=direction == AHEAD and is_sure(root, words),
    )


def day_of_saying(text: Text, found: Sequence[Timex], match: Match) -> date | None:
    """The day told before "would" in the sentence of a match, from which counts what would be."""
    day = first_day(found[-1].value or "") if found and cut(found[-1].value or "", "D") else None
    start = text.sentence_of(match.words.start)[0]
    if day is None or text.at(found[-1].span.start) < start:
        return None
    between = text.lower[text.at(found[-1].span.start) : match.words.start]
    return day if "would" in between else None


def first_of_stretch(text: Text, found: Sequence[Timex], match: Match) -> date | None:
    """The day of a weekday that another follows directly: "Monday to Wednesday"."""
    if not found or found[-1].rule != "weekday" or match.rule.id != "weekday":
        return None
    between = text.text[found[-1].span.end : match.start].strip().lower()
    return first_day(found[-1].value or "") if between in STRETCHING else None


def bounds_before(text: Text, at: int) -> frozenset[str]:
    """The prepositions before a word that bound a time, each as far before it as it may stand, and no conjunction:
    "until it fell on Sunday"."""
    near = range(max(0, at - max(BOUNDING.values())), at)
    first = next((i + 1 for i in reversed(near) if text.is_verb(i)), near.start)
    return frozenset(word for word, reach in BOUNDING.items() if word in text.lower[max(first, at - reach) : at])


def is_next(page: Page, timex: Timex, section: Section, setting: Setting) -> bool:
    """Whether a date moves the main line of a history."""
    return moves_on(setting.main, timex, setting.stride, opens=opens_sentence(page, timex, section))


def opens_sentence(page: Page, timex: Timex, section: Section) -> bool:
    """Whether an expression stands at the head of its sentence, or in a heading."""
    text = page.article
    start, _ = text.span(text.sentence_of(text.at(timex.span.start)))
    return section.kind == "heading" or timex.span.start - start <= OPENING_LETTERS


def with_period(page: Page, timex: Timex, setting: Setting) -> Setting:
    """The setting with the quarter that an expression tells: "the third quarter", "ended Sept. 30"."""
    before = page.article.text[max(0, timex.span.start - 12) : timex.span.start]
    quarter = quarter_of(timex.value or "")
    if quarter is None:
        return setting
    told = timex.rule in QUARTERS and "-Q" in (timex.value or "")
    # the quarter that runs is reported on only where no other is: "will cost it $10 million in the fourth quarter"
    if before.rstrip().endswith(("ended", "ending")) or (
        told and (setting.period is None or is_over(quarter, setting.anchor))
    ):
        return replace(setting, period=quarter)
    return setting


def modifies_noun(match: Match) -> bool:
    """Whether the article before an expression is that of a noun behind it: "the 14-day wait"."""
    last, end = match.words[-1], match.words.end
    return last.dep_ in MODIFYING and last.head.i >= end and last.doc[end].tag_ != "CD"


def build_timex(page: Page, match: Match, setting: Setting, rules: Rules) -> Timex:
    """The expression with what belongs to it on the left, and its value."""
    text, rule = page.article.text, match.rule
    forms = dict(match.forms)
    if (setting.period or rule.value == "the_unit") and tells_results(match, rules):  # a search: only where it is asked
        forms["results"] = ""
        if setting.period:
            forms["period"] = setting.period
        if setting.period and tells_longer(match, rules):
            forms["longer"] = ""
    value = resolve_value(Found(text[match.start : match.end], rule, forms, setting))
    lead = compiled(rules.lead).search(text, max(0, match.start - LOOKED_BEFORE), match.start)
    is_article = lead is not None and lead.group().strip().lower() in ("", "the")
    is_kept = lead is not None and (not is_article or (rule.article and not modifies_noun(match)))
    start = lead.start() if lead and is_kept else match.start
    return Timex(TextSpan.of(text, start, match.end), value, rule.type, rule.id)
