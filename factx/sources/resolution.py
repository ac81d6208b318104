"""Finds whom pronouns, roles and short names mean, where the article is clear about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from factx.model import Attribution
from factx.sources.article import Article, Mention, Party
from factx.sources.bare import by_name_with_word, by_only_person, by_prominence, only_person
from factx.sources.lexicon import Rules
from factx.sources.mention import PLURAL, Referent, from_person, kind_of_words, read_mention, spelled
from factx.sources.roster import Person, Piece

RELATIVE = ("who", "which", "that", "whom")
GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
# Sentences gone back over, and how many of them may name nobody who could be meant.
BACK, EMPTY = 5, 1
NEAR = 5  # sentences before, in which nobody else may be named whom a pronoun could mean
# Persons with one role above which nobody can be meant by it alone.
MANY = 20
CLIMB = 12
ASKING = frozenset(("ask", "question", "press"))
NO_BODY = frozenset({"named-person", "unnamed-person", "witness", "group", "author", "unknown"})
NOBODY = frozenset({"poll-or-study", "document", "law-or-court", "unknown"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a mention means, and the rule by which it was found; None if it says so itself."""

    referent: Referent
    rule: str | None = None


Found = Mapping[str, Resolved]


def resolve(article: Article, mention: Mention, found: Found, rules: Rules) -> Resolved:
    """Whom a mention means. `found` has the mentions before it."""
    word = mention.head.lower_
    alone = mention.piece[1] - mention.piece[0] == 1
    if alone and word in RELATIVE and not mention.head.is_upper:  # WHO
        return relative(article, mention, rules)
    if alone and word in ("i", "we"):
        return first_person(article, mention, found)
    if alone and (word in GENDERS or word in ("it", "they")):
        outer = article.outer(mention)
        if outer and is_quoted(article, outer, mention.head.idx):
            return itself(mention)
        meant = pronoun(article, mention, found) or only_one(article, mention)
        return named_by_role(article, meant) if meant else itself(mention)
    referent = read_mention(mention.head, mention.piece, article.roster, rules)
    head, piece = mention.head, mention.piece
    named = (
        by_role(article, head, piece)
        or by_description(article, head, piece, found)
        or by_end(article, head, piece)
        or by_initials(article, referent)
        or (by_bare(article, head, piece, rules) if referent.partial is None else None)
    )
    return named or Resolved(referent, referent.partial)


def by_bare(article: Article, head: Token, piece: Piece, rules: Rules) -> Resolved | None:
    """Whom a description means that nobody has been given as a role."""
    if (named := by_name_with_word(article, head, piece)) is not None:
        return Resolved(named, "name-with-the-word")
    if (chief := by_prominence(article, head, piece, rules)) is not None:
        return Resolved(chief, "chief-organisation")
    person = by_only_person(article, head, piece, rules)
    return Resolved(person, "only-person-near") if person else None


def only_one(article: Article, mention: Mention) -> Resolved | None:
    """The one person that "he" or "she" can mean: nobody else of the last sentences is of that gender."""
    word = mention.head.lower_
    if word not in GENDERS or article.outer(mention) is not None:
        return None
    person = only_person(article, mention.head, NEAR, lambda referent: fits(word, referent))
    return Resolved(person, "only-person-meant") if person else None


def itself(mention: Mention, kind: str = "unknown") -> Resolved:
    """The mention as it stands."""
    text = mention.head.doc[mention.piece[0] : mention.piece[1]].text
    return Resolved(Referent(mention.head.i, text, kind, None, False))


def is_quoted(article: Article, attribution: Attribution, place: int) -> bool:
    """Whether a place in a content stands between quotation marks: whom "he" means there is for the speaker to know."""
    if attribution.form != "mixed":
        return attribution.form == "direct"
    return article.in_marks(attribution.content.start, place)


def relative(article: Article, mention: Mention, rules: Rules) -> Resolved:
    """The noun that "who" hangs on."""
    verb = mention.head
    for _ in range(CLIMB):
        if verb.dep_ == "relcl":
            noun = verb.head
            piece = (noun.left_edge.i, max(noun.i + 1, min(verb.left_edge.i, mention.head.i)))
            if piece[0] <= noun.i < piece[1] and noun.tag_[:2] == "NN":
                who = read_mention(noun, piece, article.roster, rules)
                if who.kind == "unknown" and mention.head.lower_ == "who":
                    who = replace(who, kind="group" if who.plural else "unnamed-person")
                return Resolved(who, "relative-pronoun")
            break
        if verb.head is verb:
            break
        verb = verb.head
    return itself(mention)


