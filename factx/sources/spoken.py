"""Whether the article speaks of a person as he or she, whatever first name and titles say: "Le Pen said she …".

Heard in sentences that name nobody else and have the person as a subject, and at the start of the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from factx.language import Text
from factx.language.grammar import SUBJECTS
from factx.sources.roster import Person, Roster

# "Rao praised her" is of somebody else, "Rao says she …" and "Rao praised herself" hardly ever.
PRONOUN_SEX = {"he": "m", "himself": "m", "she": "f", "herself": "f"}
FIRST_TOKENS = 4  # tokens of a sentence in which "He" opens it: "“But he …", "Then, in May, he …" may be another


def hear_pronouns(text: Text, roster: Roster) -> None:
    """Counts for each person how often the text says he or she."""
    named: dict[int, dict[int, Person]] = defaultdict(dict)
    for i, person in roster.at.items():
        named[text.sentence[i]][i] = person
    for persons in named.values():
        subject = next((i for i in sorted(persons) if text.dep[i] in SUBJECTS and not text.quoted.holds(i)), None)
        if subject is None or len({id(person) for person in persons.values()}) > 1:
            continue
        end = text.sentence_of(subject)[1]
        persons[subject].spoken.update(PRONOUN_SEX[text.lower[i]] for i in range(subject, end) if _is_told(text, i))
        is_main = text.dep[text.head[subject]] == "ROOT"  # not "Rao was ill, his wife said"
        if is_main and (sex := _opening_sex(text, end, named)):
            persons[subject].spoken[sex] += 1


def _is_told(text: Text, i: int) -> bool:
    """Whether a token is he or she, and no other's: outside of quotations."""
    return text.lower[i] in PRONOUN_SEX and not text.quoted.holds(i)


def _opening_sex(text: Text, start: int, named: Mapping[int, object]) -> str | None:
    """m or f where the sentence that starts here opens with "He" or "She" and names nobody."""
    if start >= len(text) or text.sentence[start] in named:
        return None
    opening = range(start, min(start + FIRST_TOKENS, text.sentence_of(start)[1]))
    first = next((i for i in opening if text.dep[i] in SUBJECTS and _is_told(text, i)), None)
    return None if first is None else PRONOUN_SEX[text.lower[first]]
