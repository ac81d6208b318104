"""Reads the text, gives its sections: what the parser gets as one unit.

Paragraphs first (`paragraphs.py`), then what each of them is: by the patterns of `rules.toml`, and what they do not
tell by form and place: a short first paragraph without a full stop is the headline, a short later one with text
below it a heading, the paragraph that a photo credit follows a caption. Everything else is body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from factx.gazetteer import lookup
from factx.model import Section, Span
from factx.sections.paragraphs import BULLET, find_paragraphs
from factx.sections.runin import without_links
from factx.sections.schema import Form, Headline, Rules, load_rules

TEXTS_REMEMBERED = (
    20  # texts: the parser, the entity recogniser and the rules ask for the sections of an article in turn
)
LONGEST_SIGN_OFF = 700  # characters of the longest paragraph that can be wholly a credit or a byline
LONGEST_TAIL = 450
LEAST_BEFORE_TAIL = 10
LONGEST_LEAD = 120
MARKDOWN = re.compile(r"#{1,6} +")  # before a heading
LEAD_PARAGRAPHS = 4  # a dateline stands in one of the first paragraphs below the headline
LONGEST_CAPTION = 600
LEAST_BARE_PLACE = 4  # letters
LEAST_REPEATED = 20  # characters; "Read more" twice repeats nothing
CAPTION_SIGN = re.compile(
    r"\((?:[LRC]|left|right|cent(?:er|re)|top|bottom)\)|, (?:left|right|cent(?:er|re)),|\d{4}[.)]?$"
)
COPYRIGHT = re.compile(r"copyright|©|rights reserved", re.IGNORECASE)
EMPTY_LINE = re.compile(r"\n\s*\n")
TITLE_WORD = re.compile(r"[^\W\d_][\w'’]{3,}")
ABBREVIATION = re.compile(r"\b[A-Z]\.[A-Z]\.$")
SIGN_KINDS = ("byline", "dateline", "credit")
WORD = re.compile(r"[^\W\d_]+")
CAPITALS = re.compile(r"\s*[A-Z][A-Z]")
QUOTE_LETTERS = "\"'“”‘’"


@lru_cache(maxsize=TEXTS_REMEMBERED)
def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of an article, in order, without the blank lines between them."""
    rules = load_rules()
    paragraphs = find_paragraphs(text)
    pieces = [piece for span in paragraphs for piece in cut_paragraph(text, span, rules)]
    sections = with_captions(text, with_dateline(text, pieces, rules))
    headed = with_headings(text, with_headline(text, sections, rules), rules)
    return with_repeats(text, tuple(without_links(text, headed, rules)))


def cut_paragraph(text: str, span: Span, rules: Rules) -> Iterator[Section]:
    """The paragraph as one section, or as more if it ends in a credit or a sign-off, or a label stands before it."""
    start, end = span
    kind = kind_of(text, span, rules)
    label = rules.label.match(text, start, end) if kind == "caption" else None
    if label:
        yield Section("credit", start, label.end())
        start = end - len(text[label.end() : end].lstrip())
    if kind in ("body", "caption"):
        for tail_kind, pattern in rules.tail:
            found = pattern.search(text, max(start, end - LONGEST_TAIL), end)
            if found and found.start() - start >= LEAST_BEFORE_TAIL:
                head_end = start + len(text[start : found.start()].rstrip())
                yield Section("caption" if tail_kind == "credit" else kind, start, head_end)
                yield Section(tail_kind, found.start(), end)
                return
    yield Section(kind, start, end)


def kind_of(text: str, span: Span, rules: Rules) -> str:
    """What the words of a paragraph alone show it to be."""
    start, end = span
    if end - start <= LONGEST_SIGN_OFF:
        for kind, pattern in rules.whole:
            if pattern.fullmatch(text, start, end):
                return kind
        if is_date(text[start:end], rules):
            return "dateline"
    return "body"


