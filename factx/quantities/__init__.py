"""Stage: numbers with their bounds and units."""

from factx.quantities.engine import load_rules, read_quantities
from factx.quantities.spellings import MoneySpellings, money_spellings

__all__ = ["MoneySpellings", "load_rules", "money_spellings", "read_quantities"]
