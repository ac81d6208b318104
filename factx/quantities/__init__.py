"""Stage: numbers with their bounds and units."""

from factx.quantities.engine import find_quantities, load_rules, read_quantities

__all__ = ["find_quantities", "load_rules", "read_quantities"]
