"""Finds whom pronouns, roles and short names mean, where the article is clear about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from factx.language import Piece
from factx.language.grammar import COMMON_NOUNS, PROPER_NOUNS, RELATIVE, TIME_LABELS
from factx.sources.article import Article, Mention
from factx.sources.bare import (
    by_last_named,
    by_name_with_word,
    by_only_person,
    by_prominence,
    by_subject,
    is_prominent,
    only_person,
)
from factx.sources.lexicon import Rules
from factx.sources.mention import (
    PLURAL_TAGS,
    Referent,
    Resolved,
    from_person,
    kind_of_words,
    read_description,
    read_mention,
    spelled,
)
from factx.sources.offices import by_speaker
from factx.sources.pronouns import (
    GENDERS,
    IN_DOCUMENT,
    OWNED_BY,
    POLL,
    Found,
    body_told_of,
    fits,
    is_quoted,
    only_one,
    paper_before,
    pronoun,
    word_of,
)
from factx.sources.roster import Person
from factx.sources.salience import most_salient
from factx.sources.vehicles import brought_in, is_vehicle, issuer_at, owner_beside, piece_of
from factx.words import can_speak, is_person

SPEAKERS = frozenset(("people", "source"))  # who speak and are no persons by their noun
ARTICLE_WORDS = frozenset(("the", "a", "an"))
POINTING_BACK = frozenset(("these", "those", *OWNED_BY, "her", "our", "my", "your"))  # words that point back
VOICELESS = frozenset(("unknown", "document"))  # kinds of what answers for no words of its own
# Persons with one role above which nobody can be meant by it alone.
MOST_PERSONS = 20
ROLE_BACK = 5  # sentences gone back over for which of two persons with a role is meant
OWNING = frozenset(("of", "from", "by", "for", "against"))  # what says whose a body or document is
OWNER_BACK = 3  # sentences gone back over for whose lawyer it is
OWNER_WORDS = 6  # words behind such a word
BARE = 2  # words of a description that tells no more than the kind
RELATIVE_STEPS = 12
PARTING = frozenset((",", "-", "--", "–", "—"))
BELOW_PERSON = frozenset(("pobj", "prep", "amod", "acl", "pcomp"))  # what belongs to a noun: "close to the talks"


def resolve(article: Article, mention: Mention, found: Found, rules: Rules) -> Resolved:
    """Whom a mention means. `found` has the mentions before it."""
    word = mention.head.lower_
    alone = mention.piece[1] - mention.piece[0] == 1
    if alone and word in RELATIVE and not mention.head.is_upper:  # WHO
        return relative(article, mention, rules)
    if alone and word in ("i", "we"):
        return first_person(article, mention, found)
    if alone and (word in GENDERS or word in ("it", "they") or word in OWNED_BY):
        outer = article.outer(mention)
        if outer and is_quoted(article, outer, mention.head.i):
            return itself(mention)
        meant = pronoun(article, mention, found) or only_one(article, mention)
        meant = meant or paper_before(article, mention, found) or body_told_of(article, mention)
        meant = meant or by_salience(article, mention, found, rules)
        return named_by_role(article, meant, found) if meant else itself(mention)
    if is_vehicle(mention, article) and (speaker := in_document(article, mention, found, rules)) is not None:
        return speaker
    return described(article, mention, found, rules)


def described(article: Article, mention: Mention, found: Found, rules: Rules) -> Resolved:
    """Whom a name or description means; a bare one in doubt who stands out most: "the company"."""
    meant = the_same(mention, found, rules) or plainly(article, mention, found, rules)
    if meant.rule is not None:
        return meant
    if is_prominent(mention.head, mention.piece, rules):
        meant = by_salience(article, mention, found, rules) or meant
    return meant if meant.rule else by_body(article, mention.head, mention.piece, found) or meant


def the_same(mention: Mention, found: Found, rules: Rules) -> Resolved | None:
    """Who "the same poll" is: the last poll with a name that has spoken."""
    head, start = mention.head, mention.piece[0]
    if head.doc[start : start + 2].text.lower() != "the same" or head.tag_ != "NN":
        return None
    kind = rules.heads.get(head.lemma_.lower())
    named = (found[id].referent for id in reversed(tuple(found)))
    told = (r for r in named if any(word[0].isupper() for word in r.canonical.split()[1:]))
    alike = (r for r in told if r.canonical.split()[-1] == head.text or (kind == POLL and r.kind == POLL))
    meant = next(alike, None)
    return Resolved(meant, "described-before") if meant is not None else None


def plainly(article: Article, mention: Mention, found: Found, rules: Rules) -> Resolved:
    """Whom a name or description means by a rule."""
    referent = read_mention(mention.head, mention.piece, article.roster, rules)
    head, piece = mention.head, mention.piece
    if (owned := of_somebody(article, head, piece, referent)) is not None:
        return Resolved(owned, "owner-named")
    named = (
        by_role(article, head, piece)
        or by_description(article, head, piece, found)
        or by_speakers(article, head, piece, found)
        or by_end(article, head, piece)
        or by_initials(article, referent)
        or by_last_named(article, head, piece)
        or (by_bare(article, head, piece, rules) if referent.partial is None else None)
        or (speaker_again(article, mention, found) if referent.partial is None else None)
    )
    return named or Resolved(referent, referent.partial)


def of_somebody(article: Article, head: Token, piece: Piece, referent: Referent) -> Referent | None:
    """ "Rao's lawyer" for "his lawyer", where nobody else near can be meant by "his"."""
    whose = article.doc[piece[0]]
    if whose.tag_ != "PRP$" or whose.head != head or word_of(whose) not in GENDERS or referent.kind == "named-person":
        return None
    owner = only_person(article, whose, OWNER_BACK, lambda person: fits(word_of(whose), person))
    whole, own = referent.canonical, whose.text + " "
    if owner is None or not whole.startswith(own):
        return None
    return replace(referent, canonical=f"{owner.canonical}'s {whole.removeprefix(own)}")


def by_salience(article: Article, mention: Mention, found: Found, rules: Rules) -> Resolved | None:
    """Whom a pronoun or "the company" means that no rule is sure of: who stands out most of all named before."""
    return most_salient(article, mention, found, lambda other: plainly(article, other, found, rules), rules.salience)


def in_document(article: Article, mention: Mention, found: Found, rules: Rules) -> Resolved | None:
    """Who speaks in "its statement", or in "the statement" that somebody has been told to have issued."""
    owner = owner_beside(mention, rules.lists.issued) or issuer_at(article, mention.head)[1]
    if owner is not None:
        return spoken_by(article, mention, owner, found, rules)
    for noun in brought_in(article, mention):
        said, issuer = issuer_at(article, noun)
        said = said or article.by_head.get(noun.i) or ""
        if said in found and found[said].referent.kind not in VOICELESS:
            return Resolved(found[said].referent, IN_DOCUMENT)
        issuer = issuer or owner_beside(Mention(mention.attribution, (noun.i, noun.i + 1), noun), rules.lists.issued)
        if issuer is not None:
            return spoken_by(article, mention, issuer, found, rules)
    return None


def spoken_by(article: Article, mention: Mention, noun: Token, found: Found, rules: Rules) -> Resolved | None:
    """Whom the owner or issuer of a document means, if it is somebody who can speak: not "Monday's statement"."""
    if noun.ent_type_ in TIME_LABELS:
        return None
    meant = resolve(article, Mention(mention.attribution, piece_of(noun), noun), found, rules)
    mute = meant.referent.kind in VOICELESS and not (meant.referent.kind == "unknown" and noun.tag_ in PROPER_NOUNS)
    return None if mute else Resolved(meant.referent, IN_DOCUMENT)


def by_bare(article: Article, head: Token, piece: Piece, rules: Rules) -> Resolved | None:
    """Whom a description means that nobody has been given as a role."""
    if (named := by_name_with_word(article, head, piece)) is not None:
        return Resolved(named, "name-with-the-word")
    if (person := by_only_person(article, head, piece, rules)) is not None:
        return Resolved(person, "only-person-near")
    if (subject := by_subject(article, head, piece, rules)) is not None:
        return Resolved(subject, "subject-spoken-of")
    chief = by_prominence(article, head, piece, rules)
    return Resolved(chief, "chief-organisation") if chief else None


def speaker_again(article: Article, mention: Mention, found: Found) -> Resolved | None:
    """The one who has just spoken, called by an office."""
    speaker = by_speaker(article, mention, found)
    return Resolved(speaker, "speaker-again") if speaker is not None else None


def itself(mention: Mention, kind: str = "unknown") -> Resolved:
    """The mention as it stands."""
    text = mention.head.doc[mention.piece[0] : mention.piece[1]].text
    return Resolved(Referent(mention.head.i, text, kind, None, False))


def relative(article: Article, mention: Mention, rules: Rules) -> Resolved:
    """The noun that "who" hangs on."""
    verb = mention.head
    for _ in range(RELATIVE_STEPS):
        if verb.dep_ == "relcl":
            noun = who_is_meant(verb.head) if mention.head.lower_ == "who" else verb.head
            piece = (noun.left_edge.i, before_clause(noun, min(verb.left_edge.i, mention.head.i)))
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


def before_clause(noun: Token, end: int) -> int:
    """Where a noun's words end before the clause that starts at `end` with its comma."""
    while end > noun.i + 1 and noun.doc[end - 1].text in PARTING:
        end -= 1
    return max(noun.i + 1, end)


