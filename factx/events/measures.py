"""Said of money, percent, levels, and whatever has no type of its own: what is measured, or the verb that governs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Token

from factx import words as vocabulary
from factx.events.distances import DISTANCE
from factx.events.figures import BRACKETS, PERCENT, TIES, TIME_UNITS, VERBAL, Figure, priced_thing
from factx.events.gapped import gapped_subject, may_be_measured
from factx.events.readings import DEPTH, Reading, clause_word
from factx.events.words import Words
from factx.language.grammar import MODIFYING, SUBJECTS, is_infinitive

MEASURING = MODIFYING | {"quantmod"}
DIRECTIONS = {"up": "rise", "higher": "rise", "down": "fall", "lower": "fall", "off": "fall"}
MAKING_UP = frozenset(("account", "comprise", "constitute", "make", "represent"))
TIMES_UNIT = "time"
NOUN_REACH = 4
OF_POINTS = frozenset(("point", "percentage point"))
SET_APART = frozenset(("above", "adrift", "ahead", "behind", "below", "clear", "off"))
EARNED = frozenset(("gain", "loss"))  # sums themselves, where they are of money
PACES = frozenset(("pace", "rate"))
FINDING = frozenset(("find", "show", "see", "put", "have", "record"))
BELOW_WHAT = frozenset(("about", "against", "from", "on", "over", "than"))
MADE = frozenset(("artifact", "communication", "food", "act", "cognition", "process"))
LAND = frozenset(("acre", "hectare", "mile", "kilometre"))
MADE_TO_STAY = frozenset(("location", "structure", "object", "territory", "body"))
PHRASE_ENDS = frozenset(("punct", "conj", "appos"))


def measured_noun(figure: Figure, words: Words) -> Reading | None:
    """As in "revenue of $7 billion", "a 4 percent increase", "damage at $2 billion", "an index of 65"."""
    if figure.quantity.kind == "count":
        return index(figure, words) or numbered(figure, words)
    if (priced := priced_thing(figure)) is not None:
        return own(priced, clause_word(priced), words, figure)
    node = figure.head
    for above in figure.nodes[1:]:
        if is_time(above):
            return None
        if above.pos_ in ("NOUN", "PROPN") and node.dep_ in MEASURING and not is_own(above, figure):
            return own(above, clause_word(above), words, figure)
        node = above
    if node.dep_ == "pobj" and node.head.head.pos_ in ("NOUN", "PROPN") and not is_own(node.head.head, figure):
        above = noun_before(node.head) or node.head.head
        noun = scaled(above) if is_scale(above, words) else above
        return own(noun, clause_word(noun), words, figure) if noun is not None else None
    return None


def noun_before(preposition: Token) -> Token | None:
    """The noun before an "of" that the parser gives to a number: "earnings of 3 cents per share and sales of $4m"."""
    above, noun = preposition.head, preposition.nbor(-1)
    is_counted = any(c.dep_ == "nummod" for c in above.children)
    return noun if is_counted and noun != above and noun.pos_ == "NOUN" and preposition.lower_ == "of" else None


def scaled(scale: Token) -> Token | None:
    """What a scale is given of: sales in "sales in the range of $5m", "forecast sales in the order of $5m"."""
    above = scale.head.head
    if scale.dep_ != "pobj" or scale.head.lower_ not in ("in", "at", "to", "of"):
        return None
    if above.pos_ in ("NOUN", "PROPN"):
        return above
    return next((c for c in above.children if c.dep_ == "dobj" and c.i < scale.i), None)


def is_time(noun: Token) -> bool:
    """Whether a noun is a span of time, which has no value: "1.6 percent year over year"."""
    return noun.lemma_.lower() in TIME_UNITS


def index(figure: Figure, words: Words) -> Reading | None:
    """A bare number as the value of a noun: "a sentiment index of 65", "a reading of 50"."""
    node, preposition = figure.top, figure.top.head
    noun = preposition.head
    bare = figure.quantity.unit is None and figure.quantity.counted is None and node.dep_ == "pobj"
    if not bare or preposition.lower_ not in ("of", "at") or noun.pos_ not in ("NOUN", "PROPN") or is_time(noun):
        return None
    clause = next((above for above in noun.ancestors if above.pos_ in VERBAL), noun)
    return own(noun, clause, words, figure) if not is_scale(noun, words) else None


def numbered(figure: Figure, words: Words) -> Reading | None:
    """As in "a five-point lead", "the 28-nation bloc": what is so many points wide, or has so many members."""
    noun = figure.top
    if noun.i < figure.end or noun.pos_ not in ("NOUN", "PROPN") or is_time(noun):
        return None
    if figure.quantity.unit in OF_POINTS:
        return own(noun, clause_word(noun), words, figure)
    at_that = noun.lemma_.lower() in PACES  # "fell to a 1.2 million-unit rate": a level of what falls
    if not is_hyphened(figure) or figure.quantity.unit == TIMES_UNIT or at_that:
        return None
    said = figure.head if noun.pos_ == "PROPN" else noun
    return own(said, said, words, figure)  # whatever the clause says of the bloc


def is_hyphened(figure: Figure) -> bool:
    """Whether a hyphen ties the number to what it counts: "a 12-member crew"."""
    doc, at = figure.head.doc, figure.numeral.end
    tied = at + 1 < len(doc) and doc[at].text in TIES and not (doc[at - 1].whitespace_ or doc[at].whitespace_)
    return tied and figure.head.is_alpha and doc[at + 1] == figure.head


def is_own(word: Token, figure: Figure) -> bool:
    """Whether a word belongs to the number itself: its unit, its sign, its scale."""
    unit = (figure.quantity.unit or "").lower().split()
    if figure.start <= word.i < figure.end or not word.text[0].isalpha() or word.lemma_.lower() in unit:
        return True
    return word.i in figure.unit_words or is_converted(word)


def is_converted(word: Token) -> bool:
    """Whether a word is the unit of a number in brackets: "a 5-mile (8-km) walk"."""
    doc, at = word.doc, word.i - 1
    at -= at > 0 and doc[at].text in TIES
    return at > 0 and doc[at].like_num and doc[at - 1].text in BRACKETS


def is_scale(noun: Token, words: Words) -> bool:
    """Whether a noun only says that a number follows ("in the range of $5m")."""
    return noun.lemma_.lower() in words.lexicon.words["scales"]


def own(trigger: Token, clause: Token, words: Words, figure: Figure) -> Reading:
    """A reading under the type that the noun has for what is counted, else under its lemma."""
    frame = words.fitting(words.noun("of", trigger), figure) if figure.quantity.kind == "money" else None
    lemma = trigger.lemma_.lower()
    return Reading(trigger, frame.type if frame else lemma, lemma, clause)


def times_as(figure: Figure, words: Words) -> Reading | None:
    """As in "four times as fast", "nine times larger", "three times its size": what is so many times as much."""
    doc, at = figure.head.doc, figure.numeral.end + 1
    if figure.quantity.unit != TIMES_UNIT or at + 1 >= len(doc) or doc[at - 1].lower_ != "times":
        return None
    of_noun = doc[at].dep_ == "poss" or doc[at].lower_ in ("the", "its", "their", "his", "her")
    if of_noun:
        behind = (t for t in doc[at : at + NOUN_REACH] if t.pos_ == "NOUN")
    elif doc[at].lower_ in ("as", "more", "less"):
        behind = (t for t in doc[at + 1 : at + 2] if t.tag_ in ("JJ", "RB") and not is_of_many(t))
    else:
        behind = (t for t in doc[at : at + 1] if t.tag_ in ("JJR", "RBR") and t.lower_ != "fewer")
    word = next(behind, None)
    return Reading(word, word.lemma_.lower(), word.lemma_.lower(), clause_word(word)) if word is not None else None


def is_of_many(word: Token) -> bool:
    """Whether it is so many times the number of a noun: "four times as many", "a hundred times more early coins"."""
    return word.lower_ in ("many", "much") or (word.dep_ == "amod" and word.head.i > word.i)


def moved(figure: Figure, words: Words) -> Reading | None:
    """As in "leaves output up 2.3%", "shares were down 40 cents": the word of direction right before the figure."""
    doc, at = figure.head.doc, figure.start - 1
    first = figure.head.head
    if figure.head.dep_ == "conj" and first.lemma_ == figure.head.lemma_ and doc[at].lower_ not in DIRECTIONS:
        at = next((i - 1 for i in range(first.i, 0, -1) if doc[i].like_num), at)  # "down 2% and 3%"
    at -= at > 1 and doc[at].lower_ == "by" and doc[at - 1].dep_ != "prt"  # "down by 8%", not "weighed down by"
    if (
        figure.quantity.kind not in ("money", "percent")
        or at < 1
        or doc[at].lower_ not in DIRECTIONS
        or doc[at].head.lemma_ == "make"
    ):
        return None
    word = doc[at]
    return Reading(word, DIRECTIONS[word.lower_], word.lower_, word.head if word.head.pos_ in VERBAL else word)


def told_of_share(verb: Token, figure: Figure) -> Token | None:
    """What a survey finds the share do: "found 41 percent of voters supporting Rao"."""
    if verb.lemma_.lower() not in FINDING or figure.quantity.kind not in ("percent", "ratio"):
        return None
    of = (c for p in figure.head.children if p.lower_ == "of" for c in p.children)
    return next((c for noun in (figure.head, *of) for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBG"), None)


def governing_verb(figure: Figure, words: Words) -> Reading | None:
    """As in "shares fell 5 percent", "three villages elected a mayor": the verb that the figure depends on."""
    word = figure.top
    if (own_verb := told_of_counted(figure)) is not None:
        return said_by(own_verb, word, figure, words)
    for _ in range(DEPTH + 1):
        above = word.head
        if above == word or word.dep_ in PHRASE_ENDS:
            return None
        if above.i in figure.unit_words:  # "cleared 1.76m", where the tagger takes the unit for a verb
            word = above
            continue
        if is_event_verb(above, words) or is_seen(above):
            above = told_of_share(above, figure) or above
            return said_by(above, word, figure, words)
        if word.dep_ == "amod" and above.pos_ == "NOUN" and figure.quantity.kind != "count":
            return own(above, clause_word(above), words, figure)  # "temperatures as high as 40 degrees"
        word = above
    return None


def told_of_counted(figure: Figure) -> Token | None:
    """What a clause tells of those who only stand below a preposition: "drawn from 18 questions I sent"."""
    noun, link = figure.top, figure.top.head
    if noun.dep_ != "pobj" or link.dep_ != "prep" or noun != figure.head or figure.quantity.kind != "count":
        return None
    clauses = [c for c in noun.children if c.i > noun.i and c.pos_ in VERBAL]
    doing = (c for c in clauses if c.dep_ == "acl" and c.tag_ == "VBG" and link.lower_ == "with")
    relative = (c for c in clauses if c.dep_ == "relcl" and link.lower_ in BELOW_WHAT)
    return next(chain(doing, relative), None)


def is_seen(word: Token) -> bool:
    """Whether it is a verb that the tagger takes for a noun, behind what is seen: "saw first-quarter profit rise"."""
    return word.dep_ == "ccomp" and word.pos_ == "NOUN" and word.head.lemma_ == "see" and word.i > word.head.i


def is_event_verb(word: Token, words: Words) -> bool:
    """Whether a word is a verb that says something: not the "compared" of "compared to", nor "according to"."""
    empty = word.lower_ == "according" or word.lemma_.lower() in words.lexicon.words["comparing"]
    return word.pos_ in VERBAL and word.text[0].isalpha() and not empty


def said_by(verb: Token, word: Token, figure: Figure, words: Words) -> Reading:
    """What a verb says: an empty one ("be", "stand at") only that its subject measures so much."""
    verb = raised(verb, words) if word.dep_ in SUBJECTS else verb
    said = measured_subject(verb, figure) if is_empty(verb, words) else None
    if said is None and verb.lemma_ == "be":
        said = copula_word(word, verb)
    trigger = whole_verb(verb) if said is None else said
    lemma = verb_lemma(trigger) if said is None else trigger.lemma_.lower()
    return Reading(trigger, lemma, lemma, verb)


def raised(verb: Token, words: Words) -> Token:
    """What the subject is likely, expected or seen to do: "thousands are likely to march", "40 appear to be lost"."""
    likely, raising = words.lexicon.words["likely"], words.lexicon.words["raising"]
    state = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ in likely), None)
    above = state or (verb if verb.lemma_.lower() in raising else None)
    below = (c for c in (above.children if above is not None else ()) if c.dep_ == "xcomp" and is_infinitive(c))
    return next((c for c in below if c.pos_ in VERBAL), verb)


def whole_verb(verb: Token) -> Token:
    """The verb itself where the tokenizer cuts off its prefix: "re-recorded"."""
    behind = verb.doc[verb.i + 1 : verb.i + 3]
    cut = len(verb) <= 3 and len(behind) == 2 and behind[0].text == "-" and not verb.whitespace_
    return behind[1] if cut and not behind[0].whitespace_ else verb


def verb_lemma(verb: Token) -> str:
    """The lemma of a verb; that of "rated" is "rate", that of "deadlocked" "deadlock", whatever the lemmatizer says."""
    lemma, form = verb.lemma_.lower(), verb.lower_
    if lemma.endswith("cke"):  # as no verb does
        return lemma[:-1]
    short = form.removesuffix("ed").removesuffix("ing")
    single = len(short) > 2 and short[-1] not in "aeiouwxy" and short[-2] in "aeiou" and short[-3] not in "aeiou"
    if lemma == short != form and single and vocabulary.verb_class(lemma + "e"):
        return lemma + "e" if sum(letter in "aeiou" for letter in lemma) == 1 else lemma
    return lemma


def is_empty(verb: Token, words: Words) -> bool:
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    empty = words.lexicon.words["empty"]
    return lemma in empty or f"{lemma}_{particle}" in empty


def measured_subject(verb: Token, figure: Figure) -> Token | None:
    """The subject of an empty verb, if the figure is no part of it: revenue in "revenue was $5m"."""
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
        verb = verb.head
    for child in verb.children:
        opening = child.pos_ == "PROPN" and child.i == child.sent.start and figure.quantity.kind != "count"
        common = child.pos_ == "NOUN" or opening
        if child.dep_ in SUBJECTS and common and child not in figure.nodes:
            return child
    return None


def copula_word(word: Token, verb: Token) -> Token | None:
    """The state that "be" says of the figure itself: "5 percent are jobless"; a people's name is none."""
    if word.dep_ not in SUBJECTS:
        return None
    states = (c for c in verb.children if c.dep_ in ("acomp", "attr") and c.pos_ in ("NOUN", "ADJ"))
    return next((c for c in states if not c.ent_type_), None)


