"""Who speaks in a document that has no voice of its own: "its statement", "an email from Rao", "the statement said".

The owner or issuer stands beside the word, or where the article has brought the document in: "Rao said in a statement",
"Acme released a statement".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from factx.language import Piece
from factx.language.grammar import PROPER_NOUNS, SUBJECTS
from factx.sources.article import Article, Mention

MODIFIER_LABELS = frozenset(("compound", "nmod"))  # labels of "Kremlin" in "the Kremlin statement"
OFFICIAL = "statement"  # what a name before it makes: "the Home Office letter" may be one to it
DEFINITE = frozenset(("the", "this", "that"))
FROM = frozenset(("from", "by"))
HELD_IN = frozenset(("in", "via", "through", "on", "with"))
BACK = 5  # sentences gone back over for where the document was brought in


def is_vehicle(mention: Mention, article: Article) -> bool:
    """Whether a source is a document in which somebody else speaks."""
    return mention.head.lemma_ in article.rules.lists.vehicles and mention.head.tag_ == "NN"  # not the Daily Mail


def owner_beside(mention: Mention, issued: frozenset[str]) -> Token | None:
    """Whose the document is by the words beside it: "Rao's email", "the Kremlin statement", "a letter from Rao"."""
    official = mention.head.lemma_ == OFFICIAL
    for child in mention.head.children:
        if child.dep_ == "poss" or (official and child.dep_ in MODIFIER_LABELS and child.tag_ in PROPER_NOUNS):
            return child
        if child.dep_ == "prep" and child.lower_ in FROM:
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in issued:  # not "a letter seen by Rao"
            return _agent(child)
    return None


def _agent(verb: Token) -> Token | None:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return next((noun for noun in by.children if noun.dep_ == "pobj"), None) if by is not None else None


def brought_in(article: Article, mention: Mention) -> Iterator[Token]:
    """Where the text has named "the statement" before, the nearest first."""
    start = article.start_before(mention.head.i, BACK)
    if start is None or mention.head.doc[mention.piece[0]].lower_ not in DEFINITE:
        return
    lemma, doc = mention.head.lemma_.lower(), mention.head.doc
    yield from (doc[i] for i in range(mention.head.i - 1, start - 1, -1) if doc[i].lemma_.lower() == lemma)


def issuer_at(article: Article, noun: Token) -> tuple[str | None, Token | None]:
    """Who gave the document out: the id of the attribution that was made in it, or the subject of "released"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in HELD_IN else noun.head
    subject = _subject(verb)
    if noun.dep_ == "pobj":
        said = article.by_head.get(subject.i) if subject is not None else None
        return said, None
    if noun.dep_ == "dobj" and verb.lemma_ in article.rules.lists.issued:
        return None, subject
    if noun.dep_ == "nsubjpass" and verb.lemma_ in article.rules.lists.issued:
        return None, _agent(verb)
    return None, None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that "and" joins it to: "Rao resigned and issued a statement"."""
    while verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
        verb = verb.head
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def piece_of(noun: Token) -> Piece:
    """A noun with what belongs to it, up to the end of its name."""
    return noun.left_edge.i, noun.i + 1 if noun.dep_ in {"poss", *MODIFIER_LABELS} else noun.right_edge.i + 1
