"""Within one article: which of its figures tell the event it is chiefly about, and which tell another one.

An article about today's flood may recall the flood of 2015 and a flood elsewhere. A figure whose date or country is
another than that of the main event stands apart; so do one counted since a day long before, and one higher than the
one the article opens with. A figure lower than that one is taken as a part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from math import inf

from factx.model import HARM
from factx.reconcile.days import apart
from factx.reconcile.lexicon import lexicon
from factx.reconcile.model import Days, Incident, Said
from factx.reconcile.places import FAME, telling

DAYS_APART = 2  # days: an attack in the night, a storm over a weekend
TOLD_AGAIN = 3  # times that an article tells the toll that it is about, though its headline has one victim
SCENE_TIMES = 3  # times what another voice counts far below the opening figure: of one scene, no other count of all
OPEN_TIMES = 3  # times what "more than 230" may be in the figures of one event
HISTORIC = 60  # days: harm dated to a longer stretch is history, where nobody knows when the article appeared
RECENT = 45  # days before publication in which an undated event may lie


def split_incidents(
    story: int, day: int | None, said: Sequence[Said], victims: Sequence[Said] = ()
) -> tuple[Incident, ...]:
    """The incidents of a story, the main one first (it may have no figures), with the `victims` of its headline."""
    days = _main_days(said, day)
    country = next((s.country for s in said if s.type in HARM and s.country), None)
    here: list[Said] = [victim for victim in victims if not _is_one_of_several(victim, said)]
    elsewhere: dict[tuple[Days | None, str | None], list[Said]] = defaultdict(list)
    for claim in said:
        other = _other_days(claim, days, day) and not _update(claim, said, day)
        if claim.since is not None or other or _other_country(claim, country):
            elsewhere[claim.days, claim.place].append(claim)
        else:
            here.append(claim)
    whole, higher = _settle(here)
    main = Incident(story, True, days, _place(whole), country, whole)
    sides = [
        Incident(story, False, key[0], key[1], claims[0].country, _settle(claims)[0])
        for key, claims in elsewhere.items()
    ]
    return (main, *sides, *(Incident(story, False, None, None, None, (claim,)) for claim in higher))


def _is_one_of_several(victim: Said, said: Iterable[Said]) -> bool:
    """Whether the article counts more in its first paragraphs and again below: its headline has one of them."""
    more = [s for s in said if s.type == victim.type and s.unit == "people" and (s.low or 0) > (victim.low or 0)]
    counted = [s for s in more if not (s.subset or s.superseded or s.negative or s.hedged)]
    times = Counter(s.low for s in counted)
    return any(s.lead and times[s.low] >= TOLD_AGAIN for s in counted)


def _main_days(said: Sequence[Said], day: int | None) -> Days | None:
    """When the main event happened: the first date of a figure of harm that is recent, or that the article opens with.

    An old date of a later figure counts only where it is the opening figure told again.
    """
    harm = sorted((s for s in said if s.type in HARM and s.since is None), key=lambda s: not s.lead)
    opened = {claim.type: claim for claim in reversed(harm)}
    for claim in harm:
        again = (claim.type, claim.low, claim.high) == (harm[0].type, harm[0].low, harm[0].high)
        lately = is_recent(claim.days, day) if day and claim.days else _is_short(claim.days)
        one_later = claim.high == 1 < (opened[claim.type].low or 0)  # who dies in hospital a week after
        if claim.days and ((again and (day or lately)) or (day and lately and not one_later)):
            return claim.days
    return None


def _is_short(days: Days | None) -> bool:
    """Whether these are no stretch that only history is dated to."""
    return days is not None and days[1] - days[0] <= HISTORIC


def is_recent(days: Days, day: int | None) -> bool:
    """Whether an event of these days is in the news of a day; where nobody knows the day it may be."""
    return day is None or apart(days, (day - RECENT, day)) == 0


def _other_days(claim: Said, days: Days | None, day: int | None) -> bool:
    """Whether the claim is dated, and to other days than the main event."""
    if claim.days is None:
        return False
    if days is not None:
        return apart(claim.days, days) > DAYS_APART
    if day is None:
        return claim.type in HARM and not _is_short(claim.days)
    return not is_recent(claim.days, day)


def _update(claim: Said, said: Sequence[Said], day: int | None) -> bool:
    """Whether a claim dated to the days of the article alone tells its type: an update, dated by the day it came."""
    new = claim.days is not None and day is not None and apart(claim.days, (day - 1, day)) == 0
    return new and all(other is claim or other.type != claim.type or other.days == claim.days for other in said)


def _other_country(claim: Said, country: str | None) -> bool:
    return country is not None and claim.country is not None and claim.country != country


def _place(said: Sequence[Said]) -> str | None:
    return next((s.place for s in said if s.place and s.type in HARM), None) or next(
        (s.place for s in said if s.place), None
    )


def _settle(said: Sequence[Said]) -> tuple[tuple[Said, ...], list[Said]]:
    """The claims with those marked that count a part, and the claims too high to belong to them."""
    rows: dict[tuple[str, str | None, str, bool], list[Said]] = defaultdict(list)
    deadly = any(claim.type == "killed" for claim in said)
    for claim in said:
        rows[claim.type, claim.unit, claim.kind, claim.hit and deadly].append(claim)
    kept: list[Said] = []
    higher: list[Said] = []
    for claims in rows.values():
        if claims[0].unit != "people":
            kept += claims
            continue
        claims = _with_sums(claims)
        opening = _opening(claims)
        adding = _voices_adding(claims, opening)
        for claim in claims:
            if opening is not None and claim.voice == opening.voice and _above(claim, opening):
                higher.append(claim)
            else:
                kept.append(_placed(claim, _is_part(claim, opening, adding), claim is opening))
    return tuple(kept), higher


def _placed(claim: Said, part: bool, opening: bool) -> Said:
    """The claim with what is known of it beside the others; a copy only where that is something new."""
    known = claim.subset == part and claim.opening == opening
    return claim if known else claim._replace(subset=part, opening=opening)


def _with_sums(claims: list[Said]) -> list[Said]:
    """The claims; sorts of people counted in one sentence ("two children and a teen") are parts of their sum."""
    nouns = lexicon().whole
    sentences: dict[tuple[int, str | None], dict[str, Said]] = defaultdict(dict)
    for claim in claims:
        if claim.noun and claim.noun not in nouns and not (claim.subset or claim.additional or claim.superseded):
            sentences[claim.sentence, claim.voice].setdefault(claim.noun, claim)
    for parts in sentences.values():
        if len(parts) > 1:
            added = list(parts.values())
            taken = {claim.claims for claim in added}
            claims = [c._replace(subset=True) if c.claims in taken else c for c in claims]
            claims = [*claims, _sum(added)]
    return claims


def _sum(parts: Sequence[Said]) -> Said:
    low = sum(p.low for p in parts if p.low is not None)
    open_ended = any(p.high is None for p in parts)
    high = None if open_ended else sum(p.high for p in parts if p.high is not None)
    bound = "at_least" if open_ended else "exact"
    claims = tuple(claim for p in parts for claim in p.claims)
    return parts[0]._replace(low=low, high=high, bound=bound, noun=None, claims=claims)


def _opening(claims: Sequence[Said]) -> Said | None:
    """The figure for all that the article opens with: the first one of the whole, else the first.

    Of "dozens" it is the number that the article gives of them.
    """
    counted = [c for c in claims if not (c.subset or c.superseded or c.hedged or c.negative)]
    counted = [c for c in counted if not (c.additional and c.type == "killed")] or counted
    whole = [c for c in counted if c.noun is None or c.noun in lexicon().whole]
    first = next(iter(sorted(whole or counted, key=lambda c: not c.lead)), None)
    if first is not None and first.bound == "vague":
        firm = (c for c in whole or counted if c.bound != "vague" and (c.low or 0) >= (first.low or 0))
        first = next(firm, first)
    sorts = counted[: counted.index(first)] if first else []
    return next((c for c in sorts if _counts_more(c, first)), first)


def _counts_more(sort: Said, whole: Said | None) -> bool:
    """Whether a sort of people that stands before a whole is more of them: "17 villagers … 14 died at once"."""
    return whole is not None and sort.voice == whole.voice and (sort.low or 0) > (whole.high or whole.low or inf)


def _above(claim: Said, opening: Said) -> bool:
    """Whether the claim stands below the opening and is higher than its range allows."""
    limit = opening.high if opening.high is not None else OPEN_TIMES * (opening.low or inf)
    below = not claim.lead or not opening.claims  # a victim of the headline stands before all claims
    return below and (claim.low or 0) > limit


def _voices_adding(claims: Iterable[Said], opening: Said | None) -> frozenset[str | None]:
    """Voices that tell several figures below the opening, of one scene each: none is their count of all."""
    told: dict[str | None, set[float]] = defaultdict(set)
    everybody = lexicon().whole
    for claim in claims:
        whole = (claim.noun is None or claim.noun in everybody) and not (claim.subset or claim.superseded)
        if opening is not None and claim is not opening and whole:
            told[claim.voice].add(claim.high or inf)
    most = opening.low or 0 if opening else 0
    return frozenset(voice for voice, values in told.items() if len(values) > 1 and max(values) < most)


def _is_part(claim: Said, opening: Said | None, adding: Collection[str | None]) -> bool:
    """Whether the claim counts some of those that the opening counts; voices that are `adding` tell parts only."""
    if claim.subset or opening is None or claim is opening:
        return claim.subset
    if claim.additional:
        return True
    whole = claim.noun is None or claim.noun in lexicon().whole | lexicon().fighters
    own = claim.voice in {None, opening.voice, *adding} or _lies_within(claim, opening)
    disputed = claim.lead or SCENE_TIMES * (claim.high or claim.low or inf) > (opening.low or 0)
    another = (not own and whole and disputed) or opening.bound == "vague"
    top = claim.high
    if top is None and not claim.lead:  # "at least 2", far below
        top = SCENE_TIMES * (claim.low or 0)
    return not another and top is not None and top < (opening.low or 0)


def _lies_within(claim: Said, opening: Said) -> bool:
    """Whether the claim counts those of a town, and the opening twice as many at least of no town or a country."""
    town = claim.place is not None and telling(claim.place) > FAME["region"]
    everywhere = opening.place is None or telling(opening.place) <= FAME["region"]
    return town and everywhere and 2 * (claim.high or inf) <= (opening.low or 0)