def is_date(paragraph: str, rules: Rules) -> bool:
    """Whether a paragraph is a date and nothing else: "Updated: May 26, 2016 2:21 p.m. ET"."""
    if not rules.date_needs.search(paragraph, 0, LONGEST_LEAD):
        return False
    words = [word for word in re.split(r"[\s,|()]+|:(?=\s|$)", paragraph) if word]
    return len(words) <= 16 and all(rules.date_word.fullmatch(word) for word in words)


def with_dateline(text: str, sections: Sequence[Section], rules: Rules) -> list[Section]:
    """The sections, with the dateline at the start of the first body paragraphs cut off: "KABUL (Reuters) -"."""
    bodies = islice((n for n, s in enumerate(sections) if s.kind == "body"), LEAD_PARAGRAPHS)
    for n in bodies:
        section = sections[n]
        end = lead_end(text, section, rules)
        if end is not None:
            stop = section.start + len(text[section.start : end].rstrip())
            rest = Section("body", section.end - len(text[end : section.end].lstrip()), section.end)
            return [*sections[:n], Section("dateline", section.start, stop), rest, *sections[n + 1 :]]
    return list(sections)


def lead_end(text: str, section: Section, rules: Rules) -> int | None:
    """Where the text after the dateline of a paragraph starts, or None if it has none."""
    start, stop = section.start, min(section.end, section.start + LONGEST_LEAD)
    found = rules.lead.match(text, start, stop)
    if found and not found.group().startswith(tuple(rules.not_places)):
        return found.end()
    bare = rules.bare_lead.match(text, start, stop)
    after = bare_lead_end(bare, rules) if bare else None
    return None if after is not None and CAPITALS.match(text, after) else after


def bare_lead_end(found: re.Match[str], rules: Rules) -> int | None:
    """Where a dateline without dash ends: "AUSTIN, Texas At least 12" after Texas, "LIMA The" after LIMA.

    Only what the gazetteer knows as a place is one, and no abbreviation: "VW Group", "U.S. Army" are no datelines.
    """
    if found["region"]:
        length = known_length(found["region"].removeprefix(","), rules)
        return found.start("region") + 1 + length if length else None
    length = known_length(found["place"], rules)
    letters = sum(letter.isalpha() for letter in found["place"][:length])
    return found.start() + length if letters >= LEAST_BARE_PLACE else None


def known_length(words: str, rules: Rules) -> int:
    """How many characters of `words` the longest place they start with takes; places may be joined with a slash."""
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    for end in reversed(ends):
        places = words[:end].strip().split("/")
        if all(place in rules.more_places or lookup(place) for place in places):
            return end
    return 0


def with_captions(text: str, sections: Sequence[Section]) -> list[Section]:
    """The sections, with the paragraph before a picture's credit, and one that repeats a caption, as captions."""
    captions = {words_of(text, s) for s in sections if s.kind == "caption"}
    has_blank_lines = EMPTY_LINE.search(text) is not None
    changed = list(sections)
    for n, (section, after) in enumerate(pairwise(sections)):
        if section.kind == "body" and (
            (captions and words_of(text, section) in captions)
            or (after.kind == "credit" and is_captioned(text, section, after, has_blank_lines))
        ):
            changed[n] = replace(section, kind="caption")
    return changed


def is_captioned(text: str, section: Section, credit: Section, has_blank_lines: bool) -> bool:
    """Whether a picture's credit is in the next line, or is the next paragraph and this one points into a picture."""
    if section.end - section.start > LONGEST_CAPTION or COPYRIGHT.search(text, credit.start, credit.end):
        return False
    next_line = has_blank_lines and text.count("\n", section.end, credit.start) == 1
    return next_line or CAPTION_SIGN.search(text[section.start : section.end]) is not None


def words_of(text: str, section: Section) -> str:
    """The words of a section, however they are spaced and set."""
    return " ".join(text[section.start : section.end].split()).casefold()


