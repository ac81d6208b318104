"""Claims of many articles grouped into events by keys: who says how many, lowest, highest, best, and how they stand."""

from factx.reconcile.best import DEFAULT, RULES
from factx.reconcile.engine import reconcile

__all__ = ["DEFAULT", "RULES", "reconcile"]
