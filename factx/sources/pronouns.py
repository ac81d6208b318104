"""Whom he, she, it and they mean: the subject so far, who spoke in the sentences before, or was the subject of one.

In doubt nobody: where two could be meant, or a pronoun before it could not be resolved either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from factx import gazetteer
from factx.model import Attribution
from factx.sources.article import Article, Mention, Party, is_main_subject, named_by
from factx.sources.bare import only_person
from factx.sources.lexicon import Rules
from factx.sources.mention import Referent, Resolved, kind_of_words, read_description
from factx.sources.vehicles import is_vehicle, piece_of

GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
OWNERS = {"he": ("he", "his", "him"), "she": ("she", "her")}
# Sentences gone back over, and how many of them may name nobody who could be meant.
BACK, EMPTY = 8, 1
IN_DOCUMENT = "speaker-of-the-document"  # the rule by which it is found who speaks in "its statement"
FIRST_SENTENCES = 2  # sentences of an article in which "it said" is said by the body that the sentence tells of
POLL = "poll-or-study"
PRONOUN_BACK = 5  # sentences before, in which nobody else may be named whom a pronoun could mean
ASKING = frozenset(("ask", "question", "press", "challenge", "interview", "quiz", "grill"))
NO_BODY = frozenset({"named-person", "unnamed-person", "witness", "group", "author", "unknown"})
NOBODY = frozenset({"poll-or-study", "document", "law-or-court", "unknown"})
UNSURE = frozenset({"unknown", "organisation", "group"})  # kinds of a name that may be a person's after all
PERSON_NAME_WORDS = 3
OWNED_BY = {"its": "it", "their": "they", "his": "he"}
SPEAKER_RULES = {"it": "body-before", "they": "speakers-before"}

Found = Mapping[str, Resolved]


def pronoun(article: Article, mention: Mention, found: Found) -> Resolved | None:
    """Whom he, she, it or they means; None if that is not clear.

    Nobody who is named behind it in the sentence, or in what it says: "He called Novak a liar", "“Ask Novak,” he said".
    """
    token = mention.head
    number = article.number_of(token.i)
    if number is None:
        return None
    if (same := again(article, mention, number, found)) is not None:
        return same
    parties, told = article.parties_in(number), told_of(article, mention, number)
    word, attribution = word_of(token), mention.attribution
    bare = [p for p in told if p.at < token.i and not is_quoted(article, attribution, p.at)]
    if attribution.form == "mixed" and any(p.referent.is_person or word not in GENDERS for p in bare):
        return None  # words without marks before the quotation may be another's: "Novak hit back: “No,” he said"
    named = named_here(article, mention, number)
    before = [p for p in parties if p.at < token.i and fits(word, p.referent) and p.referent.key not in named]
    before = [p for p in before if p.at not in described_by(token)]
    if before:
        return in_sentence(before)
    if speaks_first(article, mention, number, found):
        return None
    return from_before(article, mention, number, named, found)


def named_here(article: Article, mention: Mention, number: int) -> set[object]:
    """Who is named behind a pronoun in its sentence, or in what it says: none of them is meant."""
    behind = {p.referent.key for p in article.parties_in(number) if p.at > mention.head.i}
    return behind | {p.referent.key for p in told_of(article, mention, number)}


def word_of(token: Token) -> str:
    """The pronoun as a subject: "it" for "its statement"."""
    return OWNED_BY.get(token.lower_, token.lower_)


def again(article: Article, mention: Mention, number: int, found: Found) -> Resolved | None:
    """Whom the same pronoun means that speaks before it in the sentence."""
    word, at = word_of(mention.head), mention.head.i
    for other in article.speakers.get(number, ()):
        known = found.get(other.attribution.id)
        earlier = other.head.i < at or (other.head.i == at and other.attribution is not mention.attribution)
        if earlier and other.head.lower_ == word and known is not None and known.rule is not None:
            return known
    return None


def told_of(article: Article, mention: Mention, number: int) -> list[Party]:
    """Who is named in what the pronoun says.

    "Novak hates what he calls a lie" is no saying of Novak's name: his verb governs the one of the pronoun.
    """
    above = {verb.i for verb in mention.head.ancestors}
    content = mention.attribution.content
    return [
        p
        for p in article.parties_in(number)
        if content.covers(p.char, p.char + 1) and not (p.is_subject and article.doc[p.at].head.i in above)
    ]


def described_by(token: Token) -> set[int]:
    """The nouns that a relative clause with the pronoun describes: "Novak praised Petrov, whom he called a friend"."""
    return {verb.head.i for verb in token.ancestors if verb.dep_ == "relcl"}


def is_quoted(article: Article, attribution: Attribution, token: int) -> bool:
    """Whether a token of a content stands between quotation marks: whom "he" means there is for the speaker to know."""
    if attribution.form != "mixed":
        return attribution.form == "direct"
    return article.text.quoted.holds(token)


def only_one(article: Article, mention: Mention) -> Resolved | None:
    """The one person that "he" or "she" can mean: nobody else of the last sentences is of that gender."""
    word = word_of(mention.head)
    if word not in GENDERS or article.outer(mention) is not None:
        return None
    person = only_person(article, mention.head, PRONOUN_BACK, lambda referent: fits(word, referent))
    return Resolved(person, "only-person-meant") if person else None


def paper_before(article: Article, mention: Mention, found: Found) -> Resolved | None:
    """The document that "it" is, as the subject of the sentence before: "The survey asked 900 people. It found …"."""
    number = sentence_of_it(article, mention)
    if not number:
        return None
    if (speaker := paper_speaking(article, number - 1, found)) is not None:
        return speaker
    for token in article.doc[slice(*article.sentences[number - 1])]:
        lemma = token.lemma_.lower()
        is_paper = lemma in article.rules.lists.papers or article.rules.heads.get(lemma) == POLL
        if is_paper and token.tag_ == "NN" and is_main_subject(token) and not article.is_told(token.i):
            return Resolved(read_description(token, piece_of(token), article.rules), "subject-before")
    return None


def sentence_of_it(article: Article, mention: Mention) -> int | None:
    """The number of the sentence in which "it" speaks, and nobody else's words are told; None for any other word."""
    spoken = word_of(mention.head) == "it" and article.outer(mention) is None
    return article.number_of(mention.head.i) if spoken else None


