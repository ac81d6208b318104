"""People that the text counts out without a cardinal: "a man and two children", "both", "a couple", "double homicide".

The number is added up here, not stated, so each such quantity is marked `derived`. Only those are kept of whom an
event of harm is told outright: elsewhere a list of people is no figure. When a member of a list cannot be counted, or
two nouns may be one person ("a father and husband"), nothing is added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Token

from factx.events.figures import Figure, as_figure
from factx.events.words import Words
from factx.language import Text
from factx.language.grammar import auxiliaries
from factx.model import Quantity, TextSpan

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
OWN_WORDS = frozenset(("det", "poss", "amod", "nummod", "compound", "nmod"))
BEFORE_SELF = frozenset((",", "and", "then", "before", "&"))
SELF = frozenset(("himself", "herself", "self"))
LISTING = frozenset(("conj", "appos"))  # how the second member of a list hangs on the first
BOTH = "both"
EITHER = frozenset(("or", "nor", "but", "either", "neither", "not", "no", "v", "vs"))
SINGULAR = frozenset(("a", "an", "another", "the", "this", "that"))
PLURAL_VERBS = frozenset(("are", "were", "have", "remain"))
SINGULAR_VERBS = frozenset(("is", "was", "has", "remains", "dies"))
COUNTING_BOUNDS = frozenset(("exact", "at_least"))
MOST_MEMBERS = 12
TOLD_BESIDE = frozenset(("killed", "wounded", "missing", "trapped"))


@dataclass(frozen=True, slots=True)
class Group:
    """People counted out: the tokens [start, end), how many they are, and whether they may be more.

    `others` is where those end who are named beside him that turned on himself; `numeral` the token that states the
    number, where one does.
    """

    start: int
    end: int
    count: Decimal
    open: bool = False
    others: int | None = None
    numeral: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the searches look into: the lexicon, and the quantities by the word that carries them."""

    words: Words
    carried: Mapping[int, Figure]


Finder = Callable[[Token, Desk], Group | None]


def find_people(
    text: Text, quantities: Sequence[Quantity], finders: Sequence[tuple[str, Finder]], words: Words
) -> Iterator[Quantity]:
    """The people counted out anywhere in the article, as quantities without an id, in order.

    Args:
        finders: rule id and search, in the order in which they are tried.
    """
    doc = text.doc
    found = (as_figure(text, quantity) for quantity in quantities if quantity.kind == "count")
    desk = Desk(words, {figure.head.i: figure for figure in found if figure is not None})
    done = 0
    for i in possible_starts(text, words):
        if i < done:
            continue
        for rule, finder in finders:
            group = finder(doc[i], desk)
            if group is not None:
                yield as_quantity(doc, group, rule)
                done = group.end
                break


def possible_starts(text: Text, words: Words) -> list[int]:
    """The tokens where people may be counted out, in order: words that count, heads of lists, sentences with "himself".

    Asking the finders at every token of an article costs more than all that they find.
    """
    counting = {BOTH}.union(*(words.lexicon.numbers[kind] for kind in ("bodies", "multiples", "ordinals")))
    starts = {i for i, word in enumerate(text.lower) if word in counting}
    starts |= {text.head[i] for i, dep in enumerate(text.dep) if dep in LISTING}
    for i in (i for i in text.readable() if text.lower[i] in SELF):
        starts.update(range(*text.sentence_of(i)))
    return sorted(starts)


def as_quantity(doc: Doc, group: Group, rule: str) -> Quantity:
    stated = group.numeral is not None
    span = doc[group.numeral : group.numeral + 1] if group.numeral is not None else doc[group.start : group.end]
    place = span.start_char, span.end_char
    counted = doc[span.end if stated else group.start : group.others or group.end]
    return Quantity(
        id="",
        span=TextSpan(*place, span.text),
        number=place,
        kind="count",
        low=group.count,
        high=None if group.open else group.count,
        bound="at_least" if group.open else "exact",
        unit="people",
        unit_code=None,
        counted=(counted.start_char, counted.end_char),
        change=None,
        rule=rule,
        derived=not stated,
    )


# ---- both, couples, double homicides


def both(token: Token, desk: Desk) -> Group | None:
    """As in "both were killed", "both men died"; before a list the list itself is counted."""
    if token.lower_ != BOTH or any(child.dep_ == "conj" for child in token.head.children):
        return None
    if token.head.dep_ == "appos" and token.head.head.i in desk.carried:
        return None  # "two others, both civilians, were hurt"
    if token.dep_ == "det" and desk.words.is_person_word(token.head.lemma_.lower()) and token.head.tag_ == "NNS":
        return Group(token.i, token.head.i + 1, Decimal(2))
    alone = token.dep_ in ("nsubj", "nsubjpass", "dobj") and not list(token.children)
    return Group(token.i, token.i + 1, Decimal(2)) if alone else None


