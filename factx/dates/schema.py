"""What the stage's rules.toml holds."""

from __future__ import annotations

from dataclasses import dataclass

from factx.rules import Table


@dataclass(frozen=True, slots=True)
class DateRule(Table):
    """One form of time expression.

    pattern   a regular expression. `{name}` stands for the form or the words of that name and keeps what stood there;
              a blank is any white space without a blank line in it. Case does not count outside `(?-i:…)`.
    type      TIMEX3: DATE TIME DURATION SET
    value     the function of `values.py` that gives the value
    shift     how many days away, where the pattern does not say it
    fixed     the value itself, for `value = "fixed"`
    after     an expression that must stand before it; it is no part of it
    article   whether "the" before it belongs to it: not in "the 2014 war"
    """

    id: str
    pattern: str
    type: str
    value: str
    shift: int = 0
    fixed: str | None = None
    after: str | None = None
    article: bool = True


@dataclass(frozen=True, slots=True)
class DateRules(Table):
    """All of rules.toml.

    trigger    what a word must look like to be worth a closer look; every expression has such a word
    lead       what may stand before an expression and belongs to it ("earlier on", "in")
    future     auxiliaries and verbs whose clause lies ahead of the day of publication
    names      kinds of entities that, where longer than the expression, make it part of a name ("the Sunday Times")
    forms      expressions that a pattern may name
    words      words that a pattern may name, with what each stands for in a value
    rule       in order of preference
    """

    trigger: str
    lead: str
    future: tuple[str, ...]
    names: tuple[str, ...]
    forms: dict[str, str]
    words: dict[str, dict[str, str]]
    rule: tuple[DateRule, ...]
