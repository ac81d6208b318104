"""Tells ages: "a 45-year-old man", "aged 7", "Maria Lopez, 34, was shot"."""

from __future__ import annotations

from spacy.tokens import Token

from factx import words
from factx.quantities.atoms import BREAK, NUMBER, WORD, Atoms
from factx.quantities.figure import Figure

OLDEST = 125
UNIT = "year of age"
AFTER_AGE = frozenset({",", ".", ";", "of", "from", "and", "who", "was", "-", "–", "—", "―"})
BETWEEN = frozenset({"between", "from", "about", "around", "under", "over", "of"})
SIDES = frozenset({"under", "over", "older", "younger", "above", "below"})
AGED = frozenset({"aged", "age", "ages"})
SUBJECT_REACH = 16  # tokens from a verb back to its subject
BEING = frozenset({"am", "is", "was", "turn", "turned", "turns", "turning"})
DYING = frozenset({"dead", "die", "died", "dies", "dying"})
COMPARED = frozenset({"older", "younger"})
PRONOUNS = frozenset({"he", "she", "i", "they", "who"})
SOFTENED = frozenset({"only", "even", "just", "about", "nearly", "almost", "now", "still"})
AFTER_SAID = frozenset(
    {
        "and",
        "when",
        "before",
        "prior",
        "but",
        "at",
        "while",
        "now",
        "then",
        "as",
        "on",
        "in",
        "after",
        "from",
        "this",
        "next",
        "last",
    }
)
SEATS = frozenset({"left", "right", "center", "centre"})  # in the caption of a picture
EVERYBODY = frozenset({"people", "those", "anyone", "everyone", "nobody", "americans"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
AGE_UNITS = frozenset({"year", "month", "week", "day"})


def read_age(atoms: Atoms, figure: Figure) -> None:
    """Makes the figure an age if it is one."""
    if figure.unit in AGE_UNITS and is_old(atoms, figure.after):
        end = figure.after + 1 + atoms.dash(figure.after)
        become_age(figure, "year-old", f"{figure.unit} of age")
        figure.after = end
    elif figure.unit is None or figure.counted is not None or figure.unit == "year":
        if aged_before(atoms, figure):
            become_age(figure, "aged", UNIT)
            figure.begin = begin_of_age(atoms, figure)
        elif after_name(atoms, figure):
            become_age(figure, "name-comma-age", UNIT)
        elif of_group(atoms, figure) or bounded_age(atoms, figure):
            become_age(figure, "people-under", UNIT)
        else:
            read_said_age(atoms, figure)


def read_said_age(atoms: Atoms, figure: Figure) -> None:
    """ "he was 17 when he left", "the girl is 13 or 14", "died at 83": a bare number that says how old somebody is."""
    bare = figure.unit is None and figure.kind == "count" and figure.scale == 1 and not figure.vague
    if not bare or not 2 <= figure.value <= OLDEST or figure.value != figure.value.to_integral_value():
        return
    if atoms.kinds[figure.end] == NUMBER or (
        atoms.kinds[figure.end] == WORD and atoms.words[figure.end] not in AFTER_SAID
    ):
        return
    at = figure.first - 1
    at -= atoms.words[at] in SOFTENED
    if atoms.words[at] == "at" and atoms.words[at - 1] in DYING and not counts_dead(atoms, at - 1):
        become_age(figure, "dies-at", UNIT)
    elif atoms.words[at] == "at" and atoms.words[figure.end] == "," and opens_clause(atoms, at):
        if atoms.words[figure.end + 1] in PRONOUNS:
            become_age(figure, "now-at", UNIT)
    elif atoms.words[at] in BEING and is_somebody(atoms, at):
        become_age(figure, "he-was", UNIT)


def opens_clause(atoms: Atoms, at: int) -> bool:
    """Whether the sentence begins with "at" at atom `at`, or with "even now at"."""
    while atoms.words[at - 1] in SOFTENED:
        at -= 1
    return atoms.kinds[at - 1] != WORD or bool(atoms.token(at).is_sent_start)


def counts_dead(atoms: Atoms, at: int) -> bool:
    """ "put the number of dead at 45", "left 12 dead at 3": "dead" at atom `at` is said of many."""
    alone = atoms.words[at - 1] in BEING or atoms.token(at - 1).tag_ == "NNP"
    return atoms.words[at] == "dead" and not alone


def is_somebody(atoms: Atoms, at: int) -> bool:
    """Whether the subject of the verb at atom `at` is one person: a pronoun, a name or a word for a person."""
    if atoms.words[at - 1] in PRONOUNS:
        return True
    verb = atoms.token(at)
    near = atoms.doc[max(0, verb.i - SUBJECT_REACH) : verb.i]
    subjects = (t for t in near if t.head == verb and t.dep_ == "nsubj")
    known = PRONOUNS | {"age"}
    return any(t.ent_type_ == "PERSON" or t.lower_ in known or (t.tag_ == "NN" and is_human(t)) for t in subjects)


def become_age(figure: Figure, rule: str, unit: str) -> None:
    figure.kind, figure.unit, figure.code, figure.rule, figure.counted = "age", unit, None, rule, None


def is_old(atoms: Atoms, at: int) -> bool:
    """Whether "old" or "-old" begins at atom `at`; "-olds" too."""
    return atoms.words[at + atoms.dash(at)] in ("old", "olds") or atoms.phrase_at(at, ("of", "age"))


def aged_before(atoms: Atoms, figure: Figure) -> bool:
    """ "aged 7", "age 7", "ages 5 to 12", "the age of 21", "aged between 20 and 30"."""
    if not 0 <= figure.value <= OLDEST or figure.scale != 1:
        return False
    at = figure.first - 1
    at -= atoms.words[at] in BETWEEN
    return atoms.words[at] in AGED and (figure.counted is None or atoms.words[at] == "aged")


def begin_of_age(atoms: Atoms, figure: Figure) -> int:
    """Where "the age of" begins, so that "under" before it is seen; else where the figure does."""
    for phrase in (("the", "age", "of"), ("the", "ages", "of"), ("age", "of")):
        if atoms.phrase_before(figure.begin, phrase):
            return figure.begin - len(phrase)
    return figure.begin


def after_name(atoms: Atoms, figure: Figure) -> bool:
    """ "Maria Lopez, 34, was shot", "Lopez (34)": a bare number set off after a person."""
    at, end = figure.first - 1, figure.end
    if figure.scale != 1 or figure.style != "digits" or not 1 <= figure.value <= OLDEST or end != figure.first + 1:
        return False
    bracketed = atoms.words[at] == "(" and atoms.words[end] == ")" and figure.value >= 10
    apposed = atoms.words[at] == "," and (atoms.words[end] in AFTER_AGE or atoms.kinds[end] == BREAK)
    if apposed and atoms.words[at - 1] in SEATS and atoms.words[at - 2] == ",":
        at -= 2
    at -= atoms.words[at - 1] == "." and atoms.words[at - 2] in GENERATIONS
    if not (bracketed or apposed) or atoms.kinds[at - 1] != WORD:
        return False
    if atoms.words[at - 1] in GENERATIONS:
        at -= 1 + (atoms.words[at - 2] == ",")
    if atoms.token(at - 1).tag_ == "NNS" and not (atoms.words[end] == "and" and atoms.kinds[end + 1] == NUMBER):
        return False  # "67 protesters, 40 of whom"
    return is_person(atoms.token(at - 1), bracketed)


def is_person(token: Token, bracketed: bool) -> bool:
    """Whether the token ends the name of a person: so says the recogniser, or nothing speaks against it."""
    if token.ent_type_ == "PERSON" or (token.pos_ == "NOUN" and is_human(token)):
        return True
    named = token.tag_ in ("NNP", "NNPS", "NNS") and token.text[0].isupper()
    return named and token.ent_type_ in ("", "ORG") and not bracketed


def is_human(token: Token) -> bool:
    """Whether a noun names one or several people: "a man, 33,", "the brothers, 26 and 36,"."""
    return words.is_person(token.lemma_.lower()) or token.lemma_.lower() in words.members("kin")


def share_age(atoms: Atoms, first: Figure, second: Figure) -> None:
    """ "ages 26 and 36", "9 and 10 years old": of two bare numbers one of which is an age, both are."""
    if atoms.words[first.end] not in ("and", ",", "or") or second.first != first.end + 1:
        return
    if {first.kind, second.kind} != {"age", "count"}:
        return
    bare, age = (first, second) if second.kind == "age" else (second, first)
    if bare.unit is None and bare.value <= OLDEST:
        become_age(bare, age.rule, age.unit or UNIT)


def bounded_age(atoms: Atoms, figure: Figure) -> bool:
    """ "11 or younger", "older than 65", "as young as 14": a bare number that only an age can be held against."""
    bare = figure.unit is None and figure.scale == 1 and 1 <= figure.value <= OLDEST
    if not bare or atoms.words[figure.end] == "%":
        return False
    after = atoms.words[figure.end] == "or" and atoms.words[figure.end + 1] in COMPARED
    link, word = atoms.words[figure.first - 1], atoms.words[figure.first - 2]
    return after or (link == "than" and word in COMPARED) or (link == "as" and word in ("young", "old"))


def of_group(atoms: Atoms, figure: Figure) -> bool:
    """ "people under 30", "those over 65", "they were under 18": a bare number that parts people by age."""
    at = figure.first - 1
    at -= atoms.words[at] == "than"
    if atoms.words[at] not in SIDES or figure.unit is not None or figure.scale != 1:
        return False
    they = atoms.words[at - 2] in PRONOUNS and (atoms.words[at - 1] in BEING or atoms.words[at - 1] in ("are", "were"))
    grouped = they or (atoms.words[at - 1] in EVERYBODY or is_human(atoms.token(at - 1)))
    return grouped and 1 <= figure.value <= OLDEST and atoms.words[figure.end] != "%"
