"""Quantities as words of the parse: where the counted noun stands, and through which words it is governed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from factx.language import Text
from factx.language.grammar import SUBJECTS
from factx.model import Quantity, TextSpan
from factx.notation import without_marks

INSIDE = frozenset(("nummod", "quantmod", "compound", "nmod", "appos", "amod", "dep"))
JOINED_BEFORE = INSIDE | {"det", "poss", "advmod"}
NOUN_LIKE = frozenset(("NOUN", "PROPN", "NUM", "PRON", "ADJ", "SYM", "DET"))
VERBAL = frozenset(("VERB", "AUX"))
PERCENT = frozenset(("percent", "%", "pct", "cent", "pc"))
# of which what stands behind "of" is counted: "the lives of 12", "a family of six"
COLLECTIVES = frozenset(("lives", "family", "group", "crew", "team", "party", "gang", "band", "convoy", "total"))
SUPPOSED = frozenset(("suspected", "alleged", "accused"))
PHRASE_STEPS = 6
TIME_UNITS = frozenset(("year", "month", "quarter", "week", "day", "hour", "minute", "decade"))
MANY_YEARS = 100
# 2000 is a round number too
YEAR_TEXT = re.compile(r"(?:199\d|200[1-9]|201\d|202\d|203[0-5])(?:$|\W)")
CONSOLE = re.compile(r"PS[1-5]")
SUSPECTS = SUBJECTS | {"dobj"}
BRACKETS = frozenset(("(", "["))
TIES = frozenset(("-", "‐", "–"))
BEFORE_UNIT = frozenset(("square", "sq", "cubic", "nautical", "metric"))
CLAIMED = frozenset(("count", "money", "percent", "measure", "ratio"))
LEVEL_STEPS = frozenset(("at", "from", "to"))
BARE_DECIMAL = re.compile(r"[\d,]+\.\d+")
TIME_OF_DAY = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its words.

    numeral     the words of the number
    span        the words of the quantity: the number with its bound and unit
    start, end  tokens of the quantity with its counted noun
    head        the counted noun, or the numeral where the noun is left out
    nodes       the words through which `head` is part of a larger noun phrase, `head` first
    part        whether the way leads through "including": the last nodes then stand for the larger number
    """

    quantity: Quantity
    numeral: Span
    span: Span
    start: int
    end: int
    head: Token
    nodes: tuple[Token, ...]
    part: bool

    @property
    def top(self) -> Token:
        return self.nodes[-1]

    @property
    def unit_words(self) -> range:
        """The words of the unit behind the number of a measure, however it is spelled: "a 12-kilometer walk"."""
        doc, at = self.head.doc, self.numeral.end
        if self.quantity.kind != "measure" or self.numeral.end_char > self.quantity.number[1]:
            return range(0)  # "6ft"
        while at + 1 < len(doc) and (doc[at].text in TIES or doc[at].lower_ in BEFORE_UNIT):
            at += 1
        return range(self.numeral.end, at + 1)


def find_figures(text: Text, quantities: Sequence[Quantity]) -> Iterator[Figure]:
    """The quantities that can be claimed, as words of the Doc. Ages, durations, scores and dates are none."""
    for quantity in quantities:
        figure = as_figure(text, quantity) if quantity.kind in CLAIMED | {"other"} else None
        if figure is None or any(is_none(figure) for is_none in NO_FIGURES):
            continue
        if quantity.kind in CLAIMED or is_level(figure):
            yield figure


def is_level(figure: Figure) -> bool:
    """Whether a bare decimal is where something stands, of an index or a rate: "fell to 94.2 from 95.5".

    Not the time of a race ("finished in 7.82") nor of the day ("spoke at 9.30").
    """
    head, numeral = figure.head, figure.numeral.text
    if not BARE_DECIMAL.fullmatch(numeral) or head.dep_ != "pobj" or head.head.lower_ not in LEVEL_STEPS:
        return False
    verb = head.head.head
    while verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    told = any(child.dep_ in SUBJECTS and child.pos_ in ("NOUN", "PROPN") for child in verb.children)
    return told and not (head.head.lower_ == "at" and TIME_OF_DAY.fullmatch(numeral))


