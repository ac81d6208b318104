"""Reads a parsed Doc with its quantities and attributions, gives the events they predicate.

Certainty and polarity follow FactBank (Saurí and Pustejovsky, 2009). What the words tell stands in `lexicon.toml`,
the ways of saying it in `rules.toml` and `constructions.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token
from spacy.vocab import Vocab

from factx import words as vocabulary
from factx.events.communities import WHERE_IT_LIES
from factx.events.companions import LATER, companions
from factx.events.constructions import FINDERS, SEARCHES
from factx.events.factuality import certainty_of, polarity_of
from factx.events.figures import VERBAL, Figure, as_figure, find_figures, text_of
from factx.events.lexicon import load_lexicon
from factx.events.measures import OF_POINTS, TIMES_UNIT, find_subject, is_make, is_time
from factx.events.older import gives_way, is_older_alone, newer_than
from factx.events.outlook import HedgeWords
from factx.events.participants import Places, find_actor, find_cause, find_place, phrase_without
from factx.events.people import Finder, find_people
from factx.events.readings import BEFALLS_PEOPLE, Reading, Search
from factx.events.relations import (
    Told,
    befalls_others,
    is_additional,
    is_conversion,
    is_part,
    is_rival_of,
    is_told_of_part,
    same_sentence,
    shared_event,
    stated_whole,
    whole_of,
)
from factx.events.schema import RuleFile
from factx.events.speech import Speech
from factx.events.telling import is_pick, is_voice, telling
from factx.events.together import with_the_dead
from factx.events.words import Words, head_word, may_live
from factx.language import Text
from factx.model import HARM, Event, Quantity
from factx.rules import read_rules

SHARED = "shared-event"
OLDER = "older-value"
TIMES_AS = "times-as"
UNTYPED = frozenset(("governing-verb", "noun-of-deed", "measured-noun", "moved"))
STATEMENT = "content-predicate"
MULTIPLE = "multiple-event"
NTH = "nth-victim"
ALONG = "people-along"
# Constructions that say outright what befell the people of a list; the others guess from what stands near.
OUTRIGHT = frozenset(
    (
        "active-victim",
        "passive-victim",
        "joined-verb",
        "toll-value",
        "told-next",
        "bare-participle",
        "intransitive-victim",
        "state-of-subject",
        "state-of-object",
        "modifier-clause",
        "placed",
        "noun-above",
        "named-as",
    )
)
SAID_BEHIND = frozenset(("state-behind", "state-apart"))  # "a guard and two cooks killed"
SAID_OF_THEM = OUTRIGHT - {"toll-value"} | {"elided-state", SHARED}
BY_THE_NEWER = frozenset((*UNTYPED, SHARED, "neighbour"))
TOLD_BY_NUMBER = frozenset(("toll-value", "counted-noun", "modifier-word"))
AGAIN_REACH = 4
FOLLOWING = 3  # figures looked ahead at
FEW_THINGS = 12
SEVERAL_THINGS = 3
ROLLS = frozenset(("audience", "crowd", "headcount", "population", "turnout", "workforce"))  # whose value is people
DONE_BY_PEOPLE = BEFALLS_PEOPLE | {"attended", "charged", "convicted", "elected", "protested", "sentenced"}
BY_HAND = frozenset(("killed", "wounded", "arrested", "kidnapped"))
COUNTING = frozenset(("act", "social_group"))  # nouns of what is done to so many, or made up of them
LAID = frozenset(("attack", "raid", "sanction", "strike", "tariff"))  # on so many
POINTING = frozenset(("the", "these", "those", "both", "this", "that"))


@dataclass(frozen=True, slots=True)
class Worded:
    """An event with the words it was read from, for the stages behind this one.

    event    the record
    trigger  the words of its trigger
    figure   the words of its quantity; those of the trigger where it has none
    """

    event: Event
    trigger: Span
    figure: Span


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled rules of the stage."""

    words: Words
    constructions: tuple[tuple[str, Search | None], ...]
    people: tuple[tuple[str, Finder], ...]
    hedges: HedgeWords


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    file = read_rules("events", RuleFile)
    constructions = tuple(
        (c.id, SEARCHES.get(c.way)) for c in file.construction if c.way not in (STATEMENT, OLDER, LATER)
    )
    people = tuple((p.id, FINDERS[p.way]) for p in file.people)
    return Rules(Words(load_lexicon()), constructions, people, HedgeWords.of(file.hedge))


