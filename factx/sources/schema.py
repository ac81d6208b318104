"""What the stage's rules.toml holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from factx.rules import EVERY, Table, WordList, WordSet

KindOfSource = Literal[
    "poll-or-study", "document", "law-or-court", "media", "armed-group", "witness", "government", "organisation",
    "unnamed-person", "group", "named-person", "author",
]  # fmt: skip
Way = Literal[
    "relative-pronoun", "speaker-of-the-quotation", "subject-of-the-sentence", "speaker-before", "subject-before",
    "body-before", "speakers-before", "longer-name", "spelled-out", "role-of-a-person", "end-of-a-name",
    "described-before", "name-with-the-word", "chief-organisation", "only-person-near", "only-person-meant",
    "subject-spoken-of", "body-introduced", "speaker-of-the-document",
    "most-salient", "last-named", "owner-named", "speaker-again",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind(Table):
    """One kind of source, known by its head word.

    id      also the rule's name
    type    the type of source it gives
    nouns   the class of words/words.toml whose nouns head a description of such a source
    heads   other lemmas that do
    names   words by which a name is known to be one ("Times")
    """

    id: Annotated[KindOfSource, EVERY]
    type: Literal[
        "poll_or_study", "document", "law_or_court", "media", "armed_group", "witness", "government", "organisation",
        "unnamed_person", "group", "named_person", "author",
    ]  # fmt: skip
    nouns: Literal["armed_group", "document", "law", "media", "poll"] | None = None
    heads: WordList = ""
    names: WordList = ""


@dataclass(frozen=True, slots=True)
class Resolution(Table):
    """One way in which a mention is found to be somebody else's; the engine knows how, by the id.

    resolved_from   what the mention was: pronoun partial_name role plural
    """

    id: Annotated[Way, EVERY]
    resolved_from: Literal["pronoun", "partial_name", "role", "plural"]


@dataclass(frozen=True, slots=True)
class LastNamed(Table):
    """Bare words that mean the name of a kind that stands last before them: "the paper".

    words    the words
    kind     what the last word of the name tells it to be
    behind   nouns behind a name that tell it as well ("Vedomosti newspaper")
    never    words that such a name does not hold
    back     sentences gone back over
    or_body  whether any other body that is named later may be meant instead
    """

    words: WordSet
    kind: KindOfSource
    back: int
    behind: WordSet = frozenset()
    never: WordSet = frozenset()
    or_body: bool = False


@dataclass(frozen=True, slots=True)
class Salience(Table):
    """All of salience.toml: what each sign speaks for (above 0) or against, in hundredths of a logit.

    sure   what the odds for one candidate must come to, in hundredths
    """

    sure: int
    signs: dict[str, int]

    def score(self, found: Iterable[str]) -> float:
        """What the signs come to, in logits."""
        return sum(self.signs.get(sign, 0) for sign in found) / 100


@dataclass(frozen=True, slots=True)
class SourceRules(Table):
    """All of rules.toml; word lists are written in one string.

    short         titles as they are cut before a name -> the role ("gen")
    crowned       titles that stay with a single name ("Pope Francis")
    male, female  words that say he or she: role nouns and forms of address
    people        words for several people that are not role nouns
    apart         words that make a role another one ("former", "vice")
    firm_titles   titles that firms' names begin with ("General Motors")
    place_words   prepositions whose phrase only says where somebody is ("an official in the region")
    ends          last words of names by which they are called for short ("the ministry")
    prominent     words that mean the organisation an article is chiefly about ("the company")
    vehicles      documents in which somebody speaks, and no voice of their own ("a statement")
    papers        documents that "it" means in the next sentence, as it does any study ("the report")
    issued        verbs for giving one out ("released a statement")
    epithets      words that mean the one person just spoken of, whatever else they are called ("the striker")
    offices       words for who holds an office: whoever has one, has no other ("the coach", "the minister")
    callings      words that go with an office as well ("the businessman", "the congressman")
    indefinite    words that name nobody without what stands behind them ("those who left")
    kind          in order of preference
    last_named    what the last name of a kind is called by
    """

    short: dict[str, str]
    crowned: WordSet
    male: WordSet
    female: WordSet
    people: WordSet
    apart: WordSet
    firm_titles: WordSet
    place_words: WordSet
    ends: WordSet
    prominent: WordSet
    vehicles: WordSet
    papers: WordSet
    issued: WordSet
    epithets: WordSet
    offices: WordSet
    callings: WordSet
    indefinite: WordSet
    kind: tuple[Kind, ...]
    resolution: tuple[Resolution, ...]
    last_named: tuple[LastNamed, ...]
