"""The frames of a verb: which of its dependents are its content.

c clause   x infinitive   g "-ing"   o object with complement   s subject of a passive   or a preposition
"""

from __future__ import annotations

from collections.abc import Iterator

from factx import words
from factx.attributions.candidate import Candidate, merged, touching_children, without
from factx.attributions.lexicon import Entry, Rules
from factx.attributions.phrases import is_setting, is_time
from factx.attributions.sources import find_subject, is_somebody, set_source
from factx.language import Piece, Text

NEAR = 3  # tokens from a verb of no lexicon to the "that" of what it tells
OFFER_REACH = 30  # tokens of the one to whom something is offered
NOUNS = ("NN", "NNS", "NNP", "NNPS")
BARE = 3  # tokens of an object that names somebody and says nothing of him
CLOSING_MARKS = frozenset(('"', "”", "''", "’", "'"))
AUXILIARY = frozenset(("aux", "auxpass", "neg", "advmod", "prt"))


def verb_candidate(s: Text, v: int, rules: Rules) -> Candidate | None:
    """The verb as a cue with what its frames give, or None if it is no cue of the lexicon."""
    key, extra = verb_key(s, v, rules)
    entry = rules.verb.get(key)
    if not extra and (entry is None or "c" not in entry.frames) and tells_that(s, v, rules):
        entry = Entry((entry.frames if entry else frozenset()) | {"c"}, entry.stance if entry else "neutral")
    if entry is None and stands_beside_quotation(s, v):
        entry = Entry(frozenset("q"), "neutral")
    if entry is None:
        return None
    start, end = min(v, *extra) if extra else v, max(v, *extra) + 1 if extra else v + 1
    found = Candidate(v, touching_children(s, v, AUXILIARY, start, end), key, entry.stance, entry.frames)
    passive = s.is_passive(v)
    if key in rules.file.raising:
        fill_raised(s, found)
        close(s, found)
        return found
    set_source(s, found, s.agent(v) if passive else find_subject(s, v, rules), rules)
    fill_clauses(s, found, [v, *extra], rules)
    if passive:
        fill_passive(s, found, rules)
    else:
        fill_objects(s, found, [v, *extra], rules)
    fill_preposition(s, found, [v, *extra], rules)
    close(s, found)
    return found


def tells_that(s: Text, v: int, rules: Rules) -> bool:
    """Whether a verb of no lexicon tells something: somebody who can speak does it, and "that" opens what it tells."""
    clause = s.child(v, "ccomp")
    subject = s.child(v, "nsubj")
    if clause is None or subject is None or not subject < v < s.left[clause] or s.lemma[v] in rules.file.unspoken:
        return False
    named = s.tag[subject] in ("NNP", "NNPS") or words.can_speak(s.lemma[subject]) or words.is_person(s.lemma[subject])
    return named and s.lower[s.left[clause]] == "that" and s.left[clause] - v <= NEAR


def stands_beside_quotation(s: Text, v: int) -> bool:
    """Whether a verb of no lexicon stands between a quotation and a name: "“It broke,” grumbled Rao"."""
    if v < 2 or v + 1 >= len(s) or s.tag[v] not in ("VBD", "VBZ") or s.lower[v - 1] not in CLOSING_MARKS:
        return False
    return s.lower[v - 2] in (",", "?", "!") and s.tag[v + 1] in ("NNP", "NNPS")


def verb_key(s: Text, v: int, rules: Rules) -> tuple[str, list[int]]:
    """The lexicon's key for verb `v`, and the words beside it that belong to the key ("make clear")."""
    lemma = rules.file.lemmas.get(s.lemma[v], s.lemma[v])
    for rest in rules.phrases.get(lemma, ()):
        words = rest.split()
        matched = _match_words(s, v, words)
        if matched is not None:
            return f"{lemma} {rest}", matched
    return lemma, []


def _match_words(s: Text, v: int, words: list[str]) -> list[int] | None:
    """The tokens below `v` that are these words, each below `v` or below the word before it."""
    found: list[int] = []
    places = [v]
    for word in words:
        token = next((c for p in places for c in s.children[p] if c > v and word in (s.lemma[c], s.lower[c])), None)
        if token is None:
            return None
        found.append(token)
        places.append(token)
    return found


