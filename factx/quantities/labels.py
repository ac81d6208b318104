"""Numbers that only label something: names, models, codes, addresses, phones, channels, and "one" as a pronoun."""

from __future__ import annotations

import re

from factx import words
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms
from factx.quantities.candidate import Candidate
from factx.quantities.figure import Figure

NAMES = frozenset({"ORG", "PRODUCT", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"})
PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})  # where and when it is so warm
VERBS = frozenset({"VB", "VBD", "VBP", "VBZ"})
HOUSE_REACH = 5  # atoms from a house number to its street
FIRST_FAR = 100  # house numbers from here on are told from "5 W Panels"
CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}|FOX|ABC|CBS|NBC")
MOST_K = 16  # so many thousands may be a screen ("4K") or a race ("10k")
SEEN = 10  # atoms around digits in which a word of calling stands
PHONE_DIGITS = range(7, 16)
PHONE_MARKS = frozenset("()-–.")
LEAST_PHONE_GROUP = 2
FUNCTION = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB"})
LOCAL = [3, 4]  # the groups of "555-1234"
NAMED = frozenset({"headed-name", "in-name", "glued-letters", "letters-before", "house-number"})


def continues_name(atoms: Atoms, figure: Figure, named: int) -> bool:
    """Whether a dash ties the figure to the number of a name: "Boeing 737-800"."""
    return figure.first - named == 1 and atoms.dash(named) and atoms.glued(named - 1) and atoms.glued(named)


def headed_name(candidate: Candidate) -> bool:
    """ "Flight 370", "page 4", "Case 1000"; not "could top 1,000", "in the camp 200 died"."""
    atoms, at = candidate.atoms, candidate.figure.first - 1
    word, capital = atoms.words[at], atoms.raw(at)[:1].isupper()
    if word not in candidate.lists["name_heads"]:
        return False
    if word == "no" or (atoms.token(at).tag_ in VERBS and not capital):
        return False
    if candidate.harm():
        return False
    return (capital and not candidate.in_headline) or not candidate.several()


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
    own_noun = candidate.counted() and token.head.i > token.i
    opens = before.is_sent_start or candidate.title_case()
    return [
        (2, before.pos_ == "PROPN" and not opens),
        (1, before.pos_ in ("NOUN", "ADJ") and not opens),
        (2, token.ent_type_ in NAMES and token.ent_iob_ == "I" and not own_noun),
        (1, own_noun and behind.tag_ == "NNP"),
        (-3, own_noun and behind.tag_ != "NNP"),
        (-3, candidate.harm()),
        (-4, leads_range(atoms, figure)),
        (-4, candidate.scaled()),
        (3, figure.value > 1 and not candidate.counted() and atoms.token(figure.end).tag_ == "VBZ"),
    ]


def leads_range(atoms: Atoms, figure: Figure) -> bool:
    """Whether a dash or "to" leads to another number: "125 to 155 miles"."""
    at = figure.end
    return (atoms.dash(at) or atoms.words[at] == "to") and atoms.kinds[at + 1] == NUMBER


def title_number(candidate: Candidate) -> bool:
    """ "the Big Three", "the Six Nations match": a number word with a capital amid a sentence is part of a name."""
    atoms, first = candidate.atoms, candidate.figure.first
    token = atoms.token(first)
    if not atoms.raw(first)[0].isupper() or atoms.kinds[first - 1] != WORD or token.is_sent_start:
        return False
    if candidate.title_case():
        return False
    before = first - 1 - (atoms.words[first - 1] == "of")  # "the Group of Seven"
    named = token.ent_type_ in NAMES or atoms.raw(before)[:1].isupper()
    return named or (candidate.counted() and atoms.raw(candidate.figure.end)[:1].isupper())


