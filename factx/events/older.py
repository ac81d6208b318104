"""Old against new: which of two figures is the one that the other replaces or is compared with.

"rose to 45 from 38", "up from $38m", "compared with 4.3% a year ago", "$4m last year against $5m", "from 14% to 42%".
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.measures import DIRECTIONS
from factx.events.relations import Told, same_sentence
from factx.events.tolls import EARLIER
from factx.events.words import Words

FORMER = EARLIER | {"last"}
MOVING = frozenset(
    ("rise", "fall", "climb", "drop", "slip", "increase", "decrease", "decline", "jump", "grow", "widen", "narrow")
)
FORMER_LEVELS = frozenset(
    ("best", "count", "estimate", "figure", "high", "low", "mark", "peak", "record", "tally", "total")
)
QUALIFYING = frozenset(("amod", "advmod"))
OLDER_REACH = 3  # figures looked back at
OR_REACH = 3  # tokens from an older value to the same in other words


def newer_than(figure: Figure, told: Sequence[Told], words: Words) -> Told | None:
    """The figure before, told already, that this one is set against; None if it is no older value."""
    if not is_set_against(figure, words):
        return None
    for other in reversed(told[-OLDER_REACH:]):
        if not same_sentence(other.figure, figure) or other.reading.superseded:
            return None
        if is_of_a_kind(figure, other.figure) or is_move(figure, other.figure):
            return other if is_linked(figure, other) else None
    return None


def gives_way(figure: Figure, after: Figure | None, words: Words) -> bool:
    """Whether the figure is where a change starts that ends at the next: "from 14% in 2024 to 42%"."""
    if after is None or not is_of_a_kind(figure, after) or not same_sentence(figure, after):
        return False
    start, end = preposition_of(figure), preposition_of(after)
    if start is None or end is None or (start.lower_, end.lower_) != ("from", "to"):
        return False
    verb = start.head if start.head != end else end.head
    return verb.lemma_.lower() not in words.lexicon.words["spanning"]


def is_of_a_kind(one: Figure, other: Figure) -> bool:
    """Whether two figures can be values of one thing: the same kind and unit, or a unit left out."""
    a, b = one.quantity, other.quantity
    if a.kind != b.kind or (a.change != b.change and a.change is not None):
        return False
    return a.counted is None or b.counted is None or a.unit == b.unit


def is_move(old: Figure, new: Figure) -> bool:
    """Whether "up from" or "down from" ties two counts of things by different names: "173 sites, up from 155 shops"."""
    word = preposition_of(old)
    direction = word is not None and word.lower_ == "from" and word.i > 0 and word.nbor(-1).lower_ in DIRECTIONS
    return direction and old.quantity.kind == new.quantity.kind == "count"


def preposition_of(figure: Figure) -> Token | None:
    """The preposition before a figure, and before what is said of it: "from a revised $4m"."""
    doc, at, head = figure.head.doc, figure.start - 1, figure.head
    while at > 0 and (
        doc[at].lower_ in ("the", "a", "an", "its", "about", "just")
        or (doc[at].dep_ in QUALIFYING and head.is_ancestor(doc[at]))
    ):
        at -= 1
    return doc[at] if at >= 0 and doc[at].pos_ in ("ADP", "SCONJ", "PART") else None


def is_set_against(figure: Figure, words: Words) -> bool:
    """Whether a figure stands behind "from", "against", "compared with", or is called the earlier one."""
    if is_called_earlier(figure):
        return True
    word = preposition_of(figure)
    if word is None or word.i == 0 or is_rival(figure):
        return False
    before = word.doc[word.i - 1]
    if word.lower_ in ("with", "to"):
        return before.lemma_.lower() in words.lexicon.words["comparing"]
    if word.lower_ == "than":
        return before.tag_ in ("JJR", "RBR") and figure.quantity.bound not in ("more_than", "less_than")
    if word.lower_ == "against":
        return word.head.lemma_.lower() not in words.lexicon.words["opposing"]
    return word.lower_ == "from" and word.head.lemma_.lower() not in words.lexicon.words["spanning"]


def is_rival(figure: Figure) -> bool:
    """Whether it is said whose the other value is: "45 percent, compared with 39 percent for Cruz" is no older one."""
    doc, at = figure.head.doc, max(figure.end, figure.head.i + 1)
    named = at + 1 < len(doc) and doc[at].lower_ == "for" and doc[at + 1].tag_ == "NNP"
    return named and doc[at + 1].ent_type_ != "DATE"


def is_called_earlier(figure: Figure) -> bool:
    """As in "the previous record of 10.5", "an earlier count of nine"."""
    above = figure.head.head.head if figure.head.dep_ == "pobj" and figure.head.head.lower_ == "of" else figure.head
    said = [noun for noun in (above, *figure.nodes) if noun.pos_ not in VERBAL]
    return any(is_former(noun, FORMER if noun.tag_ == "NN" else EARLIER) for noun in said)  # "the last five games"


def is_former(noun: Token, words: Set[str] = EARLIER) -> bool:
    """Whether a noun is called a former one: "the previous record"."""
    return any(child.lower_ in words and child.dep_ == "amod" for child in noun.children)


def is_older_alone(found: Told, before: Told | None) -> bool:
    """Whether a value is old whatever the newer is: "the previous record of 9", "from $5m, or 9 cents a share"."""
    trigger, figure = found.reading.trigger, found.figure
    if trigger.lemma_.lower() in FORMER_LEVELS and is_former(trigger):
        return True
    if before is None or not before.reading.superseded or not 0 < figure.start - before.figure.end <= OR_REACH:
        return False
    return figure.head.doc[figure.start - 1].lower_ == "or" and figure.quantity.kind == before.figure.quantity.kind


def is_linked(figure: Figure, newer: Told) -> bool:
    """Whether the older figure hangs on what is said of the newer one, or on a word of direction or comparison.

    "12 men from 3 villages" are no older three; nor is 59 in "three doctors gave the toll, which rose from 59".
    """
    word = preposition_of(figure)
    if word is None or word.lower_ != "from":
        return True
    above, reading = word.head, newer.reading
    if above in newer.figure.nodes:
        return newer.figure.quantity.counted is None
    moves = above.tag_ == "VBG" and above.dep_ in ("advcl", "acl") and above.lemma_.lower() in MOVING
    return moves or above.lower_ in DIRECTIONS or above in (reading.trigger, reading.clause)