# ---- what it is a value of


def find_subject(reading: Reading, figure: Figure, words: Words) -> Token | None:
    """The noun whose value the figure is ("quarterly profit"), where that is not what is counted; None if unsure."""
    if reading.type == DISTANCE:
        return reading.clause if reading.clause.pos_ not in VERBAL else what_is_there(reading.clause, figure)
    if reading.type in words.lexicon.types and figure.quantity.kind != "percent":
        return None
    if figure.quantity.kind in ("count", "measure") and figure.quantity.change is None and not reading.superseded:
        return level_subject(reading, figure, words)
    share = share_of(figure) if reading.lemma not in MAKING_UP else None
    found = share or noun_measured(reading, figure, words)
    return found if found is not None and is_named(found, figure) else None


def what_is_there(verb: Token, figure: Figure) -> Token | None:
    """What a verb says to be somewhere: the town in "the town, which is 12 miles north"."""
    found = of_verb(verb, figure)
    return verb.head if found is not None and found.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else found


def is_named(noun: Token, figure: Figure) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and not figure.start <= noun.i < figure.end


def level_subject(reading: Reading, figure: Figure, words: Words) -> Token | None:
    """The subject of a count that is a level: "temperatures reached 40 degrees"; people do not measure themselves."""
    counted = figure.quantity.kind != "measure" and not is_at_points(figure)
    if counted or any(node.dep_ in SUBJECTS for node in figure.nodes):
        return None
    return noun_measured(reading, figure, words)


