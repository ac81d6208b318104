"""What the rule files of the stage look like: `rules.toml`, `units.toml` and `currencies.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from factx.rules import EVERY, Table, nearest

Kind = Literal["count", "money", "percent", "measure", "ratio", "age", "duration", "score", "other"]
Numeral = Literal[
    "digits", "number-words", "decimal-words", "scale-word", "scale-letter", "and-a-half", "part-of-scale", "fraction",
    "a-hundred", "dozen", "couple", "vague-plural", "feet-and-inches", "several",
]  # fmt: skip
OwnKind = Literal["year-old", "range-limits", "score", "none"]
Producer = Literal["in-name", "month-day", "phone", "stands-for", "year"]
Giver = Literal["beside", "last", "counted", "points", "next"]
Guard = Literal[
    "counts_persons", "harm", "in_address", "long", "measured", "of_people", "opens_line", "pictured",
    "prefixed", "said_of_one", "several", "title_case",
]  # fmt: skip
Context = Literal["aged", "ends-higher", "happens-to", "held-against", "refers-back", "they-are"]
ListName = Literal[
    "adverbs", "after_age", "after_gap", "after_higher", "after_said", "against", "before_pronoun", "before_year",
    "between_and", "calling", "calls", "clock", "date_links", "directions", "eras", "everybody", "fillers", "from_to",
    "gap_links", "generations", "harm_adverbs", "idle_one", "in_every", "joined_nouns", "joined_tails", "levels",
    "month_parts", "moves", "name_heads", "next_time", "nobody", "none_nouns", "none_reports", "none_verbs", "numbers",
    "only_one", "opened", "ordinal_suffixes", "paired", "particles", "people", "persons", "phones", "pictures",
    "plurals", "races", "race_openers", "race_kinds", "one_thing", "collectives",
    "range_to", "relatives", "score", "shifts", "softened", "streets", "tied", "times", "to_from",
    "tolls", "whole_month",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words(Table):
    """The words numbers are made of, each with its value.

    zeros           words for nothing; `spoken_zeros` are those that are so behind "point" alone
    letters         scales glued to digits ("3bn"); `unsure_letters` are those that are units as well ("5m")
    plurals         vague plurals ("dozens") with the least they can mean; `several` likewise
    parts           names of fractions with what they divide by; after one of `during` quarters are of a year,
                    after one of `before_part` or before one of `wholes` a part is a share
    in_turn         words before a part that is one in a row, and no share: "the next quarter of"
    """

    zeros: tuple[str, ...]
    spoken_zeros: tuple[str, ...]
    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    letters: dict[str, int]
    unsure_letters: tuple[str, ...]
    plurals: dict[str, int]
    several: dict[str, int]
    parts: dict[str, int]
    during: tuple[str, ...]
    before_part: tuple[str, ...]
    wholes: tuple[str, ...]
    in_turn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumeralRule(Table):
    """One shape of numeral; the grammar in `numerals.py` reads it and gives the record this id."""

    id: Annotated[Numeral, EVERY]


@dataclass(frozen=True, slots=True)
class BoundRule(Table):
    """Phrases that bound a number.

    before, after  phrases right before it (fillers may stand between) and right after it; what stands left of a
                   bar must be there but is not part of the bound ("for | over")
    not_after      lemmas, or two words, before the phrase that give it another sense ("talk about", "it is up to")
    kind           the kinds of figure it bounds; all if empty
    not_kind       kinds of figure that it does not bound ("over three days" is how long)
    untied         whether it says where something is before "a" and a number tied to its noun ("over a 3-foot wall")
    """

    id: str
    bound: Literal["at_least", "more_than", "at_most", "less_than", "about"]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    not_kind: tuple[Kind, ...] = ()
    untied: bool = False


@dataclass(frozen=True, slots=True)
class JoinRule(Table):
    """Words between two numbers that make them one quantity.

    makes          range, ratio, or levels: a range only where something moved from one to the other
    patterns       what stands between, and before or behind: one of them must; see patterns.py
    but            what must not stand there
    first, second  what must hold of either; see conditions.py
    spans_opener   whether what stands before the first number belongs to the quantity's span
    tight          whether a dash ties the two; such rules come before all others
    order          how the two must stand to each other: differ, rise, or near each other ("two or three")
    """

    id: str
    makes: Literal["range", "ratio", "levels"]
    patterns: tuple[str, ...]
    but: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    spans_opener: bool = False
    tight: bool = False
    order: Literal["differ", "rise", "near"] = "rise"


@dataclass(frozen=True, slots=True)
class ChangeRule(Table):
    """Words that make a number the size of a change.

    up, down   lemmas of the verbs, or the particles
    takes      any: whatever the number measures ("fell by 12 seats"); rate: percent and points alone ("lost 3%");
               whole: a rate that is not of a part ("raised 3%", not "cut 3% of the jobs");
               amount: all but counts ("down 30 cents"); size: bare numbers too, unless they are vague ("fell 64.06")
    link       what stands between word and number: "" for nothing, "by"; "noun" for nouns of change
    """

    id: str
    takes: Literal["any", "rate", "whole", "amount", "size"]
    link: Literal["", "by", "noun"]
    up: tuple[str, ...]
    down: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingRule(Table):
    """What a number may be instead of a quantity (`[[reading]]`), or a bare one instead of a count (`[[age]]`).

    patterns       what stands around the numeral, "#" being itself; one of them must fit; see patterns.py
    but            patterns none of which may stand there
    producer       the test in Python that must hold, if the reading has one
    when, unless   guards, or what is said of the number ("value >= 100"), that must, and must not, hold; readings.py
    """

    id: str
    patterns: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    producer: Producer | None = None
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareRule(Table):
    """What a number has from one near it ("rose 64 points to 4,577", "5 x 3 inches").

    gives          an age, the direction of a change, a limit; a measure (unit, code and kind), a noun, or the last
                   word of one, to which the number has an adjective of its own
    of             which number gives: one beside it, and which settles what the unit may be; else, to a bare number,
                   the last before it, the last that counts something, the last that counts points, or the next
    back           whether the later of the two gives
    patterns       what stands around the two ("# and #"), or around the one that takes; one of them must
    giver, taker   what must hold of either; see conditions.py
    """

    id: str
    gives: Literal["age", "change", "limit", "measure", "noun", "last-noun"]
    of: Giver
    back: bool = False
    patterns: tuple[str, ...] = ()
    giver: tuple[str, ...] = ()
    taker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindRule(Table):
    """A kind of its own: age, score, none; the test in code has the name of the rule."""

    id: Annotated[OwnKind, EVERY]
    kind: Kind


@dataclass(frozen=True, slots=True)
class RuleFile(Table):
    """`rules.toml`."""

    words: Words
    numeral: tuple[NumeralRule, ...]
    bound: tuple[BoundRule, ...]
    join: tuple[JoinRule, ...]
    change: tuple[ChangeRule, ...]
    kind: tuple[KindRule, ...]
    reading: tuple[ReadingRule, ...]
    age: tuple[ReadingRule, ...]
    share: tuple[ShareRule, ...]
    contexts: dict[Annotated[str, Context, EVERY], tuple[str, ...]]
    lists: dict[Annotated[str, ListName, EVERY], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class UnitEntry(Table):
    """A measure: singular name, code, kind, other words (plurals are made by rule), and case-sensitive symbols."""

    name: str
    code: str | None = None
    kind: Kind = "measure"
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFile(Table):
    """`units.toml`.

    spaced, glued   one-letter symbols that may stand apart from the number, and longer ones that must not
    per             what may follow "a" in "$52 a barrel"; `per_many` what it may be reckoned on
    lapses          what makes "a year" a time that has passed
    coins           money whose name means something else before a number
    leading         names that stand before the number ("magnitude 7.8"), with the unit's name
    marks           marks right behind digits, with the unit's name
    prefixes        "kilo" and its like, each with its signs, that of UCUM first
    prefixed        units with the sign that a prefix stands before, and the prefixes that they are found with
    scaled          words that are a scale and a unit in one, by the unit's name
    """

    unit: tuple[UnitEntry, ...]
    spaced: tuple[str, ...]
    glued: tuple[str, ...]
    per: tuple[str, ...]
    per_many: tuple[str, ...]
    lapses: tuple[str, ...]
    coins: tuple[str, ...]
    leading: dict[str, str]
    marks: dict[str, str]
    prefixes: dict[str, tuple[str, ...]]
    prefixed: dict[str, tuple[str, ...]]
    scaled: dict[str, dict[str, int]]

    def faults(self) -> Iterator[str]:
        units = [entry.name for entry in self.unit]
        yield from (f"unit: {name!r} stands twice" for name in units if units.count(name) > 1)
        for field in ("leading", "marks"):
            for mark, name in getattr(self, field).items():
                if name not in units:
                    yield f"{field}: {mark}: there is no unit {name!r}{nearest(name, units)}"
        for field in ("prefixed", "scaled"):
            for name in getattr(self, field):
                if name not in units:
                    yield f"{field}: there is no unit {name!r}{nearest(name, units)}"
        for name, (_, *before) in self.prefixed.items():
            for prefix in before:
                if prefix not in self.prefixes:
                    yield f"prefixed: {name}: there is no prefix {prefix!r}{nearest(prefix, self.prefixes)}"


@dataclass(frozen=True, slots=True)
class CurrencyFile(Table):
    """`currencies.toml`: ISO 4217 code -> name, other words, signs; money without a code -> (words, signs).

    `large` are words that name money only from a thousand up, `priced` names and signs that do so only beside one of
    `money_talk`, `scales` letters that scale an amount of money alone.
    """

    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    large: dict[str, tuple[str, ...]]
    priced: dict[str, tuple[str, ...]]
    money_talk: tuple[str, ...]
    signs: dict[str, tuple[str, ...]]
    scales: dict[str, int]
    codeless: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]

    def faults(self) -> Iterator[str]:
        for field in ("words", "large", "priced", "signs"):
            for code in getattr(self, field):
                if code not in self.names:
                    yield f"{field}: there is no currency {code!r}{nearest(code, self.names)}"


@dataclass(frozen=True, slots=True)
class CldrFile(Table):
    """`cldr.toml`, made by build.py: more units, and more signs by ISO 4217 code."""

    unit: tuple[UnitEntry, ...]
    signs: dict[str, tuple[str, ...]]
