"""The errors factx raises on purpose.

    FactxError
    ├── DocumentError   an input that cannot be read as an article
    ├── ModelError      no usable spaCy pipeline
    ├── RuleError       a rule or example file that does not say what it must
    ├── RecordError     a file of factx records that is not one
    └── UsageError      a command that asks for something impossible

A message says what is wrong, where, and what to do next; it fits one line. What the system refuses (no permission, no
room, no such file) is told by `refusals`, or with `reason` where there is more to say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


class FactxError(Exception):
    """Anything that is wrong with what factx was given; the command line prints its message and nothing else."""


class DocumentError(FactxError):
    """An input that cannot be read as an article."""


class ModelError(FactxError):
    """No spaCy pipeline, or one that lacks what the rules need."""


class RuleError(FactxError):
    """A rule or example file that does not hold what its schema asks for."""


class RecordError(FactxError):
    """A file that should hold factx records and does not."""


class UsageError(FactxError):
    """A command that asks for something impossible; it ends with exit code 2."""


def reason(error: OSError) -> str:
    """What the system says is wrong: "permission denied"."""
    return (os.strerror(error.errno) if error.errno else str(error)).lower()


@contextmanager
def refusals(kind: type[FactxError], name: object, deed: str) -> Iterator[None]:
    """Whatever the system refuses within, as one error: "out.csv cannot be written: no space left on device".

    Raises `kind`.
    """
    try:
        yield
    except OSError as error:
        raise kind(f"{name} cannot be {deed}: {reason(error)}") from error