def is_apposed_to_name(figure: Figure) -> bool:
    """Whether a bare number stands behind a name, as an age does ("John Doe Jr., 43, was there")."""
    head, quantity = figure.head, figure.quantity
    bare = quantity.kind == "count" and quantity.counted is None
    told = any(child.dep_ == "acl" and child.i == figure.end for child in head.children)  # "3 Shot, 2 Wounded in …"
    return bare and head.dep_ == "appos" and head.head.pos_ == "PROPN" and not told


def is_equated(figure: Figure) -> bool:
    """Whether money stands in a rate of exchange, which nobody claims: "($1 = 0.92 euros)"."""
    doc, before, behind = figure.head.doc, figure.start - 1, max(figure.end, figure.head.i + 1)
    equal = doc[max(0, before) : before + 1].text == "=" or any(t.text == "=" for t in doc[behind : behind + 2])
    return figure.quantity.kind == "money" and equal


def is_length_of_time(figure: Figure) -> bool:
    """Whether so much time is told of: "a couple of years ago", "four more weeks"."""
    quantity = figure.quantity
    few = quantity.high is not None and quantity.high < MANY_YEARS
    beside = figure.head.doc[figure.span.end : figure.end]
    apart = any(t.lower_ in ("every", "the", "that", "a") for t in beside)  # "up from 6 every minute"
    return quantity.kind == "count" and few and quantity.unit in TIME_UNITS and not apart


def is_year(figure: Figure) -> bool:
    """Whether a number is the year of what stands behind it, or of a date: "2015 earnings"; not "2,015 homes"."""
    text, quantity = figure.numeral.text, figure.quantity
    return quantity.kind == "count" and quantity.unit != "people" and YEAR_TEXT.match(text) is not None


def is_model(figure: Figure) -> bool:
    """Whether a number belongs to the name of a thing or of a singer: "iPhone 5c", "PS3", "50 Cent"."""
    doc, quantity, end = figure.head.doc, figure.quantity, figure.numeral.end
    if quantity.kind != "money":
        return False
    before = figure.numeral.start - 1
    glued = quantity.unit == "cent" and doc.text[quantity.number[1] : quantity.number[1] + 1] == "c"
    named = before >= 0 and doc[before].pos_ == "PROPN"
    sung = doc[end : end + 1].text == "Cent" and quantity.low != 1
    return (glued and named) or sung or CONSOLE.fullmatch(quantity.span.text) is not None


# What carries a number and is no figure.
NO_FIGURES = (is_apposed_to_name, is_equated, is_length_of_time, is_year, is_model)


def priced_thing(figure: Figure) -> Token | None:
    """What has the price behind it: "the hub ($51)", "the cost — around $2,000 —"; not "20 pounds ($26)"."""
    thing, mark = figure.head.head, figure.start - 1
    apposed = figure.quantity.kind == "money" and figure.head.dep_ == "appos" and thing.i < mark
    if not apposed or thing.pos_ not in ("NOUN", "PROPN") or thing.doc[mark].text not in ("(", "—", "–", "-"):
        return None
    before = thing.doc[thing.left_edge.i : mark]
    return None if any(t.like_num or any(letter.isdigit() for letter in t.text) for t in before) else thing


def as_figure(text: Text, quantity: Quantity) -> Figure | None:
    """The quantity's words, or None where the tokenizer leaves none of its own."""
    number = text.slice(quantity.number)
    whole = text.slice(quantity.span.span)
    if number is None or whole is None:
        return None
    counted = text.slice(quantity.counted) if quantity.counted else None
    head = (
        list_head(counted) if counted is not None else number_head(number.root, quantity, range(whole.start, whole.end))
    )
    end = max(whole.end, counted.end if counted is not None else 0)
    start = min(whole.start, counted.start if counted is not None else whole.start)
    nodes, part = climb(head, number.start, number.end)
    end = max(end, nodes[1].i + 1) if suspected(head) else end
    return Figure(quantity, number, whole, start, end, head, tuple(nodes), part)