def is_at_points(figure: Figure) -> bool:
    """Whether so many points are where an index stands: "rose to 2,104 points"; not "10 points behind the leaders"."""
    behind = figure.head.doc[figure.end : figure.end + 1].text.lower()
    return figure.quantity.unit in OF_POINTS and figure.head.dep_ == "pobj" and behind not in SET_APART


def share_of(figure: Figure) -> Token | None:
    """The whole that a percentage is a share of: "48% of agents"."""
    if figure.quantity.kind != "percent":
        return None
    below = (p for p in figure.head.children if p.lower_ == "of" and p.i >= figure.head.i)
    return next((c for p in below for c in p.children if c.dep_ == "pobj"), None)


def noun_measured(reading: Reading, figure: Figure, words: Words) -> Token | None:
    trigger = reading.trigger
    if trigger.pos_ in VERBAL or trigger.lower_ in DIRECTIONS:
        return of_verb(reading.clause if reading.clause.pos_ in VERBAL else trigger, figure)
    earned = figure.quantity.kind == "money" and trigger.lemma_.lower() in EARNED
    if earned or trigger.lemma_.lower() not in words.lexicon.words["changing"]:
        return trigger
    changed = (n for n in of_change(trigger) if not any(c.dep_ == "nummod" for c in n.children))
    return next(changed, None) or of_verb(reading.clause, figure)


