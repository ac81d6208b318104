"""Who answers for a figure: the innermost voice with a source that tells it.

A voice tells what it says, not what comes along with the things it speaks of: whoever claims an attack, rejects a
demand, or is horrified by a shooting answers for no number that is told of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from factx.events.factuality import NOMINAL_RULES
from factx.events.figures import PERCENT, VERBAL, Figure
from factx.events.readings import Reading
from factx.events.speech import Speech, Voice
from factx.events.together import THEM
from factx.events.words import Words
from factx.language.grammar import (
    FINITE_TAGS,
    TENSED_TAGS,
    auxiliaries,
    has_object,
    has_subject,
    is_negated,
    is_passive,
)
from factx.model import HARM

FIRST_PERSON = frozenset(("i", "we"))
PRONOUNS = frozenset(("he", "she", "it", "they", "who", "that", "which", "this", "these", "those"))
TOLD_AS_NOUN = NOMINAL_RULES | {"adjective-cue"}
NOT_ASSERTING = frozenset(("accuse", "doubt"))
EVIDENCE = frozenset(("document", "poll_or_study", "law_or_court"))
OCCASIONS = frozenset(("after", "since", "following", "because", "as", "when", "where", "despite"))
TO_COME = frozenset(("to", "will", "would", "shall", "'ll", "’ll"))
PAST_HELP = frozenset(("has", "have", "had", "was", "were"))
LABEL = "label"
TRAILING = frozenset(("appos", "prep", "pobj", "npadvmod", "advmod", "dobj", "acl", "advcl"))
TRAIL = 4
PAUSES = frozenset((";", ":", "(", "\n"))
UNIT_SIGNS = {"percent": PERCENT, "money": frozenset("$£€¥")}
STEPS = 8
NEWS_NUMBER = 12  # of those who speak


def telling(figure: Figure, reading: Reading, speech: Speech, words: Words) -> Voice | None:
    """Who answers for a figure; None where the article itself speaks.

    "I" in a quotation is its speaker, a pronoun of which it is not clear whom it means stands back behind a voice with
    a name, and nobody named ("are believed to") answers only where there is no other voice.
    """
    holding = speech.around(figure.quantity.number) or trailing(figure, speech) or concluding(figure, speech)
    holding = holding or going_on(reading, speech) or further(figure, speech)
    around = [v for v in holding if tells(v, figure, words)]
    named = [v for v in around if v.said.source is not None]
    outer = [v for v in named if not (v.said.within and is_speaker_himself(v))]
    clear = [v for v in outer if not is_unclear(v)]
    return teller(clear, reading) or next(iter(outer or named or around), None)


def teller(clear: Sequence[Voice], reading: Reading) -> Voice | None:
    """The innermost voice; whoever is only said to do what the figure is said of stands back behind another one."""
    first = next(iter(clear), None)
    if first is None or not is_deed_told(first, reading):
        return first
    return next((v for v in clear[1:] if named_alike(v) != named_alike(first)), first)


def named_alike(voice: Voice) -> str | None:
    return voice.said.source.label if voice.said.source is not None else None


def is_deed_told(voice: Voice, reading: Reading) -> bool:
    """Whether a voice is to do what the figure is said of, and whoever tells so answers: "said police seek two men"."""
    if voice.said.rule != "direct-object" or reading.trigger.i not in voice.cued:
        return False
    to_come = any(child.lower_ in TO_COME for child in reading.trigger.children)
    return voice.said.kind == "plan" or (reading.trigger.tag_ == "VB" and to_come)


def trailing(figure: Figure, speech: Speech) -> list[Voice]:
    """The voices of a content that a figure trails behind: "said sales reached $5bn, an increase of 4 percent"."""
    if speech.source_at(figure.quantity.number) is not None:
        return []
    word = figure.top
    for _ in range(TRAIL):
        if word.dep_ not in TRAILING or word.head == word:
            return []
        word = word.head
        holding = speech.around_word(word)
        if holding:
            return holding if min(holding[0].cued, default=figure.start) < figure.start else []
    return []


def going_on(reading: Reading, speech: Speech) -> list[Voice]:
    """The voice between commas behind which its content goes on: "a bus fell, police said, killing 12"."""
    verb = participle_above(reading.clause)
    if reading.type not in HARM or verb is None or verb.i == 0:
        return []
    cue = verb.head
    told = verb.nbor(-1).text == "," and cue.i < verb.i
    voices = (v for v in speech.heard.values() if told and cue.i in v.cued and v.contents)
    return [v for v in voices if v.contents[-1].end <= cue.i and v.said.form == "indirect"][:1]


def further(figure: Figure, speech: Speech) -> list[Voice]:
    """The survey whose shares or sums the sentence goes on with: "found that 12% had left, while 40% stayed"."""
    signs = UNIT_SIGNS.get(figure.quantity.kind)
    start = figure.head.sent.start
    heard = [v for v in speech.heard.values() if v.cue is not None and start <= v.cue.i < figure.start]
    last = heard[-1] if heard and signs else None
    if last is None or last.said.source is None or last.said.source.type not in EVIDENCE or len(last.contents) != 1:
        return []
    content, cue = last.contents[0], last.cue
    goes_on = cue is not None and cue.dep_ != "acl" and cue.i < content.start and content.end <= figure.start
    return [last] if goes_on and signs is not None and any(t.lower_ in signs for t in content) else []


def participle_above(verb: Token) -> Token | None:
    """The participle that opens a clause, of a verb or of the one it is joined to: "killing 12 and hurting 30"."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb if verb.dep_ == "advcl" and verb.tag_ == "VBG" else None


