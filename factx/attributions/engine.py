"""Reads a Text, gives its attributions.

    text -> propose -> repair -> choose -> records

Source, cue and content as in PolNeAR (Newell et al., LREC 2018), whose edges the contents keep to; unlike there, an
attribution inside the content of another one is given too, with `within`.
"""

from __future__ import annotations

from spacy.vocab import Vocab

from factx.attributions.candidate import Candidate
from factx.attributions.choose import choose
from factx.attributions.kinds import kind_of
from factx.attributions.lexicon import Rules, compile_rules
from factx.attributions.nesting import Nest
from factx.attributions.propose import propose
from factx.attributions.repair import repair
from factx.language import Piece, Text
from factx.model import Attribution, Cue, Extent, Source, Span

__all__ = ["Rules", "find_attributions", "load_rules"]


def load_rules(vocab: Vocab) -> Rules:
    """The stage's rules, compiled for `vocab`. Raises RuleError."""
    return compile_rules()


def find_attributions(text: Text, rules: Rules) -> tuple[Attribution, ...]:
    """Every attribution of the text, ids a1, a2, … in order of content; sources as they are mentioned."""
    return to_records(text, choose(text, repair(text, propose(text, rules)), rules), rules)


def to_records(s: Text, told: Nest, rules: Rules) -> tuple[Attribution, ...]:
    """The candidates as records, in order of content."""
    ordered = sorted(range(len(told.found)), key=lambda n: (told.found[n].content, told.found[n].cue))
    ids = {n: f"a{place}" for place, n in enumerate(ordered, 1)}
    holders = {n: ids[holder] for n, holder in enumerate(told.within) if holder is not None}
    return tuple(_record(s, told.found[n], ids[n], holders.get(n), rules) for n in ordered)


def _record(s: Text, found: Candidate, id: str, within: str | None, rules: Rules) -> Attribution:
    return Attribution(
        id=id,
        source=_source(s, found),
        cue=Cue(Extent.of(s.text, [s.span(found.cue)]), found.key),
        content=Extent.of(s.text, [_told_span(s, piece) for piece in found.content]),
        form=_form(s, found),
        stance=found.stance,
        addressee=s.span(found.addressee) if found.addressee else None,
        within=within,
        rule=rules.names.get(found.frames[0], rules.names["prep"]),
        kind=kind_of(s, found, rules),
    )


def _told_span(s: Text, piece: Piece) -> Span:
    """The characters of a piece, up to the quotation marks where flattening glued other words to them: SAYS"We …"He."""
    (start, end), first, last = s.span(piece), s.quoted.number[piece[0]], s.quoted.number[piece[1] - 1]
    if first >= 0 and s.quoted.pieces[first][0] == piece[0]:
        start = max(start, s.quoted.marked[first].start)
    if last >= 0 and s.quoted.pieces[last][1] == piece[1]:
        end = min(end, s.quoted.marked[last].end)
    return start, end


def _source(s: Text, found: Candidate) -> Source | None:
    if found.source is None or found.source_head is None:
        return None
    mention = Extent.of(s.text, [s.span(found.source)])
    return Source(mention, mention.text, s.text[slice(*s.span((found.source_head, found.source_head + 1)))])


def _form(s: Text, found: Candidate) -> str:
    """Whether the content is quoted, told or both: "direct", "indirect", "mixed"."""
    inside = {s.quoted.holds(i) for start, end in found.content for i in range(start, end) if s.lower[i][:1].isalnum()}
    return "direct" if inside == {True} else "indirect" if True not in inside else "mixed"