def list_head(counted: Span) -> Token:
    """The word on which the counted hang; of a list with two subjects the last: "a guard, two boys were hurt"."""
    root = counted.root
    subjects = (t for t in counted if t.head == root.head and t.dep_ in SUBJECTS and root.dep_ == "npadvmod")
    return next(subjects, root)


def number_head(root: Token, quantity: Quantity, whole: range) -> Token:
    """The word that carries the number in the parse: "percent" for "5 percent", "m" for "$5m", else the numeral."""
    head = root.head
    while quantity.kind == "money" and root.dep_ in INSIDE and head.i in whole and head != root:
        root, head = head, head.head
    if quantity.kind == "count" or quantity.unit is None or root.dep_ not in INSIDE or head.i < root.i:
        return root
    return head if head.lower_ in PERCENT or head.lemma_.lower() == quantity.unit.split()[-1] else root


def climb(head: Token, start: int, end: int) -> tuple[list[Token], bool]:
    """From the counted noun up to the head of the whole noun phrase, and whether "including" lies on the way."""
    nodes, part, word = [head], False, head
    noun = suspected(head)
    if noun is not None:
        nodes, word = [head, noun], noun
    for _ in range(PHRASE_STEPS):
        above, is_part = step(word, start, end)
        if above is None:
            break
        nodes.append(above)
        part, word = part or is_part, above
    return nodes, part


def suspected(number: Token) -> Token | None:
    """The noun of "5 suspected militants killed", where the parser takes "suspected" for what five people did.

    What they are said to have suspected may be a clause: "5 suspected rebels and others were killed".
    """
    verb = number.head
    if (
        number.dep_ not in ("nsubj", "npadvmod")
        or not number.like_num
        or verb.i != number.i + 1
        or verb.lower_ not in SUPPOSED
    ):
        return None
    below = (*verb.children, *(c for clause in verb.children if clause.dep_ == "ccomp" for c in clause.children))
    return next((c for c in below if c.dep_ in SUSPECTS and c.left_edge.i == verb.i + 1), None)


def step(word: Token, start: int, end: int) -> tuple[Token | None, bool]:
    """The next word up within the noun phrase, and whether the step makes the figure a part of it."""
    above, dep = word.head, word.dep_
    if above == word:
        return None, False
    if dep == "appos" and is_next_told(word):
        return None, False
    if dep in INSIDE:
        return (above, False) if above.pos_ in NOUN_LIKE else (None, False)
    if dep == "conj":
        return (above, False) if above.pos_ in NOUN_LIKE and above.pos_ != "ADJ" else (None, False)
    if dep == "pobj" and above.lower_ == "of" and (start <= above.head.i < end or above.head.lower_ in COLLECTIVES):
        return above.head, False
    if dep == "dobj":
        return cut_off(word), False
    if dep == "pobj" and above.lower_ == "including" and above.head.pos_ in NOUN_LIKE:
        return above.head, True
    return None, False


def is_next_told(noun: Token) -> bool:
    """Whether a noun behind a verb has its own participle: "Five officers hurt, nine people arrested in the raid"."""
    subject = noun.head
    told = subject.dep_ in SUBJECTS and subject.i < subject.head.i < noun.i
    return told and noun.dep_ == "appos" and any(c.dep_ == "acl" and c.i == noun.i + 1 for c in noun.children)


def cut_off(noun: Token) -> Token | None:
    """The subject that a noun behind a comma is joined to, which the parser gives to the verb before: a clause begins.

    As in "gunmen attacked a post, seven guards and four soldiers were killed".
    """
    link = next((c for c in noun.children if c.lower_ == "and" and c.i > noun.i), None)
    first = noun.left_edge.i
    comma = noun.doc[first - 1].text if first else ""
    if link is None or comma != "," or any(c.dep_ == "conj" for c in noun.children) or link.i + 1 >= len(noun.doc):
        return None
    other = link.nbor()
    while other.dep_ in JOINED_BEFORE and other.head.i > other.i:
        other = other.head
    return other if other.dep_ in SUBJECTS else None


def text_of(words: Span) -> TextSpan:
    """The characters of words, for a record."""
    meant = without_marks(words.text)
    return TextSpan(words.start_char, words.start_char + len(meant), meant)
