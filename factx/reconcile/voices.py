"""One key for one voice, however it is called: "Karvenia", "the government of Karvenia", "Karvenia's government".

A name that says whose body it is ("X's army", "the army of X", "the army in X", "the X army") is taken apart into the
body and the country or town; a government is its country. Ministries, armies and the like stay voices of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factx.gazetteer import lookup
from factx.reconcile.lexicon import lexicon
from factx.reconcile.places import REMEMBERED, country, known

OWNER = re.compile(r"(?P<of>.+?)[’'](?:s )?\s*(?P<body>\S.*)")
OWNED = re.compile(r"(?P<body>(?:\S+ ){0,2}?\S+) (?:of|in) (?:the )?(?P<of>\S+(?: \S+){0,2})")
MINISTRY = re.compile(r"\b(ministry|department) of (?:the )?(\w+)(?=$| (?:of|in) )", re.IGNORECASE)
BEGUN = re.compile(r"(?P<of>\S+) (?P<body>\S+(?: \S+){0,2})")


@lru_cache(maxsize=REMEMBERED)
def voice_key(name: str) -> str:
    """The same text for the names of one voice."""
    name = MINISTRY.sub(r"\2 \1", name)
    bare = name[4:] if name[:4].casefold() == "the " else name
    for form in (OWNER, OWNED, BEGUN):
        found = form.fullmatch(bare)
        if found and _is_body(found["body"]) and (form is not BEGUN or known(found["of"])):
            body = found["body"].casefold().removeprefix("the ")
            owner = _state(found["of"])
            return owner if body in lexicon().governments else f"{body} of {owner}"
    return _state(bare)


def _is_body(words: str) -> bool:
    """Whether the words end in a body of a state: "health ministry"."""
    return words.casefold().rpartition(" ")[2] in lexicon().bodies


def _state(name: str) -> str:
    """One spelling for a country and its people ("Israel", "Israeli"); of any other name its own in small letters."""
    code, meant = country(name), lookup(name)
    if code and meant[0].kind in ("country", "people"):
        return f"state {code}"
    return name.casefold().removeprefix("the ")