def add_people(text: Text, quantities: Sequence[Quantity], rules: Rules) -> tuple[Quantity, ...]:
    """The quantities with those, derived, of people counted out of whom an event of harm is told; in order."""
    counted = [q for q in find_people(text, quantities, rules.people, rules.words) if harm_is_told(text, q, rules)]
    if any(q.rule == NTH for q in counted):
        counted = [q for q in counted if q.rule != NTH or one_less_died(text, q, quantities, rules)]
    named = (replace(quantity, id=f"q{n}") for n, quantity in enumerate(counted, len(quantities) + 1))
    return tuple(sorted((*quantities, *named), key=lambda q: (q.number[0], -q.number[1])))


def one_less_died(text: Text, nth: Quantity, quantities: Sequence[Quantity], rules: Rules) -> bool:
    """Whether the article tells of the deaths before "a fourth victim died": else it may be the fourth person hurt."""
    before = (as_figure(text, q) for q in quantities if q.kind == "count" and q.low == (nth.low or 0) - 1)
    found = (read(figure, (), rules) for figure in (*before, as_figure(text, nth)) if figure is not None)
    *others, own = (told.reading.type if told else "" for told in found)
    return own == "killed" and "killed" in others


def harm_is_told(text: Text, people: Quantity, rules: Rules) -> bool:
    """Whether a construction says outright what befell the people, by a word outside their list."""
    figure = as_figure(text, people)
    found = read(figure, (), rules) if figure is not None and not figure.part else None
    if figure is None or found is None or found.reading.part:
        return False
    inside = figure.start <= found.reading.trigger.i < figure.end
    if found.reading.type == "missing" and found.rule == "noun-above":
        return False  # whom the police search for may be the gunmen
    if found.reading.lemma in rules.words.lexicon.words["winning"] | rules.words.lexicon.words["mourning"]:
        return False
    inside = inside and people.rule != ALONG
    trigger = found.reading.trigger
    right_behind = found.rule in SAID_BEHIND and trigger.i == figure.end and trigger.tag_ == "VBN"
    outright = (found.rule in OUTRIGHT or right_behind) and not inside
    outright = found.rule == "counted-noun" if people.rule == MULTIPLE else outright
    return outright and found.reading.type in BEFALLS_PEOPLE


def with_people(quantities: Sequence[Quantity], events: Sequence[Event]) -> tuple[Quantity, ...]:
    """The quantities; those without a noun that count the dead, the seized or a crowd count people, or cases.

    "Three times as fast" counts nothing.
    """
    befallen = {e.quantity: "case" if e.lemma == "case" else "people" for e in events if e.type in DONE_BY_PEOPLE}
    befallen |= {e.quantity: "people" for e in events if e.lemma in ROLLS}
    multiples = {e.quantity for e in events if e.rule == TIMES_AS}
    outright = {e.quantity for e in events if e.rule in SAID_OF_THEM}
    counted = (replace(q, kind="ratio", unit=None) if q.id in multiples else q for q in quantities)
    return tuple(
        replace(q, unit=befallen[q.id]) if q.id in befallen and has_no_noun(q, told=q.id in outright) else q
        for q in counted
    )


def has_no_noun(quantity: Quantity, *, told: bool) -> bool:
    """Whether a count has no noun, or where harm is `told` of it only the one before: "8 fatalities and 2 injured"."""
    if quantity.kind != "count" or quantity.unit is None:
        return quantity.kind == "count"
    lent = quantity.counted is None and quantity.unit != TIMES_UNIT
    return told and lent and not may_live(head_word(quantity.unit))


def find_events(speech: Speech, quantities: Sequence[Quantity], rules: Rules) -> tuple[Worded, ...]:
    """The events of the quantities, and the main predicates of attributed contents (quantity None), in order."""
    text = speech.text
    places = Places.of(text.doc)
    told: list[Told] = []
    events: list[Worded] = []
    readable = frozenset(text.readable())
    figures = [figure for figure in find_figures(text, quantities) if figure.head.i in readable]
    for n, figure in enumerate(figures, 1):
        found = set_in_time(figure, figures[n : n + FOLLOWING], told, rules)
        if found is not None and not (is_pick(figure) or (found.rule in UNTYPED and is_voice(figure, speech))):
            events.append(figure_event(found, told, speech, places, rules))
            events.extend(figure_event(more, told, speech, places, rules) for more in companions(found, rules.words))
            told.append(found)
    events = [with_whole(event, told) for event in events]
    events.extend(statement_events(speech, places, rules))
    return tuple(sorted(events, key=lambda e: (e.event.trigger.start, e.event.quantity or "")))


