"""Polls: the one that is named answers for the shares it found: "48% of voters back Rao in the Metrix poll"."""

from __future__ import annotations

from factx.attributions.candidate import Candidate
from factx.attributions.lexicon import Entry, Rules
from factx.attributions.prepositions import clause_of, preposition_phrase
from factx.language import Piece, Text

PERCENT_SIGNS = frozenset(("%", "percent", "pc"))
LEAD_POINTS = frozenset(("point", "points"))  # by which somebody leads
MEANS_OF = frozenset(("aggregate", "average"))  # "in the Metrix average of polls"
FRACTIONS = frozenset(("half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"))
TOTALS = frozenset(("total", "average"))  # "a total of 48% of agents"
OUT_OF = frozenset(("in", "out", "of"))  # "six in ten voters", "two out of three"
BESIDE_WHICH = frozenset(("against", "compared", "from", "than", "versus"))
PARTICIPIAL = frozenset(("acl", "advcl", "relcl"))
LONE_TAGS = frozenset(("NN", "NNP"))


def poll_candidate(s: Text, i: int, rules: Rules) -> Candidate | None:
    """ "48% back Rao in the Metrix poll": a poll behind "in", in a clause that tells a share."""
    noun = s.child(i, "pobj") if s.lower[i] == "in" else None
    if noun is None or not _is_poll(s, noun, rules):
        return None
    clause = clause_of(s, i)
    if clause is None or s.lemma[clause] in rules.file.asking or not _tells(s, i, clause, rules):
        return None
    start, end = s.sentence_of(i)
    shares = [k for k in range(start, end) if s.lower[k] in PERCENT_SIGNS | LEAD_POINTS or _is_fraction(s, k)]
    if not any(clause_of(s, k) == clause for k in shares):
        return None
    return preposition_phrase(s, i, i + 1, "in", Entry(frozenset(("according",)), "neutral"), rules)


def _is_poll(s: Text, noun: int, rules: Rules) -> bool:
    """Whether a noun is a poll, or the mean of several."""
    if s.lemma[noun] in MEANS_OF:
        return any(s.lemma[c] in rules.file.polls for of in s.below(noun, "prep") for c in s.below(of, "pobj"))
    return s.lemma[noun] in rules.file.polls and (s.tag[noun] in LONE_TAGS or _is_named(s, noun))


def _tells(s: Text, i: int, clause: int, rules: Rules) -> bool:
    """Whether the clause is what the poll found: in "missing the 2% expected in a poll" the clause is not."""
    while i != clause:
        is_answer = s.lemma[i] in rules.file.asking  # "half of those asked in a poll"
        if (s.dep[i] in PARTICIPIAL and not is_answer) or s.lower[i] in BESIDE_WHICH:
            return False
        i = s.head[i]
    return True


def _is_named(s: Text, noun: int) -> bool:
    """Whether it is said whose polls they are: "in Metrix polls", not "in polls"."""
    return noun > 0 and s.tag[noun - 1] == "NNP"


def _is_fraction(s: Text, noun: int) -> bool:
    """Whether the word is the denominator of a share: "two-thirds of", "a quarter of", "half of"."""
    behind = s.lower[noun + 1] if noun + 1 < len(s) else ""
    return behind == "of" and s.lower[noun].rpartition("-")[2] in FRACTIONS


def is_share(s: Text, source: Piece, head: int) -> bool:
    """Whether a phrase counts people out of many: "48% of agents", "two-thirds of voters", "six in ten nurses"."""
    if s.lemma[head] in TOTALS:
        head = next((c for p in s.below(head, "prep") for c in s.below(p, "pobj")), head)
    if s.lower[head] in PERCENT_SIGNS or _is_fraction(s, head):
        return True
    numbers = [k for k in range(*source) if s.tag[k] == "CD"]
    return len(numbers) > 1 and all(s.lower[k] in OUT_OF for k in range(numbers[0] + 1, numbers[1]))
