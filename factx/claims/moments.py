"""Whether two clauses of a sentence tell of one moment: by how the one hangs on the other, and by their tenses.

"Won the seat in 1997 and has a majority": the year is not that of the majority. "Fell on Monday, killing 12" is one
moment, "was struck down, forcing another trial later this month" may be two, and is not taken for one.
"""

from __future__ import annotations

from factx import words
from factx.language import Text
from factx.language.grammar import AUXILIARIES, SUBJECTS

# Labels of a clause below another that tells of the same moment.
SAME_MOMENT = frozenset(("xcomp", "prep", "pcomp", "acomp", "oprd", "dep"))
TELLING_NOUNS = SUBJECTS | {"dobj", "attr"}
# Conjunctions before a clause below that does: "when a bus fell into the river on Monday".
AS_WELL = frozenset(("when", "as", "while", "where"))
# Prepositions before what is done at the same moment: "killed 12 by setting fire to it", not "accused of killing 12".
MEANS = frozenset(("by", "in", "while", "when", "as", "through"))
# Nouns for more of those told of: "and several others wounded".
MORE_OF_THEM = frozenset(("other", "others", "more", "several"))
STARTING = frozenset(("beginning", "starting"))  # prepositions that open a time: "beginning at 2 p.m."
PAST, PERFECT, PRESENT, AHEAD, GERUND, UNTOLD = "past", "perfect", "present", "ahead", "gerund", ""
TENSES = {"VBD": PAST, "VBZ": PRESENT, "VBP": PRESENT}


def tense_of(text: Text, verb: int) -> str:
    """The tense of a verb with its auxiliaries; GERUND, or UNTOLD for another participle or an infinitive, alone."""
    helpers = list(text.below(verb, *AUXILIARIES))
    if any(text.tag[i] == "MD" for i in helpers):
        return AHEAD
    told = next((TENSES[text.tag[i]] for i in (*helpers, verb) if text.tag[i] in TENSES), UNTOLD)
    if told == UNTOLD and text.tag[verb] == "VBG":
        return GERUND
    has = any(text.lemma[i] == "have" for i in helpers)
    return PERFECT if told == PRESENT and has else told


def is_other_time(text: Text, one: int, other: int) -> bool:
    """Whether the tenses of two verbs differ: "won the seat in 1997 and has a majority"."""
    tenses = {tense_of(text, one), tense_of(text, other)} - {GERUND, UNTOLD}
    return len(tenses) > 1


def is_same_moment(text: Text, verb: int, *, below: bool, is_harm: bool) -> bool:
    """Whether a clause tells of the moment of the one above it.

    Args:
        below: whether it is the date's clause that lies below, and the claim's above.
        is_harm: whether the claim is one of dead, hurt, missing …
    """
    if text.dep[verb] == "advcl":
        return is_at_that_time(text, verb, below=below, is_harm=is_harm)
    if text.dep[verb] == "conj":
        return is_told_on(text, verb, below=below, is_harm=is_harm)
    head = text.head[verb]
    if text.dep[verb] == "pcomp":
        return text.lower[head] in MEANS
    if text.dep[verb] == "acl":  # "a boat carrying 560 people capsized"; "12 were killed and 30 hurt"
        is_told = not below and (text.tag[verb] == "VBG" or is_harm)
        is_counted = any(text.tag[i] == "CD" for i in (head, *text.children[head]))
        is_counted = is_counted or (is_harm and text.lemma[head].lower() in MORE_OF_THEM)
        return (text.dep[head] == "conj" and is_counted) or (is_told and text.dep[head] in TELLING_NOUNS)
    if below and text.dep[verb] == "prep":  # "with 30 hurt on Monday", "compared with 2012", "including in 2005"
        return text.lower[verb] in STARTING or (text.lower[verb] != "with" and text.tag[verb] == "IN")
    return text.dep[verb] in SAME_MOMENT


def is_at_that_time(text: Text, verb: int, *, below: bool, is_harm: bool) -> bool:
    """Whether an adverbial clause tells of the moment of the clause above it."""
    head, marker = text.head[verb], marker_of(text, verb)
    if is_other_time(text, verb, head):
        return False
    if below and is_loose(text, verb, marker):
        return False
    return marker in AS_WELL | {""} or (is_harm and marker == "after" and not is_measured(text, verb))


def is_loose(text: Text, verb: int, marker: str) -> bool:
    """Whether a dated clause only stands beside: "Founded in 2009, Acme employs 640"; "while 7 died on Friday"."""
    tense = tense_of(text, verb)
    if marker:
        return (tense == UNTOLD and text.tag[verb] == "VBN") or (marker == "while" and tense != GERUND)
    # "could lose millions, mirroring a report this week"
    return tense not in (GERUND, UNTOLD) or text.tag[verb] == "VBN" or tense_of(text, text.head[verb]) == AHEAD


def is_measured(text: Text, verb: int) -> bool:
    """Whether it is said how long after: "two years after a plane with 239 aboard disappeared"."""
    mark = text.child(verb, "mark")
    return mark is not None and mark > 0 and words.noun_class(text.lemma[mark - 1]) == "time"


def is_told_on(text: Text, verb: int, *, below: bool, is_harm: bool) -> bool:
    """Whether a coordinate clause tells of the moment of the one before it.

    The date of one with a subject of its own is its own: "has won three contests, and he aims to win on Tuesday".
    """
    head = text.head[verb]
    is_shared = text.child(verb, *SUBJECTS, *AUXILIARIES) is None  # "have burned forests and prompted hundreds to flee"
    is_part = text.tag[verb] == "VBN" and text.child(verb, *AUXILIARIES) is None  # "leaving two dead and six wounded"
    if (tense_of(text, verb) == GERUND) != (tense_of(text, head) == GERUND) and not is_part:
        return False
    if is_other_time(text, verb, head) and not (is_shared and tense_of(text, head) == PERFECT):
        return False
    is_of_others = not is_harm or words.verb_class(text.lemma[verb].lower()) == "communication"
    return not (below and is_of_others and text.child(verb, *SUBJECTS) is not None)


def marker_of(text: Text, verb: int) -> str:
    """The word that opens a subordinate clause, "" if none does."""
    mark = text.child(verb, "mark")
    when = next((c for c in text.below(verb, "advmod") if text.tag[c] == "WRB"), None)
    found = mark if mark is not None else when
    return "" if found is None else text.lower[found]