def first_person(article: Article, mention: Mention, found: Found) -> Resolved:
    """Who speaks the quotation that "I" stands in; outside of quotations the author."""
    outer = found.get(mention.attribution.within or "")
    if outer is None:
        quoted = mention.attribution.within is not None or mention.head.lower_ == "we"
        return itself(mention, "unknown" if quoted else "author")
    we = mention.head.lower_ == "we" and article.by_id[mention.attribution.within or ""].form != "indirect"
    if we or (mention.head.lower_ == "i" and outer.referent.is_person):
        return Resolved(outer.referent, "speaker-of-the-quotation")
    return itself(mention)


def fits(word: str, referent: Referent) -> bool:
    """Whether a pronoun can mean somebody, by gender and number."""
    if word in GENDERS:
        return referent.is_person and referent.gender in (None, GENDERS[word])
    if word == "they":
        return referent.plural and referent.kind not in NOBODY
    return not referent.plural and referent.kind not in NO_BODY


def pronoun(article: Article, mention: Mention, found: Found) -> Resolved | None:
    """Whom he, she, it or they means; None if that is not clear.

    Nobody who is named behind it in the sentence, or in what it says: "He called Novak a liar", "“Ask Novak,” he said".
    """
    token = mention.head
    number = article.number_of(token.i)
    if number is None:
        return None
    attribution, parties = mention.attribution, article.parties_in(number)
    above = {verb.i for verb in token.ancestors}
    # "Novak hates what he calls a lie" is no saying of Novak's name: his verb governs the one of the pronoun.
    told = [
        p
        for p in parties
        if attribution.content.covers(p.char, p.char + 1) and not (p.is_subject and article.doc[p.at].head.i in above)
    ]
    bare = [p for p in told if p.at < token.i and not is_quoted(article, attribution, p.char)]
    if attribution.form == "mixed" and bare:
        return None  # words without marks before the quotation may be another's: "Novak hit back: “No,” he said"
    named = {p.referent.key for p in parties if p.at > token.i} | {p.referent.key for p in told}
    before = [p for p in parties if p.at < token.i and fits(token.lower_, p.referent) and p.referent.key not in named]
    if before:
        return in_sentence(before)
    if speaks_first(article, mention, number, found):
        return None
    return from_before(article, token, number, named, found)


def speaks_first(article: Article, mention: Mention, number: int, found: Found) -> bool:
    """Whether another voice of the sentence comes before a pronoun: "The crew said it was safe"; not hers before he."""
    others = [m for m in article.speakers.get(number, ()) if m.piece[0] < mention.head.i and m is not mention]
    whose = [found[m.attribution.id].referent for m in others if m.attribution.id in found]
    return any(mention.head.lower_ not in GENDERS or not referent.is_person for referent in whose)


def in_sentence(before: list[Party]) -> Resolved | None:
    """The only one in the sentence so far, if as a subject."""
    subjects = [p for p in before if p.is_subject]
    if len({p.referent.key for p in before}) == 1 and subjects:
        return Resolved(subjects[0].referent, "subject-of-the-sentence")
    return None


def from_before(article: Article, token: Token, number: int, excluded: set[object], found: Found) -> Resolved | None:
    """Who spoke in the sentence before, or its only subject that fits."""
    word, empty = token.lower_, 0
    for back in range(number - 1, max(-1, number - 1 - BACK), -1):
        if article.is_quoted(back):
            continue
        spoke = [m for m in article.speakers.get(back, ()) if m.attribution.id in found]
        if any(m.attribution.cue.lemma in ASKING for m in spoke):
            return None  # who answers is the one asked
        speakers = [found[m.attribution.id] for m in spoke]
        if word in GENDERS and any(same_word(s, word) for s in speakers):
            return None  # the pronoun before it could not be resolved either
        speaking = {s.referent.key: s.referent for s in speakers if fits(word, s.referent)}
        if speaking:
            return chosen(speaking, excluded, SPEAKER_RULES.get(word, "speaker-before"))
        if word in GENDERS and any(could_be(s.referent) for s in speakers):
            return None
        if word in GENDERS and article.has_subject(back, word):
            continue  # the same person still
        there = [p for p in article.parties_in(back) if fits(word, p.referent)]
        if there:
            return subject_of(article, there, excluded) if word in GENDERS else None
        empty += 1
        if empty > EMPTY:
            return None
    return None


def could_be(referent: Referent) -> bool:
    """Whether a speaker of unknown kind may be a person: he or she may mean this one and nobody before."""
    return referent.kind == "unknown" and referent.canonical[:1].isupper()