def paper_speaking(article: Article, number: int, found: Found) -> Resolved | None:
    """Whose document speaks in a sentence: "Rao's statement said the dam was safe. It added …"."""
    papers = [found.get(m.attribution.id) for m in article.speakers.get(number, ()) if is_vehicle(m, article)]
    speaking = {who.referent.key: who.referent for who in papers if who is not None and who.rule == IN_DOCUMENT}
    return chosen(speaking, set(), SPEAKER_RULES["it"])


def body_told_of(article: Article, mention: Mention) -> Resolved | None:
    """The body that an article opens with: "Acme will cut jobs, it said on Monday"."""
    number = sentence_of_it(article, mention)
    if number is None or number >= FIRST_SENTENCES:
        return None
    told = [p for p in article.parties_in(number) if p.is_subject and p.at < mention.head.i]
    content = mention.attribution.content
    said = [p for p in told[:1] if content.start <= p.char < content.end and fits("it", p.referent)]
    return Resolved(said[0].referent, "subject-of-the-sentence") if said else None


def fits(word: str, referent: Referent) -> bool:
    """Whether a pronoun can mean somebody, by gender and number."""
    if word in GENDERS:
        return referent.is_person and referent.gender in (None, GENDERS[word])
    if word == "they":
        return referent.plural and referent.kind not in NOBODY
    return not referent.plural and referent.kind not in NO_BODY


def speaks_first(article: Article, mention: Mention, number: int, found: Found) -> bool:
    """Whether another voice of the sentence comes before a pronoun: "The crew said it was safe"; not hers before he."""
    others = [m for m in article.speakers.get(number, ()) if m.piece[0] < mention.head.i and m is not mention]
    whose = [found[m.attribution.id].referent for m in others if m.attribution.id in found]
    return any(mention.head.lower_ not in GENDERS or not referent.is_person for referent in whose)


def in_sentence(before: Sequence[Party]) -> Resolved | None:
    """The only one in the sentence so far, if as a subject; among others the one that is its main verb's."""
    everybody = {p.referent.key for p in before}
    subjects = {p.referent.key: p for p in before if p.is_subject}
    if len(subjects) != 1:
        return None
    (subject,) = subjects.values()
    alone = len(everybody) == 1 or subject.referent.key in main_of(before)
    return Resolved(subject.referent, "subject-of-the-sentence") if alone else None


def main_of(parties: Sequence[Party]) -> dict[object, Referent]:
    """The subjects of a sentence's main verb; none if somebody else is its object, who may be meant as well."""
    main = {p.referent.key: p.referent for p in parties if p.is_main}
    return {} if any(p.is_partner and p.referent.key not in main for p in parties) else main


