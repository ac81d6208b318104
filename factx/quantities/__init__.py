"""Stage: numbers with their bounds and units."""

from factx.quantities.engine import load_rules, read_quantities

__all__ = ["load_rules", "read_quantities"]
