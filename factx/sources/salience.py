"""Whom a pronoun means where no rule is sure: everybody named before is weighed by signs (Lappin and Leass, 1994).

A sign is a short phrase ("subject, 1 back", "it, organisation"); its weight stands in salience.toml, counted by
models/weigh_antecedents.py. Weights make odds among all who can be meant and nobody, ranked together as Denis and
Baldridge (2008) do; only where they are clearly for one is he taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from factx.language.grammar import MODIFYING, PROPER_NOUNS, SUBJECTS
from factx.sources.article import INDEFINITE, Article, Mention, Party, is_main_subject, named_by
from factx.sources.bare import can_be_called
from factx.sources.mention import Referent, Resolved
from factx.sources.pronouns import GENDERS, OWNED_BY, Found, fits, may_be_person, named_here, word_of
from factx.sources.schema import Salience
from factx.sources.vehicles import piece_of

WINDOW = 6  # sentences gone back over
DISTANT = 4  # sentences back from which on it is far
MOST_TOKENS = 400  # of a sentence, above which nobody is looked for in it
TIMES = ((1, "once"), (2, "twice"), (4, "up to 4 times"))
OPEN_WORDS = frozenset(("i", "we", "you", "he", "she", "it", "they", *OWNED_BY, "her", "our", "my", "your", "who"))
SPOKEN_OF_AS_THEY = frozenset(("organisation", "government", "armed-group", "media", "unknown"))
BODY_ENTITIES = frozenset(("ORG", "GPE", "NORP"))

Reader = Callable[[Mention], Resolved]


@dataclass(slots=True)
class Candidate:
    """Somebody named before a pronoun, and each token where he is.

    is_out   whether he is named behind the pronoun too, or in what it says: it is not him
    """

    referent: Referent
    places: list[Token] = field(default_factory=list)
    signs: tuple[str, ...] = ()
    is_out: bool = False


def most_salient(article: Article, mention: Mention, found: Found, read: Reader, weights: Salience) -> Resolved | None:
    """Who is meant most likely; None where the odds are not clear, or it would be somebody whom it cannot mean."""
    scored = [(weights.score(c.signs), c) for c in candidates_of(article, mention, found, read)]
    if not scored:
        return None
    best, meant = max(scored, key=lambda pair: pair[0])
    odds = math.exp(best) / (1 + sum(math.exp(score) for score, c in scored if not c.is_out))
    return None if meant.is_out or 100 * odds < weights.sure else Resolved(meant.referent, "most-salient")


def candidates_of(article: Article, mention: Mention, found: Found, read: Reader) -> list[Candidate]:
    """Everybody named in the sentences before and in this one up to the pronoun, with the signs of each."""
    number = article.number_of(mention.head.i)
    if number is None:
        return []
    word = pronoun_for(mention.head)
    excluded = _called_by_gender(article, found, number) if word == "it" else set()
    everybody: dict[object, Candidate] = {}
    for back in range(max(0, number - WINDOW), number + 1):
        for token, referent in _named_in(article, back, mention, found, read):
            if token.i < mention.head.i:
                everybody.setdefault(_who(referent), Candidate(referent)).places.append(token)
    behind = _named_behind(article, mention, number)
    if behind is not None:
        everybody.setdefault(_who(behind.referent), Candidate(behind.referent)).places.append(article.doc[behind.at])
    able = [
        c
        for c in everybody.values()
        if c.referent.key not in excluded
        and can_mean(article, word, c.referent)
        and _can_be_called(article, mention.head, c.referent)
    ]
    able.sort(key=lambda c: c.places[-1].i)
    named = named_here(article, mention, number)
    for candidate in able:
        candidate.is_out = candidate.referent.key in named and candidate.places[-1].i < mention.head.i
    rivals = [candidate for candidate in able if not candidate.is_out]
    for candidate in able:
        others = able if candidate.is_out else rivals
        candidate.signs = tuple(dict.fromkeys(_signs(article, mention, candidate, others, found)))
    return able


def pronoun_for(token: Token) -> str:
    """The pronoun of a mention; "it" for "the company"."""
    return "it" if token.tag_ in ("NN", "NNP") else word_of(token)


def _can_be_called(article: Article, head: Token, referent: Referent) -> bool:
    """Whether a description can be a name's: no ministry is the company, nor is a body without a name."""
    if head.tag_ != "NN":
        return True
    name, kind = tuple(referent.canonical.split()), article.rules.heads.get(head.lemma_.lower())
    named = name[0][:1].isupper() and referent.kind in ("organisation", "unknown", "media", "named-person")
    return named and kind is not None and can_be_called(name, kind, head, article.rules)


def can_mean(article: Article, word: str, referent: Referent) -> bool:
    """Whether a pronoun can mean somebody: also a name that may be a person's, and a body spoken of as they."""
    if _who(referent) in OPEN_WORDS:
        return False
    if fits(word, referent):
        return True
    if word in GENDERS:
        return may_be_person(referent, article.rules)
    if word == "it":  # "Novartis" is no person, whatever the model says
        return referent.kind == "named-person" and referent.gender is None and " " not in referent.canonical
    return referent.kind in SPOKEN_OF_AS_THEY


def _called_by_gender(article: Article, found: Found, number: int) -> set[object]:
    """Who has been found to be he or she in the sentences before."""
    spoke = [m for n in range(max(0, number - WINDOW), number + 1) for m in article.speakers.get(n, ())]
    meant = (m for m in spoke if m.head.lower_ in GENDERS and m.attribution.id in found)
    return {found[m.attribution.id].referent.key for m in meant}