def add(found: Candidate, frame: str, pieces: list[Piece]) -> None:
    """Adds content that `frame` gives."""
    found.frames.append(frame)
    found.content += pieces


def _without_time(s: Text, v: int, clause: int, rules: Rules) -> Piece:
    """The clause without the day of the telling in front: "said earlier on Wednesday it had stopped"."""
    start, end = s.subtree(clause)
    first = next((c for c in s.children[clause] if s.left[c] == start), clause)
    told = v < start and s.lower[start - 1] not in (",", "that") and s.dep[first] in ("prep", "npadvmod")
    subject = s.child(clause, "nsubj", "nsubjpass", "expl")
    if told and subject is not None and s.left[subject] == s.right[first] + 1 and is_time(s, first, rules):
        return s.left[subject], end
    return start, end


def fill_clauses(s: Text, found: Candidate, heads: list[int], rules: Rules) -> None:
    """Clauses and infinitives below the cue's words."""
    v = found.head
    for head in heads:
        for c in s.children[head]:
            if s.dep[c] == "ccomp" and "c" in found.takes:
                add(found, "c", [_without_time(s, v, c, rules)])
            elif s.dep[c] == "xcomp" and s.right[c] > v:
                frame = "x" if has_to(s, c) else "g" if s.tag[c] == "VBG" else ""
                if frame in found.takes:
                    add(found, frame, [s.subtree(c)])
    if not found.content and "c" in found.takes and s.child(v, "dobj") is None:
        fill_parenthetical(s, found)


def fill_parenthetical(s: Text, found: Candidate) -> None:
    """ "The plan, he said, failed", "as he said": the clause that holds the cue's clause."""
    v = found.head
    marked = any(s.lower[c] == "as" for c in s.children[v] if c < v)
    if (s.dep[v] == "parataxis" and "q" in found.takes) or (s.dep[v] == "advcl" and marked):
        add(found, "p", without([s.subtree(s.head[v])], [s.subtree(v)]))


def has_to(s: Text, verb: int) -> bool:
    return any(s.dep[c] == "aux" and s.tag[c] == "TO" for c in s.children[verb])


def fill_passive(s: Text, found: Candidate, rules: Rules) -> None:
    """The subject of a passive: content ("Rao was criticized"), or the one spoken to ("Rao was told that …")."""
    v = found.head
    subject = s.child(v, "nsubjpass")
    if subject is None and s.dep[v] == "acl":
        if "a" in found.takes:
            add(found, "a", [(s.left[s.head[v]], s.left[v])])
        return
    if subject is None or s.lower[subject] in ("it", "there"):
        return
    if found.key in rules.file.addressed:
        found.addressee = s.subtree(subject)
        return
    if "x" in found.frames:
        found.content.append(s.subtree(subject))
        return
    after = list(_complements(s, v, v, rules, found))
    kinds = [kind for kind, _ in after] + (["agent"] if s.child(v, "agent") is not None else [])
    if takes(found, "s", kinds):
        add(found, "s", [s.subtree(subject), *(piece for _, piece in after)])


def fill_raised(s: Text, found: Candidate) -> None:
    """ "The plan seems to work": nobody is named, and the subject belongs to the content."""
    v = found.head
    for c in s.below(v, "xcomp", "ccomp", "oprd", "acomp"):
        frame = {"xcomp": "x", "ccomp": "c"}.get(s.dep[c], "s")
        if frame in found.takes:
            subject = s.child(v, "nsubj")
            raised = frame != "c" and subject is not None and s.lower[subject] not in ("it", "there")
            add(found, frame, ([s.subtree(subject)] if raised and subject is not None else []) + [s.subtree(c)])
            return


def takes(found: Candidate, frame: str, kinds: list[str]) -> bool:
    """Whether the cue takes the frame by itself, or with one of these companions ("o+as")."""
    return frame in found.takes or any(f"{frame}+{kind}" in found.takes for kind in kinds)


