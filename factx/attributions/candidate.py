"""What the stage works on before it gives records: a cue with its content and source as stretches of tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from factx.language import Piece, Text


@dataclass(slots=True)
class Candidate:
    """A cue with what it ties together, in tokens.

    head      the token that carries the cue's meaning, `key` its entry in the lexicon
    frames    the frames that gave the content, the strongest first
    source    None if the sentence names nobody
    """

    head: int
    cue: Piece
    key: str
    stance: str
    takes: frozenset[str]
    frames: list[str] = field(default_factory=list)
    content: list[Piece] = field(default_factory=list)
    source: Piece | None = None
    source_head: int | None = None
    addressee: Piece | None = None
    within: Candidate | None = None


def without(pieces: list[Piece], holes: list[Piece]) -> list[Piece]:
    """The pieces less what the holes cover."""
    for start, end in holes:
        cut: list[Piece] = []
        for s, e in pieces:
            if end <= s or e <= start:
                cut.append((s, e))
            else:
                cut += [piece for piece in ((s, start), (end, e)) if piece[0] < piece[1]]
        pieces = cut
    return pieces


def merged(pieces: list[Piece]) -> list[Piece]:
    """The pieces in order, joined where they touch or overlap."""
    joined: list[Piece] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def covers(pieces: list[Piece], i: int) -> bool:
    """Whether one of the pieces holds token `i`."""
    return any(start <= i < end for start, end in pieces)


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
