"""Reads "no one was hurt" and "no casualties" as zero, where something could have come to harm."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Token

from factx.language.grammar import ANY_NOUN
from factx.quantities.atoms import Atoms
from factx.quantities.figure import Figure
from factx.quantities.nouns import NounPhrase, count_noun, lemma_of
from factx.quantities.patterns import Lists


def find_nones(atoms: Atoms, lists: Lists) -> Iterator[Figure]:
    """A figure of zero for each "no one", "nobody", "none" and "no casualties" that says what did not happen."""
    for i in range(1, len(atoms) - 1):
        word = atoms.words[i]
        if word == "no":
            figure = no_one(atoms, i, lists) or no_noun(atoms, i, lists)
        elif word in lists["nobody"]:
            figure = none_of(atoms, i) if happens(atoms.token(i), lists) else None
        else:
            figure = None
        if figure is not None:
            yield figure


def zero(first: int, end: int) -> Figure:
    """The figure of nobody."""
    figure = Figure(first, end, Decimal(0), Decimal(0), Decimal(0), Decimal(1), "words", "none")
    figure.unit = "people"
    return figure


def none_of(atoms: Atoms, i: int) -> Figure:
    """ "none of the 40 passengers" counts passengers; "nobody", "none" and "none of them" count people."""
    figure = zero(i, i + 1)
    if atoms.words[i + 1] == "of":
        count_noun(atoms, figure, frozenset())
    return figure


def no_one(atoms: Atoms, i: int, lists: Lists) -> Figure | None:
    """ "no one", "no-one" where they are who something did not happen to."""
    at = i + 1 + atoms.dash(i + 1)
    if atoms.words[at] != "one" or not happens(atoms.token(at), lists):
        return None
    return zero(i, at + 1)


def happens(token: Token, lists: Lists) -> bool:
    """Whether the token is subject or object of a verb of harm: "was hurt", "killed no one"."""
    for head in (token.head, token.head.head):
        if head.lemma_.lower() in lists["none_verbs"] and head.pos_ in ("VERB", "ADJ", "NOUN"):
            return True
    follows = token.doc[token.i + 1 : token.i + 5]
    return (
        any(t.lemma_.lower() in lists["none_verbs"] and t.tag_ in ("VBN", "VBD", "JJ") for t in follows[1:3])
        and token.head.lemma_ == "be"
    )


def no_noun(atoms: Atoms, i: int, lists: Lists) -> Figure | None:
    """ "no casualties", "no immediate reports of injuries", "no homes were destroyed"."""
    doc, first = atoms.doc, atoms.token_index(i) + 1
    last = None
    for token in doc[first : first + 6]:
        if token.tag_ in ANY_NOUN and token.is_alpha:  # the tagger takes the full stop of "No. 2" for a noun
            last = token
        elif token.lower_ == "of" and last is not None and last.lemma_ in lists["none_reports"]:
            first = token.i + 1
        elif token.tag_ not in ("JJ", "VBN", "CC", "HYPH"):
            break
    if last is None or not (last.lemma_.lower() in lists["none_nouns"] or harmed(last, lists)):
        return None
    phrase = NounPhrase(first, last.i)
    figure = zero(i, i + 1)
    figure.unit, figure.counted = lemma_of(doc, phrase), phrase.span(doc)
    return figure


def harmed(noun: Token, lists: Lists) -> bool:
    """Whether the noun is the passive subject of a verb of harm, or its object."""
    return (
        noun.dep_ in ("nsubjpass", "dobj", "nsubj")
        and noun.head.lemma_.lower() in lists["none_verbs"]
        and noun.tag_ in ("NNS", "NN")
    )