def fill_objects(s: Text, found: Candidate, heads: list[int], rules: Rules) -> None:
    """The object with its complement; beside a clause it is the one spoken to."""
    v = found.head
    target = s.child(v, "dative")
    if target is not None:
        found.addressee = _addressee(s, target)
    objects = [c for c in s.below(v, "dobj") if c not in heads and (s.lower[c], s.tag[c]) != ("that", "IN")]
    if not objects:
        _fill_gap(s, found)
        return
    object_ = objects[-1]
    if len(objects) > 1:  # "offered the workers a deal"
        found.addressee = s.subtree(objects[0])
    if s.dep[v] != "relcl" and object_ < v and s.lower[object_] not in ("what", "whom"):
        return
    if _is_receiver(s, found, objects, rules):
        return
    after = list(_complements(s, v, max(v, object_), rules, found))
    if takes(found, "o", [kind for kind, _ in after]):
        if not after and _is_deed(s, found, object_, rules):
            return
        piece = (object_, object_ + 1) if s.lower[object_] in ("which", "that", "whom") else s.subtree(object_)
        add(found, "o", [piece, *(p for _, p in after)])


def _is_receiver(s: Text, found: Candidate, objects: list[int], rules: Rules) -> bool:
    """Whether the object is no content but the one who is told something, or gets it."""
    object_, clause = objects[-1], bool(found.content) and "c" in found.frames
    if found.key in rules.file.addressed:
        if found.content:
            found.addressee = s.subtree(object_)
        return bool(found.content) or _fill_told(s, found, object_)
    given = len(objects) == 1 and found.key in rules.file.giving and is_somebody(s, object_, rules)
    if given and not clause and s.lower[object_][-4:] != "self":
        _fill_given(s, found, object_)
        return True
    return clause


def _fill_given(s: Text, found: Candidate, object_: int) -> None:
    """ "offered the people of Peru a deal": what is given begins with an article right behind a noun."""
    end = s.sentence_of(object_)[1]
    for i in range(object_ + 1, min(end, object_ + OFFER_REACH)):
        if (s.is_verb(i) and s.tag[i] != "VBG") or s.lower[i] in (",", ";"):
            return
        noun = s.head[i]
        if s.tag[i] == "DT" and s.tag[i - 1] in NOUNS and s.left[noun] == i:
            found.addressee = s.left[object_], i
            add(found, "o", [(i, s.right[noun] + 1)])
            return


def _fill_told(s: Text, found: Candidate, object_: int) -> bool:
    """ "told deputies he had no gun": a clause that the parser hung on the one spoken to."""
    clause = s.child(object_, "relcl")
    if clause is None or s.child(clause, "nsubj", "nsubjpass") is None or s.tag[s.left[clause]][0] == "W":
        return False
    found.addressee = s.left[object_], s.left[clause]
    add(found, "c", [s.subtree(clause)])
    return True


def _is_deed(s: Text, found: Candidate, object_: int, rules: Rules) -> bool:
    """Whether this is no speech: "attacked the convoy" without a person who does it, "pledged $3 billion"."""
    start, end = s.subtree(object_)
    if found.key in rules.file.contacts:
        return end - start <= BARE
    deed, stand = found.key in rules.file.deeds, found.key in rules.file.stands
    doer = found.source_head
    if deed or stand:
        personal = doer is not None and (s.ent[doer] == "PERSON" or s.tag[doer] in ("PRP", "WP"))
        if not personal and (deed or doer is None or not is_somebody(s, doer, rules)):
            return True
    counted = deed or stand or found.key in rules.file.gifts
    return counted and any(s.tag[i] == "CD" for i in range(start, end))


def _fill_gap(s: Text, found: Candidate) -> None:
    """ "the tax she opposed": the noun that a clause without a relative pronoun hangs on."""
    v = found.head
    noun = s.head[v]
    bare = s.dep[v] == "relcl" and s.tag[s.left[v]][0] != "W" and s.tag[s.left[v]] != "IN"
    if bare and "r" in found.takes and not found.content and found.source_head not in (None, noun):
        add(found, "r", [(s.left[noun], s.left[v])])


