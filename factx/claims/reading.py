"""The clause of a figure as a sentence of its own: without the word that joins it, with the subject it shares.

"Acme opened in May and has sold 40 boats" tells of the boats as "Acme has sold 40 boats", "the mayor, who was shot
twice" of the shots as "the mayor was shot twice". A clause that says which of several is meant stays one: "anyone who
earns more than $9,000".
"""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc, Span, Token

from factx.claims.clauses import CLAUSES
from factx.language import Piece
from factx.language.grammar import (
    AUXILIARIES,
    CLAUSE_SUBJECTS,
    RELATIVE,
    SUBJECTS,
    TENSED_TAGS,
    child_of,
    is_infinitive,
    is_passive,
)

PHRASE_TOKENS = 12
NON_FINITE = frozenset(("advcl", "xcomp"))
HELPERS = AUXILIARIES | {"neg"}
RELATIVE_TAGS = frozenset(("WP", "WP$", "WDT", "WRB"))
OF_ITS_OWN = "’s"
APOSTROPHES = ("'", "’")


def sentence_of(doc: Doc, clause: Piece, joining: Set[str]) -> str:
    """The words of a clause as they read by themselves, on one line.

    Args:
        clause: its tokens.
        joining: the words that join a clause to another and are left out.
    """
    start, end = clause
    while start < end - 1 and doc[start].is_quote:
        start += 1
    word = doc[start]
    if start + 2 < end and word.dep_ == "prep" and is_about_noun(doc[start + 1]):
        return line_of(doc, past_comma(doc, start + 2, end), end)
    antecedent = antecedent_of(word)
    if antecedent is not None:
        return with_antecedent(antecedent, word, end)
    if is_joining(word, joining, doc[start:end].root):
        return line_of(doc, past_comma(doc, start + 1, end), end)
    shared = shared_before(word)
    if shared:
        return f"{shared} {line_of(doc, start, end)}"
    subject = subject_before(word, start) or noun_of_infinitive(word, start)
    return f"{phrase(subject)} {line_of(doc, start, end)}" if subject is not None else line_of(doc, start, end)


def above_of(doc: Doc, clause: Piece) -> Token | None:
    """The verb of the clause above one that tells what is done for it or with it: "sold boats to raise $5m"."""
    word = doc[clause[0]]
    verb = word.head if word.lower_ == "to" and word.dep_ == "aux" else word
    is_open = verb.tag_ in ("VB", "VBG") or is_infinitive(verb)  # "to have cost $5m"
    is_below = verb.dep_ in NON_FINITE and is_open and child_of(verb, *CLAUSE_SUBJECTS) is None
    return verb.head if is_below and verb.i >= clause[0] and verb.head.i < clause[0] else None


def with_governor(doc: Doc, start: int, above: Token, sentence: str) -> str:
    """An infinitive with the verb it hangs on, and the subject of that: "the adapter is expected to cost $5"."""
    if doc[start].lower_ != "to" or not sentence.startswith("to ") or above.pos_ not in ("VERB", "AUX"):
        return sentence
    helpers = [t for t in above.lefts if t.dep_ in HELPERS]
    first = helpers[0].i if helpers else above.i
    subject = above.head if above.dep_ == "acl" else child_of(above, *SUBJECTS)
    named = named_by(subject) if subject is not None and subject.i < first else None
    between = doc[first:start]
    if named is None or len(between) > PHRASE_TOKENS or any(t.is_punct for t in between):
        return sentence
    return f"{phrase(named)} {line_of(doc, first, start)} {sentence}"


def past_comma(doc: Doc, start: int, end: int) -> int:
    """Where a clause begins behind the comma of an aside: "that, under the plan, 40 homes would be built"."""
    return start + 1 if doc[start].text == "," and start + 1 < end else start


def antecedent_of(word: Token) -> Token | None:
    """The noun that a clause is told of, if it opens with "who", "which", "whose", "where" or "when"."""
    above = word.head if word.dep_ != "poss" else word.head.head
    if word.tag_ not in RELATIVE_TAGS or word.dep_ not in SUBJECTS | {"advmod", "poss"} or above.dep_ != "relcl":
        return None
    noun = above.head
    return noun if noun.i < word.i and noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def is_about_noun(word: Token) -> bool:
    """Whether a clause only hangs on a noun before it by a preposition: "Bolt, in which Acme holds 40 percent"."""
    return word.tag_ in RELATIVE_TAGS and word.dep_ == "pobj" and word.lower_ in ("which", "whom")


def with_antecedent(noun: Token, relative: Token, end: int) -> str:
    """The clause behind a comma as a sentence about the noun; without one as what tells which noun is meant."""
    doc, named = noun.doc, phrase(noun)
    if doc[relative.i - 1].text != ",":
        return f"{named} {line_of(doc, relative.i, end)}"
    rest = line_of(doc, relative.i + 1, end)
    if rest.startswith(","):
        return f"{named}{rest}"
    if relative.dep_ == "advmod":
        return rest
    return f"{named}{OF_ITS_OWN if relative.dep_ == 'poss' else ''} {rest}"