def concluding(figure: Figure, speech: Speech) -> list[Voice]:
    """The voice that closes the sentence, where its content is but the last clause: "12 died and 30 fled, he said"."""
    sentence = figure.head.sent
    if speech.source_at(figure.quantity.number) is not None:
        return []
    heard = [v for v in speech.heard.values() if v.cue is not None and sentence.start <= v.cue.i < sentence.end]
    last = heard[-1] if heard else None
    if last is None or any(v.cue.i < last.contents[0].start for v in heard if v.cue is not None and v.contents):
        return []
    return [last] if last.contents and is_last_clause(last, figure) else []


def is_last_clause(voice: Voice, figure: Figure) -> bool:
    """Whether a content lies between the figure and its own cue, joined to the clause of the figure by a comma."""
    content, cued = voice.contents[0], min(voice.cued, default=0)
    if len(voice.contents) > 1 or not figure.end <= content.start < content.end <= cued or voice.source.start < cued:
        return False
    between = content.doc[figure.start : cued]
    if voice.said.form != "indirect" or voice.said.rule in TOLD_AS_NOUN:
        return False
    return not any(t.is_quote or t.text in PAUSES for t in between)


def is_speaker_himself(voice: Voice) -> bool:
    return voice.said.source is not None and voice.said.source.mention.text.lower() in FIRST_PERSON


def is_unclear(voice: Voice) -> bool:
    """Whether a voice is a pronoun that the article does not explain."""
    source = voice.said.source
    return source is not None and source.label.lower() in PRONOUNS


def tells(voice: Voice, figure: Figure, words: Words) -> bool:
    """Whether a voice tells a figure that stands in its content, or only touches it."""
    if is_unquoted(figure):
        return False
    content = voice.content_at(figure.numeral.start)
    if content is None:
        return True
    if is_told_to(voice, words) or tells_the_other(voice, figure, words) or is_other_share(voice, figure, words):
        return False
    if voice.said.rule == LABEL and is_heading(voice, content):
        return False
    if is_come_upon(voice, content, words):
        return False
    clause = clause_along(figure, content)
    meant = voice.said.kind == "plan" or voice.said.rule == "infinitive"
    if meant and (is_occasion(figure, content) or (clause is not None and is_past(clause))):
        return False
    if voice.said.rule not in TOLD_AS_NOUN:
        return clause is None or not is_reaction(content.root, words)
    if clause is None or is_meant(clause) or is_shown(clause, voice):
        return (names_it(voice, words) and not is_left_unsaid(voice)) or is_charge(voice, figure, content)
    calls_so = voice.said.cue.lemma.lower() in words.lexicon.words["calling"]  # "calls it a tax which will cost $4,000"
    return calls_so or (is_reported(clause) and voice.said.kind != "other")


