"""What the steps of the stage hand each other: a cue with its content and source as stretches of tokens.

A candidate is never changed; a step that knows better gives a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factx.language import Piece, Text

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with what it ties together, in tokens.

    head      the token that carries the cue's meaning, `key` its entry in the lexicon
    takes     the frames that its entry gives it
    heads     the tokens whose dependents may be its content
    frames    the frames that gave the content, the strongest first
    source    None if the sentence names nobody
    """

    head: int
    cue: Piece
    key: str
    stance: str
    takes: frozenset[str]
    heads: tuple[int, ...] = ()
    frames: tuple[str, ...] = ()
    content: Pieces = ()
    source: Piece | None = None
    source_head: int | None = None
    addressee: Piece | None = None

    def first(self) -> int:
        """The first token of cue and source."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]

    def begins_at(self, i: int) -> bool:
        """Whether cue or source begins with token `i`."""
        return i == self.cue[0] or (self.source is not None and i == self.source[0])

    def last(self) -> int:
        """The token behind cue and source."""
        return max(self.cue[1], self.source[1]) if self.source else self.cue[1]


Candidates = tuple[Candidate, ...]  # in order of the cues


def added(found: Candidate, frame: str, *pieces: Piece) -> Candidate:
    """The candidate with more content, which `frame` gives."""
    return replace(found, frames=(*found.frames, frame), content=found.content + pieces)


def told_whole(found: Candidate, frame: str, *pieces: Piece) -> Candidate:
    """The candidate with this content alone, which `frame` gives."""
    return replace(found, frames=(frame,), content=pieces)


def with_content(found: Candidate, pieces: Iterable[Piece]) -> Candidate:
    """The candidate with these pieces as its content; empty ones are left out."""
    content = tuple(piece for piece in pieces if piece[0] < piece[1])
    return found if content == found.content else replace(found, content=content)


def closed(found: Candidate) -> Candidate:
    """The candidate with cue, source and addressee taken out of its content."""
    holes = (found.cue, *(piece for piece in (found.source, found.addressee) if piece))
    return with_content(found, without(merged(found.content), *holes))


def without(pieces: Iterable[Piece], *holes: Piece) -> Pieces:
    """The pieces less what the holes cover."""
    left = tuple(pieces)
    for hole in holes:
        left = tuple(rest for piece in left for rest in _rests(piece, hole))
    return left


def _rests(piece: Piece, hole: Piece) -> Pieces:
    """What a hole leaves of a piece: the whole, a part, two parts or nothing."""
    if piece[1] <= hole[0] or hole[1] <= piece[0]:
        return (piece,)
    return tuple(rest for rest in ((piece[0], hole[0]), (hole[1], piece[1])) if rest[0] < rest[1])


def merged(pieces: Iterable[Piece]) -> Pieces:
    """The pieces in order, joined where they touch or overlap."""
    joined: list[Piece] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def touching_children(s: Text, i: int, deps: frozenset[str], start: int, end: int) -> Piece:
    """The stretch [start, end) grown over the children of `i` with these labels that touch it on either side."""
    near = {
        s.left[c]: s.right[c] + 1
        for c in s.children[i]
        if s.dep[c] in deps and s.right[c] - s.left[c] < 3 and s.tag[c][:2] != "NN"
    }
    by_end = {right: left for left, right in near.items()}
    while end in near:
        end = near[end]
    while start in by_end:
        start = by_end[start]
    return start, end