def who_is_meant(noun: Token) -> Token:
    """The person whom "who" hangs on: in "a source familiar with the matter, who asked …" the source asks."""
    word = noun
    for _ in range(RELATIVE_STEPS):
        known = word.tag_ in PROPER_NOUNS or (word.tag_ in COMMON_NOUNS and can_speak(word.lemma_.lower()))
        if known:
            return word
        if word.head is word or word.dep_ not in BELOW_PERSON:
            break
        word = word.head
    return noun


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


def named_by_role(article: Article, meant: Resolved, found: Found) -> Resolved:
    """Whom a pronoun means, by name where it means "the minister" and the article names one."""
    key = meant.referent.key
    if not isinstance(key, int) or meant.referent.kind != "unnamed-person":
        return meant
    head = article.doc[key]
    named = by_role(article, head, (head.left_edge.i, head.i + 1)) or found.get(article.by_head.get(key, ""))
    return Resolved(named.referent, meant.rule) if named else meant


def by_role(article: Article, head: Token, piece: Piece) -> Resolved | None:
    """The one person of the article who is called so: "the minister"; nobody if another one could be."""
    rules, role, words = article.rules, head.lemma_.lower(), called(head, piece)
    if not is_person(role) or words is None or head.tag_ in PLURAL_TAGS:
        return None
    if head.text[:1].isupper() and article.roster.person((head.text,)) is not None:  # "King says", of Joel King
        return None
    at = head.i
    brought_in = [place for place in article.introduced.get(role, ()) if place < at]
    persons = article.roster.holders.get(role, {}).values()
    if len(persons) > MOST_PERSONS:
        return None
    holders = [p for p in persons if any(r == role and held & rules.lists.apart <= words for r, held in p.roles)]
    fitting = [p for p in holders if is_called(p, role, words, at)]
    if brought_in and not (len(holders) == len(fitting) == 1 and named_after(fitting[0], role, brought_in[-1])):
        return None
    if len(fitting) > 1:
        fitting = named_lately(article, fitting, head)
    elif len(holders) > 1 and len(words) < 2:
        return None
    return Resolved(from_person(fitting[0], fitting[0].best), "role-of-a-person") if len(fitting) == 1 else None