def is_unquoted(figure: Figure) -> bool:
    """Whether a figure's clause begins where a quotation ends: 'he wanted to "kill people," killing five officers'."""
    clause = participle_above(figure.top.head)
    first = clause.left_edge.i if clause is not None else 0
    return clause is not None and first > 0 and clause.doc[first - 1].is_quote


def is_told_to(voice: Voice, words: Words) -> bool:
    """Whether the subject is not who orders but who is ordered: "was found liable and ordered to pay $5m"."""
    cue = voice.cue
    if cue is None or cue.dep_ != "conj" or voice.said.rule != "infinitive":
        return False
    if cue.lemma_.lower() not in words.lexicon.words["ordering"]:
        return False
    own = has_subject(cue) or next(auxiliaries(cue), None) is not None
    return not own and is_passive(cue.head)


def is_other_share(voice: Voice, figure: Figure, words: Words) -> bool:
    """Whether a share of those asked stands beside another: "one in four agreed while 39% were against it"."""
    if voice.said.source is None or figure.quantity.kind not in ("percent", "ratio"):
        return False
    asked = [figure.head.doc[i] for i in voice.source]
    parts = PERCENT | words.lexicon.words["parts"]
    return any(t.lower_ in parts or (t.like_num and t.nbor().lower_ in ("in", "out")) for t in asked)


def is_come_upon(voice: Voice, content: Span, words: Words) -> bool:
    """Whether somebody only comes upon what is counted: "police found two men shot dead"; a study finds out."""
    source, verb = voice.said.source, content.root
    if voice.said.cue.lemma.lower() not in words.lexicon.words["witnessing"] or source is None:
        return False
    finite = verb.tag_ in FINITE_TAGS or any(a.tag_ in TENSED_TAGS for a in auxiliaries(verb))
    finite = finite and not is_participle_alike(verb, words)
    return source.type not in EVIDENCE and not (finite and has_subject(verb))


def is_participle_alike(verb: Token, words: Words) -> bool:
    """Whether a past tense that harms nobody is a participle: "found two men shot dead"."""
    return verb.tag_ == "VBD" and bool(words.verb("patient", verb)) and not has_object(verb)


def tells_the_other(voice: Voice, figure: Figure, words: Words) -> bool:
    """Whether only the estimate is theirs that a figure is set against: "was $5m, below estimates, according to X"."""
    cued = min(voice.cued, default=figure.end)
    if cued <= figure.end or not voice.said.cue.lemma.lower().startswith("according"):
        return False
    between = figure.head.doc[figure.end : cued]
    against = next((t.i for t in between if t.lower_ in words.lexicon.words["against"]), cued)
    return any(t.i > against and t.lemma_.lower() in words.lexicon.words["estimates"] for t in between)


def names_it(voice: Voice, words: Words) -> bool:
    """Whether a cue over a thing says that it is so: "confirmed 17 deaths", "forecast growth of 2%"; not "signed"."""
    lemma, said = voice.said.cue.lemma.lower(), words.lexicon.words
    if lemma in said["doing"]:
        return False
    if voice.said.kind == "other":
        return lemma in said["showing"] and voice.said.source is not None and voice.said.source.type in EVIDENCE
    if voice.said.stance in ("affirm", "deny"):
        return lemma in said["vouching"] or lemma in said["denying"]
    return voice.said.kind != "attitude" and voice.said.stance not in NOT_ASSERTING


def is_left_unsaid(voice: Voice) -> bool:
    """Whether a cue over a thing says what they do not say of it: "have not identified the two people killed"."""
    cue, source = voice.cue, voice.said.source
    return cue is not None and source is not None and voice.said.stance == "neutral" and is_negated(cue)


def clause_along(figure: Figure, content: Span) -> Token | None:
    """The clause about a thing that the content names in which a figure stands: "an attack that killed 12"."""
    word = figure.top
    for _ in range(STEPS):
        if word.head == word or not content.start <= word.head.i < content.end or word == content.root:
            return None
        if word.dep_ == "relcl" or (word.dep_ == "acl" and word.pos_ in VERBAL and word.head.pos_ not in VERBAL):
            return word
        word = word.head
    return None