def house_number(candidate: Candidate) -> bool:
    """ "12 Elm Street", "9 E 71st St", "9700 W Ferris"."""
    atoms, figure = candidate.atoms, candidate.figure
    if (
        figure.value >= FIRST_FAR
        and atoms.words[figure.end] in candidate.lists["directions"]
        and atoms.raw(figure.end).isupper()
    ):
        named = atoms.raw(figure.end + 1 + (atoms.words[figure.end + 1] == "."))
        return named.istitle() or named.isdecimal()
    for at in range(figure.end, min(figure.end + HOUSE_REACH, len(atoms))):
        ordinal = atoms.words[at] in candidate.lists["ordinal_suffixes"]
        if atoms.kinds[at] == WORD and not atoms.raw(at)[0].isupper() and not ordinal:
            return False
        if atoms.kinds[at] not in (WORD, NUMBER):
            return False
        if atoms.words[at] in candidate.lists["streets"] and at > figure.end - (atoms.words[at] == "ave"):
            return True
    return False


def call_sign(candidate: Candidate) -> bool:
    """ "WXYZ 9 News", "stay with 12 News", "KLMN 7": the number of a station."""
    atoms, figure = candidate.atoms, candidate.figure
    behind = range(figure.end, min(figure.after, figure.end + HOUSE_REACH))
    return any(atoms.raw(at) == "News" for at in behind) or bool(CALL_SIGN.fullmatch(atoms.raw(figure.first - 1)))


def model_name(candidate: Candidate) -> bool:
    """ "a 911 Turbo", "its own 787 Dreamliner": many, by the digits, yet the name behind them is of one thing."""
    atoms, figure = candidate.atoms, candidate.figure
    if figure.value <= 1 or figure.after != figure.end + 1 or figure.joined:
        return False
    single = atoms.token(figure.end).tag_ in ("NN", "NNP") and not atoms.words[figure.end].endswith("s")
    return single and atoms.raw(figure.end)[0].isupper()


def model_letter(candidate: Candidate) -> bool:
    """ "an iPhone 5C": a capital behind the digits of a product's name; not "in Oslo 5C was measured"."""
    atoms, figure = candidate.atoms, candidate.figure
    end, at = figure.end, figure.first - 1
    lettered = len(atoms.raw(end)) == 1 and atoms.raw(end).isupper() and atoms.glued(end - 1)
    if not (lettered and candidate.measured() and figure.after == end + 1) or atoms.kinds[at] != WORD:
        return False
    name = atoms.token(at)
    if atoms.raw(at)[1:] != atoms.raw(at)[1:].lower() and not atoms.raw(at).isupper():  # "iPhone"
        return True
    amid = not (name.is_sent_start or candidate.title_case())
    return name.tag_ == "NNP" and amid and atoms.token(at - 1).pos_ != "ADP" and name.ent_type_ not in PLACES


def glued_letters(candidate: Candidate) -> bool:
    """ "3G", "1990s": letters behind the digits that are no unit; not "5km"."""
    atoms, figure = candidate.atoms, candidate.figure
    end = figure.end
    if figure.prefixed or figure.letter or not atoms.glued(end - 1) or atoms.kinds[end] != WORD:
        return False
    return figure.after == end or figure.counted is not None


def small_k(candidate: Candidate) -> bool:
    """ "a 4K screen", "40 4K televisions", "the 10k race"; not "3k people", "20k users"."""
    figure = candidate.figure
    if not candidate.k_scaled() or figure.raw > MOST_K:
        return False
    noun = candidate.atoms.token(figure.after - 1).lemma_.lower() if candidate.counted() else None
    if candidate.atoms.raw(figure.end - 1) == "K":
        return not (candidate.several() and noun and (words.is_person(noun) or noun == "people"))
    return (noun or candidate.word(1)) in candidate.lists["races"] or (
        noun is None and candidate.word(-1) in ("a", "the")
    )


def chained(candidate: Candidate) -> bool:
    """ "1-800-111", "3.4.1", "24/7", "555-0123": digits tied to others."""
    atoms, figure = candidate.atoms, candidate.figure
    left, right = chain(atoms, figure.first, -1), chain(atoms, figure.end - 1, 1)
    return left + right >= 2 or (left + right == 1 and code_beside(atoms, figure))


def code_beside(atoms: Atoms, figure: Figure) -> bool:
    """Whether the number tied to this one by a dash begins with a zero, as in "555-0123"."""
    left, right = figure.first - 1, figure.end
    near = [at + step for at, step in ((left, -1), (right, 1)) if atoms.dash(at) and atoms.kinds[at + step] == NUMBER]
    return any(len(atoms.words[at]) > 1 and atoms.words[at][0] == "0" and atoms.words[at].isdecimal() for at in near)


