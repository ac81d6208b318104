"""Numbers that only label something: names, models, codes, addresses, phones, channels, and "one" as a pronoun."""

from __future__ import annotations

from factx import words
from factx.quantities.atoms import NUMBER, WORD, Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure

NAMES = frozenset({"ORG", "PRODUCT", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"})
SEEN = 10  # atoms around digits in which a word of calling stands
PHONE_DIGITS = range(7, 16)
PHONE_MARKS = frozenset("()-–.")
LEAST_PHONE_GROUP = 2
FUNCTION = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"})
LOCAL = [3, 4]  # the groups of "555-1234"
DONE = frozenset(("VBD", "VBG", "VBN", "VBZ"))  # verbs of what has happened
NAMED = frozenset({"headed-name", "headed-title", "in-name", "glued-letters", "letters-before", "house-number"})


def continues_name(atoms: Atoms, figure: Figure, named: int) -> bool:
    """Whether a dash ties the figure to the number of a name: "Boeing 737-800"."""
    return figure.first - named == 1 and atoms.dash(named) and atoms.glued(named - 1) and atoms.glued(named)


def in_name(candidate: Candidate) -> bool:
    """ "Stoxx 600", "Toyota 86": the evidence that the digits end the name before them outweighs that they count."""
    return sum(weight for weight, holds in name_evidence(candidate) if holds) > 0


def name_evidence(candidate: Candidate) -> list[tuple[int, bool]]:
    """The evidence for a name in front of the digits, each with its weight; nothing where no name can be."""
    atoms, figure = candidate.atoms, candidate.figure
    at = figure.first - 1
    token = atoms.token(figure.first)
    if atoms.kinds[at] != WORD or not atoms.raw(at)[0].isupper() or token.i == 0 or token.is_sent_start:
        return []  # no name stands right before
    dated = words.weekday(atoms.words[at]) is not None or words.month(atoms.words[at]) is not None
    if dated or (atoms.words[at] in candidate.lists["eras"] and atoms.kinds[at - 1] == NUMBER):
        return []
    before = token.nbor(-1)
    behind = atoms.token(figure.after - 1)
    own_noun = candidate.figure.counted is not None and token.head.i > token.i
    opens = before.is_sent_start or candidate.title_case()
    return [
        (2, before.pos_ == "PROPN" and not opens),
        (1, before.pos_ in ("NOUN", "ADJ") and not opens),
        (2, token.ent_type_ in NAMES and token.ent_iob_ == "I" and not own_noun),
        (1, own_noun and behind.tag_ == "NNP"),
        (-3, own_noun and behind.tag_ != "NNP"),
        (-3, candidate.harm()),
        (-4, leads_range(atoms, figure)),
        (-4, figure.scale != 1),
        (3, figure.value > 1 and not candidate.figure.counted is not None and atoms.token(figure.end).tag_ == "VBZ"),
    ]


def leads_range(atoms: Atoms, figure: Figure) -> bool:
    """Whether a dash or "to" leads to another number: "125 to 155 miles"."""
    at = figure.end
    return (atoms.dash(at) or atoms.words[at] == "to") and atoms.kinds[at + 1] == NUMBER


def phone(candidate: Candidate) -> bool:
    """ "020 7946 0123", "+44 20 7946 0958", "555-1234": groups of digits that a zero, a plus or a call opens, or a dash
    ties."""
    atoms, at = candidate.atoms, candidate.figure.first
    start, end = run_of_digits(atoms, at, -1), run_of_digits(atoms, at, 1) + 1
    groups = [atoms.words[i] for i in range(start, end) if atoms.kinds[i] == NUMBER]
    if len(groups) < LEAST_PHONE_GROUP or not all(group.isdecimal() for group in groups):
        return False
    if sum(map(len, groups)) not in PHONE_DIGITS:
        return False
    local = [len(group) for group in groups] == LOCAL and atoms.dash(start + 1) and atoms.glued(start)
    opened = groups[0][0] == "0" or atoms.words[start - 1] == "+" or (local and not noun_at(atoms, end))
    return opened or any(atoms.words[i] in candidate.lists["phones"] for i in range(max(1, start - 4), start))


def noun_at(atoms: Atoms, at: int) -> bool:
    """Whether a word that may be counted or measured stands there: "200-1000 sheep" is no number to call."""
    return atoms.words[at] == "%" or (atoms.kinds[at] == WORD and atoms.token(at).pos_ not in FUNCTION)


def run_of_digits(atoms: Atoms, at: int, step: int) -> int:
    """The last atom of digits that a run over blanks, dashes and brackets reaches from `at`, going left or right."""
    last = at
    for _ in range(SEEN):
        at += step
        if not 0 < at < len(atoms) - 1 or not (atoms.kinds[at] == NUMBER or atoms.words[at] in PHONE_MARKS):
            break
        last = at if atoms.kinds[at] == NUMBER else last
    return last


def stands_for(candidate: Candidate) -> bool:
    """Whether a "one" that no phrase settles stands for somebody or something rather than counting."""
    before, after = candidate.word(-1), candidate.word(1)
    token = candidate.atoms.token(candidate.figure.first)
    verb = token.head
    if token.dep_ in ("nsubj", "nsubjpass") and before not in ("the", "a"):
        return not (verb.lemma_ in candidate.lists["people"] and verb.tag_ in ("VBD", "VBN"))
    if token.dep_ == "dobj" and not list(token.children):  # "killing two and wounding one"; not "can kill one"
        return not (verb.lemma_ in candidate.lists["people"] and verb.tag_ in DONE)
    return after != "of" or before == "the"