def is_occasion(figure: Figure, content: Span) -> bool:
    """Whether a figure stands in what gave occasion to a plan: "vowed to retaliate after a bomb killed 34"."""
    word = figure.top
    for _ in range(STEPS):
        if word.head == word or not content.start <= word.head.i < content.end:
            return False
        marked = word.dep_ == "advcl" and any(c.lower_ in OCCASIONS for c in word.children)
        if marked or (word.dep_ in ("prep", "pcomp") and word.lower_ in OCCASIONS):
            return True
        word = word.head
    return False


def is_meant(clause: Token) -> bool:
    """Whether a clause is what a plan is for: "announced plans to merge 35 agencies"."""
    return clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.children)


def is_past(clause: Token) -> bool:
    """Whether a clause about a thing tells what was, as the article does: "vowed to end a war that has killed 12"."""
    helping = {c.lower_ for c in auxiliaries(clause)}
    return clause.dep_ == "relcl" and (clause.tag_ == "VBD" or bool(helping & PAST_HELP)) and not helping & TO_COME


def is_shown(clause: Token, voice: Voice) -> bool:
    """Whether a clause is what data show of the noun: "data showing the economy contracted by 2 percent"."""
    source = voice.said.source
    return clause.dep_ == "acl" and source is not None and source.type in EVIDENCE


def is_charge(voice: Voice, figure: Figure, content: Span) -> bool:
    """Whether a figure stands in the deed somebody is accused of: "accused the firm of paying a clerk $10m"."""
    if voice.said.stance != "accuse" or voice.said.source is None or is_occasion(figure, content):
        return False
    word = figure.top
    for _ in range(STEPS):
        if word.head == word or not content.start <= word.head.i < content.end:
            return False
        if word.dep_ == "pcomp" and word.tag_ == "VBG":
            return True
        word = word.head
    return False


def is_reported(clause: Token) -> bool:
    """Whether a clause is what the noun says: "rejected reports that 12 were killed"."""
    return any(child.dep_ == "mark" for child in clause.children)


def is_reaction(root: Token, words: Words) -> bool:
    """Whether a content only tells how somebody takes what happened: "was horrified by", "condemned"."""
    said = (root, *(c for c in root.children if c.dep_ in ("acomp", "oprd", "xcomp", "advcl")))
    reactions = words.lexicon.words["reacting"]
    return any(word.lemma_.lower() in reactions or word.lower_ in reactions for word in said)


def is_heading(voice: Voice, content: Span) -> bool:
    """Whether a label is the name of a scene, and no speaker: "Sandy Creek: 26 killed" before a paragraph."""
    source = voice.said.source
    named = source is None or source.type in ("named_person", "unknown")
    return named and not any(word.pos_ == "AUX" or word.tag_ in ("VBZ", "VBP") for word in content)


# ---- who only speaks, and what is only named as one of them


def is_pick(figure: Figure) -> bool:
    """Whether "one" only says that somebody belongs to them: "Rao was one of 12 victims"; not "one of them a nurse"."""
    of, *them = [t.lower_ for t in figure.head.doc[figure.numeral.end : figure.numeral.end + 2]] or [""]
    named = any(node.dep_ in ("attr", "appos") for node in figure.nodes)
    return figure.quantity.low == figure.quantity.high == 1 and of == "of" and named and THEM.isdisjoint(them)


def is_voice(figure: Figure, speech: Speech) -> bool:
    """Whether the counted are those who speak ("two officials said"); a share of people is a figure all the same.

    What a clause tells of the speaker is a figure too: "the fund, which holds $5m, said".
    """
    if figure.quantity.kind == "percent" or is_crowd(figure):
        return False
    source = speech.source_at(figure.quantity.number)
    return source is not None and source.root in figure.nodes


def is_crowd(figure: Figure) -> bool:
    """Whether so many are told of that their number is news: "30 lawmakers called for it", not "two officials said"."""
    quantity, many = figure.quantity, figure.head.tag_ in ("NNS", "NNPS")
    counted = quantity.kind == "money" or (quantity.kind == "count" and (many or quantity.bound == "vague"))
    return counted and (quantity.low or 0) >= NEWS_NUMBER
