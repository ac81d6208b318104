"""Stage: time expressions and their values."""

from factx.dates.engine import find_anchor, find_dates
from factx.dates.lexicon import load_rules
from factx.dates.order import order_of

__all__ = ["find_anchor", "find_dates", "load_rules", "order_of"]