def named_after(person: Person, role: str, place: int) -> bool:
    """Whether a person is first called so behind a token: "A judge held them. Judge Rao …", then "the judge"."""
    return all(called > place for (r, _), called in person.roles.items() if r == role)


def named_lately(article: Article, persons: Sequence[Person], head: Token) -> list[Person]:
    """Those of several persons whom the sentences before name: "the minister" where two ministers are told of."""
    start = article.start_before(head.i, ROLE_BACK)
    near = range(start, head.i) if start is not None else range(0)
    return [person for person in persons if any(article.roster.at.get(i) is person for i in near)]


def is_called(person: Person, role: str, words: frozenset[str], before: int) -> bool:
    """Whether the text has called a person so before a token."""
    return any(r == role and words <= held and place < before for (r, held), place in person.roles.items())


def by_description(article: Article, head: Token, piece: Piece, found: Found) -> Resolved | None:
    """The one source that the article has brought in so: "the official" after "a senior official said"."""
    role, words = head.lemma_.lower(), called(head, piece)
    brought_in = article.introduced.get(role, [])
    brought_in = brought_in[: bisect_left(brought_in, head.i, hi=min(2, len(brought_in)))]
    if words != frozenset({role}) or len(brought_in) != 1:
        return None
    if role in article.rules.heads and role not in article.rules.lists.prominent:
        return body_introduced(article, role, brought_in[0])
    if not is_person(role):
        return None
    said = article.by_head.get(brought_in[0])
    if role in article.roster.holders or said is None or said not in found:
        return None
    return Resolved(found[said].referent, "described-before")


