"""Who answers for a cue: its subject, that of the verb that governs it, its agent or its owner."""

from __future__ import annotations

from dataclasses import replace

from factx import words
from factx.attributions.candidate import Candidate
from factx.attributions.lexicon import Rules
from factx.attributions.phrases import is_time
from factx.language import Piece, Text
from factx.language.grammar import (
    ANY_NOUN,
    CLAUSE_SUBJECTS,
    CONDITIONS,
    FINITE_TAGS,
    PROPER_NOUNS,
    RELATIVE,
)

CONTROLLED = frozenset(("conj", "advcl", "xcomp", "pcomp", "prep", "dep"))
CONTROL_DEPTH = 6
OPEN_TAGS = frozenset(("VBG", "VBN"))
HELPING = frozenset(("aux", "auxpass", "neg", "advmod"))  # what of a verb may stand before it
CLOSING_REACH = 10  # words of a source that closes a sentence
ENDS = frozenset((".", "\n", "\n\n"))
EDGE_MARKS = frozenset((",", ";", ":", "-", "--", "–", "—", "''", "``", *'"“”「」『』«»'))
LOOSE = frozenset(("even", "only", "but", "and", "as", "which"))  # words before a source, not of it
RELATIVE_WORDS = RELATIVE | {"what"}


def find_subject(s: Text, v: int, rules: Rules) -> int | None:
    """The head word of who does what verb `v` says: its own subject, or that of the verb that governs it."""
    own = _nearest_subject(s, v)
    if own is not None or _is_addressed(s, v, rules):
        return own
    if (closing := _closing_subject(s, v)) is not None:
        return closing
    for _ in range(CONTROL_DEPTH):
        if s.child(v, "csubj", "csubjpass", "expl") is not None:
            return None
        if s.dep[v] in ("acl", "relcl"):
            return _of_noun(s, v, rules)
        if s.dep[v] not in CONTROLLED or _is_kept_from(s, v):
            return None
        if s.dep[v] == "conj" and (new := _clause_start(s, v)) is not None:
            return _torn_subject(s, new, v)
        child, v = v, _coordinated(s, v)
        controller = s.child(v, "dobj") if s.dep[child] == "xcomp" else None
        if controller is not None and (s.lemma[v] in rules.file.controlling or is_somebody(s, controller, rules)):
            return controller
        own = s.child(v, "nsubj", "nsubjpass")
        if own is not None and not _goes_past(s, child, v):
            return None if s.lower[own] == "it" and s.lemma[v] == "be" else own  # "it is time to demand …"
    return None


def _nearest_subject(s: Text, v: int) -> int | None:
    """The subject of a verb; of two with a verb and a comma between them the nearer: "The ship sank, the navy said".

    Without a verb a noun belongs to the first: "Ana Rao, the mayor said", "Police in Salem, Oregon said".
    """
    subjects = list(s.below(v, "nsubj"))
    before = [c for c in subjects if c < v]
    if len(before) < 2:
        return next(iter(subjects), None)
    comma = s.left[before[-1]] - 1
    told = (i for i in range(before[-2] + 1, comma) if s.is_verb(i) and s.tag[i] != "VBG")  # not "including"
    apart = s.tag[before[-1]] == "PRP" or any(told)
    alone = apart and s.lower[comma] == "," and "," not in s.lower[before[-1] : v]
    return before[-1] if alone else subjects[0]


def _coordinated(s: Text, v: int) -> int:
    """The verb above; of a finite one that the parser joined to a participle behind an object, the one of that object.

    "He put on a hat made by the town and blasted the tax": nobody but him blasts it.
    """
    above = s.head[v]
    if s.dep[v] != "conj" or s.tag[v] not in FINITE_TAGS or s.dep[above] not in ("acl", "xcomp"):
        return above
    if s.tag[above] not in OPEN_TAGS or s.child(above, *CLAUSE_SUBJECTS, "aux") is not None:
        return above
    top = s.head[above]
    while s.dep[top] in ("dobj", "pobj", "prep"):
        top = s.head[top]
    return top if s.tag[top] == s.tag[v] and top < v and s.child(top, "nsubj") is not None else above


def _goes_past(s: Text, participle: int, v: int) -> bool:
    """Whether a participle behind a mark says more of who sets a condition: "Rao will go if it rains – saying …"."""
    condition = s.child(v, "mark")
    if s.tag[participle] != "VBG" or condition is None or s.lower[condition] not in CONDITIONS:
        return False
    return s.lower[s.left[participle] - 1] in EDGE_MARKS and s.left[participle] > v


def _is_kept_from(s: Text, v: int) -> bool:
    """Whether it is what somebody is kept from: "would bar police from recommending charges"; nobody does it."""
    return s.lower[v] == "from" and s.child(s.head[v], "dobj") is not None


