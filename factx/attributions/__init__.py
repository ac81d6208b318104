"""Stage: source, cue and content of every attribution."""

from factx.attributions.engine import find_attributions, load_rules

__all__ = ["find_attributions", "load_rules"]