def with_headline(text: str, sections: Sequence[Section], rules: Rules) -> list[Section]:
    """The sections, the first that has words of the article's own as headline if it reads like one."""
    changed = list(sections)
    n = next((n for n, s in enumerate(sections) if s.kind not in SIGN_KINDS), len(sections))
    below = sections[n + 1 :]
    if n == len(sections) or sections[n].kind != "body" or all(s.kind != "body" for s in below):
        return changed
    first = sections[n]
    starts_line = n == 0 or "\n" in text[sections[n - 1].end : first.start]
    if starts_line and is_headline(text[first.start : first.end], below, rules.headline):
        marks = MARKDOWN.match(text, first.start, first.end)
        changed[n] = replace(first, kind="headline", start=marks.end() if marks else first.start)
    return changed


def is_headline(paragraph: str, below: Sequence[Section], rule: Headline) -> bool:
    """Whether a first paragraph is a headline: short, and without the full stop of a sentence, or put like a headline.

    Some outlets end headlines in a full stop: "Ferry sinks off Samos." is one by its few words, none of which
    a headline would drop, above a longer text.
    """
    words = len(paragraph.split())
    if len(paragraph) > rule.longest or words > rule.most_words:
        return False
    last = paragraph.rstrip(QUOTE_LETTERS)[-1:]
    if last not in ".!:" or (last == "." and words <= rule.most_sentence_words and ABBREVIATION.search(paragraph)):
        return True
    if last == ":" or words > rule.most_sentence_words:
        return last != ":" and is_title_case(paragraph)
    if is_title_case(paragraph) or below[0].kind in SIGN_KINDS:
        return True
    return is_telegraphic(paragraph, rule) and stands_above_text(len(paragraph), below)


def is_telegraphic(paragraph: str, rule: Headline) -> bool:
    """Whether a paragraph has none of the small words that headlines drop."""
    return not any(word.casefold() in rule.dropped for word in WORD.findall(paragraph))


def stands_above_text(length: int, below: Sequence[Section]) -> bool:
    """Whether several paragraphs follow, the first or, below a second headline, the second clearly longer."""
    bodies = [s for s in islice(below, 8) if s.kind == "body"]
    return len(bodies) > 2 and any(s.end - s.start >= 1.5 * length for s in bodies[:2])


def is_title_case(paragraph: str) -> bool:
    """Whether nearly all longer words after the first are capitalised: "Storm Leaves Thousands Without Power"."""
    words = TITLE_WORD.findall(paragraph)[1:]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def with_headings(text: str, sections: Sequence[Section], rules: Rules) -> tuple[Section, ...]:
    """The sections, short lines without a full stop and with text below them as headings."""
    changed: list[Section] = []
    below = ""
    for section in reversed(sections):
        if section.kind == "body" and below in ("body", "heading") and is_heading(text, section, rules.heading):
            section = replace(section, kind="heading")
        changed.append(section)
        if section.kind not in ("caption", *SIGN_KINDS):
            below = section.kind
    return tuple(reversed(changed))


def is_heading(text: str, section: Section, rule: Form) -> bool:
    """Whether a body section is a heading by its form."""
    if section.end - section.start > rule.longest:
        return False
    paragraph = text[section.start : section.end]
    last = paragraph.rstrip(QUOTE_LETTERS)[-1:]
    return (
        len(paragraph.split()) <= rule.most_words
        and (paragraph[0].isupper() or paragraph[0].isdigit())
        and not BULLET.match(paragraph)
        and (last not in ".,;:!?…)" or paragraph.isupper() or (last in "?!" and is_title_case(paragraph)))
    )


def with_repeats(text: str, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections; one that has the words of an earlier one again says which: a caption that stands twice."""
    seen: dict[str, int] = {}
    changed = []
    for n, section in enumerate(sections):
        first = seen.setdefault(words_of(text, section), n)
        is_repeat = first != n and section.end - section.start >= LEAST_REPEATED
        changed.append(replace(section, repeats=first) if is_repeat else section)
    return tuple(changed)
