"""Said by the counted noun itself, what modifies it, or the noun above it: "280 injured people", "14 deaths"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from factx.events.figures import VERBAL, Figure
from factx.events.readings import (
    BEFALLS_PEOPLE,
    COPULAS,
    KILLED_OR_WOUNDED,
    PASSIVE,
    Reading,
    agent_frames,
    clause_word,
    direct_state,
    typed,
)
from factx.events.relations import stated_whole
from factx.events.states import among, complement, placed_below, placed_by, said_of_noun
from factx.events.verbs import passive_verb
from factx.events.words import Words
from factx.language.grammar import RELATIVE, SUBJECTS, TIME_LABELS, child_of, has_object

MODIFIER_REACH = 5
ADJUNCTS = frozenset(("prep", "punct", "pobj", "det", "amod"))
NUMBER_NOUNS = frozenset(("number", "handful"))  # "six rebels and an unknown number of soldiers killed"
DATE_REACH = 12  # tokens from "of" back over a date to the noun


def modifier_clause(figure: Figure, words: Words) -> Reading | None:
    """As in "two people killed in the blast", "four soldiers who went missing"."""
    for node in figure.nodes:
        for child in node.children:
            found = None
            if child.dep_ == "acl" and child.i > node.i:
                found = participle(child, figure, words)
            elif child.dep_ == "relcl":
                found = relative(child, figure, words)
            if found:
                return found
    return said_of_list(figure, words)


def said_of_list(figure: Figure, words: Words) -> Reading | None:
    """As in "found two women and a man shot dead": what is said behind the last of those who were found.

    So it is of a headline ("Two guards and a cook killed in raid"), and of an outcome ("ended with two guards and a
    cook killed").
    """
    if not (figure.head.dep_ == "ROOT" or is_outcome(figure.head, words)):
        return None
    last = figure.head
    while (after := next((c for c in last.children if c.dep_ == "conj"), None)) is not None:
        last = after
    if last == figure.head:
        return None
    last = next(
        (n for of in last.children if of.lower_ == "of" and last.lemma_ in NUMBER_NOUNS for n in of.children), last
    )
    behind = [c for c in last.children if c.i > last.i and c.dep_ in ("acl", "amod", "acomp", "oprd")]
    behind = behind or [t for t in last.doc[last.i + 1 : last.i + 2] if t.tag_ == "VBN"]  # hung on the verb
    said = (participle(c, figure, words) if c.dep_ == "acl" else direct_state(c, figure, words) for c in behind)
    return next((found for found in said if found), None)


def is_outcome(noun: Token, words: Words) -> bool:
    """Whether a noun is what somebody finds so, or what something ends in."""
    if noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in words.lexicon.words["witnessing"]
    return noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in words.lexicon.words["ending"]


def participle(verb: Token, figure: Figure, words: Words) -> Reading | None:
    if verb.tag_ in ("VBN", "VBD"):
        found = passive_verb(verb, figure, words) or direct_state(verb, figure, words) or placed_by(verb, figure, words)
        return found or complement(verb, figure, words)
    frame = words.fitting(agent_frames(verb, words), figure)
    return typed(frame, verb) if frame else placed_by(verb, figure, words)


def relative(verb: Token, figure: Figure, words: Words) -> Reading | None:
    """What a clause about the counted noun says: "12 men who died", "12 men the army shot"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None and subject.lower_ not in RELATIVE and (subject.dep_ in PASSIVE or has_object(verb)):
        return None
    if subject is not None and subject.lower_ not in RELATIVE:
        frame = words.fitting(words.verb("patient", verb), figure)
        return typed(frame, verb) if frame else None
    if subject is not None and subject.dep_ in PASSIVE:
        found = passive_verb(verb, figure, words)
    else:
        frame = words.fitting(agent_frames(verb, words), figure)
        found = typed(frame, verb) if frame else None
    return (
        found
        or direct_state(verb, figure, words)
        or complement(verb, figure, words)
        or placed_below(verb, figure, words)
    )


def modifier_word(figure: Figure, words: Words) -> Reading | None:
    """As in "280 injured people", "our four missing teammates", "36 injured"."""
    for node in figure.nodes:
        if node != figure.head:
            found = direct_state(node, figure, words)
            if found:
                return found
        for child in node.children:
            if child.dep_ in ("amod", "compound", "nmod") and node.i - child.i <= MODIFIER_REACH:
                found = direct_state(child, figure, words)
                if found:
                    return dead_by_now(found, figure, words) or found
    return None


def dead_by_now(said: Reading, figure: Figure, words: Words) -> Reading | None:
    """The death of those who were missing: "the bodies of two missing men"."""
    above = noun_above(figure, words) if said.type == "missing" else None
    return above if above is not None and above.type == "killed" else None


def counted_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "14 fatalities", "no injuries", "three arrests"; of what is added up, "a double homicide"."""
    for node in figure.nodes:
        if figure.part and node == figure.top and node != figure.head:
            return None
        frames = words.noun("multiple" if figure.quantity.derived else "noun", node)
        if frames and frames[0].type == "arrested" and node.dep_ == "nsubj" and acts(node.head):
            return None
        if frames and figure.quantity.kind == "count":
            found = typed(frames[0], node, clause_word(node))
            return replace(found, type="casualties") if is_harm_listed(node, found.type, words) else found
    return None


def acts(verb: Token) -> bool:
    """Whether a verb tells what its subject does, and not what it is: "12 prisoners joined the army"."""
    return verb.pos_ == "VERB" and verb.lemma_ not in COPULAS


def is_harm_listed(noun: Token, told: str, words: Words) -> bool:
    """Whether a noun of death stands together with one of injury: not "9 deaths and 40 injuries"."""
    listed = (c for c in noun.children if c.dep_ == "conj" and not any(n.dep_ == "nummod" for n in c.children))
    beside = {f.type for c in listed for f in words.noun("noun", c)}
    return told in KILLED_OR_WOUNDED and bool(beside & (KILLED_OR_WOUNDED - {told}))


def subject_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "the victims were four women", "the dead included three nurses", "among those killed were 12 boys"."""
    for node in figure.nodes:
        verb = node.head
        if node.dep_ not in (*SUBJECTS, "dobj", "pobj") and (beside := among(node, words)):
            return beside  # a headline: "two Americans among dead in crash"
        is_value = node.dep_ == "attr" and verb.lemma_ in COPULAS
        if not is_value and not (node.dep_ == "dobj" and verb.lemma_ == "include"):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        found = said_of_noun(subject, words) if subject is not None else None
        if found and words.countable("person", figure):
            return replace(found, clause=verb) if is_value else replace(found, part=True)
        if is_value and (beside := among(verb, words)):
            return beside
    return None


def named_as(figure: Figure, words: Words) -> Reading | None:
    """As in "the dead were identified as Ann Lee and Joe Park"."""
    for node in figure.nodes:
        verb = node.head.head
        if node.dep_ != "pobj" or node.head.lower_ != "as" or verb.lemma_.lower() not in words.lexicon.words["naming"]:
            continue
        noun = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        modified = (c for c in noun.children if c.dep_ == "amod") if noun is not None else ()
        found = next((said for said in map(words.state, modified) if said), None)
        if found and words.countable("person", figure):
            return typed(found[0], verb)
        said = said_of_noun(noun, words) if noun is not None else None
        if said and words.countable("person", figure):
            return replace(said, clause=verb)
    return None


def part_of_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "three of the dead", "of those injured, two were boys"; 80 percent of the dead are not so many dead."""
    if figure.quantity.kind != "count":
        return None
    noun = stated_whole(figure)
    fronted = noun is not None and noun.i < figure.start
    found = said_of_noun(noun, words) if noun is not None and fronted else None
    if found is not None and found.type in BEFALLS_PEOPLE:
        return replace(found, clause=clause_word(figure.head), part=True)
    for preposition in figure.head.children:
        if preposition.lower_ == "of" and figure.quantity.counted is None:
            for noun in preposition.children:
                found = said_of_noun(noun, words) if noun.dep_ == "pobj" else None
                if found:
                    return replace(found, clause=clause_word(figure.head), part=True)
    return None


def noun_above(figure: Figure, words: Words) -> Reading | None:
    """As in "the bodies of 34 migrants", "the search for four soldiers", "searched for four soldiers"."""
    for node in figure.nodes:
        if node.dep_ == "pobj" and node.head.lower_ in ("of", "for"):
            above = node.head.head
            frame = words.fitting(words.noun("of", above), figure)
            sought = above.lemma_.lower() in words.lexicon.words["seeking"]
            if sought and (words.is_in("sought", figure.quantity.unit) or is_wanted(figure, above, words)):
                return None
            nominal = above.pos_ not in VERBAL or (above.tag_ == "VBG" and node.head.lower_ == "of")
            if frame and sought == (node.head.lower_ == "for") and (sought or nominal):
                if frame.type == "wounded" and any(c.lower_ in words.lexicon.words["deadly"] for c in above.children):
                    return Reading(above, "killed", above.lemma_.lower(), clause_word(above))
                return typed(frame, above, clause_word(above))
    return noun_owned(figure, words) or noun_before_date(figure, words)


def noun_owned(figure: Figure, words: Words) -> Reading | None:
    """As in "three villagers' bodies were found", "the two boys' deaths"; not "12 officers' killing of a man"."""
    for node in figure.nodes:
        owned = node.head
        if node.dep_ != "poss" or any(c.lower_ == "of" for c in owned.children):
            continue
        frame = words.fitting(words.noun("of", owned), figure)
        if frame is not None and owned.lemma_.lower() not in words.lexicon.words["seeking"]:
            return typed(frame, owned, clause_word(owned))
    return None


def noun_before_date(figure: Figure, words: Words) -> Reading | None:
    """As in "the murder last week of four candidates", where the parser hangs "of" on the week, the town or a verb."""
    doc, i = figure.head.doc, figure.start - 1
    if i < 2 or doc[i].lower_ != "of" or doc[i - 1].is_sent_start:
        return None
    at = i - 1
    hung = doc[i].head != doc[at] and bool(words.noun("of", doc[at]))  # "Charged In Murders of 6"
    while not hung and at > max(0, i - DATE_REACH) and (doc[at].ent_type_ in TIME_LABELS or doc[at].dep_ in ADJUNCTS):
        at -= 1
    dated = any(t.ent_type_ in TIME_LABELS for t in doc[at + 1 : i]) and doc[at].pos_ == "NOUN"
    frame = words.fitting(words.noun("of", doc[at]), figure) if dated or hung else None
    return typed(frame, doc[at], clause_word(doc[at])) if frame is not None else None


def is_wanted(figure: Figure, search: Token, words: Words) -> bool:
    """Whether police look for people of whom nothing is told but that: "police are searching for two men"."""
    seeker = child_of(search, "nsubj")
    hunted = seeker is not None and seeker.lemma_.lower() in words.lexicon.words["police"]
    return hunted and figure.head.lemma_.lower() in words.lexicon.words["anybody"]