def body(token: Token, desk: Desk) -> Group | None:
    """As in "a couple was found dead": a noun that says how many they are."""
    count = desk.words.lexicon.numbers["bodies"].get(token.lower_)
    if count is None or token.i in desk.carried or any(child.lower_ == "of" for child in token.children):
        return None
    return None if is_listed(token) or token.dep_ in OWN_WORDS else Group(first_of(token), token.i + 1, Decimal(count))


def multiple(token: Token, desk: Desk) -> Group | None:
    """As in "a double homicide"; a "double murder-suicide" does not say how many died by whose hand."""
    count = desk.words.lexicon.numbers["multiples"].get(token.lower_)
    noun = token.head
    if count is None or noun.i <= token.i or noun.i > token.i + 2 or token.dep_ not in OWN_WORDS:
        return None
    if (
        noun.tag_ != "NN"
        or not desk.words.noun("multiple", noun)
        or any(t.text == "-" for t in noun.doc[token.i + 1 : noun.i + 2])
    ):
        return None
    return Group(token.i, noun.i + 1, Decimal(count))


# ---- lists


def nth(token: Token, desk: Desk) -> Group | None:
    """As in "a fourth victim has died": so many are dead now, if the article tells of three."""
    count = desk.words.lexicon.numbers["ordinals"].get(token.lower_)
    noun = token.head
    if count is None or token.dep_ != "amod" or noun.tag_ != "NN" or not desk.words.is_person_word(noun.lemma_.lower()):
        return None
    first = first_of(noun)
    indefinite = noun.doc[first].lower_ in ("a", "another") or first == token.i
    if not indefinite or first < token.i - 1 or noun.i == token.i:
        return None
    return Group(first, noun.i + 1, Decimal(count), numeral=token.i)


def listed(token: Token, desk: Desk) -> Group | None:
    """As in "a man and two children", "Ann Lee and Joe Park": the sum of a list in which each member can be counted.

    Who turns on himself at last is one more: "shot his two children, then himself".
    """
    if token.pos_ not in NOMINAL or token.dep_ == "conj":
        return None
    members = members_of(token) if is_listed(token) else [token]
    if members is None or (any(is_bare(m, desk) for m in members) and not told_apart(members, desk)):
        return None
    if is_said_of_one(members[0], token.doc):
        return None
    if any(is_told(desk.carried[m.i], desk.words) for m in members[:-1] if m.i in desk.carried):
        return None
    counts = [count_of(member, desk) for member in members]
    groups = [count for count in counts if count is not None]
    if len(groups) < len(counts) or stated_above(token, desk) or is_spelled_out(members, desk):
        return None
    if is_torn(members, desk.words):
        return None
    end = max(group.end for group in groups)
    last = himself_at(token.doc, end)
    if last is None and len(groups) == 1:
        return None
    total = sum((group.count for group in groups), Decimal(last is not None))
    return Group(first_of(token), last or end, total, any(group.open for group in groups), others=end)


def is_said_of_one(first: Token, doc: Doc) -> bool:
    """Whether the verb behind a list is singular: "Rao's friend and former aide Joe Park was killed" tells of one."""
    verb = first.head
    said = [c for c in auxiliaries(verb) if c.i > first.i]
    before = said[0] if said else verb
    named = doc[before.i - 1].tag_ == "NNP" and first.tag_ != "NNP"
    return first.dep_ in ("nsubj", "nsubjpass") and before.lower_ in SINGULAR_VERBS and named


def is_torn(members: Sequence[Token], words: Words) -> bool:
    """Whether a noun in apposition may be a member or a description: "his wife, a nurse, and his son"."""
    beside = ((m, c) for m in members for c in m.children if c.dep_ == "appos")
    pairs = [*beside, *((m.head, m) for m in members[:1] if m.dep_ == "appos")]
    return any(is_one_person(noun, words) and is_one_person(other, words) for noun, other in pairs)


def himself_at(doc: Doc, i: int) -> int | None:
    """Where "and himself", ", then himself", ", self" ends that starts at `i`; None if nothing like it does."""
    start = i
    while i < len(doc) and doc[i].lower_ in BEFORE_SELF and not doc[i].is_sent_start:
        i += 1
    return i + 1 if start < i < len(doc) and doc[i].lower_ in SELF else None


def is_listed(token: Token) -> bool:
    return any((c.dep_ == "conj" and c.pos_ in NOMINAL) or is_next_name(c) for c in token.children)