def by_speakers(article: Article, head: Token, piece: Piece, found: Found) -> Resolved | None:
    """Who "the officials" are: the last who have spoken under a fuller description, "two security officials"."""
    role = head.lemma_.lower()
    if head.tag_ != "NNS" or not (is_person(role) or role in SPEAKERS):
        return None
    fuller = [r for r in described_fully(article, head, piece, found) if r.canonical.split()[0].lower() != "the"]
    return Resolved(fuller[-1], "described-before") if fuller and fuller[-1].kind != "named-person" else None


def by_body(article: Article, head: Token, piece: Piece, found: Found) -> Resolved | None:
    """Which body "the department" is: the last that has spoken as "the county police department"."""
    if head.tag_ != "NN" or head.lemma_.lower() not in article.rules.lists.ends:
        return None
    told = described_fully(article, head, piece, found)
    said = [(r, r.canonical.lower().split()) for r in told if not r.plural]
    fuller = [r for r, words in said if len(words) - (words[0] in ARTICLE_WORDS) > 1]
    return Resolved(fuller[-1], "described-before") if fuller else None


def described_fully(article: Article, head: Token, piece: Piece, found: Found) -> list[Referent]:
    """Who has spoken before "the officials" under the same noun with more words, none of which points back."""
    if piece[1] - piece[0] != 2 or head.doc[piece[0]].lower_ != "the":
        return []
    alike = (m for m in article.mentions if m.head.i < head.i and m.head.lemma_ == head.lemma_)
    told = [found[m.attribution.id].referent for m in alike if m.head.tag_ == head.tag_ and m.attribution.id in found]
    words = [(r, r.canonical.lower().split()) for r in told]
    return [r for r, said in words if len(said) > 1 and said[0] not in POINTING_BACK]


def body_introduced(article: Article, role: str, place: int) -> Resolved | None:
    """The body or document that the article has brought in by a description: "the court" after "a Lima court"."""
    noun = article.doc[place]
    if role in article.roster.ends or noun.dep_ == "poss":
        return None
    end = place + 1
    for child in noun.rights:
        if child.lower_ in OWNING and child.i == end and child.right_edge.i - child.i <= OWNER_WORDS:
            end = child.right_edge.i + 1
    referent = read_description(noun, (noun.left_edge.i, end), article.rules)
    return Resolved(referent, "body-introduced") if len(referent.canonical.split()) > BARE else None


def by_end(article: Article, head: Token, piece: Piece) -> Resolved | None:
    """The one name of the article that ends so: "the ministry" after "the Health Ministry"."""
    rules, words, word = article.rules, called(head, piece), head.lower_
    if words != frozenset({word}) or word not in rules.lists.ends:
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