def _closing_subject(s: Text, v: int) -> int | None:
    """Who speaks in ", local officials and witnesses said." where the parser made the speakers members of a list."""
    ends = v + 1 >= len(s) or s.lower[v + 1] in ENDS
    if s.dep[v] != "ROOT" or not ends or s.tag[v] not in ("VBD", "VBZ", "VBP"):
        return None
    start = next((i + 1 for i in range(v - 1, max(-1, v - CLOSING_REACH), -1) if s.lower[i] == ","), None)
    if start is None or any(s.tag[i].startswith(("VB", "MD", "W")) for i in range(start, v)):
        return None
    tops = [i for i in range(start, v) if not start <= s.head[i] < v]
    return tops[0] if len(tops) == 1 and s.tag[tops[0]] in ANY_NOUN else None


def _clause_start(s: Text, v: int) -> int | None:
    """Where a clause starts that stands between a verb and the one it is coordinated with, behind a semicolon."""
    start = next((i + 1 for i in range(v - 1, s.head[v], -1) if s.lower[i] == ";"), None)
    return _joined_start(s, v) if start is None else start


def _joined_start(s: Text, v: int) -> int | None:
    """Where the speakers start in "Ten died in the town and locals say …", whom the parser joined to the town."""
    first = min((c for c in s.children[v] if s.dep[c] in HELPING), default=v)
    start = next((i + 1 for i in range(first - 1, max(s.head[v], first - CLOSING_REACH), -1) if s.tag[i] == "CC"), None)
    if start is None or any(s.tag[i].startswith(("VB", "MD", "W", ",")) for i in range(start, first)):
        return None
    tops = [i for i in range(start, first) if not start <= s.head[i] < first and s.head[i] != v]
    if len(tops) != 1 or s.dep[tops[0]] != "conj" or s.tag[tops[0]] not in ANY_NOUN:
        return None
    before = s.head[tops[0]]
    if not s.head[v] < before < start or s.quoted.number[tops[0]] != s.quoted.number[v]:
        return None
    listed = s.dep[before] == "conj" and s.tag[s.left[before] - 1] == "CC"  # "in May and both Rao and Lee say"
    return s.left[before] if listed else start


def _torn_subject(s: Text, start: int, v: int) -> int | None:
    """The noun that opens a clause behind a semicolon, if the parser hung it elsewhere: "…; state radio reported"."""
    return next((i for i in range(start, v) if s.tag[i].startswith(("NN", "PRP")) and not start <= s.head[i] < v), None)


def _is_addressed(s: Text, v: int, rules: Rules) -> bool:
    """Whether "Asked about the tax, Rao …" names the one spoken to and not the one who speaks."""
    return s.lemma[v] in rules.file.addressed and s.tag[v] in ("VBN", "VBD") and s.dep[v] == "advcl"


def _of_noun(s: Text, v: int, rules: Rules) -> int | None:
    """Who does what a verb behind a noun says: the noun ("a report saying"), or its owner ("Rao's bid to")."""
    noun = s.head[v]
    if s.tag[v] == "VBN":
        return None
    if s.tag[v] == "VBG" and (writes := _written_to(s, noun, rules)) is not None:
        return find_subject(s, writes, rules)
    if s.dep[v] == "relcl" or s.tag[v] == "VBG" or is_somebody(s, noun, rules):
        return noun
    owner = s.child(noun, "poss")
    if owner is None and s.dep[noun] == "dobj":
        owner = s.child(s.head[noun], "nsubj")
    return owner


def _written_to(s: Text, noun: int, rules: Rules) -> int | None:
    """The verb by which somebody is written to: "Rao has written to the mayor urging …"; it is Rao who urges."""
    tie = s.head[noun]
    is_told = s.dep[noun] == "pobj" and s.lower[tie] == "to" and s.lemma[s.head[tie]] in rules.file.writing
    return s.head[tie] if is_told else None


def is_somebody(s: Text, noun: int, rules: Rules) -> bool:
    """Whether the noun is a name, a pronoun, a plural or one of the voices of words.toml."""
    named = s.ent[noun] in ("PERSON", "ORG", "NORP", "GPE") or s.tag[noun] in ("PRP", "WP", *PROPER_NOUNS)
    return named or s.lemma[noun] in words.members("voice")


