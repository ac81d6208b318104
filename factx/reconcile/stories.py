"""Reads a plain document record into a Story: names, days, kinds of harm, figure claims; its text is not kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from factx.model import AFTERMATH, HARM
from factx.plain import Plain, source_label
from factx.reconcile.days import days_of, one_day
from factx.reconcile.incidents import split_incidents
from factx.reconcile.lexicon import harm_words, hazard_of, lexicon
from factx.reconcile.model import CHARGE, Person, Quarter, Said, Story, one_told
from factx.reconcile.names import NAME_WORD, split_names, words_of
from factx.reconcile.origins import fingerprint, sketch_of
from factx.reconcile.places import country
from factx.reconcile.quarters import company_of, quarter_of
from factx.reconcile.recalled import date_recalled
from factx.reconcile.running import (
    countries_of,
    is_forecast,
    is_people,
    minute_of,
    rate_of,
    running_of,
    sentence_of,
    year_of,
)
from factx.reconcile.victims import Rule, may_tell, murders_charged, victims_of, without_the_dead
from factx.reconcile.words import terms_of

STORY_LEAD = 700  # characters: headline and first paragraphs, where an article says what it is about
FIRST_PARAGRAPHS = 900  # … first paragraphs
FIRST_SENTENCE = 400  # … headline and first sentence
CHARGES_SEEN = 2000  # … in which charges of murder are those of its own event
MENTIONS = 3  # of a name that count where the text is not there
STORY_SEEN = 6000  # characters of a text that are looked at for the kind of harm
LIVING_OR_DEAD = frozenset(("killed", "wounded"))  # what the rules of victims.toml tell of
BESIDE = 14  # characters on either side of a number in which "another" and "others" stand
BESIDE_THEM = re.compile(r"\banother [\w-]+\b|(?<![\w-])[\w-]+ others\b", re.IGNORECASE)
SOME_OF_THEM = re.compile(r"(?<![\w-])[\w-]+ of (?:them|whom|those|these|the)\b", re.IGNORECASE)
SOME_OF_THE = re.compile(r"\s(?:[\w-]+ )?of (?:the|its|their|those) ", re.IGNORECASE)
BE_OR_HAVE = re.compile(r"\b(?:are|be|been|being|had|has|have|is|was|were|who|which|that)\b|,", re.IGNORECASE)
CONDITION = re.compile(  # how badly those are hurt who have just been counted
    r"[^\d,;.]{1,60}?\b(?:in (?:an? )?(?:very )?(\w+) condition|(?:had|with) (?:only )?(\w+) injur(?:y|ies))\b",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
UNNAMED = "somebody not named"
UNNAMED_KINDS = frozenset(("group", "unknown", "unnamed_person"))
PEOPLE_TYPES = (HARM | AFTERMATH) - {"destroyed", "affected"}


def read_story(number: int, record: Plain) -> Story:
    """The Story of a record, the `number`th of the input."""
    document, claims = record["document"], record["claims"]
    anchor = (document.get("anchor") or {}).get("value")
    day = one_day(document["published"]) or one_day(anchor)
    minute = minute_of(document.get("published_at"))
    persons, keys = split_names(_told_names(record), _officials(record["attributions"]), STORY_LEAD)
    company = company_of(record)
    told = [claim for claim in _voiced(claims) if claim["quantity"] is not None]
    told = [claim for claim in told if not _lifeless(claim)]
    counted = [claim for claim in told if not _other_crimes(claim["quantity"])]
    said = [_said(number, day, minute, record, claim, quarter_of(claim, company)) for claim in counted]
    said = date_recalled(said, (claim["span"][0] for claim in counted), record)
    text = document.get("text") or _words_kept(record)
    headline = _headline(record)
    begun = NAME_WORD.findall(text[:STORY_LEAD].casefold())
    opening = [*NAME_WORD.findall((document["title"] or "").casefold()), *begun]
    rest = NAME_WORD.findall(text[STORY_LEAD:STORY_SEEN].casefold())
    hazards = _hazards([*opening, *rest])
    harmed = _harmed(opening) or any(s.type in HARM and s.lead for s in said)
    told_of = [name["text"] for name in record.get("names", ()) if name["type"] == "person"]
    victims = _victims(headline, text, told, told_of, violent=bool(hazards)) if harmed else {}
    charged = murders_charged(text[:CHARGES_SEEN]) if harmed else 0
    return Story(
        number=number,
        id=document["id"],
        title=document["title"],
        outlet=document["outlet"],
        published=document["published"],
        day=day,
        persons=persons,
        names=keys,
        places=_places(record),
        told=frozenset(d for t in record.get("dates", ()) if (d := one_day(t["value"])) is not None),
        hazards=hazards,
        harmed=harmed,
        deadly=_deadly(headline),
        terms=dict(terms_of(document["title"], text)),
        sketch=sketch_of([*begun, *rest]),
        incidents=split_incidents(number, day, said, _uncounted(number, day, minute, told, victims.values(), charged)),
    )


def _words_kept(record: Plain) -> str:
    """What a record without its text has of it: the words of its claims, and its names as often as they stand there."""
    names = (f"{name['text']}. " * min(name["count"], MENTIONS) for name in record.get("names", ()))
    return "\n".join([*(claim["text"] for claim in record["claims"]), *names])


def _told_names(record: Plain) -> list[Plain]:
    """The names of a record without those of its writers."""
    writers = [section["span"] for section in record["sections"] if section["kind"] in ("byline", "credit")]
    names: list[Plain] = record.get("names", [])
    return [name for name in names if not any(start <= name["span"][0] < end for start, end in writers)]


def _officials(attributions: Iterable[Plain]) -> set[Person]:
    """Persons whom the article quotes as holders of an office ("police Capt. John Cook")."""
    offices = lexicon().offices
    officials: set[Person] = set()
    for attribution in attributions:
        source = attribution["source"]
        for told in {source_label(source), source["text"]} if source else ():
            words = NAME_WORD.findall(told.casefold())
            if len(words) > 2 and not offices.isdisjoint(words):
                officials |= set(pairwise(words))
    return officials


def _hazards(words: Iterable[str]) -> frozenset[str]:
    """The kinds of harm that the words tell of: the commonest one, and those told with half as many words."""
    kinds = hazard_of()
    counts = Counter([kinds[word] for word in filter(kinds.__contains__, words)])
    most = max(counts.values(), default=0)
    return frozenset(kind for kind, count in counts.items() if count * 2 >= most)


def _harmed(opening: Iterable[str]) -> bool:
    """Whether an article that opens with these words is about dead, hurt or homeless: two words at least say so."""
    return sum(map(harm_words().__contains__, opening)) > 1


def _headline(record: Plain) -> str:
    """The headline, as far as the record has it."""
    document, text = record["document"], record["document"].get("text")
    spans = [section["span"] for section in record["sections"] if section["kind"] == "headline"]
    claims = [claim["text"] for claim in record["claims"] if claim["section"] == "headline"]
    return ". ".join([document["title"] or "", *([text[s:e] for s, e in spans] if text else claims)])


def _deadly(headline: str) -> bool:
    """Whether a headline tells of a death: "Boy fatally shot"."""
    lists, words = lexicon(), set(NAME_WORD.findall(headline.casefold()))
    return not lists.deaths.isdisjoint(words) and lists.unsaid.isdisjoint(words)


def _places(record: Plain) -> dict[str, str]:
    """Names of places as the article writes them, by their key."""
    return {
        " ".join(words_of(name["text"])): name["text"] for name in record.get("names", ()) if name["type"] == "place"
    }


def _voiced(claims: Sequence[Plain]) -> Iterator[Plain]:
    """The claims; a headline's figure that the article then puts into a mouth is that voice's, not one more voice.

    A part that another voice tells than its whole is none: that voice answers the other (`answers`).
    """
    sources = {claim["id"]: claim["source"] for claim in claims if claim["source"]}
    for claim in claims:
        told = [sources[other] for other in claim["same_as"] if other in sources]
        repeats = claim["section"] == "headline" and claim["source"] is None
        whole, own = sources.get(claim["part_of"]), claim["source"]
        answers = bool(whole and own and whole["canonical"] and whole["canonical"] != own["canonical"])
        yield claim | {"source": told[0] if told and repeats else own, "answers": answers}


def _said(
    story: int, day: int | None, minute: int | None, record: Plain, claim: Plain, quarter: Quarter | None
) -> Said:
    quantity, source, event = claim["quantity"], claim["source"], claim["event"]
    lists = lexicon()
    type_ = event["type"] if event else quantity["kind"]
    place = claim["place"] or {}
    noun = (quantity["unit"] or "").split(" ")[-1].lower() or None
    if type_ == "wounded" and (noun is None or noun in lists.whole) and not quantity.get("derived"):
        noun = _how_badly(claim) or noun
    standing = source["type"] if source else "narrator"
    sentence = sentence_of(claim, record["document"].get("text"))
    running, since = running_of(claim, sentence, record.get("dates", ()), day)
    days = days_of((claim["when"] or {}).get("value") or year_of(claim, sentence, running=running))
    return Said(
        story=story,
        claims=(claim["id"],),
        type=type_,
        subject=claim["actor"]["text"].casefold() if claim["actor"] else None,
        unit=_unit(type_, quantity, rate_of(claim)),
        noun=noun,
        kind=quantity["kind"],
        low=quantity["low"],
        high=quantity["high"],
        bound=quantity["bound"],
        voice=_voice(source),
        standing=standing,
        rank=_rank(source, standing),
        day=day,
        days=days if since is None else (since, max(since, day or since)),
        place=place.get("text"),
        country=place.get("country") or (country(place["text"]) if place else None),
        subset=(claim["part_of"] is not None and not claim.get("answers")) or _of_them(claim, type_),
        additional=claim["additional"],
        added_up=quantity.get("derived", False),
        superseded=claim["superseded"],
        negative=claim["polarity"] == "negative",
        running=running,
        since=since,
        whole=noun is None or noun in lists.whole or is_people(quantity["unit"]),
        countries=countries_of(sentence, place),
        minute=minute,
        hit=type_ == "wounded" and event["lemma"] in lists.hit and not _others(claim),
        hedged=claim["certainty"] in ("possible", "probable") or (type_ in PEOPLE_TYPES and is_forecast(claim)),
        lead=claim["section"] == "headline" or claim["span"][0] < STORY_LEAD,
        opening=False,
        sentence=fingerprint(claim["text"]),
        quarter=quarter,
    )


def _victims(headline: str, text: str, told: Iterable[Plain], names: list[str], *, violent: bool) -> dict[str, Rule]:
    """The rules by which the headline tells of one victim, or the first paragraphs do where the article counts none."""
    found = victims_of(headline, names, violent=violent)
    counted = {c["event"]["type"] for c in told if c["event"] and c["polarity"] == "positive"}
    counted |= {"wounded"} if "casualties" in counted else set()
    opened = "" if counted >= LIVING_OR_DEAD else text[:FIRST_PARAGRAPHS]
    for sentence in SENTENCES.split(opened) if may_tell(NAME_WORD.findall(opened.casefold())) else ():
        for type_, rule in victims_of(sentence, names, violent=violent).items():
            if type_ not in counted and not rule.hit:
                found.setdefault(type_, rule)
    return without_the_dead(found)


def _uncounted(
    story: int, day: int | None, minute: int | None, told: Iterable[Plain], victims: Collection[Rule], charged: int
) -> list[Said]:
    """The victims of whom a headline tells, where no figure of their kind opens the article; two only where none is.

    Where nothing tells of dead, as many as somebody is `charged` with the murder of.
    """
    counted = [c for c in told if c["event"] and c["polarity"] == "positive"]
    anywhere = {c["event"]["type"] for c in counted}
    opened = {c["event"]["type"] for c in counted if c["section"] == "headline" or c["span"][0] < FIRST_SENTENCE}
    found = [
        one_told(story, day, minute, rule.type, hit=rule.hit, least=rule.least)
        for rule in victims
        if rule.type not in (opened if rule.least == 1 else anywhere)
    ]
    if charged > 1 and "killed" not in {*anywhere, *(rule.type for rule in victims)}:
        found.append(one_told(story, day, minute, "killed", hit=False, least=charged)._replace(standing=CHARGE))
    return found


def _voice(source: Plain | None) -> str | None:
    """Who says it; None for the article itself. A pronoun that nobody resolved is somebody, but nobody by name."""
    if source is None:
        return None
    name: str | None = source["canonical"]
    return UNNAMED if name is None or name.casefold() in lexicon().pronouns else name


def _rank(source: Plain | None, standing: str) -> int:
    """How credible a voice is by its kind, 1 the most; officials count as a government, whoever they are."""
    lists = lexicon()
    if source is not None and standing in UNNAMED_KINDS:
        words = NAME_WORD.findall((source["canonical"] or "").casefold())
        if not lists.officials.isdisjoint(words):
            standing = "government"
    return lists.credibility.get(standing, max(lists.credibility.values()))


def _other_crimes(quantity: Plain) -> bool:
    """Whether crimes beside the one at hand are counted ("several other homicides")."""
    words = (quantity["unit"] or "").split()
    return "other" in words and words[-1] in lexicon().crimes


def _lifeless(claim: Plain) -> bool:
    """Whether things that cannot be are told as killed or hurt ("killed in two counties")."""
    lists, last = lexicon(), (claim["quantity"]["unit"] or "").split(" ")[-1].lower()
    type_ = (claim["event"] or {}).get("type")
    return type_ in ("killed", "wounded", "casualties") and last in lists.things - lists.animals


def _others(claim: Plain) -> bool:
    """Whether people beside those told of are counted ("three other victims", "11 others", "another four")."""
    unit = (claim["quantity"]["unit"] or "").split()
    return "other" in unit or bool(BESIDE_THEM.search(_near_number(claim)))


def _how_badly(claim: Plain) -> str | None:
    """How badly those are hurt who are counted by that alone ("18 were in critical condition"): a sort of the hurt."""
    text, first, (_, end) = claim["text"], claim["span"][0], claim["quantity"]["number"] or claim["quantity"]["span"]
    condition = CONDITION.match(text, max(0, end - first))
    word = (condition[1] or condition[2]).casefold() if condition else None
    return word if word in lexicon().grave else None


def _of_them(claim: Plain, type_: str) -> bool:
    """Whether some are counted of more of their kind: "two of the 49 victims killed", "two of them badly hurt"."""
    text, first, (_, end) = claim["text"], claim["span"][0], claim["quantity"]["number"] or claim["quantity"]["span"]
    if type_ in HARM and (some := SOME_OF_THE.match(text, max(0, end - first))):
        befallen = text[some.end() : max(0, claim["event"]["trigger"][0] - first)]
        if befallen and not BE_OR_HAVE.search(befallen):
            return True
    if type_ != "wounded":
        return False
    grave = not lexicon().grave.isdisjoint(NAME_WORD.findall(claim["text"].casefold()))
    return grave and bool(SOME_OF_THEM.search(_near_number(claim)))


def _near_number(claim: Plain) -> str:
    """The number of a claim with the word before it and those after it."""
    (start, end), first = claim["quantity"]["number"] or claim["quantity"]["span"], claim["span"][0]
    text: str = claim["text"]
    return text[max(0, start - first - BESIDE) : end - first + BESIDE] if len(text) == claim["span"][1] - first else ""


def _unit(type_: str, quantity: Plain, rate: str | None) -> str | None:
    """What is counted: "people" for persons of any sort, and where the noun is left out; else the noun.

    So many people each year are no event's: "people per year".
    """
    unit: str | None = quantity["unit"]
    if quantity["kind"] != "count":
        return unit
    last = unit.split(" ")[-1].lower() if unit else None
    if type_ not in PEOPLE_TYPES or last in lexicon().things:
        return last
    return f"people per {rate}" if rate else "people"
