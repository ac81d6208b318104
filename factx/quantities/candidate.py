"""A numeral of which it is not decided yet whether it is a quantity, and the evidence around it."""

from __future__ import annotations

from dataclasses import dataclass

from factx.quantities.ages import after_name
from factx.quantities.atoms import NUMBER, WORD, Atoms
from factx.quantities.elide import counts_people
from factx.quantities.figure import Figure

LAST_DAY, LAST_HOUR, BIG = 31, 24, 100
AROUND, SHORT = 3, 4  # atoms looked at on either side for capitals, and letters of words that have none in a title
PLURAL = frozenset({"people", "police", "staff", "crew", "others"})
AGREEING = frozenset({"were", "are", "have"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One numeral with what a reading may ask about it.

    in_headline   whether it stands in a headline, where capitals tell nothing
    lists         the word lists of the rule file
    people        what happens to people, in any form
    """

    atoms: Atoms
    figure: Figure
    in_headline: bool
    lists: dict[str, frozenset[str]]

    def word(self, step: int) -> str:
        """The word `step` atoms behind the numeral (1 is the next), or before it (-1)."""
        return self.atoms.words[self.figure.first + step if step < 0 else self.figure.end - 1 + step]

    def prefixed(self) -> bool:
        """A currency or a sign stands before the digits."""
        return self.figure.begin != self.figure.first or self.figure.prefixed

    def measured(self) -> bool:
        """Its unit is one of the tables, not a noun it counts."""
        return self.figure.unit is not None and self.figure.counted is None

    def counted(self) -> bool:
        """A noun that it may count follows."""
        return self.figure.counted is not None

    def several(self) -> bool:
        """The counted noun is a plural, as it must be after any number but one."""
        if self.figure.counted is None:
            return False
        head = self.atoms.token(self.figure.after - 1)
        return head.tag_ in ("NNS", "NNPS") or head.lower_ in PLURAL

    def harm(self) -> bool:
        """It stands without a noun, and what is said of it happens to people: "200 died", "250 were arrested"."""
        at = self.figure.end
        if self.figure.counted is not None or self.atoms.kinds[at] != WORD:
            return False
        if self.atoms.words[at] in AGREEING and self.atoms.token(at).pos_ in ("AUX", "VERB"):
            return True
        return counts_people(self.atoms, self.figure, self.lists["people"])

    def counts_them(self) -> bool:
        """Somebody or something is counted by it, as far as words and parse tell."""
        return self.several() or self.harm()

    def title_case(self) -> bool:
        """Capitals tell nothing here: a headline, or all words around it have one."""
        if self.in_headline:
            return True
        first, end = self.figure.first, self.figure.end
        near = (*range(max(1, first - AROUND), first), *range(end, min(end + AROUND, len(self.atoms))))
        words = [self.atoms.raw(at) for at in near if self.atoms.kinds[at] == WORD]
        return len(words) > AROUND and all(len(word) < SHORT or word[0].isupper() for word in words)

    def headline(self) -> bool:
        """It stands in a headline."""
        return self.in_headline

    def in_words(self) -> bool:
        """It is written in words."""
        return self.figure.style != "digits"

    def scaled(self) -> bool:
        """A scale word or letter belongs to it."""
        return self.figure.scale != 1

    def k_scaled(self) -> bool:
        """A k makes it thousands."""
        return self.figure.letter == "k"

    def penny(self) -> bool:
        """A p stands behind it."""
        return self.figure.unit == "penny"

    def big(self) -> bool:
        """It is 100 or more."""
        return self.figure.value >= BIG

    def small(self) -> bool:
        """It may be the day of a month."""
        return 0 < self.figure.value <= LAST_DAY and self.figure.scale == 1

    def digit(self) -> bool:
        """One number of digits alone, without scale."""
        return self.figure.style == "digits" and self.figure.end == self.figure.first + 1

    def hour(self) -> bool:
        """The entity recogniser takes it for a time of day."""
        return (
            self.figure.unit is None
            and self.figure.value <= LAST_HOUR
            and self.atoms.token(self.figure.first).ent_type_ == "TIME"
        )

    def aged(self) -> bool:
        """It is set off behind a person, as an age is."""
        return after_name(self.atoms, self.figure)

    def opens_line(self) -> bool:
        """It is the first thing on its line."""
        start = self.atoms.begins[self.figure.first]
        return start == 0 or self.atoms.clean[start - 1] == "\n"

    def telephone(self) -> bool:
        """It is a number that everybody calls."""
        return self.atoms.words[self.figure.first] in self.lists["emergency"]

    def tied_before(self) -> bool:
        """The word that a dash ties to it bounds or leads it, or is a unit: "sub-500", "magnitude-6", "3km-5km"."""
        first = self.figure.first
        if self.atoms.dash(first - 1) and self.atoms.kinds[first - 3] == NUMBER and self.atoms.glued(first - 3):
            return True
        return self.atoms.words[first - 2 if self.atoms.dash(first - 1) else first - 1] in self.lists["tied"]
