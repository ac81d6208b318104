"""How worker processes are started: spawned, and never with modules from the folder that one works in."""

from __future__ import annotations

import os
from multiprocessing import get_context
from multiprocessing.context import SpawnContext


def spawning() -> SpawnContext:
    """A context whose processes look for modules where factx does.

    A spawned interpreter would look into the current folder first, and run what lies there under the name of a module
    of Python's own (`socket.py`).
    """
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    return get_context("spawn")