def with_whole(worded: Worded, told: Sequence[Told]) -> Worded:
    """The event as a part of the number that the text says it is of, where that befell the same."""
    event = worded.event
    own = next((t.figure for t in told if t.figure.quantity.id == event.quantity), None)
    befallen = event.type in BEFALLS_PEOPLE and event.part_of is None
    noun = stated_whole(own) if own is not None and befallen else None
    wholes = (t for t in told if noun is not None and noun == t.figure.head and t.reading.type == event.type)
    whole = next(wholes, None)
    return worded if whole is None else replace(worded, event=replace(event, part_of=whole.figure.quantity.id))


def set_in_time(figure: Figure, following: Sequence[Figure], told: Sequence[Told], rules: Rules) -> Told | None:
    """The figure with its reading; of an older value the reading of the newer one that it is set against."""
    newer = newer_than(figure, told, rules.words)
    found = read(figure, told, rules)
    last = told[-1] if told else None
    if found is not None:
        dead = last.figure if last is not None and last.reading.type == "killed" else None
        found = replace(found, reading=with_the_dead(found.reading, figure, dead, following))
    if newer is not None and (found is None or found.rule in BY_THE_NEWER):
        return Told(figure, replace(newer.reading, superseded=True), OLDER)
    after = next(iter(following), None)
    old = newer is not None or gives_way(figure, after, rules.words)
    if found is not None and (old or is_older_alone(found, last)):
        return replace(found, reading=replace(found.reading, superseded=True))
    return found


def read(figure: Figure, told: Sequence[Told], rules: Rules) -> Told | None:
    """The figure with the first reading that a construction gives it."""
    before = told[-1] if told else None
    if before is not None and (is_conversion(figure, before.figure) or is_rival_of(figure, before.figure)):
        return Told(figure, before.reading, SHARED)
    for rule, search in rules.constructions:
        reading = search(figure, rules.words) if search else shared_event(figure, before, rules.words)
        if reading is not None and not reading.type:
            reading = said_again(figure, reading, told)
        if reading is None or is_told_of_part(figure, reading) or befalls_others(figure, reading, rules.words):
            continue
        if before is not None and reaches_back(figure, reading, before):
            shared = shared_event(figure, before, rules.words)
            rule, reading = (SHARED, shared) if shared else (rule, reading)
        untold = rule in UNTYPED and (idle(figure, reading) or stands_by(figure, reading, rules.words))
        return None if untold else Told(figure, reading, rule)
    return None


def reaches_back(figure: Figure, reading: Reading, before: Told) -> bool:
    """Whether a part ("17 of them") is read with a verb that stands before the whole it is a part of."""
    return is_part(figure) and reading.trigger.i < before.figure.start and same_sentence(before.figure, figure)


def said_again(figure: Figure, reading: Reading, told: Sequence[Told]) -> Reading | None:
    """The reading of a bare "number" or "total", with the type of the toll last told, or of the same sentence."""
    for last in reversed(told[-AGAIN_REACH:]):
        beside = last.reading.type in HARM and same_sentence(last.figure, figure)
        if beside or last.rule in TOLD_BY_NUMBER:
            return replace(reading, type=last.reading.type)
    return None


def idle(figure: Figure, reading: Reading) -> bool:
    """Whether a figure without an event type says little: "the two leaders met", "one of the things", "in two ways"."""
    quantity = figure.quantity
    behind = figure.head.doc[figure.numeral.end : figure.numeral.end + 2].text
    if quantity.unit == TIMES_UNIT and behind.endswith(f"-{TIMES_UNIT}"):
        return True  # "a three-time winner"
    if quantity.kind == "measure":
        return quantity.bound == "vague" or is_make(figure, reading)
    if quantity.kind != "count":
        return False
    if quantity.bound == "vague" and (quantity.low is None or quantity.low < 12):
        return True
    if quantity.low == quantity.high == 1 and not quantity.span.text.isdigit():
        return True
    if figure.top.dep_ == "pobj" and (quantity.high or 0) <= FEW_THINGS and quantity.bound == "exact":
        return not tells_how_many(figure)
    if any(c.dep_ == "nummod" and c.i >= figure.numeral.end for c in figure.head.children):
        return False  # "ten of their 13 games"
    whole = (
        figure.top.dep_ == "nsubj" and (quantity.high or SEVERAL_THINGS) < SEVERAL_THINGS
    )  # not "six of the mosques were closed"
    whole = whole or any(node.dep_ == "appos" for node in figure.nodes)  # "Rao and Orr, two of the owners"
    of_it = [c for c in figure.head.children if whole or c.i < figure.numeral.end]
    known = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in POINTING) for c in of_it)
    return (known and (quantity.high or 0) <= FEW_THINGS) or (
        reading.trigger.dep_ == "ROOT" and reading.trigger.pos_ not in VERBAL
    )