def _who(referent: Referent) -> str:
    """The same for two descriptions in the same words: "the firm"."""
    return referent.canonical.lower()


def _named_behind(article: Article, mention: Mention, number: int) -> Party | None:
    """The subject of the main clause behind one with the pronoun: "Though she called it a lie, Novak …"."""
    verb = next((token for token in mention.head.ancestors if token.dep_ == "advcl"), None)
    if verb is None or verb.i > verb.head.i:
        return None
    behind = (p for p in article.parties_in(number) if p.at > mention.head.i and p.is_subject)
    return next((p for p in behind if named_by(article.doc[p.at]).head == verb.head), None)


def _named_in(
    article: Article, number: int, mention: Mention, found: Found, read: Reader
) -> Iterator[tuple[Token, Referent]]:
    """Who is named in a sentence, at which token; a pronoun that has been found names whom it means."""
    parties = {party.at: party.referent for party in article.parties_in(number)}
    spoken = {m.head.i: found[m.attribution.id] for m in article.speakers.get(number, ()) if m.attribution.id in found}
    start = article.sentences[number][0]
    named = {token.i for token in _bodies_in(article, number)} | parties.keys() | spoken.keys()
    for i in sorted(i for i in named if i < start + MOST_TOKENS):
        token = article.doc[i]
        if i in spoken:
            yield token, spoken[i].referent
        elif i in parties and parties[i].kind == "named-person":
            yield token, parties[i]
        else:
            yield token, read(Mention(mention.attribution, piece_of(token), token)).referent


def _bodies_in(article: Article, number: int) -> list[Token]:
    """The names and words of bodies in a sentence, in order; looked for once."""
    if number not in article.bodies:
        start, end = article.sentences[number]
        near = article.doc[start : min(end, start + MOST_TOKENS)]
        article.bodies[number] = [token for token in near if _is_body(article, token)]
    return article.bodies[number]


def _is_body(article: Article, token: Token) -> bool:
    """Whether a noun is a name or word of a body: "Acme", "the firm", "the club's"."""
    if token.dep_ in MODIFYING:  # "Acme shares", not "Acme Motors"
        return token.ent_type_ == "ORG" and token.dep_ == "compound" and token.head.tag_ in ("NN", "NNS")
    if token.ent_type_ in BODY_ENTITIES and token.tag_ in PROPER_NOUNS:
        return True
    return token.tag_ in ("NN", "NNS") and token.lemma_.lower() in article.rules.heads


def _signs(
    article: Article, mention: Mention, candidate: Candidate, others: Sequence[Candidate], found: Found
) -> Iterator[str]:
    yield from _of_place(article, mention, candidate, found)
    yield from _of_referent(article, pronoun_for(mention.head), candidate.referent)
    if article.doc[candidate.places[-1].left_edge.i].lower_ in INDEFINITE:
        yield "indefinite"
    times = len(candidate.places)
    yield f"named {next((name for most, name in TIMES if times <= most), 'often')}"
    if times == max(len(other.places) for other in others):
        yield "named most"
    if candidate is others[-1]:
        yield "nearest"
    if len(others) == 1:
        yield "the only one"


def _of_referent(article: Article, word: str, referent: Referent) -> Iterator[str]:
    yield f"{word}, {referent.kind}"
    if not fits(word, referent):
        yield f"{word}, a loose fit"
    if referent.gender is not None:
        yield "gender known"
    name = _who(referent).split()
    if article.heading.intersection((name[0], name[-1])):
        yield "in the headline"


def _of_place(article: Article, mention: Mention, candidate: Candidate, found: Found) -> Iterator[str]:
    """Where somebody was named last, and as what."""
    here, last = article.number_of(mention.head.i) or 0, candidate.places[-1]
    there = article.number_of(last.i) or 0
    back = article.told_between(there, here)
    distance = f"{back} back" if back < DISTANT else "far back"
    yield distance
    for role in dict.fromkeys(role_of(article, t) for t in candidate.places if article.number_of(t.i) == there):
        yield role
        yield f"{role}, {distance}"
    if article.openings[here] != article.openings[there]:
        yield "another paragraph"
    outer = article.outer(mention)
    if outer is not None and outer.id in found and _who(found[outer.id].referent) == _who(candidate.referent):
        yield "speaker of the words around"
        yield f"speaker of the words around, {outer.form}"
    if not back:
        yield from _in_one(article, last, mention.head)


def _in_one(article: Article, place: Token, pronoun: Token) -> Iterator[str]:
    """How somebody named in the pronoun's sentence stands to it."""
    verb = pronoun.head
    if place.i > pronoun.i:
        yield "named behind"
    elif named_by(place).head.i in {token.i for token in verb.ancestors}:
        yield f"{role_of(article, place)} of a verb above"
    elif verb.dep_ == "conj" and named_by(place).head == verb.head:
        yield "of the verb beside"
    if verb.dep_ == "relcl" and place == verb.head:
        yield "described by its clause"


def role_of(article: Article, token: Token) -> str:
    """What somebody is in a sentence."""
    noun = named_by(token)
    told = "told " if article.is_told(token.i) else ""
    if token.i in article.by_head:
        return f"{told}speaker"
    if is_main_subject(noun):
        return f"{told}subject"
    if noun.dep_ in SUBJECTS:
        return f"{told}lesser subject"
    if noun.dep_ in ("poss", "compound"):
        return f"{told}owner of {'the subject' if noun.head.dep_ in SUBJECTS else 'something'}"
    return f"{told}{'object' if noun.dep_ in ('dobj', 'dative') else 'in a phrase'}"
