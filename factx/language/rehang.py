"""Hangs words elsewhere where the parser cannot be right, whatever the verbs mean.

the massacre [of six monks] was …                  what an editor put in brackets belongs to the word before them
after six monks and two women were killed          who is counted is no time: the clause opens with the first of them
said 46 were killed and 85 wounded in raids        a number is no stop: it goes on with the clause before "and"
said he can’t                                      a negation is none either
In Orun, a driver and a cook were killed            a place behind "in" is no subject: who stands behind it is
It killed 24 people, the mayor said                who stands between an object and a verb is the verb's subject
"""

from __future__ import annotations

from dataclasses import replace

from factx.language import grammar
from factx.language.text import Text

WHEN = frozenset(("after", "before", "since", "until", "till"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
NEGATION = frozenset(("n't", "n’t"))
NUMBER_AFTER = frozenset(("and", ",", ";"))
COUNTED_ON = frozenset(("a", "an", "another"))


def with_rehung_words(text: Text) -> Text:
    """The view with those words hung elsewhere; the same where there are none.

    Heads and relations of `text` are changed in place.
    """
    hung = [
        word
        for word in text.readable()
        if _hang_bracket(text, word)
        or _hang_counted_subject(text, word)
        or _hang_number(text, word)
        or _hang_negation(text, word)
        or _hang_place(text, word)
        or _hang_object(text, word)
    ]
    if not hung:
        return text
    children, left, right = text.tree_of(text.head)
    return replace(text, children=children, left=left, right=right)


def _hang_bracket(s: Text, word: int) -> bool:
    """Gives "[of six monks]" to the noun before the bracket, which the parser takes for a noun of its own."""
    bracket, noun = word - 1, word - 2
    if s.dep[word] != "prep" or noun < 0 or s.lower[bracket] != "[" or s.head[word] != bracket:
        return False
    if s.tag[noun] not in NOUNS or s.sentence[noun] != s.sentence[word]:
        return False
    if s.head[noun] == bracket:  # which stands in its noun's place
        above = s.head[bracket]
        s.head[noun], s.dep[noun] = noun if above == bracket else above, s.dep[bracket]
        for child in s.children[bracket]:
            s.head[child] = noun if child != noun else s.head[noun]
    closed = s.right[word] + 1
    if closed < len(s) and s.lower[closed] == "]":
        s.head[closed] = noun
    s.head[word], s.head[bracket], s.dep[bracket] = noun, noun, "punct"
    return True


def _hang_number(s: Text, word: int) -> bool:
    """Joins to the clause before "and" the number that opens the next one, which the parser takes for a stop."""
    if s.dep[word] != "punct" or s.tag[word] != "CD" or s.lower[word - 1] not in NUMBER_AFTER:
        return False
    clause = next((c for c in s.below(s.head[word], "ccomp") if word - 2 <= s.right[c] < word), None)
    if clause is None:
        return False
    s.head[word], s.dep[word] = clause, "conj"
    s.head[word - 1] = clause
    return True


def _hang_negation(s: Text, word: int) -> bool:
    """Gives "n’t" to the verb that it is written together with, wherever the parser hung it."""
    verb = word - 1
    if s.lower[word] not in NEGATION or s.dep[word] == "neg" or s.tag[verb] not in grammar.VERB_TAGS | {"MD"}:
        return False
    verb = s.head[verb] if s.dep[verb] in grammar.AUXILIARIES else verb
    s.head[word], s.dep[word] = verb, "neg"
    return True


def _hang_object(s: Text, word: int) -> bool:
    """Gives "24 people" to "killed", and the mayor in apposition to it to "said", whose subject it was taken for."""
    verb, before = s.head[word], s.left[word] - 1
    if s.dep[word] != "nsubj" or before < 0 or s.head[before] != verb or s.dep[before] != "ccomp":
        return False
    speaker = s.child(word, "appos")
    if speaker is None or s.right[speaker] + 1 != verb or s.lower[s.left[speaker] - 1] != ",":
        return False
    if s.tag[before] not in grammar.VERB_TAGS or s.child(before, "dobj") is not None:
        return False
    s.head[word], s.dep[word] = before, "dobj"
    s.head[speaker], s.dep[speaker] = verb, "nsubj"
    return True


def _hang_place(s: Text, word: int) -> bool:
    """Gives "In Orun," its place, which was taken for the subject, and the verb who stands behind the comma.

    It happens to few sentences of news; short reports of attacks open so.
    """
    verb, link = s.head[word], s.left[word] - 1
    if s.dep[word] not in grammar.SUBJECTS or s.ent[word] not in grammar.PLACE_LABELS or link < 0:
        return False
    if s.dep[link] != "prep" or s.head[link] != verb or s.children[link]:
        return False
    behind = [c for c in s.children[word] if word < c < verb and s.dep[c] in ("appos", "conj")]
    if not behind or s.tag[behind[0]] not in NOUNS or s.lower[word + 1] != "," or s.left[behind[0]] != word + 2:
        return False
    subject = behind[0]
    s.head[subject], s.dep[subject] = verb, s.dep[word]
    s.head[word], s.dep[word] = link, "pobj"
    for c in (c for c in s.children[word] if c > subject):
        s.head[c] = subject
        if s.dep[c] == "conj" and s.lower[s.left[c] - 1] == ",":
            s.dep[c] = "appos"  # "a driver, Joe Park, 42, and his son"
    return True


def _hang_counted_subject(s: Text, word: int) -> bool:
    """Makes a clause of "after six monks" and "two women were killed", joined to the verb that "after" belongs to."""
    if s.dep[word] != "prep" or s.lower[word] not in WHEN:
        return False
    first = s.child(word, "pobj")
    if first is None or s.ent[first] in grammar.TIME_LABELS or s.child(first, "nummod") is None:
        return False
    verb = next((v for v in s.below(s.head[word], "conj", "advcl") if v > first and s.is_verb(v)), None)
    second = _second_counted(s, first, verb) if verb is not None else None
    if verb is None or second is None:
        return False
    label = "nsubjpass" if s.is_passive(verb) else "nsubj"
    s.head[word], s.dep[word], s.dep[verb] = verb, "mark", "advcl"
    s.head[first], s.dep[first] = verb, label
    s.head[second], s.dep[second] = first, "conj"
    s.head[s.left[second] - 1] = first
    return True


def _second_counted(s: Text, first: int, verb: int) -> int | None:
    """Who stands behind "and" between the first counted and the verb's auxiliaries, counted like them."""
    second = s.child(verb, *grammar.SUBJECTS)
    if second is None:
        joined = s.child(first, "conj")
        told = min((c for c in s.children[verb] if s.dep[c] in grammar.AUXILIARIES), default=verb)
        finite = told != verb or s.tag[verb] == "VBD"
        second = joined if joined is not None and told == s.right[joined] + 1 and finite else None
    if second is None or not first < second < verb or s.lower[s.left[second] - 1] != "and":
        return None
    counted = s.child(second, "nummod") is not None or s.lower[s.left[second]] in COUNTED_ON
    apart = "," in s.lower[first : s.left[second]]
    return second if counted and not apart else None
