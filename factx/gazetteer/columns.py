"""What the corrections read of a Doc, read at once: to ask token by token is most of what they would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

TOKEN_ATTRIBUTES = ("ORTH", "SHAPE", "SPACY", "TAG", "POS", "ENT_TYPE", "SENT_START")


@dataclass(frozen=True, slots=True)
class Columns:
    """A Doc by its tokens, a list for each thing that is asked of one; words and tags as codes of `strings`.

    Most tokens are asked for nothing but their capital, so their words are looked up one by one.

    capital   whether a word starts with a capital
    blank     whether a blank follows
    tags      Penn tags; `parts` the universal parts of speech; `kinds` the kind of the entity that a token is in
    opens     whether a token starts a sentence
    """

    strings: StringStore
    words: Sequence[int]
    capital: Sequence[bool]
    blank: Sequence[int]
    tags: Sequence[int]
    parts: Sequence[int]
    kinds: Sequence[int]
    opens: Sequence[bool]

    def __len__(self) -> int:
        return len(self.words)

    def code(self, text: str) -> int:
        """The code of a word or a tag."""
        return int(self.strings[text])

    def word(self, at: int) -> str:
        """A word as it stands."""
        return str(self.strings[self.words[at]])

    def is_tagged(self, at: int, tag: str) -> bool:
        """Whether there is a token, with that tag."""
        return at < len(self.tags) and self.tags[at] == self.strings[tag]

    def between(self, start: int, end: int) -> str:
        """The text of the tokens from `start` to before `end`."""
        last = end - 1
        return "".join([self.word(i) + " " * self.blank[i] for i in range(start, last)]) + self.word(last)

    def run(self, start: int, end: int) -> Run:
        """The tokens from `start` to before `end` as a run."""
        return Run(self, start, end)


class Run:
    """Some tokens of a Doc that may be a name: from `start` to before `end`. What is worked out of it stays with it."""

    def __init__(self, doc: Columns, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    @cached_property
    def text(self) -> str:
        """Its text."""
        return self.doc.between(self.start, self.end)

    @cached_property
    def lower(self) -> str:
        """Its text in lower case."""
        return self.text.lower()

    def __len__(self) -> int:
        return self.end - self.start

    @cached_property
    def unowned(self) -> Run:
        """It without the mark of an owner that the model counts to it."""
        is_owner = len(self) > 1 and self.doc.is_tagged(self.end - 1, "POS")
        return self.doc.run(self.start, self.end - 1) if is_owner else self

    @cached_property
    def before(self) -> str:
        """The word before it in its sentence, in lower case."""
        is_first = self.start == 0 or self.doc.opens[self.start]
        return "" if is_first else self.doc.word(self.start - 1).lower()

    @cached_property
    def behind(self) -> str:
        """The word behind it, in lower case."""
        return self.doc.word(self.end).lower() if self.end < len(self.doc) else ""

    @cached_property
    def words(self) -> Sequence[str]:
        """Its words in lower case."""
        return [self.doc.word(i).lower() for i in range(self.start, self.end)]


def read_columns(doc: Doc) -> Columns:
    """The columns of a Doc."""
    strings = doc.vocab.strings
    words, shapes, blank, tags, parts, kinds, opens = doc.to_array(list(TOKEN_ATTRIBUTES)).T.tolist()
    capitals = {shape for shape in set(shapes) if strings[shape].startswith("X")}
    return Columns(
        strings=strings,
        words=words,
        capital=[shape in capitals for shape in shapes],
        blank=blank,
        tags=tags,
        parts=parts,
        kinds=kinds,
        opens=[code == 1 for code in opens],
    )