def source_piece(s: Text, noun: int, cue: Piece, rules: Rules) -> Piece:
    """The noun phrase of `noun`: title, apposition and what hangs on it, without the clause that holds the cue."""
    if s.lower[noun] in RELATIVE_WORDS:
        return noun, noun + 1
    start, end = s.subtree(noun)
    for child in s.children[noun]:
        behind = s.dep[child] in ("relcl", "acl", "advcl") and end > s.left[child] > noun
        if behind and _leaves(s, child, cue, rules):
            end = s.left[child]
            break
    start = next((i + 1 for i in range(noun - 1, start, -1) if s.lower[i] == "caption"), start)  # of a picture
    while end - 1 > noun and s.lower[end - 1] == ",":
        end -= 1
    for child in s.children[noun]:
        late = child > noun and s.right[child] + 1 == end
        if late and _says_when(s, child, rules):
            end = s.left[child]
    if start <= cue[0] < end:
        start, end = (start, cue[0]) if noun < cue[0] else (cue[1], end)
    if start < noun and s.lower[start] in rules.file.time_nouns and s.tag[start + 1] != "POS":  # "Friday police said"
        start += 1
    return trim_source(s, noun, start, end)


def _says_when(s: Text, child: int, rules: Rules) -> bool:
    """Whether what stands last behind the noun goes with the verb: "Rao on Monday", "Rao, almost alone, said"."""
    if s.dep[child] in ("prep", "npadvmod") and is_time(s, child, rules):
        return True
    return s.dep[child] == "advmod" and s.lower[s.left[child] - 1] == ","


def _leaves(s: Text, clause: int, cue: Piece, rules: Rules) -> bool:
    """Whether a clause behind the noun is no part of the source."""
    if s.left[clause] <= cue[0] <= s.right[clause]:
        return True
    before = s.lower[s.left[clause] - 1]
    after_comma = before in EDGE_MARKS
    if after_comma and before != ",":
        return True
    if s.dep[clause] == "relcl":
        return after_comma and s.lemma[clause] in rules.verb
    return after_comma


def trim_source(s: Text, noun: int, start: int, end: int) -> Piece:
    """The stretch without marks and without "even" or "only" at its edges."""
    while end - 1 > noun and (s.lower[end - 1] in EDGE_MARKS or s.lower[end - 1].isspace()):
        end -= 1
    while start < noun and (s.lower[start] in EDGE_MARKS or s.lower[start] in LOOSE):
        start += 1
    return start, end


def named(s: Text, found: Candidate, noun: int | None, rules: Rules) -> Candidate:
    """The candidate with `noun` as its source, if there is one and it names somebody."""
    if noun is None or (s.lower[noun] in ("it", "there") and s.dep[noun] == "expl"):
        return found
    begin, noun = _last_part(s, noun)
    head = _word_end(s, noun)
    start, end = source_piece(s, noun, found.cue, rules)
    start = min(start, begin) if begin < s.left[noun] else start
    name = _name_behind(s, end, rules)
    if name > end:
        head, end = name - 1, name
    head = _person_behind(s, noun, end) or head
    return replace(found, source=(start, max(end, head + 1)), source_head=head)


def _person_behind(s: Text, noun: int, end: int) -> int | None:
    """Who speaks in "a Department for Work and Pensions spokeswoman", where the parser takes the department."""
    last = end - 1
    is_one = s.tag[noun] in PROPER_NOUNS and s.lower[s.left[noun]] in ("a", "an")
    return last if is_one and last > noun and s.tag[last] == "NN" and words.is_person(s.lemma[last]) else None


def _name_behind(s: Text, end: int, rules: Rules) -> int:
    """Where the name ends behind a title whose full stop was taken for the sentence's: "said Capt. | Ana Ruiz"."""
    name = end + 1
    if (
        name >= len(s)
        or s.lower[end] != "."
        or s.lower[end - 1] not in rules.file.shortened
        or s.ends[end - 1] != s.starts[end]
    ):
        return end
    while name < len(s) and s.tag[name] in PROPER_NOUNS:
        name += 1
    return name if name > end + 1 else end


def _last_part(s: Text, noun: int) -> tuple[int, int]:
    """Begin and head of a noun phrase that the parser cut in several subjects: "Lima Bank co- | founder Ana Ruiz".

    What "and" joins is no such part: "The car overturned and | officials said".
    """
    begin = s.left[noun]
    if s.dep[noun] in CLAUSE_SUBJECTS:
        for other in s.children[s.head[noun]]:
            if other > noun and s.left[other] == s.right[noun] + 1 and s.dep[other] == s.dep[noun]:
                begin = s.left[other] if s.tag[s.right[noun]] == "CC" else begin
                noun = other
    return begin, noun


def _word_end(s: Text, token: int) -> int:
    """The last token of a word that hyphens hold together: "co-worker" is three tokens and one head."""
    while token + 2 < len(s) and s.lower[token + 1] == "-" and s.span((token, token + 3))[1] == _glued(s, token):
        token += 2
    return token


def _glued(s: Text, token: int) -> int:
    """Where the three tokens from `token` on end if no blank stands between them."""
    return s.span((token, token + 1))[0] + sum(len(word) for word in s.lower[token : token + 3])