def subject_of(article: Article, parties: list[Party], excluded: set[object]) -> Resolved | None:
    """The only one of a sentence, if as a subject, and not in what another one says there."""
    if not any(p.is_subject for p in parties) or any(article.is_told(p.at) for p in parties):
        return None
    return chosen({p.referent.key: p.referent for p in parties}, excluded, "subject-before")


SPEAKER_RULES = {"it": "body-before", "they": "speakers-before"}


def same_word(speaker: Resolved, word: str) -> bool:
    return speaker.referent.canonical.lower() == word


def chosen(candidates: dict[object, Referent], excluded: set[object], rule: str) -> Resolved | None:
    """The only candidate; None if there are two, or it cannot be."""
    left = [referent for key, referent in candidates.items() if key not in excluded]
    return Resolved(left[0], rule) if len(left) == 1 else None


def named_by_role(article: Article, meant: Resolved) -> Resolved:
    """Whom a pronoun means, by name where it means "the minister" and the article names one."""
    key = meant.referent.key
    if not isinstance(key, int) or meant.referent.kind != "unnamed-person":
        return meant
    head = article.doc[key]
    named = by_role(article, head, (head.left_edge.i, head.i + 1))
    return Resolved(named.referent, meant.rule) if named else meant


def by_role(article: Article, head: Token, piece: Piece) -> Resolved | None:
    """The one person of the article who is called so: "the minister"; nobody if another one could be."""
    rules, role, words = article.rules, head.lemma_.lower(), called(head, piece)
    if role not in rules.person or words is None or head.tag_ in PLURAL:
        return None
    at = head.i
    if any(place < at for place in article.introduced.get(role, ())[:1]):
        return None
    persons = article.roster.holders.get(role, {}).values()
    if len(persons) > MANY:
        return None
    holders = [p for p in persons if any(r == role and held & rules.apart <= words for r, held in p.roles)]
    fitting = [p for p in holders if is_called(p, role, words, at)]
    if len(fitting) != 1 or (len(holders) > 1 and len(words) < 2):
        return None
    return Resolved(from_person(fitting[0], fitting[0].best), "role-of-a-person")


def is_called(person: Person, role: str, words: frozenset[str], before: int) -> bool:
    """Whether the text has called a person so before a token."""
    return any(r == role and words <= held and place < before for (r, held), place in person.roles.items())


def by_description(article: Article, head: Token, piece: Piece, found: Found) -> Resolved | None:
    """The one source that the article has brought in so: "the official" after "a senior official said"."""
    role, words = head.lemma_.lower(), called(head, piece)
    brought_in = article.introduced.get(role, [])
    brought_in = brought_in[: bisect_left(brought_in, head.i, hi=min(2, len(brought_in)))]
    if words != frozenset({role}) or role not in article.rules.person or len(brought_in) != 1:
        return None
    said = article.by_head.get(brought_in[0])
    if role in article.roster.holders or said is None or said not in found:
        return None
    return Resolved(found[said].referent, "described-before")


def by_end(article: Article, head: Token, piece: Piece) -> Resolved | None:
    """The one name of the article that ends so: "the ministry" after "the Health Ministry"."""
    rules, words, word = article.rules, called(head, piece), head.lower_
    if words != frozenset({word}) or word not in rules.ends:
        return None
    at = head.i
    names = [name for name, place in article.roster.ends.get(word, {}).items() if place < at]
    if len(names) != 1 or word in article.introduced:
        return None
    kind = rules.heads.get(word, "organisation")
    name = spelled(names.pop())
    return Resolved(Referent(name, name, kind, None, False), "end-of-a-name")


def called(head: Token, piece: Piece) -> frozenset[str] | None:
    """The words of "the former minister" without the article; None if the mention is not about a known one.

    A role in capitals alone counts as well: "President".
    """
    doc, (start, end) = head.doc, piece
    first = doc[start]
    definite = first.lower_ == "the"
    if not definite and not (end - start == 1 and first.is_title and not first.is_sent_start):
        return None
    words = [token.lower_ for token in doc[start + definite : end]]
    return frozenset(words) if words and all(word.isalpha() for word in words) else None


def by_initials(article: Article, referent: Referent) -> Resolved | None:
    """The one name of the article that an abbreviation stands for."""
    short = referent.canonical
    if not (short.isupper() and short.isalpha() and len(short) >= 3):
        return None
    names = article.roster.short.get(short, ())
    if len(names) != 1:
        return None
    name = next(iter(names))
    kind = kind_of_words(name, article.rules) or referent.kind
    return Resolved(replace(referent, canonical=spelled(name), kind=kind), "spelled-out")
