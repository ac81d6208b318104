"""Whom a bare description means that is no role the article has given somebody: "the company", "the striker".

Only where the article leaves one who can be meant: the one name that has the word in it, the organisation that the
article is chiefly about and has just spoken of, the one person of the last sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from factx import gazetteer
from factx.language import Piece
from factx.language.grammar import MODIFYING, PROPER_NOUNS
from factx.sources.article import Article
from factx.sources.lexicon import Rules
from factx.sources.mention import Referent, Resolved, kind_of_words, spelled
from factx.sources.roster import name_around, name_words
from factx.sources.schema import LastNamed

BODY_BACK = 6  # sentences gone back over for an organisation
PERSON_BACK = 4  # for a person
APART = "government"  # "the government" is one without a name as often as not
BODIES_BACK = 200  # names gone back over, so that a list of thousands does not take for ever
FEW_BODIES = 8  # organisations named before, among which one whose name tells its kind stands out
NAME_BACK = 6  # words of a name before its last one
LEAST_TIMES = 2  # times that the article must have named an organisation


def by_name_with_word(article: Article, head: Token, piece: Piece) -> Referent | None:
    """The one name that has the word in it: "the university" after "the University of Lima"."""
    word = head.text[:1].upper() + head.text[1:]
    kind = article.rules.names.get(word)
    if not is_bare(head, piece) or kind is None or (kind == APART and head.lower_ not in article.rules.lists.ends):
        return None
    holding = {
        name for name in _bodies(article, head.i) if word in name and name[-1].lower() not in article.rules.titles
    }
    longest = max(holding, key=len, default=None)
    if longest is None or any(not set(name) <= set(longest) for name in holding):
        return None
    return _referent(longest, kind, article.rules)


def by_subject(article: Article, head: Token, piece: Piece, rules: Rules) -> Referent | None:
    """The body that "the company" means, or the person "the striker": what the sentences before have as subject."""
    person = is_epithet(head, piece, rules)
    kind = rules.heads.get(head.lemma_.lower())
    body = kind is not None and is_prominent(head, piece, rules)
    number = article.number_of(head.i)
    if number is None or not (person or body):
        return None
    for back in range(number, max(-1, number - 1 - PERSON_BACK), -1):
        before = (p for p in article.parties_in(back) if p.is_main and p.at < head.i and not article.is_told(p.at))
        main = {p.referent.key: p.referent for p in before}
        fits = [r for r in main.values() if r.kind == ("named-person" if person else "organisation")]
        if fits:
            told = len(main) == 1 and (person or _is_chief(article, fits[0], kind or "", head, rules))
            return fits[0] if told else None
    return None


def _is_chief(article: Article, referent: Referent, kind: str, head: Token, rules: Rules) -> bool:
    """Whether a body can be called so, and the article names it about as often as any."""
    name = tuple(referent.canonical.split())
    told = [other for other in _bodies(article, head.i) if can_be_called(other, kind, head, rules)][-BODIES_BACK:]
    often = Counter(_short(other, told) for other in told)
    times = often[_short(name, told)]
    return can_be_called(name, kind, head, rules) and times >= max(LEAST_TIMES, max(often.values(), default=0) // 2)


def by_prominence(article: Article, head: Token, piece: Piece, rules: Rules) -> Referent | None:
    """The organisation that "the company" or "the group" means: named most of all so far, and lately."""
    kind = rules.heads.get(head.lemma_.lower())
    if kind is None or not is_prominent(head, piece, rules):
        return None
    told = [name for name in _bodies(article, head.i) if can_be_called(name, kind, head, rules)][-BODIES_BACK:]
    telling = {name for name in told if kind_of_words(name, rules) == kind}
    if len(telling) == 1 and len(told) < FEW_BODIES:
        return _referent(telling.pop(), kind, rules)
    ranked = Counter(_short(name, told) for name in told).most_common(2)
    if not ranked or ranked[0][1] < LEAST_TIMES or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    name = ranked[0][0]
    lately = [_short(other, told) for other in _bodies(article, head.i, since=article.start_before(head.i, BODY_BACK))]
    return _referent(name, kind, rules) if name in lately else None


def by_only_person(article: Article, head: Token, piece: Piece, rules: Rules) -> Referent | None:
    """The one person of the last sentences: "the striker", "the 33-year-old player"."""
    if not is_epithet(head, piece, rules):
        return None
    return only_person(article, head, PERSON_BACK, lambda _: True)


def is_epithet(head: Token, piece: Piece, rules: Rules) -> bool:
    """Whether a mention calls one person by what they are: "the striker", "the 33-year-old", "the Belgian"."""
    words = head.doc[piece[0] : head.i + 1]
    native = len(words) == 2 and any(place.kind == "people" for place in gazetteer.lookup(head.text))
    if words[0].lower_ != "the" or head.tag_ not in ("NN", "NNP", "JJ", "CD") or (head.text.istitle() and not native):
        return False
    aged = any(token.lower_.endswith("-old") or token.lower_ == "old" for token in words)
    return aged or native or head.lemma_.lower() in rules.lists.epithets


def only_person(article: Article, token: Token, reach: int, fits: Callable[[Referent], bool]) -> Referent | None:
    """The only named person of the sentences before and of this one up to the token, if a subject there."""
    start = article.start_before(token.i, reach)
    number = article.number_of(token.i)
    if start is None or number is None:
        return None
    first = article.number_of(start)
    parties = [p for n in range(first or 0, number + 1) for p in article.parties_in(n) if p.at < token.i]
    people = [p for p in parties if p.referent.kind == "named-person" and fits(p.referent)]
    keys = {p.referent.key for p in people}
    return people[-1].referent if len(keys) == 1 and any(p.is_subject for p in people) else None


def by_last_named(article: Article, head: Token, piece: Piece) -> Resolved | None:
    """The newspaper that "the paper" means, or the armed group that "the group" does: the one named last."""
    kind = article.rules.last_named.get(head.lemma_.lower())
    start = article.start_before(head.i, kind.back) if kind is not None else None
    if kind is None or start is None or not is_bare(head, piece):
        return None
    for i in range(head.i - 1, start - 1, -1):
        name = name_of_kind(article, i, kind)
        if name is not None:
            return Resolved(Referent(name, spelled(name), kind.kind, None, False), "last-named")
        if kind.or_body and article.doc[i].ent_type_ == "ORG":
            return None
    return None


def name_of_kind(article: Article, i: int, kind: LastNamed) -> tuple[str, ...] | None:
    """The name that ends at a token, if its last word tells that it is of a kind, and not of those left out."""
    doc, names = article.doc, article.rules.names
    if doc[i].tag_ not in PROPER_NOUNS or i in article.roster.at or (kind.or_body and doc[i].dep_ in MODIFYING):
        return None
    start, end = name_around(doc, i, max(0, i - NAME_BACK), min(len(doc), i + 2))
    name = name_words(doc, start, end)
    pair = "_".join(name[-2:])
    called = kind.kind in (names.get(name[-1]), names.get(pair)) or doc[end : end + 1].text in kind.behind
    other = name[-1].isupper() or kind.never.intersection(name)  # the BBC prints nothing
    return name if end == i + 1 and called and not other else None


def is_prominent(head: Token, piece: Piece, rules: Rules) -> bool:
    """Whether a mention is a bare word for what an article is chiefly about: "the company"."""
    return is_bare(head, piece) and head.lower_ in rules.lists.prominent


def is_bare(head: Token, piece: Piece) -> bool:
    """Whether a mention is "the" and one noun."""
    return piece[1] - piece[0] == 2 and head.doc[piece[0]].lower_ == "the" and head.tag_ == "NN"


def _bodies(article: Article, before: int, since: int | None = 0) -> Iterator[tuple[str, ...]]:
    """The names of organisations between two tokens, each time they stand there."""
    for entity in article.doc.ents:
        if entity.label_ == "ORG" and (since or 0) <= entity.start and entity.end <= before:
            named = [token.i for token in entity if token.tag_ in PROPER_NOUNS]
            if named:
                yield name_words(article.doc, named[0], named[-1] + 1)


def can_be_called(name: tuple[str, ...], kind: str, head: Token, rules: Rules) -> bool:
    """Whether a name can be called so: no ministry is a company, no newspaper either."""
    told = kind_of_words(name, rules)
    if name[-1].lower() in rules.lists.ends and name[-1].lower() != head.lower_:
        return False
    return told in (None, kind)


def _short(name: tuple[str, ...], names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest of the names that this one is the beginning of, however spaced: "Acme", "AcmeGames", "Acme Games"."""
    letters = "".join(name)
    longer = (other for other in names if "".join(other).startswith(letters))
    return max(longer, key=lambda other: (len("".join(other)), other), default=name)


def _referent(name: tuple[str, ...], kind: str, rules: Rules) -> Referent:
    text = " ".join(name).replace(" - ", "-").replace(" '", "'").replace(" ’", "’").replace(" ,", ",")
    return Referent(text, text, kind_of_words(name, rules) or kind, None, False)