def members_of(first: Token) -> list[Token] | None:
    """The nouns of a list, in order; None where it is a choice, or longer than anyone reads."""
    members, waiting = [], [first]
    while waiting:
        word = waiting.pop()
        members.append(word)
        if len(members) > MOST_MEMBERS or any(c.lower_ in EITHER for c in word.children):
            return None
        waiting.extend(c for c in word.children if c.dep_ == "conj" or is_next_name(c))
    coordinated = any(member.dep_ == "conj" for member in members)
    return sorted(members, key=lambda m: m.i) if coordinated else None


def is_next_name(word: Token) -> bool:
    """Whether a name, parsed as an apposition to a name, goes on with a list: "Ann Lee, 36, Joe Park, 5, and …"."""
    return word.dep_ == "appos" and word.ent_type_ == word.head.ent_type_ == "PERSON" and word.tag_ == "NNP"


def count_of(member: Token, desk: Desk) -> Group | None:
    """How many people one member of a list is, or None if that cannot be said."""
    figure = desk.carried.get(member.i)
    if figure is not None:
        return numbered(figure, desk.words)
    if member.lower_ in SELF or is_name(member) or is_one_person(member, desk.words):
        return Group(first_of(member), member.i + 1, Decimal(1))
    return None


def numbered(figure: Figure, words: Words) -> Group | None:
    """As in "two children", "at least three others"."""
    quantity = figure.quantity
    if quantity.low is None or quantity.bound not in COUNTING_BOUNDS or not words.is_person(figure):
        return None
    return Group(figure.start, figure.end, quantity.low, quantity.bound == "at_least")


def is_told(figure: Figure, words: Words) -> bool:
    """Whether the state of the counted stands right behind them: "12 dead and 30 wounded" are told apart."""
    doc, i = figure.head.doc, figure.end
    return i < len(doc) and not doc[i].is_sent_start and any(f.type in TOLD_BESIDE for f in words.state(doc[i]))


def is_name(word: Token) -> bool:
    """Whether a word is the name of one person; of two names behind "both" it is known whatever the model sees."""
    first = word.head if word.dep_ == "conj" else word
    paired = first.tag_ == "NNP" and any(child.lower_ == BOTH for child in first.children)
    return word.tag_ == "NNP" and (word.ent_type_ == "PERSON" or paired)


def is_one_person(word: Token, words: Words) -> bool:
    """Whether a noun stands for one person: "a man", "his 8-year-old son"."""
    lemma = word.lemma_.lower()
    return word.tag_ in ("NN", "NNP") and words.is_person_word(lemma) and not words.is_in("crowd", lemma)


def is_bare(member: Token, desk: Desk) -> bool:
    """Whether a noun has nothing that makes it a person of its own: an article, an owner, a number."""
    if member.i in desk.carried or member.lower_ in SELF or is_name(member):
        return False
    return not any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in SINGULAR) for c in member.children)


def told_apart(members: Sequence[Token], desk: Desk) -> bool:
    """Whether nouns without articles are different people: a plural verb follows, or nobody is both of them."""
    verb = members[0].head
    said = {verb.lower_, *(child.lower_ for child in auxiliaries(verb))}
    if members[0].dep_ in ("nsubj", "nsubjpass"):
        if said & SINGULAR_VERBS:
            return False
        if said & PLURAL_VERBS:
            return True
    lemmas = [member.lemma_.lower() for member in members]
    axes = desk.words.lexicon.contrasts
    return all(any(apart(a, b, axes) for b in lemmas) or members[n].i in desk.carried for n, a in enumerate(lemmas))


def apart(a: str, b: str, axes: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    return any((a in one and b in other) or (a in other and b in one) for one, other in axes)


def stated_above(token: Token, desk: Desk) -> bool:
    """Whether the list spells out a number that the text gives: "three people, a man and two women"."""
    figure = desk.carried.get(token.i)
    above = figure.nodes[1:] if figure is not None else ()
    word = token
    while not above and word.dep_ in ("appos", "pobj") and word.head != word:
        if word.head.i in desk.carried or (word.dep_ == "appos" and is_name(word.head)):
            return True
        word = word.head
    return any(node.i in desk.carried for node in above)


def is_spelled_out(members: Sequence[Token], desk: Desk) -> bool:
    """Whether the list goes on in what spells out its first member: "three victims - two men and a boy"."""
    first = desk.carried.get(members[0].i)
    return first is not None and any(c.dep_ == "appos" and c.i in desk.carried for c in members[0].children)


def first_of(noun: Token) -> int:
    """The first word of a noun phrase."""
    return min((c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in OWN_WORDS), default=noun.i)


FINDERS: dict[str, Finder] = {
    "listed": listed,
    "nth": nth,
    "both": both,
    "body": body,
    "multiple": multiple,
}
