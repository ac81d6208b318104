"""What a word is, each word once: see README.md in this folder.

    from factx import words

    words.is_person("lawmaker")       # True
    words.can_speak("ministry")       # True; so can people, bodies, documents, polls, laws, states
    words.noun_class("attack")        # "act": the class that most of its uses have
    words.classes("church")           # frozenset({"group", "organization", "social_group", "building", …})
    words.verb_class("announce")      # "communication"
    words.members("kin")              # frozenset({"aunt", "brother", …})
    words.plural("bus")               # "buses"
    words.value("twelve")             # 12
    words.month("sept.")              # 9
    words.weekday("friday")           # 4; Monday is 0

Lemmas and words are asked in small letters.
"""

from factx.words.engine import (
    HAPPENING,
    Vocabulary,
    can_speak,
    classes,
    is_person,
    load_vocabulary,
    members,
    month,
    noun_class,
    ordinal,
    plural,
    share,
    using,
    value,
    verb_class,
    verb_classes,
    weekday,
)

__all__ = [
    "HAPPENING",
    "Vocabulary",
    "can_speak",
    "classes",
    "is_person",
    "load_vocabulary",
    "members",
    "month",
    "noun_class",
    "ordinal",
    "plural",
    "share",
    "using",
    "value",
    "verb_class",
    "verb_classes",
    "weekday",
]