def tells_how_many(figure: Figure) -> bool:
    """Whether a few are more than named below a preposition: "the addition of nine nurses", "a five-point lead"."""
    if figure.quantity.unit in OF_POINTS:
        return figure.top != figure.head
    noun, preposition = figure.head, figure.top.head
    many = (figure.quantity.low or 0) > 2 and not is_time(noun)
    if not many or any(c.dep_ in ("poss", "det") for c in noun.children):
        return False
    if preposition.lower_ == "on":
        return preposition.head.lemma_.lower() in LAID or bool(
            {c.lemma_.lower() for c in preposition.head.children} & LAID
        )
    if preposition.lower_ not in ("of", "against"):
        return False
    return bool(vocabulary.classes(preposition.head.lemma_.lower()) & COUNTING)


def stands_by(figure: Figure, reading: Reading, words: Words) -> bool:
    """Whether a count only stands in the clause of a harm: "killed people from 18 countries", "arrested 6 km away"."""
    frames = (*words.verb("patient", reading.trigger), *words.verb("agent", reading.trigger))
    blow = reading.trigger.lemma_.lower() in words.lexicon.words["blows"]
    if (
        blow
        or not any(f.type in BY_HAND and f.things != "fighter" for f in frames)
        or figure.quantity.kind not in ("count", "measure")
    ):
        return False
    if figure.quantity.kind == "measure":
        return figure.top.dep_ not in ("dobj", "nsubj", "nsubjpass")
    open_whole = words.is_person(figure) and not any(c.dep_ == "det" for c in figure.head.children)
    of_count = open_whole and figure.top.head.lower_ == "of"  # "hundred of thousands of people"
    beside = figure.top.dep_ in ("pobj", "appos") and not of_count
    return beside and figure.quantity.unit not in words.lexicon.words["blow_units"]


def figure_event(found: Told, told: Sequence[Told], speech: Speech, places: Places, rules: Rules) -> Worded:
    """The event of a figure's reading."""
    figure, reading = found.figure, found.reading
    voice = telling(figure, reading, speech, rules.words)
    subject = find_subject(reading, figure, rules.words)
    trigger = trigger_words(reading)
    event = Event(
        type=reading.type,
        trigger=text_of(trigger),
        lemma=reading.lemma,
        quantity=figure.quantity.id,
        place=None
        if reading.type in WHERE_IT_LIES
        else find_place(reading, figure, places, voice.source if voice else range(0)),
        cause=find_cause(reading, rules.words.lexicon) if reading.type in rules.words.lexicon.types else None,
        actor=find_actor(reading, figure, rules.words.lexicon),
        certainty="certain" if found.rule == OLDER else certainty_of(reading, figure, voice, rules.hedges),
        polarity=polarity_of(reading, figure, voice, rules.hedges),
        part_of=whole_of(figure, reading, told),
        additional=is_additional(figure),
        superseded=reading.superseded,
        rule=found.rule,
        subject=phrase_without(subject, figure) if subject is not None else None,
        voice=voice.said.id if voice is not None else None,
    )
    return Worded(event, trigger, figure.span)


def trigger_words(reading: Reading) -> Span:
    """The trigger's words: "death toll" as one."""
    token = reading.trigger
    wide = token.i > 0 and token.lemma_.lower() == "toll" and token.nbor(-1).dep_ == "compound"
    return token.doc[token.i - wide : token.i + 1]


def main_word(content: Span) -> Token:
    """The verb that the content hangs from; where there is none, its root, or its first word."""
    root = content.root
    if root.pos_ in VERBAL and root.is_alpha:
        return root
    tops = (t for t in content if t.pos_ in VERBAL and t.is_alpha and not content.start <= t.head.i < content.end)
    worded = root if root.is_alpha else next((t for t in content if t.is_alpha), root)
    return next(tops, worded)


def statement_events(speech: Speech, places: Places, rules: Rules) -> Iterator[Worded]:
    """The main predicate of each attributed content, without a quantity."""
    for voice in speech.heard.values():
        if voice.inside is None:
            continue
        word = main_word(voice.inside)
        if next(iter(speech.around_word(word)), None) is not voice:
            continue
        reading = Reading(word, word.lemma_.lower(), word.lemma_.lower(), word)
        trigger = trigger_words(reading)
        event = Event(
            type=reading.type,
            trigger=text_of(trigger),
            lemma=reading.lemma,
            quantity=None,
            place=find_place(reading, None, places, voice.source),
            cause=find_cause(reading, rules.words.lexicon),
            actor=None,
            certainty=certainty_of(reading, None, voice, rules.hedges),
            polarity=polarity_of(reading, None, voice, rules.hedges),
            part_of=None,
            additional=False,
            superseded=False,
            rule=STATEMENT,
        )
        yield Worded(event, trigger, trigger)
