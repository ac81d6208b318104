"""Compiles rules.toml: patterns with their forms and words put in, classes of words, what comes from the vocabulary.

The names of numbers, months and weekdays stand in `factx.words`; here they become forms that a pattern may name:

    {ones} {teens} {tens}                       one, eleven, twenty
    {ordinal_word}                              first … nineteenth, twentieth, thirtieth
    {weekday} {short_weekday} {small_weekday}   Monday; Mon; mon
    {long_month} {short_month} {small_month}    January; Jan; jan
    {plain_month} {capital_month}               January and the like; May, March

and the ordinals up to a number are put into the tables of `[words]` that count (`nth`, `nth_day`, `ordinal`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

from factx.dates.schema import COUNTED_TABLES, PLACE, DateRule, DateRules
from factx.errors import RuleError
from factx.rules import read_rules
from factx.words.engine import current

WORD_GAP = r"(?:[^\S\n]{0,3}\s[^\S\n]{0,3})"
# Number words of spoken days and years.
SPOKEN = (10, 30)
ORDINALS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule with its patterns written out."""

    rule: DateRule
    rank: int
    pattern: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of the stage, ready to read with.

    by_need   the rules that need a word of the class
    classes   the classes of a word in small letters
    lead      what leads into an expression, as a pattern
    lists     the file, whose words are those of schema.DateRules
    """

    by_need: Mapping[str, tuple[WrittenRule, ...]]
    classes: Mapping[str, frozenset[str]]
    lead: str
    lists: DateRules


def load_rules() -> Rules:
    """The stage's rules. Raises RuleError."""
    return build_rules(with_vocabulary(read_rules("dates", DateRules)))


def with_vocabulary(table: DateRules) -> DateRules:
    """The table with the forms and words that the package's vocabulary has."""
    return replace(
        table,
        forms={**table.forms, **number_forms(), **weekday_forms(), **month_forms(table.capitals)},
        words={name: {**ordinals_up_to(COUNTED_TABLES.get(name, 0)), **own} for name, own in table.words.items()},
    )


def number_forms() -> dict[str, str]:
    """Number words from one to nine, to nineteen, the tens, and ordinals."""
    cardinals, ordinals = current().cardinals, current().ordinals
    return {
        "ones": either(word for word, n in cardinals.items() if 1 <= n <= 9),
        "teens": either(word for word, n in cardinals.items() if 10 <= n <= 19),
        "tens": either(word for word, n in cardinals.items() if 20 <= n <= 90),
        "ordinal_word": either(word for word, n in ordinals.items() if n <= 30),
    }


def ordinals_up_to(most: int) -> dict[str, str]:
    """first, 1st … with the figure that each stands for."""
    found = {word: str(n) for word, n in current().ordinals.items() if n <= most}
    return found | {f"{n}{ORDINALS.get(n % 10 if n // 10 != 1 else 0, 'th')}": str(n) for n in range(1, most + 1)}


def weekday_forms() -> dict[str, str]:
    """Names of weekdays in any case, short ones with a capital, short ones without."""
    long, short = longest(current().weekdays)
    return {"weekday": either(long), "short_weekday": f"{capital(short)}\\b\\.?", "small_weekday": either(short)}


def month_forms(capitals: frozenset[str]) -> dict[str, str]:
    """The same of months; those that are other words too only with a capital."""
    long, short = longest(current().months)
    plain = either(word for word in long if word not in capitals)
    others = capital([word for word in long if word in capitals])
    return {
        "long_month": f"{plain}|{others}",
        "plain_month": plain,
        "capital_month": others,
        "short_month": f"{capital(short)}\\b\\.?",
        "small_month": either(short),
    }


def longest(names: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """The full names, and the short ones."""
    long = {number: max((w for w, n in names.items() if n == number), key=len) for number in names.values()}
    return sorted(long.values()), sorted(set(names) - set(long.values()))


def capital(names: list[str]) -> str:
    """The names with a capital or in capitals."""
    return f"(?-i:{either([*(name.title() for name in names), *(name.upper() for name in names)])})"


def either(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def build_rules(table: DateRules) -> Rules:
    """The rules of a table, patterns written out."""
    rules = [write_out(rule, rank, table) for rank, rule in enumerate(table.rule)]
    classes: dict[str, set[str]] = {}
    for name, words in triggers_of(table).items():
        for word in words:
            classes.setdefault(word, set()).add(name)
    needs = ("figures", *table.triggers)
    return Rules(
        by_need={need: tuple(r for r in rules if need in r.rule.needs) for need in needs},
        classes={word: frozenset(names) for word, names in classes.items()},
        lead=rf"(?<![\w-])(?:{table.lead.replace(' ', WORD_GAP)})\Z",
        lists=table,
    )


def triggers_of(table: DateRules) -> dict[str, set[str]]:
    """The words of each class: those listed, the last word of each in the `[words]` of that name, the vocabulary's."""
    found = {name: set(words) for name, words in table.triggers.items()}
    for name, words in table.words.items():
        if name in found:
            found[name].update(word.split()[-1] for word in words)
    found["near"].update(table.words["nth_day"])
    found["words"].update(word for word, n in current().cardinals.items() if SPOKEN[0] <= n <= SPOKEN[1])
    found["month"].update(current().months)
    found["weekday"].update(form for day in current().weekdays for form in (day, f"{day}s"))
    return found


def write_out(rule: DateRule, rank: int, table: DateRules) -> WrittenRule:
    """The rule, its patterns with forms and words put in."""
    number = count()
    pattern = fill(rule.pattern, table, number)
    after = fill(rule.after, table, number) if rule.after else None
    return WrittenRule(
        rule, rank, rf"(?<!\w)(?:{pattern})(?!\w)", None if after is None else rf"(?<![\w-])(?:{after})\Z"
    )


def fill(pattern: str, table: DateRules, number: Iterator[int]) -> str:
    """A pattern in which each place is a group: `unit_3` is a place for a unit, `{=unit}` one that is not kept."""

    def place(match: re.Match[str]) -> str:
        uncounted, name = match.groups()
        return f"(?:{choice(name, table)})" if uncounted else f"(?P<{name}>{choice(name, table)})"

    written = PLACE.sub(place, pattern)
    written = re.sub(r"\(\?P<(\w+)>", lambda m: f"(?P<{m.group(1)}_{next(number)}>", written)
    return written.replace(" ", WORD_GAP)


def choice(name: str, table: DateRules) -> str:
    """What may stand in the place of that name; forms may name other forms."""
    if name in table.words:
        return "|".join(sorted(table.words[name], key=len, reverse=True))
    return PLACE.sub(lambda m: f"(?:{choice(m.group(2), table)})", table.forms[name])


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def pattern_of(rule: WrittenRule) -> re.Pattern[str]:
    """The compiled pattern. Raises RuleError naming the rule if it is no regular expression."""
    try:
        return compiled(rule.pattern)
    except re.error as error:
        raise RuleError(f"dates/rules.toml: {rule.rule.id}: not a regular expression: {error}") from error
