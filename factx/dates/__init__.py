"""Stage: time expressions and their values."""

from factx.dates.engine import find_anchor, find_dates
from factx.dates.matching import load_rules

__all__ = ["find_anchor", "find_dates", "load_rules"]
