"""Whom an office or a calling means that the article gives nobody: "Rao said …. The England coach added …".

Only the one who has just spoken, and only as the subject of the next sentence; nobody whom the text calls by another
office.
"""

from __future__ import annotations

from spacy.tokens import Token

from factx.language import Piece
from factx.sources.article import Article, Mention, is_main_subject
from factx.sources.lexicon import Rules
from factx.sources.mention import Referent, from_person
from factx.sources.pronouns import Found

SPEAKER_BACK = 6  # sentences gone back over, those within quotation marks too
BARE_OFFICE = 2  # "the" and a noun
LONGEST_OFFICE = 6  # words: "the Microsoft co-founder"
SINGULAR_TAGS = ("NN", "NNP")


def by_speaker(article: Article, mention: Mention, found: Found) -> Referent | None:
    """The one who has just spoken, called by an office: not who is named in the sentence, "The mayor thanked Rao"."""
    head, piece = mention.head, mention.piece
    number, role, cue = article.number_of(head.i), head.lemma_.lower(), mention.attribution.cue.extent
    speaks = is_office(article, head, piece, article.rules) and cue.covers(head.head.idx, head.head.idx + 1)
    if number is None or role in article.introduced or not speaks:
        return None
    speaker = speaker_before(article, number, found)
    parties = article.parties_in(number)
    if speaker is None or any(p.referent.key == speaker.key or (p.is_main and p.at != head.i) for p in parties):
        return None
    return None if holds_another(article, speaker, head, piece) else speaker


def is_office(article: Article, head: Token, piece: Piece, rules: Rules) -> bool:
    """Whether a mention is an office without a name and the subject of its sentence: "The minister"."""
    words = head.doc[piece[0] : piece[1]]
    if words[0].lower_ != "the" or piece[1] != head.i + 1 or head.tag_ not in SINGULAR_TAGS:
        return False
    if len(words) > LONGEST_OFFICE or any(word.tag_ == "POS" for word in words):
        return False
    known = head.lemma_.lower() in rules.lists.offices | rules.lists.callings
    return known and is_main_subject(head) and not article.is_told(head.i)


def speaker_before(article: Article, number: int, found: Found) -> Referent | None:
    """The one named person who speaks in the sentence before that is not all quotation."""
    back = range(number - 1, max(-1, number - 1 - SPEAKER_BACK), -1)
    last = next((before for before in back if not article.is_quoted(before)), None)
    if last is None:
        return None
    voices = [found[m.attribution.id].referent for m in article.speakers.get(last, ()) if m.attribution.id in found]
    alone = len({voice.key for voice in voices}) == 1 and voices[0].kind == "named-person"
    return voices[0] if alone else None


def holds_another(article: Article, speaker: Referent, head: Token, piece: Piece) -> bool:
    """Whether the text calls the speaker by an office already, or somebody else by a bare one."""
    role, offices = head.lemma_.lower(), article.rules.lists.offices
    holders = article.roster.holders.get(role, {}).values()
    if piece[1] - piece[0] == BARE_OFFICE and holders:
        return True
    persons = [p for p in article.roster.at.values() if from_person(p, p.best).key == speaker.key]
    held = {word for person in persons for word, _ in person.roles}
    return not held.isdisjoint(offices | {role})
