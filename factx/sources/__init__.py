"""Stage: who each source is: canonical name, type, coreference."""

from factx.sources.engine import load_rules, resolve_sources

__all__ = ["load_rules", "resolve_sources"]
