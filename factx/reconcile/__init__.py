"""Claims of many articles grouped into events: who says how many, lowest, highest, best, and how they stand."""

from factx.reconcile.best import DEFAULT, RULES
from factx.reconcile.choice import Wanted
from factx.reconcile.engine import find_events, reconcile
from factx.reconcile.events import EVENTS_SCHEMA
from factx.reconcile.ids import is_events_file, read_homes
from factx.reconcile.traces import cut, gather

__all__ = [
    "DEFAULT",
    "EVENTS_SCHEMA",
    "RULES",
    "Wanted",
    "cut",
    "find_events",
    "gather",
    "is_events_file",
    "read_homes",
    "reconcile",
]
