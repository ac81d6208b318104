"""Who is asked does not ask: "Rao, asked about the flood, said …"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from factx.attributions.candidate import Candidate, Candidates, with_content
from factx.attributions.phrases import SPEECH
from factx.language import Text
from factx.language.grammar import PAST

PRESSED = frozenset(("ask", "press"))  # verbs by which somebody is made to speak
QUESTIONS = frozenset(("about", "whether", "if", "how", "why", "what", "when", "where", "who"))
ANSWER_REACH = 40  # tokens from a question to the answer


def hand_on(s: Text, found: Candidates) -> Candidates:
    """ "Rao, asked whether it was safe, said it was": the one asked answers, and nobody is named who asks."""
    asked = [c for c in found if _is_asked(s, c)]
    if not asked:
        return found
    near: dict[int, list[Candidate]] = defaultdict(list)
    for c in found:
        near[s.sentence[c.head]].append(c)
    answers = {c.head: a for c in asked if (a := _answer(s, c, near[s.sentence[c.head]])) is not None}
    askers = {answers[c.head].head: c for c in found if c.head in answers}
    return tuple(_turned(c, answers.get(c.head), askers.get(c.head)) for c in found)


def _is_asked(s: Text, found: Candidate) -> bool:
    """Whether a past behind a comma, before a question, may say what is done to the noun before the comma."""
    begin, end = found.cue[0], found.head + 1
    return (
        found.key in PRESSED
        and s.tag[found.head] in PAST
        and found.source is not None
        and found.source[1] == begin - 1
        and s.lower[begin - 1] == ","
        and end < len(s)
        and s.lower[end] in QUESTIONS
    )


def _answer(s: Text, found: Candidate, near: Sequence[Candidate]) -> Candidate | None:
    """The first cue of speech of the sentence behind a comma that has nobody else who speaks."""
    later = (c for c in near if found.head < c.head < found.head + ANSWER_REACH and c.takes >= SPEECH)
    fits = (c for c in later if s.lower[c.cue[0] - 1] == "," and c.source in (None, found.source))
    return next(fits, None)


def _turned(found: Candidate, answer: Candidate | None, asker: Candidate | None) -> Candidate:
    """The question without its source and the answer's words, the answer with the source."""
    if asker is not None:
        return replace(found, source=asker.source, source_head=asker.source_head)
    if answer is None:
        return found
    cut = with_content(found, ((a, min(b, answer.cue[0] - 1)) for a, b in found.content))
    return replace(cut, source=None, source_head=None)