def from_before(
    article: Article, mention: Mention, number: int, excluded: set[object], found: Found
) -> Resolved | None:
    """Who spoke in the sentence before, or its subject."""
    token, empty = mention.head, 0
    word = word_of(token)
    for back in range(number - 1, max(-1, number - 1 - BACK), -1):
        if article.is_quoted(back):
            continue
        spoke = [m for m in article.speakers.get(back, ()) if m.attribution.id in found]
        if any(asks(m.attribution) for m in spoke):
            return None  # who answers is the one asked
        speakers = [found[m.attribution.id] for m in spoke]
        if word in GENDERS and any(s.rule is None and s.referent.canonical.lower() == word for s in speakers):
            return None  # the pronoun before it could not be resolved either
        main = [s for s in speakers if s.rule != "relative-pronoun"]  # "Novak, of a group which says …"
        meant = fitting(word, main, article.rules) or fitting(word, speakers, article.rules)
        speaking = {r.key: r for r in meant}
        if len(speaking) > 1:  # "…," Novak said, after Petrov said …
            first = {found[m.attribution.id].referent.key for m in spoke if is_main_subject(named_by(m.head))}
            speaking = {key: r for key, r in speaking.items() if key in first} or speaking
        if speaking:
            return chosen(speaking, excluded, SPEAKER_RULES.get(word, "speaker-before"))
        if word in GENDERS and article.has_subject(back, word):
            continue  # the same person still
        there = [p for p in article.parties_in(back) if fits(word, p.referent)]
        if there:
            beside = mention.attribution.form == "direct" and article.told_between(back, number) == 1
            subject = doer(article, there, excluded) if beside and word in GENDERS else None
            return subject or subject_of(article, there, back, token, excluded)
        empty += 1
        if empty > EMPTY:
            return None
    return None


def asks(attribution: Attribution) -> bool:
    """Whether somebody is asked to speak: not in "Novak questioned the claims"."""
    lemma = attribution.cue.lemma
    return lemma in ASKING and (lemma == "ask" or attribution.rule != "direct-object")


def fitting(word: str, speakers: Sequence[Resolved], rules: Rules) -> list[Referent]:
    """The speakers that a pronoun can mean; for he and she, if nobody is known to be a person, a name that may be."""
    told = [s.referent for s in speakers if fits(word, s.referent)]
    if told or word not in GENDERS:
        return told
    return [replace(s.referent, kind="named-person") for s in speakers if may_be_person(s.referent, rules)]


def may_be_person(referent: Referent, rules: Rules) -> bool:
    """Whether a name that nothing tells to be a person's may be one: no word of a body, no place, no abbreviation."""
    name = tuple(referent.canonical.split())
    if referent.kind not in UNSURE or referent.plural or len(name) > PERSON_NAME_WORDS or not name:
        return False
    titled = all(word[:1].isupper() and not word.isupper() for word in name) and name[0].lower() != "the"
    return titled and kind_of_words(name, rules) is None and not gazetteer.lookup(referent.canonical)


def subject_of(
    article: Article, parties: Sequence[Party], number: int, token: Token, excluded: set[object]
) -> Resolved | None:
    """The subject of a sentence, or the only one in it; nobody from what another one says there."""
    if any(article.is_told(p.at) for p in parties):
        parties = [p for p in parties if p.is_main and not article.is_told(p.at)]
    main = main_of(parties)
    if word_of(token) not in GENDERS:
        near = article.number_of(token.i) == number + 1
        return chosen(main, excluded, "subject-before") if near and len(main) == 1 else None
    everybody = {p.referent.key: p.referent for p in parties}
    if len(main) == 1:
        return chosen(main, excluded, "subject-before")
    known = all(p.is_subject or (p.referent.kind == "named-person" and is_telling(p.referent)) for p in parties)
    if known and not article.has_word(number, OWNERS.get(token.lower_, ())):
        return chosen(everybody, excluded, "subject-before")
    return None


def doer(article: Article, parties: Sequence[Party], excluded: set[object]) -> Resolved | None:
    """Whose deed comes right before his words, whoever else is named: "Novak praised Petrov. “So quick,” he said"."""
    main = [p for p in parties if p.is_main and not article.is_told(p.at)]
    if any(named_by(article.doc[p.at]).head.lemma_ in ASKING for p in main):
        return None  # who answers is the one asked
    named = {p.referent.key: p.referent for p in main if p.referent.kind == "named-person"}
    return chosen(named, excluded, "subject-before") if len({p.referent.key for p in main}) == 1 else None


def is_telling(referent: Referent) -> bool:
    """Whether a name is surely a person's: of several words, or of known gender."""
    return referent.gender is not None or " " in referent.canonical


def chosen(candidates: Mapping[object, Referent], excluded: set[object], rule: str) -> Resolved | None:
    """The only candidate; None if there are two, or it cannot be."""
    left = [referent for key, referent in candidates.items() if key not in excluded]
    return Resolved(left[0], rule) if len(left) == 1 else None