def _addressee(s: Text, target: int) -> Piece:
    inner = s.child(target, "pobj")
    return s.subtree(target if inner is None else inner)


def _complements(s: Text, v: int, after: int, rules: Rules, found: Candidate) -> Iterator[tuple[str, Piece]]:
    """What goes on behind an object, with its kind: "of fraud", "as a win", "to leave", "unhinged"."""
    for c in s.children[v]:
        if c <= after:
            continue
        if s.dep[c] in ("oprd", "xcomp", "ccomp", "acomp"):
            yield s.dep[c], s.subtree(c)
        elif _is_complement(s, c, rules, found):
            yield s.lower[c], s.subtree(c)


def _is_complement(s: Text, c: int, rules: Rules, found: Candidate) -> bool:
    loose = s.lower[s.left[c] - 1] == "," and not (found.stance == "accuse" and s.lower[c] == "of")
    if s.dep[c] not in ("prep", "dative") or is_time(s, c, rules) or loose:
        return False
    return f"o+{s.lower[c]}" in found.takes or not is_setting(s, c, rules)


def fill_preposition(s: Text, found: Candidate, heads: list[int], rules: Rules) -> None:
    """ "called for a vote": the preposition is cue, what it governs content, with an infinitive behind it."""
    if found.content or (found.key in rules.file.errands and not _answers(s, found)):
        return
    if "for" in found.takes and _fill_for(s, found):
        return
    for head in heads:
        for c in s.children[head]:
            if s.dep[c] in ("prep", "prt", "agent") and c > found.head and s.lower[c] in found.takes:
                inner = s.child(c, "pobj", "pcomp")
                if inner is not None and not is_time(s, c, rules):
                    after = [piece for _, piece in _complements(s, head, inner, rules, found)]
                    after += _wanted_of(s, head, inner)
                    add(found, s.lower[c], [s.subtree(inner), *after])
                    if found.cue[1] == c:
                        found.cue = found.cue[0], c + 1
                    return


def _wanted_of(s: Text, head: int, inner: int) -> list[Piece]:
    """ "called for the company to leave": the infinitive right behind the noun, wherever the parser hung it."""
    behind = s.right[inner] + 1
    return [s.subtree(c) for c in s.below(head, "advcl") if s.left[c] == behind and has_to(s, c)]


def _fill_for(s: Text, found: Candidate) -> bool:
    """ "called for police to leave": a clause that "for" opens."""
    for clause in s.below(found.head, "advcl"):
        opener = s.child(clause, "mark")
        if opener is not None and s.lower[opener] == "for" and found.head < opener and has_to(s, clause):
            add(found, "for", [(opener + 1, s.right[clause] + 1)])
            if found.cue[1] == opener:
                found.cue = found.cue[0], opener + 1
            return True
    return False


def mistagged_candidate(s: Text, i: int, rules: Rules) -> Candidate | None:
    """ "The bank forecasts growth": a verb that the tagger took for a noun, and yet has a subject."""
    entry = rules.verb.get(s.lower[i].removesuffix("s"))
    subject = s.child(i, "nsubj")
    if s.tag[i] != "NNS" or entry is None or "o" not in entry.frames or subject is None or s.head[i] <= i:
        return None
    found = Candidate(i, (i, i + 1), s.lower[i].removesuffix("s"), entry.stance, entry.frames)
    set_source(s, found, subject, rules)
    add(found, "o", [(i + 1, s.right[s.head[i]] + 1)])
    close(s, found)
    return found


def _answers(s: Text, found: Candidate) -> bool:
    """Whether "responded to" is an answer and no errand: a named person does it, or nobody ("did not respond to …")."""
    doer = found.source_head
    named = doer is not None and (s.ent[doer] == "PERSON" or s.lower[doer] in ("he", "she"))
    return named or s.child(found.head, "neg") is not None


def close(s: Text, found: Candidate) -> None:
    """Takes cue, source and addressee out of the content."""
    holes = [found.cue, *(piece for piece in (found.source, found.addressee) if piece)]
    found.content = without(merged(found.content), holes)
