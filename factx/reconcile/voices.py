"""One key for one voice, however it is called: "Karvenia", "the government of Karvenia", "Karvenia's government".

A name that says whose body it is ("X's army", "the army of X", "the army in X", "the X army") is taken apart into the
body and the country or town; a government is its country, and who runs a body is left out
("the rebel-run ministry"). Ministries, armies and the like stay voices of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from factx.gazetteer import lookup
from factx.reconcile.lexicon import lexicon
from factx.reconcile.places import PLACES_REMEMBERED, country, known

OWNER_OF = re.compile(r"(?P<of>.+?)[’'](?:s )?\s*(?P<body>\S.*)")
OWNED = re.compile(r"(?P<body>(?:\S+ ){0,2}?\S+) (?:of|in) (?:the )?(?P<of>\S+(?: \S+){0,2})")
MINISTRY = re.compile(r"\b(ministry|department) of (?:the )?(\w+)(?=$| (?:of|in) )", re.IGNORECASE)
RUN_BY = re.compile(r"\b\w+[- ](?:appointed|backed|controlled|led|run)\s+", re.IGNORECASE)
COUNTED_BY = re.compile(
    r"(?:(?:an?|the) (?:new )?(?:count|report|tally) |(?:data|figures|numbers|statistics) )(?:by|from|of) (?=.)",
    re.IGNORECASE,
)
INITIAL = re.compile(r"(?<!\w)[A-Z](?=\w)")
INITIALS = re.compile(r"[A-Z]{2,6}")
UNOWNED = re.compile(
    r"(?:its|their|(?:the )?(?:country|enclave|nation|region|state|strip|territory)[’']s)\s+", re.IGNORECASE
)
BEGUN = re.compile(r"(?P<of>\S+) (?P<body>\S+(?: \S+){0,2})")


@lru_cache(maxsize=PLACES_REMEMBERED)
def voice_key(name: str) -> str:
    """The same text for the names of one voice."""
    name = MINISTRY.sub(r"\2 \1", COUNTED_BY.sub("", name))
    if _is_body(name):
        name = UNOWNED.sub("", RUN_BY.sub("", name))
    bare = name[4:] if name[:4].casefold() == "the " else name
    for found in filter(None, (OWNER_OF.fullmatch(bare), OWNED.fullmatch(bare), BEGUN.fullmatch(bare))):
        if _is_body(found["body"]) and (found.re is not BEGUN or known(found["of"])):
            body = found["body"].casefold().removeprefix("the ")
            owner = _state(RUN_BY.sub("", found["of"]))
            return owner if body in lexicon().governments else f"{body} of {owner}"
    return _state(bare)


def one_voice(names: Collection[str]) -> dict[str, str]:
    """For keys of names that say less the key of the only name beside them that says more, of voices of one figure.

    "The health ministry" is that of a country, "UNHCR" whose initials these are; with none or several beside it a key
    is not there.
    """
    keys = {voice_key(name) for name in names}
    return _owned(keys) | _spelled_out(names)


def _spelled_out(names: Collection[str]) -> dict[str, str]:
    initials: dict[str, set[str]] = defaultdict(set)
    for name in names:
        initials["".join(INITIAL.findall(COUNTED_BY.sub("", name).removeprefix("The ")))].add(voice_key(name))
    short = {name: bare for name in names if INITIALS.fullmatch(bare := name.removeprefix("the ").removeprefix("The "))}
    return {voice_key(name): min(initials[bare]) for name, bare in short.items() if len(initials.get(bare, ())) == 1}


def _owned(keys: Collection[str]) -> dict[str, str]:
    owned: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        body, of, _ = key.partition(" of ")
        if of and " " in body and _is_body(body):  # of "police" or "government" there are many
            owned[body].add(key)
    return {key: min(owned[key]) for key in keys if len(owned.get(key, ())) == 1}


def _is_body(words: str) -> bool:
    """Whether the words end in a body of a state: "health ministry"."""
    return words.casefold().rpartition(" ")[2] in lexicon().bodies


def _state(name: str) -> str:
    """One spelling for a country and its people ("Israel", "Israeli"); of any other name its own in small letters."""
    code, meant = country(name), lookup(name)
    if code and meant[0].kind in ("country", "people"):
        return f"state {code}"
    return name.casefold().removeprefix("the ")
