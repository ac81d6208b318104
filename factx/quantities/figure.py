"""What is known of one figure while the stage reads it: the numeral first, then unit, bound and change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factx.model import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the tables give it."""

    name: str
    code: str | None
    kind: str


@dataclass(slots=True)
class Figure:
    """One figure. Places are atom indices, ends exclusive.

    first, end    the numeral with its scale word
    raw, scale    the number before its scale word, and what that multiplies by: "2.5 million" is 2.5 and 1000000
    style         digits words mixed
    letter        a scale letter that may be a unit instead ("5m"), else ""
    begin         where the span begins: `first`, or the currency or bound before it
    stop          where the span ends: `end`, or after "or more"
    tail          where a unit may begin: `end`, or behind "or more" and "-plus"
    after         the first atom after the unit
    joined        whether a dash ties the numeral to its noun or unit ("10-day")
    paired        whether it is made of two numerals; `levels` the older and the newer of them where it tells a move
    """

    first: int
    end: int
    low: Decimal | None
    high: Decimal | None
    raw: Decimal
    scale: Decimal
    style: str
    rule: str
    letter: str = ""
    vague: bool = False
    kind: str = "count"
    unit: str | None = None
    code: str | None = None
    begin: int = 0
    stop: int = 0
    tail: int = 0
    after: int = 0
    joined: bool = False
    paired: bool = False
    levels: tuple[Figure, Figure] | None = None
    prefixed: bool = False
    counted: Span | None = None
    bound: str = "exact"
    change: str | None = None

    def __post_init__(self) -> None:
        self.begin, self.stop, self.tail, self.after = self.first, self.end, self.end, self.end

    @property
    def value(self) -> Decimal:
        """The number itself; of a vague one its lower end."""
        return self.low if self.low is not None else self.high or Decimal(0)

    def measure_as(self, other: Figure) -> None:
        """Gives the figure the unit that another has."""
        self.unit, self.code, self.kind = other.unit, other.code, other.kind

    def become_age(self, rule: str, unit: str | None) -> None:
        """Makes the figure an age."""
        self.kind, self.unit, self.code, self.rule, self.counted = "age", unit, None, rule, None

    def end_at(self, end: int) -> None:
        """Lets the numeral end before atom `end`, and with it all that is known to follow."""
        self.end = self.tail = self.stop = self.after = end

    def set_unit(self, unit: Unit, after: int) -> None:
        """Gives the figure a unit from the tables that ends before atom `after`."""
        self.unit, self.code, self.kind, self.after = unit.name, unit.code, unit.kind, after


def made_of(a: Figure, b: Figure, ends: tuple[Decimal | None, Decimal | None], rule: str, lead: Figure) -> Figure:
    """One figure over two, from one end to the other, with the unit and the noun of `lead`."""
    low, high = ends
    made = Figure(a.first, b.end, low, high, b.raw, b.scale, b.style, rule, paired=True)
    made.measure_as(lead)
    made.begin, made.stop, made.after, made.joined, made.counted = a.begin, b.stop, b.after, b.joined, lead.counted
    made.prefixed = a.prefixed
    return made
