"""What the stage's rules.toml holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from factx.rules import EVERY, Table, nearest

PLACE = re.compile(r"\{(=?)([a-z_]+)\}")

Type = Literal["DATE", "TIME", "DURATION", "SET"]
# The functions of values.py and spans.py.
Value = Literal[
    "after_christ",
    "after_next",
    "ago",
    "before_christ",
    "beside",
    "calendar",
    "century",
    "clock",
    "date_in_figures",
    "day_beside",
    "day_of_month",
    "days",
    "decade",
    "duration",
    "fixed",
    "holiday",
    "holiday_weekend",
    "named_day",
    "nights",
    "often",
    "part_of_the_day",
    "quarter",
    "quarter_by_month",
    "quarter_of_year",
    "season",
    "second_year",
    "split_year",
    "the_unit",
    "reported_year",
    "then",
    "unit",
    "weekday",
    "weekday_beside",
    "weekday_of_month",
    "weekday_week",
    "weekdays_on",
    "weekend",
    "weekly",
    "with_quarters",
    "year_back",
    "year_end",
]
# The functions of joins.py.
JoinValue = Literal[
    "clock_of_day",
    "day_at_clock",
    "day_in_week",
    "length_after",
    "length_before",
    "week_and_day",
]
Class = Literal[
    "back",
    "century",
    "decade",
    "end",
    "ended",
    "era",
    "fiscal",
    "hence",
    "holiday",
    "later",
    "month",
    "month_unit",
    "near",
    "now",
    "often",
    "part",
    "quarter",
    "season",
    "that",
    "today",
    "unit",
    "weekday",
    "weekend",
    "words",
]
Need = Literal[Class, "figures"]
# Tables of `[words]` into which go the ordinals up to a number.
COUNTED_TABLES = {"nth": 4, "nth_day": 5, "ordinal": 21}
# Forms that are made of the package's vocabulary (lexicon.py).
MADE_FORMS = frozenset(
    (
        *("ones", "teens", "tens", "ordinal_word", "weekday", "short_weekday", "small_weekday"),
        *("long_month", "plain_month", "capital_month", "short_month", "small_month"),
    )
)


@dataclass(frozen=True, slots=True)
class DateRule(Table):
    """One form of time expression.

    pattern    a regular expression. `{name}` stands for the form or the words of that name and keeps what stood there;
               a blank is any white space without a blank line in it. Case does not count outside `(?-i:…)`.
    needs      classes of words (`triggers`), one of which must stand near for the pattern to be tried
    beside     classes of which one must stand near too
    type       TIMEX3: DATE TIME DURATION SET
    value      the function that gives the value (values.py)
    shift      how many days away, where the pattern does not say it
    fixed      the value itself, for `value = "fixed"`
    after      an expression that must stand before it; it is no part of it, but its places are kept too
    article    whether "the", "early", "the end of" before it belong to it: not in "the 2014 war"
    dated      whether the entity recogniser must see a date in it: words that are mostly no date ("May")
    modifies   whether it must stand before a noun that it modifies: "current prices", not "the current"
    narrative  whether it is read in histories only, not in news
    ahead      whether it is read only where the clause lies ahead
    results    whether it is read only in a report on results, and not of more than its quarter
    """

    id: str
    pattern: str
    needs: tuple[Need, ...]
    type: Type
    value: Value
    beside: tuple[Class, ...] = ()
    shift: int = 0
    fixed: str | None = None
    after: str | None = None
    article: bool = True
    dated: bool = False
    modifies: bool = False
    narrative: bool = False
    ahead: bool = False
    results: bool = False


@dataclass(frozen=True, slots=True)
class JoinRule(Table):
    """Two expressions that stand side by side and are one.

    left, right   ids of rules, either of which may have matched there
    between       an expression for all that stands between the two
    value         the function of `joins.py` that gives the value of both from those of each
    type          TIMEX3 type of the whole
    """

    id: str
    left: tuple[str, ...]
    between: str
    right: tuple[str, ...]
    value: JoinValue
    type: Type


@dataclass(frozen=True, slots=True)
class Directions(Table):
    """Words that say on which side of the day of writing a date lies.

    future    auxiliaries whose clause lies ahead
    modal     auxiliaries whose clause lies ahead unless "have" stands with them
    planned   verbs, nouns and adjectives whose object, infinitive or date lies ahead
    appointed verbs whose passive says for when, not when: "was scheduled for Monday"
    until     prepositions whose date lies ahead where the clause tells of nothing past
    sure      those auxiliaries that do not speak from a day of the past, as "would" does
    released  what comes out on a day set beforehand: "reports results on Thursday"
    done      those of them whose date is past where something had happened: "had left by Friday"
    saying    verbs that are said of the day itself: what was "said on Thursday" was not said a week before
    awaited   what opens a clause whose present tense tells of what comes: "when it reports on Tuesday"
    beyond    prepositions before what need not lie where the verb does
    compared   the same, unless the date itself follows: "from 32% in March", but "from Monday"
    since     prepositions whose date is past
    scheduled nouns of what is held on a day set beforehand
    timed     verbs whose present tense tells what a timetable says: "opens on Tuesday"
    foretelling verbs whose object lies ahead where they are past: "forecast a loss"
    befallen  nouns of what nobody sets a day for, and whose date is past: "the crash on Friday"
    attended  prepositions before what is over then: "during a debate in January"
    decided   verbs of what is over then: "won the November election"
    arranged  verbs whose present passive tells of what comes: "is held on the third Saturday of April"
    speech    verbs in the present tense that say nothing of when
    unchanged verbs whose past looks like their present: "hit", "cut"
    """

    future: frozenset[str]
    modal: frozenset[str]
    planned: frozenset[str]
    appointed: frozenset[str]
    until: frozenset[str]
    sure: frozenset[str]
    released: frozenset[str]
    done: frozenset[str]
    saying: frozenset[str]
    awaited: frozenset[str]
    beyond: frozenset[str]
    compared: frozenset[str]
    since: frozenset[str]
    scheduled: frozenset[str]
    timed: frozenset[str]
    foretelling: frozenset[str]
    befallen: frozenset[str]
    attended: frozenset[str]
    decided: frozenset[str]
    arranged: frozenset[str]
    speech: frozenset[str]
    unchanged: frozenset[str]


@dataclass(frozen=True, slots=True)
class DateRules(Table):
    """All of rules.toml.

    capitals   months that are other words too, and months only with a capital
    triggers   words of each class that time expressions are made of, in small letters, beyond those of `[words]`
    qualifiers classes of words that are no words of time themselves: only what stands beside one
    shape      what a word with figures must look like to be of the class "figures"
    lead       what may stand before an expression and belongs to it ("the end of", "early")
    names      kinds of entities that, where longer than the expression, make it part of a name ("the Sunday Times")
    earnings   words of a report on results, in which "a year earlier" is the quarter a year back
    longer     what such a report tells of more than a quarter
    quarterly  what quarters of a year are of: "three quarters of losses"
    degrees    words of a sentence in which "the 90s" are degrees
    recurring  what is named after the part of the day in which it comes every day: "the morning show"
    forms      expressions that a pattern or another form may name
    words      words that a pattern may name, with what each stands for in a value
    rule       in order of preference, where two match the same words
    """

    capitals: frozenset[str]
    triggers: dict[Annotated[str, Class, EVERY], tuple[str, ...]]
    qualifiers: frozenset[str]
    shape: str
    lead: str
    names: frozenset[str]
    earnings: frozenset[str]
    longer: frozenset[str]
    quarterly: frozenset[str]
    degrees: frozenset[str]
    recurring: frozenset[str]
    direction: Directions
    forms: dict[str, str]
    words: dict[str, dict[str, str]]
    rule: tuple[DateRule, ...]
    join: tuple[JoinRule, ...]

    def faults(self) -> Iterator[str]:
        """Places that no form or words fill, and rules that a join names and there are not."""
        places = {*self.forms, *self.words, *MADE_FORMS}
        patterns = [(rule.id, f"{rule.pattern}{rule.after or ''}") for rule in self.rule]
        for where, pattern in (*patterns, *self.forms.items()):
            for _, name in PLACE.findall(pattern):
                if name not in places:
                    yield f"{where}: there are no forms or words named {name!r}{nearest(name, places)}"
        ids = {rule.id for rule in self.rule}
        for join in self.join:
            for name in (*join.left, *join.right):
                if name not in ids:
                    yield f"join: {join.id}: there is no rule {name!r}{nearest(name, ids)}"