def is_joining(word: Token, joining: Set[str], verb: Token) -> bool:
    """Whether a word only joins the clause of `verb`, which says itself of whom it tells: "because", "and", "when"."""
    if word.lower_ not in joining or word.i >= verb.i:
        return False
    if word.dep_ == "cc" or (word.dep_ == "mark" and word.lower_ == "that"):
        return True
    is_told = verb.tag_ == "VBG" or child_of(verb, *CLAUSE_SUBJECTS) is not None
    return word.dep_ in ("mark", "advmod") and word.head == verb and is_told and verb.i > word.i + 1


def subject_before(word: Token, start: int) -> Token | None:
    """The subject that a clause shares with the one before it, if it opens with its verb: "and has sold 40"."""
    verb = word.head if word.dep_ in AUXILIARIES | {"advmod", "neg"} else word
    own = [t for t in (*verb.lefts, verb) if t.i >= start]
    if verb.pos_ not in ("VERB", "AUX") or verb.i < word.i or all(t.tag_ not in TENSED_TAGS for t in own):
        return None
    while (subject := child_of(verb, *SUBJECTS)) is None:
        shares_helper = len(own) == 1 and is_passive(verb.head) and child_of(verb, "dobj") is None
        if verb.dep_ != "conj" or shares_helper:  # "was found and ordered to pay"
            return None
        verb = verb.head
    return named_by(subject) if subject.i < start else None


def shared_before(verb: Token) -> str:
    """What a bare verb shares with the one before it: "Acme will" in "Acme will open a mill and hire 40"."""
    first = verb
    while (
        first.dep_ == "conj"
        and (first.tag_ == "VB" or first.lower_ == first.lemma_)
        and first.head.pos_ in ("VERB", "AUX")
    ):
        first = first.head
    helpers = [t for t in first.lefts if t.dep_ in HELPERS]
    bare = verb.tag_ == "VB" or verb.lower_ == verb.lemma_  # "cut", which the tagger takes for what was
    if not bare or first == verb or first.tag_ != "VB" or not helpers:
        return ""
    if any(t.dep_ in HELPERS | CLAUSE_SUBJECTS for t in verb.lefts):
        return ""
    words = line_of(verb.doc, helpers[0].i, helpers[-1].i + 1)
    governor = first
    if is_infinitive(first):
        governor = first.head
        words = f"{verb_of(verb.doc[governor.i : governor.i + 1])} {words}"
    subject = child_of(governor, *SUBJECTS) if first.dep_ in ("xcomp", *CLAUSES) else None
    named = named_by(subject) if subject is not None and subject.i < governor.i else None
    link = "" if words[0] in APOSTROPHES else " "  # "he’d"
    return f"{phrase(named)}{link}{words}" if named is not None else ""


def noun_of_infinitive(word: Token, start: int) -> Token | None:
    """The noun that an infinitive tells of, if a clause opens with it: man in "the first man to win three prizes"."""
    verb, noun = word.head, word.head.head
    if word.lower_ != "to" or word.dep_ != "aux" or verb.dep_ not in ("acl", "relcl"):
        return None
    return noun if noun.i < start and noun.pos_ in ("NOUN", "PROPN") else None


def named_by(subject: Token) -> Token | None:
    """The noun that a subject is or points back to."""
    if subject.lower_ in RELATIVE and subject.tag_ in RELATIVE_TAGS:
        return subject.head.head if subject.head.dep_ == "relcl" else None
    return subject


def phrase(noun: Token) -> str:
    """A noun with what stands before it and an "of" behind it, as it stands inside a sentence."""
    of = next((c for c in noun.rights if c.i == noun.i + 1 and c.lower_ == "of"), None)
    start, end = noun.left_edge.i, noun.i + 1 if of is None else of.right_edge.i + 1
    if end - start > PHRASE_TOKENS:
        start, end = max(start, noun.i + 1 - PHRASE_TOKENS), noun.i + 1
    return line_of(noun.doc, start, end)


def verb_of(trigger: Span) -> str:
    """The word that tells an event, with its auxiliaries right before it: "has fallen", "to fall"."""
    doc, start, first = trigger.doc, trigger.start, trigger.start
    while start > 0 and doc[start - 1].head == trigger.root and doc[start - 1].dep_ in AUXILIARIES | {"advmod", "neg"}:
        start -= 1
        first = start if doc[start].dep_ in AUXILIARIES else first  # "has also been raised"; not "sharply fell"
    return line_of(doc, first, trigger.end)


def doer_of(trigger: Span) -> str:
    """Who does what a verb says, where it stands before it; nobody where no subject is near."""
    verb = trigger.root
    while (subject := child_of(verb, *SUBJECTS)) is None and verb.dep_ in ("conj", "xcomp", "advcl"):
        verb = verb.head
    named = named_by(subject) if subject is not None and subject.i < trigger.start else None
    is_told = named is not None and not (is_infinitive(trigger.root) and named.pos_ == "PRON")  # not "they to close"
    return phrase(named) if named is not None and is_told else ""


def line_of(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())
