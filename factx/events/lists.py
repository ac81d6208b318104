"""Lists of people, added up: "a man and two children", "the mayor, his driver and two guards".

The parser makes of a member before a comma an apposition, a second subject or an adverbial; so what stands before and
behind a comma is looked at again, and is another member or the same person described. Where it can be either, nothing
is added up, and the members behind it are not added up without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from spacy.tokens import Doc, Token

from factx import words as vocabulary
from factx.events.figures import VERBAL, Figure
from factx.events.nouns import is_outcome
from factx.events.people import ANY, ANYBODY, BOTH, NOMINAL, SELF, Desk, Group, first_of
from factx.events.together import JOINING, OTHER_WORDS, is_of_them
from factx.events.words import Words
from factx.language.grammar import FINITE_TAGS, PLACE_LABELS, SUBJECTS, TIME_LABELS, auxiliaries

SECOND = SUBJECTS | {"npadvmod", "dobj", "dep"}  # what a member before the subject is taken for
BEFORE_SELF = frozenset((",", "and", "then", "before", "&"))
HIM = frozenset(("he", "she", "him", "her"))
THEIRS = frozenset(("his", "her", "their"))
EITHER = frozenset(("or", "nor", "but", "either", "neither", "not", "no", "v", "vs"))
OPENS_PARTS = frozenset(("including", "incl", "incl.", "among"))
SINGULAR = ANY | {"another", "the", "this", "that"}
PLURAL_VERBS = frozenset(("are", "were", "have", "remain"))
SINGULAR_VERBS = frozenset(("is", "was", "has", "remains", "dies"))
COUNTING_BOUNDS = frozenset(("exact", "at_least"))
MOST_MEMBERS = 12
CLAUSAL = SUBJECTS | {"acl", "relcl"}
WHERE = frozenset(("in", "at", "near", "on", "from", "during"))
NO_FIRST = frozenset(("conj", "nmod", "compound", "amod"))  # "Thai and Lao workers"
AND = frozenset(("and", "&"))
ASIDE_REACH = 4
ASIDE_MARKS = frozenset((":", "-", "--", "–", "—", "("))
TOLD_BESIDE = frozenset(("killed", "wounded", "missing", "trapped"))


def listed(token: Token, desk: Desk) -> Group | None:
    """As in "a man and two children", "Ann Lee and Joe Park": the sum of a list in which each member can be counted.

    Who turns on himself at last is one more: "shot his two children, then himself".
    """
    first = first_member(token, desk)
    if first.pos_ not in NOMINAL or first.dep_ in NO_FIRST or is_where(first, desk) or is_said_of_one(first):
        return None
    members = members_of(first, desk)
    if members is None or (any(is_bare(m, desk) for m in members) and not told_apart(members, desk)):
        return None
    if any(is_told(desk.carried[m.i], desk.words) for m in members[:-1] if m.i in desk.carried):
        return None
    named = any(owner.tag_ == "PRP$" and owner.lower_ != "their" for m in members[1:] for owner in m.subtree)
    counts = [count_of(m, desk) or (one(m) if named and m.tag_ == "NNP" else None) for m in members]
    groups = [count for count in counts if count is not None]
    if len(groups) < len(counts) or stated_above(first, desk) or is_spelled_out(members, groups, desk):
        return None
    end = max(group.end for group in groups)
    if opens_clause(first, end):
        return None
    last = himself_at(first.doc, end)
    if last is None and len(groups) == 1:
        return None
    total = sum((group.count for group in groups), Decimal(last is not None))
    return Group(first_of(first), last or end, total, any(group.open for group in groups), others=end)


def along(token: Token, desk: Desk) -> Group | None:
    """As in "the mayor was killed along with six others": whom the sentence opens with is one more."""
    if token.dep_ not in SUBJECTS or token.head.pos_ not in VERBAL:
        return None
    if any(c.dep_ in ("conj", "cc") for c in token.children):
        return None
    for link in (c for c in token.head.children if c.lower_ in JOINING and c.i > token.head.i):
        those = next((t for t in link.doc[link.i + 1 :][:1] if t.lower_ == "with"), link)
        noun = next((c for c in those.children if c.dep_ == "pobj"), None)
        figure = desk.carried.get(noun.i) if noun is not None else None
        others = numbered(figure, desk.words) if figure is not None else None
        own = count_of(token, desk) or (one(token) if figure is not None and is_one_of(figure, token) else None)
        if own and others and figure is not None and not any(c.dep_ == "conj" for c in figure.head.children):
            total = own.count + others.count
            return Group(own.start, others.end, total, own.open or others.open, others=token.i + 1)
    return None


def is_one_of(others: Figure, name: Token) -> bool:
    """Whether a name is one of the counted, who are others: "Parviz was killed along with six other militants"."""
    return name.tag_ == "NNP" and any(t.lower_ in OTHER_WORDS for t in (others.head, *others.head.children))


# ---- who is in the list


def first_member(token: Token, desk: Desk) -> Token:
    """The noun that a list opens with, of which `token` is a member behind a comma, or `token` itself."""
    for _ in range(MOST_MEMBERS):
        before = before_comma(token)
        if before is None or is_where(before, desk):
            break
        token = before
    return token


def is_where(noun: Token, desk: Desk) -> bool:
    """Whether a noun says where or when, and no list of people opens with it: "In Orun, a driver and a boy died".

    What a place lies in makes it one: "In Orun, Kech in Rakhat, two soldiers died". Neither a number that a toll is at
    nor what something ends in is one: "stands at two guards and a cook", "resulted in a guard and a cook killed".
    """
    lies_in = noun.tag_ == "NNP" and any(c.lower_ == "in" and c.i == noun.i + 1 for c in noun.children)
    counted = noun.i in desk.carried or is_outcome(noun, desk.words)
    behind = noun.dep_ == "pobj" and noun.head.lower_ in WHERE and not counted
    return noun.ent_type_ in PLACE_LABELS | TIME_LABELS or lies_in or behind


def opens_clause(first: Token, end: int) -> bool:
    """Whether of the last of those somebody harms a new clause tells: "killed two men and another 29 were hurt"."""
    doc = first.doc
    is_object = first.dep_ not in SUBJECTS and first.head.pos_ in VERBAL and first.head.i < first_of(first)
    return is_object and end < len(doc) and not doc[end].is_sent_start and doc[end].tag_ in FINITE_TAGS


def before_comma(noun: Token) -> Token | None:
    """The noun whose phrase ends at the comma before another: its head, or a second subject of the same verb.

    Of two subjects "and" alone may be between: "a guard of the Order (LO) and his driver were shot".
    """
    i, joined = first_of(noun) - 1, is_after_and(noun)
    if joined and noun.doc[i - 1].text == ",":
        i -= 1  # "the warden, and his brother were shot"
    before = noun.doc[i - joined].text
    if i <= 0 or (before in ASIDE_MARKS if joined else before != ","):
        return None
    if noun.dep_ == "appos":
        return noun.head
    if noun.dep_ not in (*SUBJECTS, "dobj"):
        return None
    taken_for = SECOND if noun.dep_ in SUBJECTS else (noun.dep_,)  # "killing a guard, his wife and a nurse"
    beside = [c for c in noun.head.children if c.i < i and c.dep_ in taken_for]
    return beside[-1] if beside and beside[-1].right_edge.i >= i - 1 else None


def is_after_and(noun: Token) -> bool:
    """Whether "and" joins one subject to another before it, with a comma between."""
    i = first_of(noun) - 1
    return i > 0 and noun.dep_ in SUBJECTS and noun.doc[i].lower_ in AND


def members_of(first: Token, desk: Desk) -> list[Token] | None:
    """The nouns of a list, in order; None where it is a choice, too long to read, or may be counted two ways."""
    members: list[Token] = []
    waiting = [(first, True)]
    while waiting:
        word, counts = waiting.pop()
        members.extend([word] if counts else [])
        if len(members) > MOST_MEMBERS or any(c.lower_ in EITHER for c in word.children):
            return None
        waiting.extend((c, True) for c in word.children if c.dep_ == "conj" and c.pos_ in NOMINAL)
        waiting.extend((c, True) for c in (*those_along(word), *behind_place(word, desk)))
        waiting.extend((c, False) for c in word.children if c.dep_ == "appos" and is_in_brackets(c, word))
        for other in behind_comma(word):
            another = is_another(word, other, desk)
            if another is None:
                return None
            waiting.append((other, another))
    members = sorted((m for m in members if not is_in_brackets(m, first)), key=lambda member: member.i)
    torn = any(first.doc[i].lower_ in OPENS_PARTS for i in range(members[0].i, members[-1].i))
    linked = len(members) == 1 or any(
        member.dep_ in ("conj", "pobj") or is_after_and(member) or member.lower_ in SELF for member in members[1:]
    )
    return members if linked and not torn else None


def is_in_brackets(noun: Token, first: Token) -> bool:
    """Whether a noun is told of in brackets, as a part: "six monks (five of them old and one young) and two women"."""
    between = [token.text for token in noun.doc[first.i : noun.i]]
    return between.count("(") > between.count(")")


def those_along(noun: Token) -> Iterator[Token]:
    """The nouns that a subject shares its fate with: "the chief, along with two guards, was killed"."""
    for link in (c for c in noun.children if c.lower_ in JOINING and noun.dep_ in SUBJECTS):
        for with_them in (link, *link.children):
            yield from (c for c in with_them.children if c.dep_ == "pobj" and with_them.lower_ == "with")


def behind_place(noun: Token, desk: Desk) -> Iterator[Token]:
    """Those joined to a noun whom the parser joins to where he was, or to the verb: "killed a man in Orun and a cook".

    Who has a place of his own is told of apart: "held a man in Orun and two women in Lodz".
    """
    after = [*noun.children, *(noun.head.children if noun.dep_ == "dobj" else ())]
    links = [c for c in after if c.lower_ in WHERE and c.i == noun.i + 1]
    places = [c for link in links for c in link.children if c.dep_ == "pobj" and c.ent_type_ in PLACE_LABELS]
    for above in (*places, *(noun.head for _ in places)):
        for joined in (c for c in above.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > places[0].i):
            elsewhere = any(t.ent_type_ in PLACE_LABELS for t in joined.subtree)
            if not elsewhere and not any(c.dep_ in CLAUSAL for c in joined.children) and count_of(joined, desk):
                yield joined


def behind_comma(word: Token) -> Iterator[Token]:
    """The nouns behind a comma that may go on with a list: appositions, and the subject behind another one."""
    yield from (c for c in word.children if c.dep_ == "appos" and before_comma(c) == word)
    if word.dep_ in SECOND:
        behind = (c for c in word.head.children if c.dep_ in SUBJECTS or c.dep_ == word.dep_)
        yield from (c for c in behind if c.i > word.i and before_comma(c) == word)


def is_another(noun: Token, other: Token, desk: Desk) -> bool | None:
    """Whether who stands behind a comma is somebody else than who stands before it; None if it cannot be told."""
    doc, owned = noun.doc, {c.lower_ for c in other.children if c.dep_ == "poss"} & THEIRS
    if other.i in desk.carried and is_of_them(desk.carried[other.i]):
        return False  # "four women, one of them pregnant, and a man"
    if noun.i in desk.carried or other.i in desk.carried or is_after_and(other):
        return True
    links = [t for t in (*noun.children, *other.subtree) if t.dep_ == "cc" and t.i > other.i]
    if not links or other.pos_ not in ("NOUN", "PROPN") or other.tag_.endswith("S"):
        return False  # "Joe Park, 42", "Ann Lee and Joe Park, a guard", "…, managers of the hall"
    if noun.tag_ == other.tag_ == "NNP":
        return True
    if owned:
        return True if is_first_named(noun) else None
    closed = doc[links[0].i - 1].text == ","
    if "NNP" in (noun.tag_, other.tag_):
        return False if closed else None
    strangers = {c.lower_ for n in (noun, other) for c in n.children if c.dep_ in ("det", "poss")} <= ANY
    return True if strangers and not closed and noun.lemma_ not in desk.words.lexicon.words["whoever"] else None


def is_first_named(noun: Token) -> bool:
    """Whether nobody is named before in the clause to whom "his" could point: "the mayor, his driver and a guard"."""
    subject = next((c for c in noun.head.children if c.dep_ in SUBJECTS), None)
    return noun.dep_ in SUBJECTS or subject is None or (subject.pos_ == "NOUN" and not subject.ent_type_)


def is_said_of_one(first: Token) -> bool:
    """Whether the verb behind a list is singular: "Rao's friend and former aide Joe Park was killed" tells of one."""
    verb = first.head
    said = [c for c in auxiliaries(verb) if c.i > first.i]
    before = said[0] if said else verb
    named = before.i > 0 and before.nbor(-1).tag_ == "NNP" and first.tag_ != "NNP"
    return first.dep_ in SUBJECTS and before.lower_ in SINGULAR_VERBS and named


def is_bare(member: Token, desk: Desk) -> bool:
    """Whether a noun has nothing that makes it a person of its own: an article, an owner, a number."""
    if member.i in desk.carried or member.lower_ in SELF | HIM or member.tag_ == "NNP":
        return False
    return not any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in SINGULAR) for c in member.children)


def told_apart(members: Sequence[Token], desk: Desk) -> bool:
    """Whether nouns without articles are different people: a plural verb follows, or nobody is both of them."""
    verb = members[0].head
    said = {verb.lower_, *(child.lower_ for child in auxiliaries(verb))}
    if members[0].dep_ in SUBJECTS:
        if said & SINGULAR_VERBS:
            return False
        if said & PLURAL_VERBS:
            return True
    lemmas = [member.lemma_.lower() for member in members]
    axes = desk.words.lexicon.contrasts
    return all(any(apart(a, b, axes) for b in lemmas) or members[n].i in desk.carried for n, a in enumerate(lemmas))


def apart(a: str, b: str, axes: Sequence[tuple[frozenset[str], frozenset[str]]]) -> bool:
    return any((a in first and b in other) or (a in other and b in first) for first, other in axes)


# ---- how many each member is


def count_of(member: Token, desk: Desk) -> Group | None:
    """How many people one member of a list is, or None if that cannot be said."""
    figure = desk.carried.get(member.i)
    if figure is not None:
        return numbered(figure, desk.words)
    if member.lower_ in SELF | HIM or is_name(member) or is_one_person(member, desk.words):
        return one(member)
    several = desk.words.lexicon.numbers["bodies"].get(member.lower_)  # "a couple and their daughter"
    said_one = several is not None and any(c.lower_ in ANY for c in member.children)
    return Group(first_of(member), member.i + 1, Decimal(several)) if several is not None and said_one else None


def one(member: Token) -> Group:
    return Group(first_of(member), member.i + 1, Decimal(1))


def numbered(figure: Figure, words: Words) -> Group | None:
    """As in "two children", "at least three others"."""
    quantity = figure.quantity
    if quantity.low is None or quantity.bound not in COUNTING_BOUNDS or not words.may_be_person(figure):
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
    said_one = any(c.lower_ in ANY for c in word.children)  # "a militiamen" is one, whatever the noun's form
    if words.is_in("one_or_many", lemma):
        return said_one
    known = words.is_person_word(lemma) or (said_one and is_unknown(word))
    return (word.tag_ in ("NN", "NNP") or said_one) and known and not words.is_in("crowd", lemma)


def is_unknown(word: Token) -> bool:
    """Whether no dictionary has a noun: "a havildar", "an SPO"; beside a person who shares his fate it is one, too."""
    named = word.tag_ == "NNP" and not word.text.isupper()
    return word.text.isalpha() and not named and not vocabulary.classes(word.lemma_.lower())


def stated_above(token: Token, desk: Desk) -> bool:
    """Whether the list spells out a number that the text gives: "three people: a man and two women"."""
    figure, before = desk.carried.get(token.i), first_of(token) - 1
    if (
        before > 0
        and token.doc[before].text in ASIDE_MARKS
        and any(i in desk.carried for i in range(before - ASIDE_REACH, before))
    ):
        return True  # "two of the children - his son Joe and his niece - died"
    above = figure.nodes[1:] if figure is not None else ()
    word = token
    while not above and word.dep_ in ("appos", "pobj") and word.head != word:
        if word.head.i in desk.carried or (word.dep_ == "appos" and is_name(word.head)):
            return True
        word = word.head
    return any(node.i in desk.carried for node in above)


def is_spelled_out(members: Sequence[Token], groups: Sequence[Group], desk: Desk) -> bool:
    """Whether the first number of a list is the whole of the others: "three victims - two men and a boy".

    It is if they add up to it, if it counts just anybody, or if they stand between commas.
    """
    if members[0].i not in desk.carried:
        return False
    doc, end = members[0].doc, max(group.end for group in groups)
    links = {doc[i].text for i in range(groups[0].end, first_of(members[1]))} if len(members) > 1 else set()
    adds_up = groups[0].count == sum(group.count for group in groups[1:])
    apart_from = "and" not in links and (members[0].lower_ in ANYBODY or doc[end : end + 1].text == ",")
    spelled = any(
        c.dep_ == "appos" and c.i in desk.carried and c not in members and not is_in_brackets(c, members[0])
        for c in members[0].children
    )
    return spelled or (len(members) > 2 and (adds_up or apart_from))


def himself_at(doc: Doc, i: int) -> int | None:
    """Where "and himself", ", then himself", ", self" ends that starts at `i`; None if nothing like it does."""
    start = i
    while i < len(doc) and doc[i].lower_ in BEFORE_SELF and not doc[i].is_sent_start:
        i += 1
    return i + 1 if start < i < len(doc) and doc[i].lower_ in SELF else None