def of_change(noun: Token) -> Iterator[Token]:
    """What a noun of change is said of: "a 7% increase in lending", "GDP growth", "its fall"."""
    for child in noun.children:
        if child.lower_ in PERCENT or not child.text[-1].isalpha():
            continue
        if child.dep_ in ("compound", "poss", "nmod") and child.pos_ in ("NOUN", "PROPN"):
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("in", "of"):
            yield from (
                c for c in child.children if c.dep_ == "pobj" and c.text[0].isalpha() and c.lower_ not in PERCENT
            )


def of_verb(verb: Token, figure: Figure) -> Token | None:
    """The object that a verb moves ("cut rates to 3%"), else its subject ("rates fell to 3%")."""
    if any(node == verb.head and verb.dep_ == "acl" for node in figure.nodes):
        return None  # "40 percent backing Trump"
    if any(node.head == verb and node.dep_ in SUBJECTS for node in figure.nodes):
        return None  # "$45m was given to towns"
    if (named := gapped_subject(verb, figure)) is not None:
        return named
    nouns = {c.dep_: c for c in verb.children if may_be_measured(c, figure)}
    if any(node.dep_ == "dobj" for node in figure.nodes) and not figure.quantity.change:
        return None  # "spent $5m": nothing is measured
    found = nouns.get("dobj") or nouns.get("nsubj") or nouns.get("nsubjpass")
    if found is None and verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in VERBAL:
        found = next((c for c in verb.head.children if c.dep_ in SUBJECTS and c not in figure.nodes), None)
    return found


def is_make(figure: Figure, reading: Reading) -> bool:
    """Whether a measure is what a thing is made like, and nothing that happened: "a 7-megapixel phone"."""
    noun, unit = reading.trigger, figure.quantity.unit or ""
    if (
        unit in LAND
        or unit.startswith("square ")
        or noun.pos_ != "NOUN"
        or noun.i <= figure.head.i
        or noun not in figure.nodes
    ):
        return False
    classes = vocabulary.classes(noun.lemma_.lower())
    return bool(classes & MADE) and not classes & MADE_TO_STAY