def chain(atoms: Atoms, at: int, step: int) -> int:
    """How many numbers follow that are tied by dashes without a blank, at most two, going left or right."""
    count = 0
    while count < 2 and 0 < at + 2 * step < len(atoms):
        mark, number = at + step, at + 2 * step
        tied = atoms.glued(min(at, mark)) and atoms.glued(min(mark, number))
        if not (atoms.dash(mark) and atoms.kinds[number] == NUMBER and tied):
            return count
        count, at = count + 1, number
    return count


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


def joined_word(candidate: Candidate) -> bool:
    """ "two-way", "one-on-one", "five-storey", "7-Eleven"; not "two-day", "12-member"."""
    atoms, figure = candidate.atoms, candidate.figure
    word = atoms.words[figure.end + 1]
    if candidate.measured():
        return atoms.words[figure.first] == "one" and word == "time"
    if word in ("in", "to") and atoms.dash(figure.end + 2):  # "a one-in-five chance", "0-to-90"
        return False
    if word in candidate.lists["joined_tails"]:
        return False
    if atoms.raw(figure.end + 1)[0].isupper() and not candidate.in_headline:
        return True
    return figure.counted is None or (candidate.in_words() and word not in candidate.lists["joined_nouns"])


def pronoun_one(candidate: Candidate) -> bool:
    """ "the one who did it", "one must ask"; not "one man", "one of the suspects", "one dead"."""
    atoms, figure = candidate.atoms, candidate.figure
    if figure.end != figure.first + 1 or atoms.words[figure.first] != "one":
        return False
    before, after = candidate.word(-1), candidate.word(1)
    if after in ("to", "or", "in", "out", "and", "-", "–") and number_follows(atoms, figure.end):
        return False
    if atoms.kinds[figure.end] == NUMBER or before in candidate.lists["before_pronoun"]:
        return True
    if after in ("another", "'", "’") or (after == "of" and candidate.word(3) == "own"):  # "one of their own"
        return True
    if atoms.phrase_before(figure.first, ("the", "only")) and figure.counted is None:
        return True
    return idle_one(candidate) or stands_for_something(candidate, before, after)


def stands_for_something(candidate: Candidate, before: str, after: str) -> bool:
    """Whether a "one" that no phrase settles stands for somebody or something rather than counting."""
    figure = candidate.figure
    if figure.unit is not None:
        return before in ("the", "by", "on", "other") and figure.counted is None
    if after in candidate.lists["people"] or before in candidate.lists["only_one"] or before == "another":
        return False
    token = candidate.atoms.token(figure.first)
    if token.dep_ in ("nsubj", "nsubjpass") and before not in ("the", "a"):
        verb = token.head
        return not (verb.lemma_ in candidate.lists["people"] and verb.tag_ in ("VBD", "VBN"))
    return after != "of" or before == "the"


def idle_one(candidate: Candidate) -> bool:
    """ "one thing is clear", "one more thing", "in one way"; not "only one way"."""
    thing = candidate.word(1 + (candidate.word(1) == "more"))
    return thing in candidate.lists["idle_one"] and candidate.word(-1) not in candidate.lists["only_one"]


def number_follows(atoms: Atoms, end: int) -> bool:
    """Whether another number comes within the next words: "one to two years", "one in every five"."""
    near = range(end + 1, min(end + 4, len(atoms)))
    return any(atoms.kinds[at] == NUMBER or words.value(atoms.words[at]) is not None for at in near)


def test_scores(candidate: Candidate) -> bool:
    """ "test scores", "the scores rose"; not "scores of people", "killing scores", "and scores were arrested"."""
    atoms, figure = candidate.atoms, candidate.figure
    after = atoms.words[figure.end]
    if atoms.words[figure.first] != "scores" or after == "more" or candidate.of_people():
        return False
    before = atoms.token(figure.first - 1) if figure.first > 1 and atoms.kinds[figure.first - 1] != BREAK else None
    if before is not None and before.pos_ in ("ADJ", "NOUN", "DET", "PRON", "PART"):
        return True
    return after != "of" or not (figure.unit and figure.counted)
