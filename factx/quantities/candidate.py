"""A numeral of which it is not decided yet whether it is a quantity, and the evidence around it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factx.quantities.atoms import WORD, Atoms
from factx.quantities.figure import Figure
from factx.quantities.fractions import SIGNIFICANT, significant
from factx.quantities.nouns import PEOPLE
from factx.quantities.patterns import Lists, is_human

OLDEST = 125
SUBJECT_REACH = 16  # tokens from a verb back to its subject
AROUND, SHORT = 3, 4  # atoms looked at on either side for capitals, and letters of words that have none in a title
SEEN = 10  # atoms around "1080p" in which a word of pictures stands
RESOLUTIONS = frozenset({480, 720, 1080, 1440, 2160, 4320})
MOST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Candidate:
    """One numeral with what a reading may ask about it.

    in_headline   whether it stands in a headline, where capitals tell nothing
    lists         the word lists and contexts of the rule file
    """

    atoms: Atoms
    figure: Figure
    in_headline: bool
    lists: Lists

    def word(self, step: int) -> str:
        """The word `step` atoms behind the numeral (1 is the next), or before it (-1)."""
        return self.atoms.words[self.figure.first + step if step < 0 else self.figure.end - 1 + step]

    def prefixed(self) -> bool:
        """A currency or a sign stands before the digits."""
        return self.figure.begin != self.figure.first or self.figure.prefixed

    @property
    def label(self) -> str:
        """What the entity recogniser takes the numeral for."""
        return self.atoms.token(self.figure.first).ent_type_

    @property
    def whole(self) -> bool:
        """It is a whole number."""
        return self.figure.value == self.figure.value.to_integral_value()

    @property
    def spelled(self) -> bool:
        """A unit or a noun stands right behind it."""
        return self.figure.after > self.figure.end

    def measured(self) -> bool:
        """Its unit is one of the tables, not a noun it counts."""
        return self.figure.unit is not None and self.figure.counted is None

    def counts_persons(self) -> bool:
        """It counts persons by their plural: "4K people"."""
        noun = self.atoms.token(self.figure.after - 1)
        return self.several() and (is_human(noun) or noun.lower_ == PEOPLE)

    def several(self) -> bool:
        """The counted noun is a plural, as it must be after any number but one."""
        if self.figure.counted is None:
            return False
        head = self.atoms.token(self.figure.after - 1)
        return head.tag_ in ("NNS", "NNPS") or head.lower_ in self.lists["plurals"]

    def harm(self) -> bool:
        """It stands without a noun, and what is said of it happens to people: "200 died", "250 were arrested"."""
        if self.figure.counted is not None or self.atoms.kinds[self.figure.end] != WORD:
            return False
        return self.lists.stand("they-are", self.atoms, self.figure) or self.of_people()

    def of_people(self) -> bool:
        """What is said of it happens to people alone: "14 dead", "400 wounded", "killing three", "95 who"."""
        if self.lists.stand("happens-to", self.atoms, self.figure):
            return True
        token = self.atoms.token(self.figure.first if self.figure.vague else self.figure.end - 1)  # "hundreds of men"
        return token.dep_ not in ("npadvmod", "tmod") and any(
            head.lemma_.lower() in self.lists["people"] and head.pos_ in ("VERB", "ADJ")
            for head in (token.head, token.head.head)
        )

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

    def years(self) -> bool:
        """It may be how many years old somebody is."""
        figure = self.figure
        free = figure.unit is None or figure.counted is not None or figure.unit == "year"
        return free and figure.scale == 1 and 0 <= figure.value <= OLDEST and self.word(1) != "%"

    def said_of_one(self) -> bool:
        """The verb before it has one person as its subject: a pronoun, a name, or a word for a person."""
        at = self.figure.first - 1
        at -= self.atoms.words[at] in self.lists["softened"]
        if self.atoms.words[at - 1] in self.lists["persons"]:
            return True
        verb = self.atoms.token(at)
        near = verb.doc[max(0, verb.i - SUBJECT_REACH) : verb.i]
        subjects = [t for t in near if t.head == verb and t.dep_ == "nsubj"]
        known = self.lists["persons"] | {"age"}
        return any(t.ent_type_ == "PERSON" or t.lower_ in known or (t.tag_ == "NN" and is_human(t)) for t in subjects)

    def opens_line(self) -> bool:
        """It is the first thing on its line."""
        start = self.atoms.begins[self.figure.first]
        return start == 0 or self.atoms.clean[start - 1] == "\n"

    def in_address(self) -> bool:
        """It stands in a web or mail address."""
        token = self.atoms.token(self.figure.first)
        return bool(token.like_url or token.like_email or "://" in token.text)

    def long(self) -> bool:
        """It has more significant digits than any figure in the news."""
        values = (self.figure.low, self.figure.high)
        return any(v is not None and (significant(v) > SIGNIFICANT or abs(v) >= MOST) for v in values)

    def pictured(self) -> bool:
        """It is a number of lines that a picture has, and a word of pictures stands near."""
        near = self.atoms.words[max(1, self.figure.first - SEEN) : self.figure.end + SEEN]
        return self.figure.value in RESOLUTIONS and any(word in self.lists["pictures"] for word in near)
