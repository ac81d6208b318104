"""What the words of a figure tell of its scope: a toll so far, a rate, a forecast, history, of which countries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from factx.gazetteer import lookup
from factx.model import AFTERMATH, HARM
from factx.plain import Plain
from factx.reconcile.days import days_of
from factx.reconcile.lexicon import lexicon
from factx.reconcile.places import PLACES_REMEMBERED, country

END = re.compile(r"[.!?][”\"’')]*\s|\n")
SENTENCE_WITHIN = 300  # characters on either side of a claim in which its sentence begins and ends
SINCE = re.compile(r"\bsince\b(?! last (?:night|evening))", re.IGNORECASE)
RECORD_SINCE = re.compile(  # "the deadliest fire since 1987" counts from nowhere
    r"(?:\bthe|\bits|\btheir|\ba|[’']s) (?:[\w-]+ )?"
    r"(?:first|last|only|worst|most (?!of\b)\w+|\w{3,}iest|(?:bigg|fierc|great|high|larg|long|low|sever|strong)est)\b"
    r"[^.;,]{0,60}\bsince\b",
    re.IGNORECASE,
)
SAID_YEAR = re.compile(r"\b(?:in|of|since|from|during) ((?:19|20)\d\d)\b")
RECORD_YEAR = re.compile(r"\b(?:best|first|least|most|worst|\w{3,}est)\b[^.;]{0,24}\bsince $", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d),? (?:when|in which|which|where)\b")
CAPITAL_WORDS = re.compile(r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*")
RATE = re.compile(r"\b(?:every|each|per) (minute|hour|day|week|month|year)\b", re.IGNORECASE)
FORECAST = re.compile(r"(?:\b(?:may|might|will|would|could)|[’']ll)(?: \w+){0,3} $", re.IGNORECASE)
LEADING = 16  # characters about the start of a claim in which a year leads up to it
BEGUN_BEFORE = re.compile(  # before a date
    r"\bsince (?:the |early |late |about )?(?=\w)"
    r"|\b(?:since|war|conflict|fighting|outbreak|epidemic|pandemic|insurgency|uprising|offensive|campaign|which|that)\b"
    r"[^.;:\d]{0,60}\b(?:began|begun|started|erupted|broke out|launched)\b[^.;:\d]{0,40}?\b(?:in|on) (?=\w)",
    re.IGNORECASE,
)
MONTH = 30  # days
WORD = re.compile(r"[^\W\d_]+")


def sentence_of(claim: Plain, text: str | None) -> str:
    """The sentence that a claim of harm stands in, as far as the record has its text."""
    event = claim["event"]
    start, end = claim["span"]
    words: str = claim["text"]
    if text is None or text[start:end] != words or event is None or event["type"] not in HARM | AFTERMATH:
        return words
    before, after = text[max(0, start - SENTENCE_WITHIN) : start], text[end : end + SENTENCE_WITHIN]
    begins = max((match.end() for match in END.finditer(before)), default=0)
    ends = END.search(after)
    return before[begins:] + text[start:end] + (after[: ends.start()] if ends else after)


def running_of(claim: Plain, sentence: str, dates: Iterable[Plain], day: int | None) -> tuple[bool, int | None]:
    """Whether a figure of harm is told as a toll so far, and the day it is counted from.

    Args:
        dates: those of the article.
        day: the article's own.
    """
    event, when = claim["event"], claim["when"]
    if event is None or event["type"] not in HARM | AFTERMATH:
        return False, None
    days = days_of(when["value"]) if when else None
    begun = _begun(sentence, dates, day)
    if begun is None and days and days[0] == days[1]:
        return False, None  # what happened on one day
    lists, lower = lexicon().running, sentence.casefold()
    since = SINCE.search(sentence) and not RECORD_SINCE.search(sentence)
    told = since or any(phrase in lower for phrase in lists.phrases)
    runs = bool(told) or not lists.words.isdisjoint(WORD.findall(lower))
    return runs, begun if runs else None


def _begun(sentence: str, dates: Iterable[Plain], day: int | None) -> int | None:
    """The day that "since" leads to in a sentence, or on which it says that a war began, more than a month ago.

    What has been counted for a few days is the toll of one event.
    """
    for begins in () if RECORD_SINCE.search(sentence) else BEGUN_BEFORE.finditer(sentence):
        rest = sentence[begins.end() :]
        for told in dates:
            days = days_of(told["value"]) if rest.startswith(told["text"]) else None
            if days and (day is None or day - days[0] > MONTH):
                return days[0]
    return None


def year_of(claim: Plain, sentence: str, *, running: bool) -> str | None:
    """The year that a claim without a date tells in its own words, or that leads up to it ("in 1987, when …").

    Of a toll so far that of history alone ("the millions of Holocaust victims").
    """
    text = claim["text"]
    if running:
        return _year_of_history(text)
    at = max(0, sentence.find(text))
    leading = YEAR_BEFORE.search(sentence, max(0, at - LEADING), at + LEADING)
    own = (told for told in SAID_YEAR.finditer(text) if not RECORD_YEAR.search(text, 0, told.start(1)))
    match = leading or next(own, None)  # "the highest number since 1997" is told of no year
    return match[1] if match else _year_of_history(text)


def _year_of_history(text: str) -> str | None:
    """The last year of what history calls by a name ("the Holocaust"); what is only compared with it is none."""
    lower = text.casefold()
    return next(
        (year for name, year in lexicon().history.items() if name in lower and f"since {name}" not in lower), None
    )


def rate_of(claim: Plain) -> str | None:
    """The stretch of time of which a figure tells so many each: "year" of "kill 200 people each year"."""
    found = RATE.search(claim["text"])
    return found[1].casefold() if found else None


def is_forecast(claim: Plain) -> bool:
    """Whether what is counted has not happened yet: "45 million will die"."""
    text, start = claim["text"], claim["span"][0]
    whole = len(text) == claim["span"][1] - start and claim["event"] is not None
    return whole and bool(FORECAST.search(text[: max(0, claim["event"]["trigger"][0] - start)]))


def countries_of(sentence: str, place: Plain) -> frozenset[str]:
    """Codes of the countries that a sentence names, by their places and peoples, with that of the figure's place."""
    found = {code for name in CAPITAL_WORDS.findall(sentence) for code in _countries(name)}
    own = place.get("country")
    return frozenset(found | {own} if own else found)


@lru_cache(maxsize=PLACES_REMEMBERED)
def _countries(name: str) -> tuple[str, ...]:
    """The country of a run of capitalised words, whole or word by word."""
    whole = country(name)
    if whole:
        return (whole,)
    return tuple(dict.fromkeys(code for word in name.split() if (code := country(re.sub(r"[’']s?$", "", word)))))


@lru_cache(maxsize=PLACES_REMEMBERED)
def is_people(unit: str | None) -> bool:
    """Whether a counted noun is a people: "Palestinian"."""
    last = (unit or "").split(" ")[-1]
    return any(place.kind == "people" for place in lookup(last[:1].upper() + last[1:]))


def minute_of(moment: str | None) -> int | None:
    """The minute of the day in UTC of an ISO 8601 time; None where there is none, or one without a zone."""
    try:
        time = datetime.fromisoformat(moment) if moment else None
    except ValueError:
        return None
    if time is None or time.tzinfo is None:
        return None
    time = time.astimezone(UTC)
    return time.hour * 60 + time.minute
